#include "widgets/plot/word_flow.h"

#include <algorithm>
#include <cmath>

namespace exitscope::widgets {

namespace {

/// Sizes of the flow, from the font alone.
struct Rhythm
{
    explicit Rhythm(const QFontMetricsF& metrics)
        : em(metrics.height())
    {
    }

    double em;
    double padding = 0.12 * em;   ///< in a box, beside its word
    double gap = 0.22 * em;       ///< between two words
    double box = 1.12 * em;       ///< height of a box
    double line = 1.34 * em;      ///< from one line to the next
    double paragraph = 0.30 * em; ///< more than that between two paragraphs
};

QString headingOf(const std::vector<std::pair<double, QString>>& headings, double y)
{
    const auto found = std::ranges::find_if(headings, [y](const auto& one) { return std::abs(one.first - y) < 0.5; });
    return found == headings.end() ? QString() : found->second;
}

} // namespace

WordFlow flowWords(const CellMap& cells, const std::vector<std::pair<double, QString>>& headings, const QFontMetricsF& metrics,
    double width)
{
    const Rhythm rhythm(metrics);
    double gutter = 0;
    for (const auto& [y, heading] : headings)
        gutter = std::max(gutter, metrics.horizontalAdvance(heading) + rhythm.em / 2);
    WordFlow flow;
    double top = 0;
    for (int row = cells.rows - 1; row >= 0; --row) {
        if (const QString heading = headingOf(headings, cells.yFirst + row * cells.yStep); !heading.isEmpty())
            flow.boxes.push_back({ QRectF(0, top, gutter - rhythm.em / 2, rhythm.box), heading, -1 });
        double left = gutter;
        for (int column = 0; column < cells.columns; ++column) {
            const int cell = row * cells.columns + column;
            const QString& word = cells.words[static_cast<std::size_t>(cell)];
            const QString text = word.trimmed();
            if (text.isEmpty())
                continue;
            const double room = word.startsWith(u' ') && left > gutter ? rhythm.gap : 0;
            const double wide = std::min(metrics.horizontalAdvance(text) + 2 * rhythm.padding, width - gutter);
            if (left > gutter && left + room + wide > width) {
                left = gutter;
                top += rhythm.line;
            } else {
                left += room;
            }
            flow.boxes.push_back({ QRectF(left, top, wide, rhythm.box), text, cell });
            left += wide;
        }
        top += rhythm.line + rhythm.paragraph;
    }
    flow.height = std::max(0.0, top - rhythm.paragraph - (rhythm.line - rhythm.box));
    return flow;
}

} // namespace exitscope::widgets
