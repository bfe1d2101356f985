#include "widgets/plot/polyline.h"

#include <array>
#include <optional>
#include <utility>

namespace exitscope::widgets {

namespace {

/// Liang and Barsky: the part of a segment inside, as two positions along it.
std::optional<std::pair<double, double>> insidePart(const QPointF& from, const QPointF& to, const QRectF& area)
{
    const QPointF step = to - from;
    const std::array<std::pair<double, double>, 4> edges { { { -step.x(), from.x() - area.left() },
        { step.x(), area.right() - from.x() }, { -step.y(), from.y() - area.top() },
        { step.y(), area.bottom() - from.y() } } };
    double enter = 0;
    double leave = 1;
    for (const auto& [slope, distance] : edges) {
        if (slope == 0) {
            if (distance < 0)
                return std::nullopt;
            continue;
        }
        const double at = distance / slope;
        if (slope < 0)
            enter = std::max(enter, at);
        else
            leave = std::min(leave, at);
    }
    if (enter > leave)
        return std::nullopt;
    return std::pair { enter, leave };
}

} // namespace

std::vector<QPointF> stepCorners(const std::vector<double>& x, const std::vector<double>& y, StepShape shape)
{
    std::vector<QPointF> corners;
    for (std::size_t point = 0; point < x.size(); ++point) {
        if (point > 0 && shape == StepShape::HoldsRight)
            corners.emplace_back(x[point], y[point - 1]);
        if (point > 0 && shape == StepShape::HoldsLeft)
            corners.emplace_back(x[point - 1], y[point]);
        corners.emplace_back(x[point], y[point]);
    }
    return corners;
}

std::vector<std::vector<QPointF>> clippedLine(const std::vector<QPointF>& line, const QRectF& area)
{
    std::vector<std::vector<QPointF>> parts;
    bool isOpen = false;
    for (std::size_t point = 1; point < line.size(); ++point) {
        const QPointF from = line[point - 1];
        const QPointF to = line[point];
        const auto inside = insidePart(from, to, area);
        if (!inside) {
            isOpen = false;
            continue;
        }
        if (!isOpen || inside->first > 0)
            parts.push_back({ from + (to - from) * inside->first });
        parts.back().push_back(from + (to - from) * inside->second);
        isOpen = inside->second >= 1;
    }
    return parts;
}

} // namespace exitscope::widgets
