#include "core/error.h"
#include "core/examples/unit_columns.h"
#include "core/policy/exact_curve.h"
#include "tests/core/policy/small_traces.h"

#include <QtTest>

#include <set>

using namespace exitscope;
using examples::Effect;

namespace {

policy::PolicySpec at(const policy::PolicySpec& spec, float threshold)
{
    auto result = spec;
    result.parameters["threshold"] = QByteArray::number(static_cast<double>(threshold), 'g', 9).toStdString();
    return result;
}

/// The nearest threshold on one side at which a unit exits elsewhere, by replaying at every threshold that matters.
std::optional<float> nearestChange(const std::vector<std::pair<float, policy::Outcome>>& replays, std::size_t unit,
    float threshold, std::int32_t exit, bool upwards)
{
    std::optional<float> nearest;
    for (const auto& [other, outcome] : replays)
        if ((upwards ? other > threshold : other < threshold) && outcome.exit[unit] != exit
            && (!nearest || std::abs(other - threshold) < std::abs(*nearest - threshold)))
            nearest = other;
    return nearest;
}

} // namespace

class SlackTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesWithReplays_data()
    {
        QTest::addColumn<QString>("spec");
        QTest::addColumn<int>("classes");
        QTest::addColumn<bool>("ties");
        QTest::newRow("below") << "entropy:normalised=true,threshold=1" << 3 << false;
        QTest::newRow("below, ties and NaN") << "entropy:threshold=1" << 2 << true;
        QTest::newRow("above") << "confidence:threshold=1" << 2 << false;
        QTest::newRow("at least") << "margin:threshold=1" << 3 << false;
        QTest::newRow("at least, ties") << "saturation:threshold=1" << 2 << true;
        QTest::newRow("some exits only") << "entropy:first_exit=3,exit_every=2,threshold=1" << 2 << false;
        QTest::newRow("regression") << "learned:threshold=1" << 1 << false;
    }

    void agreesWithReplays()
    {
        QFETCH(QString, spec);
        QFETCH(int, classes);
        QFETCH(bool, ties);
        const auto trace = test::randomTrace(
            { .units = 40, .classes = classes, .withTies = ties, .withNan = ties, .withSimilarity = true });
        const auto policy = policy::parseSpec(spec.toStdString());
        const auto answers = examples::answersOf(trace);
        const auto index = examples::SlackIndex::build(policy, *trace, answers->classes);

        // Every score and its neighbours: nothing happens in between.
        std::set<float> thresholds;
        const auto table = policy::policyNamed(policy.name).scores(policy, *trace);
        for (const float score : table.scores)
            if (std::isfinite(score))
                for (const float value : { score, std::nextafter(score, -10.0F), std::nextafter(score, 10.0F) })
                    thresholds.insert(value + 0.0F);
        std::vector<std::pair<float, policy::Outcome>> replays;
        for (const float threshold : thresholds)
            replays.emplace_back(threshold, policy::replay(*trace, at(policy, threshold)));

        const bool easesUpwards = index == nullptr ? false : table.passes == policy::Passes::Below;
        for (std::size_t i = 0; i < replays.size(); i += 7) {
            const auto& [threshold, outcome] = replays[i];
            const auto column = index->nearest(threshold);
            for (std::size_t unit = 0; unit < 40; ++unit) {
                const auto slack = index->at(static_cast<std::int64_t>(unit), threshold);
                const auto exit = outcome.exit[unit];
                for (const bool isEarlier : { true, false }) {
                    const auto& found = isEarlier ? slack.earlier : slack.later;
                    const auto expected = nearestChange(replays, unit, threshold, exit, isEarlier == easesUpwards);
                    QCOMPARE(found.exists(), expected.has_value());
                    if (!expected)
                        continue;
                    QCOMPARE(found.threshold, *expected);
                    const auto there = policy::replay(*trace, at(policy, *expected));
                    QCOMPARE(found.exit, there.exit[unit]);
                    QVERIFY(isEarlier ? found.exit < exit : found.exit > exit);
                    checkEffect(*trace, outcome, there, unit, found.effect);
                }
                QCOMPARE(column.effect[unit], slack.nearest().effect);
                if (slack.nearest().exists())
                    QCOMPARE(column.distance[unit], std::abs(slack.nearest().distance));
                else
                    QVERIFY(std::isnan(column.distance[unit]));
            }
        }
    }

    void needsOneThreshold()
    {
        QVERIFY(examples::hasSlack(policy::parseSpec("entropy:threshold=0.3")));
        QVERIFY(!examples::hasSlack(policy::parseSpec("entropy:threshold=0.2;0.3;0.4;0.5;0.6")));
        QVERIFY(!examples::hasSlack(policy::parseSpec("patience:patience=2")));
        const auto trace = test::randomTrace({});
        QVERIFY_EXCEPTION_THROWN(
            examples::SlackIndex::build(policy::parseSpec("patience:patience=2"), *trace, {}), InputError);
    }

    void isStopped()
    {
        const auto trace = test::randomTrace({});
        const auto answers = examples::answersOf(trace);
        std::stop_source source;
        source.request_stop();
        const JobContext job { source.get_token(), nullptr, {} };
        QVERIFY(!examples::answersOf(trace, job));
        QVERIFY(!examples::SlackIndex::build(policy::parseSpec("entropy:threshold=1"), *trace, answers->classes, job));
    }

    void decisionIsTheReplay_data()
    {
        QTest::addColumn<QString>("spec");
        QTest::newRow("threshold") << "entropy:threshold=0.4";
        QTest::newRow("votes") << "vote:votes=3";
        QTest::newRow("patience") << "patience:patience=2";
        QTest::newRow("ensemble") << "entropy:threshold=0.4,ensemble=mean";
    }

    void decisionIsTheReplay()
    {
        QFETCH(QString, spec);
        const auto trace = test::randomTrace({ .classes = 3 });
        const auto policy = policy::parseSpec(spec.toStdString());
        const auto answers = examples::answersOf(trace);
        const examples::UnitColumns columns(
            answers, examples::decide(*answers, &policy, examples::WithSlack::Yes), std::make_shared<examples::TagSet>());
        const auto outcome = policy::replay(*trace, policy);
        for (std::int64_t unit = 0; unit < trace->units(); ++unit) {
            QCOMPARE(columns.exit(unit), outcome.exit[static_cast<std::size_t>(unit)]);
            QCOMPARE(columns.predictedClass(unit), outcome.predictedClass[static_cast<std::size_t>(unit)]);
        }
        QCOMPARE(columns.hasSlack(), spec.contains("threshold"));
        // The same from the answers at every exit, as a moving threshold reads them.
        auto moving = columns.decision();
        moving.predicted.clear();
        const examples::UnitColumns moved(answers, std::make_shared<examples::Decision>(moving), std::make_shared<examples::TagSet>());
        if (!spec.contains("vote"))
            for (std::int64_t unit = 0; unit < trace->units(); ++unit)
                QCOMPARE(moved.predictedClass(unit), columns.predictedClass(unit));
    }

private:
    static void checkEffect(const trace::Trace& trace, const policy::Outcome& before, const policy::Outcome& after,
        std::size_t unit, Effect effect)
    {
        if (trace.isRegression()) {
            const float from = before.predictedValue[unit], to = after.predictedValue[unit];
            const float target = trace.targets()[unit];
            QCOMPARE(effect, from == to                                  ? Effect::Same
                    : std::abs(to - target) < std::abs(from - target) ? Effect::Mends
                    : std::abs(to - target) > std::abs(from - target) ? Effect::Breaks
                                                                      : Effect::Changes);
            return;
        }
        const auto from = before.predictedClass[unit], to = after.predictedClass[unit];
        const auto label = trace.labels()[unit];
        QCOMPARE(effect, from == to ? Effect::Same
                : to == label       ? Effect::Mends
                : from == label     ? Effect::Breaks
                                    : Effect::Changes);
    }
};

QTEST_GUILESS_MAIN(SlackTest)
#include "tst_slack.moc"
