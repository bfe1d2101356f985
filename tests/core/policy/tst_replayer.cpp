#include "core/error.h"
#include "core/policy/parameters.h"
#include "core/policy/replayer.h"
#include "small_traces.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

using namespace exitscope;
using policy::ExitCosts;
using policy::Replayer;

namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();

ExitCosts costsOf(const trace::Trace& trace)
{
    std::vector<double> costs;
    for (std::int64_t u = 0; u < trace.units(); ++u)
        for (std::int64_t e = 0; e < trace.exits(); ++e)
            costs.push_back(static_cast<double>((e + 1) * (2'000'003 + 31 * (u % 11))));
    return ExitCosts::perUnit(costs, trace.exits());
}

/// Compares every figure of `state` with the long way.
void compareWithReplay(const Replayer::State& state, const trace::Trace& trace, const policy::PolicySpec& spec,
    const ExitCosts& costs, const std::vector<std::int32_t>& before)
{
    const auto outcome = policy::replay(trace, spec);
    QVERIFY(state.exit == outcome.exit);
    std::vector<std::int64_t> histogram(static_cast<std::size_t>(trace.exits())), correct(histogram.size());
    std::int64_t layers = 0, labelled = 0, ticks = 0;
    std::vector<std::uint32_t> changed;
    for (std::size_t u = 0; u < outcome.exit.size(); ++u) {
        const auto exit = static_cast<std::size_t>(outcome.exit[u]);
        ++histogram[exit];
        layers += trace.exitLayer()[exit];
        ticks += costs.ticks(static_cast<std::uint32_t>(u), static_cast<std::uint32_t>(exit));
        if (outcome.exit[u] != before[u])
            changed.push_back(static_cast<std::uint32_t>(u));
        if (trace.labels().empty() || trace.labels()[u] < 0)
            continue;
        ++labelled;
        correct[exit] += outcome.predictedClass[u] == trace.labels()[u] ? 1 : 0;
    }
    QCOMPARE(state.histogram, histogram);
    QCOMPARE(state.correctAt, correct);
    QCOMPARE(state.correct, std::accumulate(correct.begin(), correct.end(), std::int64_t { 0 }));
    QCOMPARE(state.labelled, labelled);
    QCOMPARE(state.sumExitLayers, layers);
    QCOMPARE(state.cost, costs.value(ticks));
    auto noted = state.changed;
    std::sort(noted.begin(), noted.end());
    QCOMPARE(noted, changed);
}

/// Thresholds in a random order: scores themselves, their neighbours, numbers between and far beyond.
std::vector<float> someThresholds(const trace::Trace& trace, const policy::PolicySpec& spec, std::size_t count)
{
    const auto table = policy::policyNamed(spec.name).scores(spec, trace);
    std::mt19937 random(9);
    std::vector<float> thresholds { -infinity, infinity, 0, -0.0F, std::numeric_limits<float>::denorm_min() };
    while (thresholds.size() < count) {
        const float score = table.scores[random() % table.scores.size()];
        if (std::isnan(score))
            continue;
        const float near[] = { score, std::nextafter(score, infinity), std::nextafter(score, -infinity),
            score + 0.01F * static_cast<float>(random() % 10) };
        thresholds.push_back(near[random() % 4]);
    }
    std::shuffle(thresholds.begin(), thresholds.end(), random);
    return thresholds;
}

} // namespace

class TestReplayer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void equalsReplay_data();
    void equalsReplay();
    void beginsAtTheLastExit();
    void takesAnyDouble();
    void stopsWhenAsked();
};

void TestReplayer::equalsReplay_data()
{
    QTest::addColumn<int>("classes");
    QTest::addColumn<bool>("ties");
    QTest::addColumn<QString>("rule");
    for (const int classes : { 1, 2, 3 })
        for (const bool ties : { false, true })
            for (const QString rule : { "entropy", "confidence", "margin", "saturation", "learned",
                     "entropy:first_exit=5", "saturation:exit_every=2", "margin:exit_every=3,first_exit=3" })
                if (classes > 1 || rule.startsWith("saturation") || rule.startsWith("learned"))
                    QTest::addRow("%d classes%s, %s", classes, ties ? ", ties and NaN" : "", qPrintable(rule))
                        << classes << ties << rule;
}

void TestReplayer::equalsReplay()
{
    QFETCH(int, classes);
    QFETCH(bool, ties);
    QFETCH(QString, rule);
    const auto trace = test::randomTrace({ .units = 150, .exits = 7, .classes = classes, .withTies = ties,
        .withNan = ties, .withSimilarity = true, .seed = 21 });
    auto spec = policy::parseSpec(rule.toStdString() + (rule.contains(':') ? "," : ":") + "threshold=0");
    const auto costs = costsOf(*trace);
    const auto replayer = Replayer::build(spec, *trace, costs);
    QVERIFY(replayer);
    auto before = replayer->state().exit;
    for (const float threshold : someThresholds(*trace, spec, 120)) {
        spec.parameters["threshold"] = policy::realText(threshold);
        const auto& state = replayer->at(static_cast<double>(threshold));
        QCOMPARE(state.threshold, threshold);
        compareWithReplay(state, *trace, spec, costs, before);
        if (QTest::currentTestFailed())
            return;
        before = state.exit;
    }
}

void TestReplayer::beginsAtTheLastExit()
{
    const auto trace = test::randomTrace({ .units = 20, .exits = 4 });
    const auto replayer = Replayer::build({ "margin", {} }, *trace);
    QCOMPARE(replayer->state().histogram, (std::vector<std::int64_t> { 0, 0, 0, 20 }));
    QCOMPARE(replayer->state().sumExitLayers, 20 * trace->exitLayer().back());
    QCOMPARE(replayer->at(static_cast<double>(replayer->state().threshold)).changed.size(), std::size_t { 0 });
    QVERIFY_THROWS_EXCEPTION(InputError, (void)Replayer::build({ "fixed", {} }, *trace));
}

void TestReplayer::takesAnyDouble()
{
    const auto trace = test::randomTrace({ .units = 20, .exits = 4 });
    const auto replayer = Replayer::build({ "entropy", {} }, *trace);
    QCOMPARE(replayer->at(1e300).histogram.front(), 20);
    QCOMPARE(replayer->at(std::nan("")).histogram.back(), 20);
    QCOMPARE(replayer->at(1e300).changed.size(), std::size_t { 20 });
    QCOMPARE(replayer->at(-1e300).histogram.back(), 20);
    QCOMPARE(replayer->state().cost, 0.0);
}

void TestReplayer::stopsWhenAsked()
{
    std::stop_source stop;
    JobContext job;
    job.stop = stop.get_token();
    stop.request_stop();
    const auto trace = test::randomTrace({ .units = 20, .exits = 4 });
    QVERIFY(!Replayer::build({ "entropy", {} }, *trace, {}, job));
}

QTEST_GUILESS_MAIN(TestReplayer)
#include "tst_replayer.moc"
