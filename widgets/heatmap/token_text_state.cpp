#include "widgets/heatmap/token_text_view_p.h"

#include "widgets/heatmap/exit_strip_layout.h"
#include "widgets/theme/palette.h"

#include <QAccessible>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <cstdlib>
#include <limits>

namespace exitscope::widgets {

void TokenTextView::Private::readBlocks()
{
    blocks.clear();
    firstBlock.clear();
    if (!source)
        return;
    blocks = layouter.blocksOf(*source);
    firstBlock.resize(static_cast<std::size_t>(source->paragraphs()));
    for (std::size_t index = blocks.size(); index-- > 0;)
        firstBlock[static_cast<std::size_t>(blocks[index].paragraph)] = static_cast<int>(index);
}

void TokenTextView::Private::relayout(bool keepsPlace)
{
    const int before = keepsPlace ? reference : -1;
    const double share = before >= 0 && before < heights.count() && heights.height(before) > 0
        ? static_cast<double>(-referenceTop) / heights.height(before)
        : 0;
    laid.clear();
    const bool hasRow = options.showsNumbers || (options.layer == HeatLayer::Lens && source && source->hasLens());
    // Headings are numbers of paragraphs: where the first has none, there are none.
    const bool hasHeadings = !source || source->paragraphs() == 0 || !source->heading(0).isEmpty();
    layouter.reset(view->font(), columnWidth(), hasRow, hasHeadings);
    look.palette = view->palette();
    const QColor base = view->palette().color(QPalette::Base);
    look.depths = depthSteps(map, source ? source->exits() : 0, depthRangeOn(map, base));
    look.slack = depthRangeOn(slackMap, base);
    look.inks.clear();
    for (const QColor& color : look.depths)
        look.inks.push_back(textOn(color));
    look.numbers = numberFont(view->font());
    look.numberHeight = layouter.numberHeight();
    look.textTop = layouter.textTop();
    look.gutter = layouter.gutter();
    look.options = options;
    std::vector<int> guesses;
    guesses.reserve(blocks.size());
    for (const BlockPlace& place : blocks)
        guesses.push_back(layouter.guessedHeight(place));
    heights.reset(guesses);
    isMeasured.assign(blocks.size(), false);
    reference = -1;
    updateScrollBar();
    if (before >= 0 && before < heights.count()) {
        const int height = block(before).height;
        view->verticalScrollBar()->setValue(static_cast<int>(
            std::min<std::int64_t>(heights.top(before) + static_cast<std::int64_t>(share * height), std::numeric_limits<int>::max())));
    }
    view->viewport()->update();
}

const TokenBlock& TokenTextView::Private::block(int index)
{
    if (const TokenBlock* known = laid.object(index))
        return *known;
    auto* made = new TokenBlock(layouter.laidOut(*source, blocks[static_cast<std::size_t>(index)], options.find));
    ++layouts;
    heights.setHeight(index, made->height);
    isMeasured[static_cast<std::size_t>(index)] = true;
    laid.insert(index, made);
    return *made;
}

/// What of a column lies between the top and the bottom of `area`.
void TokenTextView::Private::draw(QPainter& painter, int column, const QRect& area)
{
    const TokenPainter::Marks marks { &chosen, current, view->hasFocus() };
    const int value = view->verticalScrollBar()->value();
    painter.save();
    painter.translate(columnLeft(column), 0);
    for (int index = heights.at(value); index >= 0 && index < heights.count(); ++index) {
        const auto top = static_cast<int>(heights.top(index) - value);
        if (top > area.bottom())
            break;
        look.draw(painter, sourceOf(column), block(index), top, area.top(), area.bottom(), marks);
    }
    painter.restore();
}

void TokenTextView::Private::updateScrollBar() const
{
    QScrollBar* bar = view->verticalScrollBar();
    const std::int64_t most = heights.total() - view->viewport()->height();
    bar->setRange(0, static_cast<int>(std::clamp<std::int64_t>(most, 0, std::numeric_limits<int>::max())));
    bar->setSingleStep(layouter.lineHeight());
    bar->setPageStep(std::max(1, view->viewport()->height() - layouter.lineHeight()));
}

void TokenTextView::Private::ensureLaidOut()
{
    if (!source || blocks.empty() || isCorrecting)
        return;
    isCorrecting = true;
    QScrollBar* bar = view->verticalScrollBar();
    const int height = view->viewport()->height();
    // What was in sight before stays where the scroll bar moved it, whatever the blocks above turn out to be.
    if (std::abs(bar->value() - referenceValue) > 2 * height)
        reference = -1;
    std::int64_t wanted = referenceTop - (bar->value() - referenceValue);
    constexpr int mostRounds = 8; // a correction may bring others into sight
    for (int round = 0; round < mostRounds; ++round) {
        bool isNew = false;
        for (int index = heights.at(bar->value()); index < heights.count(); ++index) {
            if (heights.top(index) - bar->value() > height)
                break;
            isNew = isNew || !isMeasured[static_cast<std::size_t>(index)];
            block(index);
        }
        updateScrollBar();
        if (reference < 0) {
            reference = heights.at(bar->value());
            wanted = heights.top(reference) - bar->value();
        }
        const std::int64_t off = heights.top(reference) - bar->value() - wanted;
        bar->setValue(static_cast<int>(std::clamp<std::int64_t>(bar->value() + off, 0, bar->maximum())));
        if (!isNew)
            break;
    }
    reference = heights.at(bar->value());
    referenceTop = heights.top(reference) - bar->value();
    referenceValue = bar->value();
    isCorrecting = false;
}

int TokenTextView::Private::blockOf(int paragraph, int token) const
{
    return firstBlock[static_cast<std::size_t>(paragraph)] + token / TokenLayouter::mostTokens;
}

int TokenTextView::Private::columnWidth() const
{
    const int width = view->viewport()->width();
    return beside ? (width - view->fontMetrics().averageCharWidth()) / 2 : width;
}

int TokenTextView::Private::columnLeft(int column) const
{
    return column == 0 ? 0 : view->viewport()->width() - columnWidth();
}

int TokenTextView::Private::columnAt(int x) const
{
    return beside && x >= columnLeft(1) ? 1 : 0;
}

const TokenBox* TokenTextView::Private::boxAt(const QPoint& position)
{
    if (!source || blocks.empty())
        return nullptr;
    const std::int64_t y = position.y() + view->verticalScrollBar()->value();
    if (y < 0 || y >= heights.total())
        return nullptr;
    const int index = heights.at(y);
    const QPoint inBlock(position.x() - columnLeft(columnAt(position.x())), static_cast<int>(y - heights.top(index)));
    for (const TokenBox& box : block(index).boxes)
        if (box.rect.contains(inBlock))
            return &box;
    return nullptr;
}

void TokenTextView::Private::scrollTo(std::int64_t unit)
{
    const auto [paragraph, token] = source->placeOf(unit);
    if (paragraph < 0)
        return;
    const int index = blockOf(paragraph, token);
    const TokenBlock& found = block(index);
    updateScrollBar();
    QScrollBar* bar = view->verticalScrollBar();
    for (const TokenBox& box : found.boxes) {
        if (box.unit != unit)
            continue;
        const std::int64_t top = heights.top(index) + box.rect.top();
        const int height = view->viewport()->height();
        if (top < bar->value() || top + box.rect.height() > bar->value() + height) {
            const bool isFar = top < bar->value() - height || top > bar->value() + 2 * height;
            const std::int64_t target = isFar ? top - height / 3 : top < bar->value() ? top : top + box.rect.height() - height;
            if (isFar)
                reference = -1;
            bar->setValue(static_cast<int>(std::clamp<std::int64_t>(target, 0, bar->maximum())));
        }
        return;
    }
}

void TokenTextView::Private::select(std::int64_t from, std::int64_t to)
{
    const auto a = source->placeOf(from), b = source->placeOf(to);
    if (a.first < 0 || b.first < 0)
        return;
    const auto [start, end] = std::minmax(a, b);
    for (int paragraph = start.first; paragraph <= end.first; ++paragraph) {
        const int first = paragraph == start.first ? start.second : 0;
        const int last = paragraph == end.first ? end.second : source->tokens(paragraph) - 1;
        for (const TokenPiece& piece : source->pieces(paragraph, first, last - first + 1))
            if (piece.unit >= 0)
                chosen[static_cast<std::size_t>(piece.unit)] = true;
    }
}

void TokenTextView::Private::goTo(std::int64_t unit, Qt::KeyboardModifiers modifiers)
{
    if (unit < 0)
        return;
    if (modifiers.testFlag(Qt::ControlModifier)) {
        chosen[static_cast<std::size_t>(unit)] = !chosen[static_cast<std::size_t>(unit)];
        anchor = unit;
    } else {
        std::fill(chosen.begin(), chosen.end(), false);
        if (modifiers.testFlag(Qt::ShiftModifier) && anchor >= 0)
            select(anchor, unit);
        else {
            chosen[static_cast<std::size_t>(unit)] = true;
            anchor = unit;
        }
    }
    const bool isNew = unit != current;
    current = unit;
    scrollTo(unit);
    view->viewport()->update();
    if (isNew) {
        describe();
        Q_EMIT view->currentUnitChanged(unit);
    }
    Q_EMIT view->selectionChanged(view->selectedUnits());
}

std::int64_t TokenTextView::Private::endUnit(bool isLast) const
{
    const int count = source->paragraphs();
    for (int step = 0; step < count; ++step) {
        const int paragraph = isLast ? count - 1 - step : step;
        const auto pieces = source->pieces(paragraph, 0, source->tokens(paragraph));
        const auto isUnit = [](const TokenPiece& piece) { return piece.unit >= 0; };
        if (isLast) {
            if (const auto found = std::find_if(pieces.rbegin(), pieces.rend(), isUnit); found != pieces.rend())
                return found->unit;
        } else if (const auto found = std::find_if(pieces.begin(), pieces.end(), isUnit); found != pieces.end())
            return found->unit;
    }
    return -1;
}

std::int64_t TokenTextView::Private::neighbour(int direction)
{
    if (current < 0)
        return endUnit(direction < 0);
    const auto [paragraph, token] = source->placeOf(current);
    if (paragraph < 0)
        return endUnit(direction < 0);
    int index = blockOf(paragraph, token);
    int at = token - blocks[static_cast<std::size_t>(index)].first + direction;
    for (; index >= 0 && index < heights.count(); index += direction) {
        const auto& boxes = block(index).boxes;
        if (at == std::numeric_limits<int>::min())
            at = direction > 0 ? 0 : static_cast<int>(boxes.size()) - 1;
        for (; at >= 0 && at < static_cast<int>(boxes.size()); at += direction)
            if (boxes[static_cast<std::size_t>(at)].unit >= 0)
                return boxes[static_cast<std::size_t>(at)].unit;
        at = std::numeric_limits<int>::min();
    }
    return current;
}

std::int64_t TokenTextView::Private::lineNeighbour(int direction)
{
    if (current < 0 || source->placeOf(current).first < 0)
        return endUnit(direction < 0);
    const auto [paragraph, token] = source->placeOf(current);
    int index = blockOf(paragraph, token);
    const auto& here = block(index).boxes[static_cast<std::size_t>(token - blocks[static_cast<std::size_t>(index)].first)];
    const int x = here.rect.center().x();
    int line = here.line + direction;
    for (; index >= 0 && index < heights.count(); index += direction) {
        const auto& boxes = block(index).boxes;
        if (line == std::numeric_limits<int>::max())
            line = boxes.empty() ? 0 : boxes.back().line;
        const int last = boxes.empty() ? -1 : boxes.back().line;
        for (; line >= 0 && line <= last; line += direction) {
            const TokenBox* nearest = nullptr;
            for (const TokenBox& box : boxes)
                if (box.line == line && box.unit >= 0
                    && (!nearest || std::abs(box.rect.center().x() - x) < std::abs(nearest->rect.center().x() - x)))
                    nearest = &box;
            if (nearest)
                return nearest->unit;
        }
        line = direction > 0 ? 0 : std::numeric_limits<int>::max();
    }
    return current;
}

void TokenTextView::Private::describe()
{
    if (!source || current < 0)
        return;
    view->setAccessibleDescription(source->tip(current));
    QAccessibleEvent event(view, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&event);
}

std::vector<int> TokenTextView::Private::copiedParagraphs() const
{
    std::vector<int> paragraphs;
    for (std::size_t unit = 0; unit < chosen.size(); ++unit)
        if (chosen[unit])
            if (const int paragraph = source->placeOf(static_cast<std::int64_t>(unit)).first;
                paragraph >= 0 && (paragraphs.empty() || paragraphs.back() != paragraph))
                paragraphs.push_back(paragraph);
    if (paragraphs.empty())
        return view->visibleParagraphs();
    std::sort(paragraphs.begin(), paragraphs.end());
    paragraphs.erase(std::unique(paragraphs.begin(), paragraphs.end()), paragraphs.end());
    return paragraphs;
}

} // namespace exitscope::widgets
