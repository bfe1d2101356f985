#pragma once

#include "widgets/plot/plot_items.h"

namespace exitscope::widgets {

/// Names of the layers above the data, each with a buffer of its own.
inline constexpr QLatin1StringView ringsLayer { "rings" };
inline constexpr QLatin1StringView markerLayer { "operating-point" };

/// Makes `plot` show `drawable`, whatever it showed before; axes are set to `x` and `y`. Does not replot.
void buildPlot(QCustomPlot& plot, const Drawable& drawable, const PlotStyle& style, Range x, Range y);

/// Puts the legend back inside the axes, wherever it was.
void bringLegendHome(QCustomPlot& plot);

/// Chooses how many ticks fit, and where a legend that may choose covers least. To be called when the size of the
/// plot or the ranges change.
void arrangePlot(QCustomPlot& plot, const Drawable& drawable, const PlotStyle& style, QSize size);

} // namespace exitscope::widgets
