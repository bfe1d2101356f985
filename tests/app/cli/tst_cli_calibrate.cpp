#include "core/calibration/calibrate.h"
#include "core/calibration/family.h"
#include "core/cost/cascade_trace.h"
#include "core/io/sha256.h"
#include "core/store/run_store.h"
#include "core/trace/trace_writer.h"
#include "tests/app/cli/program.h"
#include "tests/core/policy/small_traces.h"

#include <QtTest>

using namespace exitscope;
using test::runProgram;

class CliCalibrateTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_trace = test::randomTrace({ .units = 1000, .exits = 6, .withCosts = true, .seed = 4 });
        trace::writeTrace(file("x.trace").toStdString(), *m_trace);
        trace::writeTrace(file("bare.trace").toStdString(), *test::traceOf({ { 1, 0, 0, 1 }, { 1, 0, 1, 0 } }, 2));
        trace::writeTrace(
            file("deeper.trace").toStdString(), *test::anotherModel(*m_trace, { .units = 1000, .exits = 4, .seed = 8 }));
        trace::writeTrace(
            file("values.trace").toStdString(), *test::randomTrace({ .units = 600, .classes = 1 }));
    }

    /// The keys of command-line.md, with the values of the core.
    void jsonIsAsDocumented()
    {
        const auto ran = calibrate({ "--grid", "0.95:0.5:10", "--delta", "0.2", "--json" });
        QVERIFY2(ran.status == 0, ran.err.constData());
        QCOMPARE(ran.out.count('\n'), 1);
        const auto json = ran.json();
        calibration::CalibrationRequest request;
        request.trace = m_trace;
        request.settings = calibration::orderedFamily(*m_trace, "confidence", "0.95:0.5:10").settings;
        request.delta = 0.2;
        const auto expected = *calibration::calibrate(request);
        const auto& decision = expected.decision;
        QVERIFY(decision.chosen.has_value());
        const auto& chosen = request.settings[*decision.chosen];
        QCOMPARE(json.at("chosen").at("threshold").get<double>(), std::stod(chosen.parameters.at("threshold")));
        QCOMPARE(json.at("delta").get<double>(), 0.2);
        QCOMPARE(json.at("epsilon").get<double>(), 0.05);
        QCOMPARE(json.at("p_value").get<std::string>(), std::string("hoeffding-bentkus"));
        QCOMPARE(json.at("calibration_units").get<int>(), 500);
        QCOMPARE(json.at("test").at("risk").get<double>(), decision.testRisk);
        QCOMPARE(json.at("test").at("mean_exit").get<double>(), decision.testMeanExit);
        QVERIFY(json.at("test").at("metrics").at("accuracy").get<double>() > 0.2);
        const auto& tested = json.at("tested");
        QCOMPARE(tested.size(), *decision.chosen + 2); // up to the first that failed
        for (std::size_t k = 0; k < tested.size(); ++k) {
            const auto& setting = decision.settings[k];
            QCOMPARE(tested[k].at("threshold").get<double>(), std::stod(setting.spec.parameters.at("threshold")));
            QCOMPARE(tested[k].at("risk").get<double>(), setting.risk);
            QCOMPARE(tested[k].at("p").get<double>(), setting.p);
            QCOMPARE(tested[k].at("rejected").get<bool>(), setting.isRejected);
            QCOMPARE(tested[k].at("bound").get<double>(), setting.bound);
        }
        QCOMPARE(json.at("spec").get<std::string>(), chosen.text());
        QCOMPARE(json.at("guarantee").get<std::string>(), calibration::guaranteeText(request, decision));
    }

    void peopleGetAGuaranteeInWords()
    {
        const auto ran = calibrate({ "--delta", "0.2", "--splits", "5" });
        QCOMPARE(ran.status, 0);
        QVERIFY(ran.out.startsWith("With probability at least 95 % over the calibration draw, at most 20 % of answers "
                                   "differ from the full model's.\nChosen: confidence:threshold="));
        QVERIFY(ran.out.contains("not shown") && ran.out.contains("not reached"));
        QVERIFY(ran.out.contains("Over 5 random splits: test risk 0."));
    }

    void nothingPassesIsNoFailure()
    {
        const QStringList request { "--grid", "0.5", "--delta", "0.02" };
        const auto ran = calibrate(request + QStringList { "--json" });
        QCOMPARE(ran.status, 0);
        QVERIFY(ran.json().at("chosen").is_null() && ran.json().at("spec").is_null());
        QCOMPARE(ran.json().at("test").at("mean_exit").get<double>(), 11.0);
        QVERIFY(calibrate(request).out.startsWith("No setting passed"));
    }

    void splitsGiveMeanAndSpread()
    {
        const auto json = calibrate({ "--delta", "0.2", "--splits", "8", "--json" }).json();
        const auto& splits = json.at("splits");
        QCOMPARE(splits.at("count").get<int>(), 8);
        QVERIFY(splits.at("risk").at("sd").get<double>() > 0);
        int times = splits.at("without_exit").get<int>();
        for (const auto& chosen : splits.at("chosen"))
            times += chosen.at("times").get<int>();
        QCOMPARE(times, 8);
    }

    void otherPoliciesAndLosses()
    {
        const auto patience = run({ "--trace", file("x.trace"), "--policy", "patience", "--loss", "risk", "--delta",
            "0.3", "--procedure", "holm", "--p-value", "binomial", "--json" });
        QVERIFY2(patience.status == 0, patience.err.constData());
        QCOMPARE(patience.json().at("tested").size(), std::size_t { 5 });
        QVERIFY(patience.json().at("tested").at(0).contains("patience"));
        const auto values = run({ "--trace", file("values.trace"), "--policy", "patience:tolerance=0.3", "--scale", "4",
            "--delta", "0.3", "--json" });
        QVERIFY2(values.status == 0, values.err.constData());
        QCOMPARE(values.json().at("scale").get<double>(), 4.0);
        QVERIFY(values.json().at("test").at("metrics").contains("pearson"));
    }

    void temperaturesCanBePasted()
    {
        const auto ran = run({ "--trace", file("x.trace"), "--fit", "temperature", "--json" });
        QVERIFY2(ran.status == 0, ran.err.constData());
        const auto json = ran.json();
        QCOMPARE(json.at("temperature").size(), std::size_t { 6 });
        QCOMPARE(json.at("test").at("exits").size(), std::size_t { 6 });
        QVERIFY(json.at("test").at("exits").at(0).contains("nll_after"));
        const auto policy = QString::fromStdString(json.at("policy").get<std::string>());
        QCOMPARE(runProgram({ "sweep", "--trace", file("x.trace"), "--policy", policy, "--json" }).status, 0);
        QVERIFY(run({ "--trace", file("x.trace"), "--fit", "temperature" }).out.contains(policy.toUtf8()));
    }

    void severalTracesAreACascade()
    {
        const QStringList traces { "--trace", file("x.trace"), "--trace", file("deeper.trace") };
        const std::vector models { trace::Trace::open(file("x.trace").toStdString()),
            trace::Trace::open(file("deeper.trace").toStdString()) };
        calibration::CalibrationRequest request;
        request.trace = cost::cascadeOf(models);
        request.settings = calibration::orderedFamily(*request.trace, "cascade", "0.99|0.9|0.5").settings;
        request.delta = 0.4;
        const auto expected = *calibration::calibrate(request);
        const auto ran = run(traces
            + QStringList { "--policy", "cascade", "--grid", "0.99|0.9|0.5", "--delta", "0.4", "--store", file("cascade.db"),
                "--json" });
        QVERIFY2(ran.status == 0, ran.err.constData());
        QCOMPARE(ran.json().at("test").at("risk").get<double>(), expected.decision.testRisk);
        QCOMPARE(ran.json().at("test").at("mean_exit").get<double>(), expected.decision.testMeanExit);
        const auto listed = run({ "--list", "--store", file("cascade.db"), "--json" }).json().at("calibrations").at(0);
        QCOMPARE(listed.at("request").at("traces").at(1).get<std::string>(),
            io::sha256OfFile(file("deeper.trace").toStdString()));
        QCOMPARE(listed.at("trace_sha256").get<std::string>().size(), std::size_t { 64 });

        const auto fitted = run(traces + QStringList { "--fit", "temperature", "--json" });
        QVERIFY2(fitted.status == 0, fitted.err.constData());
        const auto policy = QString::fromStdString(fitted.json().at("policy").get<std::string>());
        QVERIFY2(policy.startsWith(QStringLiteral("cascade:temperature=")), qPrintable(policy));
        QCOMPARE(runProgram(QStringList { "sweep" } + traces + QStringList { "--policy", policy }).status, 0);
        const auto refused = run(traces + QStringList { "--policy", "confidence" });
        QVERIFY2(refused.status == 2 && refused.err.contains("decides within one model"), refused.err.constData());
    }

    void resultsAreKeptAndListed()
    {
        const QString store = file("runs.db");
        const auto first = calibrate({ "--delta", "0.2", "--store", store, "--name", "mine", "--json" }).json();
        QCOMPARE(first.at("calibration").get<int>(), 1);
        QCOMPARE(run({ "--trace", file("x.trace"), "--fit", "temperature", "--store", store, "--quiet" }).status, 0);
        const auto listed = run({ "--list", "--store", store, "--json" }).json().at("calibrations");
        QCOMPARE(listed.size(), std::size_t { 2 });
        QCOMPARE(listed.at(0).at("name").get<std::string>(), std::string("mine"));
        QCOMPARE(listed.at(0).at("policy").get<std::string>(), std::string("confidence"));
        QCOMPARE(listed.at(0).at("trace_sha256").get<std::string>(), io::sha256OfFile(file("x.trace").toStdString()));
        QCOMPARE(listed.at(0).at("request").at("settings").size(), std::size_t { 19 });
        auto kept = listed.at(0).at("result");
        kept["calibration"] = 1;
        QCOMPARE(kept, first);
        QCOMPARE(listed.at(1).at("result").at("fit").get<std::string>(), std::string("temperature"));
        const auto table = run({ "--list", "--store", store });
        QCOMPARE(table.out.count('\n'), 3);
        QVERIFY(table.out.contains(first.at("spec").get<std::string>().c_str()));
    }

    void badRequests_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("says");
        const auto on = [this](const char* trace, const QStringList& more) {
            return QStringList { "--trace", file(trace) } + more;
        };
        const QStringList confidence { "--policy", "confidence" };
        QTest::newRow("no trace") << confidence << "--trace is required";
        QTest::newRow("no policy") << on("x.trace", {}) << "--policy is required";
        QTest::newRow("delta") << on("x.trace", confidence + QStringList { "--delta", "1.5" }) << "delta is outside (0, 1)";
        QTest::newRow("delta no number") << on("x.trace", confidence + QStringList { "--delta", "x" }) << "--delta";
        QTest::newRow("epsilon") << on("x.trace", confidence + QStringList { "--epsilon", "0" })
                                 << "epsilon is outside (0, 1)";
        QTest::newRow("p-value") << on("x.trace", confidence + QStringList { "--p-value", "bentcus" })
                                 << "did you mean bentkus?";
        QTest::newRow("procedure") << on("x.trace", confidence + QStringList { "--procedure", "bonferoni" })
                                   << "did you mean bonferroni?";
        QTest::newRow("loss") << on("x.trace", confidence + QStringList { "--loss", "consistent" })
                              << "did you mean consistency?";
        QTest::newRow("fit") << on("x.trace", { "--fit", "temprature" }) << "did you mean temperature?";
        QTest::newRow("too few") << on("bare.trace", confidence) << "at least 29";
        QTest::newRow("no labels") << on("bare.trace", confidence + QStringList { "--loss", "risk" }) << "no labels";
        QTest::newRow("no scale") << on("values.trace", { "--policy", "patience:tolerance=0.3" }) << "give a scale";
        QTest::newRow("binomial")
            << on("values.trace",
                   { "--policy", "patience:tolerance=0.3", "--scale", "4", "--p-value", "binomial" })
            << "losses of 0 and 1";
        QTest::newRow("scale for classes") << on("x.trace", confidence + QStringList { "--scale", "1" }) << "--scale";
        QTest::newRow("no order") << on("x.trace", { "--policy", "oracle" }) << "order of caution";
        QTest::newRow("grid") << on("x.trace", confidence + QStringList { "--grid", "0.9:0.5:0" }) << "0.9:0.5:0";
        QTest::newRow("starts") << on("x.trace", confidence + QStringList { "--starts", "0" }) << "0 starts";
        QTest::newRow("starts of holm")
            << on("x.trace", confidence + QStringList { "--starts", "2", "--procedure", "holm" }) << "--starts";
        QTest::newRow("share") << on("x.trace", confidence + QStringList { "--share", "0" }) << "share";
        QTest::newRow("list without store") << QStringList { "--list" } << "--store";
    }

    void badRequests()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, says);
        const auto ran = run(arguments);
        QCOMPARE(ran.status, 2);
        QVERIFY2(ran.isOneLineError(), ran.err.constData());
        QVERIFY2(QString::fromUtf8(ran.err).contains(says), ran.err.constData());
        QVERIFY(ran.out.isEmpty());
    }

private:
    QString file(const char* name) const { return m_folder.filePath(QString::fromUtf8(name)); }
    static test::Ran run(const QStringList& arguments) { return runProgram(QStringList { "calibrate" } + arguments); }
    test::Ran calibrate(const QStringList& arguments) const
    {
        return run(QStringList { "--trace", file("x.trace"), "--policy", "confidence" } + arguments);
    }

    QTemporaryDir m_folder;
    std::shared_ptr<const trace::Trace> m_trace;
};

QTEST_GUILESS_MAIN(CliCalibrateTest)
#include "tst_cli_calibrate.moc"
