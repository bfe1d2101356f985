#pragma once

#include <QColor>

#include <vector>

namespace exitscope::widgets {

/// Ordered, colour-blind safe maps. Both run from light (early, few) to dark (late, many).
enum class DepthMap { Viridis, Cividis };

/// `position` in [0, 1], clamped; 0 is the light end.
[[nodiscard]] QColor depthColor(DepthMap map, double position);

/// One colour per exit, shape [exits]; the first exit is lightest.
[[nodiscard]] std::vector<QColor> depthSteps(DepthMap map, int exits);

} // namespace exitscope::widgets
