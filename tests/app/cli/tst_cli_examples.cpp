#include "core/policy/policy.h"
#include "core/trace/trace_writer.h"
#include "tests/app/cli/program.h"
#include "tests/core/examples/example_columns.h"

#include <QtTest>

using namespace exitscope;
using test::runProgram;

class CliExamplesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { trace::writeTrace(trace().toStdString(), *test::reviews(300)); }

    void findsSortsAndLimits()
    {
        const auto ran = runProgram({ "examples", "--trace", trace(), "--policy", "entropy:threshold=0.7", "--filter",
            "wrong exit<=6", "--sort", "confidence", "--descending", "--limit", "10", "--json" });
        QCOMPARE(ran.status, 0);
        const auto json = ran.json();
        QCOMPARE(json.at("units").get<int>(), 300);
        QVERIFY(json.at("matched").get<int>() > 10);
        QCOMPARE(json.at("examples").size(), std::size_t { 10 });
        const auto outcome = policy::replay(*test::reviews(300), policy::parseSpec("entropy:threshold=0.7"));
        double before = 2;
        for (const auto& row : json.at("examples")) {
            QVERIFY(row.at("confidence").get<double>() <= before);
            before = row.at("confidence").get<double>();
            QCOMPARE(row.at("correct").get<bool>(), false);
            const auto unit = row.at("number").get<std::size_t>() - 1;
            QCOMPARE(row.at("exit").get<int>(), 2 * (outcome.exit[unit] + 1));
            QVERIFY(row.at("exit").get<int>() <= 6);
            QVERIFY(row.at("slack").is_object());
        }
    }

    void csvHoldsAllThatWasFound()
    {
        const auto csv = m_folder.filePath("found.csv");
        const auto ran = runProgram({ "examples", "--trace", trace(), "--policy", "patience:patience=2", "--filter",
            "tag:irony", "--limit", "3", "--csv", csv });
        QCOMPARE(ran.status, 0);
        QVERIFY(ran.out.contains("100 of 300, the first 3 shown"));
        QFile file(csv);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto lines = file.readAll().trimmed().split('\n');
        QCOMPARE(lines.size(), qsizetype { 101 });
        QVERIFY(lines[0].startsWith("number,text,label,prediction,full,exit,"));
    }

    void slicesAreTagsOfTheNextCall()
    {
        const auto store = m_folder.filePath("runs.db");
        const auto kept = runProgram({ "examples", "--trace", trace(), "--policy", "entropy:threshold=0.7", "--filter",
            "overthinks", "--store", store, "--slice", "over thinkers", "--json" });
        QCOMPARE(kept.status, 0);
        const auto count = kept.json().at("matched").get<int>();
        QVERIFY(count > 0);
        const auto again = runProgram({ "examples", "--trace", trace(), "--policy", "fixed:layer=4", "--filter",
            "tag:\"over thinkers\"", "--store", store, "--overthinking", "--json" });
        QCOMPARE(again.status, 0);
        QCOMPARE(again.json().at("matched").get<int>(), count);
        const auto atlas = again.json().at("overthinking");
        QCOMPARE(atlas.at("overthinkers").get<int>(), count);
        bool isListed = false;
        for (const auto& bar : atlas.at("tags"))
            isListed |= bar.at("name").get<std::string>() == "over thinkers" && bar.at("overthinkers").get<int>() == count;
        QVERIFY(isListed);
    }

    void withoutAPolicyAllRunToTheEnd()
    {
        const auto ran = runProgram({ "examples", "--trace", trace(), "--filter", "exit<10", "--json" });
        QCOMPARE(ran.json().at("matched").get<int>(), 0);
    }

    void badRequests_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("part");
        QTest::newRow("field") << QStringList { "--filter", "exit>=6 lable:positive" }
                               << QByteArray("filter, character 9: \"lable\" is no field; did you mean label?");
        QTest::newRow("class") << QStringList { "--filter", "label:postive" } << QByteArray("is no class of this task");
        QTest::newRow("slack") << QStringList { "--filter", "slack<1" } << QByteArray("there is no slack");
        QTest::newRow("column") << QStringList { "--sort", "confidense" } << QByteArray("did you mean confidence?");
        QTest::newRow("policy") << QStringList { "--policy", "entropi:threshold=1" } << QByteArray("entropi");
        QTest::newRow("range") << QStringList { "--policy", "entropy:threshold=0:1:10" } << QByteArray("threshold");
        QTest::newRow("folder") << QStringList { "--csv", "/nonexistent/x.csv" } << QByteArray("/nonexistent");
        QTest::newRow("slice alone") << QStringList { "--slice", "x" } << QByteArray("--store");
    }

    void badRequests()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, part);
        const auto ran = runProgram(QStringList { "examples", "--trace", trace() } + arguments);
        QCOMPARE(ran.status, 2);
        QVERIFY2(ran.isOneLineError() && ran.err.contains(part), ran.err.constData());
        QVERIFY(ran.out.isEmpty());
    }

private:
    QString trace() const { return m_folder.filePath("reviews.trace"); }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(CliExamplesTest)
#include "tst_cli_examples.moc"
