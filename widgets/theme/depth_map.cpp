#include "widgets/theme/depth_map.h"

#include "widgets/theme/palette.h"

#include <algorithm>
#include <array>
#include <cmath>
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

// Dark hues on dark sink sooner than the ratio of luminances says; light ones on white still have their hue.
constexpr double outOfTheDark = 2.2;
constexpr double offTheLight = 1.35;

int mixed(int from, int to, double part)
{
    return static_cast<int>(from + (to - from) * part + 0.5);
}

DepthRange foundRange(DepthMap map, const QColor& background)
{
    constexpr int steps = 200;
    const bool isDark = contrast(background, Qt::white) > contrast(background, Qt::black);
    const auto standsOut = [&](int step) {
        return contrast(depthColor(map, static_cast<double>(step) / steps), background)
            >= (isDark ? outOfTheDark : offTheLight);
    };
    int first = 0;
    int last = steps;
    while (!isDark && first < last && !standsOut(first))
        ++first;
    while (isDark && last > first && !standsOut(last))
        --last;
    return { static_cast<double>(first) / steps, static_cast<double>(last) / steps };
}

} // namespace

DepthRange depthRangeOn(DepthMap map, const QColor& background)
{
    struct Known
    {
        DepthMap map;
        QRgb background;
        DepthRange range;
    };
    static thread_local std::vector<Known> known; // asked for at every repaint, about two or three backgrounds
    for (const Known& one : known)
        if (one.map == map && one.background == background.rgb())
            return one.range;
    if (known.size() > 32)
        known.clear();
    known.push_back({ map, background.rgb(), foundRange(map, background) });
    return known.back().range;
}

QColor depthColor(DepthMap map, double position, DepthRange range)
{
    const std::span<const QRgb> points = controlPoints(map);
    const double place = range.first + (range.last - range.first) * std::clamp(position, 0.0, 1.0);
    const double scaled = std::clamp(place, 0.0, 1.0) * static_cast<double>(points.size() - 1);
    const auto first = std::min(static_cast<std::size_t>(scaled), points.size() - 2);
    const double part = scaled - static_cast<double>(first);
    const QRgb from = points[first];
    const QRgb to = points[first + 1];
    return QColor(mixed(qRed(from), qRed(to), part), mixed(qGreen(from), qGreen(to), part),
        mixed(qBlue(from), qBlue(to), part));
}

std::vector<QColor> depthSteps(DepthMap map, int exits, DepthRange range)
{
    std::vector<QColor> steps;
    for (int exit = 0; exit < exits; ++exit)
        steps.push_back(depthColor(map, exits == 1 ? 0.0 : static_cast<double>(exit) / (exits - 1), range));
    return steps;
}

std::optional<double> depthPosition(DepthMap map, const QColor& color)
{
    const std::span<const QRgb> points = controlPoints(map);
    for (std::size_t first = 0; first + 1 < points.size(); ++first) {
        const std::array<double, 3> from { double(qRed(points[first])), double(qGreen(points[first])), double(qBlue(points[first])) };
        const std::array<double, 3> to { double(qRed(points[first + 1])), double(qGreen(points[first + 1])),
            double(qBlue(points[first + 1])) };
        const std::array<double, 3> at { double(color.red()), double(color.green()), double(color.blue()) };
        double along = 0;
        double length = 0;
        for (std::size_t channel = 0; channel < 3; ++channel) {
            along += (at[channel] - from[channel]) * (to[channel] - from[channel]);
            length += (to[channel] - from[channel]) * (to[channel] - from[channel]);
        }
        const double part = std::clamp(along / length, 0.0, 1.0);
        double off = 0;
        for (std::size_t channel = 0; channel < 3; ++channel)
            off = std::max(off, std::abs(at[channel] - (from[channel] + part * (to[channel] - from[channel]))));
        if (off <= 1) // rounding
            return (static_cast<double>(first) + part) / static_cast<double>(points.size() - 1);
    }
    return std::nullopt;
}

QColor depthColorOn(const QColor& background, const QColor& color)
{
    for (const DepthMap map : { DepthMap::Viridis, DepthMap::Cividis })
        if (const auto position = depthPosition(map, color))
            return depthColor(map, *position, depthRangeOn(map, background));
    return color;
}

} // namespace exitscope::widgets
