#pragma once

#include "widgets/heatmap/exit_strip_source.h"

namespace exitscope::widgets::samples {

/// Made-up sentences of all lengths, from formulas; counts how often it is asked.
class Strips final : public ExitStripSource
{
public:
    Strips(int count, int exits);

    int count() const override { return m_count; }
    int exits() const override { return m_exits; }
    int layer(int exit) const override { return exit + 1; }
    ExitStrip item(int row) const override;
    int exitOf(int row) const override;
    QString predictionText(int row, int exit) const override;
    bool hasLens() const override { return m_isPinned; }
    LensMark lens(int row) const override;

    void setPinned(bool isPinned) { m_isPinned = isPinned; } ///< a second point, half way down everywhere

    void setShift(int shift) { m_shift = shift; } ///< moves every exit, as a threshold would
    int asked() const { return m_asked; }

private:
    [[nodiscard]] bool isPositive(int row, int exit) const;

    int m_count;
    int m_exits;
    int m_shift = 0;
    bool m_isPinned = false;
    mutable int m_asked = 0;
};

} // namespace exitscope::widgets::samples
