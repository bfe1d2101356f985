#pragma once

#include "widgets/heatmap/block_heights.h"
#include "widgets/heatmap/token_painter.h"
#include "widgets/heatmap/token_text_view.h"

#include <QCache>

#include <map>

namespace exitscope::widgets {

/// The state behind a TokenTextView: blocks, their heights, which are laid out, what is chosen. Events are the view's.
struct TokenTextView::Private
{
    explicit Private(TokenTextView* owner)
        : view(owner)
    {
    }

    void readBlocks();
    void relayout(bool keepsPlace);
    const TokenBlock& block(int index); ///< laid out now, if it was not, and its height put right
    /// Lays out what is in sight, and moves the scroll bar by what guesses were wrong above the reference block.
    void ensureLaidOut();
    void updateScrollBar() const;
    [[nodiscard]] int blockOf(int paragraph, int token) const;
    [[nodiscard]] const TokenBox* boxAt(const QPoint& position);
    [[nodiscard]] int columnLeft(int column) const;
    [[nodiscard]] int columnWidth() const;
    [[nodiscard]] int columnAt(int x) const; ///< 0 or 1
    [[nodiscard]] const TokenTextSource& sourceOf(int column) const { return column == 1 && beside ? *beside : *source; }
    void draw(QPainter& painter, int column, const QRect& area);
    void scrollTo(std::int64_t unit);
    void goTo(std::int64_t unit, Qt::KeyboardModifiers modifiers);
    [[nodiscard]] std::int64_t neighbour(int direction);
    [[nodiscard]] std::int64_t lineNeighbour(int direction);
    [[nodiscard]] std::int64_t endUnit(bool isLast) const;
    void select(std::int64_t from, std::int64_t to);
    void describe();
    [[nodiscard]] std::vector<int> copiedParagraphs() const;

    TokenTextView* view;
    std::shared_ptr<const TokenTextSource> source;
    std::shared_ptr<const TokenTextSource> beside; ///< of the second column; null: there is one
    TokenLayouter layouter;
    TokenPainter look;
    DepthMap map = DepthMap::Viridis;
    StripOptions options;
    QString emptyText;
    std::vector<BlockPlace> blocks;
    std::vector<int> firstBlock; ///< [paragraphs]
    BlockHeights heights;
    QCache<int, TokenBlock> laid { 200 }; ///< several screens
    std::vector<bool> isMeasured; ///< [blocks]: its height is no guess any more
    std::vector<bool> chosen; ///< by unit
    std::int64_t current = -1, anchor = -1;
    int reference = -1; ///< the block that stood first in sight when last painted
    std::int64_t referenceTop = 0; ///< of it, in the viewport, at …
    int referenceValue = 0; ///< … this position of the scroll bar
    int layouts = 0;
    bool isCorrecting = false;
};

} // namespace exitscope::widgets
