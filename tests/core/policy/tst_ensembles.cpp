#include "core/error.h"
#include "core/metric/metrics.h"
#include "core/policy/exact_curve.h"
#include "core/policy/parameters.h"
#include "core/policy/replayer.h"
#include "core/sweep/sweep.h"
#include "small_traces.h"
#include "tests/support/near.h"

#include <QTest>

#include <cmath>

using namespace exitscope;
using test::near;
using test::only;
using test::traceOf;

namespace {

const float notANumber = std::nanf("");

/// methods.md §10.4, CV22
std::shared_ptr<const trace::Trace> threeExits()
{
    return traceOf({ { 0.2F, 0.1F, -0.4F, 0.3F, 1.2F, -0.1F } }, 2, { 0 });
}

/// The score of unit `unit` at `exit`, both from 0.
float scoreOf(const trace::Trace& trace, const char* spec, std::int64_t exit, std::int64_t unit = 0)
{
    const auto parsed = policy::parseSpec(spec);
    const auto table = policy::policyNamed(parsed.name).scores(parsed, trace);
    return table.scores[static_cast<std::size_t>(exit * table.units + unit)];
}

/// pbar of one unit at one exit in double precision, all exits allowed.
std::vector<double> reference(
    const trace::Trace& trace, std::int64_t unit, std::int64_t exit, const std::string& kind)
{
    const auto classes = static_cast<std::size_t>(trace.classes());
    std::vector<double> mean(classes, 0.0);
    double total = 0;
    for (std::int64_t e = 0; e <= exit; ++e) {
        const auto z = trace.logits(unit, e);
        double sum = 0;
        for (const float value : z)
            sum += std::exp(static_cast<double>(value));
        const double weight = kind == "weighted" ? static_cast<double>(e + 1) : 1.0;
        total += weight;
        for (std::size_t c = 0; c < classes; ++c) {
            const double p = std::exp(static_cast<double>(z[c])) / sum;
            mean[c] += weight * (kind == "geometric" ? std::log(p) : p);
        }
    }
    double sum = 0;
    for (double& value : mean) {
        value = kind == "geometric" ? std::exp(value / total) : value / total;
        sum += value;
    }
    for (double& value : mean)
        value /= sum;
    return mean;
}

} // namespace

class TestEnsembles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void checkValues() // CV22
    {
        const auto trace = threeExits();
        QVERIFY(near(scoreOf(*trace, "confidence:threshold=0,ensemble=mean", 2), 0.547542));
        QVERIFY(near(scoreOf(*trace, "confidence:threshold=0,ensemble=weighted", 2), 0.591018));
        QVERIFY(near(scoreOf(*trace, "confidence:threshold=0,ensemble=geometric", 2), 0.558070));
        QVERIFY(near(scoreOf(*trace, "margin:threshold=0,ensemble=mean", 2), 0.547542 - 0.452458));
        QVERIFY(near(scoreOf(*trace, "entropy:threshold=0,ensemble=mean", 2),
            -0.547542 * std::log(0.547542) - 0.452458 * std::log(0.452458)));
        QVERIFY(near(scoreOf(*trace, "entropy:threshold=0,ensemble=geometric", 2),
            -0.558070 * std::log(0.558070) - 0.441930 * std::log(0.441930), 2e-6));
    }

    void againstDoublePrecision_data()
    {
        QTest::addColumn<int>("classes");
        for (const int classes : { 2, 3, 40, 300 })
            QTest::addRow("%d classes", classes) << classes;
    }

    void againstDoublePrecision()
    {
        QFETCH(int, classes);
        const auto trace = test::randomTrace({ .units = 300, .exits = 5, .classes = classes });
        for (const std::string kind : { "mean", "weighted", "geometric" }) {
            const auto table = policy::policyNamed("entropy").scores(
                policy::parseSpec("entropy:threshold=0,normalised=true,ensemble=" + kind), *trace);
            for (const std::int64_t unit : { 0, 127, 128, 255, 256, 299 })
                for (std::int64_t exit = 0; exit < 5; ++exit) {
                    const auto p = reference(*trace, unit, exit, kind);
                    double entropy = 0;
                    for (const double share : p)
                        entropy -= share > 0 ? share * std::log(share) : 0.0;
                    const auto at = static_cast<std::size_t>(exit * 300 + unit);
                    QVERIFY(near(table.scores[at], entropy / std::log(static_cast<double>(classes)), 3e-6));
                    QCOMPARE(table.predictions[at], std::max_element(p.begin(), p.end()) - p.begin());
                }
        }
    }

    void theAnswerIsTheMeans()
    {
        // The last exit alone says 1, all together 0.
        const auto trace = traceOf({ { 3, 0, 2, 0, 0, 0.1F } }, 2, { 0 });
        QCOMPARE(only(*trace, "confidence:threshold=1").second, 1);
        QCOMPARE(only(*trace, "confidence:threshold=1,ensemble=mean"), (std::pair { 3, 0 }));
        QCOMPARE(only(*trace, "confidence:threshold=1,ensemble=geometric"), (std::pair { 3, 0 }));
    }

    void onlyAllowedExitsCount()
    {
        const auto trace = threeExits();
        // From the second exit on: the mean of two, weighted 1 and 2.
        const double first = 1 / (1 + std::exp(0.7)), second = 1 / (1 + std::exp(-1.3));
        const char* spec = "confidence:threshold=0,ensemble=weighted,first_exit=2";
        QVERIFY(near(scoreOf(*trace, spec, 2), (first + 2 * second) / 3));
        QVERIFY(std::isnan(scoreOf(*trace, spec, 0)));
    }

    void temperatureComesFirst()
    {
        const auto trace = threeExits();
        const auto halved = traceOf({ { 0.1F, 0.05F, -0.2F, 0.15F, 0.6F, -0.05F } }, 2);
        for (const char* kind : { "mean", "weighted", "geometric" })
            QVERIFY(near(
                scoreOf(*trace, ("confidence:threshold=0,temperature=2,ensemble=" + std::string(kind)).c_str(), 2),
                scoreOf(*halved, ("confidence:threshold=0,ensemble=" + std::string(kind)).c_str(), 2)));
    }

    void anExitWithoutADistributionTakesNoPart()
    {
        const auto trace = traceOf({ { 0.2F, 0.1F, notANumber, 0, 1.2F, -0.1F } }, 2, { 0 });
        const auto without = traceOf({ { 0.2F, 0.1F, 1.2F, -0.1F } }, 2, { 0 });
        for (const char* spec : { "confidence:threshold=0,ensemble=mean", "entropy:threshold=0,ensemble=geometric" }) {
            QVERIFY(std::isnan(scoreOf(*trace, spec, 1)));
            QVERIFY(near(scoreOf(*trace, spec, 2), scoreOf(*without, spec, 1)));
        }
        const auto none = traceOf({ { notANumber, 0, notANumber, 0 } }, 2);
        QCOMPARE(only(*none, "margin:threshold=-inf,ensemble=mean").first, 2);
        const auto zeros = traceOf({ { -INFINITY, 0, 0, -INFINITY } }, 2);
        QCOMPARE(scoreOf(*zeros, "confidence:threshold=0,ensemble=mean", 1), 0.5F);
        QCOMPARE(scoreOf(*zeros, "entropy:threshold=0,ensemble=mean", 0), 0.0F);
        QVERIFY(std::isnan(scoreOf(*zeros, "confidence:threshold=0,ensemble=geometric", 1))); // every class was ruled out
    }

    void curveScrubberAndSweepEqualReplay_data()
    {
        QTest::addColumn<QByteArray>("rule");
        for (const char* rule : { "entropy:ensemble=mean,normalised=true", "confidence:ensemble=weighted,exit_every=2",
                 "margin:ensemble=geometric,first_exit=3" })
            QTest::newRow(rule) << QByteArray(rule);
    }

    void curveScrubberAndSweepEqualReplay()
    {
        QFETCH(QByteArray, rule);
        const auto trace = test::randomTrace(
            { .units = 150, .exits = 6, .classes = 3, .withTies = true, .withNan = true, .withCosts = true });
        sweep::Plan plan;
        plan.trace = trace;
        plan.ranges = { policy::parseRange(rule.toStdString() + ",threshold=exact") };
        sweep::PointList list;
        sweep::sweep(plan, list);
        QVERIFY(list.points.size() > 20);

        const sweep::Evaluator evaluator(trace);
        auto replayer = policy::Replayer::build(list.points.front().spec, *trace);
        const auto curve = policy::exactCurve(list.points.front().spec, *trace);
        QCOMPARE(curve->size(), list.points.size());
        for (std::size_t i = 0; i < list.points.size(); ++i) {
            const auto& point = list.points[i];
            const auto expected = evaluator.evaluate(point.spec);
            QCOMPARE(point.histogram, expected.histogram);
            QCOMPARE(point.metrics, expected.metrics);
            QVERIFY(near(point.flopsSpent, expected.flopsSpent, 1e-6 * expected.flopsSpent));
            const auto& state = replayer->at(curve->threshold[i]);
            QCOMPARE(state.histogram, expected.histogram);
            QCOMPARE(state.correct, curve->correct[i]);
            QCOMPARE(static_cast<double>(state.correct) / static_cast<double>(state.labelled), expected.metrics.front().second);
        }
    }

    void otherMetricsSeeTheMeansAnswer() // F1 goes through the tally of classes, not through the count of right ones
    {
        const auto trace = test::randomTrace({ .units = 120, .exits = 5, .task = "mrpc" });
        sweep::Plan plan;
        plan.trace = trace;
        plan.ranges = { policy::parseRange("confidence:ensemble=mean,threshold=0.5:1:9") };
        sweep::PointList list;
        sweep::sweep(plan, list);
        const sweep::Evaluator evaluator(trace);
        for (const auto& point : list.points)
            QCOMPARE(point.metrics, evaluator.evaluate(point.spec).metrics);
        QVERIFY(list.points.front().metrics.size() > 1);
    }

    void badValuesAreRefused()
    {
        QVERIFY_THROWS_EXCEPTION(InputError, policy::parseSpec("entropy:threshold=0.1,ensemble=median"));
        QVERIFY_THROWS_EXCEPTION(InputError, policy::parseSpec("patience:patience=1,ensemble=mean"));
    }
};

QTEST_APPLESS_MAIN(TestEnsembles)
#include "tst_ensembles.moc"
