#include "core/io/safetensors.h"
#include "core/policy/policy.h"
#include "core/store/run_store.h"
#include "core/trace/trace_writer.h"
#include "tests/app/cli/program.h"
#include "tests/core/policy/small_traces.h"

#include <QtTest>

#include <csignal>
#include <set>

using namespace exitscope;
using test::runProgram;

namespace {

/// Long enough to be caught in the middle: every temperature is a softmax of its own over all units.
const QString longSweep = QStringLiteral("confidence:temperature=0.5:3:150,threshold=0.5:0.99:8");
constexpr int longSweepPoints = 150 * 8;

} // namespace

class CliSweepTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_small = test::randomTrace({ .units = 60, .exits = 4, .classes = 3, .withCosts = true });
        trace::writeTrace(file("small.trace").toStdString(), *m_small);
        trace::writeTrace(file("deeper.trace").toStdString(),
            *test::anotherModel(*m_small, { .units = 60, .exits = 6, .classes = 3, .withCosts = true }));
        trace::writeTrace(file("large.trace").toStdString(),
            *test::randomTrace({ .units = 30'000, .exits = 8, .classes = 3 }));
    }

    void jsonIsAsDocumented()
    {
        const auto ran
            = sweep({ "--policy", "entropy:threshold=0.2|0.9", "--policy", "patience:patience=1", "--json" });
        QCOMPARE(ran.status, 0);
        QCOMPARE(ran.out.count('\n'), 1);
        const auto points = ran.json().at("points");
        QVERIFY(!ran.json().contains("run"));
        QCOMPARE(points.size(), std::size_t { 3 });
        const char* specs[] = { "entropy:threshold=0.2", "entropy:threshold=0.9", "patience:patience=1" };
        for (std::size_t at = 0; at < 3; ++at)
            comparePoint(points[at], policy::parseSpec(specs[at]));
        const auto headroom = ran.json().at("headroom");
        QCOMPARE(headroom.size(), std::size_t { 2 }); // one for each --policy
        QCOMPARE(headroom.at(1).at("policy").get<std::string>(), std::string("patience:patience=1"));
        QCOMPARE(headroom.at(0).at("speedup").get<double>(), 2.0);
        QCOMPARE(headroom.at(0).at("metric").get<std::string>(), std::string("accuracy"));
        QVERIFY(headroom.at(0).contains("value") && headroom.at(0).contains("headroom"));
    }

    void peopleAreToldTheHeadroom()
    {
        const auto ran = sweep({ "--policy", "oracle:kind=correct,cheap_fail=true", "--policy", "entropy:threshold=exact" });
        QCOMPARE(ran.status, 0);
        const auto table = ran.out.mid(ran.out.indexOf("\n\n"));
        QVERIFY2(table.contains("accuracy at 2x") && table.contains("entropy:threshold=exact"), ran.out.constData());
        QVERIFY2(table.contains(" %\n"), ran.out.constData());
    }

    void severalTracesAreACascade()
    {
        const QStringList small { "sweep", "--json", "--trace", file("small.trace") };
        const QStringList both = small + QStringList { "--trace", file("deeper.trace") };
        const auto ran = runProgram(both
            + QStringList { "--policy", "cascade:threshold=0.5|1", "--store", file("cascade.db"), "--per-unit",
                file("c.safetensors") });
        QVERIFY2(ran.status == 0, ran.err.constData());
        const auto points = ran.json().at("points");
        QCOMPARE(points.size(), std::size_t { 2 });
        QCOMPARE(points[1].at("exit_histogram"), (nlohmann::ordered_json { 0, 60 }));
        QCOMPARE(points[1].at("mean_exit").get<double>(), 7.0 + 11.0);
        QCOMPARE(points[1].at("layer_speedup").get<double>(), 11.0 / 18); // of the last model alone
        QVERIFY(points[1].at("flops_ratio").get<double>() > 1);
        const auto run = store::RunStore(file("cascade.db").toStdString()).run(store::RunId { 1 });
        QCOMPARE(run.request.traces.size(), std::size_t { 2 });
        const auto written = io::SafetensorsFile::open(file("c.safetensors").toStdString());
        QCOMPARE(written->find("exit")->as<std::int32_t>()[60], 18);

        const auto refused = [&](const QStringList& arguments, const char* word) {
            const auto failed = runProgram(arguments);
            QCOMPARE(failed.status, 2);
            QVERIFY2(failed.isOneLineError() && failed.err.contains(word), failed.err.constData());
        };
        refused(both + QStringList { "--policy", "entropy:threshold=0.5" }, "decides within one model");
        refused(small + QStringList { "--policy", "cascade:threshold=0.5" }, "give --trace again");
        refused(small + QStringList { "--trace", file("large.trace"), "--policy", "cascade:threshold=0.5" },
            "its units (30000) are not the 60 of");
    }

    void perUnitEqualsReplay()
    {
        const auto ran
            = sweep({ "--policy", "margin:threshold=0.1|0.5", "--per-unit", file("units.safetensors") });
        QCOMPARE(ran.status, 0);
        const auto written = io::SafetensorsFile::open(file("units.safetensors").toStdString());
        const auto* exits = written->find("exit");
        const auto* predictions = written->find("prediction");
        QVERIFY(exits && predictions);
        QCOMPARE(exits->dtype, io::DType::I32);
        QCOMPARE(predictions->dtype, io::DType::I64);
        QCOMPARE(exits->shape, (std::vector<std::int64_t> { 2, 60 }));
        QCOMPARE(predictions->shape, (std::vector<std::int64_t> { 2, 60 }));
        for (std::size_t row = 0; row < 2; ++row) {
            const auto outcome = policy::replay(
                *m_small, policy::parseSpec(row == 0 ? "margin:threshold=0.1" : "margin:threshold=0.5"));
            for (std::size_t unit = 0; unit < 60; ++unit) {
                const auto layer = m_small->exitLayer()[static_cast<std::size_t>(outcome.exit[unit])];
                QCOMPARE(exits->as<std::int32_t>()[row * 60 + unit], layer);
                QCOMPARE(predictions->as<std::int64_t>()[row * 60 + unit], outcome.predictedClass[unit]);
            }
        }
    }

    void regressionPerUnitIsF32()
    {
        trace::writeTrace(
            file("values.trace").toStdString(), *test::randomTrace({ .units = 20, .classes = 1 }));
        const auto ran = runProgram({ "sweep", "--trace", file("values.trace"), "--policy",
            "patience:patience=2,tolerance=0.5", "--per-unit", file("values.safetensors"), "--json" });
        QVERIFY2(ran.status == 0, ran.err.constData());
        const auto written = io::SafetensorsFile::open(file("values.safetensors").toStdString());
        QCOMPARE(written->find("prediction")->dtype, io::DType::F32);
        QVERIFY(ran.json().at("points").at(0).at("metrics").contains("pearson"));
    }

    void csvHasARowAPoint()
    {
        QCOMPARE(sweep({ "--policy", "entropy:threshold=0:1:5", "--csv", file("points.csv") }).status, 0);
        QFile csv(file("points.csv"));
        QVERIFY(csv.open(QIODevice::ReadOnly));
        const auto lines = csv.readAll().split('\n');
        QCOMPARE(lines.size(), 7); // a heading, five rows, nothing after the last line end
        QVERIFY(lines[0].startsWith("policy,threshold,units,mean_exit,layer_speedup,flops_ratio,accuracy"));
        QVERIFY(lines[0].endsWith(",exit_1,exit_3,exit_5,exit_7"));
        QVERIFY(lines[2].startsWith("entropy,0.25,60,"));
    }

    void peopleGetATable()
    {
        const auto ran = sweep({ "--policy", "fixed:layer=1|7" });
        QCOMPARE(ran.status, 0);
        QCOMPARE(ran.out.count('\n'), 3 + 3); // then a blank line, a heading and the headroom
        QVERIFY(ran.out.contains("layer=7"));
    }

    void exactGivesEveryOutcome()
    {
        const auto points = sweep({ "--policy", "entropy:threshold=exact", "--json" }).json().at("points");
        QVERIFY(points.size() > 60);
        std::set<std::vector<int>> seen;
        for (const auto& point : points)
            seen.insert(point.at("exit_histogram").get<std::vector<int>>());
        const auto grid = sweep({ "--policy", "entropy:threshold=0:1.1:200", "--json" }).json().at("points");
        for (const auto& point : grid)
            QVERIFY(seen.contains(point.at("exit_histogram").get<std::vector<int>>()));
    }

    void storedRunShowsTheSamePoints()
    {
        const QStringList command { "--policy", "entropy:threshold=0:1:9", "--store", file("runs.db"),
            "--name", "mine", "--json" };
        const auto ran = sweep(command);
        QCOMPARE(ran.status, 0);
        const auto id = ran.json().at("run").get<std::int64_t>();
        const auto shown = runProgram(
            { "runs", "show", "--store", file("runs.db"), "--run", QString::number(id), "--json" })
                               .json();
        QCOMPARE(shown.at("points"), ran.json().at("points"));
        QCOMPARE(shown.at("run").at("name"), "mine");
        QCOMPARE(shown.at("run").at("state"), "finished");
        QCOMPARE(shown.at("run").at("specs").get<std::vector<std::string>>(),
            std::vector<std::string> { "entropy:threshold=0:1:9" });
        const auto again = sweep(command).json().at("run").get<std::int64_t>();
        QVERIFY2(again != id, "a finished run is not continued");
    }

    void killedSweepResumes() { stoppedSweepResumes(SIGKILL, "killed.db"); }
    void interruptedSweepResumes() { stoppedSweepResumes(SIGINT, "interrupted.db"); }

    void lengthIsRealOrPositive()
    {
        const auto ran = sweep({ "--policy", "fixed:layer=1", "--length", "0" });
        QCOMPARE(ran.status, 2);
        QVERIFY(ran.isOneLineError());
    }

    void badRequests_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("says");
        QTest::newRow("policy") << QStringList { "--policy", "entropi:threshold=1" } << "entropi";
        QTest::newRow("key") << QStringList { "--policy", "entropy:treshold=1" } << "treshold";
        QTest::newRow("number") << QStringList { "--policy", "entropy:threshold=low" } << "low";
        QTest::newRow("range") << QStringList { "--policy", "entropy:threshold=0:1:0" } << "0:1:0";
        QTest::newRow("no similarity")
            << QStringList { "--policy", "saturation:threshold=0.9" } << "similarity";
        QTest::newRow("csv folder") << QStringList { "--policy", "fixed:layer=1", "--csv", "/nowhere/x.csv" }
                                    << "/nowhere";
        QTest::newRow("store folder")
            << QStringList { "--policy", "fixed:layer=1", "--store", "/nowhere/x.db" } << "/nowhere";
    }

    void badRequests()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, says);
        const auto ran = sweep(arguments);
        QCOMPARE(ran.status, 2);
        QVERIFY2(ran.isOneLineError(), ran.err.constData());
        QVERIFY2(QString::fromUtf8(ran.err).contains(says), ran.err.constData());
        QVERIFY(ran.out.isEmpty());
    }

    /// Nothing half-written: the store knows no run of a request that could not start.
    void badRequestLeavesNoRun()
    {
        const QString path = file("clean.db");
        QCOMPARE(sweep({ "--policy", "saturation:threshold=0.9", "--store", path }).status, 2);
        QVERIFY(
            !QFile::exists(path) || store::RunStore(path.toStdString()).listRuns(store::Bin::With).empty());
    }

private:
    QString file(const char* name) const { return m_folder.filePath(name); }

    test::Ran sweep(const QStringList& arguments) const
    {
        return runProgram(QStringList { "sweep", "--trace", file("small.trace") } + arguments);
    }

    /// Everything that a point says, derived again from the replay.
    void comparePoint(const nlohmann::ordered_json& point, const policy::PolicySpec& spec)
    {
        const auto outcome = policy::replay(*m_small, spec);
        std::vector<std::int64_t> histogram(4, 0);
        double sum = 0;
        for (const auto exit : outcome.exit) {
            ++histogram[static_cast<std::size_t>(exit)];
            sum += m_small->exitLayer()[static_cast<std::size_t>(exit)];
        }
        QCOMPARE(point.at("policy").get<std::string>(), spec.name);
        for (const auto& [key, value] : spec.parameters)
            QCOMPARE(point.at("params").at(key).get<double>(), std::stod(value));
        QCOMPARE(point.at("units").get<int>(), 60);
        QCOMPARE(point.at("mean_exit").get<double>(), sum / 60);
        QCOMPARE(point.at("layer_speedup").get<double>(), 7 / (sum / 60));
        QVERIFY(point.at("flops_ratio").get<double>() > 0);
        QVERIFY(point.at("metrics").at("accuracy").get<double>() > 0.2);
        QCOMPARE(point.at("exit_histogram").get<std::vector<std::int64_t>>(), histogram);
    }

    QStringList longCommand(const QString& store) const
    {
        return { "sweep", "--trace", file("large.trace"), "--policy", longSweep, "--store", store, "--json" };
    }

    void stoppedSweepResumes(int signal, const char* name)
    {
        const QString path = file(name);
        QProcess process;
        test::startProgram(process, longCommand(path));
        QVERIFY(process.waitForStarted());
        const auto stored = [&path] {
            if (!store::RunStore::isStore(path.toStdString()))
                return std::int64_t { 0 };
            const auto runs = store::RunStore(path.toStdString()).listRuns();
            return runs.empty() ? std::int64_t { 0 } : runs.front().points;
        };
        QTRY_VERIFY_WITH_TIMEOUT(stored() > 0 || process.state() == QProcess::NotRunning, 60'000);
        ::kill(static_cast<pid_t>(process.processId()), signal);
        QVERIFY(process.waitForFinished(60'000));
        if (signal == SIGINT) {
            QCOMPARE(process.exitStatus(), QProcess::NormalExit);
            QCOMPARE(process.exitCode(), 130);
            QVERIFY(process.readAllStandardError().contains("run the same command again to continue"));
            QVERIFY(process.readAllStandardOutput().isEmpty());
        } else {
            QCOMPARE(process.exitStatus(), QProcess::CrashExit);
        }
        const auto before = stored();
        QVERIFY2(before > 0 && before < longSweepPoints, "the sweep was not caught in the middle");

        const auto resumed = runProgram(longCommand(path));
        QCOMPARE(resumed.status, 0);
        QCOMPARE(store::RunStore(path.toStdString()).listRuns().size(), std::size_t { 1 });
        QCOMPARE(resumed.json().at("points").size(), static_cast<std::size_t>(longSweepPoints));
        if (m_undisturbed.is_null())
            m_undisturbed = runProgram(longCommand(file("undisturbed.db"))).json().at("points");
        QVERIFY(resumed.json().at("points") == m_undisturbed);
    }

    QTemporaryDir m_folder;
    std::shared_ptr<const trace::Trace> m_small;
    nlohmann::ordered_json m_undisturbed;
};

QTEST_GUILESS_MAIN(CliSweepTest)
#include "tst_cli_sweep.moc"
