#include "app/plots/frontier_points.h"
#include "app/plots/plot_text.h"
#include "app/views/tradeoff_view.h"
#include "widgets/theme/palette.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace exitscope::app {

namespace {

/// The same file, or the same model on the same data.
bool isSameTrace(const trace::Trace& a, const trace::Trace& b)
{
    if (a.path() == b.path())
        return true;
    return !a.info().modelSha256.empty() && a.info().modelSha256 == b.info().modelSha256
        && a.info().datasetSha256 == b.info().datasetSha256 && a.units() == b.units();
}

/// How many looks the curves of a model have taken.
int curvesOf(const widgets::PlotModel& model)
{
    return static_cast<int>(std::count_if(model.series.begin(), model.series.end(), [](const widgets::Series& series) {
        return series.kind != widgets::SeriesKind::Band && !series.id.startsWith(QLatin1String("reference/"));
    }));
}

/// The curve holds no point beyond the best, whose quality can also be had for as much as the full model costs.
std::vector<PlottedPoint> reachingFullCost(std::vector<PlottedPoint> points, CostAxis axis, int layers)
{
    if (points.empty())
        return points;
    const PlottedPoint best = axis == CostAxis::LayerSpeedup ? points.front() : points.back();
    const double full = axis == CostAxis::MeanExit ? layers : 1;
    if (axis == CostAxis::LayerSpeedup && full < best.x)
        points.insert(points.begin(), { full, best.y, best.index });
    if (axis != CostAxis::LayerSpeedup && full > best.x)
        points.push_back({ full, best.y, best.index });
    return points;
}

} // namespace

/// A selected exact run of the same rule on the same trace is the scrubber's curve already.
QString TradeoffView::seriesOfTheSameRule(const widgets::PlotModel& model) const
{
    if (!m_runs)
        return {};
    std::string variant;
    for (const auto& [key, value] : m_live->rule().others)
        variant += (variant.empty() ? ":" : ",") + key + "=" + value;
    const QString rule = QString::fromStdString(m_live->rule().policy + variant);
    for (const auto& run : *m_runs) {
        const QString id = QString::number(static_cast<qlonglong>(run.run.summary.id)) + u'/' + rule;
        const auto* series = model.find(id);
        if (series && series->kind == widgets::SeriesKind::StepLine && run.trace
            && isSameTrace(*run.trace, *m_live->trace()))
            return id;
    }
    return {};
}

void TradeoffView::addLive(widgets::PlotModel& model)
{
    m_markedSeries = liveId;
    if (!m_live || m_live->metric() != options().metric || m_live->curve().metric.empty()
        || options().x == CostAxis::MeasuredTime) // a replay takes no time
        return;
    if (const QString same = seriesOfTheSameRule(model); !same.isEmpty()) {
        m_markedSeries = same;
        return;
    }
    model.series.push_back(liveSeries(curvesOf(model)));
}

/// Of a threshold rule every outcome is known: a frontier, drawn as those of exact runs. A counted rule has its points.
widgets::Series TradeoffView::liveSeries(int look) const
{
    const auto& curve = m_live->curve();
    const CostAxis axis = options().x;
    const auto& costs = axis == CostAxis::LayerSpeedup ? curve.layerSpeedup
        : axis == CostAxis::FlopsRatio                 ? curve.flopsRatio
                                                       : curve.meanExit;
    std::vector<PlottedPoint> points;
    for (std::size_t place = 0; place < costs.size(); ++place)
        if (std::isfinite(costs[place]) && std::isfinite(curve.metric[place]))
            points.push_back({ costs[place], curve.metric[place], place });
    points = byCost(std::move(points));
    const bool isFrontier = !m_live->rule().isInteger && !m_all->isChecked();
    if (isFrontier)
        points = reachingFullCost(frontier(points, axis), axis, m_live->trace()->fullLayers());
    widgets::Series series;
    series.id = liveId;
    series.name = tr("%1 (scrubber)").arg(m_live->rule().title);
    series.kind = isFrontier ? widgets::SeriesKind::StepLine : widgets::SeriesKind::Line;
    series.step = stepOf(axis);
    series.look = widgets::seriesLook(look);
    series.showsMarkers = m_live->rule().isInteger;
    for (const auto& point : points) {
        series.x.push_back(point.x);
        series.y.push_back(point.y);
        series.keys.push_back(static_cast<std::int64_t>(point.index));
    }
    series.tooltip = [live = m_live, keys = series.keys](std::size_t index) {
        const QLocale locale;
        const auto& at = live->curve();
        const auto place = static_cast<std::size_t>(keys[index]);
        return tr("%1, %2 = %3\n%4: %5\nspeed-up by layers: %6×\nmean exit: %7")
            .arg(live->rule().title, QString::fromStdString(live->rule().parameter),
                locale.toString(at.value[place], 'g', 5), metricTitle(live->metric()),
                locale.toString(at.metric[place], 'f', 4), locale.toString(at.layerSpeedup[place], 'f', 2),
                locale.toString(at.meanExit[place], 'f', 2));
    };
    return series;
}

/// What the open trace's own rules are held against, off the GUI thread; once a trace.
void TradeoffView::wantReferences()
{
    const auto trace = m_live ? m_live->trace() : nullptr;
    if (trace == m_referenceTrace)
        return;
    m_referenceTrace = trace;
    m_references.reset();
    m_referenceTask.drop();
    if (!trace)
        return;
    m_referenceTask.run(
        this, [trace] { return referencesOf(sweep::Evaluator(trace)); },
        [this](References references) {
            m_references = std::move(references);
            rebuild();
        },
        [this](const QString& problem) { Q_EMIT failed(problem); });
}

} // namespace exitscope::app
