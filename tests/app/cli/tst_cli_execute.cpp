#include "core/cost/cascade_trace.h"
#include "core/io/atomic_file.h"
#include "core/store/run_store.h"
#include "core/sweep/timing.h"
#include "tests/app/cli/program.h"
#include "tests/engine/run/execution_setup.h"

#include <QtTest>

using namespace exitscope;
using test::runProgram;

class CliExecuteTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_policy; ///< leaves some units early

    QString file(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }

    test::Ran execute(const QStringList& more) const
    {
        return runProgram(QStringList { "execute", "--model", file("model"), "--data", file("data.tsv"), "--threads", "2",
                              "--batch", "96", "--repeats", "2" }
            + more);
    }

private Q_SLOTS:
    void initTestCase()
    {
        test::writeWorkplace(test::fakeOwnExits({ .layers = 4 }, { 1, 2, 4 }), m_folder.path().toStdString(), 120, 3);
        const auto traced
            = runProgram({ "trace", "--model", file("model"), "--data", file("data.tsv"), "--out", file("x.trace") });
        QVERIFY2(traced.status == 0, traced.err.constData());
        m_policy = QString::fromStdString(
            test::thresholdBetween(*trace::Trace::open(file("x.trace").toStdString()), "entropy"));
    }

    void jsonIsAsDocumented()
    {
        const auto ran = execute({ "--policy", m_policy, "--policy", "patience:patience=1|2", "--check", file("x.trace"),
            "--batch1-examples", "30", "--json" });
        QVERIFY2(ran.status == 0, ran.err.constData());
        QCOMPARE(ran.out.count('\n'), 1);
        const auto points = ran.json().at("points");
        QCOMPARE(points.size(), std::size_t { 3 });
        const auto swept = runProgram({ "sweep", "--trace", file("x.trace"), "--policy", m_policy, "--policy",
            "patience:patience=1|2", "--json" });
        const auto expected = swept.json().at("points");
        for (std::size_t at = 0; at < 3; ++at) {
            const auto& point = points[at];
            for (const auto& [key, value] : expected.at(at).items())
                QVERIFY2(point.at(key) == value, key.c_str());
            for (const char* key : { "seconds", "full_seconds", "measured_speedup", "batch1_seconds",
                     "batch1_full_seconds", "batch1_speedup" })
                QVERIFY2(point.at(key).get<double>() > 0, key);
            QVERIFY(qFuzzyCompare(point.at("measured_speedup").get<double>(),
                point.at("full_seconds").get<double>() / point.at("seconds").get<double>()));
            QCOMPARE(point.at("batch1_examples").get<int>(), 30);
            QCOMPARE(point.at("streams").get<int>(), 2);
            QCOMPARE(point.at("check").dump(),
                std::string(R"({"units":120,"exits_differ":0,"predictions_differ":0,"near_threshold":0})"));
        }
    }

    void perUnitEqualsSweep()
    {
        QCOMPARE(execute({ "--policy", m_policy, "--batch1-examples", "0", "--per-unit", file("executed") }).status, 0);
        QCOMPARE(runProgram({ "sweep", "--trace", file("x.trace"), "--policy", m_policy, "--per-unit", file("swept") })
                     .status,
            0);
        QVERIFY(io::readWholeFile(file("executed").toStdString()) == io::readWholeFile(file("swept").toStdString()));
    }

    void aRunIsKeptWithItsTimings()
    {
        const auto ran = execute({ "--policy", m_policy, "--store", file("runs.db"), "--json" });
        QVERIFY2(ran.status == 0, ran.err.constData());
        const auto id = ran.json().at("run").get<std::int64_t>();
        const auto shown
            = runProgram({ "runs", "show", "--store", file("runs.db"), "--run", QString::number(id), "--json" });
        QVERIFY(shown.json().at("points") == ran.json().at("points"));
        const auto listed = runProgram({ "runs", "list", "--store", file("runs.db"), "--json" }).json().at("runs").at(0);
        QCOMPARE(listed.at("model").get<std::string>(), std::string("model"));
        QCOMPARE(listed.at("state").get<std::string>(), std::string("finished"));
        QCOMPARE(store::RunStore(file("runs.db").toStdString()).run(store::RunId { id }).request.kind,
            std::string("execute"));
    }

    void aCascadeEqualsItsReplay()
    {
        test::writeModel(test::fakeOwnExits({ .layers = 2, .hidden = 16, .feedForward = 24 }, { 1, 2 }),
            m_folder.filePath("small").toStdString());
        const auto traced
            = runProgram({ "trace", "--model", file("small"), "--data", file("data.tsv"), "--out", file("small.trace") });
        QVERIFY2(traced.status == 0, traced.err.constData());
        const std::vector models { trace::Trace::open(file("small.trace").toStdString()),
            trace::Trace::open(file("x.trace").toStdString()) };
        const auto policy = QString::fromStdString(test::thresholdBetween(*cost::cascadeOf(models), "cascade"));
        const QStringList common { "--model", file("small"), "--model", file("model"), "--data", file("data.tsv"), "--policy",
            policy, "--repeats", "1", "--batch1-examples", "20" };
        const auto ran = runProgram(QStringList { "execute" } + common
            + QStringList { "--check", file("small.trace"), "--check", file("x.trace"), "--store", file("cascade.db"),
                "--json" });
        QVERIFY2(ran.status == 0, ran.err.constData());
        const auto swept = runProgram(
            { "sweep", "--trace", file("small.trace"), "--trace", file("x.trace"), "--policy", policy, "--json" });
        const auto point = ran.json().at("points").at(0);
        const auto expected = swept.json().at("points").at(0);
        for (const auto& [key, value] : expected.items())
            QVERIFY2(point.at(key) == value, key.c_str());
        QVERIFY(point.at("exit_histogram").at(0) > 0 && point.at("exit_histogram").at(1) > 0);
        QCOMPARE(point.at("check").dump(),
            std::string(R"({"units":120,"exits_differ":0,"predictions_differ":0,"near_threshold":0})"));
        QVERIFY(point.at("measured_speedup").get<double>() > 0 && point.at("batch1_speedup").get<double>() > 0);
        QCOMPARE(ran.json().at("baseline").get<std::string>(), std::string("model alone"));
        const store::RunStore store(file("cascade.db").toStdString());
        QCOMPARE(store.run(store::RunId { 1 }).request.traces.size(), std::size_t { 2 });

        const auto told = runProgram(QStringList { "execute" } + common);
        QCOMPARE(told.status, 0);
        QVERIFY2(told.out.contains("\nmodel alone: "), told.out.constData());
        const auto one = runProgram(QStringList { "execute" } + common + QStringList { "--check", file("x.trace") });
        QVERIFY2(one.status == 2 && one.isOneLineError() && one.err.contains("one trace for each model"), one.err.constData());
        const auto swapped = runProgram(QStringList { "execute" } + common
            + QStringList { "--check", file("x.trace"), "--check", file("small.trace") });
        QVERIFY2(swapped.status == 2 && swapped.err.contains("is not a trace of what was executed"), swapped.err.constData());
    }

    void peopleGetThreeSpeedups()
    {
        const auto ran = execute({ "--policy", "fixed:layer=1|4" });
        QCOMPARE(ran.status, 0);
        const auto lines = ran.out.split('\n');
        QVERIFY(lines[0].contains("speed-up") && lines[0].contains("batch 1") && lines[0].contains("packed"));
        QVERIFY(lines[3].startsWith("full model: "));
    }

    void badInput_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("word");
        QTest::newRow("exact") << QStringList { "--policy", "entropy:threshold=exact" } << QByteArray("every outcome");
        QTest::newRow("oracle") << QStringList { "--policy", "oracle" } << QByteArray("cannot be executed");
        QTest::newRow("unknown") << QStringList { "--policy", "entropi:threshold=1" } << QByteArray("entropi");
        QTest::newRow("learned") << QStringList { "--policy", "learned:threshold=0.5" }
                                 << QByteArray("learned exit module");
        QTest::newRow("no such trace") << QStringList { "--policy", "fixed:layer=1", "--check", "none.trace" }
                                       << QByteArray("none.trace");
        QTest::newRow("no repeats") << QStringList { "--policy", "fixed:layer=1", "--repeats", "0" }
                                    << QByteArray("--repeats");
    }

    void badInput()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, word);
        const auto ran = execute(arguments);
        QCOMPARE(ran.status, 2);
        QVERIFY2(ran.err.contains(word), ran.err.constData());
        QVERIFY2(ran.isOneLineError(), ran.err.constData());
    }
};

QTEST_GUILESS_MAIN(CliExecuteTest)
#include "tst_cli_execute.moc"
