#pragma once

#include "widgets/plot/plot_model.h"

#include <QFontMetricsF>
#include <QRectF>

#include <vector>

namespace exitscope::widgets {

/// A word of a cell map in its place, or what stands before a paragraph (`cell` −1).
struct FlowBox
{
    QRectF rect;
    QString text;
    int cell = -1; ///< place in CellMap::values
};

/// A cell map's words as running text.
struct WordFlow
{
    std::vector<FlowBox> boxes; ///< in reading order
    double height = 0;
};

/// Breaks the words of a map into lines of `width`, in the metrics' units. `headings`: the labels of y.
[[nodiscard]] WordFlow flowWords(const CellMap& cells, const std::vector<std::pair<double, QString>>& headings,
    const QFontMetricsF& metrics, double width);

} // namespace exitscope::widgets
