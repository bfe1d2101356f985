#include "core/difficulty/annotation.h"
#include "core/io/atomic_file.h"
#include "core/trace/trace_writer.h"
#include "tests/app/cli/program.h"
#include "tests/core/difficulty/small_annotations.h"
#include "tests/core/policy/small_traces.h"
#include "tests/support/shared_data.h"

#include <QtTest>

using namespace exitscope;
using test::runProgram;

class CliDifficultyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        difficulty::writeAnnotation(path("train.tsv"), test::steepTexts(200, 1));
        difficulty::writeAnnotation(path("test.tsv"), test::steepTexts(100, 2));
        difficulty::writeAnnotation(path("words.tsv"), test::steepWords(120, 3));
        trace::writeTrace(path("t.trace"), *test::randomTrace({ .units = 200, .exits = 4, .classes = 3, .withInputs = true }));
    }

    void predictorsFillATable()
    {
        const auto ran = runProgram({ "difficulty", "--train", file("train.tsv"), "--test", file("test.tsv"), "--predictors",
            "majority,guess,bilstm", "--seeds", "2", "--rate", "0.003", "--draws", "100", "--json" });
        QVERIFY2(ran.status == 0, ran.err.constData());
        const auto json = ran.json();
        QCOMPARE(json.at("test_units").get<int>(), 100);
        QCOMPARE(json.at("outputs").get<int>(), 2);
        const auto& rows = json.at("predictors");
        QCOMPARE(rows.size(), std::size_t { 3 });
        QCOMPARE(rows.at(0).at("predictor").get<std::string>(), std::string("majority"));
        const auto& bilstm = rows.at(2);
        QCOMPARE(bilstm.at("runs").size(), std::size_t { 2 });
        QVERIFY(bilstm.at("layer_accuracy").at(0).get<double>() > rows.at(0).at("layer_accuracy").at(0).get<double>());
        QVERIFY(bilstm.at("minus_majority").at("low").get<double>() > 0);
        QVERIFY(bilstm.at("sd").contains("micro_f1") && bilstm.at("train_mean_accuracy").is_number());
    }

    void formatsAndASplit()
    {
        const QStringList call { "difficulty", "--annotation", file("words.tsv"), "--split", "0.75", "--draws", "100" };
        const auto text = runProgram(call);
        QVERIFY2(text.status == 0, text.err.constData());
        QVERIFY(text.out.contains("majority") && text.out.contains("minus majority"));
        const auto markdown = runProgram(call + QStringList { "--format", "markdown" });
        QVERIFY2(markdown.out.startsWith("| predictor |"), markdown.out.constData());
        const auto json = runProgram(call + QStringList { "--json" }).json();
        QCOMPARE(json.at("units").get<std::string>(), std::string("words"));
        QCOMPARE(json.at("test_examples").get<int>(), 30);
    }

    void aTraceIsAnAnnotationWithEmbeddings()
    {
        const auto ran = runProgram({ "difficulty", "--trace", file("t.trace"), "--draws", "100", "--json" });
        QVERIFY2(ran.status == 0, ran.err.constData());
        QCOMPARE(ran.json().at("predictors").at(2).at("predictor").get<std::string>(), std::string("linear-mean"));
        const auto written = runProgram({ "difficulty", "--annotate", file("t.trace"), "--out", file("labels.tsv"), "--json" });
        QVERIFY2(written.status == 0, written.err.constData());
        QCOMPARE(written.json().at("outputs").get<int>(), 4);
        QCOMPARE(difficulty::readAnnotation(path("labels.tsv"))->right, difficulty::annotate(*trace::Trace::open(path("t.trace"))).right);
    }

    void aKeptStudyIsContinuedAndOnlyItsOwn()
    {
        const QStringList call { "difficulty", "--train", file("train.tsv"), "--test", file("test.tsv"), "--seeds", "1", "--epochs",
            "1", "--draws", "100", "--out", file("kept.difficulty.json"), "--json", "--predictors" };
        const auto first = runProgram(call + QStringList { "majority,bilstm" });
        QVERIFY2(first.status == 0, first.err.constData());
        const auto again = runProgram(call + QStringList { "majority,bilstm" });
        QCOMPARE(again.json(), first.json()); // seconds and all: nothing was trained anew
        QCOMPARE(nlohmann::ordered_json::parse(io::readWholeFile(path("kept.difficulty.json"))), first.json());
        io::writeFileAtomically(path("other.json"), "[1]");
        auto other = call;
        other[other.indexOf(file("kept.difficulty.json"))] = file("other.json");
        const auto refused = runProgram(other + QStringList { "majority" });
        QVERIFY2(refused.status == 2 && refused.isOneLineError(), refused.err.constData());
    }

    /// The row of methods.md §2.7.
    void theReleasedMajorityRow()
    {
        EXITSCOPE_SHARED_OR_SKIP(folder, "data/difficulty/snli_model_difficulty");
        const auto ran = runProgram({ "difficulty", "--train", QString::fromStdString((folder / "train.txt").string()), "--test",
            QString::fromStdString((folder / "test.txt").string()), "--predictors", "majority", "--draws", "100", "--json" });
        QVERIFY2(ran.status == 0, ran.err.constData());
        QVERIFY(std::abs(ran.json().at("predictors").at(0).at("mean_accuracy").get<double>() - .759365) < 1e-6);
    }

    void badInputIsOneLine()
    {
        io::writeFileAtomically(path("ragged.tsv"), "sentence1\tlabel\na b\t[1, 0]\nc\t[1]\n");
        io::writeFileAtomically(path("easy.tsv"), "sentence1\tlabel\na b\t[1, 1]\nc\t[1, 1]\n");
        const QStringList sides { "--train", file("train.tsv"), "--test", file("test.tsv") };
        for (const auto& arguments : { QStringList { "--train", file("ragged.tsv"), "--test", file("test.tsv") },
                 QStringList { "--train", file("easy.tsv"), "--test", file("test.tsv"), "--predictors", "bilstm" },
                 QStringList { "--train", file("words.tsv"), "--test", file("test.tsv") },
                 QStringList { "--train", file("t.trace"), "--test", file("test.tsv") }, QStringList { "--train", file("train.tsv") },
                 QStringList {}, sides + QStringList { "--data", file("train.tsv") },
                 QStringList { "--data", file("train.tsv"), "--split", "1" }, sides + QStringList { "--predictors", "bert" },
                 sides + QStringList { "--predictors", "linear-backbone" }, sides + QStringList { "--model", file("nowhere") },
                 sides + QStringList { "--out", file("nowhere/x.json") }, sides + QStringList { "--seeds", "0" } }) {
            const auto ran = runProgram(QStringList { "difficulty" } + arguments);
            QVERIFY2(ran.status == 2, qPrintable(arguments.join(' ') + ": " + ran.err));
            QVERIFY2(ran.isOneLineError(), ran.err.constData());
            QVERIFY(ran.out.isEmpty());
        }
    }

private:
    QString file(const QString& name) const { return m_folder.filePath(name); }
    std::filesystem::path path(const char* name) const { return file(QString::fromLatin1(name)).toStdString(); }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(CliDifficultyTest)
#include "tst_cli_difficulty.moc"
