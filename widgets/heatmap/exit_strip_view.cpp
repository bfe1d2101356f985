#include "widgets/heatmap/exit_strip_view_p.h"

#include "widgets/heatmap/strip_text.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace exitscope::widgets {

ExitStripView::ExitStripView(QWidget* parent)
    : QAbstractScrollArea(parent)
    , d(std::make_unique<Private>(this))
{
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setMouseTracking(true);
    viewport()->setBackgroundRole(QPalette::Base);
    setAccessibleName(tr("Exits of each sentence"));
    auto* copy = new QAction(tr("Copy"), this);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    connect(copy, &QAction::triggered, this, &ExitStripView::copySelection);
    addAction(copy);
    auto* html = new QAction(tr("Copy as HTML"), this);
    html->setShortcut(QKeySequence(QStringLiteral("Ctrl+Shift+C")));
    html->setShortcutContext(Qt::WidgetShortcut);
    connect(html, &QAction::triggered, this, &ExitStripView::copySelectionAsHtml);
    addAction(html);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    d->relayout();
}

ExitStripView::~ExitStripView() = default;

void ExitStripView::setSource(std::shared_ptr<const ExitStripSource> source)
{
    d->source = std::move(source);
    d->current = d->anchor = d->hovered = -1;
    d->chosen.assign(static_cast<std::size_t>(d->count()), false);
    d->relayout();
    verticalScrollBar()->setValue(0);
}

void ExitStripView::exitsChanged()
{
    if (d->source && d->source->hasLens() == d->look.geometry.lens.isNull()) {
        d->relayout(); // a column came or went
        return;
    }
    d->updateChangedRows();
}

void ExitStripView::rowsChanged()
{
    d->chosen.assign(static_cast<std::size_t>(d->count()), false);
    d->current = d->anchor = d->hovered = -1;
    d->relayout();
}

void ExitStripView::setDepthMap(DepthMap map)
{
    d->map = map;
    d->relayout();
}

void ExitStripView::setOptions(const StripOptions& options)
{
    if (options == d->options)
        return;
    d->options = options;
    d->relayout();
}

const StripOptions& ExitStripView::options() const
{
    return d->options;
}

void ExitStripView::setEmptyText(const QString& text)
{
    d->emptyText = text;
    viewport()->update();
}

int ExitStripView::currentRow() const
{
    return d->current;
}

void ExitStripView::setCurrentRow(int row)
{
    if (row < 0 || row >= d->count())
        return;
    d->current = d->anchor = row;
    d->select(row, row, false);
    d->scrollTo(row);
    d->describe();
    viewport()->update();
}

std::vector<int> ExitStripView::selectedRows() const
{
    std::vector<int> rows;
    for (std::size_t row = 0; row < d->chosen.size(); ++row)
        if (d->chosen[row])
            rows.push_back(static_cast<int>(row));
    return rows;
}

void ExitStripView::setSelectedRows(const std::vector<int>& rows)
{
    std::fill(d->chosen.begin(), d->chosen.end(), false);
    for (const int row : rows)
        if (row >= 0 && row < d->count())
            d->chosen[static_cast<std::size_t>(row)] = true;
    viewport()->update();
}

int ExitStripView::rowHeight() const
{
    return d->look.geometry.rowHeight;
}

int ExitStripView::firstVisibleRow() const
{
    return verticalScrollBar()->value() / rowHeight();
}

int ExitStripView::visibleRows() const
{
    const int first = firstVisibleRow();
    const int last = (verticalScrollBar()->value() + viewport()->height() - 1) / rowHeight();
    return std::max(0, std::min(last, d->count() - 1) - first + 1);
}

int ExitStripView::rowAt(const QPoint& position) const
{
    if (!viewport()->rect().contains(position))
        return -1;
    const int row = (position.y() + verticalScrollBar()->value()) / rowHeight();
    return row < d->count() ? row : -1;
}

int ExitStripView::exitAt(const QPoint& position) const
{
    const int row = rowAt(position);
    if (row < 0)
        return -1;
    const QPoint inRow = position - d->rowRect(row).topLeft();
    if (!d->look.geometry.strip.contains(inRow))
        return -1;
    return (inRow.x() - d->look.geometry.strip.left()) / d->look.geometry.cellWidth;
}

QSize ExitStripView::sizeHint() const
{
    const int em = fontMetrics().height();
    return { 50 * em, 24 * em };
}

void ExitStripView::copySelection()
{
    if (!d->source)
        return;
    if (const auto rows = selectedRows(); !rows.empty())
        QApplication::clipboard()->setText(stripsAsText(*d->source, rows));
}

void ExitStripView::copySelectionAsHtml()
{
    const auto rows = selectedRows();
    if (!d->source || rows.empty())
        return;
    auto* copied = new QMimeData;
    copied->setText(stripsAsText(*d->source, rows));
    copied->setHtml(stripsAsHtml(*d->source, rows, d->options, depthSteps(d->map, d->source->exits())));
    QApplication::clipboard()->setMimeData(copied);
}

bool ExitStripView::event(QEvent* event)
{
    if (event->type() == QEvent::LocaleChange)
        viewport()->update();
    return QAbstractScrollArea::event(event);
}

bool ExitStripView::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::Leave)
        d->setHovered(-1);
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int row = rowAt(help->pos());
        const int exit = exitAt(help->pos());
        if (row < 0)
            QToolTip::hideText();
        else if (exit >= 0)
            QToolTip::showText(help->globalPos(), d->cellText(row, exit), viewport());
        else if (d->row(row).isCut) {
            constexpr qsizetype longest = 4000; // a page; a cell of a megabyte is no tool tip
            const QString text = d->row(row).strip.text.left(longest).toHtmlEscaped();
            QToolTip::showText(help->globalPos(), QStringLiteral("<p>%1</p>").arg(text), viewport());
        } else
            QToolTip::hideText();
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void ExitStripView::paintEvent(QPaintEvent* event)
{
    QPainter painter(viewport());
    painter.setFont(font());
    if (d->count() == 0 && !d->emptyText.isEmpty()) {
        const int margin = fontMetrics().height() * 2;
        painter.setPen(palette().color(QPalette::Text));
        painter.drawText(viewport()->rect().adjusted(margin, margin, -margin, -margin),
            Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap, d->emptyText);
        return;
    }
    const int first = std::max(0, (verticalScrollBar()->value() + event->rect().top()) / rowHeight());
    const int last = std::min(d->count() - 1, (verticalScrollBar()->value() + event->rect().bottom()) / rowHeight());
    for (int row = first; row <= last; ++row) {
        if (!event->region().intersects(d->rowRect(row)))
            continue; // between two that changed
        const StripPainter::RowState state = d->stateOf(row);
        d->look.drawRow(painter, d->rowRect(row), d->row(row), state);
        d->remember(row, state);
    }
}

void ExitStripView::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    d->relayout();
}

/// Rows that stay in sight are moved, not drawn again.
void ExitStripView::scrollContentsBy(int, int dy)
{
    viewport()->scroll(0, dy);
}

void ExitStripView::changeEvent(QEvent* event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange
        || event->type() == QEvent::StyleChange)
        d->relayout();
}

void ExitStripView::mousePressEvent(QMouseEvent* event)
{
    const int row = rowAt(event->position().toPoint());
    if (row >= 0 && event->button() == Qt::LeftButton)
        d->goTo(row, event->modifiers());
    else if (row >= 0 && event->button() == Qt::RightButton && !d->chosen[static_cast<std::size_t>(row)])
        d->goTo(row, Qt::NoModifier); // the menu speaks of what is under the mouse
}

void ExitStripView::mouseMoveEvent(QMouseEvent* event)
{
    d->setHovered(rowAt(event->position().toPoint()));
}

void ExitStripView::mouseDoubleClickEvent(QMouseEvent* event)
{
    const int row = rowAt(event->position().toPoint());
    if (row >= 0 && event->button() == Qt::LeftButton)
        Q_EMIT rowActivated(row);
}

void ExitStripView::keyPressEvent(QKeyEvent* event)
{
    const int page = std::max(1, viewport()->height() / rowHeight() - 1);
    const Qt::KeyboardModifiers stretch = event->modifiers() & Qt::ShiftModifier;
    switch (event->key()) {
    case Qt::Key_Up:
        return d->goTo(std::max(0, d->current - 1), stretch);
    case Qt::Key_Down:
        return d->goTo(d->current + 1, stretch);
    case Qt::Key_PageUp:
        return d->goTo(d->current - page, stretch);
    case Qt::Key_PageDown:
        return d->goTo(d->current + page, stretch);
    case Qt::Key_Home:
        return d->goTo(0, stretch);
    case Qt::Key_End:
        return d->goTo(d->count() - 1, stretch);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (d->current >= 0)
            Q_EMIT rowActivated(d->current);
        return;
    default:
        break;
    }
    if (event->matches(QKeySequence::SelectAll) && d->count() > 0) {
        d->select(0, d->count() - 1, false);
        viewport()->update();
        Q_EMIT selectionChanged(selectedRows());
        return;
    }
    QAbstractScrollArea::keyPressEvent(event);
}

void ExitStripView::focusInEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void ExitStripView::focusOutEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

} // namespace exitscope::widgets
