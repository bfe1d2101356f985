#pragma once

#include "widgets/heatmap/exit_strip_source.h"

#include <QString>

#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

namespace exitscope::widgets {

/// One token of a running text.
struct TokenPiece
{
    QString text; ///< without the space before it
    bool startsWord = true; ///< a space stands before it
    std::int64_t unit = -1; ///< −1: none that leaves anywhere (special tokens, those without a label); it has no colour
};

/// Where a text of tokens comes from, paragraph by paragraph. Asked for what is in sight only, from the GUI thread.
class TokenTextSource
{
public:
    virtual ~TokenTextSource() = default;

    [[nodiscard]] virtual int paragraphs() const = 0;
    [[nodiscard]] virtual int tokens(int paragraph) const = 0; ///< cheap: asked of every paragraph, to guess heights
    [[nodiscard]] virtual std::vector<TokenPiece> pieces(int paragraph, int first, int count) const = 0;
    [[nodiscard]] virtual QString heading(int paragraph) const = 0; ///< stands beside it: its number
    /// Paragraph and token of a unit; {−1, −1} where it is not shown.
    [[nodiscard]] virtual std::pair<int, int> placeOf(std::int64_t unit) const = 0;
    [[nodiscard]] virtual std::int64_t units() const = 0; ///< all there are, shown or not

    [[nodiscard]] virtual int exits() const = 0;
    [[nodiscard]] virtual int layer(int exit) const = 0; ///< 1-based
    [[nodiscard]] virtual bool hasDepths() const { return true; } ///< false: all leave at the last exit, and no box is filled
    /// The following are asked on every paint, of units in sight.
    [[nodiscard]] virtual int exitOf(std::int64_t unit) const = 0;
    [[nodiscard]] virtual bool agrees(std::int64_t unit) const = 0; ///< its answer is the full model's
    [[nodiscard]] virtual bool isKept(std::int64_t unit) const
    {
        Q_UNUSED(unit)
        return true;
    } ///< false: stands back, others in its paragraph are meant
    [[nodiscard]] virtual LensMark lens(std::int64_t unit) const
    {
        Q_UNUSED(unit)
        return {};
    }
    [[nodiscard]] virtual bool hasLens() const { return false; }
    [[nodiscard]] virtual double slack(std::int64_t unit) const
    {
        Q_UNUSED(unit)
        return std::numeric_limits<double>::quiet_NaN();
    }
    [[nodiscard]] virtual QString tip(std::int64_t unit) const = 0; ///< everything about it, in a line
};

} // namespace exitscope::widgets
