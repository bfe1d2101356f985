#include "core/error.h"
#include "core/sweep/execution_check.h"
#include "core/sweep/stored_execution.h"
#include "core/sweep/point_record.h"
#include "core/sweep/evaluate.h"
#include "core/sweep/timing.h"
#include "tests/core/policy/small_traces.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace exitscope;
using sweep::checkExecution;

/// Executions without an engine: their comparison with a replay, their timings, their run in a store.
class TestExecution : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatDiffersIsCounted()
    {
        const auto trace = test::randomTrace({ .units = 50, .classes = 3 });
        const auto spec = policy::parseSpec("entropy:threshold=0.7");
        auto outcome = policy::replay(*trace, spec);
        QVERIFY(checkExecution(*trace, *trace, spec, outcome).isClean());
        outcome.exit[3] = outcome.exit[3] == 0 ? 1 : 0;
        outcome.predictedClass[3] = (outcome.predictedClass[3] + 1) % 3; // counted once
        outcome.predictedClass[7] = (outcome.predictedClass[7] + 1) % 3;
        const auto check = checkExecution(*trace, *trace, spec, outcome);
        QCOMPARE(check.exitsDiffer, 1);
        QCOMPARE(check.predictionsDiffer, 1);
        QCOMPARE(check.nearThreshold, 0);
        QVERIFY(!check.isClean());
    }

    void roundingAtTheThresholdIsTold()
    {
        // Confidence of the first exit: 1 / (1 + e^-1) = 0.731058…; the threshold lies 4e-6 above it.
        const auto trace = test::traceOf({ { 1, 0, 3, 0 }, { 1, 0, 3, 0 } }, 2);
        const auto spec = policy::parseSpec("confidence:threshold=0.731063");
        auto outcome = policy::replay(*trace, spec);
        QCOMPARE(outcome.exit[0], 1);
        outcome.exit[0] = 0;
        auto check = checkExecution(*trace, *trace, spec, outcome);
        QCOMPARE(check.exitsDiffer, 1);
        QCOMPARE(check.nearThreshold, 1);
        QVERIFY(check.isClean());
        const auto further = policy::parseSpec("confidence:threshold=0.74");
        check = checkExecution(*trace, *trace, further, outcome);
        QCOMPARE(check.nearThreshold, 0);
    }

    void aTieIsTold()
    {
        const auto trace = test::traceOf({ { 1, 1.000001F, 3, 0 } }, 2);
        const auto spec = policy::parseSpec("fixed:layer=1");
        auto outcome = policy::replay(*trace, spec);
        QCOMPARE(outcome.predictedClass[0], 1);
        outcome.predictedClass[0] = 0;
        const auto check = checkExecution(*trace, *trace, spec, outcome);
        QCOMPARE(check.predictionsDiffer, 1);
        QCOMPARE(check.nearThreshold, 1);
    }

    void valuesMayRound()
    {
        const auto trace = test::randomTrace({ .units = 5, .classes = 1 });
        const auto spec = policy::parseSpec("fixed:layer=1");
        auto outcome = policy::replay(*trace, spec);
        outcome.predictedValue[0] += 5e-6F;
        QVERIFY(checkExecution(*trace, *trace, spec, outcome).isClean());
        outcome.predictedValue[0] += 1e-3F;
        QCOMPARE(checkExecution(*trace, *trace, spec, outcome).predictionsDiffer, 1);
    }

    void anotherTraceIsRefused()
    {
        const auto trace = test::randomTrace({ .units = 50 });
        const auto spec = policy::parseSpec("entropy:threshold=0.3");
        const auto outcome = policy::replay(*trace, spec);
        for (const auto& other : { test::randomTrace({ .units = 49 }), test::randomTrace({ .units = 50, .exits = 5 }),
                 test::randomTrace({ .units = 50, .classes = 3 }) })
            QVERIFY_EXCEPTION_THROWN((void)checkExecution(*other, *trace, spec, outcome), InputError);
    }

    void aRunKeepsItsTimings()
    {
        const auto frame = test::randomTrace({ .units = 50, .withCosts = true, .task = "sst-2" });
        const auto spec = policy::parseSpec("entropy:threshold=0.3");
        auto point = sweep::Evaluator(frame).evaluate(spec);
        QVERIFY(!sweep::timingOf(point));
        sweep::setTiming(point,
            { .seconds = 2,
                .fullSeconds = 5,
                .batch1Seconds = 8,
                .batch1FullSeconds = std::nan(""),
                .batch1Examples = 10,
                .streams = 2,
                .repeats = 5,
                .precision = "f32" });
        QTemporaryDir folder;
        store::RunStore store(folder.filePath("runs.db").toStdString());
        const std::vector models { frame };
        const auto id = sweep::storeExecution(
            store, { .name = {}, .policies = { "entropy:threshold=0.3" }, .models = models }, std::span(&point, 1));
        const auto run = store.run(id);
        QCOMPARE(run.request.kind, std::string("execute"));
        QCOMPARE(run.summary.name, std::string("entropy executed on sst-2"));
        QVERIFY(run.summary.state == store::RunState::Finished);
        QCOMPARE(run.request.traces.at(0).path, std::string());
        QCOMPARE(run.request.traces.at(0).sha256.size(), std::size_t { 64 });
        const auto back = sweep::pointOf(store.points(id).at(0));
        const auto timing = sweep::timingOf(back);
        QVERIFY(timing.has_value());
        QCOMPARE(timing->seconds, 2.0);
        QCOMPARE(timing->measuredSpeedup(), 2.5);
        QCOMPARE(timing->batch1Seconds, 8.0);
        QVERIFY(std::isnan(timing->batch1Speedup()));
        QCOMPARE(timing->precision, std::string("f32"));
        QCOMPARE(timing->streams, 2);
    }
};

QTEST_APPLESS_MAIN(TestExecution)
#include "tst_execution.moc"
