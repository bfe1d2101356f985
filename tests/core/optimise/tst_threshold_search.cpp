#include "core/error.h"
#include "core/optimise/search_values.h"
#include "core/optimise/threshold_search.h"
#include "core/policy/exact_curve.h"
#include "core/policy/parameters.h"
#include "core/trace/split.h"
#include "small_traces.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace exitscope;
using metric::Metric;
using optimise::SearchResult;
using optimise::ThresholdSearch;
using policy::ExitCosts;

namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();

ExitCosts layerCosts(const trace::Trace& trace)
{
    const std::vector<double> layers(trace.exitLayer().begin(), trace.exitLayer().end());
    return ExitCosts::uniform(layers, trace.units());
}

ExitCosts unevenCosts(const trace::Trace& trace)
{
    std::vector<double> costs;
    for (std::int64_t u = 0; u < trace.units(); ++u)
        for (std::int64_t e = 0; e < trace.exits(); ++e)
            costs.push_back(static_cast<double>((e + 1) * (100 + 17 * (u % 13))));
    return ExitCosts::perUnit(costs, trace.exits());
}

struct Measured
{
    double cost = 0, quality = 0;
};

Measured measure(
    const trace::Trace& trace, const ExitCosts& costs, Metric metric, const policy::Outcome& outcome)
{
    std::int64_t ticks = 0;
    for (std::size_t u = 0; u < outcome.exit.size(); ++u)
        ticks += costs.ticks(static_cast<std::uint32_t>(u), static_cast<std::uint32_t>(outcome.exit[u]));
    return { costs.value(ticks), metric::evaluate({ metric }, trace, outcome).front().second };
}

/// A threshold for every set of units that can pass at one exit.
std::vector<float> thresholdsOf(const policy::ScoreTable& table, std::size_t exit)
{
    std::vector<float> candidates { -infinity, infinity };
    const auto units = static_cast<std::size_t>(table.units);
    for (std::size_t u = 0; u < units; ++u)
        if (const float score = table.scores[exit * units + u]; !std::isnan(score))
            for (const float other :
                { score, std::nextafter(score, -infinity), std::nextafter(score, infinity) })
                candidates.push_back(other);
    std::vector<float> distinct;
    std::vector<std::vector<bool>> seen;
    for (const float threshold : candidates) {
        std::vector<bool> passing;
        for (std::size_t u = 0; u < units; ++u)
            passing.push_back(policy::passes(table.passes, table.scores[exit * units + u], threshold));
        if (std::find(seen.begin(), seen.end(), passing) == seen.end()) {
            seen.push_back(passing);
            distinct.push_back(threshold);
        }
    }
    return distinct;
}

policy::Outcome outcomeAt(
    const trace::Trace& trace, const policy::ScoreTable& table, const std::vector<float>& thresholds)
{
    policy::Outcome outcome;
    const auto units = static_cast<std::size_t>(trace.units());
    for (std::size_t u = 0; u < units; ++u) {
        std::size_t exit = 0;
        while (exit < thresholds.size()
            && !policy::passes(table.passes, table.scores[exit * units + u], thresholds[exit]))
            ++exit;
        outcome.exit.push_back(static_cast<std::int32_t>(exit));
        if (table.predictions.empty())
            outcome.predictedValue.push_back(
                trace.logits(static_cast<std::int64_t>(u), outcome.exit.back()).front());
        else
            outcome.predictedClass.push_back(table.predictions[exit * units + u]);
    }
    return outcome;
}

/// What every vector of thresholds costs and gives.
std::vector<Measured> allVectors(
    const trace::Trace& trace, const policy::PolicySpec& rule, const ExitCosts& costs, Metric metric)
{
    const auto table = policy::policyNamed(rule.name).scores(rule, trace);
    const auto lines = static_cast<std::size_t>(trace.exits()) - 1;
    std::vector<std::vector<float>> choices;
    for (std::size_t exit = 0; exit < lines; ++exit)
        choices.push_back(thresholdsOf(table, exit));
    std::vector<std::size_t> chosen(lines);
    std::vector<Measured> all;
    for (;;) {
        std::vector<float> thresholds;
        for (std::size_t exit = 0; exit < lines; ++exit)
            thresholds.push_back(choices[exit][chosen[exit]]);
        all.push_back(measure(trace, costs, metric, outcomeAt(trace, table, thresholds)));
        std::size_t digit = 0;
        while (digit < lines && ++chosen[digit] == choices[digit].size())
            chosen[digit++] = 0;
        if (digit == lines)
            return all;
    }
}

double bestWithin(const std::vector<Measured>& all, double mostCost)
{
    double best = -infinity;
    for (const auto& one : all)
        if (one.cost <= mostCost && one.quality > best)
            best = one.quality;
    return best;
}

/// The best of the exact curve, which knows nothing of the search.
double bestSingle(
    const trace::Trace& trace, const policy::PolicySpec& rule, const ExitCosts& costs, double mostCost)
{
    const auto curve = policy::exactCurve(rule, trace, costs).value();
    double best = -infinity;
    for (std::size_t i = 0; i < curve.size(); ++i)
        if (curve.cost[i] <= mostCost)
            best = std::max(best, curve.accuracy(i));
    return best;
}

double fullCost(const trace::Trace& trace, const ExitCosts& costs)
{
    std::int64_t ticks = 0;
    for (std::uint32_t u = 0; u < trace.units(); ++u)
        ticks += costs.ticks(u, static_cast<std::uint32_t>(trace.exits() - 1));
    return costs.value(ticks);
}

/// What the search says is what replay gives, within the budget.
void checkAgainstReplay(const trace::Trace& trace, const ExitCosts& costs, Metric metric,
    const optimise::ChosenThresholds& chosen, double mostCost)
{
    const auto measured
        = measure(trace, costs, metric, policy::replay(trace, policy::parseSpec(chosen.spec.text())));
    QCOMPARE(chosen.cost, measured.cost);
    QCOMPARE(chosen.quality, measured.quality);
    QVERIFY2(measured.cost <= mostCost * (1 + 1e-9), chosen.spec.text().c_str());
}

} // namespace

class TestThresholdSearch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheBestOfAllVectors_data()
    {
        QTest::addColumn<QString>("rule");
        QTest::addColumn<int>("classes");
        QTest::addColumn<int>("metric");
        QTest::addColumn<bool>("withTies");
        QTest::addColumn<bool>("withNan");
        QTest::newRow("entropy") << "entropy" << 2 << int(Metric::Accuracy) << false << false;
        QTest::newRow("confidence, three classes")
            << "confidence" << 3 << int(Metric::Accuracy) << false << false;
        QTest::newRow("margin, ties") << "margin" << 3 << int(Metric::Accuracy) << true << false;
        QTest::newRow("entropy, ties and NaN") << "entropy" << 2 << int(Metric::Accuracy) << true << true;
        QTest::newRow("saturation") << "saturation" << 2 << int(Metric::Accuracy) << true << false;
        QTest::newRow("F1") << "entropy" << 2 << int(Metric::F1) << false << false;
        QTest::newRow("Matthews") << "entropy" << 2 << int(Metric::Matthews) << false << false;
        QTest::newRow("Pearson") << "learned" << 1 << int(Metric::Pearson) << false << false;
    }
    void findsTheBestOfAllVectors()
    {
        QFETCH(QString, rule);
        QFETCH(int, classes);
        QFETCH(int, metric);
        QFETCH(bool, withTies);
        QFETCH(bool, withNan);
        const policy::PolicySpec spec { rule.toStdString(), {} };
        int searches = 0, optimal = 0;
        for (std::uint32_t seed = 1; seed <= 6; ++seed) {
            const auto trace = test::randomTrace({ .units = 13,
                .exits = 4,
                .classes = classes,
                .withTies = withTies,
                .withNan = withNan,
                .withSimilarity = true,
                .seed = seed });
            const auto costs = seed % 2 == 0 ? layerCosts(*trace) : unevenCosts(*trace);
            const auto all = allVectors(*trace, spec, costs, Metric(metric));
            ThresholdSearch search(spec, trace, costs, Metric(metric));
            const double least = search.leastCost(), full = fullCost(*trace, costs);
            for (const double share : { 0.0, 0.1, 0.25, 0.5, 0.75, 1.0 }) {
                const double mostCost = least + share * (full - least);
                const auto found = search.find(mostCost).value();
                checkAgainstReplay(*trace, costs, Metric(metric), found.single, mostCost);
                checkAgainstReplay(*trace, costs, Metric(metric), found.vector, mostCost);
                QVERIFY(found.vector.quality >= found.single.quality - 1e-12);
                if (Metric(metric) == Metric::Accuracy)
                    QCOMPARE(found.single.quality, bestSingle(*trace, spec, costs, mostCost));
                const double best = bestWithin(all, mostCost);
                QVERIFY(found.vector.quality <= best + 1e-9);
                QVERIFY2(found.vector.quality >= best - 0.08, "the search is far from the best vector");
                ++searches;
                optimal += found.vector.quality >= best - 1e-9 ? 1 : 0;
            }
        }
        QVERIFY2(optimal * 100 >= searches * 95, qPrintable(QString("%1 of %2").arg(optimal).arg(searches)));
    }

    /// Right 1, 0, 1, 0 in the order of the scores is fitted as 1, 1/2, 1/2, 0; where all scores are equal,
    /// as 1/2.
    void expectsWhatIsRight()
    {
        const auto trace = test::traceOf(
            { { 5, 0, 1, 0 }, { 4, 0, 1, 0 }, { 3, 0, 1, 0 }, { 2, 0, 1, 0 } }, 2, { 0, 1, 0, 1 });
        const optimise::EasingOrder order({ "entropy", {} }, *trace);
        const std::vector<std::int32_t> classes(8, 0);
        optimise::ExpectedUnits value(order, *trace, classes);
        QCOMPARE(value.value(), 2.0);
        const double expected[] = { 2.5, 2.5, 2.5, 2.0 };
        for (std::uint32_t unit = 0; unit < 4; ++unit) {
            value.change(unit, 1, 0);
            QCOMPARE(value.value(), expected[unit]);
        }
        value.change(0, 0, 1);
        QCOMPARE(value.value(), 1.5);
    }

    /// Chosen on few examples and measured on many others, expected units do better than counted ones.
    void smoothOverfitsLess()
    {
        const auto whole = test::randomTrace({ .units = 6000, .exits = 8, .classes = 2, .seed = 31 });
        std::vector<std::int64_t> others;
        for (std::int64_t example = 3000; example < 6000; ++example)
            others.push_back(example);
        const auto test = trace::subset(*whole, others);
        const auto costs = layerCosts(*test);
        double counted = 0, smooth = 0;
        for (std::int64_t part = 0; part < 10; ++part) {
            std::vector<std::int64_t> few;
            for (std::int64_t example = 0; example < 150; ++example)
                few.push_back(300 * part + example);
            const auto calibration = trace::subset(*whole, few);
            const auto calibrationCosts = layerCosts(*calibration);
            const double mostCost = fullCost(*calibration, calibrationCosts) / 2;
            for (const bool isSmooth : { false, true }) {
                ThresholdSearch search({ "entropy", {} }, calibration, calibrationCosts, Metric::Accuracy,
                    { .rounds = 4, .isSmooth = isSmooth });
                const auto found = search.find(mostCost).value();
                checkAgainstReplay(*calibration, calibrationCosts, Metric::Accuracy, found.vector, mostCost);
                const auto outcome = policy::replay(*test, found.vector.spec);
                (isSmooth ? smooth : counted) += measure(*test, costs, Metric::Accuracy, outcome).quality;
            }
        }
        QVERIFY2(smooth > counted, qPrintable(QString("%1 and %2").arg(smooth / 10).arg(counted / 10)));
    }

    void growsWithTheBudget()
    {
        const auto trace = test::randomTrace({ .units = 400, .exits = 8, .classes = 3, .seed = 11 });
        const auto costs = layerCosts(*trace);
        ThresholdSearch search({ "confidence", {} }, trace, costs, Metric::Accuracy);
        double before = -1;
        bool isBetterThanSingle = false;
        for (const double layers : { 3.0, 4.0, 5.0, 7.0, 10.0, 15.0 }) {
            const double mostCost = layers * static_cast<double>(trace->units());
            const auto found = search.find(mostCost).value();
            checkAgainstReplay(*trace, costs, Metric::Accuracy, found.vector, mostCost);
            QVERIFY(found.vector.quality >= before);
            isBetterThanSingle |= found.vector.quality > found.single.quality;
            before = found.vector.quality;
        }
        QVERIFY(isBetterThanSingle);
    }

    void leavesOnlyWhereTheRuleMay()
    {
        const auto trace = test::randomTrace({ .units = 150, .exits = 8, .seed = 5 });
        const auto costs = layerCosts(*trace);
        const policy::PolicySpec rule { "entropy",
            { { "first_exit", "4" }, { "exit_every", "2" }, { "threshold", "0.3" } } };
        ThresholdSearch search(rule, trace, costs, Metric::Accuracy);
        const double mostCost = search.leastCost() * 1.3;
        const auto found = search.find(mostCost).value();
        checkAgainstReplay(*trace, costs, Metric::Accuracy, found.vector, mostCost);
        QCOMPARE(found.vector.spec.parameters.at("first_exit"), std::string("4"));
        const auto allowed = policy::allowedExits(rule, *trace);
        for (const auto exit : policy::replay(*trace, found.vector.spec).exit)
            QVERIFY(std::find(allowed.begin(), allowed.end(), exit) != allowed.end());
    }

    void manyClasses()
    {
        const auto trace = test::randomTrace({ .units = 120, .exits = 5, .classes = 300, .seed = 9 });
        const auto costs = layerCosts(*trace);
        ThresholdSearch search({ "entropy", {} }, trace, costs, Metric::Accuracy);
        const double mostCost = (search.leastCost() + fullCost(*trace, costs)) / 2;
        const auto found = search.find(mostCost).value();
        checkAgainstReplay(*trace, costs, Metric::Accuracy, found.vector, mostCost);
        QVERIFY(found.vector.quality >= found.single.quality);
    }

    void ranksAreSearchedByCorrelation()
    {
        const auto trace
            = test::randomTrace({ .units = 60, .exits = 5, .classes = 1, .withSimilarity = true, .seed = 2 });
        ThresholdSearch search({ "saturation", {} }, trace, layerCosts(*trace), Metric::PearsonAndSpearman);
        QVERIFY(search.objective() == Metric::Pearson);
        const auto found = search.find(search.leastCost() * 2).value();
        QVERIFY(found.vector.quality >= found.single.quality);
    }

    void sameTwice()
    {
        const auto trace = test::randomTrace({ .units = 300, .exits = 7, .seed = 21 });
        const auto search = [&] {
            return ThresholdSearch({ "entropy", {} }, trace, layerCosts(*trace), Metric::Accuracy)
                .find(1500)
                .value();
        };
        QCOMPARE(search().vector.spec.text(), search().vector.spec.text());
    }

    void stops()
    {
        const auto trace = test::randomTrace({ .units = 300, .exits = 7, .seed = 21 });
        ThresholdSearch search({ "entropy", {} }, trace, layerCosts(*trace), Metric::Accuracy);
        std::stop_source source;
        source.request_stop();
        QVERIFY(!search.find(1500, { source.get_token(), nullptr, {} }).has_value());
        QVERIFY(search.find(1500).has_value());
    }

    void refuses()
    {
        const auto trace = test::randomTrace({ .units = 30, .exits = 4 });
        const auto costs = layerCosts(*trace);
        const auto make
            = [&](policy::PolicySpec rule) { ThresholdSearch(rule, trace, costs, Metric::Accuracy); };
        QVERIFY_THROWS_EXCEPTION(InputError, make({ "patience", {} }));
        QVERIFY_THROWS_EXCEPTION(InputError, make({ "saturation", {} }));
        QVERIFY_THROWS_EXCEPTION(InputError, make({ "entropy", { { "first_exit", "7" } } }));
        ThresholdSearch search({ "entropy", {} }, trace, costs, Metric::Accuracy);
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument, search.find(search.leastCost() * 0.9));
        QVERIFY_THROWS_EXCEPTION(InputError,
            ThresholdSearch(
                { "entropy", {} }, trace, costs, Metric::F1, { .rounds = 1, .seed = 1, .isSmooth = true }));
        const auto unlabelled = test::traceOf({ { 1, 0, 2, 0 }, { 0, 1, 0, 2 } }, 2);
        QVERIFY_THROWS_EXCEPTION(InputError,
            ThresholdSearch({ "entropy", {} }, unlabelled, layerCosts(*unlabelled), Metric::Accuracy));
    }
};

QTEST_APPLESS_MAIN(TestThresholdSearch)
#include "tst_threshold_search.moc"
