#include "core/error.h"
#include "small_traces.h"

#include <QTest>

#include <cmath>

using namespace exitscope;
using test::only;
using test::traceOf;

namespace {

using Pair = std::pair<int, int>;

/// One unit whose exits answer these classes, sure of them as `margins` say (1 where there are none).
std::shared_ptr<const trace::Trace> answers(
    const std::vector<int>& classes, int count = 2, const std::vector<float>& margins = {})
{
    std::vector<float> logits;
    for (std::size_t e = 0; e < classes.size(); ++e)
        for (int c = 0; c < count; ++c)
            logits.push_back(c == classes[e] ? (margins.empty() ? 1.0F : margins[e]) : 0.0F);
    return traceOf({ logits }, count);
}

} // namespace

class TestVote : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void checkValues() // CV21
    {
        QCOMPARE(only(*answers({ 0, 1, 0, 0 }), "vote:votes=3"), Pair(4, 0));
        QCOMPARE(only(*answers({ 0, 1, 0, 0 }), "vote:votes=2"), Pair(3, 0));
    }

    void theLeadingClassAnswersNotTheLastExit()
    {
        QCOMPARE(only(*answers({ 1, 1, 0 }), "vote:votes=3"), Pair(3, 1));
        QCOMPARE(only(*answers({ 0, 1, 1, 1, 0 }), "vote:votes=3"), Pair(4, 1));
        QCOMPARE(only(*answers({ 2, 1, 2, 0, 1, 2 }, 3), "vote:votes=99"), Pair(6, 2));
        QCOMPARE(only(*answers({ 1, 0 }), "vote:votes=1"), Pair(1, 1));
    }

    void tiesGoToTheSurerClassThenTheLowest()
    {
        QCOMPARE(only(*answers({ 0, 1 }, 2, { 1, 2 }), "vote:votes=2"), Pair(2, 1));
        QCOMPARE(only(*answers({ 0, 1 }, 2, { 2, 1 }), "vote:votes=2"), Pair(2, 0));
        QCOMPARE(only(*answers({ 1, 0 }), "vote:votes=2"), Pair(2, 0)); // equally sure
        QCOMPARE(only(*answers({ 2, 1, 0, 1, 2 }, 3, { 1, 3, 9, 3, 1 }), "vote:votes=3"), Pair(5, 1)); // 0 has but one vote
    }

    void onlyAllowedExitsVote()
    {
        QCOMPARE(only(*answers({ 1, 1, 0, 0, 0 }), "vote:votes=2,first_exit=3"), Pair(4, 0));
        QCOMPARE(only(*answers({ 0, 1, 0, 1, 1 }), "vote:votes=2,exit_every=2"), Pair(3, 0));
        const auto trace = answers({ 0, 0, 0, 0 });
        QCOMPARE(policy::headsTried(policy::parseSpec("vote:votes=2"), *trace), std::vector<std::int32_t>({ 1, 2, 3, 4 }));
    }

    void nanLogits()
    {
        const float nan = std::nanf("");
        // A class is what predictClasses() gives: 1 where the other logit is NaN, 0 where both are. Sums pass NaN by.
        QCOMPARE(only(*traceOf({ { nan, 1, nan, 1, 5, 0 } }, 2), "vote:votes=2"), Pair(2, 1));
        QCOMPARE(only(*traceOf({ { nan, nan, 0, 1 } }, 2), "vote:votes=2"), Pair(2, 1));
    }

    void manyClasses()
    {
        const auto trace = test::randomTrace({ .units = 500, .exits = 8, .classes = 300, .withTies = true, .withNan = true });
        for (const auto& spec : policy::parseRange("vote:votes=1:8:8").expand()) {
            const auto votes = std::stoll(spec.parameters.at("votes"));
            const auto outcome = policy::replay(*trace, spec);
            std::vector<std::int32_t> classes(8);
            for (std::int64_t unit = 0; unit < 500; ++unit) {
                policy::predictClasses(*trace, unit, unit + 1, classes);
                std::map<std::int32_t, std::int64_t> count;
                std::size_t exit = 0;
                for (; exit < 8; ++exit)
                    if (++count[classes[exit]] >= votes || exit == 7)
                        break;
                std::int64_t most = 0;
                for (const auto& [label, number] : count)
                    most = std::max(most, number);
                const auto slot = static_cast<std::size_t>(unit);
                QCOMPARE(outcome.exit[slot], static_cast<std::int32_t>(exit));
                QCOMPARE(count[outcome.predictedClass[slot]], most);
            }
        }
    }

    void badInput()
    {
        QVERIFY_THROWS_EXCEPTION(InputError, only(*answers({ 0, 1 }), "vote:votes=0"));
        QVERIFY_THROWS_EXCEPTION(InputError, policy::parseSpec("vote"));
        QVERIFY_THROWS_EXCEPTION(InputError, only(*test::randomTrace({ .classes = 1 }), "vote:votes=2"));
    }
};

QTEST_APPLESS_MAIN(TestVote)
#include "tst_vote.moc"
