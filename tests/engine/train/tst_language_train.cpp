#include "core/engine/generation.h"
#include "core/io/safetensors.h"
#include "tests/engine/train/toy_texts.h"
#include "tests/engine/train/train_helpers.h"

#include <QCoreApplication>
#include <QProcess>
#include <QtTest>

#include <map>
#include <set>

using namespace exitscope;
using namespace exitscope::test;

namespace {

/// What the model writes after a prompt, and the mean exit.
engine::GenerationRun written(const std::filesystem::path& model, const char* prompt, const char* policy = "full")
{
    engine::GenerateRequest request;
    request.model = model;
    request.prompts = { prompt };
    request.maxTokens = 40;
    request.rule = policy;
    return engine::loadEngine()->generate(request, {}).run;
}

std::map<std::string, std::string> tensorsOf(const std::filesystem::path& folder)
{
    const auto file = io::SafetensorsFile::open(folder / "model.safetensors");
    std::map<std::string, std::string> tensors;
    for (const auto& view : file->tensors())
        tensors[std::string(view.name)] = { reinterpret_cast<const char*>(view.bytes.data()), view.bytes.size() };
    return tensors;
}

} // namespace

class TestLanguageTrain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void learnsToTranslate();
    void readsObjects();
    void learnsAStream_data();
    void learnsAStream();
    void weighsLayers();
    void trainsAnExitClassifier_data();
    void trainsAnExitClassifier();
    void classifierAloneKeepsTheModel();
    void goesOnFromACheckpoint();
    void cutsOrLeavesOutLongTexts();
    void killedRunEndsAsUndisturbed();
    void threadsDoNotChangeTheResult();
};

void TestLanguageTrain::learnsToTranslate()
{
    ToyTexts toy;
    toy.config["epochs"] = 12;
    toy.config["text"]["test"] = toy.config["text"]["dev"];
    const auto report = train(toy.configFile());
    QCOMPARE(report.metric, std::string("nll"));
    QCOMPARE(report.devByExit.size(), std::size_t { 2 });
    QVERIFY2(report.devByExit.back() < 0.3, qPrintable(QString::number(report.devByExit.back())));
    QCOMPARE(report.testByExit, report.devByExit); // the same file
    QCOMPARE(report.steps, std::int64_t { 12 * 25 });
    const auto text = written(toy.path("model"), "a brown cat").texts.front();
    QVERIFY(text.hasEnded);
    QCOMPARE(text.text, std::string("un chat brun"));
}

void TestLanguageTrain::readsObjects()
{
    ToyTexts toy;
    toy.config["epochs"] = 1;
    for (const char* part : { "train", "dev" })
        toy.config["text"][part]
            = { { "file", std::string(part) + ".jsonl" }, { "source_key", "from" }, { "target_key", "to" } };
    train(toy.configFile());
    QVERIFY(logOf(toy.path("model"))[1].startsWith(QStringLiteral("data  train  400 pairs")));
}

void TestLanguageTrain::learnsAStream_data()
{
    QTest::addColumn<QString>("family");
    for (const char* family : { "gpt2", "llama" })
        QTest::newRow(family) << QString::fromLatin1(family);
}

void TestLanguageTrain::learnsAStream()
{
    QFETCH(QString, family);
    ToyTexts toy;
    toy.useStream(qPrintable(family));
    toy.config["epochs"] = 15;
    const auto report = train(toy.configFile());
    QVERIFY2(report.devByExit.back() < 0.8, qPrintable(QString::number(report.devByExit.back())));
    QVERIFY(report.devByExit.back() < report.devByExit.front() + 0.05);
    const auto text = written(toy.path("model"), "a black ").texts.front().text;
    QVERIFY2(text.find(" a ") != std::string::npos || text.find("\na ") != std::string::npos, text.c_str());
}

/// Each regime weighs the layers' losses otherwise, so each leads to other weights.
void TestLanguageTrain::weighsLayers()
{
    ToyTexts toy;
    toy.config["epochs"] = 2;
    std::map<std::string, double> first;
    std::set<std::string> weights;
    for (const char* regime : { "layer-weighted", "uniform", "geometric", "last-layer" }) {
        toy.config["regime"] = regime;
        first[regime] = train(toy.configFile(regime)).devByExit.front();
        weights.insert(weightsOf(toy.path(regime)));
    }
    QCOMPARE(weights.size(), std::size_t { 3 }); // of two layers, 1 : 2 is linear and geometric alike
    QVERIFY(first["last-layer"] > first["uniform"] + 0.1); // nobody taught the first layer to speak
    QVERIFY(!nlohmann::json::parse(io::readWholeFile(toy.path("last-layer") / "config.json")).contains("exit_layers"));
}

void TestLanguageTrain::trainsAnExitClassifier_data()
{
    QTest::addColumn<QString>("loss");
    for (const char* loss : { "independent", "geometric" })
        QTest::newRow(loss) << QString::fromLatin1(loss);
}

void TestLanguageTrain::trainsAnExitClassifier()
{
    QFETCH(QString, loss);
    ToyTexts toy;
    toy.config["epochs"] = 3;
    toy.config["exit_module"] = { { "kind", "classifier" }, { "loss", loss.toStdString() }, { "epochs", 3 }, { "lr", 0.03 } };
    const auto report = train(toy.configFile());
    QCOMPARE(report.steps, std::int64_t { 6 * 25 });
    const QString last = logOf(toy.path("model")).at(logOf(toy.path("model")).size() - 2);
    const auto auc = QRegularExpression(QStringLiteral("AUC ([0-9.]+)")).match(last).captured(1).toDouble();
    QVERIFY2(auc > 0.6, qPrintable(last));
    QVERIFY(written(toy.path("model"), "a white dog", "learned:threshold=0.05").meanExit() < 2);
    QCOMPARE(written(toy.path("model"), "a white dog", "learned:threshold=1").meanExit(), 2.0);
}

void TestLanguageTrain::classifierAloneKeepsTheModel()
{
    ToyTexts toy;
    toy.config["epochs"] = 2;
    train(toy.configFile("model"));
    toy.config["model"] = { { "init", "model" } };
    toy.config.erase("tokenizer");
    toy.config["epochs"] = 0;
    toy.config["exit_module"] = { { "kind", "classifier" }, { "epochs", 1 } };
    train(toy.configFile("with-classifier"));
    const auto before = tensorsOf(toy.path("model"));
    auto after = tensorsOf(toy.path("with-classifier"));
    QCOMPARE(after.size(), before.size() + 2);
    QCOMPARE(after.erase("exit_module.weight") + after.erase("exit_module.bias"), std::size_t { 2 });
    QVERIFY(before == after);
}

void TestLanguageTrain::goesOnFromACheckpoint()
{
    ToyTexts toy;
    toy.config["epochs"] = 4;
    const auto first = train(toy.configFile("first"));
    toy.config["model"] = { { "init", "first" } };
    toy.config.erase("tokenizer");
    const auto second = train(toy.configFile("second"));
    QVERIFY(second.devByExit.back() < first.devByExit.back());
    QCOMPARE(written(toy.path("second"), "a grey bird").texts.front().text, std::string("un oiseau gris"));
}

void TestLanguageTrain::cutsOrLeavesOutLongTexts()
{
    ToyTexts toy;
    toy.config["epochs"] = 0.04;
    toy.config["text"]["max_source"] = 6;
    const auto said = [&](const char* choice) {
        toy.config["text"]["long"] = choice;
        train(toy.configFile(choice));
        return logOf(toy.path(choice))[1];
    };
    const QString cut = said("cut"), leftOut = said("leave-out");
    QVERIFY2(cut.startsWith(QStringLiteral("data  train  400 pairs")) && cut.endsWith(QStringLiteral(" pairs cut")), qPrintable(cut));
    QVERIFY2(leftOut.endsWith(QStringLiteral(" pairs left out")), qPrintable(leftOut));
    const auto number = [](const QString& line, int word) { return line.split(QLatin1Char(' '), Qt::SkipEmptyParts)[word].toInt(); };
    QCOMPARE(number(leftOut, 2) + number(leftOut, 6), 400);
    QCOMPARE(number(cut, 6), number(leftOut, 6));
}

void TestLanguageTrain::killedRunEndsAsUndisturbed()
{
    ToyTexts toy;
    toy.config["epochs"] = 2;
    toy.config["exit_module"] = { { "kind", "classifier" }, { "epochs", 1 } };
    train(toy.configFile("undisturbed"));
    toy.configFile("killed");
    for (const char* step : { "17", "38", "62" }) { // while the model is trained, twice, then its classifier
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(),
            { QStringLiteral("--train-and-die"), QString::fromStdString(toy.path("killed.json").string()), QString::fromLatin1(step) });
        QVERIFY(child.waitForFinished(120'000));
        QCOMPARE(child.exitStatus(), QProcess::CrashExit);
    }
    const auto report = train(toy.path("killed.json"), true);
    QCOMPARE(report.steps, std::int64_t { 3 * 25 });
    QVERIFY(weightsOf(toy.path("killed")) == weightsOf(toy.path("undisturbed")));
    QCOMPARE(logOf(toy.path("killed")), logOf(toy.path("undisturbed")));
}

void TestLanguageTrain::threadsDoNotChangeTheResult()
{
    ToyTexts toy;
    toy.config["epochs"] = 1;
    toy.config["threads"] = 1;
    train(toy.configFile("one"));
    toy.config["threads"] = 2;
    train(toy.configFile("two"));
    QVERIFY(weightsOf(toy.path("one")) == weightsOf(toy.path("two")));
    QCOMPARE(logOf(toy.path("one")), logOf(toy.path("two")));
}

int main(int argc, char** argv)
{
    if (argc == 4 && std::string_view(argv[1]) == "--train-and-die")
        return trainAndDie(argv[2], std::atoi(argv[3]));
    QCoreApplication application(argc, argv);
    TestLanguageTrain test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_language_train.moc"
