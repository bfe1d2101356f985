#pragma once

#include "widgets/heatmap/token_block.h"

#include <QColor>
#include <QPalette>

class QPainter;

namespace exitscope::widgets {

/// The colour of a unit's box under the chosen layer. `slack`: the part of its map that is drawn with.
[[nodiscard]] QColor tokenColor(const TokenTextSource& source, std::int64_t unit, HeatLayer layer,
    const std::vector<QColor>& depths, DepthRange slack = {});

/// What stands below a token on demand: its exit layer and how it fares beside B.
[[nodiscard]] QString tokenNumber(const TokenTextSource& source, std::int64_t unit);

/// Draws blocks of tokens. Inks are chosen once for each depth.
struct TokenPainter
{
    QPalette palette;
    std::vector<QColor> depths; ///< one per exit, light to dark
    std::vector<QColor> inks;   ///< on each of them
    DepthRange slack;           ///< of slackMap, as it stands out from the palette's base
    QFont numbers;
    int numberHeight = 0;
    int textTop = 0;
    int gutter = 0;
    StripOptions options;

    struct Marks
    {
        const std::vector<bool>* selected = nullptr; ///< by unit
        std::int64_t current = -1;
        bool hasFocus = false;
    };

    /// `top`: of the block, in the painter's coordinates; only boxes between `from` and `to` are drawn.
    void draw(QPainter& painter, const TokenTextSource& source, const TokenBlock& block, int top, int from, int to,
        const Marks& marks) const;

private:
    void drawBox(QPainter& painter, const TokenTextSource& source, const TokenBox& box, const QRect& rect,
        const Marks& marks) const;
    static void drawDifference(QPainter& painter, const LensMark& mark, const QRect& rect, const QColor& ink);
};

} // namespace exitscope::widgets
