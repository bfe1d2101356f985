#include "core/data/tokenizer.h"
#include "core/engine/engine.h"
#include "core/io/atomic_file.h"
#include "core/io/safetensors.h"
#include "tests/engine/train/toy_task.h"
#include "tests/engine/train/train_helpers.h"

#include <QCoreApplication>
#include <QProcess>
#include <QtTest>

using namespace exitscope;
using namespace exitscope::test;

class TestTrain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void learnsAToyTask_data();
    void learnsAToyTask();
    void checkpointOpensAgain();
    void halfPrecisionCheckpoint();
    void pretrainsAndGrows();
    void startsFromACheckpoint();
    void mixesFilesAndGrammar();
    void learnsRegression();
    void selectsByTheMetricOfTheTask_data();
    void selectsByTheMetricOfTheTask();
    void killedRunEndsAsUndisturbed_data();
    void killedRunEndsAsUndisturbed();
    void cancelledRunEndsAsUndisturbed();
    void threadsDoNotChangeTheResult();
};

void TestTrain::learnsAToyTask_data()
{
    QTest::addColumn<QString>("regime");
    for (const char* regime : { "joint", "layer-weighted", "two-stage" })
        QTest::newRow(regime) << QString::fromLatin1(regime);
}

void TestTrain::learnsAToyTask()
{
    QFETCH(QString, regime);
    ToyTask toy;
    toy.config["regime"] = regime.toStdString();
    toy.config["task"]["test"] = "dev.tsv";
    const auto report = train(toy.configFile());
    QCOMPARE(report.metric, std::string("accuracy"));
    QCOMPARE(report.devByExit.size(), std::size_t { 2 });
    QVERIFY2(report.devByExit.back() > 0.95, qPrintable(QString::number(report.devByExit.back())));
    QCOMPARE(report.testByExit, report.devByExit); // the same file
    const int stages = regime == QLatin1String("two-stage") ? 2 : 1;
    QCOMPARE(report.steps, std::int64_t { 8 * 19 * stages });
}

void TestTrain::checkpointOpensAgain()
{
    ToyTask toy;
    toy.config["epochs"] = 1;
    train(toy.configFile());
    const auto folder = toy.path("model");
    const auto json = nlohmann::json::parse(io::readWholeFile(folder / "config.json"));
    QCOMPARE(json["model_type"], "bert");
    QCOMPARE(json["exit_layers"], nlohmann::json({ 1, 2 }));
    QCOMPARE(json["id2label"]["1"], "positive");
    const auto tokenizer = data::loadTokenizer(folder, "bert");
    QCOMPARE(json["vocab_size"].get<int>(), tokenizer->vocabularySize());

    const auto file = io::SafetensorsFile::open(folder / "model.safetensors");
    const std::int64_t vocabulary = tokenizer->vocabularySize();
    const std::map<std::string, std::vector<std::int64_t>> expected {
        { "bert.embeddings.word_embeddings.weight", { vocabulary, 32 } },
        { "bert.embeddings.position_embeddings.weight", { 32, 32 } },
        { "bert.encoder.layer.1.attention.self.key.weight", { 32, 32 } },
        { "bert.encoder.layer.0.attention.output.LayerNorm.bias", { 32 } },
        { "bert.encoder.layer.0.intermediate.dense.weight", { 64, 32 } },
        { "bert.encoder.layer.1.output.dense.weight", { 32, 64 } },
        { "exits.0.pooler.dense.weight", { 32, 32 } },
        { "exits.1.classifier.bias", { 2 } },
    };
    for (const auto& [name, shape] : expected) {
        const auto* tensor = file->find(name);
        QVERIFY2(tensor, name.c_str());
        QVERIFY(tensor->dtype == io::DType::F32);
        QVERIFY2(tensor->shape == shape, name.c_str());
    }
    QCOMPARE(file->tensors().size(), std::size_t { 5 + 2 * 16 + 2 * 4 });
    QVERIFY(std::filesystem::exists(folder / "train.json"));
    QVERIFY(io::readWholeFile(folder / "train.log").find("final dev accuracy by exit") != std::string::npos);
}

void TestTrain::halfPrecisionCheckpoint()
{
    ToyTask toy;
    toy.config["weights"] = "f16";
    const auto report = train(toy.configFile());
    const auto file = io::SafetensorsFile::open(toy.path("model") / "model.safetensors");
    for (const auto& tensor : file->tensors())
        QVERIFY(tensor.dtype == io::DType::F16);
    QVERIFY(report.devByExit.back() > 0.95);
}

void TestTrain::pretrainsAndGrows()
{
    ToyTask toy;
    std::string text;
    for (int i = 0; i < 300; ++i)
        text += "one two three four five six seven eight\n";
    toy.write("text.txt", text);
    toy.config.erase("task");
    toy.config["pretrain"] = { { "files", { "text.txt" } }, { "length", 18 }, { "batch_tokens", 288 },
        { "optimizer", { { "lr", 5e-3 } } }, { "stages", { { { "layers", 1 }, { "steps", 150 } }, { { "steps", 50 } } } } };
    const auto report = train(toy.configFile());
    QCOMPARE(report.checkpoint, toy.path("model") / "pretrained");
    QCOMPARE(report.steps, std::int64_t { 200 });
    const auto json = nlohmann::json::parse(io::readWholeFile(report.checkpoint / "config.json"));
    QCOMPARE(json["num_hidden_layers"], 2);
    QVERIFY(io::SafetensorsFile::open(report.checkpoint / "model.safetensors")->find("cls.predictions.bias"));
    // Eight words in a circle: neighbours tell each one, so the loss falls far below ln 8.
    const auto lines = logOf(toy.path("model"));
    const QString last = lines.at(lines.size() - 2);
    const double loss = last.section(QStringLiteral("loss "), 1).section(QLatin1Char(' '), 0, 0).toDouble();
    QVERIFY2(loss < 0.7, qPrintable(last));
}

void TestTrain::startsFromACheckpoint()
{
    ToyTask toy;
    train(toy.configFile());
    toy.config["model"] = { { "init", "model" }, { "layers", 4 } };
    toy.config.erase("tokenizer");
    toy.config["epochs"] = 4;
    const auto report = train(toy.configFile("deeper"));
    QCOMPARE(report.devByExit.size(), std::size_t { 4 });
    QVERIFY(report.devByExit.back() > 0.95);
    QCOMPARE(io::readWholeFile(toy.path("deeper") / "vocab.txt"), io::readWholeFile(toy.path("model") / "vocab.txt"));
}

void TestTrain::mixesFilesAndGrammar()
{
    ToyTask toy;
    toy.write("grammar.json", R"({"slots": {"thing": ["song", "play"], "good": ["lovely", "warm"], "bad": ["stale", "cold"]},
        "templates": [{"text": "the {thing} is {good}", "label": 1, "tag": "plain"},
                      {"text": "the {thing} is {bad}", "label": 0, "tag": "plain"}]})");
    toy.write("grammar_dev.tsv", "sentence\tlabel\nthe song is lovely\t1\nthe play is stale\t0\nthe song is cold\t0\n");
    toy.config["task"]["train"] = nlohmann::json::array(
        { { { "file", "train.tsv" }, { "weight", 0.5 } }, { { "grammar", "grammar.json" }, { "sentences", 100 }, { "weight", 20 } } });
    toy.config["task"]["dev"] = "grammar_dev.tsv";
    const auto report = train(toy.configFile());
    QCOMPARE(report.devByExit.back(), 1.0);
    // 300 of the file's 600; the grammar has 8 distinct sentences, 20 times each.
    QCOMPARE(report.steps, std::int64_t { 8 * 15 });
}

void TestTrain::learnsRegression()
{
    ToyTask toy;
    std::string rows = "sentence\tlabel\n";
    for (int i = 0; i < 240; ++i) {
        const int warm = i % 4;
        rows += std::string(i % 3 ? "it was " : "they say it was ");
        for (int word = 0; word < 3; ++word)
            rows += word < warm ? "hot " : "cold ";
        rows += "\t" + std::to_string(warm) + ".5\n";
    }
    toy.write("degrees.tsv", rows);
    toy.config["task"] = { { "train", "degrees.tsv" }, { "dev", "degrees.tsv" }, { "regression", true } };
    const auto report = train(toy.configFile());
    QCOMPARE(report.metric, std::string("pearson"));
    QVERIFY2(report.devByExit.back() > 0.95, qPrintable(QString::number(report.devByExit.back())));
}

void TestTrain::selectsByTheMetricOfTheTask_data()
{
    QTest::addColumn<QString>("task");
    QTest::addColumn<QString>("metric");
    QTest::newRow("CoLA") << "CoLA" << "mcc";
    QTest::newRow("MRPC") << "elue/MRPC" << "accuracy_and_f1";
    QTest::newRow("not known") << "toys" << "accuracy";
}

void TestTrain::selectsByTheMetricOfTheTask()
{
    QFETCH(QString, task);
    QFETCH(QString, metric);
    ToyTask toy;
    toy.config["task"]["name"] = task.toStdString();
    toy.config["epochs"] = 1;
    toy.config["optimizer"]["lr"] = 1e-6; // one class for all: accuracy one half, MCC 0, F1 0 or two thirds
    const auto report = train(toy.configFile());
    QCOMPARE(report.metric, metric.toStdString());
    const QString log = QString::fromStdString(io::readWholeFile(toy.path("model") / "train.log"));
    QVERIFY(log.contains(QStringLiteral("final dev ") + metric + QStringLiteral(" by exit")));
    if (metric == QLatin1String("mcc"))
        QVERIFY(std::abs(report.devByExit.back()) < 0.3);
    else if (metric == QLatin1String("accuracy"))
        QVERIFY(std::abs(report.devByExit.back() - 0.5) < 0.15);
}

void TestTrain::killedRunEndsAsUndisturbed_data()
{
    QTest::addColumn<QString>("change");
    QTest::newRow("two stages") << R"({"regime": "two-stage"})";
    QTest::newRow("lte") << R"({"regime": "two-stage", "exit_module": {"kind": "lte"}})";
    QTest::newRow("exit classifier") << R"({"exit_module": {"kind": "classifier", "epochs": 2}})";
}

void TestTrain::killedRunEndsAsUndisturbed()
{
    QFETCH(QString, change);
    ToyTask toy;
    toy.config["epochs"] = 2;
    toy.config.merge_patch(nlohmann::json::parse(change.toStdString()));
    train(toy.configFile("undisturbed"));
    toy.configFile("killed");
    for (const char* step : { "17", "45" }) { // in the first stage, then in the second
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(),
            { QStringLiteral("--train-and-die"), QString::fromStdString(toy.path("killed.json").string()), QString::fromLatin1(step) });
        QVERIFY(child.waitForFinished(120'000));
        QCOMPARE(child.exitStatus(), QProcess::CrashExit);
    }
    const auto report = train(toy.path("killed.json"), true);
    QCOMPARE(report.steps, std::int64_t { 4 * 19 });
    QVERIFY(weightsOf(toy.path("killed")) == weightsOf(toy.path("undisturbed")));
    QCOMPARE(logOf(toy.path("killed")), logOf(toy.path("undisturbed")));
}

void TestTrain::cancelledRunEndsAsUndisturbed()
{
    ToyTask toy;
    toy.config["epochs"] = 2;
    train(toy.configFile("undisturbed"));
    const auto config = toy.configFile("cancelled");
    std::stop_source source;
    const JobContext job { source.get_token(), nullptr, [&](const Progress& progress) {
                              if (progress.unit == std::string_view("steps") && progress.done == 23)
                                  source.request_stop();
                          } };
    QVERIFY(train(config, false, job).end == JobEnd::Cancelled);
    QVERIFY(train(config, true).end == JobEnd::Finished);
    QVERIFY(weightsOf(toy.path("cancelled")) == weightsOf(toy.path("undisturbed")));
}

void TestTrain::threadsDoNotChangeTheResult()
{
    ToyTask toy;
    toy.config["epochs"] = 1;
    toy.config["threads"] = 1;
    train(toy.configFile("one"));
    toy.config["threads"] = 2;
    train(toy.configFile("two"));
    QVERIFY(weightsOf(toy.path("one")) == weightsOf(toy.path("two")));
}

int main(int argc, char** argv)
{
    if (argc == 4 && std::string_view(argv[1]) == "--train-and-die")
        return trainAndDie(argv[2], std::atoi(argv[3]));
    QCoreApplication application(argc, argv);
    TestTrain test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_train.moc"
