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
    /// `withNumbers`: room for a number below each exit. `withLens`: room for the second operating point.
    StripGeometry(const QFontMetrics& metrics, int width, int exits, bool withNumbers = false, bool withLens = false);

    int rowHeight = 1;
    int padding = 0;
    int cellWidth = 1; ///< of one exit
    int numberWidth = 0; ///< what "100" needs; 0 without numbers
    QRect strip; ///< all exits; relative to the row's top left, like the rest
    QRect numbers; ///< below the strip; null without numbers
    QRect badge; ///< the layer of the exit taken
    QRect lens; ///< the pinned point's layer and how they compare; null without it
    QRect answer; ///< prediction and gold label
    QRect text;

    [[nodiscard]] QRect cell(int exit) const;
};

/// The font of the numbers below the cells.
[[nodiscard]] QFont numberFont(const QFont& font);

/// One line of text as it was shaped once.
struct StripLine
{
    QStaticText text;
    double left = 0; ///< from the text's left edge: lines from right to left end at its right edge
    std::vector<QRectF> found; ///< where the find text stands, relative to the line's top left
};

/// A row as it was laid out once.
struct StripRow
{
    ExitStrip strip;
    std::array<StripLine, 2> lines;
    int lineCount = 0;
    bool isCut = false; ///< the text needs more than two lines
    int tagWidth = 0;
};

/// `find`: marked wherever it occurs; where it first occurs beyond the two lines, these start shortly before it.
[[nodiscard]] StripRow laidOut(
    ExitStrip strip, const StripGeometry& geometry, const QFont& font, const QString& find = {});

/// The text as one line can show it: control characters and line ends are spaces.
[[nodiscard]] QString onOneLine(QString text);

} // namespace exitscope::widgets
