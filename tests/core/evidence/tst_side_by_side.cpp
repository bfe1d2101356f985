#include "core/error.h"
#include "core/evidence/side_by_side.h"
#include "tests/core/policy/small_traces.h"

#include <QTest>

#include <cmath>

using namespace exitscope;
using evidence::BudgetRow;

namespace {

evidence::ComparisonOptions quick()
{
    evidence::ComparisonOptions options;
    options.bootstrap.draws = 200;
    options.qualities = { 0.6 };
    return options;
}

std::vector<policy::PolicySpec> specs(const char* range) { return policy::parseRange(range).expand(); }

} // namespace

class SideBySideTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// Any two sides have exactly the figures that compare() gives them.
    void agreesWithCompare()
    {
        const sweep::Evaluator evaluator(test::randomTrace({ .units = 400, .classes = 3 }));
        const std::vector<evidence::ComparedSide> sides { { evaluator, specs("entropy:threshold=0:1.1:12") },
            { evaluator, specs("patience:patience=1|2|3") }, { evaluator, specs("fixed:layer=1|5|11") } };
        const auto options = quick();
        const auto all = evidence::sideBySide(sides, 1, options);
        QVERIFY(all);
        QCOMPARE(all->rows.size(), std::size_t { 4 });
        for (const std::size_t other : { 0U, 2U }) {
            const auto two = *evidence::compare(sides[other], sides[1], options);
            for (std::size_t k = 0; k < two.atCost.size(); ++k) {
                const auto& side = all->rows[k].sides[other];
                QCOMPARE(side.estimate.value, two.atCost[k].first.value);
                QCOMPARE(side.estimate.interval, two.atCost[k].first.interval);
                QCOMPARE(side.toBaseline->estimate.value, two.atCost[k].difference.estimate.value);
                QCOMPARE(side.toBaseline->p, two.atCost[k].difference.p);
                QCOMPARE(side.test.has_value(), two.atCost[k].test.has_value());
                if (side.test)
                    QCOMPARE(side.test->onlyFirst, two.atCost[k].test->onlyFirst);
            }
            QCOMPARE(all->rows[3].kind, BudgetRow::Kind::AtQuality);
            QCOMPARE(all->rows[3].sides[other].toBaseline->p, two.atQuality[0].difference.p);
        }
        QVERIFY(!all->rows[0].sides[1].toBaseline);
    }

    /// A side that is right everywhere stands out; two copies of it share the bold face, and nobody does when all are alike.
    void boldFollowsTheTest()
    {
        std::vector<std::vector<float>> logits;
        for (int unit = 0; unit < 60; ++unit)
            logits.push_back({ unit % 3 == 0 ? 0.F : 1.F, unit % 3 == 0 ? 1.F : 0.F, 0.F, 1.F, 0.F, 1.F });
        const sweep::Evaluator evaluator(test::traceOf(logits, 2, std::vector<std::int64_t>(60, 1)));
        // Layer 1 is right on a third, layer 2 on all.
        const evidence::ComparedSide poor { evaluator, specs("fixed:layer=1") }, good { evaluator, specs("fixed:layer=2") };
        auto options = quick();
        options.speedups = { 1.5 };
        options.qualities = { 0.3 };
        const std::vector mixed { poor, good, good };
        const auto found = *evidence::sideBySide(mixed, 0, options);
        QCOMPARE(found.rows[0].sides[0].isBest, false);
        QCOMPARE(found.rows[0].sides[1].isBest, true);
        QCOMPARE(found.rows[0].sides[2].isBest, true);
        // At equal quality less cost is better.
        QCOMPARE(found.rows[1].sides[0].isBest, true);
        QCOMPARE(found.rows[1].sides[1].isBest, false);
        const std::vector alike { good, good };
        for (const auto& side : evidence::sideBySide(alike, 0, options)->rows[0].sides)
            QCOMPARE(side.isBest, false);
    }

    void otherExamplesKeepTheirOwnFigures()
    {
        const sweep::Evaluator first(test::randomTrace({ .units = 100 })), other(test::randomTrace({ .units = 120, .seed = 2 }));
        const sweep::Evaluator regression(test::randomTrace({ .units = 100, .classes = 1 }));
        const std::vector<evidence::ComparedSide> sides { { first, specs("entropy:threshold=0.1|0.5") },
            { other, specs("entropy:threshold=0.1|0.5") }, { regression, specs("fixed:layer=1|11") } };
        auto options = quick();
        options.speedups = { 1 };
        const auto found = *evidence::sideBySide(sides, 0, options);
        QVERIFY(found.problems[0].empty());
        QVERIFY2(found.problems[1].find("120") != std::string::npos, found.problems[1].c_str());
        QVERIFY(!found.problems[2].empty());
        const auto& row = found.rows.front();
        QVERIFY(!std::isnan(row.sides[1].estimate.value));
        QVERIFY(!row.sides[1].toBaseline && !row.sides[1].test && !row.sides[1].isBest);
        QVERIFY(std::isnan(row.sides[2].estimate.value));
    }

    void badRequestsAreRefused()
    {
        const sweep::Evaluator evaluator(test::randomTrace({ .units = 50 }));
        const std::vector<evidence::ComparedSide> sides { { evaluator, specs("entropy:threshold=0.1") }, { evaluator, {} } };
        QVERIFY_EXCEPTION_THROWN(evidence::sideBySide(sides, 2, quick()), InputError);
        QVERIFY_EXCEPTION_THROWN(evidence::sideBySide(sides, 1, quick()), InputError);
        auto options = quick();
        options.speedups = { 0 };
        QVERIFY_EXCEPTION_THROWN(evidence::sideBySide(sides, 0, options), InputError);
        std::stop_source stop;
        stop.request_stop();
        JobContext job;
        job.stop = stop.get_token();
        QVERIFY(!evidence::sideBySide(sides, 0, quick(), job));
    }

    void flippedUnitsAreThoseOfMcNemar()
    {
        const auto trace = test::randomTrace({ .units = 300 });
        const auto first = policy::replay(*trace, policy::parseSpec("fixed:layer=1"));
        const auto second = policy::replay(*trace, policy::parseSpec("fixed:layer=11"));
        const auto flipped = evidence::flippedUnits(*trace, first, second);
        const auto test = evidence::mcNemar(*trace, first, second);
        QCOMPARE(static_cast<std::int64_t>(flipped.onlyFirst.size()), test.onlyFirst);
        QCOMPARE(static_cast<std::int64_t>(flipped.onlySecond.size()), test.onlySecond);
        QVERIFY(!flipped.onlySecond.empty());
        for (const auto unit : flipped.onlySecond) {
            const auto at = static_cast<std::size_t>(unit);
            QVERIFY(trace->labels()[at] >= 0);
            QVERIFY(first.predictedClass[at] != trace->labels()[at] && second.predictedClass[at] == trace->labels()[at]);
        }
    }
};

QTEST_GUILESS_MAIN(SideBySideTest)
#include "tst_side_by_side.moc"
