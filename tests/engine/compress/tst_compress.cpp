#include "core/engine/checkpoint/describe.h"
#include "core/engine/compression.h"
#include "core/engine/engine.h"
#include "core/io/atomic_file.h"
#include "core/trace/trace.h"
#include "tests/engine/train/toy_task.h"
#include "tests/engine/train/train_helpers.h"
#include "tests/support/message_of.h"

#include <QCoreApplication>
#include <QProcess>
#include <QtTest>

#include <numeric>

using namespace exitscope;
using namespace exitscope::test;

namespace {

using Json = nlohmann::json;

engine::CompressReport compress(const std::filesystem::path& config, const std::vector<std::string>& stages = {},
    bool fresh = false, const JobContext& job = {}, training::Observer observe = {})
{
    return engine::loadEngine()->compress({ config, fresh, stages, std::move(observe) }, job);
}

/// For a child process: compresses and dies without a word once so many steps of all are done.
int compressAndDie(const char* config, int step)
{
    const JobContext job { {}, nullptr, [&](const Progress& progress) {
                              if (progress.unit == std::string_view("steps") && progress.done == step)
                                  std::raise(SIGKILL);
                          } };
    compress(config, {}, false, job);
    return 0;
}

/// Three layers, four heads of eight, 64 inner units; and how it is slimmed to two heads.
struct ToyModel : ToyTask
{
    ToyModel()
    {
        config["model"] = { { "layers", 3 }, { "hidden", 32 }, { "heads", 4 }, { "feed_forward", 64 }, { "positions", 32 } };
        config["epochs"] = 4;
        train(configFile("base"));
        slim = { { "model", "base" }, { "task", config["task"] }, { "width", "2x" }, { "batch", 32 }, { "dropout", 0.05 },
            { "seed", 5 }, { "threads", 1 }, { "checkpoint_every", 7 },
            { "stages",
                { { "finetune", { { "epochs", 2 }, { "lr", 2e-3 } } }, { "ta", { { "epochs", 3 }, { "lr", 2e-3 } } },
                    { "prune", { { "epochs", 2 }, { "lr", 1e-3 } } }, { "recover-features", { { "epochs", 1 }, { "lr", 2e-3 } } },
                    { "recover", { { "epochs", 2 }, { "lr", 2e-3 } } } } } };
    }

    /// Writes `slim` with its output in the given folder.
    std::filesystem::path slimFile(const std::string& output) const
    {
        Json json = slim;
        json["output"] = output;
        write(output + ".json", json.dump(1));
        return path(output + ".json");
    }

    /// Short enough to be run often.
    void hurry()
    {
        for (const char* stage : { "finetune", "ta", "recover-features", "recover" })
            slim["stages"][stage]["epochs"] = 0.5;
        slim["stages"]["prune"] = { { "interval", 0.2 }, { "lr", 1e-3 } };
        slim["judged_share"] = 0.2;
    }

    Json slim;
};

const char* stageFolders[] { "1-finetune", "2-ta", "3-prune", "4-recover-features", "5-recover" };

} // namespace

class TestCompress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void slimsAToyModel();
    void killedRunEndsAsUndisturbed();
    void stagesOneByOne();
    void ablations_data();
    void ablations();
    void startsFromATeacher();
    void refuses_data();
    void refuses();
    void refusesATeacherOfAnotherTask();

private:
    ToyModel m_toy;
};

void TestCompress::slimsAToyModel()
{
    std::vector<training::LearningEvent> events;
    const auto report = compress(m_toy.slimFile("slim"), {}, false, {}, [&](const auto& event) { events.push_back(event); });
    QCOMPARE(report.stages, (std::vector<std::string> { "finetune", "ta", "prune", "recover-features", "recover" }));
    QCOMPARE(report.devByExit.size(), std::size_t { 3 });
    QVERIFY2(report.devByExit.back() > 0.9, qPrintable(QString::number(report.devByExit.back())));
    // fine-tuning 38, assistant 57, two prunings of 19 judged and 19 trained steps, recovery 19 and 38
    QCOMPARE(report.steps, std::int64_t { 38 + 57 + 4 * 19 + 19 + 38 });

    const auto folder = m_toy.path("slim");
    QCOMPARE(report.checkpoint, folder);
    const auto slim = engine::describeCheckpoint(folder);
    const auto config = Json::parse(io::readWholeFile(folder / "config.json"));
    QCOMPARE(config["heads_kept"], (Json { 2, 2, 2 }));
    QCOMPARE(config["feed_forward_kept"], (Json { 32, 32, 32 }));
    QCOMPARE(config["head_size"], 8);
    QCOMPARE(config["word_rank"], 16);
    QCOMPARE(config["exit_head"], "tanh");
    const std::int64_t vocabulary = config["vocab_size"];
    const std::int64_t layer = 4 * 16 * 32 + 3 * 16 + 32 + 2 * 32 * 32 + 32 + 32 + 4 * 32;
    QCOMPARE(slim.parameters, vocabulary * 16 + 32 * 16 + (32 + 2 + 2) * 32 + 3 * layer + 3 * (2 * 32 + 2));
    QCOMPARE(report.after.parameters, slim.parameters);
    QCOMPARE(report.after.layerParameters, 3 * layer);
    QCOMPARE(report.after.flops128, slim.flops128);
    QVERIFY(report.before.parameters > report.after.parameters && report.before.flops128 > 1.5 * report.after.flops128);

    const auto structure = training::readKeptStructure(folder / training::keptStructureFile);
    QVERIFY(structure == report.structure);
    QCOMPARE(structure.heads, 4);
    for (const auto& kept : structure.headsKept)
        QCOMPARE(kept.size(), std::size_t { 2 });
    for (const auto& kept : structure.feedForwardKept)
        QCOMPARE(kept.size(), std::size_t { 32 });
    QCOMPARE(structure.wordRank, 16);
    for (const char* name : { "vocab.txt", "compress.json", "train.log" })
        QVERIFY2(std::filesystem::exists(folder / name), name);

    // The curve of the whole counts on from stage to stage, as the observer saw it.
    const auto curve = training::readLearningCurve(folder / training::learningCurveFile);
    QVERIFY(!curve.empty() && !events.empty());
    QVERIFY(std::ranges::is_sorted(curve, {}, &training::LearningEvent::step));
    QCOMPARE(curve.back().step, report.steps);
    QCOMPARE(curve.back().phases, 8);
    QCOMPARE(curve.back().phaseIndex, 7);
    QCOMPARE(events.back().phaseIndex, 7);

    // Inference sees what training saw.
    engine::TraceRequest request;
    request.model = folder;
    request.data = m_toy.path("dev.tsv");
    request.output = m_toy.path("slim.trace");
    const auto trace = engine::loadEngine()->trace(request, {});
    QCOMPARE(trace.exits, 3);
    QCOMPARE(trace.units, 200);
    const auto traced = trace::Trace::open(m_toy.path("slim.trace"));
    std::int64_t right = 0;
    for (std::int64_t unit = 0; unit < traced->units(); ++unit) {
        const auto logits = traced->logits(unit, 2);
        right += (logits[1] > logits[0] ? 1 : 0) == traced->labels()[static_cast<std::size_t>(unit)] ? 1 : 0;
    }
    QCOMPARE(static_cast<double>(right) / 200, report.devByExit.back());

    // Done once, it is not done again.
    const auto again = compress(m_toy.path("slim.json"), {}, false, { {}, nullptr, [](const Progress& progress) {
                                                                         QVERIFY(progress.unit != std::string_view("steps"));
                                                                     } });
    QCOMPARE(again.devByExit, report.devByExit);
}

void TestCompress::killedRunEndsAsUndisturbed()
{
    ToyModel& toy = m_toy;
    const Json whole = toy.slim;
    toy.hurry();
    const auto report = compress(toy.slimFile("undisturbed"));
    toy.slimFile("killed");
    toy.slim = whole;
    // In fine-tuning, right at the assistant's start, while the second pruning is judged and after it, in both recoveries.
    for (const int step : { 6, 11, 28, 31, 36, 50 }) {
        QVERIFY2(step <= report.steps, qPrintable(QString::number(report.steps)));
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(),
            { QStringLiteral("--compress-and-die"), QString::fromStdString(toy.path("killed.json").string()), QString::number(step) });
        QVERIFY(child.waitForFinished(120'000));
        QCOMPARE(child.exitStatus(), QProcess::CrashExit);
    }
    const auto resumed = compress(toy.path("killed.json"));
    QCOMPARE(resumed.steps, report.steps);
    QCOMPARE(resumed.devByExit, report.devByExit);
    for (const char* folder : { "", "1-finetune", "2-ta", "3-prune", "4-recover-features", "5-recover" })
        QVERIFY2(weightsOf(toy.path("killed") / folder) == weightsOf(toy.path("undisturbed") / folder), folder);
    QCOMPARE(logOf(toy.path("killed")), logOf(toy.path("undisturbed")));
    QCOMPARE(io::readWholeFile(toy.path("killed") / "structure.json"), io::readWholeFile(toy.path("undisturbed") / "structure.json"));
}

void TestCompress::stagesOneByOne()
{
    ToyModel& toy = m_toy;
    const Json whole = toy.slim;
    toy.hurry();
    const auto together = compress(toy.slimFile("together"));
    const auto config = toy.slimFile("apart");
    toy.slim = whole;
    QVERIFY(messageOf([&] { compress(config, { "prune" }); }).contains(QLatin1String("\"finetune\" has to be done first")));
    QCOMPARE(compress(config, { "ta", "finetune" }).stages, (std::vector<std::string> { "finetune", "ta" }));
    const auto pruned = compress(config, { "prune" });
    QCOMPARE(pruned.checkpoint, toy.path("apart") / "3-prune");
    QVERIFY(!std::filesystem::exists(toy.path("apart") / "model.safetensors"));
    compress(config, { "prune" }, true);
    const auto apart = compress(config);
    QCOMPARE(apart.devByExit, together.devByExit);
    for (const char* folder : stageFolders)
        QVERIFY2(weightsOf(toy.path("apart") / folder) == weightsOf(toy.path("together") / folder), folder);
    QVERIFY(weightsOf(toy.path("apart")) == weightsOf(toy.path("together")));
    QVERIFY(messageOf([&] { compress(config, { "recovre" }); }).contains(QLatin1String("did you mean recover?")));

    Json other = Json::parse(io::readWholeFile(config));
    other["stages"]["ta"]["lr"] = 1e-4;
    toy.write("apart.json", other.dump());
    const QString message = messageOf([&] { compress(config); });
    QVERIFY2(message.contains(QLatin1String("2-ta")) && message.contains(QLatin1String("--fresh")), qPrintable(message));
}

void TestCompress::ablations_data()
{
    QTest::addColumn<QString>("change");
    QTest::newRow("signed") << R"({"importance": "taylor-signed"})";
    QTest::newRow("magnitude, no words") << R"({"importance": "magnitude", "rank": 0})";
    QTest::newRow("random, one head") << R"({"importance": "random", "width": "8x"})";
    QTest::newRow("no features") << R"({"losses": {"features": false}})";
    QTest::newRow("no prediction") << R"({"losses": {"prediction": false}})";
    QTest::newRow("no exit losses") << R"({"exit_losses": false, "equilibrium": false})";
    QTest::newRow("from the second layer, half precision") << R"({"exit_start": 2, "weights": "f16"})";
    QTest::newRow("words alone") << R"({"width": null, "heads": 4, "feed_forward": 64, "rank": 8})";
}

void TestCompress::ablations()
{
    QFETCH(QString, change);
    ToyModel& toy = m_toy;
    const Json whole = toy.slim;
    toy.hurry();
    toy.slim.merge_patch(Json::parse(change.toStdString()));
    const std::string output = "ablation " + std::string(QTest::currentDataTag());
    const auto config = toy.slimFile(output);
    toy.slim = whole;
    const auto report = compress(config);
    const bool hasFeatures = !change.contains(QLatin1String("features"));
    QCOMPARE(report.stages.size(), hasFeatures ? std::size_t { 5 } : std::size_t { 4 });
    const auto described = engine::describeCheckpoint(toy.path(output));
    QCOMPARE(described.parameters, report.after.parameters);
    QVERIFY(report.after.parameters < report.before.parameters);
    const std::size_t exits = change.contains(QLatin1String("exit_start")) ? 2 : 3;
    QCOMPARE(described.config.exitLayer.size(), exits);
    QCOMPARE(report.devByExit.size(), exits);
}

void TestCompress::startsFromATeacher()
{
    ToyModel& toy = m_toy;
    const Json whole = toy.slim;
    toy.hurry();
    toy.slim.erase("model");
    toy.slim["teacher"] = "base";
    toy.slim["stages"].erase("finetune");
    const auto config = toy.slimFile("taught");
    toy.slim["model"] = "base";
    const auto both = toy.slimFile("taught model");
    toy.slim = whole;
    QCOMPARE(compress(config).stages, (std::vector<std::string> { "ta", "prune", "recover-features", "recover" }));
    QVERIFY(!std::filesystem::exists(toy.path("taught") / "1-finetune"));
    QVERIFY(messageOf([&] { compress(config, { "finetune" }); }).contains(QLatin1String("\"teacher\" stands in for it")));
    // The model is the teacher itself, so the way there is the same.
    compress(both);
    QVERIFY(weightsOf(toy.path("taught")) == weightsOf(toy.path("taught model")));
}

void TestCompress::refuses_data()
{
    QTest::addColumn<QString>("change");
    QTest::addColumn<QString>("said");
    QTest::newRow("no heads") << R"({"width": null, "heads": 0})" << "\"heads\" is 0; this model can keep from 1 to 4";
    QTest::newRow("too many heads") << R"({"width": null, "heads": 5})" << "\"heads\" is 5; this model can keep from 1 to 4";
    QTest::newRow("no units") << R"({"feed_forward": 0})" << "\"feed_forward\" is 0; this model can keep from 1 to 64";
    QTest::newRow("too many units") << R"({"feed_forward": 65})" << "from 1 to 64";
    QTest::newRow("too high a rank") << R"({"rank": 33})" << "\"rank\" is 33; this model can keep from 0 to 32";
    QTest::newRow("nothing") << R"({"width": null, "heads": 4, "rank": 0})" << "nothing is made smaller";
    QTest::newRow("no width") << R"({"width": null})" << "\"heads\" is missing";
    QTest::newRow("two widths") << R"({"heads": 2})" << "\"heads\" stands beside \"width\"";
    QTest::newRow("other width") << R"({"width": "3x"})" << "\"width\" is \"3x\"; use one of \"2x\", \"8x\"";
    QTest::newRow("other preset") << R"({"preset": "snli"})" << "\"preset\" is \"snli\"; use one of \"mrpc\"";
    QTest::newRow("unknown key") << R"({"importence": "random"})" << "\"importence\" is not a known key";
    QTest::newRow("unknown stage") << R"({"stages": {"recovery": {}}})" << "\"stages.recovery\" is not a known key";
    QTest::newRow("key of another stage") << R"({"stages": {"recover": {"interval": 1}}})" << "\"stages.recover.interval\" is not a known key";
    QTest::newRow("interval and epochs") << R"({"stages": {"prune": {"interval": 1}}})" << "\"stages.prune.interval\" stands beside \"epochs\"";
    QTest::newRow("no model") << R"({"model": null})" << "\"model\" is missing";
    QTest::newRow("model not there") << R"({"model": "nowhere"})" << "nowhere";
    QTest::newRow("no task") << R"({"task": null})" << "\"task\" is missing";
    QTest::newRow("exits too high") << R"({"exit_start": 4})" << "\"exit_start\" is 4; the model has 3 layers";
    QTest::newRow("no epochs") << R"({"stages": {"ta": {"epochs": 0}}})" << "\"stages.ta.epochs\" is 0";
}

void TestCompress::refuses()
{
    QFETCH(QString, change);
    QFETCH(QString, said);
    ToyModel& toy = m_toy;
    const Json whole = toy.slim;
    toy.slim.merge_patch(Json::parse(change.toStdString()));
    const auto config = toy.slimFile("refused");
    toy.slim = whole;
    const QString message = messageOf([&] { compress(config); });
    QVERIFY2(message.contains(said), qPrintable(message));
    QVERIFY(!message.contains(QLatin1Char('\n')));
    QVERIFY(!std::filesystem::exists(toy.path("refused") / "1-finetune"));
}

void TestCompress::refusesATeacherOfAnotherTask()
{
    ToyModel& toy = m_toy;
    const Json whole = toy.slim;
    const auto refused = [&](const char* name) {
        const auto config = toy.slimFile(name);
        toy.slim = whole;
        return messageOf([&] { compress(config); });
    };
    toy.slim["teacher"] = "base";
    toy.slim["task"]["labels"] = { "negative", "positive", "neither" };
    QString message = refused("classes");
    QVERIFY2(message.contains(QLatin1String("has no classifier of 3 classes")), qPrintable(message));
    toy.slim["teacher"] = "base";
    toy.slim["task"]["labels"] = { "positive", "negative" };
    message = refused("order");
    QVERIFY2(message.contains(QLatin1String("has other labels, or in another order")), qPrintable(message));

    const Json model = toy.config["model"];
    toy.config["model"]["hidden"] = 16;
    toy.config["epochs"] = 0.2;
    train(toy.configFile("narrow"));
    toy.config["model"] = model;
    toy.slim["teacher"] = "narrow";
    message = refused("hidden");
    QVERIFY2(message.contains(QLatin1String("have 16 numbers, the model's 32")), qPrintable(message));

    // What is slim already is no original.
    toy.hurry();
    toy.slim["width"] = "2x";
    compress(toy.slimFile("first"));
    toy.slim["model"] = "first";
    message = refused("second");
    QVERIFY2(message.contains(QLatin1String("slimmed already")), qPrintable(message));
}

int main(int argc, char** argv)
{
    if (argc == 4 && std::string_view(argv[1]) == "--compress-and-die")
        return compressAndDie(argv[2], std::atoi(argv[3]));
    QCoreApplication application(argc, argv);
    TestCompress test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_compress.moc"
