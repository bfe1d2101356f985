#pragma once

#include "widgets/heatmap/exit_strip_source.h"

#include <QFontMetrics>
#include <QRect>
#include <QStaticText>

#include <array>

namespace exitscope::widgets {

/// Where things are in a row, from the font and the width alone: every row has the same height and columns.
struct StripGeometry
{
    StripGeometry() = default;
    StripGeometry(const QFontMetrics& metrics, int width, int exits);

    int rowHeight = 1;
    int padding = 0;
    int cellWidth = 1; ///< of one exit
    QRect strip; ///< all exits; relative to the row's top left, like the rest
    QRect badge; ///< the layer of the exit taken
    QRect answer; ///< prediction and gold label
    QRect text;

    [[nodiscard]] QRect cell(int exit) const;
};

/// A row as it was laid out once.
struct StripRow
{
    ExitStrip strip;
    std::array<QStaticText, 2> lines;
    int lineCount = 0;
    bool isCut = false; ///< the text needs more than two lines
    int tagWidth = 0;
};

[[nodiscard]] StripRow laidOut(ExitStrip strip, const StripGeometry& geometry, const QFont& font);

} // namespace exitscope::widgets
