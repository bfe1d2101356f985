#include "core/store/run_store.h"
#include "core/trace/trace_writer.h"
#include "tests/app/cli/program.h"
#include "tests/core/policy/small_traces.h"

#include <QtTest>

using namespace exitscope;
using test::runProgram;

class CliOptimiseTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        trace::writeTrace(file("a.trace").toStdString(),
            *test::randomTrace({ .units = 300, .exits = 5, .classes = 3, .withCosts = true }));
    }

    void jsonIsComplete()
    {
        const auto ran = optimise(
            { "--policy", "margin:first_exit=3", "--speedup", "1.5|2", "--flops", "0.7", "--json" });
        QCOMPARE(ran.status, 0);
        const auto json = ran.json();
        QCOMPARE(json.at("metric"), "accuracy");
        QCOMPARE(json.at("calibration_units").get<int>() + json.at("test_units").get<int>(), 300);
        const auto& budgets = json.at("budgets");
        QCOMPARE(budgets.size(), std::size_t { 3 });
        QCOMPARE(budgets[1].at("speedup"), 2.0);
        QCOMPARE(budgets[2].at("flops"), 0.7);
        for (const auto& one : budgets) {
            const auto quality = [&](const char* kind, const char* half) {
                return one.at(kind).at(half).at("metrics").at("accuracy").get<double>();
            };
            QVERIFY(quality("vector", "calibration") >= quality("single", "calibration"));
            QVERIFY(quality("vector", "test") > 0.3);
            QVERIFY(one.at("references").at("oracle_correct") > one.at("references").at("fixed"));
            QVERIFY(one.at("vector").contains("headroom_agree"));
        }
        // What it prints is what `sweep` takes.
        const auto spec = QString::fromStdString(budgets[0].at("vector").at("spec").get<std::string>());
        QCOMPARE(spec.count(';'), 3);
        QCOMPARE(runProgram({ "sweep", "--trace", file("a.trace"), "--policy", spec, "--quiet" }).status, 0);
    }

    void printsATable()
    {
        const auto ran = optimise({ "--policy", "entropy", "--smooth" });
        QCOMPARE(ran.status, 0);
        for (const char* text : { "speed-up 1.5", "speed-up 3", "per exit", "fixed exits", "oracle, agree",
                 "--policy 'entropy:" })
            QVERIFY2(ran.out.contains(text), text);
        QVERIFY(ran.err.contains("150 others"));
    }

    void keepsARun()
    {
        const auto ran = optimise({ "--policy", "entropy", "--speedup", "2", "--store", file("runs.db"),
            "--name", "mine", "--json" });
        QCOMPARE(ran.status, 0);
        store::RunStore store(file("runs.db").toStdString());
        const auto id = store::RunId { ran.json().at("run").get<std::int64_t>() };
        QCOMPARE(store.run(id).summary.name, std::string("mine"));
        QCOMPARE(store.points(id).size(), std::size_t { 2 });
    }

    void badInputIsOneLine_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* name, QStringList arguments, const char* says) {
            QTest::newRow(name) << std::move(arguments) << QString(says);
        };
        row("no threshold", { "--policy", "patience" }, "has no threshold");
        row("a threshold", { "--policy", "entropy:threshold=0.2" }, "leave it out");
        row("too fast", { "--policy", "entropy:first_exit=7", "--speedup", "2" },
            "largest speed-up that can be had is");
        row("too cheap", { "--policy", "entropy", "--flops", "0.01" }, "smallest share that can be had is");
        row("not a number", { "--policy", "entropy", "--speedup", "1.5|fast" }, "is not a number");
        row("slower", { "--policy", "entropy", "--speedup", "0.5" }, "1 or more");
        row("share", { "--policy", "entropy", "--share", "1.5" }, "share");
        row("too few", { "--policy", "entropy", "--share", "0.01" }, "too few");
    }
    void badInputIsOneLine()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, says);
        const auto ran = optimise(arguments);
        QCOMPARE(ran.status, 2);
        QVERIFY(ran.isOneLineError());
        QVERIFY2(ran.err.contains(says.toUtf8()), ran.err.constData());
        QVERIFY(ran.out.isEmpty());
    }

private:
    QString file(const char* name) const { return m_folder.filePath(name); }
    test::Ran optimise(const QStringList& arguments) const
    {
        return runProgram(QStringList { "optimise", "--trace", file("a.trace") } + arguments);
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(CliOptimiseTest)
#include "tst_cli_optimise.moc"
