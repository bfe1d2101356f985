#include "app/plots/structure_plot.h"

#include "app/plots/plot_text.h"
#include "app/session/figure_words.h"
#include "widgets/theme/palette.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <span>

namespace exitscope::app {

namespace {

using training::KeptStructure;
using widgets::Series;

constexpr double barHalf = 0.36; ///< of the height of a layer's bar
constexpr double gap = 0.9;      ///< between the heads and the bars, in heads
constexpr int mostLabels = 12;

const QColor outlineColor(0x8a, 0x8a, 0x8a);

QString whole(std::int64_t value) { return wordsLocale().toString(static_cast<qlonglong>(value)); }

struct Spread
{
    std::int64_t low = 0, high = 0;
};

Spread spreadOf(const std::vector<std::vector<std::int32_t>>& lists)
{
    Spread spread { std::numeric_limits<std::int64_t>::max(), 0 };
    for (const auto& list : lists) {
        spread.low = std::min(spread.low, static_cast<std::int64_t>(list.size()));
        spread.high = std::max(spread.high, static_cast<std::int64_t>(list.size()));
    }
    return spread;
}

QString spreadText(const Spread& spread)
{
    return spread.low == spread.high ? whole(spread.low)
                                     : PlotText::tr("%1 to %2", "least and most").arg(whole(spread.low), whole(spread.high));
}

Series outline(const QString& id, const QString& name)
{
    Series series;
    series.id = id;
    series.name = name;
    series.look = { outlineColor, widgets::Marker::None, widgets::Dash::Solid };
    series.showsMarkers = false;
    series.inLegend = false;
    return series;
}

void addCorner(Series& line, double x, double y)
{
    line.x.push_back(x);
    line.y.push_back(y);
}

/// A filled rectangle.
Series box(const QString& id, const QString& name, const QColor& color, double left, double right, double bottom, double top)
{
    Series series = outline(id, name);
    series.kind = widgets::SeriesKind::Band;
    series.look.color = color;
    series.colors = { color, color };
    series.x = { left, right };
    series.y = { top, top };
    series.low = { bottom, bottom };
    return series;
}

class StructurePicture
{
public:
    StructurePicture(const KeptStructure& structure, widgets::DepthMap map)
        : m_structure(structure)
        , m_map(map)
        , m_layers(static_cast<int>(structure.layers))
        , m_heads(static_cast<int>(structure.heads))
        , m_left(m_heads + 0.5 + gap)
        , m_right(m_left + std::max(5.0, 0.75 * m_heads))
    { }

    widgets::PlotModel draw()
    {
        m_plot.title = PlotText::tr("Kept structure");
        m_plot.description = structureSentence(m_structure);
        m_plot.legend = widgets::LegendPlace::None;
        m_plot.x.title = PlotText::tr("Head; feed-forward width");
        m_plot.y.title = PlotText::tr("Layer");
        m_plot.x.range = widgets::Range { 0.2, m_right + 0.5 };
        m_plot.y.range = widgets::Range { -0.75, m_layers + 0.75 };
        labelAxes();
        addHeads();
        addFeedForward();
        addEmbedding();
        return std::move(m_plot);
    }

private:
    double shareOf(std::size_t layer) const
    {
        return static_cast<double>(m_structure.feedForwardKept[layer].size()) / static_cast<double>(m_structure.feedForward);
    }

    /// Against the best head of its layer, as heads are chosen; 1 where nothing was judged.
    double importanceOf(std::size_t layer, std::size_t head) const
    {
        if (m_structure.headScores.empty())
            return 1;
        const auto& scores = m_structure.headScores[layer];
        const float best = *std::max_element(scores.begin(), scores.end());
        return best > 0 ? static_cast<double>(scores[head]) / static_cast<double>(best) : 0;
    }

    /// Of the neurons that a layer keeps, on average; NaN where nothing was judged.
    double neuronScore(std::size_t layer) const
    {
        const auto& kept = m_structure.feedForwardKept[layer];
        if (m_structure.feedForwardScores.empty() || kept.empty())
            return std::numeric_limits<double>::quiet_NaN();
        double sum = 0;
        for (const auto neuron : kept)
            sum += static_cast<double>(m_structure.feedForwardScores[layer][static_cast<std::size_t>(neuron)]);
        return sum / static_cast<double>(kept.size());
    }

    void labelAxes()
    {
        const int headStep = 1 + (m_heads - 1) / 8;
        for (int head = 1; head <= m_heads; head += headStep)
            m_plot.x.labels.emplace_back(head, whole(head));
        m_plot.x.labels.emplace_back(m_left, QStringLiteral("0"));
        const auto spread = spreadOf(m_structure.feedForwardKept);
        const double share = static_cast<double>(spread.high) / static_cast<double>(m_structure.feedForward);
        if (share > 0.2 && share < 0.7) // else it would run into its neighbours
            m_plot.x.labels.emplace_back(m_left + share * (m_right - m_left), whole(spread.high));
        m_plot.x.labels.emplace_back(m_right, whole(m_structure.feedForward));
        m_plot.y.labels.emplace_back(0, PlotText::tr("words", "the word embedding, on an axis"));
        const int layerStep = 1 + (m_layers - 1) / mostLabels;
        for (int layer = m_layers; layer >= 1; layer -= layerStep)
            m_plot.y.labels.emplace_back(layer, whole(layer));
    }

    void addHeads()
    {
        widgets::CellMap cells;
        cells.columns = m_heads;
        cells.rows = m_layers;
        cells.values.assign(static_cast<std::size_t>(m_heads) * static_cast<std::size_t>(m_layers), std::numeric_limits<double>::quiet_NaN());
        cells.xFirst = cells.yFirst = 1;
        cells.valueTitle = m_structure.headScores.empty() ? PlotText::tr("Kept") : PlotText::tr("Importance within the layer");
        cells.valueRange = widgets::Range { 0, 1 };
        cells.map = m_map;
        Series kept = points(QStringLiteral("heads"), PlotText::tr("heads that are kept"));
        Series removed = points(QStringLiteral("removed"), PlotText::tr("heads that are removed"));
        std::vector<QString> keptTips, removedTips;
        for (std::size_t layer = 0; layer < static_cast<std::size_t>(m_layers); ++layer)
            for (std::size_t head = 0; head < static_cast<std::size_t>(m_heads); ++head) {
                const auto& list = m_structure.headsKept[layer];
                const bool isKept = std::binary_search(list.begin(), list.end(), static_cast<std::int32_t>(head));
                addCorner(isKept ? kept : removed, static_cast<double>(head + 1), static_cast<double>(layer + 1));
                (isKept ? keptTips : removedTips).push_back(headText(layer, head, isKept));
                if (isKept)
                    cells.values[layer * static_cast<std::size_t>(m_heads) + head] = importanceOf(layer, head);
            }
        explain(kept, std::move(keptTips));
        explain(removed, std::move(removedTips));
        m_plot.cells = std::move(cells);
        m_plot.series.push_back(gridRows());
        m_plot.series.push_back(gridColumns());
        for (Series* series : { &kept, &removed })
            if (!series->x.empty())
                m_plot.series.push_back(std::move(*series));
    }

    QString headText(std::size_t layer, std::size_t head, bool isKept) const
    {
        const QString where = PlotText::tr("layer %1, head %2").arg(whole(static_cast<std::int64_t>(layer) + 1), whole(static_cast<std::int64_t>(head) + 1));
        const QString fate = isKept ? PlotText::tr("kept") : PlotText::tr("removed");
        if (m_structure.headScores.empty())
            return where + u'\n' + fate;
        const double score = static_cast<double>(m_structure.headScores[layer][head]);
        if (!isKept && score == 0)
            return where + u'\n' + PlotText::tr("removed before the last judgement");
        return where + u'\n' + fate + u'\n'
            + PlotText::tr("importance %1, %2 % of the layer's best")
                  .arg(wordsLocale().toString(score, 'g', 4), wordsLocale().toString(100 * importanceOf(layer, head), 'f', 0));
    }

    static Series points(const QString& id, const QString& name)
    {
        Series series = outline(id, name);
        series.kind = widgets::SeriesKind::Points;
        return series;
    }

    static void explain(Series& series, std::vector<QString> tips)
    {
        series.tooltip = [tips = std::move(tips)](std::size_t index) { return tips[index]; };
    }

    /// To and fro, so that one line draws them all.
    Series gridRows() const
    {
        Series rows = outline(QStringLiteral("rows"), PlotText::tr("outline of the layers"));
        const double left = 0.5, right = m_heads + 0.5;
        for (int layer = 0; layer <= m_layers; ++layer) {
            addCorner(rows, layer % 2 == 0 ? left : right, layer + 0.5);
            addCorner(rows, layer % 2 == 0 ? right : left, layer + 0.5);
        }
        return rows;
    }

    Series gridColumns() const
    {
        Series columns = outline(QStringLiteral("columns"), PlotText::tr("outline of the heads"));
        const double bottom = 0.5, top = m_layers + 0.5;
        for (int head = 0; head <= m_heads; ++head) {
            addCorner(columns, head + 0.5, head % 2 == 0 ? bottom : top);
            addCorner(columns, head + 0.5, head % 2 == 0 ? top : bottom);
        }
        return columns;
    }

    void addFeedForward()
    {
        Series widths = points(QStringLiteral("feed-forward"), PlotText::tr("feed-forward widths"));
        Series edge = outline(QStringLiteral("widths"), PlotText::tr("outline of the feed-forward widths"));
        std::vector<double> scores;
        for (std::size_t layer = 0; layer < static_cast<std::size_t>(m_layers); ++layer)
            scores.push_back(neuronScore(layer));
        const double best = *std::max_element(scores.begin(), scores.end());
        std::vector<QString> tips;
        for (std::size_t layer = 0; layer < static_cast<std::size_t>(m_layers); ++layer) {
            const double y = static_cast<double>(layer + 1), end = m_left + shareOf(layer) * (m_right - m_left);
            const double depth = std::isfinite(scores[layer]) && best > 0 ? scores[layer] / best : 1;
            m_plot.series.push_back(box(QStringLiteral("width/%1").arg(layer + 1), PlotText::tr("layer %1").arg(whole(static_cast<std::int64_t>(layer) + 1)),
                depthColor(m_map, depth, widgets::depthRangeOn(m_map, Qt::white)), m_left, end, y - barHalf, y + barHalf));
            addFrame(edge, m_left, m_right, y - barHalf, y + barHalf);
            addCorner(widths, end, y);
            tips.push_back(widthText(layer, scores[layer]));
        }
        explain(widths, std::move(tips));
        m_plot.series.push_back(std::move(edge));
        m_plot.series.push_back(std::move(widths));
    }

    QString widthText(std::size_t layer, double score) const
    {
        QString text = PlotText::tr("layer %1, feed-forward\n%2 of %3 neurons (%4 %)")
                           .arg(whole(static_cast<std::int64_t>(layer) + 1), whole(std::ssize(m_structure.feedForwardKept[layer])),
                               whole(m_structure.feedForward), wordsLocale().toString(100 * shareOf(layer), 'f', 0));
        if (std::isfinite(score))
            text += u'\n' + PlotText::tr("mean importance %1").arg(wordsLocale().toString(score, 'g', 4));
        return text;
    }

    /// Back to where it began, from where the next one's left edge is a line upwards.
    static void addFrame(Series& edge, double left, double right, double bottom, double top)
    {
        addCorner(edge, left, bottom);
        addCorner(edge, right, bottom);
        addCorner(edge, right, top);
        addCorner(edge, left, top);
        addCorner(edge, left, bottom);
    }

    void addEmbedding()
    {
        const std::int64_t rank = m_structure.wordRank > 0 ? m_structure.wordRank : m_structure.hidden;
        const double share = std::min(1.0, static_cast<double>(rank) / static_cast<double>(m_structure.hidden));
        const double left = 0.5, right = m_heads + 0.5, end = left + share * (right - left);
        m_plot.series.push_back(box(QStringLiteral("rank/bar"), PlotText::tr("word embedding"),
            widgets::seriesLook(0).color, left, end, -barHalf, barHalf));
        Series edge = outline(QStringLiteral("rank/outline"), PlotText::tr("outline of the word embedding"));
        addFrame(edge, left, right, -barHalf, barHalf);
        m_plot.series.push_back(std::move(edge));
        Series point = points(QStringLiteral("rank"), PlotText::tr("rank of the word embedding"));
        addCorner(point, end, 0);
        explain(point,
            { m_structure.wordRank > 0
                    ? PlotText::tr("word embedding\nrank %1 of %2").arg(whole(rank), whole(m_structure.hidden))
                    : PlotText::tr("word embedding\nwhole: %1 wide").arg(whole(m_structure.hidden)) });
        m_plot.series.push_back(std::move(point));
    }

    const KeptStructure& m_structure;
    widgets::DepthMap m_map;
    int m_layers, m_heads;
    double m_left, m_right; ///< of the feed-forward bars
    widgets::PlotModel m_plot;
};

} // namespace

widgets::PlotModel structurePlot(const KeptStructure& structure, widgets::DepthMap map)
{
    return StructurePicture(structure, map).draw();
}

QString structureSentence(const KeptStructure& structure)
{
    const QString layers = PlotText::tr("%Ln layer(s)", nullptr, static_cast<int>(structure.layers));
    const QString heads = spreadText(spreadOf(structure.headsKept));
    const QString neurons = spreadText(spreadOf(structure.feedForwardKept));
    return structure.wordRank > 0
        ? PlotText::tr("%1: %2 of %3 heads, %4 of %5 neurons, word embedding of rank %6 of %7.")
              .arg(layers, heads, whole(structure.heads), neurons, whole(structure.feedForward), whole(structure.wordRank),
                  whole(structure.hidden))
        : PlotText::tr("%1: %2 of %3 heads, %4 of %5 neurons, the whole word embedding.")
              .arg(layers, heads, whole(structure.heads), neurons, whole(structure.feedForward));
}

} // namespace exitscope::app
