#pragma once

#include <QColor>

#include <optional>
#include <vector>

namespace exitscope::widgets {

/// Ordered, colour-blind safe maps. Both run from light (early, few) to dark (late, many).
enum class DepthMap { Viridis, Cividis };

/// A part of a map: where its first and its last colour are taken from. The whole is what print has.
struct DepthRange
{
    double first = 0;
    double last = 1;

    friend bool operator==(const DepthRange&, const DepthRange&) = default;
};

/// The longest part of a map whose colours all stand out from a screen's `background`: on a dark one the dark end is left
/// out, on a light one the light end.
[[nodiscard]] DepthRange depthRangeOn(DepthMap map, const QColor& background);

/// `position` in [0, 1] of the range, clamped; 0 is the light end.
[[nodiscard]] QColor depthColor(DepthMap map, double position, DepthRange range = {});

/// One colour per exit, shape [exits]; the first exit is lightest.
[[nodiscard]] std::vector<QColor> depthSteps(DepthMap map, int exits, DepthRange range = {});

/// Where a colour of the whole map comes from; none where it is not of the map.
[[nodiscard]] std::optional<double> depthPosition(DepthMap map, const QColor& color);

/// A colour of either map, moved into the part that stands out from `background`; any other colour is itself.
[[nodiscard]] QColor depthColorOn(const QColor& background, const QColor& color);

} // namespace exitscope::widgets
