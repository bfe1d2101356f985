#include "widgets/plot/plot_view_p.h"

#include <QAccessible>
#include <QFontInfo>

#include <algorithm>
#include <cmath>

namespace exitscope::widgets {

namespace {

constexpr double hitRadius = 14; // pixels: a fingertip of a mouse

Range toRange(const QCPRange& range)
{
    return { range.lower, range.upper };
}

} // namespace

PlotView::Private::Private(PlotView* owner)
    : view(owner)
    , plot(new QCustomPlot(owner))
    , card(new HoverCard(owner))
    , band(new QRubberBand(QRubberBand::Rectangle, owner))
    , note(new QLabel(owner))
    , focusFrame(new QFrame(owner))
{
    // The view handles the mouse itself: QCustomPlot's own interactions know neither our points nor the keyboard.
    plot->setAttribute(Qt::WA_TransparentForMouseEvents);
    plot->setFocusPolicy(Qt::NoFocus);
    plot->legend->setVisible(false);
    QString below = QStringLiteral("legend");
    for (const QString& layer : { QString(ringsLayer), QString(markerLayer) }) {
        plot->addLayer(layer, plot->layer(below), QCustomPlot::limAbove);
        plot->layer(layer)->setMode(QCPLayer::lmBuffered);
        below = layer;
    }
    plot->setCurrentLayer(QStringLiteral("main"));
    rings = new RingsItem(plot);
    rings->setLayer(ringsLayer);
    marker = new RingsItem(plot);
    marker->setLayer(markerLayer);
    note->setAttribute(Qt::WA_TransparentForMouseEvents);
    note->setWordWrap(true);
    note->setAutoFillBackground(true);
    note->setBackgroundRole(QPalette::Base);
    note->setForegroundRole(QPalette::Text);
    note->setMargin(owner->fontMetrics().height() / 3);
    note->hide();
    focusFrame->setAttribute(Qt::WA_TransparentForMouseEvents);
    focusFrame->setFrameShape(QFrame::Box);
    focusFrame->hide();
}

PlotStyle PlotView::Private::style() const
{
    PlotStyle style;
    style.theme = PlotTheme::fromPalette(view->palette());
    style.family = view->font().family();
    style.textPx = QFontInfo(view->font()).pixelSize();
    style.tickPx = std::round(style.textPx * 0.92);
    style.unit = style.textPx / 8;
    style.linePx = style.textPx / 7.5;
    style.axisPx = 1;
    style.markerPx = style.textPx * 0.55;
    style.locale = view->locale();
    style.legend = model.legend;
    return style;
}

void PlotView::Private::rebuild(Range x, Range y)
{
    buildPlot(*plot, drawn, style(), x, y);
    rearrange();
    drawRings();
    drawMarker();
    replot();
    const QString left = leftOutNote(drawn);
    note->setText(left);
    note->setVisible(!left.isEmpty());
    updateAccessibility();
}

void PlotView::Private::rearrange()
{
    const QRect area = view->contentsRect();
    const int noteHeight = note->isHidden() ? 0 : note->heightForWidth(area.width());
    note->setGeometry(area.left(), area.bottom() - noteHeight + 1, area.width(), noteHeight);
    const QRect room = area.adjusted(0, 0, 0, -noteHeight);
    plot->setGeometry(room);
    focusFrame->setGeometry(view->rect());
    arrangePlot(*plot, drawn, style(), room.size());
}

void PlotView::Private::replot() const
{
    plot->replot(QCustomPlot::rpQueuedReplot);
}

void PlotView::Private::drawRings() const
{
    const PlotStyle look = style();
    std::vector<RingsItem::Ring> circles;
    for (const PointRef& ref : highlighted)
        if (const auto at = positionOf(ref))
            circles.push_back({ .at = *at, .color = look.theme.text, .radiusPx = look.markerPx * 0.85, .widthPx = 1.5 });
    if (hovered)
        circles.push_back({ .at = hovered->at,
            .color = look.ink(drawn.model.series[hovered->series].look.color),
            .radiusPx = look.markerPx * 0.9,
            .widthPx = 2,
            .hasCrossHair = reach == HoverReach::Column });
    rings->setRings(std::move(circles), look.theme.background);
}

void PlotView::Private::drawMarker() const
{
    const PlotStyle look = style();
    std::vector<RingsItem::Ring> circles;
    if (markerAt) {
        const Series* series = drawn.model.find(markerSeries);
        const QColor color = series ? look.ink(series->look.color) : look.theme.text;
        circles.push_back({ .at = *markerAt,
            .color = color,
            .radiusPx = look.markerPx * 1.05,
            .widthPx = 2.5,
            .hasCrossHair = true });
    }
    marker->setRings(std::move(circles), look.theme.background);
}

void PlotView::Private::setRange(Range x, Range y)
{
    const bool isValid = x.low < x.high && y.low < y.high && QCPRange::validRange(x.low, x.high) && QCPRange::validRange(y.low, y.high)
        && (drawn.model.x.scale == Scale::Linear || x.low > 0) && (drawn.model.y.scale == Scale::Linear || y.low > 0);
    if (!isValid)
        return;
    plot->xAxis->setRange(x.low, x.high);
    plot->yAxis->setRange(y.low, y.high);
    replot();
    Q_EMIT view->visibleRangeChanged();
}

void PlotView::Private::zoom(double factor, const QPointF& pixel)
{
    const QCPRange oldX = plot->xAxis->range();
    const QCPRange oldY = plot->yAxis->range();
    plot->xAxis->scaleRange(factor, plot->xAxis->pixelToCoord(pixel.x()));
    plot->yAxis->scaleRange(factor, plot->yAxis->pixelToCoord(pixel.y()));
    const Range x = toRange(plot->xAxis->range());
    const Range y = toRange(plot->yAxis->range());
    plot->xAxis->setRange(oldX);
    plot->yAxis->setRange(oldY);
    setRange(x, y);
    isZoomed = true;
}

void PlotView::Private::pan(const QPointF& fromPixel, const QPointF& toPixel)
{
    const auto moved = [](const QCPAxis* axis, double from, double to) {
        const Range range = toRange(axis->range());
        if (axis->scaleType() == QCPAxis::stLogarithmic) {
            const double factor = axis->pixelToCoord(from) / axis->pixelToCoord(to);
            return Range { range.low * factor, range.high * factor };
        }
        const double shift = axis->pixelToCoord(from) - axis->pixelToCoord(to);
        return Range { range.low + shift, range.high + shift };
    };
    isZoomed = true;
    setRange(moved(plot->xAxis, fromPixel.x(), toPixel.x()), moved(plot->yAxis, fromPixel.y(), toPixel.y()));
}

void PlotView::Private::updateAccessibility() const
{
    view->setAccessibleName(model.title.isEmpty() ? PlotView::tr("Plot") : model.title);
    QString description = describePlot(drawn);
    if (const QString left = leftOutNote(drawn); !left.isEmpty())
        description += QLatin1Char(' ') + left;
    view->setAccessibleDescription(description);
}

bool PlotView::Private::isInAxes(const QPointF& pixel) const
{
    return QRectF(plot->axisRect()->rect()).translated(plot->pos()).contains(pixel);
}

QPointF PlotView::Private::pixelOf(const QPointF& data) const
{
    return QPointF(plot->xAxis->coordToPixel(data.x()), plot->yAxis->coordToPixel(data.y())) + plot->pos();
}

std::optional<PointFinder::Hit> PlotView::Private::hitAt(const QPointF& pixel) const
{
    const auto close = finder.nearest(plot->xAxis, plot->yAxis, pixel - plot->pos(), hitRadius);
    if (close || reach == HoverReach::Near)
        return close;
    return finder.nearestInColumn(plot->xAxis, plot->yAxis, pixel - plot->pos());
}

std::optional<QPoint> PlotView::Private::cellAt(const QPointF& pixel) const
{
    if (!model.cells || !model.cells->words.empty() || !isInAxes(pixel))
        return std::nullopt;
    const CellMap& cells = *model.cells;
    const QPointF inPlot = pixel - plot->pos();
    const double column = std::round((plot->xAxis->pixelToCoord(inPlot.x()) - cells.xFirst) / cells.xStep);
    const double row = std::round((plot->yAxis->pixelToCoord(inPlot.y()) - cells.yFirst) / cells.yStep);
    if (column < 0 || column >= cells.columns || row < 0 || row >= cells.rows)
        return std::nullopt;
    return QPoint(static_cast<int>(column), static_cast<int>(row));
}

PointRef PlotView::Private::refOf(const PointFinder::Hit& hit) const
{
    return { drawn.model.series[hit.series].id, drawn.origin[hit.series][hit.point] };
}

std::optional<QPointF> PlotView::Private::positionOf(const PointRef& ref) const
{
    const Series* series = model.find(ref.seriesId);
    const auto index = static_cast<std::size_t>(ref.index);
    if (!series || ref.index < 0 || index >= series->x.size())
        return std::nullopt;
    return QPointF(series->x[index], series->y[index]);
}

QString PlotView::Private::textOf(const PointFinder::Hit& hit) const
{
    const PointRef ref = refOf(hit);
    const Series* series = model.find(ref.seriesId);
    const auto index = static_cast<std::size_t>(ref.index);
    if (series->tooltip)
        return series->tooltip(index);
    const QLocale locale = view->locale();
    const auto line = [&](const AxisSpec& axis, double value) {
        return PlotView::tr("%1: %2", "axis title: value").arg(axis.title, locale.toString(value, 'g', 5));
    };
    return series->name + QLatin1Char('\n') + line(model.x, series->x[index]) + QLatin1Char('\n')
        + line(model.y, series->y[index]);
}

QString PlotView::Private::cellText(const QPoint& cell) const
{
    const CellMap& cells = *model.cells;
    const auto index = static_cast<std::size_t>(cell.y()) * static_cast<std::size_t>(cells.columns)
        + static_cast<std::size_t>(cell.x());
    const QLocale locale = view->locale();
    const auto line = [&](const QString& title, double value) {
        return PlotView::tr("%1: %2", "axis title: value")
            .arg(title, std::isfinite(value) ? locale.toString(value, 'g', 5) : PlotView::tr("none"));
    };
    return line(cells.valueTitle, cells.values[index]) + QLatin1Char('\n')
        + line(model.x.title, cells.xFirst + cell.x() * cells.xStep) + QLatin1Char('\n')
        + line(model.y.title, cells.yFirst + cell.y() * cells.yStep);
}

void PlotView::Private::hover(const std::optional<PointFinder::Hit>& hit, bool isAnnounced)
{
    if (hit == hovered)
        return;
    hovered = hit;
    drawRings();
    plot->layer(ringsLayer)->replot();
    if (!hit) {
        card->hide();
        Q_EMIT view->pointHovered({}, -1);
        return;
    }
    const QString text = textOf(*hit);
    card->showAt(pixelOf(hit->at).toPoint(), text);
    if (isAnnounced) {
        view->setAccessibleDescription(text);
        QAccessibleEvent event(view, QAccessible::DescriptionChanged);
        QAccessible::updateAccessibility(&event);
    }
    const PointRef ref = refOf(*hit);
    Q_EMIT view->pointHovered(ref.seriesId, ref.index);
}

void PlotView::Private::hoverAt(const QPointF& pixel)
{
    auto hit = isInAxes(pixel) ? hitAt(pixel) : std::nullopt;
    if (const auto cell = cellAt(pixel); cell && !hit) { // a point in its middle speaks for it
        const QPointF middle(model.cells->xFirst + cell->x() * model.cells->xStep, model.cells->yFirst + cell->y() * model.cells->yStep);
        hit = finder.nearest(plot->xAxis, plot->yAxis, pixelOf(middle) - plot->pos(), 1);
    }
    hover(hit, false);
    if (hit)
        return;
    if (const auto cell = cellAt(pixel))
        card->showAt(pixel.toPoint(), cellText(*cell));
    else
        card->hide();
}

void PlotView::Private::leave()
{
    hover(std::nullopt, false);
    card->hide();
}

void PlotView::Private::showFocus(bool hasFocus)
{
    QPalette colors = view->palette();
    colors.setColor(QPalette::WindowText, colors.color(QPalette::Highlight));
    focusFrame->setPalette(colors);
    focusFrame->setVisible(hasFocus);
    focusFrame->raise();
}

} // namespace exitscope::widgets
