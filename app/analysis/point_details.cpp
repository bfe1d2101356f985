#include "app/analysis/point_details.h"

#include "app/analysis/bands.h"
#include "app/analysis/policy_text.h"
#include "app/plots/tradeoff_plot.h"

#include <QCoreApplication>
#include <QLocale>

namespace exitscope::app {

namespace {

struct DetailText
{
    Q_DECLARE_TR_FUNCTIONS(DetailText)
};

/// "2.41 ± 0.05", half the width of the 95 % interval; without it until it is there.
QString withInterval(const QString& value, const PointKnowledge& known, const char* figure, double factor, int decimals)
{
    const QLocale locale;
    const auto interval = intervalOf(known.intervals, figure);
    return interval ? DetailText::tr("%1 ± %2", "value, half of its interval")
                          .arg(value, locale.toString((interval->high - interval->low) / 2 * factor, 'f', decimals))
                    : value;
}

QString speedup(const std::optional<double>& value)
{
    return value ? DetailText::tr("%1×").arg(QLocale().toString(*value, 'f', 2)) : DetailText::tr("not measured");
}

/// The three speed-ups that a paper should name side by side.
widgets::InspectorGroup speedGroup(const LiveState& state, const PointKnowledge& known)
{
    const QString how = DetailText::tr("“exitscope execute” runs the policy for real and measures it");
    return { DetailText::tr("Speed-up"),
        { { DetailText::tr("Layers saved"),
              withInterval(speedup(state.point.layerSpeedup()), known, "layer_speedup", 1, 2),
              DetailText::tr("Layers of the full model over the mean exit layer") },
            { DetailText::tr("Wall, batch 1"), speedup(known.measured.batch1()), how },
            { DetailText::tr("Wall, packed"), speedup(known.measured.packed()), how } } };
}

widgets::InspectorGroup pointGroup(const LivePolicy& live, const LiveState& state, const PointKnowledge& known)
{
    const QLocale locale;
    widgets::InspectorGroup group { DetailText::tr("Operating point"), {} };
    const auto add = [&group](const QString& key, const QString& value, const QString& help = {}) {
        group.entries.push_back({ key, value, help });
    };
    add(DetailText::tr("Policy"), live.rule().title);
    add(parameterTitle(live.rule().policy, live.rule().parameter), locale.toString(known.value, 'g', 6));
    for (const auto& [key, value] : live.rule().others)
        add(parameterTitle(live.rule().policy, key), QString::fromStdString(value));
    add(DetailText::tr("Mean exit layer"),
        withInterval(locale.toString(state.point.meanExit(), 'f', 3), known, "mean_exit", 1, 2),
        DetailText::tr("With the 95 % bootstrap interval over the examples"));
    if (state.point.flopsFull > 0)
        add(DetailText::tr("FLOPs"),
            withInterval(DetailText::tr("%1 %").arg(locale.toString(100 * state.point.flopsRatio(), 'f', 1)), known,
                "flops_ratio", 100, 1),
            DetailText::tr("FLOPs spent, every tried exit head included, over those of the full model; real lengths"));
    for (const auto& [name, value] : state.point.metrics)
        add(metricTitle(name), withInterval(locale.toString(value, 'f', 4), known, name.c_str(), 1, 3));
    if (!live.metricByExit().empty())
        add(DetailText::tr("Full model"), locale.toString(live.metricByExit().back(), 'f', 4),
            DetailText::tr("%1 of the full model").arg(metricTitle(live.metric())));
    if (!live.metricByExit().empty() && !live.trace()->isRegression())
        add(DetailText::tr("Headroom taken"),
            state.headroom ? DetailText::tr("%1 %").arg(locale.toString(100 * *state.headroom, 'f', 0))
                           : DetailText::tr("none is left"),
            DetailText::tr("How far from leaving everywhere at one layer to the oracle, at this mean exit layer"));
    return group;
}

widgets::InspectorGroup traceGroup(const trace::Trace& trace)
{
    const QLocale locale;
    widgets::InspectorGroup group { DetailText::tr("Trace"), {} };
    const auto add = [&group](const QString& key, const std::string& value) {
        if (!value.empty())
            group.entries.push_back({ key, QString::fromStdString(value), {} });
    };
    add(DetailText::tr("Model"), trace.info().modelName);
    add(DetailText::tr("Dataset"), trace.info().datasetName);
    add(DetailText::tr("Task"), trace.info().task);
    group.entries.push_back({ DetailText::tr("Units"), locale.toString(static_cast<qlonglong>(trace.units())), {} });
    group.entries.push_back({ DetailText::tr("Exits"), locale.toString(static_cast<qlonglong>(trace.exits())), {} });
    return group;
}

} // namespace

MeasuredSpeed measuredOf(const policy::PolicySpec& spec, std::span<const PlottedRun> runs)
{
    for (const auto& run : runs)
        if (run.run.summary.kind == "execute")
            for (const auto& point : run.points)
                if (point.spec == spec)
                    return measuredSpeed(point);
    return {};
}

std::vector<widgets::InspectorGroup> describePoint(
    const LivePolicy& live, const LiveState& state, const PointKnowledge& known)
{
    return { pointGroup(live, state, known), speedGroup(state, known), traceGroup(*live.trace()) };
}

} // namespace exitscope::app
