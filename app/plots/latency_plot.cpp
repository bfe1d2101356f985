#include "app/plots/latency_plot.h"

#include "app/plots/measured_speed.h"
#include "app/plots/plot_text.h"
#include "app/session/figure_words.h"
#include "core/error.h"

#include <nlohmann/json.hpp>

#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>

namespace exitscope::app {

namespace {

using widgets::Marker;
using widgets::Series;

constexpr std::array<Marker, 6> batchMarkers { Marker::Disc, Marker::Square, Marker::Triangle, Marker::Diamond,
    Marker::TriangleDown, Marker::Ring };

/// How many tokens ran together; 0 where the engine chose.
std::int64_t batchTokens(const store::Run& run)
{
    const auto options = nlohmann::json::parse(run.request.options, nullptr, false);
    return options.is_object() && options.contains("batch_tokens") && options["batch_tokens"].is_number_integer()
        ? options["batch_tokens"].get<std::int64_t>()
        : 0;
}

double savedBy(const sweep::Point& point, Saving saving)
{
    if (saving == Saving::Layers)
        return point.layerSpeedup();
    return point.flopsFull > 0 && point.flopsSpent > 0 ? 1 / point.flopsRatio() : std::nan("");
}

class LatencySeries
{
public:
    explicit LatencySeries(Saving saving)
        : m_saving(saving)
    {
    }

    void add(const PlottedRun& run)
    {
        const auto tokens = batchTokens(run.run);
        const QString packed = tokens > 0
            ? PlotText::tr("batches of %1 tokens").arg(wordsLocale().toString(static_cast<qlonglong>(tokens)))
            : PlotText::tr("packed batches");
        for (const auto& series : seriesOf(run)) {
            const QString rule = seriesName(run.run.summary, series, NameParts::Rule);
            for (const std::size_t index : series.points) {
                const auto measured = measuredSpeed(run.points[index]);
                if (const auto speed = measured.batch1())
                    addPoint(rule, PlotText::tr("one at a time"), run, index, *speed);
                if (const auto speed = measured.packed())
                    addPoint(rule, packed, run, index, *speed);
            }
        }
    }

    std::vector<Series> take() { return std::move(m_series); }

private:
    static int placeIn(QStringList& names, const QString& name)
    {
        if (!names.contains(name))
            names << name;
        return static_cast<int>(names.indexOf(name));
    }

    void addPoint(const QString& rule, const QString& batching, const PlottedRun& run, std::size_t index, double speed)
    {
        const double saved = savedBy(run.points[index], m_saving);
        if (!std::isfinite(saved))
            return;
        Series& series = seriesFor(rule, batching);
        series.x.push_back(saved);
        series.y.push_back(speed);
        series.tooltip = [before = series.tooltip, here = series.x.size() - 1,
                             card = pointTooltip(run, { static_cast<std::int64_t>(index) })](std::size_t at) {
            return at == here ? card(0) : before ? before(at) : QString();
        };
    }

    Series& seriesFor(const QString& rule, const QString& batching)
    {
        const QString name = PlotText::tr("%1, %2", "policy, how it was batched").arg(rule, batching);
        const auto known
            = std::find_if(m_series.begin(), m_series.end(), [&](const Series& one) { return one.name == name; });
        if (known != m_series.end())
            return *known;
        Series& series = m_series.emplace_back();
        series.id = rule + u'/' + batching;
        series.name = name;
        series.kind = widgets::SeriesKind::Points;
        series.look = widgets::seriesLook(placeIn(m_rules, rule));
        series.look.marker = batchMarkers[static_cast<std::size_t>(placeIn(m_batchings, batching)) % batchMarkers.size()];
        return series;
    }

    Saving m_saving;
    QStringList m_rules, m_batchings;
    std::vector<Series> m_series;
};

/// From where neither saves anything to the greatest of both.
Series diagonal(const std::vector<Series>& all)
{
    double low = 1, high = 1;
    for (const auto& series : all) {
        low = std::min({ low, *std::min_element(series.x.begin(), series.x.end()),
            *std::min_element(series.y.begin(), series.y.end()) });
        high = std::max(high, *std::max_element(series.x.begin(), series.x.end()));
    }
    Series line;
    line.id = QStringLiteral("reference/ideal");
    line.name = PlotText::tr("all that is saved");
    line.kind = widgets::SeriesKind::Line;
    line.look = widgets::referenceLook();
    line.showsMarkers = false;
    line.x = { low, high };
    line.y = { low, high };
    return line;
}

} // namespace

bool hasMeasured(std::span<const PlottedRun> runs)
{
    return std::any_of(runs.begin(), runs.end(), [](const PlottedRun& run) {
        return std::any_of(run.points.begin(), run.points.end(), [](const sweep::Point& point) {
            const auto measured = measuredSpeed(point);
            return measured.packed() || measured.batch1();
        });
    });
}

widgets::PlotModel latencyPlot(std::span<const PlottedRun> runs, Saving saving, widgets::Scale scale)
{
    if (!hasMeasured(runs))
        throw InputError(std::string("no policy of these runs was executed, so no time was measured"),
            "run exitscope execute --store, and name that run");
    LatencySeries series(saving);
    for (const auto& run : runs)
        series.add(run);
    widgets::PlotModel plot;
    plot.series = series.take();
    if (plot.series.empty())
        throw InputError(std::string("these runs do not know their FLOPs"), "hold the times against layers");
    plot.series.insert(plot.series.begin(), diagonal(plot.series));
    plot.title = PlotText::tr("Latency");
    plot.x.title = saving == Saving::Layers ? PlotText::tr("Speed-up by layers") : PlotText::tr("Speed-up by FLOPs");
    plot.y.title = PlotText::tr("Measured speed-up");
    plot.x.scale = plot.y.scale = scale;
    return plot;
}

} // namespace exitscope::app
