#pragma once

#include "widgets/plot/figure_spec.h"
#include "widgets/plot/plot_model.h"

namespace exitscope::widgets {

/// The plot in the spec's palettes: series in our standard colours take the colour of the same place, depth colours
/// that of the same depth. Colours that somebody chose, and references, stay.
[[nodiscard]] PlotModel recoloured(PlotModel model, const FigureSpec& spec);

} // namespace exitscope::widgets
