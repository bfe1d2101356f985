#include "core/trace/trace_writer.h"
#include "tests/app/cli/program.h"
#include "tests/core/policy/small_traces.h"

#include <QtTest>

using namespace exitscope;
using test::runProgram;

class CliCompareTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const auto trace = test::randomTrace({ .units = 200, .withCosts = true });
        trace::writeTrace(file("a.trace").toStdString(), *trace);
        trace::writeTrace(file("layers.trace").toStdString(), *test::randomTrace({ .units = 200 }));
        trace::writeTrace(file("other.trace").toStdString(), *test::randomTrace({ .units = 200, .seed = 9 }));
        trace::writeTrace(
            file("large.trace").toStdString(), *test::anotherModel(*trace, { .units = 200, .exits = 9, .withCosts = true }));
    }

    void jsonIsAsDocumented()
    {
        const auto ran = runProgram({ "compare", "--a", file("a.trace"), "entropy:threshold=exact", "--b", file("a.trace"),
            "patience:patience=1|2|3", "fixed:layer=3", "--at-speedup", "1.5", "--at-speedup", "2", "--at-metric", "0.5",
            "--reference", file("a.trace"), "--draws", "200", "--seed", "3", "--json" });
        QCOMPARE(ran.status, 0);
        const auto json = ran.json();
        QCOMPARE(json.at("cost").get<std::string>(), std::string("flops"));
        QCOMPARE(json.at("metric").get<std::string>(), std::string("accuracy"));
        QCOMPARE(json.at("draws").get<int>(), 200);
        QCOMPARE(json.at("b").at("points").get<int>(), 4);
        QVERIFY(json.at("a").at("front").size() > 2);
        QCOMPARE(json.at("at_cost").size(), std::size_t { 2 });
        const auto& at = json.at("at_cost").at(1);
        QCOMPARE(at.at("cost").get<double>(), 0.5);
        for (const char* side : { "a", "b" }) {
            const auto interval = at.at(side).at("interval");
            QVERIFY(interval.at(0).get<double>() <= at.at(side).at("value").get<double>());
            QVERIFY(at.at(side).at("value").get<double>() <= interval.at(1).get<double>());
        }
        QVERIFY(at.at("a_point").at("cost").get<double>() <= 0.5);
        const double p = at.at("difference").at("p").get<double>();
        QVERIFY(p > 0 && p <= 1);
        QVERIFY(at.at("mcnemar").at("mid_p").get<double>() <= at.at("mcnemar").at("exact_p").get<double>());
        QCOMPARE(json.at("at_metric").size(), std::size_t { 1 });
        for (const char* figure : { "hypervolume", "mean_quality", "elue" })
            QVERIFY(json.at(figure).at("difference").contains("p"));
    }

    void severalTracesAreACascade()
    {
        const QString large = file("large.trace"), cascade = QStringLiteral("cascade:threshold=0.4|0.6|1");
        const QStringList other { "--b", large, "entropy:threshold=exact", "--draws", "100", "--json" };
        const auto ran = runProgram(QStringList { "compare", "--a", file("a.trace"), "--a", large, cascade } + other);
        QVERIFY2(ran.status == 0, ran.err.constData());
        QCOMPARE(ran.json().at("a").at("points").get<int>(), 3);
        QVERIFY2(ran.out.contains("a.trace > "), ran.out.constData());
        const auto again = runProgram(QStringList { "compare", "--a", file("a.trace"), large, cascade } + other);
        QCOMPARE(again.out, ran.out);
        // The same from the store, where the run has two traces.
        const auto store = file("cascade.db");
        QCOMPARE(runProgram({ "sweep", "--trace", file("a.trace"), "--trace", large, "--policy", cascade, "--store", store })
                     .status,
            0);
        QCOMPARE(runProgram({ "sweep", "--trace", large, "--policy", "entropy:threshold=exact", "--store", store }).status, 0);
        const auto stored
            = runProgram({ "compare", "--store", store, "--run", "1", "--run", "2", "--draws", "100", "--json" });
        QVERIFY2(stored.status == 0, stored.err.constData());
        QCOMPARE(stored.json().at("at_cost"), ran.json().at("at_cost"));
        for (const auto& [policy, word] : { std::pair("entropy:threshold=1", "decides within one model"),
                 std::pair("cascade:threshold=1", "a cascade needs traces of several models") }) {
            const auto refused
                = runProgram({ "compare", "--a", large, file("other.trace"), policy, "--b", large, "fixed:layer=3" });
            QVERIFY2(refused.status == 2 && refused.isOneLineError() && refused.err.contains(word), refused.err.constData());
        }
    }

    void peopleGetATable()
    {
        const QStringList command { "compare", "--a", file("layers.trace"), "margin:threshold=0:1:20", "--b",
            file("layers.trace"), "confidence:threshold=0.5:1:20", "--draws", "100" };
        const auto ran = runProgram(command);
        QCOMPARE(ran.status, 0);
        for (const char* part : { "accuracy against layers", "accuracy at 3.00x", "hypervolume", "McNemar" })
            QVERIFY2(ran.out.contains(part), part);
        QCOMPARE(runProgram(command).out, ran.out);
    }

    /// `runs --compare` gives the figures of `compare`, and says what differs.
    void runsSideBySide()
    {
        const auto store = file("side.db");
        for (const char* policy : { "entropy:threshold=0:1:15", "patience:patience=1|2|3" })
            QCOMPARE(runProgram({ "sweep", "--trace", file("a.trace"), "--policy", policy, "--store", store, "--json" }).status, 0);
        QCOMPARE(runProgram({ "sweep", "--trace", file("other.trace"), "--policy", "fixed:layer=3", "--store", store, "--json" }).status, 0);
        const auto ran = runProgram({ "runs", "--compare", "2", "1", "3", "--store", store, "--cost", "layers",
            "--draws", "100", "--json" });
        QCOMPARE(ran.status, 0);
        const auto json = ran.json();
        const auto two = runProgram({ "compare", "--store", store, "--run", "1", "--run", "2", "--cost", "layers",
            "--draws", "100", "--json" }).json();
        const auto& figures = json.at("figures");
        QCOMPARE(figures.at("at_cost").size(), two.at("at_cost").size());
        for (std::size_t k = 0; k < two.at("at_cost").size(); ++k) {
            const auto& side = figures.at("at_cost").at(k).at("runs").at(1);
            const auto& expected = two.at("at_cost").at(k);
            QVERIFY(side.at("value") == expected.at("a").at("value"));
            QVERIFY(side.at("difference") == expected.at("difference"));
            QVERIFY(side.value("mcnemar", nlohmann::ordered_json()) == expected.value("mcnemar", nlohmann::ordered_json()));
        }
        QVERIFY(figures.at("not_comparable").at(0).is_null() && figures.at("not_comparable").at(2).is_string());
        bool hasPolicies = false;
        for (const auto& setting : json.at("settings")) {
            QVERIFY(setting.at("differs").get<bool>());
            hasPolicies |= setting.at("key") == "policies" && setting.at("values").at(0) == "patience:patience=1|2|3";
        }
        QVERIFY(hasPolicies);
        const auto text = runProgram({ "runs", "--compare", "1", "2", "--store", store, "--draws", "100" });
        QVERIFY(text.out.contains("policies") && text.out.contains("accuracy at 2x"));
        QVERIFY(runProgram({ "runs", "--compare", "1", "2", "--store", store, "--draws", "100", "--format", "latex" })
                    .out.startsWith("% \\usepackage{booktabs}"));
        QCOMPARE(runProgram({ "runs", "--compare", "1", "99", "--store", store }).status, 2);
        QCOMPARE(runProgram({ "runs", "--compare", "1", "2", "--store", store, "--metric", "mcc" }).status, 2);
        QCOMPARE(runProgram({ "runs", "--store", store }).status, 2);
        QCOMPARE(runProgram({ "runs", "--compare", "1", "2", "list", "--store", store }).status, 2);
    }

    void storedRunsAndIntervals()
    {
        const auto store = file("runs.db");
        for (const char* policy : { "entropy:threshold=0.2|0.6", "patience:patience=1|2" }) {
            const auto ran = runProgram({ "sweep", "--trace", file("a.trace"), "--policy", policy, "--intervals", "--draws",
                "100", "--store", store, "--json" });
            QCOMPARE(ran.status, 0);
            const auto points = ran.json().at("points");
            for (const auto& point : points) {
                for (const char* name : { "accuracy", "layer_speedup", "flops_ratio", "mean_exit" })
                    QCOMPARE(point.at("intervals").at(name).size(), std::size_t { 2 });
                const auto interval = point.at("intervals").at("layer_speedup");
                QVERIFY(interval.at(0).get<double>() < point.at("layer_speedup").get<double>());
                QVERIFY(point.at("layer_speedup").get<double>() < interval.at(1).get<double>());
            }
            const auto run = QString::number(ran.json().at("run").get<std::int64_t>());
            const auto shown = runProgram({ "runs", "show", "--store", store, "--run", run, "--json" });
            QVERIFY(shown.json().at("points") == points);
            // Without a store the same figures.
            const auto alone = runProgram({ "sweep", "--trace", file("a.trace"), "--policy", policy, "--intervals",
                "--draws", "100", "--json" });
            QVERIFY(alone.json().at("points") == points);
        }
        const auto ran = runProgram({ "compare", "--store", store, "--run", "1", "--run", "2", "--draws", "100", "--json" });
        QCOMPARE(ran.status, 0);
        QCOMPARE(ran.json().at("a").at("points").get<int>(), 2);
        const auto table = runProgram({ "runs", "show", "--store", store, "--run", "1" });
        QVERIFY(table.out.contains("±"));
    }

    void badRequests_data()
    {
        QTest::addColumn<QStringList>("arguments");
        const QString a = file("a.trace"), spec = QStringLiteral("fixed:layer=3");
        const QStringList sides { "--a", a, spec, "--b", a, spec };
        QTest::newRow("no side") << QStringList {};
        QTest::newRow("one side") << QStringList { "--a", a, spec };
        QTest::newRow("no policy") << QStringList { "--a", a, spec, "--b", a };
        QTest::newRow("other dataset") << QStringList { "--a", a, spec, "--b", file("other.trace"), spec };
        QTest::newRow("no such trace") << QStringList { "--a", a, spec, "--b", file("none.trace"), spec };
        QTest::newRow("no such second trace") << QStringList { "--a", a, file("none.trace"), spec, "--b", a, spec };
        QTest::newRow("unknown policy") << QStringList { "--a", a, spec, "--b", a, "entropi:threshold=1" };
        QTest::newRow("few draws") << sides + QStringList { "--draws", "2" };
        QTest::newRow("confidence") << sides + QStringList { "--confidence", "95" };
        QTest::newRow("metric") << sides + QStringList { "--metric", "bleu" };
        QTest::newRow("speed-up") << sides + QStringList { "--at-speedup", "-1" };
        QTest::newRow("cost") << sides + QStringList { "--cost", "seconds" };
        QTest::newRow("reference") << sides + QStringList { "--reference", file("none.csv") };
        QTest::newRow("FLOPs that are not known")
            << QStringList { "--a", file("layers.trace"), spec, "--b", file("layers.trace"), spec, "--cost", "flops" };
        QTest::newRow("one run") << QStringList { "--store", file("runs.db"), "--run", "1" };
        QTest::newRow("sides and runs") << sides + QStringList { "--store", file("runs.db"), "--run", "1", "--run", "2" };
    }

    void badRequests()
    {
        QFETCH(QStringList, arguments);
        const auto ran = runProgram(QStringList { "compare" } + arguments);
        QCOMPARE(ran.status, 2);
        QVERIFY2(ran.isOneLineError(), ran.err.constData());
        QVERIFY(ran.out.isEmpty());
    }

private:
    QString file(const QString& name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(CliCompareTest)
#include "tst_cli_compare.moc"
