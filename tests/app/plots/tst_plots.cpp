#include "app/plots/exits_plot.h"
#include "app/plots/layers_plot.h"
#include "app/plots/plot_text.h"
#include "app/plots/run_look.h"
#include "app/plots/tradeoff_plot.h"
#include "core/cost/cascade_trace.h"
#include "core/error.h"
#include "core/sweep/stored_sweep.h"
#include "core/trace/trace_writer.h"
#include "tests/core/policy/small_traces.h"

#include <QtTest>

#include <cmath>

using namespace exitscope;
using namespace exitscope::app;

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
    point.histogram = { 50, 30, 15, 5 };
    return point;
}

PlottedRun runOf(std::int64_t id, std::vector<std::string> specs, std::vector<sweep::Point> points)
{
    PlottedRun run;
    run.run.summary.id = store::RunId { id };
    run.run.summary.name = "run " + std::to_string(id);
    run.run.request.policies = std::move(specs);
    for (std::size_t ordinal = 0; ordinal < points.size(); ++ordinal)
        run.ordinals.push_back(static_cast<std::int64_t>(ordinal));
    run.points = std::move(points);
    return run;
}

/// Four outcomes, of which the second costs more than the third and gives less.
PlottedRun exactRun()
{
    return runOf(7, { "entropy:threshold=exact" },
        { point("entropy:threshold=0", 400, 0.90), point("entropy:threshold=0.1", 320, 0.88),
            point("entropy:threshold=0.2", 200, 0.91), point("entropy:threshold=0.9", 100, 0.70) });
}

} // namespace

class PlotsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// Best first from the expensive side: 0.91 can be had at any cost from 200 on, so the line begins at
    /// 400.
    void exactCurveIsTheFrontier()
    {
        const std::vector runs { exactRun() };
        const auto plot = tradeoffPlot(runs);
        QCOMPARE(plot.series.size(), std::size_t { 1 });
        const auto& curve = plot.series.front();
        QCOMPARE(curve.id, QStringLiteral("7/entropy"));
        QCOMPARE(curve.name, QStringLiteral("entropy"));
        QCOMPARE(curve.kind, widgets::SeriesKind::StepLine);
        QCOMPARE(curve.step, widgets::StepShape::HoldsLeft);
        QCOMPARE(curve.x, (std::vector<double> { 1, 2, 4 }));
        QCOMPARE(curve.y, (std::vector<double> { 0.91, 0.91, 0.70 }));
        QCOMPARE(curve.keys, (std::vector<std::int64_t> { 2, 2, 3 }));
    }

    void costAxesTurnTheFrontier()
    {
        const std::vector runs { exactRun() };
        TradeoffOptions options;
        options.x = CostAxis::FlopsRatio;
        const auto plot = tradeoffPlot(runs, options);
        QCOMPARE(plot.series.front().step, widgets::StepShape::HoldsRight);
        QCOMPARE(plot.series.front().x, (std::vector<double> { 0.25, 0.5, 1 }));
        QCOMPARE(plot.series.front().y, (std::vector<double> { 0.70, 0.91, 0.91 }));
    }

    /// Of perplexities the frontier is below: 30 can be had from 200 on.
    void frontiersTurnWhereLessIsBetter()
    {
        auto run = exactRun();
        const std::vector<double> perplexity { 31, 33, 30, 90 };
        for (std::size_t i = 0; i < perplexity.size(); ++i)
            run.points[i].metrics = { { "perplexity", perplexity[i] } };
        TradeoffOptions options;
        options.x = CostAxis::FlopsRatio;
        options.metric = "perplexity";
        const auto plot = tradeoffPlot(std::vector { run }, options);
        QCOMPARE(plot.series.front().x, (std::vector<double> { 0.25, 0.5, 1 }));
        QCOMPARE(plot.series.front().y, (std::vector<double> { 90, 30, 30 }));
        QVERIFY(plot.y.title.contains(QStringLiteral("less is better")));
    }

    void allOutcomesAreAllPoints()
    {
        const std::vector runs { exactRun() };
        TradeoffOptions options;
        options.shown = CurveShown::AllOutcomes;
        const auto plot = tradeoffPlot(runs, options);
        QCOMPARE(plot.series.front().kind, widgets::SeriesKind::Line);
        QCOMPARE(plot.series.front().x, (std::vector<double> { 1, 1.25, 2, 4 }));
        QCOMPARE(plot.series.front().y, (std::vector<double> { 0.90, 0.88, 0.91, 0.70 }));
    }

    void everyRunAndRuleIsASeries()
    {
        const std::vector runs { exactRun(),
            runOf(8, { "patience:patience=1|2", "entropy:normalised=true,threshold=0.1" },
                { point("patience:patience=2", 300, 0.89), point("patience:patience=1", 200, 0.85),
                    point("entropy:normalised=true,threshold=0.1", 150, 0.8) }) };
        const auto plot = tradeoffPlot(runs);
        QStringList ids, names;
        for (const auto& series : plot.series) {
            ids << series.id;
            names << series.name;
        }
        QCOMPARE(ids, (QStringList { "7/entropy", "8/patience", "8/entropy:normalised=true" }));
        QCOMPARE(
            names, (QStringList { "run 7: entropy", "run 8: patience", "run 8: entropy (normalised=true)" }));
        QCOMPARE(plot.series[1].kind, widgets::SeriesKind::Line);
        QVERIFY(plot.series[1].showsMarkers);
        for (std::size_t a = 0; a < 3; ++a)
            for (std::size_t b = 0; b < a; ++b)
                QVERIFY(!(plot.series[a].look == plot.series[b].look));
    }

    void missingMetricIsNamed()
    {
        const std::vector runs { exactRun() };
        TradeoffOptions options;
        options.metric = "bleu";
        try {
            tradeoffPlot(runs, options);
            QFAIL("no exception");
        } catch (const InputError& error) {
            QVERIFY(QString(error.what()).contains("bleu") && QString(error.what()).contains("accuracy"));
        }
    }

    void recommendedIsTheCheapestWithinTheLoss()
    {
        const auto run = exactRun();
        QCOMPARE(recommendedPoint(run, "accuracy"), std::optional<std::size_t>(2));
        QCOMPARE(recommendedPoint(run, "accuracy", 0.5), std::optional<std::size_t>(3));
        QCOMPARE(recommendedPoint(run, "f1"), std::nullopt);
        QCOMPARE(recommendedPoint(runOf(1, {}, {}), "accuracy"), std::nullopt);
    }

    void exitsAreShares()
    {
        const std::vector runs { exactRun() };
        const auto plot = exitsPlot(runs);
        const auto& bars = plot.series.front();
        QCOMPARE(bars.kind, widgets::SeriesKind::Bars);
        QCOMPARE(bars.x, (std::vector<double> { 1, 2, 3, 4 }));
        QCOMPARE(bars.y, (std::vector<double> { 0.5, 0.3, 0.15, 0.05 }));
        QCOMPARE(bars.colors.size(), std::size_t { 4 });
        QVERIFY_EXCEPTION_THROWN(exitsPlot(runs, 4), InputError);
        const std::vector empty { runOf(1, {}, {}) };
        QVERIFY_EXCEPTION_THROWN(exitsPlot(empty), InputError);
    }

    void rulesAsALegendHasRoom()
    {
        QCOMPARE(
            ruleText(policy::parseSpec("entropy:threshold=0.65482341")), QStringLiteral("entropy 0.655"));
        QCOMPARE(ruleText(policy::parseSpec("patience:patience=3,first_exit=2")),
            QStringLiteral("patience 3 (first_exit=2)"));
    }

    void looksComeBack()
    {
        const widgets::SeriesLook look { QColor(18, 52, 86), widgets::Marker::Ring, widgets::Dash::DashDot };
        store::RunSummary run;
        run.look = lookJson(look);
        QCOMPARE(lookOf(run, 3), look);
        run.look = "";
        QCOMPARE(lookOf(run, 3), widgets::seriesLook(3));
        run.look = R"({"colour": 5, "marker": "star of a newer version"})";
        QCOMPARE(lookOf(run, 3), widgets::seriesLook(3));
    }

    /// From the store's file: references of the trace, each exit alone, those that leave there.
    void storedRunWithItsTrace()
    {
        const QTemporaryDir folder;
        const auto path = std::filesystem::path(folder.path().toStdString());
        trace::writeTrace(
            path / "x.trace", *test::randomTrace({ .units = 400, .exits = 5, .withCosts = true }));
        store::RunStore store(path / "runs.db");
        sweep::StoredSweep sweep;
        sweep.plan.trace = trace::Trace::open(path / "x.trace");
        sweep.plan.ranges = { policy::parseRange("margin:threshold=0.1:0.9:5") };
        const std::vector ids { sweep::sweepIntoStore(store, sweep).run };
        const auto runs = loadRuns(store, ids);
        QCOMPARE(runs.front().points.size(), std::size_t { 5 });
        QVERIFY(runs.front().trace);
        const auto& references = runs.front().references;
        QCOMPARE(references.fixedLayers.size(), std::size_t { 5 });
        QCOMPARE(references.fullModel()->meanExit(), 9.0);
        QVERIFY(references.oracle);

        const auto tradeoff = tradeoffPlot(runs);
        QVERIFY(tradeoff.find("reference/fixed"));
        QCOMPARE(tradeoff.marks.size(), std::size_t { 2 });
        QCOMPARE(tradeoff.marks[0].y, *metricOf(*references.fullModel(), "accuracy"));

        const auto layers = layersPlot(runs, {}, 2);
        QCOMPARE(layers.series[0].x, (std::vector<double> { 1, 3, 5, 7, 9 }));
        QCOMPARE(layers.series[0].y[4], *metricOf(*references.fullModel(), "accuracy"));
        compareLeaving(layers.series[1], *runs.front().trace, runs.front().points[2]);
    }

    /// Two models as one run: exits are the models, compared with each of them alone.
    void storedCascade()
    {
        const QTemporaryDir folder;
        const auto path = std::filesystem::path(folder.path().toStdString());
        const auto small = test::randomTrace({ .units = 200, .exits = 2, .withCosts = true });
        trace::writeTrace(path / "small.trace", *small);
        trace::writeTrace(
            path / "large.trace", *test::anotherModel(*small, { .units = 200, .exits = 5, .withCosts = true }));
        store::RunStore store(path / "runs.db");
        sweep::StoredSweep sweep;
        sweep.plan.models = { trace::Trace::open(path / "small.trace"), trace::Trace::open(path / "large.trace") };
        sweep.plan.trace = cost::cascadeOf(sweep.plan.models);
        sweep.plan.ranges = { policy::parseRange("cascade:threshold=exact") };
        const std::vector ids { sweep::sweepIntoStore(store, sweep).run };
        const auto runs = loadRuns(store, ids);
        QCOMPARE(runs.front().run.request.traces.size(), std::size_t { 2 });
        QVERIFY2(runs.front().trace && runs.front().trace->isCascade(), runs.front().traceProblem.c_str());
        const auto& fixed = runs.front().references.fixedLayers;
        QCOMPARE(fixed.size(), std::size_t { 2 });
        QCOMPARE(fixed[0].meanExit(), 3.0);
        QCOMPARE(fixed[1].meanExit(), 9.0);
        QCOMPARE(fixed[1].layerSpeedup(), 1.0);
        QVERIFY(std::abs(fixed[1].flopsRatio() - 1) < 1e-6);
        QVERIFY(recommendedPoint(runs.front(), "accuracy"));

        QVERIFY(tradeoffPlot(runs).find("reference/fixed"));
        QCOMPARE(layersPlot(runs).series[0].x, (std::vector<double> { 3, 12 }));
        QCOMPARE(exitsPlot(runs).series.front().x.size(), std::size_t { 2 });

        std::filesystem::remove(path / "small.trace");
        const auto without = loadRuns(store, ids);
        QVERIFY(!without.front().trace);
        QVERIFY(without.front().traceProblem.find("is gone") != std::string::npos);
        QCOMPARE(exitsPlot(without).series.front().x.size(), std::size_t { 2 });
    }

    void changedTraceIsNotUsed()
    {
        const QTemporaryDir folder;
        const auto path = std::filesystem::path(folder.path().toStdString());
        trace::writeTrace(path / "x.trace", *test::randomTrace({ .units = 30, .seed = 1 }));
        store::RunStore store(path / "runs.db");
        sweep::StoredSweep sweep;
        sweep.plan.trace = trace::Trace::open(path / "x.trace");
        sweep.plan.ranges = { policy::parseRange("margin:threshold=0.5") };
        const std::vector ids { sweep::sweepIntoStore(store, sweep).run };
        sweep.plan.trace.reset();
        trace::writeTrace(path / "x.trace", *test::randomTrace({ .units = 30, .seed = 2 }));
        const auto runs = loadRuns(store, ids);
        QVERIFY(!runs.front().trace);
        QVERIFY(runs.front().traceProblem.find("has changed") != std::string::npos);
        QVERIFY(runs.front().references.fixedLayers.empty());
        QVERIFY_EXCEPTION_THROWN(layersPlot(runs), InputError);
    }

private:
    /// The share of right ones at every exit, counted by hand; exits with fewer than ten units stay empty.
    static void compareLeaving(
        const widgets::Series& drawn, const trace::Trace& trace, const sweep::Point& point)
    {
        const auto outcome = policy::replay(trace, point.spec);
        for (std::int32_t exit = 0; exit < 5; ++exit) {
            double units = 0, labelled = 0, right = 0;
            for (std::size_t unit = 0; unit < outcome.exit.size(); ++unit) {
                if (outcome.exit[unit] != exit)
                    continue;
                ++units;
                labelled += trace.labels()[unit] >= 0;
                right += trace.labels()[unit] == outcome.predictedClass[unit];
            }
            const double value = drawn.y[static_cast<std::size_t>(exit)];
            if (units < 10)
                QVERIFY(std::isnan(value));
            else
                QCOMPARE(value, right / labelled);
        }
    }
};

QTEST_GUILESS_MAIN(PlotsTest)
#include "tst_plots.moc"
