// The regimes, teachers and switches of training, through the engine: what is trained, what is refused, what is left on disk.
#include "core/error.h"
#include "core/io/safetensors.h"
#include "core/training/learning_curve.h"
#include "tests/engine/train/toy_task.h"
#include "tests/engine/train/train_helpers.h"
#include "tests/support/small_disk.h"

#include <QCoreApplication>
#include <QProcess>
#include <QtTest>

using namespace exitscope;
using namespace exitscope::test;

namespace {

bool hasOwnMounts = false;

using Tensors = std::shared_ptr<const io::SafetensorsFile>;

Tensors tensorsOf(const std::filesystem::path& folder)
{
    return io::SafetensorsFile::open(folder / "model.safetensors");
}

/// Whether every tensor whose name starts so is the same in both.
bool sameTensors(const Tensors& one, const Tensors& other, std::string_view prefix)
{
    int compared = 0;
    for (const auto& tensor : one->tensors()) {
        if (!tensor.name.starts_with(prefix))
            continue;
        const auto* same = other->find(tensor.name);
        if (!same || !std::ranges::equal(same->bytes, tensor.bytes))
            return false;
        ++compared;
    }
    return compared > 0;
}

/// The line that a training is refused with; empty when it was not.
QString refusal(const ToyTask& toy, const std::string& output = "refused")
{
    try {
        train(toy.configFile(output));
        return {};
    } catch (const InputError& error) {
        return QString::fromUtf8(error.what());
    }
}

} // namespace

class TestTrainRegimes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void learnsAToyTask_data();
    void learnsAToyTask();
    void singleExitIsTheOnlyOne();
    void secondStageLeavesTheTrunk();
    void unlabelledTextsMakeTheSecondStageLonger();
    void equilibriumChangesTheTrunk();
    void headsWithoutPooler();
    void learnsFromATeacher_data();
    void learnsFromATeacher();
    void refusesATeacher_data();
    void refusesATeacher();
    void refuses_data();
    void refuses();
    void refusesWhatTheDataCannotTeach();
    void accumulationEqualsTheBigBatch();
    void stopsEarly();
    void seedsHaveTheirFolders();
    void learningCurveIsWritten();
    void keepsWhatWasGoodWhenTheLossIsNot_data();
    void keepsWhatWasGoodWhenTheLossIsNot();
    void killedRunEndsAsUndisturbed_data();
    void killedRunEndsAsUndisturbed();
    void stoppedWhileJudging();
    void fullDiskLeavesTheLastState();
};

void TestTrainRegimes::learnsAToyTask_data()
{
    QTest::addColumn<QString>("change");
    QTest::addColumn<int>("stages");
    QTest::newRow("alternating") << R"({"regime": "alternating"})" << 1;
    QTest::newRow("alternating with LTE") << R"({"regime": "alternating", "exit_module": {"kind": "lte"}})" << 1;
    QTest::newRow("self-distillation") << R"({"regime": "self-distillation"})" << 2;
    QTest::newRow("self-distillation, joint") << R"({"regime": "self-distillation-joint"})" << 1;
    QTest::newRow("diversity") << R"({"regime": "diversity", "diversity_weight": 0.05})" << 1;
    QTest::newRow("equilibrium") << R"({"regime": "joint", "equilibrium": true, "exit_head": "tanh"})" << 1;
    QTest::newRow("buckets") << R"({"buckets": 4})" << 1;
}

void TestTrainRegimes::learnsAToyTask()
{
    QFETCH(QString, change);
    QFETCH(int, stages);
    ToyTask toy;
    toy.config.merge_patch(nlohmann::json::parse(change.toStdString()));
    const auto report = train(toy.configFile());
    QCOMPARE(report.steps, std::int64_t { 8 * 19 * stages });
    QCOMPARE(report.devByExit.size(), std::size_t { 2 });
    QVERIFY2(report.devByExit.back() > 0.95, qPrintable(QString::number(report.devByExit.back())));
    QVERIFY2(report.devByExit.front() > 0.65, qPrintable(QString::number(report.devByExit.front())));
}

void TestTrainRegimes::singleExitIsTheOnlyOne()
{
    ToyTask toy;
    toy.config["regime"] = "single-exit";
    toy.config["epochs"] = 1;
    QCOMPARE(train(toy.configFile("last")).devByExit.size(), std::size_t { 1 });
    const auto last = nlohmann::json::parse(io::readWholeFile(toy.path("last") / "config.json"));
    QCOMPARE(last["exit_layers"], nlohmann::json({ 2 }));
    toy.config["limit"] = 1;
    train(toy.configFile("first"));
    const auto first = nlohmann::json::parse(io::readWholeFile(toy.path("first") / "config.json"));
    QCOMPARE(first["exit_layers"], nlohmann::json({ 1 }));
    QCOMPARE(first["num_hidden_layers"], 1); // nothing trains what lies above
}

/// The first stage of DeeBERT and of FastBERT is one and the same, and the second one leaves it as it is.
void TestTrainRegimes::secondStageLeavesTheTrunk()
{
    ToyTask toy;
    toy.config["epochs"] = 2;
    toy.config["regime"] = "two-stage";
    train(toy.configFile("labels"));
    toy.config["regime"] = "self-distillation";
    train(toy.configFile("distilled"));
    const auto labels = tensorsOf(toy.path("labels")), distilled = tensorsOf(toy.path("distilled"));
    QVERIFY(sameTensors(labels, distilled, "bert."));
    QVERIFY(sameTensors(labels, distilled, "exits.1."));
    QVERIFY(!sameTensors(labels, distilled, "exits.0.classifier.weight"));
}

void TestTrainRegimes::unlabelledTextsMakeTheSecondStageLonger()
{
    ToyTask toy;
    std::string texts;
    for (int i = 0; i < 320; ++i)
        texts += i % 2 ? "the film is not good here\n" : "the film is very dull\n";
    toy.write("more.txt", texts);
    toy.config["epochs"] = 1;
    toy.config["regime"] = "self-distillation";
    toy.config["task"]["unlabelled"] = "more.txt";
    QCOMPARE(train(toy.configFile()).steps, std::int64_t { 19 + 29 }); // 600 and 920 examples, 32 a step
}

void TestTrainRegimes::equilibriumChangesTheTrunk()
{
    ToyTask toy;
    toy.config["epochs"] = 0.06; // one step
    toy.config["regime"] = "joint";
    toy.config["optimizer"]["clip"] = 0;
    toy.config["optimizer"]["eps"] = 1; // an update in proportion to the gradient
    train(toy.configFile("sum"));
    toy.config["equilibrium"] = true;
    train(toy.configFile("mean"));
    const auto sum = tensorsOf(toy.path("sum")), mean = tensorsOf(toy.path("mean"));
    QVERIFY(!sameTensors(sum, mean, "bert.encoder.layer.0.output.dense.weight"));
    QVERIFY(sameTensors(sum, mean, "bert.encoder.layer.1.output.dense.weight")); // one exit above: the same
    QVERIFY(sameTensors(sum, mean, "exits."));
}

void TestTrainRegimes::headsWithoutPooler()
{
    ToyTask toy;
    toy.config["epochs"] = 1;
    train(toy.configFile("poolers"));
    toy.config["exit_head"] = "tanh";
    toy.config["regime"] = "two-stage";
    toy.config["model"] = { { "init", "poolers" } };
    toy.config.erase("tokenizer");
    train(toy.configFile("tanh"));
    const auto json = nlohmann::json::parse(io::readWholeFile(toy.path("tanh") / "config.json"));
    QCOMPARE(json["exit_head"], "tanh");
    QVERIFY(!tensorsOf(toy.path("tanh"))->find("exits.0.pooler.dense.weight"));
    toy.config.erase("exit_head"); // as the checkpoint has them
    toy.config["model"] = { { "init", "tanh" } };
    train(toy.configFile("again"));
    QVERIFY(!tensorsOf(toy.path("again"))->find("exits.0.pooler.dense.weight"));
}

void TestTrainRegimes::learnsFromATeacher_data()
{
    QTest::addColumn<QString>("teacher");
    QTest::addColumn<int>("layers");
    QTest::newRow("answers alone") << R"({"model": "teacher", "labels": 0, "logits": 1})" << 2;
    QTest::newRow("divergence by exit") << R"({"model": "teacher", "loss": "kl", "temperature": 2, "match": "by-exit"})" << 2;
    QTest::newRow("states of a deeper one") << R"({"model": "teacher", "hidden": 0.1})" << 1;
}

void TestTrainRegimes::learnsFromATeacher()
{
    QFETCH(QString, teacher);
    QFETCH(int, layers);
    ToyTask toy;
    train(toy.configFile("teacher"));
    toy.config["model"]["layers"] = layers;
    toy.config["tokenizer"] = { { "from", "teacher" } };
    toy.config["teacher"] = nlohmann::json::parse(teacher.toStdString());
    toy.config["regime"] = "joint";
    const std::string before = weightsOf(toy.path("teacher"));
    const auto report = train(toy.configFile("student"));
    QVERIFY2(report.devByExit.back() > (layers == 2 ? 0.95 : 0.65), qPrintable(QString::number(report.devByExit.back())));
    QCOMPARE(weightsOf(toy.path("teacher")), before);
    const auto curve = training::readLearningCurve(toy.path("student") / training::learningCurveFile);
    const auto step = std::ranges::find(curve, training::LearningEvent::Kind::Step, &training::LearningEvent::kind);
    QVERIFY(step != curve.end());
    QVERIFY(std::ranges::count(step->lossNames, "exit 1, teacher") == 1);
    QVERIFY(std::ranges::count(step->lossNames, "features") == (teacher.contains(QLatin1String("hidden")) ? 1 : 0));
}

void TestTrainRegimes::refusesATeacher_data()
{
    QTest::addColumn<QString>("change"); ///< of the student
    QTest::addColumn<QString>("expected");
    QTest::newRow("classes") << R"({"task": {"labels": ["negative", "positive", "neutral"]}})"
                             << "has 2 classes, the student 3; name a teacher that was trained for this task";
    QTest::newRow("order") << R"({"task": {"labels": ["positive", "negative"]}})"
                           << "has \"negative\" as class 0, the student \"positive\"";
    QTest::newRow("hidden size") << R"({"model": {"hidden": 16}})" << "has a hidden size of 32, the student 16";
    QTest::newRow("vocabulary") << R"({"tokenizer": {"learn": 130, "from": null}})" << "has a vocabulary of ";
    QTest::newRow("positions") << R"({"model": {"positions": 64}})" << "has 32 positions, the student texts of up to 64 tokens";
    QTest::newRow("exits") << R"({"teacher": {"match": "by-exit"}, "model": {"exits": [2]}})" << "has 2 exits, the student 1";
    QTest::newRow("nobody") << R"({"teacher": {"model": "nobody"}})" << "nobody";
    QTest::newRow("nothing") << R"({"teacher": {"logits": 0, "hidden": 0}})" << "nothing would be learnt from the teacher";
}

void TestTrainRegimes::refusesATeacher()
{
    QFETCH(QString, change);
    QFETCH(QString, expected);
    ToyTask toy;
    toy.config["epochs"] = 0.1;
    train(toy.configFile("teacher"));
    toy.config["tokenizer"] = { { "from", "teacher" } };
    toy.config["teacher"] = { { "model", "teacher" }, { "hidden", 1 } };
    toy.config.merge_patch(nlohmann::json::parse(change.toStdString()));
    const QString line = refusal(toy);
    QVERIFY2(line.contains(expected), qPrintable(line));
    QVERIFY(!line.contains(QLatin1Char('\n')));
}

void TestTrainRegimes::refuses_data()
{
    QTest::addColumn<QString>("change");
    QTest::addColumn<QString>("expected");
    QTest::newRow("limit") << R"({"limit": 1})" << "\"limit\" is of the regime \"single-exit\", not of \"layer-weighted\"";
    QTest::newRow("limit too high") << R"({"regime": "single-exit", "limit": 5})" << "\"limit\" is 5, but the model has 2 layers";
    QTest::newRow("single exits") << R"({"regime": "single-exit", "model": {"exits": [1, 2]}})" << "but \"model.exits\" lists exits";
    QTest::newRow("equilibrium") << R"({"regime": "alternating", "equilibrium": true})"
                                 << "\"equilibrium\" makes no sense in the regime \"alternating\"";
    QTest::newRow("unlabelled") << R"({"task": {"unlabelled": "dev.tsv"}})" << "only be learnt from in the regime \"self-distillation\"";
    QTest::newRow("one exit") << R"({"regime": "diversity", "model": {"exits": [2]}})" << "but the model has one exit";
    QTest::newRow("nearest key") << R"({"epoks": 3})" << "\"epoks\" is not a known key; did you mean epochs?";
    QTest::newRow("nearest nested key") << R"({"early_stopping": {"patiense": 3}})" << "did you mean patience?";
    QTest::newRow("a regime of no name") << R"({"regime": "jiont"})" << "\"regime\" is \"jiont\"";
}

void TestTrainRegimes::refuses()
{
    QFETCH(QString, change);
    QFETCH(QString, expected);
    ToyTask toy;
    toy.config.merge_patch(nlohmann::json::parse(change.toStdString()));
    const QString line = refusal(toy);
    QVERIFY2(line.contains(expected), qPrintable(line));
}

void TestTrainRegimes::refusesWhatTheDataCannotTeach()
{
    ToyTask degrees; // what compares distributions has none in a regression
    degrees.write("train.tsv", "sentence\tlabel\nwarm\t1.5\ncold\t0.5\n");
    degrees.config["task"] = { { "train", "train.tsv" }, { "dev", "train.tsv" }, { "regression", true } };
    for (const char* regime : { "self-distillation", "self-distillation-joint", "diversity" }) {
        degrees.config["regime"] = regime;
        QVERIFY(refusal(degrees).contains(QLatin1String("but the task is a regression")));
    }
    degrees.config["regime"] = "alternating";
    degrees.config["epochs"] = 1;
    QCOMPARE(refusal(degrees, "fine"), QString());
    degrees.write("train.tsv", "sentence\tlabel\nwarm\t1.5\ncold\t1.5\n");
    QVERIFY(refusal(degrees).contains(QLatin1String("every training example has the same value")));

    ToyTask single;
    single.write("train.tsv", "sentence\tlabel\na film\t1\na play\t1\n");
    QVERIFY(refusal(single).contains(QLatin1String("every training example is of one class, \"positive\"")));
    single.write("train.tsv", "sentence\tlabel\na film\t1\na play\t0\n");
    single.write("dev.tsv", "sentence\tlabel\na film\tpositive\na song\tneutral\n");
    const QString unseen = refusal(single);
    QVERIFY2(unseen.contains(QLatin1String("dev.tsv:3: label \"neutral\" is not one of")), qPrintable(unseen));
}

/// Two batches of 16 make the step that one of 32 makes, but for rounding.
void TestTrainRegimes::accumulationEqualsTheBigBatch()
{
    ToyTask toy;
    toy.config["epochs"] = 1;
    toy.config["dropout"] = 0;
    toy.config["optimizer"]["eps"] = 1e-3; // a gradient near 0 has no sign to be rounded
    train(toy.configFile("whole"));
    toy.config["batch"] = 16;
    toy.config["accumulate"] = 2;
    const auto report = train(toy.configFile("halves"));
    QCOMPARE(report.steps, std::int64_t { 19 });
    const auto whole = tensorsOf(toy.path("whole")), halves = tensorsOf(toy.path("halves"));
    for (const auto& tensor : whole->tensors()) {
        const auto one = tensor.as<float>(), other = halves->find(tensor.name)->as<float>();
        for (std::size_t i = 0; i < one.size(); ++i)
            QVERIFY2(std::abs(one[i] - other[i]) < 2e-4, tensor.name.c_str());
    }
}

void TestTrainRegimes::stopsEarly()
{
    ToyTask toy;
    toy.config["epochs"] = 30;
    toy.config["early_stopping"] = { { "patience", 2 }, { "min_delta", 0.5 } }; // from below 0.8 nothing gains that much twice
    const auto report = train(toy.configFile());
    QVERIFY2(report.steps >= 3 * 19 && report.steps <= 5 * 19 && report.steps % 19 == 0, qPrintable(QString::number(report.steps)));
    const QString log = logOf(toy.path("model")).join(QLatin1Char('\n'));
    QVERIFY(log.contains(QStringLiteral("stop  fine-tuning  step %1/570  2 evaluations without a gain").arg(report.steps)));
}

void TestTrainRegimes::seedsHaveTheirFolders()
{
    ToyTask toy;
    toy.config["epochs"] = 1;
    const auto config = toy.configFile();
    engine::TrainRequest request { config, false, 7, {} };
    const auto report = engine::loadEngine()->train(request, {});
    QCOMPARE(report.checkpoint, toy.path("model") / "seed-7");
    const auto json = nlohmann::json::parse(io::readWholeFile(report.checkpoint / "train.json"));
    QCOMPARE(json["seed"], 7);
    toy.config["seed"] = 7;
    train(toy.configFile("direct"));
    QVERIFY(weightsOf(report.checkpoint) == weightsOf(toy.path("direct")));
    request.resume = true;
    QVERIFY(engine::loadEngine()->train(request, {}).devByExit == report.devByExit); // nothing was left to do
}

void TestTrainRegimes::learningCurveIsWritten()
{
    ToyTask toy;
    toy.config["epochs"] = 4;
    toy.config["regime"] = "alternating";
    toy.config["exit_module"] = { { "kind", "lte" } };
    std::vector<training::LearningEvent> observed;
    const engine::TrainRequest request { toy.configFile(), false, {}, [&](const auto& event) { observed.push_back(event); } };
    engine::loadEngine()->train(request, {});
    const auto curve = training::readLearningCurve(toy.path("model") / training::learningCurveFile);
    using Kind = training::LearningEvent::Kind;
    const auto count = [](const auto& events, Kind kind) {
        return std::ranges::count_if(events, [&](const auto& event) { return event.kind == kind; });
    };
    QCOMPARE(count(curve, Kind::Dev), 4);
    QCOMPARE(count(curve, Kind::Step), 2); // after 50 steps, and at the end
    QCOMPARE(count(observed, Kind::Dev), 4);
    QVERIFY(count(observed, Kind::Step) >= 2);
    std::int64_t before = 0;
    bool wasBest = false;
    for (const auto& event : curve) {
        QVERIFY(event.step >= before);
        before = event.step;
        QCOMPARE(event.steps, std::int64_t { 76 });
        QCOMPARE(event.phase, std::string("fine-tuning"));
        wasBest = wasBest || event.isBest;
        if (event.kind == Kind::Dev) {
            QCOMPARE(event.metric, std::string("accuracy"));
            QCOMPARE(event.byExit.size(), std::size_t { 2 });
        } else {
            QCOMPARE(event.lossNames, (std::vector<std::string> { "exit 1", "exit 2", "LTE" }));
            QVERIFY(event.losses.size() == 3 && event.rate >= 0 && event.tokensPerSecond > 0 && event.loss > 0);
        }
    }
    QVERIFY(wasBest);
}

void TestTrainRegimes::keepsWhatWasGoodWhenTheLossIsNot_data()
{
    QTest::addColumn<bool>("isJudged");
    QTest::newRow("nothing judged yet") << false;
    QTest::newRow("best so far") << true;
}

/// One target that is too large to be squared.
void TestTrainRegimes::keepsWhatWasGoodWhenTheLossIsNot()
{
    QFETCH(bool, isJudged);
    ToyTask toy;
    std::string rows = "sentence\tlabel\n";
    for (int i = 0; i < 64; ++i)
        rows += (i % 2 ? "it was warm\t" : "it was cold\t") + std::string(i % 2 ? "1.5\n" : "0.5\n");
    toy.write("dev.tsv", rows);
    toy.write("train.tsv", rows + "it was a fire\t1e30\n");
    toy.config["task"] = { { "train", "train.tsv" }, { "dev", "dev.tsv" }, { "regression", true } };
    toy.config["batch"] = 1;
    toy.config["evaluations_per_epoch"] = isJudged ? 65 : 1;
    const QString line = refusal(toy, "model");
    const QString folder = QString::fromStdString(toy.path("model").string());
    static const QRegularExpression step(QStringLiteral("the loss is no longer finite at step (\\d+) of 520 of \"fine-tuning\""));
    const auto match = step.match(line);
    QVERIFY2(match.hasMatch(), qPrintable(line));
    QVERIFY2(match.captured(1).toInt() > 1, "the seed has the example first, where nothing can be judged");
    const QString kept = isJudged ? QStringLiteral("the best weights so far are in ") : QStringLiteral("the weights before that step are in ");
    QVERIFY2(line.contains(kept + folder), qPrintable(line));
    toy.config["model"] = { { "init", "model" } }; // and they are whole
    toy.config.erase("tokenizer");
    toy.write("train.tsv", rows);
    toy.config["epochs"] = 0.1;
    QCOMPARE(refusal(toy, "after"), QString());
}

void TestTrainRegimes::killedRunEndsAsUndisturbed_data()
{
    QTest::addColumn<QString>("change");
    QTest::newRow("alternating") << R"({"regime": "alternating", "exit_module": {"kind": "lte"}})";
    QTest::newRow("self-distillation") << R"({"regime": "self-distillation", "epochs": 2})";
    QTest::newRow("accumulated and bucketed") << R"({"batch": 16, "accumulate": 2, "buckets": 3, "token_dropout": 0.1})";
    QTest::newRow("early stopping") << R"({"epochs": 30, "early_stopping": {"patience": 2, "min_delta": 0.5}})";
}

void TestTrainRegimes::killedRunEndsAsUndisturbed()
{
    QFETCH(QString, change);
    ToyTask toy;
    toy.config["epochs"] = 4;
    toy.config["threads"] = 1;
    toy.config.merge_patch(nlohmann::json::parse(change.toStdString()));
    const auto undisturbed = train(toy.configFile("undisturbed"));
    toy.configFile("killed");
    for (const char* step : { "19", "33", "52" }) { // 19: before the evaluation that follows it
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(),
            { QStringLiteral("--train-and-die"), QString::fromStdString(toy.path("killed.json").string()), QString::fromLatin1(step) });
        QVERIFY(child.waitForFinished(120'000));
        QCOMPARE(child.exitStatus(), QProcess::CrashExit);
    }
    const auto report = train(toy.path("killed.json"), true);
    QCOMPARE(report.steps, undisturbed.steps);
    QVERIFY(weightsOf(toy.path("killed")) == weightsOf(toy.path("undisturbed")));
    QCOMPARE(logOf(toy.path("killed")), logOf(toy.path("undisturbed")));
    const auto curve = training::readLearningCurve(toy.path("killed") / training::learningCurveFile);
    const auto whole = training::readLearningCurve(toy.path("undisturbed") / training::learningCurveFile);
    QCOMPARE(curve.size(), whole.size());
    for (std::size_t i = 0; i < curve.size(); ++i) {
        QCOMPARE(curve[i].step, whole[i].step);
        QCOMPARE(curve[i].losses, whole[i].losses);
        QCOMPARE(curve[i].byExit, whole[i].byExit);
    }
}

/// Stopped after the last step of a phase, before its evaluation: that is made up for.
void TestTrainRegimes::stoppedWhileJudging()
{
    ToyTask toy;
    toy.config["epochs"] = 1;
    train(toy.configFile("undisturbed"));
    std::stop_source source;
    const JobContext job { source.get_token(), nullptr, [&](const Progress& progress) {
                              if (progress.unit == std::string_view("steps") && progress.done == 19)
                                  source.request_stop();
                          } };
    QVERIFY(train(toy.configFile("stopped"), false, job).end == JobEnd::Cancelled);
    QVERIFY(train(toy.path("stopped.json"), true).end == JobEnd::Finished);
    QVERIFY(weightsOf(toy.path("stopped")) == weightsOf(toy.path("undisturbed")));
    QCOMPARE(logOf(toy.path("stopped")), logOf(toy.path("undisturbed")));
}

void TestTrainRegimes::fullDiskLeavesTheLastState()
{
    if (!hasOwnMounts)
        QSKIP("this user may not mount a small disk");
    ToyTask toy;
    toy.config["epochs"] = 2;
    train(toy.configFile("undisturbed"));
    const SmallDisk disk(std::size_t { 8 } << 20);
    toy.config["output"] = disk.path("model").toStdString();
    toy.write("full.json", toy.config.dump());
    const auto config = toy.path("full.json");
    const JobContext job { {}, nullptr, [&](const Progress& progress) {
                              if (progress.unit == std::string_view("steps") && progress.done == 12) // a state was saved after 10
                                  disk.fill();
                          } };
    QVERIFY_EXCEPTION_THROWN(train(config, false, job), IoError); // at the checkpoint after 19
    disk.makeRoom();
    const std::filesystem::path output = disk.path("model").toStdString();
    QVERIFY(!std::filesystem::exists(output / "model.safetensors")); // not half of one
    QVERIFY(train(config, true).end == JobEnd::Finished);
    QVERIFY(weightsOf(output) == weightsOf(toy.path("undisturbed")));
}

int main(int argc, char** argv)
{
    if (argc == 4 && std::string_view(argv[1]) == "--train-and-die")
        return trainAndDie(argv[2], std::atoi(argv[3]));
    hasOwnMounts = SmallDisk::makeMountsPrivate(); // before there are threads
    QCoreApplication application(argc, argv);
    TestTrainRegimes test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_train_regimes.moc"
