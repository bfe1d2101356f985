#include "widgets/plot/plot_builder.h"

#include "widgets/plot/decimal_ticker.h"
#include "widgets/plot/polyline.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace exitscope::widgets {

namespace {

constexpr std::size_t markersApart = 60; // with more points, only every so many carry a marker
constexpr std::size_t markersOnDenseLine = 9;
constexpr auto marksLayer = QLatin1StringView("marks");

double scaled(double value, Scale scale)
{
    return scale == Scale::Log ? std::log(value) : value;
}

double unscaled(double value, Scale scale)
{
    return scale == Scale::Log ? std::exp(value) : value;
}

/// Data in a square where axes are straight: lines that are straight on paper can be cut there.
QRectF scaledArea(const PlotModel& model, Range x, Range y)
{
    return QRectF(QPointF(scaled(x.low, model.x.scale), scaled(y.low, model.y.scale)),
        QPointF(scaled(x.high, model.x.scale), scaled(y.high, model.y.scale)));
}

bool fits(const Series& series, Range x, Range y)
{
    const auto inside = [](const std::vector<double>& values, Range range) {
        return std::all_of(
            values.begin(), values.end(), [&](double value) { return value >= range.low && value <= range.high; });
    };
    return inside(series.x, x) && inside(series.y, y);
}

/// The series as its markers want it: inside the axes, and few enough.
Series markerPoints(const Series& series, Range x, Range y)
{
    Series points;
    const bool isDense = series.kind != SeriesKind::Points && series.x.size() > markersApart;
    const std::size_t step = isDense ? series.x.size() / markersOnDenseLine : 1;
    for (std::size_t point = isDense ? step / 2 : 0; point < series.x.size(); point += step) {
        if (series.x[point] < x.low || series.x[point] > x.high || series.y[point] < y.low
            || series.y[point] > y.high)
            continue;
        points.x.push_back(series.x[point]);
        points.y.push_back(series.y[point]);
    }
    return points;
}

QVector<double> toQt(const std::vector<double>& values)
{
    return QVector<double>(values.begin(), values.end());
}

/// Data for QCPGraph, which must be sorted by key.
void setSortedData(QCPGraph* graph, const std::vector<double>& x, const std::vector<double>& y)
{
    graph->setData(toQt(x), toQt(y), std::is_sorted(x.begin(), x.end()));
}

class Builder
{
public:
    Builder(QCustomPlot& plot, const Drawable& drawable, const PlotStyle& style, Range x, Range y)
        : m_plot(plot)
        , m_model(drawable.model)
        , m_style(style)
        , m_x(x)
        , m_y(y)
    {
    }

    void build()
    {
        clear();
        styleAxis(m_plot.xAxis, m_model.x, m_x);
        styleAxis(m_plot.yAxis, m_model.y, m_y);
        styleLegend();
        if (m_model.cells)
            addCells(*m_model.cells);
        addBands();
        addBars();
        for (const Series& series : m_model.series) {
            if (series.kind == SeriesKind::Line || series.kind == SeriesKind::StepLine)
                addLine(series);
            if (series.kind == SeriesKind::Points)
                addMarkers(series, InLegend::Yes);
        }
        addLegendEntries();
        auto* marks = new MarksItem(&m_plot, m_model, m_style);
        marks->setLayer(marksLayer);
    }

private:
    enum class InLegend { No, Yes };

    void clear()
    {
        m_plot.legend->clearItems();
        m_plot.clearPlottables();
        for (int index = m_plot.itemCount() - 1; index >= 0; --index)
            if (m_plot.item(index)->layer()->name() == marksLayer)
                m_plot.removeItem(index);
        bringLegendHome(m_plot);
        for (int index = m_plot.plotLayout()->elementCount() - 1; index >= 0; --index) {
            QCPLayoutElement* element = m_plot.plotLayout()->elementAt(index);
            if (element && element != m_plot.axisRect())
                m_plot.plotLayout()->remove(element);
        }
        QCPAxisRect* rect = m_plot.axisRect();
        m_plot.plotLayout()->simplify();
        m_plot.plotLayout()->setRowSpacing(0);
        m_plot.plotLayout()->setColumnSpacing(m_style.px(4));
        // QCustomPlot leaves out tick labels that would cross the border.
        rect->setMinimumMargins(
            QMargins(0, static_cast<int>(m_style.tickPx * 0.8), static_cast<int>(m_style.tickPx * 1.4), 0));
        m_plot.setBackground(QBrush(m_style.theme.background));
        m_plot.setLocale(m_style.locale);
        if (!m_plot.layer(marksLayer)) {
            m_plot.addLayer(marksLayer, m_plot.layer(QStringLiteral("main")), QCustomPlot::limAbove);
            m_plot.setCurrentLayer(QStringLiteral("main"));
        }
        m_plot.setAutoAddPlottableToLegend(false);
    }

    void styleAxis(QCPAxis* axis, const AxisSpec& spec, Range range) const
    {
        const PlotStyle& style = m_style;
        const bool isLog = spec.scale == Scale::Log;
        axis->setScaleType(isLog ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
        axis->setRange(range.low, range.high);
        axis->setTicker(ticker(spec, range));
        axis->setNumberFormat(isLog && range.high / range.low >= 1e4 ? QStringLiteral("gbc") : QStringLiteral("gb"));
        axis->setLabel(spec.title);
        axis->setLabelFont(style.font(style.textPx));
        axis->setTickLabelFont(style.font(style.tickPx));
        axis->setLabelColor(style.theme.text);
        axis->setTickLabelColor(style.theme.text);
        const QPen line(style.theme.axis, style.axisPx);
        axis->setBasePen(line);
        axis->setTickPen(line);
        axis->setSubTickPen(line);
        axis->setTickLength(0, style.px(2.5));
        axis->setSubTickLength(0, isLog ? style.px(1.2) : 0);
        axis->setSubTicks(isLog);
        axis->setTickLabelPadding(style.px(1.5));
        axis->setLabelPadding(style.px(2));
        axis->setPadding(style.px(1));
        axis->grid()->setPen(QPen(style.theme.grid, style.axisPx));
        axis->grid()->setZeroLinePen(Qt::NoPen);
        axis->grid()->setVisible(style.theme.grid.alpha() > 0 && !m_model.cells);
        axis->setLayer(QStringLiteral("axes"));
        const bool isMain = axis == m_plot.xAxis || axis == m_plot.yAxis;
        axis->setVisible(!isMain || !m_model.cells || m_model.cells->words.empty());
    }

    static QSharedPointer<QCPAxisTicker> ticker(const AxisSpec& spec, Range range)
    {
        if (!spec.labels.empty()) {
            auto named = QSharedPointer<QCPAxisTickerText>::create();
            for (const auto& [value, label] : spec.labels)
                named->addTick(value, label);
            return named;
        }
        if (spec.scale == Scale::Log) {
            auto log = QSharedPointer<QCPAxisTickerLog>::create();
            // Less than two decades would leave one or two ticks.
            const bool isShort = range.high / range.low < 100;
            log->setLogBase(isShort ? 2 : 10);
            log->setSubTickCount(isShort ? 0 : 8);
            return log;
        }
        if (spec.isInteger) {
            auto whole = QSharedPointer<QCPAxisTickerFixed>::create();
            whole->setTickStep(1);
            whole->setScaleStrategy(QCPAxisTickerFixed::ssMultiples);
            return whole;
        }
        return QSharedPointer<DecimalTicker>::create();
    }

    void styleLegend() const
    {
        QCPLegend* legend = m_plot.legend;
        const PlotStyle& style = m_style;
        QColor paper = style.theme.background;
        paper.setAlphaF(style.medium == Medium::Screen ? 0.85F : 1.0F);
        legend->setBrush(style.medium == Medium::Screen ? QBrush(paper) : QBrush(Qt::NoBrush));
        legend->setBorderPen(Qt::NoPen);
        legend->setFont(style.font(style.textPx));
        legend->setTextColor(style.theme.text);
        // As high as the text, or QCustomPlot sets the icon at the top of its line; a little higher, or it cuts
        // descenders off.
        legend->setIconSize(
            style.px(18), static_cast<int>(std::ceil(QFontMetricsF(legend->font()).height() + style.unit)));
        legend->setIconTextPadding(style.px(3));
        legend->setMargins(QMargins(style.px(3), style.px(2), style.px(3), style.px(2)));
        legend->setRowSpacing(style.px(0.5));
        legend->setColumnSpacing(style.px(6));
        legend->setWrap(0);
        legend->setFillOrder(QCPLegend::foRowsFirst);
    }

    void addCells(const CellMap& cells) const
    {
        QCPAbstractPlottable* map = nullptr;
        if (cells.words.empty())
            map = new CellMapPlottable(m_plot.xAxis, m_plot.yAxis, cells, m_style);
        else
            map = new WordsPlottable(m_plot.xAxis, m_plot.yAxis, cells, m_model.y.labels, m_style);
        map->setLayer(QStringLiteral("background"));
        addScale(cells);
    }

    /// The colours' scale is a narrow heat map itself: vectors, like everything else.
    void addScale(const CellMap& cells) const
    {
        constexpr int steps = 64;
        const Range values = cellRange(cells);
        auto* rect = new QCPAxisRect(&m_plot, false);
        QCPAxis* across = rect->addAxis(QCPAxis::atBottom);
        QCPAxis* along = rect->addAxis(QCPAxis::atRight);
        AxisSpec spec;
        spec.title = cells.valueTitle;
        styleAxis(along, spec, values);
        along->setVisible(true);
        across->setVisible(false);
        across->setRange(-0.5, 0.5);
        CellMap scale { .columns = 1, .rows = steps, .values = {}, .valueTitle = {}, .valueRange = values, .map = cells.map };
        scale.yStep = (values.high - values.low) / steps;
        scale.yFirst = values.low + scale.yStep / 2;
        for (int step = 0; step < steps; ++step)
            scale.values.push_back(values.low + (values.high - values.low) * step / (steps - 1));
        auto* bar = new CellMapPlottable(across, along, std::move(scale), m_style);
        bar->setLayer(QStringLiteral("background"));
        rect->setSizeConstraintRect(QCPLayoutElement::scrInnerRect);
        rect->setMinimumSize(m_style.px(7), 1);
        rect->setMaximumSize(m_style.px(7), QWIDGETSIZE_MAX);
        const int label = static_cast<int>(m_style.tickPx * 0.8); // half of one sticks out at either end
        rect->setMinimumMargins(QMargins(0, label, 0, label));
        auto* group = m_plot.findChild<QCPMarginGroup*>();
        if (!group)
            group = new QCPMarginGroup(&m_plot);
        rect->setMarginGroup(QCP::msTop | QCP::msBottom, group);
        m_plot.axisRect()->setMarginGroup(QCP::msTop | QCP::msBottom, group);
        m_plot.plotLayout()->addElement(0, 1, rect);
    }

    void addBands() const
    {
        for (const Series& series : m_model.series)
            if (series.kind == SeriesKind::Band)
                (new BandPlottable(m_plot.xAxis, m_plot.yAxis, series, m_style))->setObjectName(series.id);
    }

    void addBars() const
    {
        const std::vector<BarRect> bars = barRects(m_model);
        for (std::size_t index = 0; index < m_model.series.size(); ++index) {
            const Series& series = m_model.series[index];
            if (series.kind != SeriesKind::Bars && series.kind != SeriesKind::StackedBars)
                continue;
            std::vector<BarRect> own;
            std::copy_if(bars.begin(), bars.end(), std::back_inserter(own),
                [&](const BarRect& bar) { return bar.series == index; });
            (new BarsPlottable(m_plot.xAxis, m_plot.yAxis, std::move(own), series, m_style))
                ->setObjectName(series.id);
        }
    }

    void addLine(const Series& series) const
    {
        const bool isCut = m_style.medium == Medium::Vectors && !fits(series, m_x, m_y);
        const bool isSorted = std::is_sorted(series.x.begin(), series.x.end());
        if (isCut || !isSorted)
            addCurve(series, isCut);
        else {
            auto* graph = new SeriesGraph(m_plot.xAxis, m_plot.yAxis, series, m_style);
            graph->setObjectName(series.id);
            graph->setPen(m_style.pen(series.look));
            if (series.kind == SeriesKind::StepLine)
                graph->setLineStyle(
                    series.step == StepShape::HoldsRight ? QCPGraph::lsStepLeft : QCPGraph::lsStepRight);
            setSortedData(graph, series.x, series.y);
        }
        if (series.showsMarkers)
            addMarkers(series, InLegend::No);
    }

    void addCurve(const Series& series, bool isCut) const
    {
        std::vector<QPointF> line;
        if (series.kind == SeriesKind::StepLine)
            line = stepCorners(series.x, series.y, series.step);
        else
            for (std::size_t point = 0; point < series.x.size(); ++point)
                line.emplace_back(series.x[point], series.y[point]);
        auto* curve = new SeriesCurve(m_plot.xAxis, m_plot.yAxis, series, m_style);
        curve->setObjectName(series.id);
        QVector<QCPCurveData> data;
        const auto add = [&](double x, double y) { data.append(QCPCurveData(double(data.size()), x, y)); };
        if (!isCut) {
            for (const QPointF& point : line)
                add(point.x(), point.y());
        } else {
            for (QPointF& point : line)
                point = { scaled(point.x(), m_model.x.scale), scaled(point.y(), m_model.y.scale) };
            for (const auto& part : clippedLine(line, scaledArea(m_model, m_x, m_y))) {
                if (!data.isEmpty())
                    add(data.last().key, std::numeric_limits<double>::quiet_NaN());
                for (const QPointF& point : part)
                    add(unscaled(point.x(), m_model.x.scale), unscaled(point.y(), m_model.y.scale));
            }
        }
        curve->data()->set(data, true);
    }

    void addMarkers(const Series& series, InLegend inLegend) const
    {
        auto* graph = new SeriesGraph(m_plot.xAxis, m_plot.yAxis, series, m_style);
        if (inLegend == InLegend::Yes)
            graph->setObjectName(series.id);
        graph->setLineStyle(QCPGraph::lsNone);
        graph->setScatterStyle(markerStyle(series.look, m_style));
        const Series points = markerPoints(series, m_x, m_y);
        setSortedData(graph, m_style.medium == Medium::Screen && series.kind == SeriesKind::Points ? series.x : points.x,
            m_style.medium == Medium::Screen && series.kind == SeriesKind::Points ? series.y : points.y);
    }

    void addLegendEntries() const
    {
        for (const Series& series : m_model.series) {
            if (!series.inLegend || legendText(series).isEmpty())
                continue;
            for (int index = 0; index < m_plot.plottableCount(); ++index)
                if (m_plot.plottable(index)->objectName() == series.id)
                    m_plot.plottable(index)->addToLegend();
        }
        const bool isNeeded = m_plot.legend->itemCount() > 1
            || (m_plot.legend->itemCount() == 1 && m_style.legend != LegendPlace::Best);
        m_plot.legend->setVisible(isNeeded && m_style.legend != LegendPlace::None);
    }

    QCustomPlot& m_plot;
    const PlotModel& m_model;
    const PlotStyle& m_style;
    Range m_x;
    Range m_y;
};

} // namespace

void bringLegendHome(QCustomPlot& plot)
{
    QCPLayoutInset* home = plot.axisRect()->insetLayout();
    QCPLayout* layout = plot.legend->layout();
    if (layout == home)
        return;
    if (layout)
        layout->take(plot.legend);
    if (layout && layout != plot.plotLayout())
        plot.plotLayout()->remove(layout);
    home->addElement(plot.legend, Qt::AlignTop | Qt::AlignRight);
    plot.plotLayout()->simplify();
}

void buildPlot(QCustomPlot& plot, const Drawable& drawable, const PlotStyle& style, Range x, Range y)
{
    Builder(plot, drawable, style, x, y).build();
}

} // namespace exitscope::widgets
