#pragma once

#include "widgets/plot/figure_spec.h"
#include "widgets/plot/plot_model.h"

#include <QByteArray>
#include <QHash>

namespace exitscope::widgets {

/// Where the drawn figure has its legend: what "best" came to.
struct TexLegend
{
    LegendPlace place = LegendPlace::None; ///< none where nothing needs one
    int columns = 1;                       ///< above the plot: entries side by side
    QHash<QString, QString> names = {};    ///< by series, as they fit, with line ends; missing: as the series says
};

/// A tikzpicture that reads `csvName`, for \input in a document with pgfplots (the first lines say what it needs).
[[nodiscard]] QByteArray texFigure(
    const Drawable& plot, const FigureSpec& spec, const QString& csvName, const TexLegend& legend);

} // namespace exitscope::widgets
