#include "core/cost/cascade_trace.h"
#include "core/error.h"
#include "core/io/atomic_file.h"
#include "core/report/headrooms.h"
#include "core/report/measured_speeds.h"
#include "core/report/policy_table.h"
#include "tests/core/policy/small_traces.h"

#include <QtTest>

using namespace exitscope;

namespace {

report::TableOptions quick()
{
    report::TableOptions options;
    options.bootstrap.draws = 100;
    options.speedups = { 1, 1.5 };
    return options;
}

} // namespace

class PolicyTableTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// Three fixed layers of known accuracy: the table reads them off and mixes neighbours.
    void fixedLayersAreReadOff()
    {
        // Layer 1 is right on one of four, layer 2 on two, layer 3 on all.
        const auto trace = test::traceOf({ { 1, 0, 1, 0, 1, 0 }, { 0, 1, 1, 0, 1, 0 }, { 0, 1, 0, 1, 1, 0 },
                                             { 0, 1, 0, 1, 1, 0 } },
            2, { 0, 0, 0, 0 });
        auto options = quick();
        options.speedups = { 1, 1.5, 2, 3, 4 };
        const auto table = report::policyTable(trace, { policy::parseRange("fixed:layer=1|2|3") }, options);
        QVERIFY(table);
        QCOMPARE(table->full, 1.0);
        QCOMPARE(table->units, std::int64_t { 4 });
        const auto& cells = table->rows.front().cells;
        QCOMPARE(cells[0].quality.value, 1.0);
        QCOMPARE(cells[1].quality.value, 0.5);   // two of three layers
        QCOMPARE(cells[2].quality.value, 0.375); // half-way between layers 1 and 2
        QCOMPARE(cells[3].quality.value, 0.25);
        QVERIFY(std::isnan(cells[4].quality.value)); // nothing leaves before layer 1
        QVERIFY(!cells[4].spec);
        QCOMPARE(cells[2].spec->text(), std::string("fixed:layer=1"));
        QVERIFY(std::abs(cells[2].specSpeedup - 3) < 1e-12);
        QVERIFY(std::abs(*cells[1].headroom) < 1e-12); // fixed exits are what headroom is counted from
        QVERIFY(cells[1].quality.interval.low <= 0.5 && cells[1].quality.interval.high >= 0.5);
    }

    void theOracleTakesAllHeadroom()
    {
        const auto trace = test::randomTrace({ .units = 300, .exits = 5, .classes = 3 });
        const auto oracle = policy::parseRange("oracle:kind=correct,cheap_fail=true");
        auto options = quick();
        const auto point = sweep::Evaluator(trace).evaluate(oracle.expand().front());
        options.speedups = { point.layerSpeedup() * 0.999999 };
        const auto table = report::policyTable(trace, { oracle, policy::parseRange("entropy:threshold=exact") }, options);
        QVERIFY(table);
        QVERIFY(std::abs(*table->rows[0].cells[0].headroom - 1) < 1e-3);
        QVERIFY(*table->rows[1].cells[0].headroom < 1);
    }

    /// The same figures from the points of a sweep, whatever is exact or repeated in it.
    void headroomsAreThoseOfTheTable()
    {
        sweep::Plan plan;
        plan.trace = test::randomTrace({ .units = 300, .exits = 5, .classes = 3 });
        for (const char* text : { "entropy:threshold=exact", "entropy:normalised=false|true,threshold=exact",
                 "patience:patience=1|2", "fixed:layer=9", "confidence:threshold=exact,first_exit=5" })
            plan.ranges.push_back(policy::parseRange(text));
        sweep::PointList points;
        (void)sweep::sweep(plan, points);
        auto options = quick();
        options.speedups = { 2 };
        const auto table = report::policyTable(plan.trace, plan.ranges, options);
        const auto headrooms = report::headroomsAt(2, plan, points.points);
        QCOMPARE(headrooms.size(), plan.ranges.size());
        for (std::size_t at = 0; at < headrooms.size(); ++at) {
            const auto& cell = table->rows[at].cells.front();
            const auto name = plan.ranges[at].text();
            QCOMPARE(headrooms[at].policy.text(), name);
            QVERIFY2(headrooms[at].taken.has_value() == cell.headroom.has_value(), name.c_str());
            if (!cell.headroom)
                continue;
            QVERIFY2(std::abs(*headrooms[at].taken - *cell.headroom) < 1e-9, name.c_str());
            QVERIFY2(std::abs(headrooms[at].quality - cell.quality.value) < 1e-9, name.c_str());
        }
        QVERIFY(headrooms[0].taken.has_value());
        QVERIFY(!headrooms[3].taken && std::isnan(headrooms[3].quality)); // never that fast
    }

    void aCascadesHeadroomCountsTheLastModel()
    {
        // The small model costs a third of the last one, and is right on three of four.
        const auto model = [](const std::vector<std::vector<float>>& logits, std::int32_t layer) {
            trace::Trace::Arrays arrays;
            for (const auto& row : logits)
                arrays.logits.insert(arrays.logits.end(), row.begin(), row.end());
            arrays.exitLayer = { layer };
            arrays.labels = { 0, 0, 0, 0 };
            return trace::Trace::fromArrays(std::move(arrays), 2, {});
        };
        sweep::Plan plan;
        plan.models = { model({ { 9, 0 }, { 9, 0 }, { 9, 0 }, { 0, 1 } }, 4), model({ { 1, 0 }, { 1, 0 }, { 1, 0 }, { 1, 0 } }, 12) };
        plan.trace = cost::cascadeOf(plan.models);
        plan.ranges = { policy::parseRange("cascade:threshold=0.9"), policy::parseRange("fixed:layer=4|16") };
        sweep::PointList points;
        (void)sweep::sweep(plan, points);
        // Mean 7 layers of the last model's 12: the cascade is right on all there, the oracle no more than that.
        const auto headrooms = report::headroomsAt(12.0 / 7, plan, points.points);
        QCOMPARE(headrooms[0].quality, 1.0);
        QVERIFY(std::abs(*headrooms[0].taken - 1) < 1e-9);
        QVERIFY(std::abs(*headrooms[1].taken) < 1e-9);
        auto options = quick();
        options.speedups = { 12.0 / 7 };
        const auto table = report::policyTable(plan.trace, plan.ranges, options);
        QVERIFY(std::abs(*table->rows[0].cells[0].headroom - 1) < 1e-9);
        QVERIFY(std::abs(*table->rows[1].cells[0].headroom) < 1e-9);
    }

    void noOracleNoHeadroom()
    {
        for (const auto& trace : { test::traceOf({ { 1, 0, 0, 1 } }, 2), test::randomTrace({ .units = 30, .classes = 1 }) }) {
            sweep::Plan plan;
            plan.trace = trace;
            plan.ranges = { policy::parseRange("fixed:layer=" + std::to_string(trace->exitLayer().front())) };
            sweep::PointList points;
            (void)sweep::sweep(plan, points);
            QVERIFY(report::headroomsAt(2, plan, points.points).empty());
        }
    }

    void badRequestsAreRefused()
    {
        const auto trace = test::randomTrace({ .units = 30 });
        const auto policies = std::vector { policy::parseRange("entropy:threshold=0.3") };
        auto options = quick();
        options.speedups = { 0 };
        QVERIFY_EXCEPTION_THROWN(report::policyTable(trace, policies, options), InputError);
        QVERIFY_EXCEPTION_THROWN(report::policyTable(trace, {}, quick()), InputError);
        const auto unlabelled = test::traceOf({ { 1, 0, 0, 1 } }, 2);
        QVERIFY_EXCEPTION_THROWN(report::policyTable(unlabelled, policies, quick()), InputError);
    }

    void measuredSpeedsAreFoundBySpec()
    {
        QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("e.json").toStdString();
        io::writeFileAtomically(file, R"({"points": [{"policy": "entropy", "params": {"threshold": 0.25},
            "measured_speedup": 1.75, "batch1_speedup": 2.5}]})");
        const auto speeds = report::readMeasuredSpeeds({ file });
        QCOMPARE(speeds.size(), std::size_t { 1 });
        QCOMPARE(speeds.at(policy::parseSpec("entropy:threshold=0.25").text()).packed, 1.75);
        for (const char* bad : { "[]", "{}", "{\"points\": [{}]}", "{\"points\": [{\"policy\": \"entropy\", \"params\": {}}]}" }) {
            io::writeFileAtomically(file, bad);
            QVERIFY_EXCEPTION_THROWN(report::readMeasuredSpeeds({ file }), InputError);
        }
    }
};

QTEST_GUILESS_MAIN(PolicyTableTest)
#include "tst_policy_table.moc"
