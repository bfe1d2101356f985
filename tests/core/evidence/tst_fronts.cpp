#include "core/error.h"
#include "core/evidence/comparison.h"
#include "core/evidence/percentile.h"
#include "core/evidence/reference_curve.h"
#include "core/evidence/seed_spread.h"
#include "core/metric/elue_score.h"
#include "core/metric/pareto.h"
#include "tests/core/evidence/naive_bootstrap.h"
#include "tests/core/policy/small_traces.h"
#include "tests/support/near.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <fstream>
#include <random>

using namespace exitscope;
using evidence::CostAxis;
using evidence::Front;
using test::nearScaled;

namespace {

Front frontOf(const std::vector<metric::CostQuality>& points)
{
    Front front;
    for (std::size_t i = 0; i < points.size(); ++i)
        front.add(points[i].cost, points[i].quality, static_cast<std::uint32_t>(i));
    return front;
}

std::vector<policy::PolicySpec> specsOf(const char* range)
{
    return policy::parseRange(range).expand();
}

} // namespace

class FrontsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void frontOfCheckValue() // CV81
    {
        const auto front = frontOf({ { 1, 80 }, { 2, 85 }, { 2, 84 }, { 3, 85 }, { 4, 90 } });
        QCOMPARE(front.size(), std::size_t { 3 });
        QCOMPARE(front.points()[0].point, 4U);
        QCOMPARE(front.points()[1].point, 1U);
        QCOMPARE(front.points()[2].point, 0U);
    }

    /// In any order, with ties and NaN: the front that one sort gives.
    void growsToTheParetoFront()
    {
        std::mt19937 random(4);
        for (int round = 0; round < 300; ++round) {
            std::vector<metric::CostQuality> points;
            for (int i = 0; i < 40; ++i)
                points.push_back({ double(random() % 15), random() % 30 == 0 ? std::nan("") : double(random() % 15) });
            if (round % 3 == 0)
                std::sort(points.begin(), points.end(), [](const auto& a, const auto& b) { return a.cost > b.cost; });
            const auto front = frontOf(points);
            const auto expected = metric::paretoFront(points);
            QCOMPARE(front.size(), expected.size());
            for (std::size_t i = 0; i < expected.size(); ++i) {
                const auto& at = front.points()[expected.size() - 1 - i];
                QCOMPARE(at.cost, points[expected[i]].cost);
                QCOMPARE(at.quality, points[expected[i]].quality);
                QCOMPARE(points[at.point].cost, at.cost);
            }
        }
    }

    void readsByHand()
    {
        const auto front = frontOf({ { 0.25, 0.6 }, { 0.5, 0.8 }, { 1, 0.9 } });
        QVERIFY(std::isnan(front.qualityAt(0.2)) && std::isnan(front.stepAt(0.2)));
        QVERIFY(nearScaled(front.qualityAt(0.375), 0.7, 1e-9));
        QVERIFY(nearScaled(front.stepAt(0.375), 0.6, 1e-9));
        QVERIFY(nearScaled(front.qualityAt(0.5), 0.8, 1e-9));
        QVERIFY(nearScaled(front.qualityAt(2), 0.9, 1e-9));
        QVERIFY(nearScaled(front.costAt(0.7), 0.375, 1e-9));
        QVERIFY(nearScaled(front.costAt(0.5), 0.25, 1e-9));
        QVERIFY(nearScaled(front.costAt(0.9), 1, 1e-9));
        QVERIFY(std::isnan(front.costAt(0.91)));
        // Steps: 0.25 wide at 0.6, 0.5 wide at 0.8; the full model adds nothing below cost 1.
        QVERIFY(nearScaled(front.hypervolume(0), 0.25 * 0.6 + 0.5 * 0.8, 1e-9));
        QVERIFY(nearScaled(front.hypervolume(0.7), 0.5 * 0.1, 1e-9));
        // Trapezes: 0.25·0.7 + 0.5·0.85 over 0.75; from 0 the cheapest point's quality is held.
        QVERIFY(nearScaled(front.meanQuality(0.25, 1), (0.25 * 0.7 + 0.5 * 0.85) / 0.75, 1e-9));
        QVERIFY(nearScaled(front.meanQuality(0, 1), 0.25 * 0.6 + 0.25 * 0.7 + 0.5 * 0.85, 1e-9));
        QVERIFY(nearScaled(front.meanQuality(0.375, 0.5), 0.75, 1e-9));
        QVERIFY(std::isnan(Front().hypervolume(0)) && std::isnan(Front().meanQuality(0, 1)));
    }

    void drawsAreThoseOfTheNaiveBootstrap()
    {
        const auto trace = test::randomTrace({ .units = 50, .withCosts = true });
        const auto specs = specsOf("entropy:threshold=0:1:30");
        const sweep::Evaluator evaluator(trace);
        evidence::OutcomePath path(evaluator, specs);
        evidence::Resampling resampling(50, { 70, 0.9, 5 });
        evidence::FrontOptions options;
        options.axis = CostAxis::Flops;
        options.reference = { { 1000, 40 }, { 100'000, 90 } };
        const auto fronts = *evidence::resampledFronts(path, resampling, options);
        QCOMPARE(fronts.draws.size(), std::size_t { 70 });
        for (std::uint64_t draw = 0; draw < 70; ++draw) {
            std::vector<metric::CostQuality> points, absolute;
            for (const auto& point : test::naivePoints(*trace, specs, 5, draw)) {
                points.push_back({ point.flopsRatio(), point.metrics[0].second });
                absolute.push_back({ point.flopsSpent / 50, 100 * point.metrics[0].second });
            }
            const auto& front = fronts.draws[draw];
            const auto expected = frontOf(points);
            for (const double cost : { 0.3, 0.5, 0.8, 1.0 })
                QVERIFY(nearScaled(front.hypervolume(0), expected.hypervolume(0), 1e-9)
                    && (std::isnan(expected.qualityAt(cost)) || nearScaled(front.qualityAt(cost), expected.qualityAt(cost), 1e-9)));
            QVERIFY(nearScaled(fronts.elueDraws[draw], metric::elueScore(absolute, options.reference), 1e-9));
        }
        QCOMPARE(fronts.points.size(), specs.size());
        QVERIFY(nearScaled(fronts.points[7].quality, evaluator.evaluate(specs[7]).metrics[0].second, 1e-9));
    }

    void bandHoldsTheFrontier()
    {
        const auto trace = test::randomTrace({ .units = 500 });
        const sweep::Evaluator evaluator(trace);
        evidence::OutcomePath path(evaluator, specsOf("margin:threshold=0:1:60"));
        evidence::Resampling resampling(500, {});
        const auto fronts = *evidence::resampledFronts(path, resampling, {});
        const auto grid = evidence::costGrid(fronts.whole, 50);
        QCOMPARE(grid.size(), std::size_t { 50 });
        QCOMPARE(grid.front(), fronts.whole.cheapest().cost);
        QCOMPARE(grid.back(), fronts.whole.best().cost);
        const auto band = evidence::bandOf(fronts, grid);
        QCOMPARE(band.cost, grid);
        for (std::size_t i = 1; i < grid.size(); ++i) {
            QVERIFY(band.low[i] <= band.quality[i] && band.quality[i] <= band.high[i]);
            QVERIFY(band.low[i] < band.high[i]);
        }
    }

    void comparesASideWithItself()
    {
        const auto trace = test::randomTrace({ .units = 200, .withCosts = true });
        const sweep::Evaluator evaluator(trace);
        const evidence::ComparedSide side { evaluator, specsOf("entropy:threshold=0:1:40") };
        evidence::ComparisonOptions options;
        options.bootstrap.draws = 200;
        options.qualities = { 0.5, 2 };
        const auto same = *evidence::compare(side, side, options);
        QCOMPARE(same.atCost.size(), std::size_t { 3 });
        for (const auto& at : same.atCost) {
            QCOMPARE(at.difference.estimate.value, 0.0);
            QVERIFY(at.difference.estimate.interval == (evidence::Interval { 0, 0 }));
            QCOMPARE(at.difference.p, 1.0);
            QCOMPARE(at.test->exact, 1.0);
            QVERIFY(at.firstPoint->cost <= 1 / at.speedup);
            QVERIFY(at.first.interval.low <= at.first.value && at.first.value <= at.first.interval.high);
        }
        QCOMPARE(same.hypervolume.difference.p, 1.0);
        QCOMPARE(same.atQuality[0].difference.estimate.value, 0.0);
        QVERIFY(std::isnan(same.atQuality[1].difference.p)); // no point is twice right
        QCOMPARE(same.atQuality[1].first.defined, 0.0);
        QVERIFY(!same.elue);
    }

    /// A better model, the same examples: found at equal cost, by both tests, and pairs tell more than two intervals.
    void findsTheBetterSide()
    {
        const auto good = test::randomTrace({ .units = 600 });
        trace::Trace::Arrays a;
        a.logits.assign(good->logits().begin(), good->logits().end());
        a.labels.assign(good->labels().begin(), good->labels().end());
        a.exitLayer.assign(good->exitLayer().begin(), good->exitLayer().end());
        for (std::size_t unit = 0; unit < 600; unit += 10) // a tenth of the units read the other way round
            for (std::size_t at = unit * 12; at < (unit + 1) * 12; at += 2)
                std::swap(a.logits[at], a.logits[at + 1]);
        const auto worse = trace::Trace::fromArrays(std::move(a), 2, {});
        const sweep::Evaluator first(good), second(worse);
        const auto specs = specsOf("confidence:threshold=0.5:1:40");
        const auto found = *evidence::compare({ first, specs }, { second, specs }, {});
        for (const auto& at : found.atCost) {
            QVERIFY(at.difference.estimate.interval.low > 0);
            QVERIFY(at.difference.p < 0.05);
            QVERIFY(at.test->exact < 0.05 && at.test->onlyFirst > at.test->onlySecond);
            const double paired = at.difference.estimate.interval.high - at.difference.estimate.interval.low;
            QVERIFY(paired < at.first.interval.high - at.first.interval.low + at.second.interval.high - at.second.interval.low);
        }
        QVERIFY(found.hypervolume.difference.estimate.interval.low > 0);
        QVERIFY(found.meanQuality.difference.estimate.value > 0);
    }

    void badComparisonsAreRefused()
    {
        const auto trace = test::randomTrace({ .units = 30 });
        const sweep::Evaluator evaluator(trace);
        const evidence::ComparedSide side { evaluator, specsOf("fixed:layer=3|5") };
        const auto refused = [&](const evidence::ComparedSide& other, evidence::ComparisonOptions options) {
            try {
                (void)evidence::compare(side, other, options);
            } catch (const InputError&) {
                return true;
            }
            return false;
        };
        evidence::ComparisonOptions options;
        options.speedups = { 0 };
        QVERIFY(refused(side, options));
        options = {};
        options.front.axis = CostAxis::Flops; // the trace knows layers only
        QVERIFY(refused(side, options));
        options = {};
        options.front.metric = metric::Metric::Pearson;
        QVERIFY(refused(side, options));
        options = {};
        options.bootstrap.draws = 3;
        QVERIFY(refused(side, options));
        QVERIFY(refused({ evaluator, {} }, {}));
        const sweep::Evaluator fewer(test::randomTrace({ .units = 29 }));
        QVERIFY(refused({ fewer, side.specs }, {}));
    }

    void spreadOfSeedsByHand()
    {
        const std::vector<Front> fronts { frontOf({ { 0.2, 0.5 }, { 1, 0.9 } }), frontOf({ { 0.4, 0.6 }, { 1, 0.8 } }) };
        const auto spread = evidence::seedSpread(fronts, CostAxis::Layers, 4);
        QCOMPARE(spread.traces, 2);
        QCOMPARE(spread.cost.size(), std::size_t { 4 });
        QVERIFY(nearScaled(spread.cost[0], 0.4, 1e-9) && nearScaled(spread.cost[1], 0.6, 1e-9) && nearScaled(spread.cost[3], 1, 1e-9));
        QVERIFY(nearScaled(spread.mean[0], 0.6, 1e-9) && nearScaled(spread.sd[0], 0, 1e-8));
        QVERIFY(nearScaled(spread.mean[3], 0.85, 1e-9) && nearScaled(spread.sd[3], 0.1 / std::sqrt(2.0), 1e-9));
        QVERIFY(nearScaled(spread.low[3], 0.8, 1e-9) && nearScaled(spread.high[3], 0.9, 1e-9));
        QVERIFY(evidence::seedSpread({}, CostAxis::Layers).cost.empty());
        QCOMPARE(evidence::seedSpread(std::span(fronts).first(1), CostAxis::Layers, 2).sd, (std::vector<double> { 0, 0 }));
    }

    void singlePointsSpreadAtTheirMeanCost()
    {
        const std::vector<Front> fronts { frontOf({ { 0.2, 0.5 } }), frontOf({ { 0.4, 0.8 } }) };
        const auto spread = evidence::seedSpread(fronts, CostAxis::Layers, 401);
        QCOMPARE(spread.cost.size(), std::size_t { 1 });
        QVERIFY(nearScaled(spread.cost[0], 0.3, 1e-9) && nearScaled(spread.mean[0], 0.65, 1e-9));
        QVERIFY(nearScaled(spread.low[0], 0.5, 1e-9) && nearScaled(spread.high[0], 0.8, 1e-9));
    }

    void frontOfEvaluatedPoints()
    {
        const sweep::Evaluator evaluator(test::randomTrace({ .units = 100, .withCosts = true }));
        std::vector<sweep::Point> points;
        for (const auto& spec : specsOf("fixed:layer=1|5|11"))
            points.push_back(evaluator.evaluate(spec));
        QVERIFY(nearScaled(evidence::frontOf(points, "accuracy", CostAxis::Layers).cheapest().cost, 1.0 / 11, 1e-9));
        QVERIFY(nearScaled(evidence::frontOf(points, "accuracy", CostAxis::Flops).best().cost, points[2].flopsRatio(), 1e-9));
        QVERIFY_THROWS_EXCEPTION(InputError, (void)evidence::frontOf(points, "f1", CostAxis::Layers));
    }

    void referenceCurveFromAFile()
    {
        QTemporaryDir folder;
        const auto file = folder.filePath("curve.csv").toStdString();
        const auto curve = [&file](const char* text) {
            std::ofstream(file) << text;
            return evidence::readReferenceCurve(file);
        };
        const auto read = curve("\xef\xbb\xbfname,flops,score\r\nx,8e9,90\r\ny,2e9,80\r\nz,4e9,86\r\n");
        QCOMPARE(read.size(), std::size_t { 3 });
        QCOMPARE(read[0].cost, 2e9);
        QCOMPARE(read[2].quality, 90.0);
        const std::vector<metric::CostQuality> submission { { 3e9, 84.5 }, { 6e9, 88.5 }, { 10e9, 91 } };
        QVERIFY(nearScaled(metric::elueScore(submission, read), 1.0, 1e-9)); // CV74
        for (const char* bad : { "flops,quality\n1,2\n", "flops,score\n", "flops,score\n1,x\n", "flops,score\n0,5\n",
                 "flops,score\n1,2\n1,3\n", "flops,score\n1\n", "" })
            QVERIFY_THROWS_EXCEPTION(InputError, (void)curve(bad));
        QVERIFY_THROWS_EXCEPTION(InputError, (void)evidence::readReferenceCurve(folder.filePath("none.csv").toStdString()));
        try {
            (void)curve("flops,score\n1,2\n3,four\n");
            QFAIL("accepted");
        } catch (const InputError& error) {
            QCOMPARE(error.line(), 3);
        }
    }

    /// The exits of a trace as the reference: against them each exit scores nothing.
    void referenceCurveFromATrace()
    {
        const sweep::Evaluator evaluator(test::randomTrace({ .units = 80, .withCosts = true }));
        evidence::FrontOptions options;
        options.reference = evidence::fixedLayerCurve(evaluator, metric::Metric::Accuracy);
        QCOMPARE(options.reference.size(), std::size_t { 6 });
        evidence::OutcomePath path(evaluator, specsOf("fixed:layer=1|3|5|7|9|11"));
        evidence::Resampling resampling(80, { 100, 0.9, 1 });
        const auto fronts = *evidence::resampledFronts(path, resampling, options);
        QVERIFY(nearScaled(fronts.elue, 0, 1e-9));
        const auto interval = evidence::percentileInterval(fronts.elueDraws, 0.9);
        QVERIFY(interval.low < 0 && interval.high > 0);
        const sweep::Evaluator layersOnly(test::randomTrace({ .units = 20 }));
        QVERIFY_THROWS_EXCEPTION(InputError, (void)evidence::fixedLayerCurve(layersOnly, metric::Metric::Accuracy));
    }
};

QTEST_APPLESS_MAIN(FrontsTest)
#include "tst_fronts.moc"
