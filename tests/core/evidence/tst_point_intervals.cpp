#include "core/error.h"
#include "core/evidence/draw_walk.h"
#include "core/evidence/percentile.h"
#include "core/evidence/point_intervals.h"
#include "tests/core/evidence/naive_bootstrap.h"
#include "tests/core/policy/small_traces.h"
#include "tests/support/near.h"

#include <QTest>

#include <cmath>
#include <random>

using namespace exitscope;
using evidence::BootstrapOptions;
using evidence::Resampling;

namespace {

/// What cannot be told is NaN on both sides.
bool isSame(double value, double expected, double tolerance)
{
    return (std::isnan(value) && std::isnan(expected)) || test::nearScaled(value, expected, tolerance);
}

using Specs = std::vector<policy::PolicySpec>;

/// Up, down, another rule, rules without a threshold, and the first one again.
Specs classSpecs()
{
    Specs specs;
    for (const char* text : { "entropy:threshold=0.2", "entropy:threshold=0.5", "entropy:threshold=0.9",
             "entropy:threshold=0.4", "margin:threshold=0.3", "margin:threshold=0.1,first_exit=3",
             "margin:threshold=0.6,first_exit=3", "patience:patience=1", "patience:patience=2", "fixed:layer=5",
             "oracle:kind=correct", "confidence:threshold=0.8,ensemble=mean", "confidence:threshold=0.6,ensemble=mean",
             "confidence:threshold=0.7,ensemble=mean", "entropy:threshold=0.5" })
        specs.push_back(policy::parseSpec(text));
    return specs;
}

Specs valueSpecs()
{
    Specs specs;
    for (const char* text : { "fixed:layer=3", "patience:patience=1,tolerance=0.4", "patience:patience=2,tolerance=0.6" })
        specs.push_back(policy::parseSpec(text));
    return specs;
}

/// Three tokens an example on average, some examples with one.
std::shared_ptr<const trace::Trace> tokenTrace()
{
    const auto whole = test::randomTrace({ .units = 90, .classes = 3, .seed = 5 });
    trace::Trace::Arrays a;
    a.logits.assign(whole->logits().begin(), whole->logits().end());
    a.labels.assign(whole->labels().begin(), whole->labels().end());
    a.exitLayer.assign(whole->exitLayer().begin(), whole->exitLayer().end());
    for (std::int64_t unit = 0; unit < 90; ++unit)
        a.example.push_back(unit < 80 ? unit / 4 : 20 + unit - 80);
    for (std::int64_t example = 0; example < 30; ++example) {
        a.length.push_back(static_cast<std::int32_t>(5 + example));
        for (std::int64_t exit = 0; exit < whole->exits(); ++exit)
            a.layerFlops.push_back(static_cast<float>((5 + example) * (exit + 1) * 100));
    }
    return trace::Trace::fromArrays(std::move(a), 3, {});
}

double figure(const sweep::Point& point, const std::string& name)
{
    if (name == "mean_exit")
        return point.meanExit();
    if (name == "layer_speedup")
        return point.layerSpeedup();
    if (name == "flops_ratio")
        return point.flopsRatio();
    for (const auto& [key, value] : point.metrics)
        if (key == name)
            return value;
    return std::nan("");
}

} // namespace

class PointIntervalsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void equalsTheNaiveBootstrap_data()
    {
        QTest::addColumn<int>("which");
        QTest::addRow("accuracy, FLOPs, ties") << 0;
        QTest::addRow("accuracy and F1") << 1;
        QTest::addRow("Matthews of 4 classes, NaN") << 2;
        QTest::addRow("tokens") << 3;
        QTest::addRow("correlations, ties") << 4;
        QTest::addRow("correlations, NaN") << 5;
    }

    /// The weights, the sums and the readers together: against traces that hold the drawn examples themselves.
    void equalsTheNaiveBootstrap()
    {
        QFETCH(int, which);
        const std::shared_ptr<const trace::Trace> traces[] {
            test::randomTrace({ .units = 60, .withTies = true, .withCosts = true }),
            test::randomTrace({ .units = 60, .withCosts = true, .task = "mrpc" }),
            test::randomTrace({ .units = 60, .classes = 4, .withNan = true, .task = "cola" }),
            tokenTrace(),
            test::randomTrace({ .units = 50, .classes = 1, .withTies = true }),
            test::randomTrace({ .units = 50, .classes = 1, .withNan = true, .seed = 3 }),
        };
        const auto& trace = traces[which];
        const auto specs = trace->isRegression() ? valueSpecs() : classSpecs();
        const BootstrapOptions options { 150, 0.9, 7 };
        const sweep::Evaluator evaluator(trace);
        evidence::OutcomePath path(evaluator, specs);
        Resampling resampling(trace->examples(), options);
        const auto intervals = evidence::pointIntervals(path, resampling);
        QVERIFY(intervals);
        QCOMPARE(intervals->size(), specs.size());

        std::vector<std::vector<sweep::Point>> draws;
        for (int draw = 0; draw < options.draws; ++draw)
            draws.push_back(test::naivePoints(*trace, specs, options.seed, static_cast<std::uint64_t>(draw)));
        for (std::size_t point = 0; point < specs.size(); ++point) {
            QCOMPARE((*intervals)[point].size(), 2 + (evaluator.cost().isInFlops() ? 1 : 0) + evaluator.metrics().size());
            for (const auto& [name, interval] : (*intervals)[point]) {
                std::vector<double> values;
                for (const auto& points : draws)
                    if (const double value = figure(points[point], name); !std::isnan(value))
                        values.push_back(value);
                std::sort(values.begin(), values.end());
                const auto rank = static_cast<std::size_t>(std::max(1.0, std::floor(static_cast<double>(values.size() + 1) * 0.05)));
                const double low = values.empty() ? std::nan("") : values[rank - 1];
                const double high = values.empty() ? std::nan("") : values[values.size() - rank];
                QVERIFY2(isSame(interval.low, low, 1e-9) && isSame(interval.high, high, 1e-9), name.c_str());
            }
        }
    }

    /// The last block of a walk is the sample itself.
    void weightsOfOneGiveThePoint()
    {
        const auto trace = test::randomTrace({ .units = 120, .withCosts = true, .task = "mrpc" });
        const sweep::Evaluator evaluator(trace);
        evidence::OutcomePath path(evaluator, classSpecs());
        Resampling resampling(trace->examples(), { 64, 0.9, 1 });
        evidence::DrawWalk walk(path, resampling, evidence::DrawWalk::Ranks::No);
        std::size_t seen = 0;
        const auto look = [&](const evidence::BlockPoint& at) {
            if (at.block != resampling.blocks())
                return;
            const auto point = evaluator.evaluate(classSpecs()[at.point]);
            QVERIFY(isSame(at.tally.meanExit()[0], point.meanExit(), 1e-9));
            QVERIFY(isSame(at.tally.cost(evidence::CostAxis::Flops)[5], point.flopsRatio(), 1e-9));
            QVERIFY(isSame(at.tally.flops()[5], point.flopsSpent / static_cast<double>(point.units), 1e-9));
            for (const auto metric : evaluator.metrics())
                QVERIFY(isSame(at.metric(metric)[63], figure(point, std::string(metric::nameOf(metric))), 1e-9));
            ++seen;
        };
        while (*walk.next(look) > 0) { }
        QCOMPARE(seen, classSpecs().size());
    }

    /// Every point of an exact curve: more than one chunk of them, and the tails move along.
    void exactCurveEqualsTheNaiveBootstrap()
    {
        const auto trace = test::randomTrace({ .units = 150, .withCosts = true });
        Specs specs;
        const auto moves = policy::ExitMoves::collect({ "entropy", {} }, *trace);
        for (std::size_t at = 0; at < moves->moves().size();) {
            at = moves->endOfTie(at);
            specs.push_back(policy::parseSpec("entropy:threshold=" + QByteArray::number(double(moves->thresholdAfter(at)), 'g', 9).toStdString()));
        }
        QVERIFY(specs.size() > 300);
        const sweep::Evaluator evaluator(trace);
        evidence::OutcomePath path(evaluator, specs);
        Resampling resampling(150, { 40, 0.9, 3 });
        const auto intervals = *evidence::pointIntervals(path, resampling);
        std::vector<std::vector<double>> accuracy(specs.size());
        for (std::uint64_t draw = 0; draw < 40; ++draw) {
            const auto points = test::naivePoints(*trace, specs, 3, draw);
            for (std::size_t point = 0; point < specs.size(); ++point)
                accuracy[point].push_back(points[point].metrics[0].second);
        }
        for (std::size_t point = 0; point < specs.size(); ++point) {
            std::sort(accuracy[point].begin(), accuracy[point].end());
            QVERIFY(isSame(intervals[point].back().second.low, accuracy[point][1], 1e-9));
            QVERIFY(isSame(intervals[point].back().second.high, accuracy[point][38], 1e-9));
        }
    }

    void standardErrorIsThatOfAShare()
    {
        const auto trace = test::randomTrace({ .units = 2000, .exits = 2, .classes = 2 });
        const sweep::Evaluator evaluator(trace);
        evidence::OutcomePath path(evaluator, { policy::parseSpec("fixed:layer=3") });
        Resampling resampling(2000, { 4000, 0.95, 11 });
        evidence::DrawWalk walk(path, resampling, evidence::DrawWalk::Ranks::No);
        double sum = 0, squares = 0;
        const auto look = [&](const evidence::BlockPoint& at) {
            for (std::size_t draw = 0; at.block < resampling.blocks() && draw < resampling.drawsIn(at.block); ++draw) {
                const double value = at.tally.metric(metric::Metric::Accuracy)[draw];
                sum += value;
                squares += value * value;
            }
        };
        while (*walk.next(look) > 0) { }
        const double mean = sum / 4000, sd = std::sqrt(squares / 4000 - mean * mean);
        const double p = figure(evaluator.evaluate(policy::parseSpec("fixed:layer=3")), "accuracy");
        const auto labelled = static_cast<double>(
            std::count_if(trace->labels().begin(), trace->labels().end(), [](auto label) { return label >= 0; }));
        const double expected = std::sqrt(p * (1 - p) / labelled);
        QVERIFY(isSame(mean, p, 4 * expected / std::sqrt(4000.0)));
        QVERIFY(isSame(sd / expected, 1, 0.05)); // four standard errors of an sd of 4,000 draws
    }

    void intervalsContainTheirPointsAndRepeat()
    {
        const auto trace = test::randomTrace({ .units = 400, .withCosts = true, .task = "cola" });
        const sweep::Evaluator evaluator(trace);
        std::vector<sweep::Point> points;
        for (const auto& spec : classSpecs())
            points.push_back(evaluator.evaluate(spec));
        auto again = points;
        auto other = points;
        QVERIFY(evidence::addIntervals(points, evaluator, {}));
        QVERIFY(evidence::addIntervals(again, evaluator, {}));
        QVERIFY(evidence::addIntervals(other, evaluator, { 1000, 0.95, 2 }));
        for (std::size_t i = 0; i < points.size(); ++i) {
            QVERIFY(points[i].intervals == again[i].intervals);
            for (const auto& [name, interval] : points[i].intervals)
                QVERIFY2(interval.low <= figure(points[i], name) && figure(points[i], name) <= interval.high, name.c_str());
        }
        QVERIFY(points[0].intervals != other[0].intervals);
    }

    /// Written down, so that another machine or compiler that draws otherwise is found out.
    void drawsAreTheSameEverywhere()
    {
        evidence::Random random(1, 0);
        QCOMPARE(random.next(), firstWord);
        QCOMPARE(test::drawnExamples(10, 1, 0), (std::vector<std::int64_t> { 9, 8, 1, 6, 7, 0, 4, 8, 4, 1 }));
        Resampling resampling(10, { 64, 0.9, 1 });
        const auto weights = resampling.block(0);
        for (std::uint64_t draw = 0; draw < 64; ++draw) {
            std::vector<int> counts(10);
            for (const auto example : test::drawnExamples(10, 1, draw))
                ++counts[static_cast<std::size_t>(example)];
            for (std::size_t example = 0; example < 10; ++example)
                QCOMPARE(int { weights[example * evidence::blockDraws + draw] }, counts[example]);
        }
    }

    /// A reader that has seen other draws before gives what a new one gives.
    void tailsDoNotDependOnWhatWasReadBefore()
    {
        std::mt19937 random(2);
        evidence::PercentileReader reader(0.95);
        for (int round = 0; round < 200; ++round) {
            std::vector<double> values;
            const double centre = round % 7 == 0 ? 50.0 : 0.01 * round;
            for (int i = 0; i < 500; ++i)
                values.push_back(round % 5 == 0 ? double(random() % 4) : centre + 1e-3 * double(random() % 1000));
            for (int i = 0; i < round % 9; ++i)
                values[static_cast<std::size_t>(i) * 50] = std::nan("");
            const auto interval = reader.read(values);
            std::erase_if(values, [](double value) { return std::isnan(value); });
            std::sort(values.begin(), values.end());
            const auto rank = static_cast<std::size_t>(static_cast<double>(values.size() + 1) * 0.025 + 1e-9);
            QCOMPARE(interval.low, values[rank - 1]);
            QCOMPARE(interval.high, values[values.size() - rank]);
        }
        const std::vector<double> nan(30, std::nan(""));
        QVERIFY(std::isnan(reader.read(nan).low));
        const std::vector<double> thousand = [] {
            std::vector<double> values(1000);
            for (int i = 0; i < 1000; ++i)
                values[static_cast<std::size_t>(i)] = i + 1;
            return values;
        }();
        QVERIFY(evidence::percentileInterval(thousand, 0.95) == (evidence::Interval { 25, 976 }));
    }

    void badOptionsAreRefused()
    {
        QVERIFY_THROWS_EXCEPTION(InputError, Resampling(10, { 5, 0.9, 1 }));
        QVERIFY_THROWS_EXCEPTION(InputError, Resampling(10, { 1000, 1.0, 1 }));
        QVERIFY_THROWS_EXCEPTION(InputError, Resampling(10, { 1000, 0.0, 1 }));
        QVERIFY_THROWS_EXCEPTION(InputError, Resampling(10, { 1000, std::nan(""), 1 }));
        QVERIFY_THROWS_EXCEPTION(InputError, Resampling(10, { 1000, 0.999, 1 })); // needs 1,999
        QVERIFY_THROWS_EXCEPTION(InputError, Resampling(0, {}));
        Resampling fine(10, { 1999, 0.999, 1 });
        QCOMPARE(fine.draws(), 1999);
    }

    void aStopLeavesNothing()
    {
        const auto trace = test::randomTrace({ .units = 40 });
        const sweep::Evaluator evaluator(trace);
        std::stop_source source;
        source.request_stop();
        evidence::OutcomePath path(evaluator, classSpecs());
        Resampling resampling(40, {});
        QVERIFY(!evidence::pointIntervals(path, resampling, { source.get_token(), nullptr, {} }));
    }

private:
    static constexpr std::uint64_t firstWord = 0xee127fe613436e33ULL;
};

QTEST_APPLESS_MAIN(PointIntervalsTest)
#include "tst_point_intervals.moc"
