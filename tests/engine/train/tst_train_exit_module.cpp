#include "core/engine/engine.h"
#include "core/error.h"
#include "core/io/atomic_file.h"
#include "core/io/safetensors.h"
#include "core/trace/trace.h"
#include "tests/engine/train/toy_task.h"

#include <QtTest>

#include <algorithm>

using namespace exitscope;

namespace {

engine::TrainReport train(const std::filesystem::path& config)
{
    return engine::loadEngine()->train({ config, false, {}, {} }, {});
}

std::shared_ptr<const trace::Trace> traced(const ToyTask& toy, const std::string& model)
{
    engine::TraceRequest request;
    request.model = toy.path(model);
    request.data = toy.path("dev.tsv");
    request.output = toy.path(model + ".trace");
    request.threads = 1;
    engine::loadEngine()->trace(request, {});
    return trace::Trace::open(request.output);
}

std::string learnedKind(const trace::Trace& trace)
{
    for (const auto& [key, value] : trace.info().extra)
        if (key == "learned_kind")
            return value;
    return {};
}

std::ptrdiff_t answer(const trace::Trace& trace, std::int64_t unit, std::int64_t exit)
{
    const auto logits = trace.logits(unit, exit);
    return std::max_element(logits.begin(), logits.end()) - logits.begin();
}

float learned(const trace::Trace& trace, std::int64_t unit, std::int64_t exit)
{
    return trace.learned()[static_cast<std::size_t>(unit * trace.exits() + exit)];
}

/// How often, at the first exit, a unit that may leave (`isGood`) has a higher score than one that may not.
template <typename IsGood> double separation(const trace::Trace& trace, IsGood isGood)
{
    double won = 0, pairs = 0;
    for (std::int64_t a = 0; a < trace.units(); ++a)
        for (std::int64_t b = 0; b < trace.units(); ++b)
            if (isGood(a) && !isGood(b)) {
                pairs += 1;
                won += learned(trace, a, 0) > learned(trace, b, 0);
            }
    return pairs >= 50 ? won / pairs : 0; // too few to say anything
}

/// Sentences with "perhaps" have labels that nothing in them tells.
void addDoubt(const ToyTask& toy, const char* file, unsigned seed)
{
    std::string text = io::readWholeFile(toy.path(file));
    for (int i = 0; i < 240; ++i) {
        seed = seed * 1664525U + 1013904223U;
        const char* words[] = { "odd", "long", "loud", "new", "short", "old" };
        text += std::string("perhaps the film is ") + words[seed >> 20 & 3] + " and " + words[2 + (seed >> 22 & 3)] + "\t"
            + std::to_string(seed >> 28 & 1) + "\n";
    }
    toy.write(file, text);
}

void makeRegression(ToyTask& toy)
{
    std::string rows = "sentence\tlabel\n";
    for (int i = 0; i < 240; ++i) {
        rows += "it was";
        for (int word = 0; word < 3; ++word)
            rows += word < i % 4 ? " hot" : " cold";
        rows += "\t" + std::to_string(i % 4) + ".5\n";
    }
    toy.write("train.tsv", rows);
    toy.write("dev.tsv", rows);
    toy.config["task"] = { { "train", "train.tsv" }, { "dev", "dev.tsv" }, { "regression", true } };
}

} // namespace

class TestTrainExitModule : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lteTellsWrongExits_data();
    void lteTellsWrongExits();
    void classifierTellsExitsThatAgree();
    void classifierLeavesTheModelAsItWas();
    void classifierWantsAFinishedModel_data();
    void classifierWantsAFinishedModel();
    void regression_data();
    void regression();
    void threadsDoNotChangeTheClassifier();
};

void TestTrainExitModule::lteTellsWrongExits_data()
{
    QTest::addColumn<QString>("regime");
    for (const char* regime : { "layer-weighted", "two-stage" })
        QTest::newRow(regime) << QString::fromLatin1(regime);
}

void TestTrainExitModule::lteTellsWrongExits()
{
    QFETCH(QString, regime);
    ToyTask toy;
    addDoubt(toy, "train.tsv", 5);
    addDoubt(toy, "dev.tsv", 6);
    toy.config["regime"] = regime.toStdString();
    toy.config["exit_module"] = { { "kind", "lte" } };
    train(toy.configFile());
    const auto trace = traced(toy, "model");
    QCOMPARE(learnedKind(*trace), std::string("lte"));
    const double found = separation(
        *trace, [&](std::int64_t unit) { return answer(*trace, unit, 0) == trace->labels()[static_cast<std::size_t>(unit)]; });
    QVERIFY2(found > 0.65, qPrintable(QString::number(found)));
    const QString log = QString::fromStdString(io::readWholeFile(toy.path("model") / "train.log"));
    QVERIFY2(log.contains(QRegularExpression(QStringLiteral("final dev accuracy by exit .*  lte loss 0\\.\\d+ AUC 0\\.\\d+"))),
        qPrintable(log));
}

void TestTrainExitModule::classifierTellsExitsThatAgree()
{
    ToyTask toy;
    toy.config["regime"] = "two-stage"; // a weak first exit on a trunk that was not made for it
    toy.config["exit_module"] = { { "kind", "classifier" }, { "epochs", 10 }, { "lr", 0.03 } };
    train(toy.configFile());
    const auto trace = traced(toy, "model");
    QCOMPARE(learnedKind(*trace), std::string("classifier"));
    for (std::int64_t unit = 0; unit < trace->units(); ++unit)
        QCOMPARE(learned(*trace, unit, 1), 1.0F);
    const double found = separation(
        *trace, [&](std::int64_t unit) { return answer(*trace, unit, 0) == answer(*trace, unit, 1); });
    QVERIFY2(found > 0.65, qPrintable(QString::number(found)));
}

void TestTrainExitModule::classifierLeavesTheModelAsItWas()
{
    ToyTask toy;
    toy.config["epochs"] = 2;
    const auto before = train(toy.configFile("before"));
    toy.config["model"] = { { "init", "before" } };
    toy.config.erase("tokenizer");
    toy.config["epochs"] = 0;
    toy.config["exit_module"] = { { "kind", "classifier" }, { "epochs", 2 } };
    const auto after = train(toy.configFile("after"));
    QCOMPARE(after.steps, std::int64_t { 2 * 19 });
    QCOMPARE(after.devByExit, before.devByExit);
    const auto was = io::SafetensorsFile::open(toy.path("before") / "model.safetensors");
    const auto is = io::SafetensorsFile::open(toy.path("after") / "model.safetensors");
    QCOMPARE(is->tensors().size(), was->tensors().size() + 2);
    for (const auto& tensor : was->tensors()) {
        const auto* same = is->find(tensor.name);
        QVERIFY2(same && std::ranges::equal(same->bytes, tensor.bytes), tensor.name.c_str());
    }
    QVERIFY((is->find("exit_module.weight")->shape == std::vector<std::int64_t> { 1, 32 }));
    const auto json = nlohmann::json::parse(io::readWholeFile(toy.path("after") / "config.json"));
    QCOMPARE(json["exit_module"], "classifier");
}

void TestTrainExitModule::classifierWantsAFinishedModel_data()
{
    QTest::addColumn<QString>("change");
    QTest::addColumn<QString>("expected");
    QTest::newRow("layers") << R"({"model": {"init": "before", "layers": 4}})" << "asks for layers that were never trained";
    QTest::newRow("exits") << R"({"model": {"init": "before", "exits": [1, 2]}})" << "after layer 1";
    QTest::newRow("labels") << R"({"task": {"labels": ["positive", "negative"]}})" << "in another order";
    QTest::newRow("classes") << R"({"task": {"labels": ["negative", "positive", "neutral"]}})" << "no classifier of 3 classes";
}

void TestTrainExitModule::classifierWantsAFinishedModel()
{
    QFETCH(QString, change);
    QFETCH(QString, expected);
    ToyTask toy;
    toy.config["epochs"] = 0.1;
    toy.config["model"]["layers"] = 3;
    toy.config["model"]["exits"] = { 2, 3 };
    train(toy.configFile("before"));
    toy.config.erase("tokenizer");
    toy.config["model"] = { { "init", "before" } };
    toy.config["epochs"] = 0;
    toy.config["exit_module"] = { { "kind", "classifier" } };
    train(toy.configFile("fine")); // by itself it is finished: the exits are the checkpoint's
    toy.config.merge_patch(nlohmann::json::parse(change.toStdString()));
    try {
        train(toy.configFile("after"));
        QFAIL("trained");
    } catch (const InputError& error) {
        QVERIFY2(QString::fromUtf8(error.what()).contains(expected), error.what());
    }
}

void TestTrainExitModule::regression_data()
{
    QTest::addColumn<QString>("kind");
    QTest::newRow("lte") << "lte";
    QTest::newRow("classifier") << "classifier";
}

void TestTrainExitModule::regression()
{
    QFETCH(QString, kind);
    ToyTask toy;
    makeRegression(toy);
    toy.config["epochs"] = 4;
    toy.config["exit_module"] = { { "kind", kind.toStdString() } };
    if (kind == QLatin1String("classifier"))
        toy.config["exit_module"]["tolerance"] = 0.05;
    const auto report = train(toy.configFile());
    QCOMPARE(report.metric, std::string("pearson"));
    const auto trace = traced(toy, "model");
    QCOMPARE(learnedKind(*trace), kind.toStdString());
    QVERIFY(trace->isRegression());
    const auto [least, most] = std::minmax_element(trace->learned().begin(), trace->learned().end());
    QVERIFY(*least > 0 && *most <= 1 && *least < *most);
}

void TestTrainExitModule::threadsDoNotChangeTheClassifier()
{
    ToyTask toy;
    toy.config["epochs"] = 1;
    toy.config["exit_module"] = { { "kind", "classifier" } };
    toy.config["threads"] = 1;
    train(toy.configFile("one"));
    toy.config["threads"] = 2;
    train(toy.configFile("two"));
    QVERIFY(io::readWholeFile(toy.path("one") / "model.safetensors") == io::readWholeFile(toy.path("two") / "model.safetensors"));
}

QTEST_APPLESS_MAIN(TestTrainExitModule)
#include "tst_train_exit_module.moc"
