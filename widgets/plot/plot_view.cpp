#include "widgets/plot/plot_view.h"

#include "core/error.h"
#include "widgets/plot/figure_table.h"
#include "widgets/plot/plot_table_dialog.h"
#include "widgets/plot/plot_view_p.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QMenu>

#include <cmath>

namespace exitscope::widgets {

namespace {

constexpr double zoomStep = 0.85;

QAction* addViewAction(PlotView* view, const QString& text, const QKeySequence& key)
{
    auto* action = new QAction(text, view);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetShortcut);
    view->addAction(action);
    return action;
}

} // namespace

PlotView::PlotView(QWidget* parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(this))
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setContextMenuPolicy(Qt::DefaultContextMenu);
    connect(addViewAction(this, tr("Copy Image"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C)), &QAction::triggered,
        this, &PlotView::copyImage);
    connect(addViewAction(this, tr("Copy Data"), QKeySequence::Copy), &QAction::triggered, this, &PlotView::copyData);
    connect(addViewAction(this, tr("Show as Table"), QKeySequence(Qt::CTRL | Qt::Key_T)), &QAction::triggered, this,
        &PlotView::showTable);
    connect(addViewAction(this, tr("Fit to Data"), QKeySequence(Qt::Key_Home)), &QAction::triggered, this,
        &PlotView::fit);
    connect(addViewAction(this, tr("Export…"), {}), &QAction::triggered, this, &PlotView::exportRequested);
    setModel({});
}

PlotView::~PlotView() = default;

void PlotView::setModel(PlotModel model)
{
    const auto isSame = [](const AxisSpec& a, const AxisSpec& b) { return a.title == b.title && a.scale == b.scale; };
    const bool keepsView = d->isZoomed && isSame(model.x, d->model.x) && isSame(model.y, d->model.y);
    Drawable next = drawable(model);
    d->leave();
    d->model = std::move(model);
    d->drawn = std::move(next);
    d->finder.reset(d->drawn);
    d->isZoomed = keepsView;
    d->rebuild(keepsView ? visibleX() : fittedX(d->drawn), keepsView ? visibleY() : fittedY(d->drawn));
    if (!d->model.series.empty() || d->model.cells)
        zoomTo(std::exchange(d->waitingX, {}), std::exchange(d->waitingY, {}));
}

const PlotModel& PlotView::model() const
{
    return d->model;
}

PlotModel PlotView::shownModel() const
{
    PlotModel shown = d->model;
    shown.x.range = visibleX();
    shown.y.range = visibleY();
    return shown;
}

void PlotView::setValues(const QString& seriesId, std::vector<double> y)
{
    for (Series& series : d->model.series) {
        if (series.id != seriesId)
            continue;
        if (series.y.size() != y.size())
            throw InputError("plot series \"" + seriesId.toStdString() + "\" has columns of different lengths");
        series.y = std::move(y);
        d->drawn = drawable(d->model);
        d->finder.reset(d->drawn);
        d->hovered.reset();
        d->rebuild(visibleX(), d->isZoomed ? visibleY() : fittedY(d->drawn));
        return;
    }
}

void PlotView::setMarker(const QString& seriesId, double x, double y)
{
    d->markerSeries = seriesId;
    d->markerAt = QPointF(x, y);
    d->drawMarker();
    d->plot->layer(markerLayer)->replot();
}

void PlotView::clearMarker()
{
    d->markerAt.reset();
    d->drawMarker();
    d->plot->layer(markerLayer)->replot();
}

std::optional<QPointF> PlotView::marker() const
{
    return d->markerAt;
}

void PlotView::setHoverReach(HoverReach reach)
{
    d->leave();
    d->reach = reach;
}

void PlotView::setHighlighted(std::vector<PointRef> points)
{
    d->highlighted = std::move(points);
    d->drawRings();
    d->plot->layer(ringsLayer)->replot();
}

const std::vector<PointRef>& PlotView::highlighted() const
{
    return d->highlighted;
}

void PlotView::fit()
{
    d->isZoomed = false;
    d->setRange(fittedX(d->drawn), fittedY(d->drawn));
}

Range PlotView::visibleX() const
{
    return { d->plot->xAxis->range().lower, d->plot->xAxis->range().upper };
}

Range PlotView::visibleY() const
{
    return { d->plot->yAxis->range().lower, d->plot->yAxis->range().upper };
}

void PlotView::setVisibleRange(Range x, Range y)
{
    d->isZoomed = true;
    d->setRange(x, y);
}

void PlotView::zoomTo(std::optional<Range> x, std::optional<Range> y)
{
    if (!x && !y)
        return;
    if (d->model.series.empty() && !d->model.cells) {
        d->waitingX = x;
        d->waitingY = y;
        return;
    }
    setVisibleRange(x.value_or(fittedX(d->drawn)), y.value_or(fittedY(d->drawn)));
}

QPointF PlotView::toPixels(double x, double y) const
{
    return d->pixelOf({ x, y });
}

QString PlotView::hoverText() const
{
    return d->card->plainText();
}

QImage PlotView::toImage() const
{
    const double scale = devicePixelRatioF();
    return d->plot->toPixmap(0, 0, scale).toImage();
}

QSize PlotView::sizeHint() const
{
    const int em = fontMetrics().height();
    return { 36 * em, 24 * em };
}

QSize PlotView::minimumSizeHint() const
{
    const int em = fontMetrics().height();
    return { 12 * em, 9 * em };
}

void PlotView::copyImage()
{
    QApplication::clipboard()->setImage(toImage());
}

void PlotView::copyData()
{
    QApplication::clipboard()->setText(tableText(plotTable(d->drawn), TableFormat::Tsv));
}

void PlotView::showTable()
{
    auto* dialog = new PlotTableDialog(plotTable(d->drawn), accessibleName(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
}

bool PlotView::event(QEvent* event)
{
    if (event->type() == QEvent::LocaleChange)
        d->rebuild(visibleX(), visibleY());
    return QWidget::event(event);
}

void PlotView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        d->rebuild(visibleX(), visibleY());
}

void PlotView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    d->leave();
    d->rearrange();
}

void PlotView::mousePressEvent(QMouseEvent* event)
{
    if (!d->isInAxes(event->position()))
        return;
    const bool isPan = event->button() == Qt::MiddleButton || event->button() == Qt::RightButton
        || (event->button() == Qt::LeftButton && event->modifiers().testFlag(Qt::ShiftModifier));
    d->drag = isPan ? Private::Drag::Pan : Private::Drag::Press;
    d->pressed = d->last = event->position();
    if (isPan && event->button() != Qt::RightButton)
        setCursor(Qt::ClosedHandCursor);
}

void PlotView::mouseMoveEvent(QMouseEvent* event)
{
    const QPointF at = event->position();
    const bool isMoved = (at - d->pressed).manhattanLength() >= QApplication::startDragDistance();
    switch (d->drag) {
    case Private::Drag::None:
        d->hoverAt(at);
        return;
    case Private::Drag::Press:
        if (!isMoved)
            return;
        d->drag = Private::Drag::Box;
        d->leave();
        [[fallthrough]];
    case Private::Drag::Box:
        d->band->setGeometry(QRectF(d->pressed, at).normalized().toRect());
        d->band->show();
        return;
    case Private::Drag::Pan:
        d->leave();
        d->pan(d->last, at);
        d->last = at;
        return;
    }
}

void PlotView::mouseReleaseEvent(QMouseEvent* event)
{
    const Private::Drag drag = std::exchange(d->drag, Private::Drag::None);
    d->band->hide();
    unsetCursor();
    if (drag == Private::Drag::Box) {
        const QPointF from = d->pressed - d->plot->pos();
        const QPointF to = event->position() - d->plot->pos();
        const auto ordered = [](double a, double b) { return Range { std::min(a, b), std::max(a, b) }; };
        std::vector<PointRef> refs;
        for (const auto& hit : d->finder.inside(
                 ordered(d->plot->xAxis->pixelToCoord(from.x()), d->plot->xAxis->pixelToCoord(to.x())),
                 ordered(d->plot->yAxis->pixelToCoord(from.y()), d->plot->yAxis->pixelToCoord(to.y()))))
            refs.push_back(d->refOf(hit));
        setHighlighted(refs);
        Q_EMIT selected(refs);
        return;
    }
    if (drag != Private::Drag::Press || event->button() != Qt::LeftButton)
        return;
    if (const auto hit = d->hitAt(event->position())) {
        const PointRef ref = d->refOf(*hit);
        Q_EMIT pointClicked(ref.seriesId, ref.index);
    } else if (const auto cell = d->cellAt(event->position()))
        Q_EMIT cellClicked(cell->x(), cell->y());
}

void PlotView::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        fit();
}

void PlotView::leaveEvent(QEvent* event)
{
    QWidget::leaveEvent(event);
    d->leave();
}

void PlotView::wheelEvent(QWheelEvent* event)
{
    if (!d->isInAxes(event->position()) || event->angleDelta().y() == 0) {
        event->ignore();
        return;
    }
    d->zoom(std::pow(zoomStep, event->angleDelta().y() / 120.0), event->position() - d->plot->pos());
    d->leave();
    event->accept();
}

void PlotView::keyPressEvent(QKeyEvent* event)
{
    const QPointF centre = QRectF(d->plot->axisRect()->rect()).center();
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
        d->hover(d->finder.along(d->hovered, event->key() == Qt::Key_Right ? 1 : -1), true);
        return;
    case Qt::Key_Up:
    case Qt::Key_Down:
        d->hover(d->finder.across(d->hovered, event->key() == Qt::Key_Down ? 1 : -1), true);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (d->hovered) {
            const PointRef ref = d->refOf(*d->hovered);
            Q_EMIT pointClicked(ref.seriesId, ref.index);
            return;
        }
        break;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        d->zoom(zoomStep, centre);
        return;
    case Qt::Key_Minus:
        d->zoom(1 / zoomStep, centre);
        return;
    case Qt::Key_Escape:
        if (d->drag != Private::Drag::None) {
            d->drag = Private::Drag::None;
            d->band->hide();
            return;
        }
        if (d->hovered || !d->highlighted.empty()) {
            d->leave();
            setHighlighted({});
            Q_EMIT selected({});
            return;
        }
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

void PlotView::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    d->updateAccessibility();
    d->showFocus(true);
}

void PlotView::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    d->leave();
    d->showFocus(false);
}

void PlotView::contextMenuEvent(QContextMenuEvent* event)
{
    // A right drag pans; only a right click that stayed where it was opens the menu.
    if (event->reason() == QContextMenuEvent::Mouse
        && (QPointF(event->pos()) - d->pressed).manhattanLength() >= QApplication::startDragDistance()
        && d->drag == Private::Drag::Pan)
        return;
    d->drag = Private::Drag::None;
    QMenu menu(this);
    menu.addActions(actions());
    menu.exec(event->globalPos());
}

} // namespace exitscope::widgets
