#include "core/error.h"
#include "core/policy/exact_curve.h"
#include "core/policy/exact_front.h"
#include "core/policy/parameters.h"
#include "small_traces.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

using namespace exitscope;
using policy::ExactCurve;
using policy::ExitCosts;
using policy::Outcome;
using policy::Passes;

namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();
constexpr float notANumber = std::numeric_limits<float>::quiet_NaN();

/// A threshold rule without its threshold; parseSpec() would ask for one.
policy::PolicySpec ruleOf(const std::string& text)
{
    auto spec = policy::parseSpec(text + (text.find(':') == std::string::npos ? ":" : ",") + "threshold=0");
    spec.parameters.erase("threshold");
    return spec;
}

Outcome replayAt(const trace::Trace& trace, policy::PolicySpec rule, float threshold)
{
    rule.parameters["threshold"] = policy::realText(threshold);
    return policy::replay(trace, rule);
}

/// The tallies of an outcome, counted the long way.
struct Tallies
{
    std::int64_t layers = 0, correct = 0, positive = 0;
    double cost = 0;
    bool operator==(const Tallies&) const = default;
};

Tallies count(const trace::Trace& trace, const Outcome& outcome, std::span<const double> costs)
{
    Tallies tallies;
    for (std::size_t u = 0; u < outcome.exit.size(); ++u) {
        const auto exit = static_cast<std::size_t>(outcome.exit[u]);
        tallies.layers += trace.exitLayer()[exit];
        tallies.cost += costs[u * static_cast<std::size_t>(trace.exits()) + exit];
        if (trace.labels().empty() || trace.labels()[u] < 0)
            continue;
        tallies.correct += outcome.predictedClass[u] == trace.labels()[u] ? 1 : 0;
        tallies.positive += outcome.predictedClass[u] == 1 ? 1 : 0;
    }
    return tallies;
}

Tallies pointOf(const ExactCurve& curve, std::size_t i)
{
    return { curve.sumExitLayers[i], curve.correct.empty() ? 0 : curve.correct[i],
        curve.predictedPositive.empty() ? 0 : curve.predictedPositive[i], curve.cost[i] };
}

std::vector<double> someCosts(const trace::Trace& trace)
{
    std::vector<double> costs;
    for (std::int64_t u = 0; u < trace.units(); ++u)
        for (std::int64_t e = 0; e < trace.exits(); ++e)
            costs.push_back(static_cast<double>((e + 1) * (1'000'003 + 17 * (u % 13))));
    return costs;
}

/// Every outcome that any threshold can give, from "none leaves early" on, by trying each score of the trace.
std::vector<Outcome> allOutcomes(const trace::Trace& trace, const policy::PolicySpec& rule)
{
    const auto table = policy::policyNamed(rule.name).scores(rule, trace);
    auto scores = table.scores;
    std::erase_if(scores, [](float score) { return std::isnan(score); });
    std::sort(scores.begin(), scores.end());
    std::vector<float> thresholds { -infinity, infinity };
    for (const float score : scores) {
        thresholds.push_back(score);
        thresholds.push_back(std::nextafter(score, -infinity));
        thresholds.push_back(std::nextafter(score, infinity));
    }
    std::sort(thresholds.begin(), thresholds.end());
    thresholds.erase(std::unique(thresholds.begin(), thresholds.end()), thresholds.end());
    if (table.passes != Passes::Below)
        std::reverse(thresholds.begin(), thresholds.end());
    std::vector<Outcome> outcomes;
    for (const float threshold : thresholds) {
        auto outcome = replayAt(trace, rule, threshold);
        if (outcomes.empty() || outcomes.back().exit != outcome.exit)
            outcomes.push_back(std::move(outcome));
    }
    return outcomes;
}

ExactCurve curveOf(const trace::Trace& trace, const policy::PolicySpec& rule)
{
    return policy::exactCurve(rule, trace, ExitCosts::perUnit(someCosts(trace), trace.exits())).value();
}

std::shared_ptr<const trace::Trace> traceNamed(const QString& name)
{
    if (name == "two classes")
        return test::randomTrace({ .units = 90, .exits = 7, .classes = 2, .withSimilarity = true, .seed = 3 });
    if (name == "three classes, ties")
        return test::randomTrace(
            { .units = 120, .exits = 6, .classes = 3, .withTies = true, .withSimilarity = true, .seed = 4 });
    if (name == "ties and NaN")
        return test::randomTrace({ .units = 300, .exits = 5, .classes = 2, .withTies = true, .withNan = true,
            .withSimilarity = true, .seed = 5 });
    if (name == "one unit")
        return test::randomTrace({ .units = 1, .exits = 12, .classes = 2, .withSimilarity = true, .seed = 6 });
    return test::randomTrace({ .units = 80, .exits = 6, .classes = 1, .withSimilarity = true, .seed = 7 });
}

} // namespace

class TestExactCurve : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void equalsEveryThreshold_data();
    void equalsEveryThreshold();
    void betweenTwoPointsTheHarderOneHolds_data() { equalsEveryThreshold_data(); }
    void betweenTwoPointsTheHarderOneHolds();
    void beginsWithTheFullModel();
    void binaryRulesAgree();
    void ratiosFollowTheirDefinitions();
    void frontIsWhatNoPointDominates();
    void frontWithoutTheCurve_data();
    void frontWithoutTheCurve();
    void infiniteLogitsAndLostUnits();
    void costsComeBackExactly();
    void costsAreThoseOfTheModel();
    void refusesWhatIsNoCurve();
    void stopsWhenAsked();
};

void TestExactCurve::equalsEveryThreshold_data()
{
    QTest::addColumn<QString>("traceName");
    QTest::addColumn<QString>("rule");
    const std::vector<QString> rules { "entropy", "entropy:normalised=true", "confidence", "margin", "saturation",
        "learned", "entropy:first_exit=4", "margin:exit_every=2", "saturation:exit_every=3,first_exit=3",
        "confidence:first_exit=99" };
    for (const QString name : { "two classes", "three classes, ties", "ties and NaN", "one unit", "regression" })
        for (const QString& rule : rules)
            if (name != "regression" || rule.startsWith("saturation") || rule.startsWith("learned"))
                QTest::addRow("%s, %s", qPrintable(name), qPrintable(rule)) << name << rule;
}

void TestExactCurve::equalsEveryThreshold()
{
    QFETCH(QString, traceName);
    QFETCH(QString, rule);
    const auto trace = traceNamed(traceName);
    const auto spec = ruleOf(rule.toStdString());
    const auto costs = someCosts(*trace);
    const auto curve = curveOf(*trace, spec);
    const auto outcomes = allOutcomes(*trace, spec);
    QCOMPARE(curve.size(), outcomes.size());
    QCOMPARE(curve.predictedPositive.empty(), trace->classes() != 2);
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        auto expected = count(*trace, outcomes[i], costs);
        if (trace->classes() != 2)
            expected.positive = 0;
        QVERIFY(pointOf(curve, i) == expected);
        // (b) of the methods' property tests: the deeper, the harder to leave.
        QVERIFY(i == 0 || curve.sumExitLayers[i] < curve.sumExitLayers[i - 1]);
        const auto replayed = replayAt(*trace, spec, curve.threshold[i]);
        QVERIFY(replayed.exit == outcomes[i].exit);
    }
}

void TestExactCurve::betweenTwoPointsTheHarderOneHolds()
{
    QFETCH(QString, traceName);
    QFETCH(QString, rule);
    const auto trace = traceNamed(traceName);
    const auto spec = ruleOf(rule.toStdString());
    const auto costs = someCosts(*trace);
    const auto curve = curveOf(*trace, spec);
    for (std::size_t i = 0; i + 1 < curve.size(); ++i) {
        const float middle = curve.threshold[i] + (curve.threshold[i + 1] - curve.threshold[i]) / 2;
        if (middle == curve.threshold[i] || middle == curve.threshold[i + 1])
            continue;
        QCOMPARE(count(*trace, replayAt(*trace, spec, middle), costs).layers, curve.sumExitLayers[i]);
    }
}

/// (c): the full-depth policy reproduces the last exit.
void TestExactCurve::beginsWithTheFullModel()
{
    const auto trace = traceNamed("ties and NaN");
    for (const char* rule : { "entropy", "confidence", "margin", "saturation" }) {
        const auto curve = curveOf(*trace, ruleOf(rule));
        QCOMPARE(curve.sumExitLayers.front(), trace->units() * trace->exitLayer().back());
        std::vector<std::int32_t> classes(static_cast<std::size_t>(trace->units() * trace->exits()));
        policy::predictClasses(*trace, 0, trace->units(), classes);
        const auto outcome = replayAt(*trace, ruleOf(rule), curve.threshold.front());
        std::int64_t correct = 0;
        for (std::size_t u = 0; u < outcome.exit.size(); ++u) {
            const auto last = classes[(u + 1) * static_cast<std::size_t>(trace->exits()) - 1];
            QCOMPARE(outcome.predictedClass[u], last);
            correct += last == trace->labels()[u] ? 1 : 0;
        }
        QCOMPARE(curve.correct.front(), correct);
    }
}

/// (a): with two classes entropy, largest probability and margin order the units alike.
void TestExactCurve::binaryRulesAgree()
{
    constexpr std::size_t units = 100, exits = 6;
    std::vector<int> steps(units * exits);
    std::iota(steps.begin(), steps.end(), 1);
    std::mt19937 random(11);
    std::shuffle(steps.begin(), steps.end(), random);
    std::vector<std::vector<float>> logits(units);
    std::vector<std::int64_t> labels(units);
    for (std::size_t u = 0; u < units; ++u) {
        labels[u] = static_cast<std::int64_t>(random() % 2);
        for (std::size_t e = 0; e < exits; ++e) {
            const float difference = 0.01F * static_cast<float>(steps[u * exits + e]);
            const bool one = random() % 3 != 0;
            logits[u].insert(logits[u].end(), { one ? 0 : difference, one ? difference : 0 });
        }
    }
    const auto trace = test::traceOf(logits, 2, labels);
    const auto entropy = curveOf(*trace, ruleOf("entropy"));
    QVERIFY(entropy.size() > units);
    for (const char* rule : { "confidence", "margin" }) {
        const auto curve = curveOf(*trace, ruleOf(rule));
        QCOMPARE(curve.sumExitLayers, entropy.sumExitLayers);
        QCOMPARE(curve.correct, entropy.correct);
        QCOMPARE(curve.cost, entropy.cost);
        QCOMPARE(curve.front(curve.accuracies()), entropy.front(entropy.accuracies()));
    }
}

void TestExactCurve::ratiosFollowTheirDefinitions()
{
    const auto trace = traceNamed("two classes");
    const auto spec = ruleOf("entropy");
    const auto curve = curveOf(*trace, spec);
    for (std::size_t i = 0; i < curve.size(); ++i) {
        const auto outcome = replayAt(*trace, spec, curve.threshold[i]);
        double tp = 0, fp = 0, fn = 0, tn = 0;
        for (std::size_t u = 0; u < outcome.exit.size(); ++u) {
            if (trace->labels()[u] < 0)
                continue;
            const bool is = trace->labels()[u] == 1, called = outcome.predictedClass[u] == 1;
            (is ? (called ? tp : fn) : (called ? fp : tn)) += 1;
        }
        QCOMPARE(curve.accuracy(i), (tp + tn) / (tp + tn + fp + fn));
        QCOMPARE(curve.f1(i), 2 * tp / (2 * tp + fp + fn));
        QCOMPARE(curve.matthews(i), (tp * tn - fp * fn) / std::sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn)));
        QCOMPARE(curve.meanExit(i), static_cast<double>(curve.sumExitLayers[i]) / 90);
    }
}

void TestExactCurve::frontIsWhatNoPointDominates()
{
    const auto trace = traceNamed("ties and NaN");
    const auto curve = curveOf(*trace, ruleOf("margin"));
    const auto quality = curve.accuracies();
    const auto dominated = [&](std::size_t i) {
        for (std::size_t k = 0; k < curve.size(); ++k)
            if (curve.cost[k] <= curve.cost[i] && quality[k] >= quality[i]
                && (curve.cost[k] < curve.cost[i] || quality[k] > quality[i]))
                return true;
        return false;
    };
    std::vector<std::size_t> expected;
    for (std::size_t i = curve.size(); i-- > 0;)
        if (!dominated(i))
            expected.push_back(i);
    QVERIFY(expected.size() > 3);
    QCOMPARE(curve.front(quality), expected);
    QCOMPARE(curve.accuracyFront(), expected);
}

void TestExactCurve::frontWithoutTheCurve_data()
{
    QTest::addColumn<QString>("name");
    for (const char* name : { "two classes", "three classes, ties", "ties and NaN", "one unit", "regression" })
        QTest::newRow(name) << name;
}

void TestExactCurve::frontWithoutTheCurve()
{
    QFETCH(QString, name);
    const auto trace = traceNamed(name);
    auto sinking = someCosts(*trace);
    for (std::size_t i = 0; i < sinking.size(); i += 3)
        sinking[i] = 5;
    const auto rule = ruleOf("saturation");
    for (const auto& costs : { ExitCosts {}, ExitCosts::perUnit(someCosts(*trace), trace->exits()),
             ExitCosts::perUnit(sinking, trace->exits()) }) {
        const auto curve = policy::exactCurve(rule, *trace, costs).value();
        const auto moves = policy::ExitMoves::collect(rule, *trace).value();
        QCOMPARE(moves.end().sumExitLayers, curve.sumExitLayers.back());
        QCOMPARE(moves.end().correct, curve.correct.empty() ? 0 : curve.correct.back());
        const auto front = policy::exactFront(moves, costs).value();
        auto expected = curve.accuracyFront();
        QCOMPARE(expected.empty(), trace->isRegression());
        std::sort(expected.begin(), expected.end());
        QCOMPARE(front.size(), expected.size());
        QCOMPARE(front.cost.empty(), costs.isEmpty() || expected.empty());
        for (std::size_t i = 0; i < expected.size(); ++i) {
            QCOMPARE(front.threshold[i], curve.threshold[expected[i]]);
            QCOMPARE(front.sumExitLayers[i], curve.sumExitLayers[expected[i]]);
            QCOMPARE(front.correct[i], curve.correct[expected[i]]);
            if (!front.cost.empty())
                QCOMPARE(front.cost[i], curve.cost[expected[i]]);
            if (trace->classes() == 2)
                QCOMPARE(front.predictedPositive[i], curve.predictedPositive[expected[i]]);
        }
    }
}

void TestExactCurve::infiniteLogitsAndLostUnits()
{
    // Certain by −∞; hopeless by NaN everywhere; a NaN first and a number later.
    const auto trace = test::traceOf({ { 1, -infinity, 0, 1, 0, 1 },
                                         { notANumber, 0, notANumber, notANumber, 0, notANumber },
                                         { notANumber, 1, 0.5F, 0, 2, 0 } },
        2, { 0, 1, 0 });
    const auto curve = curveOf(*trace, ruleOf("entropy"));
    QCOMPARE(curve.size(), std::size_t { 3 });
    QCOMPARE(curve.sumExitLayers, (std::vector<std::int64_t> { 9, 7, 6 }));
    QCOMPARE(curve.correct, (std::vector<std::int64_t> { 1, 2, 2 }));

    const auto lost = test::traceOf({ { notANumber, 0, 1, 0 } }, 2, { 0 });
    const auto single = curveOf(*lost, ruleOf("margin"));
    QCOMPARE(single.size(), std::size_t { 1 });
    QCOMPARE(single.sumExitLayers.front(), 2);
    QVERIFY(std::isfinite(single.threshold.front()));
}

void TestExactCurve::costsComeBackExactly()
{
    // Tenths have no exact form: in doubles, what is added and taken away would leave a remainder.
    std::vector<double> rows;
    for (int i = 1; i <= 300; ++i)
        rows.push_back(0.1 * i * i);
    const auto costs = ExitCosts::perUnit(rows, 3);
    QCOMPARE(costs.units(), 100);
    std::int64_t sum = costs.ticks(0, 0);
    const auto start = sum;
    for (std::uint32_t unit = 0; unit < 100; ++unit)
        sum += costs.ticks(unit, 2) - costs.ticks(unit, 1);
    for (std::uint32_t unit = 100; unit-- > 0;)
        sum -= costs.ticks(unit, 2) - costs.ticks(unit, 1);
    QCOMPARE(sum, start);
    QCOMPARE(costs.value(costs.ticks(99, 2)), 9000.0);
    const double big[] = { 4e9, 22347251713.0 };
    QCOMPARE(ExitCosts::uniform(big, 1'000'000).value(1'000'000 * ExitCosts::uniform(big, 1'000'000).ticks(9, 1)),
        22347251713e6);
    QVERIFY(ExitCosts().isEmpty());
    const double bad[] = { 1, notANumber };
    QVERIFY_THROWS_EXCEPTION(InputError, ExitCosts::uniform(bad, 2));
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument, ExitCosts(rows, { 0, 100 }, 3));
}

void TestExactCurve::costsAreThoseOfTheModel()
{
    const auto trace = test::randomTrace({ .units = 60, .exits = 5, .classes = 2, .withCosts = true, .seed = 8 });
    const cost::CostModel model(*trace);
    auto spec = ruleOf("entropy:exit_every=2");
    const auto costs = policy::exitCosts(model, spec, *trace);
    const auto heads = policy::headsTried(spec, *trace);
    const auto curve = policy::exactCurve(spec, *trace, costs).value();
    for (std::size_t i = 0; i < curve.size(); i += 7) {
        const auto outcome = replayAt(*trace, spec, curve.threshold[i]);
        double sum = 0;
        for (std::int64_t u = 0; u < trace->units(); ++u) {
            const auto exit = outcome.exit[static_cast<std::size_t>(u)];
            sum += model.unit(u, exit, heads[static_cast<std::size_t>(exit)]);
        }
        QCOMPARE(curve.cost[i], sum);
    }
}

void TestExactCurve::refusesWhatIsNoCurve()
{
    const auto trace = traceNamed("two classes");
    QVERIFY_THROWS_EXCEPTION(InputError, (void)policy::exactCurve({ "patience", {} }, *trace));
    QVERIFY_THROWS_EXCEPTION(InputError, (void)policy::exactCurve({ "nosuch", {} }, *trace));
    const auto bare = test::randomTrace({ .units = 4 });
    QVERIFY_THROWS_EXCEPTION(InputError, (void)policy::exactCurve({ "saturation", {} }, *bare));
    const double costs[] = { 1, 2, 3 };
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument,
        (void)policy::exactCurve({ "entropy", {} }, *trace, ExitCosts::uniform(costs, trace->units())));
}

void TestExactCurve::stopsWhenAsked()
{
    std::stop_source stop;
    JobContext job;
    job.stop = stop.get_token();
    const auto trace = traceNamed("two classes");
    QVERIFY(policy::exactCurve({ "entropy", {} }, *trace, {}, job));
    stop.request_stop();
    QVERIFY(!policy::exactCurve({ "entropy", {} }, *trace, {}, job));
}

QTEST_GUILESS_MAIN(TestExactCurve)
#include "tst_exact_curve.moc"
