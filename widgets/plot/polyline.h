#pragma once

#include "widgets/plot/plot_model.h"

#include <QPointF>
#include <QRectF>

#include <vector>

namespace exitscope::widgets {

/// The corners that steps go through; 2n − 1 points for n.
[[nodiscard]] std::vector<QPointF> stepCorners(const std::vector<double>& x, const std::vector<double>& y,
    StepShape shape);

/// The parts of a line inside `area`, cut at its border; each part has two points or more.
[[nodiscard]] std::vector<std::vector<QPointF>> clippedLine(const std::vector<QPointF>& line, const QRectF& area);

} // namespace exitscope::widgets
