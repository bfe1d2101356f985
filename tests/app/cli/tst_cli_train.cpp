// exitscope train on texts as a script would call it: what it prints, what it leaves, and what bad input says.
#include "tests/app/cli/program.h"
#include "tests/engine/train/toy_task.h"
#include "tests/engine/train/toy_texts.h"

#include <QFile>
#include <cmath>
#include <QtTest>

using namespace exitscope;
using test::runProgram;

class CliTrainTest : public QObject
{
    Q_OBJECT

    static QString text(const std::filesystem::path& path) { return QString::fromStdString(path.string()); }

private Q_SLOTS:
    void trainsAndGoesOn()
    {
        ToyTexts toy;
        toy.config["epochs"] = 1;
        toy.config["text"]["max_source"] = 9;
        const QString config = text(toy.configFile());
        const auto ran = runProgram({ "train", "--config", config, "--json" });
        QVERIFY2(ran.status == 0, ran.err.constData());
        const auto json = ran.json();
        QCOMPARE(json.at("metric"), "nll");
        QCOMPARE(json.at("dev").size(), std::size_t { 2 });
        QCOMPARE(json.at("steps").get<int>(), 25);
        QFile log(text(toy.path("model") / "train.log"));
        QVERIFY(log.open(QIODevice::ReadOnly));
        QVERIFY(log.readAll().contains(" pairs cut"));
        const auto again = runProgram({ "train", "--config", config, "--resume", "--json" });
        QVERIFY2(again.status == 0, again.err.constData());
        QVERIFY(again.json().at("dev") == json.at("dev")); // nothing was left to do

        const QString model = text(toy.path("model"));
        const auto written = runProgram({ "generate", "--model", model, "--prompt", "a white dog", "--json" });
        QVERIFY2(written.status == 0, written.err.constData());
        QVERIFY(!written.err.contains("untrained below the last")); // these exits were trained
    }

    void isKeptInAStore()
    {
        ToyTexts toy;
        toy.config["epochs"] = 1;
        const QString config = text(toy.configFile());
        const QString store = text(toy.path("runs.db"));
        const auto ran = runProgram({ "train", "--config", config, "--store", store, "--name", "toy", "--json" });
        QVERIFY2(ran.status == 0, ran.err.constData());
        QCOMPARE(ran.json().at("training").get<int>(), 1);
        const auto again = runProgram({ "train", "--config", config, "--store", store, "--resume", "--json" });
        QVERIFY2(again.status == 0, again.err.constData());
        QCOMPARE(again.json().at("training").get<int>(), 1); // the same one, taken up

        const auto list = runProgram({ "trainings", "list", "--store", store, "--json" }).json().at("trainings");
        QCOMPARE(list.size(), std::size_t { 1 });
        QCOMPARE(list[0].at("name"), "toy");
        QCOMPARE(list[0].at("state"), "finished");
        QCOMPARE(list[0].at("steps").get<int>(), 25);
        QVERIFY(list[0].at("dev") == ran.json().at("dev"));
        const QString csv = text(toy.path("curve.csv"));
        const auto shown = runProgram({ "trainings", "show", "1", "--store", store, "--curve", csv, "--json" });
        QVERIFY2(shown.status == 0, shown.err.constData());
        QCOMPARE(shown.json().at("config").at("batch").get<int>(), 16);
        QFile curve(csv);
        QVERIFY(curve.open(QIODevice::ReadOnly));
        QCOMPARE(curve.readAll().count('\n'), static_cast<qsizetype>(1 + shown.json().at("curve").size()));
        QVERIFY(runProgram({ "trainings", "show", "1", "--store", store }).out.contains("toy"));

        QCOMPARE(runProgram({ "trainings", "rename", "1", "--name", "other", "--store", store }).status, 0);
        QVERIFY(runProgram({ "trainings", "list", "--store", store }).out.contains("other"));
        QCOMPARE(runProgram({ "trainings", "delete", "1", "--store", store }).status, 0);
        const auto gone = runProgram({ "trainings", "show", "1", "--store", store });
        QCOMPARE(gone.status, 2);
        QVERIFY2(gone.isOneLineError() && gone.err.contains("there is no training 1"), gone.err.constData());
        // What cannot start leaves nothing behind.
        toy.config["text"]["trian"] = "train.en";
        QCOMPARE(runProgram({ "train", "--config", text(toy.configFile()), "--store", store }).status, 2);
        QVERIFY(runProgram({ "trainings", "list", "--store", store, "--json" }).json().at("trainings").empty());
    }

    void trainsWithSeveralSeeds()
    {
        ToyTexts toy;
        toy.config["epochs"] = 1;
        const QString config = text(toy.configFile());
        const auto ran = runProgram({ "train", "--config", config, "--seeds", "1,4,9", "--json" });
        QVERIFY2(ran.status == 0, ran.err.constData());
        const auto json = ran.json();
        QCOMPARE(json.at("dev").size(), std::size_t { 2 }); // exits
        const auto& last = json.at("dev").at(1);
        QCOMPARE(last.at("values").size(), std::size_t { 3 });
        double mean = 0;
        for (int seed = 0; seed < 3; ++seed) {
            QCOMPARE(last.at("values").at(std::size_t(seed)), json.at("seeds").at(std::size_t(seed)).at("dev").at(1));
            mean += last.at("values").at(std::size_t(seed)).get<double>() / 3;
        }
        QVERIFY(std::abs(last.at("mean").get<double>() - mean) < 1e-12);
        QVERIFY(last.at("sd").get<double>() > 0);
        for (const char* folder : { "seed-1", "seed-4", "seed-9" })
            QVERIFY(std::filesystem::exists(toy.path("model") / folder / "model.safetensors"));
        QVERIFY(!std::filesystem::exists(toy.path("model") / "model.safetensors"));
        const auto again = runProgram({ "train", "--config", config, "--seeds", "1,4,9", "--resume" });
        QVERIFY2(again.status == 0, again.err.constData());
        QVERIFY2(again.out.contains("dev nll") && again.out.contains(" ± "), again.out.constData());
        const auto twice = runProgram({ "train", "--config", config, "--seeds", "4,4" });
        QCOMPARE(twice.status, 2);
        QVERIFY2(twice.err.contains("--seeds has 4 twice"), twice.err.constData());
    }

    void compresses()
    {
        ToyTask toy;
        toy.config["epochs"] = 0.5;
        QCOMPARE(runProgram({ "train", "--config", text(toy.configFile("base")) }).status, 0);
        nlohmann::json slim { { "model", "base" }, { "task", toy.config["task"] }, { "heads", 1 }, { "judged_share", 0.1 } };
        for (const char* stage : { "finetune", "ta", "recover-features", "recover" })
            slim["stages"][stage] = { { "epochs", 0.2 }, { "lr", 1e-3 } };
        slim["stages"]["prune"] = { { "interval", 0.2 } };
        slim["output"] = "slim";
        toy.write("slim.json", slim.dump());
        const QString config = text(toy.path("slim.json"));
        const QString store = text(toy.path("runs.db"));

        const auto early = runProgram({ "compress", "--config", config, "--stage", "prune" });
        QCOMPARE(early.status, 2);
        QVERIFY2(early.isOneLineError() && early.err.contains("\"finetune\" has to be done first"), early.err.constData());
        const auto first = runProgram({ "compress", "--config", config, "--stage", "finetune", "--stage", "ta", "--json" });
        QVERIFY2(first.status == 0, first.err.constData());
        QCOMPARE(first.json().at("stages"), (nlohmann::json { "finetune", "ta" }));
        const auto whole = runProgram({ "compress", "--config", config, "--store", store, "--name", "slim", "--json" });
        QVERIFY2(whole.status == 0, whole.err.constData());
        const auto json = whole.json();
        QCOMPARE(json.at("stages").size(), std::size_t { 5 });
        QCOMPARE(json.at("structure").at("heads_kept").at(0).size(), std::size_t { 1 });
        QVERIFY(json.at("after").at("parameters") < json.at("before").at("parameters"));
        QCOMPARE(json.at("training").get<int>(), 1);
        const auto again = runProgram({ "compress", "--config", config });
        QVERIFY2(again.status == 0, again.err.constData());
        for (const char* word : { "parameters, million", "MFLOPs at 128 tokens", "dev accuracy by exit, %:", "The model is in " })
            QVERIFY2(again.out.contains(word), again.out.constData());
        const auto inspected = runProgram({ "inspect", text(toy.path("slim")), "--json" });
        QVERIFY2(inspected.status == 0, inspected.err.constData());
        QCOMPARE(inspected.json().at("parameters"), json.at("after").at("parameters"));
        QCOMPARE(inspected.json().at("flops_128"), json.at("after").at("flops_128"));
    }

    void badInputIsOneLine()
    {
        ToyTexts toy;
        toy.write("train.fr", "un\n");
        const auto ran = runProgram({ "train", "--config", text(toy.configFile()) });
        QCOMPARE(ran.status, 2);
        QVERIFY2(ran.isOneLineError(), ran.err.constData());
        QVERIFY2(ran.err.contains("train.fr:2: the file ends here, but train.en goes on"), ran.err.constData());
        toy.config["text"]["trian"] = "train.en";
        const auto unknown = runProgram({ "train", "--config", text(toy.configFile()) });
        QCOMPARE(unknown.status, 2);
        QVERIFY2(unknown.err.contains("\"text.trian\" is not a known key"), unknown.err.constData());
    }
};

QTEST_GUILESS_MAIN(CliTrainTest)
#include "tst_cli_train.moc"
