#include "app/analysis/seed_groups.h"
#include "app/plots/latency_plot.h"
#include "app/plots/tradeoff_plot.h"
#include "core/error.h"
#include "core/evidence/front_draws.h"
#include "core/sweep/stored_sweep.h"
#include "core/trace/trace_writer.h"
#include "tests/core/policy/small_traces.h"
#include "tests/support/near.h"

#include <QtTest>

#include <cmath>

using namespace exitscope;
using namespace exitscope::app;
using test::near;

namespace {

sweep::Point point(const char* spec, std::int64_t sumExits, double accuracy)
{
    sweep::Point point;
    point.spec = policy::parseSpec(spec);
    point.units = 100;
    point.layers = 4;
    point.sumExitLayers = sumExits;
    point.flopsSpent = static_cast<double>(sumExits);
    point.flopsFull = 400;
    point.metrics = { { "accuracy", accuracy } };
    return point;
}

/// A sweep of one model of the family; its full model and half of it.
PlottedRun seedRun(std::int64_t id, double full, double half, const char* dataset = "trec")
{
    PlottedRun run;
    run.run.summary.id = store::RunId { id };
    store::TraceRecord trace;
    trace.path = "seed.trace";
    trace.sha256 = "trace of " + std::to_string(id);
    trace.exitLayers = { 2, 4 };
    trace.model = { "model", {}, "model of " + std::to_string(id), "bert" };
    trace.dataset = { dataset, {}, std::string("hash of ") + dataset, "trec", 100 };
    run.run.request.traces = { trace };
    run.run.request.policies = { "entropy:threshold=exact" };
    run.points = { point("entropy:threshold=0", 400, full), point("entropy:threshold=0.9", 200, half) };
    run.ordinals = { 0, 1 };
    run.references.fixedLayers = { point("fixed:layer=2", 200, half - 0.1), point("fixed:layer=4", 400, full) };
    return run;
}

TradeoffOptions grouped(CostAxis axis)
{
    TradeoffOptions options;
    options.x = axis;
    options.grouping = RunGrouping::Seeds;
    return options;
}

} // namespace

class TradeoffEvidenceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// 0.90, 0.92, 0.94 at full cost, 0.80, 0.82, 0.87 at half of it; linear between.
    void threeSeedsAreMeanAndDeviation()
    {
        const std::vector runs { seedRun(1, 0.90, 0.80), seedRun(2, 0.92, 0.82), seedRun(3, 0.94, 0.87) };
        const auto plot = tradeoffPlot(runs, grouped(CostAxis::FlopsRatio));
        const auto& mean = plot.series[1];
        const auto& band = plot.series[0];
        QCOMPARE(mean.kind, widgets::SeriesKind::Line);
        QCOMPARE(band.kind, widgets::SeriesKind::Band);
        QVERIFY(near(mean.x.front(), 0.5, 1e-12) && near(mean.x.back(), 1, 1e-12));
        QVERIFY(near(mean.y.front(), 0.83, 1e-12) && near(mean.y.back(), 0.92, 1e-12));
        QVERIFY(near(mean.y[200], 0.875, 1e-12));
        const double deviation = std::sqrt((0.03 * 0.03 + 0.01 * 0.01 + 0.04 * 0.04) / 2);
        QVERIFY(near(band.y.front(), 0.83 + deviation, 1e-12) && near(band.low.front(), 0.83 - deviation, 1e-12));
        QVERIFY(near(band.y.back(), 0.94, 1e-12) && near(band.low.back(), 0.90, 1e-12));
        for (const QString& text : { band.legend, band.name })
            QVERIFY2(text.contains("standard deviation") && text.contains("n = 3"), qPrintable(text));
        QVERIFY(mean.tooltip(0).contains("0.83"));
        QVERIFY(mean.name.contains("1, 2, 3"));
    }

    /// The same on the axis that runs the other way, and what they are held against: 0.92 is the mean full model.
    void speedUpsAndReferencesAreMeansToo()
    {
        const std::vector runs { seedRun(1, 0.90, 0.80), seedRun(2, 0.92, 0.82), seedRun(3, 0.94, 0.87) };
        const auto plot = tradeoffPlot(runs, grouped(CostAxis::LayerSpeedup));
        const auto& mean = plot.series[1];
        QVERIFY(near(mean.x.front(), 1, 1e-12) && near(mean.x.back(), 2, 1e-12));
        QVERIFY(std::is_sorted(mean.x.begin(), mean.x.end()));
        QVERIFY(near(mean.y.front(), 0.92, 1e-12) && near(mean.y.back(), 0.83, 1e-12));
        QVERIFY(near(plot.marks.front().y, 0.92, 1e-12));
        QVERIFY(plot.marks.front().name.contains("mean"));
        const auto* fixed = plot.find("reference/fixed");
        QVERIFY(fixed && near(fixed->x[0], 2, 1e-12) && near(fixed->y[0], 0.73, 1e-12));
    }

    void twoSeedsAreARange()
    {
        const std::vector runs { seedRun(1, 0.90, 0.80), seedRun(2, 0.92, 0.82) };
        const auto plot = tradeoffPlot(runs, grouped(CostAxis::MeanExit));
        QVERIFY(near(plot.series[0].low.front(), 0.80, 1e-12) && near(plot.series[0].y.front(), 0.82, 1e-12));
        QVERIFY(near(plot.series[0].x.front(), 2, 1e-12) && near(plot.series[0].x.back(), 4, 1e-12));
        QVERIFY(plot.series[0].legend.contains("n = 2") && !plot.series[0].legend.contains("deviation"));
    }

    /// An executed policy is a point, no curve: its mean over the seeds stands on a whisker, under the name the runs share.
    void singlePointsAreMeansOnWhiskers()
    {
        std::vector runs { seedRun(1, 0.90, 0.80), seedRun(2, 0.92, 0.82), seedRun(3, 0.94, 0.87) };
        for (auto& run : runs) {
            run.run.summary.name = "frequency";
            run.points.resize(1);
            run.ordinals.resize(1);
        }
        runs.push_back(seedRun(4, 0.5, 0.4, "sst-2"));
        const auto plot = tradeoffPlot(runs, grouped(CostAxis::FlopsRatio));
        const auto& band = plot.series[0];
        const auto& mean = plot.series[1];
        QCOMPARE(band.kind, widgets::SeriesKind::Band);
        QCOMPARE(band.x, std::vector<double> { 1 });
        QVERIFY(near(band.y.front(), 0.94, 1e-12) && near(band.low.front(), 0.90, 1e-12));
        QCOMPARE(mean.kind, widgets::SeriesKind::Points);
        QVERIFY(near(mean.y.front(), 0.92, 1e-12));
        QCOMPARE(mean.legend, QString("frequency, mean"));
    }

    /// The best is not the dearest: what it gives can be had for more, too.
    void meansGoAsFarAsTheirCurves()
    {
        const std::vector runs { seedRun(1, 0.70, 0.80), seedRun(2, 0.72, 0.82), seedRun(3, 0.74, 0.87) };
        const auto plot = tradeoffPlot(runs, grouped(CostAxis::FlopsRatio));
        const auto& mean = plot.series[1];
        QVERIFY(near(mean.x.back(), 1, 1e-12) && near(mean.y.back(), 0.83, 1e-12) && near(mean.y.front(), 0.83, 1e-12));
        QCOMPARE(plot.series[0].x.size(), mean.x.size());
    }

    void whatDiffersInMoreThanTheSeedStandsAlone()
    {
        std::vector runs { seedRun(1, 0.90, 0.80), seedRun(2, 0.92, 0.82), seedRun(3, 0.9, 0.8), seedRun(4, 0.9, 0.8) };
        runs[2].run.request.policies = { "entropy:threshold=0|0.9" };
        runs[3].run.request.traces[0].model->sha256 = "model of 2";
        const auto grouping = groupBySeed(runs);
        QCOMPARE(grouping.groups, (std::vector<std::vector<std::size_t>> { { 0, 1 } }));
        QCOMPARE(grouping.alone, (std::vector<std::size_t> { 2, 3 }));
        const auto plot = tradeoffPlot(runs, grouped(CostAxis::FlopsRatio));
        QVERIFY(plot.find("3/entropy") && plot.find("4/entropy"));
        QVERIFY(!plot.find("1/entropy"));
    }

    /// Two ways of training, two seeds each: their names say which belong together.
    void namesTellSeedsFromMethods()
    {
        std::vector runs { seedRun(1, 0.90, 0.80), seedRun(2, 0.92, 0.82), seedRun(3, 0.9, 0.8), seedRun(4, 0.9, 0.8) };
        for (const std::size_t place : { 0U, 2U })
            runs[place].run.summary.name = "joint";
        for (const std::size_t place : { 1U, 3U })
            runs[place].run.summary.name = "two-stage";
        QCOMPARE(groupBySeed(runs).groups, (std::vector<std::vector<std::size_t>> { { 0, 2 }, { 1, 3 } }));
        for (auto& run : runs)
            run.run.summary.name += std::to_string(static_cast<std::int64_t>(run.run.summary.id));
        QCOMPARE(groupBySeed(runs).groups, (std::vector<std::vector<std::size_t>> { { 0, 1, 2, 3 } }));
    }

    void whoAsksForAGroupIsToldWhyThereIsNone_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("reason");
        QTest::newRow("dataset") << 0 << "over different datasets, trec and sst-2";
        QTest::newRow("exits") << 1 << "leave at different layers";
        QTest::newRow("model") << 2 << "the same model";
        QTest::newRow("policies") << 3 << "different policies";
        QTest::newRow("options") << 4 << "different options";
    }

    void whoAsksForAGroupIsToldWhyThereIsNone()
    {
        QFETCH(int, kind);
        QFETCH(QString, reason);
        std::vector runs { seedRun(1, 0.90, 0.80), seedRun(2, 0.92, 0.82, kind == 0 ? "sst-2" : "trec") };
        auto& request = runs[1].run.request;
        if (kind == 1)
            request.traces[0].exitLayers = { 1, 4 };
        if (kind == 2)
            request.traces[0].model->sha256 = "model of 1";
        if (kind == 3)
            request.policies = { "margin:threshold=exact" };
        if (kind == 4)
            request.options = "{\"padded_tokens\":128}";
        try {
            requireSeedGroup(runs);
            QFAIL("no exception");
        } catch (const InputError& error) {
            const QString text = QString::fromUtf8(error.what());
            QVERIFY2(text.contains(reason) && text.contains("run 1") && text.contains("run 2"), qPrintable(text));
        }
    }

    /// A group beside a run over other data is still asked about.
    void otherDataIsNamedBesideAGroup()
    {
        const std::vector runs { seedRun(1, 0.9, 0.8), seedRun(2, 0.9, 0.8), seedRun(3, 0.9, 0.8, "sst-2") };
        QVERIFY_EXCEPTION_THROWN(requireSeedGroup(runs), InputError);
        requireSeedGroup(std::span(runs).first(2));
    }

    /// The frontier's band is that of evidence::bandOf, at every cost that is drawn; the points' are their own.
    void bandsAreFrontiersFoundAnew()
    {
        const QTemporaryDir folder;
        const auto runs = sweptRun(folder, { "entropy:threshold=exact", "margin:threshold=0.1:0.9:5" });
        TradeoffOptions options;
        options.x = CostAxis::FlopsRatio;
        const auto wanted = wantedBands(runs, options, {});
        QCOMPARE(wanted.fronts.size(), std::size_t { 1 });
        QCOMPARE(wanted.points.at(0).size(), std::size_t { 5 });
        const auto bands = std::make_shared<const Bands>(*completed({}, wanted, runs));
        QVERIFY(wantedBands(runs, options, *bands).isEmpty());
        options.bands = bands;
        const auto plot = tradeoffPlot(runs, options);
        const auto* band = plot.find("1/entropy/band");
        QVERIFY(band && band->legend.contains("frontier") && band->legend.contains("n = 150"));
        QVERIFY(band->name.contains("95 %") && QString(band->name).remove(QRegularExpression("[^0-9]")).contains("1000"));
        QVERIFY(plot.find("1/margin/band")->legend.contains("each point"));

        const auto evaluator = runs[0].evaluator();
        std::vector<policy::PolicySpec> specs;
        for (const auto& one : runs[0].points)
            if (one.spec.name == "entropy")
                specs.push_back(one.spec);
        evidence::OutcomePath path(evaluator, specs);
        evidence::Resampling resampling(150, {});
        evidence::FrontOptions front;
        front.axis = evidence::CostAxis::Flops;
        const auto fronts = *evidence::resampledFronts(path, resampling, front);
        const auto expected = evidence::bandOf(fronts, band->x);
        for (std::size_t at = 0; at < band->x.size(); ++at) {
            QCOMPARE(band->low[at], expected.low[at]);
            QCOMPARE(band->y[at], expected.high[at]);
        }
        QVERIFY(plot.find("1/entropy")->tooltip(0).contains("frontier lies"));
    }

    void bandsRunAlongEveryAxis()
    {
        const QTemporaryDir folder;
        const auto runs = sweptRun(folder, { "entropy:threshold=exact" });
        for (const CostAxis axis : { CostAxis::LayerSpeedup, CostAxis::MeanExit }) {
            TradeoffOptions options;
            options.x = axis;
            options.bands = std::make_shared<const Bands>(*completed({}, wantedBands(runs, options, {}), runs));
            const auto plot = tradeoffPlot(runs, options);
            const auto *band = plot.find("1/entropy/band"), *curve = plot.find("1/entropy");
            QVERIFY(std::is_sorted(band->x.begin(), band->x.end()));
            QVERIFY(near(band->x.front(), curve->x.front(), 1e-9) && near(band->x.back(), curve->x.back(), 1e-9));
        }
    }

    /// Leaving everywhere at one layer takes nothing of the headroom, the oracle all of it.
    void headroomOfFixedLayersAndTheOracle()
    {
        const QTemporaryDir folder;
        const auto runs = sweptRun(folder, { "fixed:layer=3|5", "oracle:kind=correct,cheap_fail=true" });
        QCOMPARE(runs[0].headroom.size(), std::size_t { 3 });
        QVERIFY(near(runs[0].headroom[0], 0, 1e-9) && near(runs[0].headroom[1], 0, 1e-9));
        QVERIFY(near(runs[0].headroom[2], 1, 1e-9));
        QVERIFY(tradeoffPlot(runs).find("1/oracle:cheap_fail=true,kind=correct")->tooltip(0).contains("100 %"));
    }

    void latencyIsMeasuredAgainstPromised()
    {
        auto run = seedRun(1, 0.9, 0.8);
        run.points[1].more = R"({"seconds": 2, "full_seconds": 3, "batch1_seconds": 4, "batch1_full_seconds": 7})";
        auto batched = run;
        batched.run.summary.id = store::RunId { 2 };
        batched.run.request.options = R"({"batch_tokens": 64})";
        const auto plot = latencyPlot(std::vector { run, batched });
        QCOMPARE(plot.series.size(), std::size_t { 4 }); // diagonal, one at a time, packed, packed by 64
        const auto valueOf = [&](const char* name) {
            for (const auto& series : plot.series)
                if (series.name.contains(name))
                    return std::pair(series.x.front(), series.y.front());
            return std::pair(0.0, 0.0);
        };
        QCOMPARE(valueOf("packed"), std::pair(2.0, 1.5));
        QCOMPARE(valueOf("one at a time"), std::pair(2.0, 1.75));
        QCOMPARE(valueOf("64"), std::pair(2.0, 1.5));
        QCOMPARE(plot.series[1].look.color, plot.series[2].look.color);
        QVERIFY(plot.series[1].look.marker != plot.series[2].look.marker);
        const auto* ideal = plot.find("reference/ideal");
        QVERIFY(ideal && ideal->x == ideal->y && ideal->x.back() == 2);
        QVERIFY_EXCEPTION_THROWN(latencyPlot(std::vector { seedRun(1, 0.9, 0.8) }), InputError);
    }

private:
    static std::vector<PlottedRun> sweptRun(const QTemporaryDir& folder, const std::vector<std::string>& ranges)
    {
        const auto path = std::filesystem::path(folder.path().toStdString());
        trace::writeTrace(path / "x.trace", *test::randomTrace({ .units = 150, .exits = 5, .withCosts = true }));
        store::RunStore store(path / "runs.db");
        sweep::StoredSweep sweep;
        sweep.plan.trace = trace::Trace::open(path / "x.trace");
        for (const auto& range : ranges)
            sweep.plan.ranges.push_back(policy::parseRange(range));
        const std::vector ids { sweep::sweepIntoStore(store, sweep).run };
        return loadRuns(store, ids);
    }
};

QTEST_GUILESS_MAIN(TradeoffEvidenceTest)
#include "tst_tradeoff_evidence.moc"
