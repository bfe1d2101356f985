#include "core/calibration/temperature.h"
#include "core/error.h"
#include "tests/core/policy/small_traces.h"

#include <QTest>

#include <numeric>
#include <random>

using namespace exitscope;
using namespace exitscope::calibration;

namespace {

/// Labels drawn from softmax(z); the exits show the logits z·scale, so that the right temperature of each is its scale.
std::shared_ptr<const trace::Trace> scaledTrace(std::int64_t units, const std::vector<float>& scales)
{
    std::mt19937 random(3);
    std::normal_distribution<double> normal(0, 1.5);
    std::uniform_real_distribution<double> uniform;
    trace::Trace::Arrays arrays;
    for (std::size_t e = 0; e < scales.size(); ++e)
        arrays.exitLayer.push_back(static_cast<std::int32_t>(e + 1));
    for (std::int64_t unit = 0; unit < units; ++unit) {
        const double z[] = { normal(random), normal(random), normal(random) };
        const double total = std::exp(z[0]) + std::exp(z[1]) + std::exp(z[2]);
        const double at = uniform(random) * total;
        arrays.labels.push_back(at < std::exp(z[0]) ? 0 : at < std::exp(z[0]) + std::exp(z[1]) ? 1 : 2);
        for (const float scale : scales)
            for (const double logit : z)
                arrays.logits.push_back(static_cast<float>(logit) * scale);
    }
    return trace::Trace::fromArrays(std::move(arrays), 3, {});
}

std::vector<std::int64_t> every(const trace::Trace& trace)
{
    std::vector<std::int64_t> units(static_cast<std::size_t>(trace.units()));
    std::iota(units.begin(), units.end(), 0);
    return units;
}

} // namespace

class TestTemperature : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theScaleIsFound()
    {
        const auto trace = scaledTrace(20'000, { 0.4F, 1, 5 });
        const auto fit = *fitTemperatures(*trace, {});
        const double expected[] = { 0.4, 1, 5 };
        for (std::size_t e = 0; e < 3; ++e) {
            QVERIFY(std::abs(fit.temperature[e] / expected[e] - 1) < 0.04);
            QVERIFY(fit.after[e].nll <= fit.before[e].nll + 1e-3);
            QVERIFY(fit.after[e].ece < 0.03);
        }
        QVERIFY(fit.before[0].ece > 0.1 && fit.before[2].ece > 0.1);
        QCOMPARE(fit.calibrationUnits, 10'000);
    }

    /// No temperature nearby is better on the units it was fitted to.
    void theFitIsTheMinimum()
    {
        const auto trace = test::randomTrace({ .units = 500, .classes = 4 });
        const auto units = every(*trace);
        for (std::int64_t exit = 0; exit < trace->exits(); ++exit) {
            const double best = fitTemperature(*trace, exit, units);
            const double least = sharpness(*trace, exit, units, best).nll;
            for (const double factor : { 0.5, 0.97, 1.03, 2.0 })
                QVERIFY(sharpness(*trace, exit, units, best * factor).nll >= least);
        }
    }

    void theRangeIsBounded()
    {
        // Separable: every likelihood grows as T falls. Always wrong: as T rises. Nothing usable: 1.
        const auto right = test::traceOf({ { 2, 0 }, { 0, 1 } }, 2, { 0, 1 });
        const auto wrong = test::traceOf({ { 2, 0 }, { 0, 1 } }, 2, { 1, 0 });
        const auto broken = test::traceOf({ { NAN, 0 }, { 0, INFINITY } }, 2, { 1, 0 });
        const std::int64_t units[] = { 0, 1 };
        QCOMPARE(fitTemperature(*right, 0, units), leastTemperature);
        QCOMPARE(fitTemperature(*wrong, 0, units), mostTemperature);
        QCOMPARE(fitTemperature(*broken, 0, units), 1.0);
        QVERIFY(std::isfinite(sharpness(*right, 0, units, leastTemperature).nll));
    }

    void hugeLogitsStayFinite()
    {
        const auto trace = test::traceOf({ { 3e38F, -3e38F }, { -1e30F, 0 }, { 0, 1 } }, 2, { 0, 0, 1 });
        const double fitted = fitTemperature(*trace, 0, every(*trace));
        QVERIFY(fitted >= leastTemperature && fitted <= mostTemperature);
    }

    void aSweepTakesTheText()
    {
        const auto trace = scaledTrace(2000, { 0.5F, 2, 1 });
        const auto fit = *fitTemperatures(*trace, {});
        auto range = policy::parseRange(policyText(fit));
        QVERIFY(range.isExact());
        range.parameters["threshold"] = "0.8";
        const auto outcome = policy::replay(*trace, range.expand().front());
        // The same by hand: divide, and ask for the largest probability.
        for (std::int64_t unit = 0; unit < 50; ++unit) {
            const auto logits = trace->logits(unit, 0);
            const double top = *std::max_element(logits.begin(), logits.end());
            double sum = 0;
            for (const float logit : logits)
                sum += std::exp((static_cast<double>(logit) - top) / fit.temperature[0]);
            QCOMPARE(outcome.exit[static_cast<std::size_t>(unit)] == 0, 1 / sum > 0.8);
        }
    }

    void badTracesAreRefused()
    {
        QVERIFY_EXCEPTION_THROWN((void)fitTemperatures(*test::randomTrace({ .classes = 1 }), {}), InputError);
        QVERIFY_EXCEPTION_THROWN((void)fitTemperatures(*test::traceOf({ { 1, 0 }, { 1, 0 } }, 2), {}), InputError);
        QVERIFY_EXCEPTION_THROWN(
            (void)fitTemperatures(*test::traceOf({ { 1, 0 }, { 1, 0 } }, 2, { -1, 0 }), {}), InputError);
    }
};

QTEST_APPLESS_MAIN(TestTemperature)
#include "tst_temperature.moc"
