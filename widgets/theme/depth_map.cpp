#include "widgets/theme/depth_map.h"

#include <algorithm>
#include <array>
#include <span>

namespace exitscope::widgets {

namespace {

// Evenly spaced control points, light to dark; straight lines in sRGB between them stay within 2/255 of the maps.
constexpr std::array<QRgb, 9> viridis { 0xfffde725, 0xffaddc30, 0xff5ec962, 0xff28ae80, 0xff21918c, 0xff2c728e,
    0xff3b528b, 0xff472d7b, 0xff440154 };
constexpr std::array<QRgb, 12> cividis { 0xffffea46, 0xffead357, 0xffd0be67, 0xffb6a971, 0xff9e9677, 0xff878479,
    0xff727374, 0xff5e626e, 0xff48526b, 0xff2a406c, 0xff00306f, 0xff00204d };

std::span<const QRgb> controlPoints(DepthMap map)
{
    switch (map) {
    case DepthMap::Viridis:
        return viridis;
    case DepthMap::Cividis:
        return cividis;
    }
    return viridis;
}

int mixed(int from, int to, double part)
{
    return static_cast<int>(from + (to - from) * part + 0.5);
}

} // namespace

QColor depthColor(DepthMap map, double position)
{
    const std::span<const QRgb> points = controlPoints(map);
    const double scaled = std::clamp(position, 0.0, 1.0) * static_cast<double>(points.size() - 1);
    const auto first = std::min(static_cast<std::size_t>(scaled), points.size() - 2);
    const double part = scaled - static_cast<double>(first);
    const QRgb from = points[first];
    const QRgb to = points[first + 1];
    return QColor(mixed(qRed(from), qRed(to), part), mixed(qGreen(from), qGreen(to), part),
        mixed(qBlue(from), qBlue(to), part));
}

std::vector<QColor> depthSteps(DepthMap map, int exits)
{
    std::vector<QColor> steps;
    for (int exit = 0; exit < exits; ++exit)
        steps.push_back(depthColor(map, exits == 1 ? 0.0 : static_cast<double>(exit) / (exits - 1)));
    return steps;
}

} // namespace exitscope::widgets
