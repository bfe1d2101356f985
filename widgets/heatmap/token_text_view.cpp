#include "widgets/heatmap/token_text_view_p.h"

#include "widgets/heatmap/token_text_copy.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>

namespace exitscope::widgets {

TokenTextView::TokenTextView(QWidget* parent)
    : QAbstractScrollArea(parent)
    , d(std::make_unique<Private>(this))
{
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn); // its coming and going would break the lines anew
    viewport()->setMouseTracking(true);
    viewport()->setBackgroundRole(QPalette::Base);
    setAccessibleName(tr("Tokens with their exits"));
    const auto add = [this](const QString& text, const QKeySequence& shortcut, auto slot) {
        auto* action = new QAction(text, this);
        action->setShortcut(shortcut);
        action->setShortcutContext(Qt::WidgetShortcut);
        connect(action, &QAction::triggered, this, slot);
        addAction(action);
    };
    add(tr("Copy"), QKeySequence::Copy, &TokenTextView::copySelection);
    add(tr("Copy as HTML"), QKeySequence(QStringLiteral("Ctrl+Shift+C")), &TokenTextView::copySelectionAsHtml);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    d->relayout(false);
}

TokenTextView::~TokenTextView() = default;

void TokenTextView::setSource(std::shared_ptr<const TokenTextSource> source)
{
    d->source = std::move(source);
    d->beside.reset();
    d->current = d->anchor = -1;
    d->layouts = 0;
    d->chosen.assign(d->source ? static_cast<std::size_t>(d->source->units()) : 0, false);
    paragraphsChanged();
}

void TokenTextView::setBeside(std::shared_ptr<const TokenTextSource> beside)
{
    const bool wasBeside = isBeside();
    d->beside = d->source ? std::move(beside) : nullptr;
    if (wasBeside == isBeside())
        return viewport()->update();
    d->relayout(true);
    Q_EMIT columnsChanged();
}

bool TokenTextView::isBeside() const
{
    return d->beside != nullptr;
}

QRect TokenTextView::columnRect(int column) const
{
    return { d->columnLeft(column), 0, d->columnWidth(), viewport()->height() };
}

void TokenTextView::paragraphsChanged()
{
    d->readBlocks();
    d->relayout(false);
    verticalScrollBar()->setValue(0);
}

void TokenTextView::textGrew()
{
    if (!d->source)
        return;
    const bool follows = verticalScrollBar()->value() >= verticalScrollBar()->maximum();
    d->chosen.resize(static_cast<std::size_t>(d->source->units()), false);
    d->readBlocks();
    d->relayout(true);
    if (!follows)
        return;
    d->reference = -1;
    for (int round = 0; round < 2; ++round) { // what comes into sight there may be higher than it was guessed
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
        d->ensureLaidOut();
    }
}

void TokenTextView::exitsChanged()
{
    const bool hasRow = d->options.showsNumbers || (d->options.layer == HeatLayer::Lens && d->source && d->source->hasLens());
    const auto steps = d->source ? static_cast<std::size_t>(d->source->exits()) : 0;
    if (hasRow != (d->layouter.numberHeight() > 0) || steps != d->look.depths.size())
        d->relayout(true); // the row of numbers came or went, or the scale is another one
    viewport()->update();
}

void TokenTextView::setOptions(const StripOptions& options)
{
    if (options == d->options)
        return;
    d->options = options;
    d->relayout(true);
}

void TokenTextView::setDepthMap(DepthMap map)
{
    d->map = map;
    d->relayout(true);
}

void TokenTextView::setEmptyText(const QString& text)
{
    d->emptyText = text;
    viewport()->update();
}

std::int64_t TokenTextView::currentUnit() const
{
    return d->current;
}

void TokenTextView::showUnit(std::int64_t unit)
{
    if (d->source && unit >= 0 && unit < static_cast<std::int64_t>(d->chosen.size()))
        d->scrollTo(unit);
}

void TokenTextView::setCurrentUnit(std::int64_t unit)
{
    if (!d->source || unit < 0 || unit >= static_cast<std::int64_t>(d->chosen.size()))
        return;
    std::fill(d->chosen.begin(), d->chosen.end(), false);
    d->chosen[static_cast<std::size_t>(unit)] = true;
    d->current = d->anchor = unit;
    d->scrollTo(unit);
    d->describe();
    viewport()->update();
}

std::vector<std::int64_t> TokenTextView::selectedUnits() const
{
    std::vector<std::int64_t> units;
    for (std::size_t unit = 0; unit < d->chosen.size(); ++unit)
        if (d->chosen[unit])
            units.push_back(static_cast<std::int64_t>(unit));
    return units;
}

void TokenTextView::setSelectedUnits(const std::vector<std::int64_t>& units)
{
    std::fill(d->chosen.begin(), d->chosen.end(), false);
    for (const std::int64_t unit : units)
        if (unit >= 0 && unit < static_cast<std::int64_t>(d->chosen.size()))
            d->chosen[static_cast<std::size_t>(unit)] = true;
    viewport()->update();
}

std::int64_t TokenTextView::unitAt(const QPoint& position) const
{
    const TokenBox* box = d->boxAt(position);
    return box ? box->unit : -1;
}

QRect TokenTextView::rectOf(std::int64_t unit, int column) const
{
    if (!d->source || unit < 0)
        return {};
    const auto [paragraph, token] = d->source->placeOf(unit);
    if (paragraph < 0)
        return {};
    const int index = d->blockOf(paragraph, token);
    const std::int64_t top = d->heights.top(index) - verticalScrollBar()->value();
    if (top > viewport()->height() || top + d->heights.height(index) < 0)
        return {};
    for (const TokenBox& box : d->block(index).boxes)
        if (box.unit == unit) {
            const QRect rect = box.rect.translated(d->columnLeft(column), static_cast<int>(top));
            return rect.intersects(viewport()->rect()) ? rect : QRect();
        }
    return {};
}

std::vector<int> TokenTextView::visibleParagraphs() const
{
    std::vector<int> paragraphs;
    if (d->blocks.empty())
        return paragraphs;
    for (int index = d->heights.at(verticalScrollBar()->value()); index >= 0 && index < d->heights.count()
         && d->heights.top(index) < verticalScrollBar()->value() + viewport()->height();
         ++index)
        if (const int paragraph = d->blocks[static_cast<std::size_t>(index)].paragraph;
            paragraphs.empty() || paragraphs.back() != paragraph)
            paragraphs.push_back(paragraph);
    return paragraphs;
}

int TokenTextView::laidOutBlocks() const
{
    return d->layouts;
}

QSize TokenTextView::sizeHint() const
{
    const int em = fontMetrics().height();
    return { 50 * em, 24 * em };
}

void TokenTextView::copySelection()
{
    if (d->source && !d->blocks.empty())
        QApplication::clipboard()->setText(tokensAsText(*d->source, d->copiedParagraphs()));
}

void TokenTextView::copySelectionAsHtml()
{
    if (!d->source || d->blocks.empty())
        return;
    const auto paragraphs = d->copiedParagraphs();
    auto* copied = new QMimeData;
    copied->setText(tokensAsText(*d->source, paragraphs));
    copied->setHtml(tokensAsHtml(*d->source, paragraphs, d->options, depthSteps(d->map, d->source->exits())));
    QApplication::clipboard()->setMimeData(copied);
}

bool TokenTextView::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int column = d->columnAt(help->pos().x());
        if (const std::int64_t unit = unitAt(help->pos()); unit >= 0)
            QToolTip::showText(help->globalPos(), d->sourceOf(column).tip(unit), viewport(), rectOf(unit, column));
        else
            QToolTip::hideText();
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void TokenTextView::paintEvent(QPaintEvent* event)
{
    QPainter painter(viewport());
    painter.setFont(font());
    if (!d->source || d->blocks.empty()) {
        const int margin = fontMetrics().height() * 2;
        painter.setPen(palette().color(QPalette::Text));
        painter.drawText(viewport()->rect().adjusted(margin, margin, -margin, -margin),
            Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap, d->emptyText);
        return;
    }
    d->ensureLaidOut();
    for (int column = 0; column < (isBeside() ? 2 : 1); ++column)
        if (columnRect(column).intersects(event->rect()))
            d->draw(painter, column, event->rect());
    if (isBeside()) {
        const int middle = (columnRect(0).right() + columnRect(1).left()) / 2;
        painter.setPen(palette().color(QPalette::Mid));
        painter.drawLine(middle, event->rect().top(), middle, event->rect().bottom());
    }
}

void TokenTextView::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    if (event->oldSize().width() != event->size().width()) {
        d->relayout(true);
        Q_EMIT columnsChanged();
    } else {
        d->updateScrollBar();
    }
}

void TokenTextView::changeEvent(QEvent* event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange
        || event->type() == QEvent::StyleChange)
        d->relayout(true);
}

void TokenTextView::mousePressEvent(QMouseEvent* event)
{
    const std::int64_t unit = unitAt(event->position().toPoint());
    if (unit < 0)
        return;
    if (event->button() == Qt::LeftButton)
        d->goTo(unit, event->modifiers());
    else if (event->button() == Qt::RightButton && !d->chosen[static_cast<std::size_t>(unit)])
        d->goTo(unit, Qt::NoModifier); // the menu speaks of what is under the mouse
}

void TokenTextView::mouseMoveEvent(QMouseEvent* event)
{
    const std::int64_t unit = unitAt(event->position().toPoint());
    if (event->buttons().testFlag(Qt::LeftButton) && unit >= 0 && unit != d->current)
        d->goTo(unit, Qt::ShiftModifier);
}

void TokenTextView::keyPressEvent(QKeyEvent* event)
{
    if (!d->source || d->blocks.empty())
        return QAbstractScrollArea::keyPressEvent(event);
    const Qt::KeyboardModifiers stretch = event->modifiers() & Qt::ShiftModifier;
    QScrollBar* bar = verticalScrollBar();
    switch (event->key()) {
    case Qt::Key_Left:
        return d->goTo(d->neighbour(-1), stretch);
    case Qt::Key_Right:
        return d->goTo(d->neighbour(1), stretch);
    case Qt::Key_Up:
        return d->goTo(d->lineNeighbour(-1), stretch);
    case Qt::Key_Down:
        return d->goTo(d->lineNeighbour(1), stretch);
    case Qt::Key_PageUp:
        return bar->triggerAction(QAbstractSlider::SliderPageStepSub);
    case Qt::Key_PageDown:
        return bar->triggerAction(QAbstractSlider::SliderPageStepAdd);
    case Qt::Key_Home:
        return d->goTo(d->endUnit(false), stretch);
    case Qt::Key_End:
        return d->goTo(d->endUnit(true), stretch);
    default:
        return QAbstractScrollArea::keyPressEvent(event);
    }
}

void TokenTextView::focusInEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void TokenTextView::focusOutEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

} // namespace exitscope::widgets
