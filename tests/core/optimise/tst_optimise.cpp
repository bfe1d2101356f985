#include "core/error.h"
#include "core/optimise/stored_optimum.h"
#include "core/trace/trace_writer.h"
#include "small_traces.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <functional>
#include <set>

using namespace exitscope;
using metric::CostQuality;
using optimise::CostAxis;

namespace {

/// Hard enough that depth pays, so that every oracle is above the fixed exits.
std::shared_ptr<const trace::Trace> someTrace(std::uint32_t seed = 3)
{
    return test::randomTrace({ .units = 400, .exits = 6, .classes = 3, .withCosts = true, .seed = seed });
}

optimise::Plan planOf(std::shared_ptr<const trace::Trace> trace, std::vector<optimise::Budget> budgets)
{
    optimise::Plan plan;
    plan.trace = std::move(trace);
    plan.rule = { "entropy", {} };
    plan.budgets = std::move(budgets);
    plan.search.rounds = 4;
    return plan;
}

std::string problemOf(const std::function<void()>& work)
{
    try {
        work();
    } catch (const InputError& error) {
        return error.what();
    }
    return {};
}

} // namespace

class TestOptimise : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void curveIsLinearBetweenItsPoints()
    {
        const std::vector<CostQuality> curve { { 2, 0.5 }, { 4, 0.7 }, { 8, 0.9 } };
        QCOMPARE(optimise::qualityAt(curve, 1), 0.5);
        QCOMPARE(optimise::qualityAt(curve, 3), 0.6);
        QCOMPARE(optimise::qualityAt(curve, 4), 0.7);
        QCOMPARE(optimise::qualityAt(curve, 7), 0.85);
        QCOMPARE(optimise::qualityAt(curve, 9), 0.9);
        QVERIFY(std::isnan(optimise::qualityAt({}, 1)));
    }

    void headroomIsAShareOfWhatIsThere()
    {
        const std::vector<CostQuality> fixed { { 1, 0.5 }, { 3, 0.7 } };
        const std::vector<CostQuality> oracle { { 1, 0.5 }, { 2, 1.0 } };
        QCOMPARE(optimise::headroomTaken({ 2, 0.8 }, fixed, oracle).value(), 0.5);
        QCOMPARE(optimise::headroomTaken({ 2, 1.0 }, fixed, oracle).value(), 1.0);
        QVERIFY(optimise::headroomTaken({ 2, 0.5 }, fixed, oracle).value() < 0);
        QVERIFY(!optimise::headroomTaken({ 1, 0.5 }, fixed, oracle).has_value());
        QVERIFY(!optimise::headroomTaken({ 2, 0.8 }, fixed, {}).has_value());
        QVERIFY(!optimise::headroomTaken({ 2, std::nan("") }, fixed, oracle).has_value());
    }

    /// Two units, three exits: the first is right at once, the second from the second exit on.
    void referencesByHand()
    {
        const auto trace = test::traceOf({ { 2, 0, 2, 0, 2, 0 }, { 2, 0, 0, 2, 2, 0 } }, 2, { 0, 1 });
        const auto references
            = optimise::references(sweep::Evaluator(trace), { "entropy", {} }, CostAxis::Layers);
        const auto same
            = [](const std::vector<CostQuality>& curve, const std::vector<CostQuality>& expected) {
                  QCOMPARE(curve.size(), expected.size());
                  for (std::size_t i = 0; i < curve.size(); ++i) {
                      QCOMPARE(curve[i].cost, expected[i].cost);
                      QCOMPARE(curve[i].quality, expected[i].quality);
                  }
              };
        same(references.fixed, { { 1, 0.5 }, { 2, 1.0 }, { 3, 0.5 } });
        same(references.oracleCorrect, { { 1, 0.5 }, { 1.5, 1.0 } });
        same(references.oracleAgree, { { 1, 0.5 } });
    }

    void oraclesEndWhereTheirPoliciesAre()
    {
        const auto trace = someTrace();
        const sweep::Evaluator evaluator(trace);
        for (const auto axis : { CostAxis::Layers, CostAxis::Flops }) {
            const auto references
                = optimise::references(evaluator, { "entropy", { { "first_exit", "3" } } }, axis);
            const auto correct
                = evaluator.evaluate(policy::parseSpec("oracle:kind=correct,cheap_fail=true,first_exit=3"));
            const auto agree = evaluator.evaluate(policy::parseSpec("oracle:kind=agree,first_exit=3"));
            const auto deepest = evaluator.evaluate(policy::parseSpec("fixed:layer=11"));
            QVERIFY(std::abs(references.oracleCorrect.back().cost - optimise::costOf(correct, axis)) < 1e-9);
            QCOMPARE(references.oracleCorrect.back().quality, correct.metrics.front().second);
            QVERIFY(std::abs(references.oracleAgree.back().cost - optimise::costOf(agree, axis)) < 1e-9);
            QCOMPARE(references.oracleAgree.back().quality, agree.metrics.front().second);
            QVERIFY(std::abs(references.fixed.back().cost - optimise::costOf(deepest, axis)) < 1e-9);
            QCOMPARE(references.fixed.back().quality, deepest.metrics.front().second);
        }
    }

    /// Any choice of exits by the labels costs at least what the oracle's curve says; so no rule exceeds it.
    void noPolicyExceedsTheCorrectOracle()
    {
        const auto trace = someTrace(8);
        const sweep::Evaluator evaluator(trace);
        const auto references = optimise::references(evaluator, { "entropy", {} }, CostAxis::Layers);
        for (const char* rule :
            { "entropy:threshold=0:1.1:30", "oracle:kind=correct", "oracle:kind=agree", "fixed:layer=5" })
            for (const auto& spec : policy::parseRange(rule).expand()) {
                const auto point = evaluator.evaluate(spec);
                QVERIFY(point.metrics.front().second
                    <= optimise::qualityAt(references.oracleCorrect, point.meanExit()) + 1e-9);
            }
    }

    void measuresOnTheOtherHalf()
    {
        const auto trace = someTrace();
        const auto plan = planOf(trace,
            { { CostAxis::Layers, 1.5 }, { CostAxis::Layers, 2.5 }, { CostAxis::Flops, 0.5 },
                { CostAxis::Layers, 2 } });
        const auto result = optimise::optimise(plan).value();
        const auto split = trace::splitExamples(*trace, plan.split);
        const sweep::Evaluator calibration(trace::subset(*trace, split.calibration));
        const sweep::Evaluator test(trace::subset(*trace, split.test));
        QCOMPARE(result.metric, std::string("accuracy"));
        QCOMPARE(result.calibrationUnits + result.testUnits, trace->units());
        QCOMPARE(result.budgets.size(), plan.budgets.size());
        for (std::size_t i = 0; i < result.budgets.size(); ++i) {
            const auto& one = result.budgets[i];
            QCOMPARE(optimise::nameOf(one.budget), optimise::nameOf(plan.budgets[i]));
            const double most
                = one.budget.axis == CostAxis::Flops ? one.budget.value : 11.0 / one.budget.value;
            for (const auto* measured : { &one.single, &one.vector }) {
                const auto& spec = measured->test.spec;
                QVERIFY(optimise::costOf(measured->calibration, one.budget.axis) <= most + 1e-9);
                QCOMPARE(measured->calibration.metrics, calibration.evaluate(spec).metrics);
                QCOMPARE(measured->test.metrics, test.evaluate(spec).metrics);
                QCOMPARE(measured->test.histogram, test.evaluate(spec).histogram);
            }
            QVERIFY(one.vector.calibration.metrics.front().second
                >= one.single.calibration.metrics.front().second);
            QVERIFY(one.vector.ofCorrect.has_value());
            QVERIFY(*one.vector.ofCorrect <= 1.0 + 1e-9);
            QVERIFY(one.oracleCorrect > one.fixed);
        }
        const auto quality
            = [&](std::size_t i) { return result.budgets[i].vector.calibration.metrics.front().second; };
        QVERIFY(quality(1) <= quality(3) && quality(3) <= quality(0));
    }

    void regressionHasNoOracles()
    {
        const auto trace = test::randomTrace(
            { .units = 200, .exits = 5, .classes = 1, .withSimilarity = true, .seed = 4 });
        auto plan = planOf(trace, { { CostAxis::Layers, 1.5 } });
        plan.rule = { "saturation", {} };
        const auto result = optimise::optimise(plan).value();
        QCOMPARE(result.metric, std::string("pearson"));
        QVERIFY(!result.budgets.front().vector.ofCorrect.has_value());
        QVERIFY(std::isnan(result.budgets.front().oracleAgree));
        QVERIFY(std::isfinite(result.budgets.front().fixed));
    }

    void saysWhatIsWrong()
    {
        const auto trace = someTrace();
        const auto problem = [&](const std::function<void(optimise::Plan&)>& spoil) {
            auto plan = planOf(trace, { { CostAxis::Layers, 2 } });
            spoil(plan);
            return QString::fromStdString(problemOf([&] { (void)optimise::optimise(plan); }));
        };
        QVERIFY(problem([](auto& plan) { plan.rule = { "patience", {} }; }).contains("no threshold"));
        QVERIFY(problem([](auto& plan) {
            plan.budgets = { { CostAxis::Layers, 0.5 } };
        }).contains("1 or more"));
        QVERIFY(problem([](auto& plan) {
            plan.budgets = { { CostAxis::Flops, 1.5 } };
        }).contains("at most 1"));
        QVERIFY(problem([](auto& plan) {
            plan.trace = test::traceOf({ { 1, 0, 2, 0 }, { 0, 1, 0, 2 } }, 2);
        }).contains("no labels"));
        QVERIFY(
            problem([](auto& plan) { plan.trace = test::randomTrace({ .units = 30 }); }).contains("too few"));
        const auto impossible = problem([](auto& plan) {
            plan.rule.parameters["first_exit"] = "5";
            plan.budgets = { { CostAxis::Layers, 4 } };
        });
        QVERIFY2(impossible.contains("largest speed-up that can be had is 2.20"), qPrintable(impossible));
        QVERIFY(problem([](auto& plan) {
            plan.budgets = { { CostAxis::Flops, 0.01 } };
        }).contains("smallest share that can be had"));
        QVERIFY(problem([](auto&) {}).isEmpty());
    }

    void stops()
    {
        std::stop_source source;
        source.request_stop();
        QVERIFY(!optimise::optimise(planOf(someTrace(), { { CostAxis::Layers, 2 } }),
            { source.get_token(), nullptr,
                {} }).has_value());
    }

    void isKeptAsARun()
    {
        QTemporaryDir folder;
        const auto file = std::filesystem::path(folder.path().toStdString()) / "a.trace";
        trace::writeTrace(file, *someTrace());
        const auto plan
            = planOf(trace::Trace::open(file), { { CostAxis::Layers, 2 }, { CostAxis::Layers, 3 } });
        const auto result = optimise::optimise(plan).value();
        store::RunStore store(file.parent_path() / "runs.db");
        const auto id = optimise::keepOptimum(store, plan, result, "mine");
        const auto run = store.run(id);
        QCOMPARE(run.summary.kind, std::string("optimise"));
        QCOMPARE(run.summary.name, std::string("mine"));
        QVERIFY(run.summary.state == store::RunState::Finished);
        const auto points = store.points(id);
        QCOMPARE(points.size(), std::size_t { 4 });
        QCOMPARE(points[1].units, result.testUnits);
        QCOMPARE(points[1].sumExit, result.budgets[0].vector.test.sumExitLayers);
    }
};

QTEST_APPLESS_MAIN(TestOptimise)
#include "tst_optimise.moc"
