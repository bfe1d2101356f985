#include "app/analysis/point_details.h"

#include "app/plots/tradeoff_plot.h"

#include <QCoreApplication>
#include <QLocale>

namespace exitscope::app {

namespace {

struct DetailText
{
    Q_DECLARE_TR_FUNCTIONS(exitscope::app::DetailText)
};

widgets::InspectorGroup pointGroup(const LivePolicy& live, const LiveState& state, const PointKnowledge& known)
{
    const QLocale locale;
    widgets::InspectorGroup group { DetailText::tr("Operating point"), {} };
    const auto add = [&group](const QString& key, const QString& value, const QString& help = {}) {
        group.entries.push_back({ key, value, help });
    };
    add(DetailText::tr("Policy"), live.rule().title);
    add(QString::fromStdString(live.rule().parameter), locale.toString(known.value, 'g', 6));
    for (const auto& [key, value] : live.rule().others)
        add(QString::fromStdString(key), QString::fromStdString(value));
    add(DetailText::tr("Speed-up by layers"),
        DetailText::tr("%1×").arg(locale.toString(state.point.layerSpeedup(), 'f', 3)),
        DetailText::tr("Layers of the full model over the mean exit layer"));
    add(DetailText::tr("Mean exit layer"), locale.toString(state.point.meanExit(), 'f', 3));
    if (state.point.flopsFull > 0)
        add(DetailText::tr("FLOPs of the full model"),
            DetailText::tr("%1 %").arg(locale.toString(100 * state.point.flopsRatio(), 'f', 1)),
            DetailText::tr("FLOPs spent, every tried exit head included, over those of the full model; real lengths"));
    for (const auto& [name, value] : state.point.metrics)
        add(metricTitle(name), locale.toString(value, 'f', 4));
    if (!live.metricByExit().empty())
        add(DetailText::tr("%1 of the full model").arg(metricTitle(live.metric())),
            locale.toString(live.metricByExit().back(), 'f', 4));
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

std::vector<widgets::InspectorGroup> describePoint(
    const LivePolicy& live, const LiveState& state, const PointKnowledge& known)
{
    return { pointGroup(live, state, known), traceGroup(*live.trace()) };
}

} // namespace exitscope::app
