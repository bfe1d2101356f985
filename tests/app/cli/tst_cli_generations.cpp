// What a script does with a file of generations: calibrate, and tables of what calibration buys and of the points.
#include "core/generations/generations_file.h"
#include "core/io/atomic_file.h"
#include "core/store/run_store.h"
#include "tests/app/cli/program.h"
#include "tests/core/generations/made_up.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace exitscope;
using generations::GenerationsFile;
using test::runProgram;

namespace {

constexpr std::int64_t prompts = 300;

/// Every n-th text has two of its four words wrong: 1 − ROUGE-L is 1/(2n) on average.
generations::Point wrongEvery(const std::string& rule, std::int64_t n, std::int32_t exit, double seconds)
{
    std::vector<std::string> texts;
    for (std::int64_t i = 0; i < prompts; ++i)
        texts.push_back((i * 7) % n == 0 ? "a b x y" : "a b c d");
    return test::somePoint(rule, texts, exit, seconds);
}

} // namespace

class CliGenerationsTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    QString file(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }

    void write(const char* name, bool withReferences) const
    {
        std::vector<generations::Prompt> all;
        for (std::int64_t i = 0; i < prompts; ++i)
            all.push_back({ "prompt " + std::to_string(i),
                withReferences ? std::vector<std::string> { i % 2 == 0 ? "a b c d" : "a b x y" } : std::vector<std::string> {} });
        const auto settings = test::someSettings(prompts, withReferences ? std::vector<std::string> { "ref" } : std::vector<std::string> {});
        GenerationsFile out(file(name).toStdString(), settings, all);
        out.append(wrongEvery("full", 1'000'000, 4, 8));
        out.append(wrongEvery("margin:threshold=1", 1'000'000, 4, 9));
        out.append(wrongEvery("margin:threshold=0.75", 30, 3, 4));
        out.append(wrongEvery("margin:threshold=0.5", 10, 2, 2));
        out.append(wrongEvery("margin:threshold=0.25", 2, 1, 1));
        out.append(wrongEvery("saturation:threshold=0.99", 1, 1, 1));
    }

private Q_SLOTS:
    void initTestCase()
    {
        write("with", true);
        write("without", false);
    }

    void calibrates()
    {
        const auto ran = runProgram({ "calibrate", "--generations", file("without"), "--policy", "margin", "--delta", "0.1", "--splits",
            "20", "--json", "--store", file("runs.db") });
        QVERIFY2(ran.status == 0, ran.err.constData());
        const auto json = ran.json();
        QCOMPARE(json.at("chosen").at("threshold").get<double>(), 0.5);
        QCOMPARE(json.at("calibration_units").get<int>(), 240);
        QCOMPARE(json.at("tested").size(), std::size_t { 3 });
        QVERIFY(json.at("p_value") == "hoeffding-bentkus" && json.at("delta") == 0.1 && json.at("epsilon") == 0.05);
        const auto& test = json.at("test");
        QVERIFY(test.at("holds") == true && test.at("mean_exit") == 2 && test.at("flops_ratio") == 0.5 && test.at("measured_speedup") == 4);
        QVERIFY(!test.at("metrics").contains("bleu"));
        QCOMPARE(json.at("splits").at("count").get<int>(), 20);
        QCOMPARE(json.at("calibration").get<int>(), 1);
        QVERIFY(ran.err.contains("threshold 1 is the full model"));
        QCOMPARE(store::RunStore(file("runs.db").toStdString()).calibrations().size(), std::size_t { 1 });
        const auto other = runProgram({ "calibrate", "--generations", file("without"), "--test", file("with"), "--policy", "margin", "--json" });
        QVERIFY2(other.status == 0, other.err.constData());
        QCOMPARE(other.json().at("calibration_units").get<int>(), 300);
        QCOMPARE(other.json().at("test").at("examples").get<int>(), 300);
        QVERIFY(other.json().at("test").at("metrics").contains("bleu"));
        const auto words = runProgram({ "calibrate", "--generations", file("with"), "--policy", "margin", "--consistency", "risk",
            "--loss", "different", "--p-value", "binomial" });
        QVERIFY2(words.status == 0 && words.out.contains("at most 10 % of texts miss their reference where the full model's meets it"),
            (words.err + words.out).constData());
    }

    void tabulates()
    {
        const auto ran = runProgram({ "table", "--generations", file("with"), "--splits", "10", "--json" });
        QVERIFY2(ran.status == 0, ran.err.constData());
        const auto rows = ran.json().at("rows");
        QCOMPARE(rows.size(), std::size_t { 8 }); // two tolerances each of two constraints, two rules
        const auto& bold = rows[2]; // textual 0.25, margin: the boldest has a distance of 0.25, which cannot be shown to be below it
        QVERIFY(bold.at("consistency") == "textual" && bold.at("delta") == 0.25 && bold.at("policy") == "margin");
        QCOMPARE(bold.at("mean_exit").at("mean").get<double>(), 2.0);
        QCOMPARE(bold.at("flops_reduction").at("mean").get<double>(), 2.0);
        QCOMPARE(bold.at("measured_speedup").at("mean").get<double>(), 4.0);
        QCOMPARE(bold.at("kept").get<int>(), 10);
        QVERIFY(bold.at("tightness").get<double>() > 0.1 && bold.at("tightness").get<double>() < 0.4);
        QCOMPARE(rows[3].at("without_exit").get<int>(), 10); // saturation is never near
        QVERIFY(rows[4].at("consistency") == "risk" && rows[4].at("delta") == 0.02);
        for (const char* format : { "text", "markdown", "latex", "csv", "tsv" }) {
            const auto text = runProgram({ "table", "--generations", file("with"), "--splits", "5", "--format", QString::fromLatin1(format) });
            QVERIFY2(text.status == 0 && text.out.contains("saturation") && text.out.contains("5 of 5"), text.err.constData());
        }
        const auto points = runProgram({ "table", "--generations", file("with"), "--show", "points", "--format", "csv" });
        QVERIFY2(points.out.startsWith("rule,layers,FLOPs %,speed-up,BLEU,ROUGE-L,token F1,ROUGE-L to full,same texts\nfull,4.00,100.0,1.00,"),
            points.out.constData());
        const auto tested = runProgram({ "table", "--generations", file("with"), "--test", file("with"), "--format", "csv" });
        QVERIFY2(tested.status == 0 && tested.out.contains(",yes,") && !tested.out.contains("±"), (tested.err + tested.out).constData());
        const auto none = runProgram({ "table", "--generations", file("without"), "--splits", "1", "--textual-delta", "0.001" });
        QVERIFY2(none.status == 0 && none.out.contains("needs 2995 texts"), none.out.constData());
    }

    void inspects()
    {
        const auto ran = runProgram({ "inspect", file("with"), "--json" });
        QVERIFY2(ran.status == 0, ran.err.constData());
        const auto json = ran.json();
        QVERIFY(json.at("kind") == "generations" && json.at("prompts") == prompts && json.at("points") == 5);
        QVERIFY(json.at("rules").at("margin").at("threshold").size() == 3);
    }

    void refuses_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("part");
        const auto row = [](const char* name, const QStringList& arguments, const char* part) {
            QTest::newRow(name) << arguments << QByteArray(part);
        };
        row("grid", { "calibrate", "--generations", "with", "--policy", "margin", "--grid", "0.5|0.75" }, "does not descend: 0.75 follows 0.5");
        row("too few", { "calibrate", "--generations", "with", "--policy", "margin", "--delta", "0.005" }, "it takes at least 598");
        row("no references", { "calibrate", "--generations", "without", "--policy", "margin", "--consistency", "risk" }, "--references");
        row("several rules", { "calibrate", "--generations", "with" }, "name one with --policy; there are margin, saturation");
        row("unknown loss", { "calibrate", "--generations", "with", "--policy", "margin", "--loss", "rouge" }, "there is no loss of texts \"rouge\"");
        row("graded binomial", { "calibrate", "--generations", "with", "--policy", "margin", "--p-value", "binomial" }, "distances between texts");
        row("both", { "calibrate", "--generations", "with", "--trace", "x.trace" }, "give one of them");
        row("no such file", { "calibrate", "--generations", "nowhere" }, "nowhere");
        row("another file", { "calibrate", "--generations", "plain.txt" }, "plain.txt:1: it is not a line of settings of generations");
        row("split and test", { "calibrate", "--generations", "with", "--test", "with", "--policy", "margin", "--splits", "5" }, "leave --splits out");
        row("test of a trace", { "calibrate", "--trace", "x.trace", "--test", "with" }, "--test goes with --generations");
        row("table of both", { "table", "--generations", "with", "--trace", "x.trace" }, "leave them out");
        row("table of nothing", { "table", "--policy", "entropy:threshold=exact" }, "--trace is required");
        row("table of risks", { "table", "--generations", "without", "--risk-delta", "0.1" }, "--references");
        row("tolerance", { "table", "--generations", "with", "--textual-delta", "2" }, "delta is outside (0, 1)");
        row("no splits", { "table", "--generations", "with", "--splits", "0" }, "there are 0 splits");
        row("words", { "table", "--generations", "with", "--show", "points", "--bleu-words", "12a" }, "13a");
    }

    void refuses()
    {
        io::writeFileAtomically(file("plain.txt").toStdString(), "hello\nworld\n");
        QFETCH(const QStringList, arguments);
        QFETCH(const QByteArray, part);
        const auto ran = runProgram(arguments, m_folder.path());
        QVERIFY2(ran.status == 2 && ran.isOneLineError() && ran.err.contains(part), ran.err.constData());
    }
};

QTEST_GUILESS_MAIN(CliGenerationsTest)
#include "tst_cli_generations.moc"
