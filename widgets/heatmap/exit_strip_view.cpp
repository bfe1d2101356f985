#include "widgets/heatmap/exit_strip_view.h"

#include "widgets/heatmap/exit_strip_painter.h"
#include "widgets/table/table_text.h"

#include <QAction>
#include <QAccessible>
#include <QApplication>
#include <QCache>
#include <QClipboard>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace exitscope::widgets {

namespace {

constexpr int cachedRows = 400; // several screens

/// Names of the columns and numbers of the layers, above the rows.
class StripHeader final : public QWidget
{
public:
    explicit StripHeader(QWidget* parent, const StripPainter& look, const std::shared_ptr<const ExitStripSource>& source)
        : QWidget(parent)
        , m_look(look)
        , m_source(source)
    {
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.fillRect(rect(), palette().color(QPalette::Window));
        painter.setPen(palette().color(QPalette::WindowText));
        const StripGeometry& geometry = m_look.geometry;
        const auto title = [&](const QRect& column, Qt::Alignment alignment, const QString& text) {
            const QRect box(column.left(), 0, column.width(), height());
            painter.drawText(box, int(alignment | Qt::AlignVCenter),
                fontMetrics().elidedText(text, Qt::ElideRight, column.width()));
        };
        if (!m_source)
            return;
        const int widest = fontMetrics().horizontalAdvance(QStringLiteral("00")) + geometry.padding / 2;
        const int step = std::max(1, (widest + geometry.cellWidth - 1) / geometry.cellWidth);
        for (int exit = step - 1; exit < m_source->exits(); exit += step) {
            const QRect cell = geometry.cell(exit);
            painter.drawText(QRect(cell.center().x() - widest, 0, 2 * widest, height()), Qt::AlignCenter,
                QString::number(m_source->layer(exit)));
        }
        const QRect& badge = geometry.badge;
        painter.drawText(QRect(badge.left() - badge.width(), 0, 3 * badge.width(), height()),
            Qt::AlignCenter, ExitStripView::tr("Exit"));
        title(geometry.answer, Qt::AlignLeft, ExitStripView::tr("Prediction"));
        title(geometry.text, Qt::AlignLeft, ExitStripView::tr("Sentence"));
        painter.setPen(palette().color(QPalette::Mid));
        painter.drawLine(0, height() - 1, width(), height() - 1);
    }

private:
    const StripPainter& m_look;
    const std::shared_ptr<const ExitStripSource>& m_source;
};

} // namespace

struct ExitStripView::Private
{
    explicit Private(ExitStripView* owner)
        : view(owner)
        , header(new StripHeader(owner, look, source))
    {
    }

    [[nodiscard]] int count() const { return source ? source->count() : 0; }

    const StripRow& row(int index)
    {
        if (const StripRow* known = rows.object(index))
            return *known;
        rows.insert(index, new StripRow(laidOut(source->item(index), look.geometry, view->font())));
        return *rows.object(index);
    }

    void relayout()
    {
        rows.clear();
        const int exits = source ? source->exits() : 0;
        look.geometry = StripGeometry(view->fontMetrics(), view->viewport()->width(), exits);
        look.palette = view->palette();
        look.colors = depthSteps(map, exits);
        const int headerHeight = view->fontMetrics().height() * 3 / 2;
        view->setViewportMargins(0, headerHeight, 0, 0);
        header->setGeometry(view->viewport()->x(), view->viewport()->y() - headerHeight, view->viewport()->width(),
            headerHeight);
        updateScrollBar();
        header->update();
        view->viewport()->update();
    }

    void updateScrollBar() const
    {
        QScrollBar* bar = view->verticalScrollBar();
        const qint64 height = qint64(count()) * look.geometry.rowHeight - view->viewport()->height();
        bar->setRange(0, static_cast<int>(std::clamp<qint64>(height, 0, std::numeric_limits<int>::max())));
        bar->setSingleStep(look.geometry.rowHeight);
        bar->setPageStep(std::max(1, view->viewport()->height() - look.geometry.rowHeight));
    }

    [[nodiscard]] QRect rowRect(int index) const
    {
        const qint64 top = qint64(index) * look.geometry.rowHeight - view->verticalScrollBar()->value();
        return QRect(0, static_cast<int>(top), view->viewport()->width(), look.geometry.rowHeight);
    }

    void scrollTo(int index) const
    {
        QScrollBar* bar = view->verticalScrollBar();
        const int top = index * look.geometry.rowHeight;
        const int bottom = top + look.geometry.rowHeight - view->viewport()->height();
        if (bar->value() > top)
            bar->setValue(top);
        else if (bar->value() < bottom)
            bar->setValue(bottom);
    }

    void select(int from, int to, bool isKept)
    {
        if (!isKept)
            std::fill(chosen.begin(), chosen.end(), false);
        for (int index = std::min(from, to); index <= std::max(from, to); ++index)
            chosen[static_cast<std::size_t>(index)] = true;
    }

    /// The person went to `index`; with Shift the selection stretches, with Control it toggles.
    void goTo(int index, Qt::KeyboardModifiers modifiers)
    {
        if (count() == 0)
            return;
        index = std::clamp(index, 0, count() - 1);
        const auto place = static_cast<std::size_t>(index);
        if (modifiers.testFlag(Qt::ShiftModifier) && anchor >= 0)
            select(anchor, index, modifiers.testFlag(Qt::ControlModifier));
        else if (modifiers.testFlag(Qt::ControlModifier)) {
            chosen[place] = !chosen[place];
            anchor = index;
        } else {
            select(index, index, false);
            anchor = index;
        }
        const bool isNew = current != index;
        current = index;
        scrollTo(index);
        view->viewport()->update();
        if (isNew) {
            describe();
            Q_EMIT view->currentRowChanged(index);
        }
        Q_EMIT view->selectionChanged(view->selectedRows());
    }

    [[nodiscard]] QString cellText(int index, int exit)
    {
        const ExitStrip& strip = row(index).strip;
        const auto place = static_cast<std::size_t>(exit);
        QStringList parts { ExitStripView::tr("Layer %1: %2")
                                .arg(view->locale().toString(source->layer(exit)), source->predictionText(index, exit)) };
        if (place < strip.confidence.size() && std::isfinite(strip.confidence[place]))
            parts << ExitStripView::tr("confidence %1 %").arg(
                view->locale().toString(100.0 * double(strip.confidence[place]), 'f', 1));
        if (place < strip.verdict.size() && strip.verdict[place] == Verdict::Right)
            parts << ExitStripView::tr("right");
        if (place < strip.verdict.size() && strip.verdict[place] == Verdict::Wrong)
            parts << ExitStripView::tr("wrong");
        if (exit == source->exitOf(index))
            parts << ExitStripView::tr("leaves here");
        return parts.join(QStringLiteral(", "));
    }

    void describe()
    {
        if (current < 0 || current >= count())
            return;
        view->setAccessibleDescription(
            cellText(current, source->exitOf(current)) + QStringLiteral(". ") + row(current).strip.text);
        QAccessibleEvent event(view, QAccessible::DescriptionChanged);
        QAccessible::updateAccessibility(&event);
    }

    void setHovered(int index)
    {
        if (index == hovered)
            return;
        hovered = index;
        view->viewport()->update();
        Q_EMIT view->rowHovered(index);
    }

    ExitStripView* view;
    std::shared_ptr<const ExitStripSource> source;
    StripPainter look;
    StripHeader* header;
    DepthMap map = DepthMap::Viridis;
    QCache<int, StripRow> rows { cachedRows };
    std::vector<bool> chosen;
    int current = -1;
    int anchor = -1;
    int hovered = -1;
};

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
    viewport()->update();
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
    TextTable table;
    table.headings = { QStringLiteral("exit"), QStringLiteral("prediction"), QStringLiteral("gold"),
        QStringLiteral("tag"), QStringLiteral("text") };
    for (const int row : selectedRows()) {
        const ExitStrip strip = d->source->item(row);
        const int exit = d->source->exitOf(row);
        table.rows.push_back({ QString::number(d->source->layer(exit)), d->source->predictionText(row, exit),
            strip.gold, strip.tag, strip.text });
    }
    if (!table.rows.empty())
        QApplication::clipboard()->setText(tableText(table, TableFormat::Tsv));
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
    const int first = std::max(0, (verticalScrollBar()->value() + event->rect().top()) / rowHeight());
    const int last = std::min(d->count() - 1, (verticalScrollBar()->value() + event->rect().bottom()) / rowHeight());
    for (int row = first; row <= last; ++row) {
        StripPainter::RowState state;
        state.exit = std::clamp(d->source->exitOf(row), 0, std::max(0, d->source->exits() - 1));
        state.layer = d->source->layer(state.exit);
        state.prediction = d->source->predictionText(row, state.exit);
        state.isSelected = d->chosen[static_cast<std::size_t>(row)];
        state.isCurrent = row == d->current;
        state.isHovered = row == d->hovered;
        state.hasFocus = hasFocus();
        d->look.drawRow(painter, d->rowRect(row), d->row(row), state);
    }
}

void ExitStripView::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    d->relayout();
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
