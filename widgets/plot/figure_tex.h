#pragma once

#include "widgets/plot/figure_spec.h"
#include "widgets/plot/plot_model.h"

#include <QByteArray>

namespace exitscope::widgets {

/// Where the drawn figure has its legend: what "best" came to.
struct TexLegend
{
    LegendPlace place = LegendPlace::None; ///< none where nothing needs one
    int columns = 1;                       ///< above the plot: entries side by side
};

/// A tikzpicture that reads `csvName`, for \input in a document with pgfplots (the first lines say what it needs).
[[nodiscard]] QByteArray texFigure(
    const Drawable& plot, const FigureSpec& spec, const QString& csvName, const TexLegend& legend);

} // namespace exitscope::widgets
