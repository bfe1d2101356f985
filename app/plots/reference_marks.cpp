#include "app/plots/reference_marks.h"

#include "app/plots/plot_text.h"

#include <algorithm>
#include <cmath>

namespace exitscope::app {

namespace {

using widgets::PlotModel;

void addFixedLayers(
    PlotModel& plot, const References& references, const TradeoffOptions& options, const std::string& metric)
{
    widgets::Series fixed;
    fixed.id = QStringLiteral("reference/fixed");
    fixed.name = PlotText::tr("fixed layers");
    fixed.kind = widgets::SeriesKind::Points;
    fixed.look = widgets::referenceLook(widgets::Marker::Cross);
    for (const auto& point : references.fixedLayers) {
        const auto y = metricOf(point, metric);
        const double x = costOf(point, options.x);
        if (!y || !std::isfinite(x))
            continue;
        fixed.x.push_back(x);
        fixed.y.push_back(*y);
    }
    if (!fixed.x.empty())
        plot.series.push_back(std::move(fixed));
}

/// What the full model reaches is what every point is held against: a line across. Its own point is the last
/// fixed layer.
void addFullModel(PlotModel& plot, const sweep::Point& full, const std::string& metric)
{
    if (const auto y = metricOf(full, metric))
        plot.marks.push_back({ QStringLiteral("reference/full"), PlotText::tr("full model"),
            widgets::MarkKind::HorizontalLine, 0, *y, widgets::referenceLook() });
}

void addOracle(
    PlotModel& plot, const sweep::Point& oracle, const QString& id, const QString& name, widgets::Marker marker,
    const TradeoffOptions& options, const std::string& metric)
{
    const auto y = metricOf(oracle, metric);
    const double x = costOf(oracle, options.x);
    if (y && std::isfinite(x))
        plot.marks.push_back({ id, name, widgets::MarkKind::Point, x, *y, widgets::referenceLook(marker) });
}

} // namespace

void addReferences(
    PlotModel& plot, const References& references, const TradeoffOptions& options, const std::string& metric)
{
    if (options.references.fixedLayers)
        addFixedLayers(plot, references, options, metric);
    if (options.references.fullModel && references.fullModel())
        addFullModel(plot, *references.fullModel(), metric);
    if (references.oracle && options.references.oracleCorrect)
        addOracle(plot, *references.oracle, QStringLiteral("reference/oracle"), PlotText::tr("oracle"),
            widgets::Marker::TriangleDown, options, metric);
    if (references.oracleAgree && options.references.oracleAgree)
        addOracle(plot, *references.oracleAgree, QStringLiteral("reference/oracle-agree"),
            PlotText::tr("oracle of agreement"), widgets::Marker::Triangle, options, metric);
}

const References* knownReferences(std::span<const PlottedRun> runs)
{
    const auto known = std::find_if(
        runs.begin(), runs.end(), [](const PlottedRun& run) { return run.references.fullModel() != nullptr; });
    return known == runs.end() ? nullptr : &known->references;
}

} // namespace exitscope::app
