#pragma once

#include "widgets/plot/figure_spec.h"
#include "widgets/plot/plot_model.h"

#include <QByteArray>

namespace exitscope::widgets {

/// A tikzpicture with one pgfplots axis that reads figureCsv()'s columns from `csvName`.
[[nodiscard]] QByteArray texFigure(const Drawable& plot, const FigureSpec& spec, const QString& csvName);

} // namespace exitscope::widgets
