#include "widgets/theme/palette.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace exitscope::widgets {

namespace {

// Okabe and Ito (2008), black left out: it belongs to the references.
constexpr std::array<QRgb, 7> okabeIto { 0xff0072b2, 0xffe69f00, 0xff009e73, 0xffd55e00, 0xffcc79a7, 0xff56b4e9,
    0xfff0e442 };
constexpr std::array<Marker, 7> markers { Marker::Disc, Marker::Square, Marker::Triangle, Marker::Diamond,
    Marker::TriangleDown, Marker::Plus, Marker::Cross };
constexpr std::array<Dash, 5> dashes { Dash::Solid, Dash::Dashed, Dash::DashDot, Dash::Dotted, Dash::DashDotDot };

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& color)
{
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

constexpr double legible = 4.5; // WCAG 2.1, text

/// `share` of the way from one colour to the other, opaque.
QColor mixed(const QColor& from, const QColor& to, double share)
{
    const auto between = [share](int a, int b) { return static_cast<int>(std::lround(a + (b - a) * share)); };
    return QColor(between(from.red(), to.red()), between(from.green(), to.green()), between(from.blue(), to.blue()));
}

} // namespace

SeriesLook seriesLook(int index)
{
    const auto position = static_cast<std::size_t>(std::max(index, 0));
    const std::size_t round = position / okabeIto.size();
    const std::size_t color = position % okabeIto.size();
    return { QColor::fromRgb(okabeIto[color]), markers[(color + round) % markers.size()],
        dashes[(color + round) % dashes.size()] };
}

SeriesLook referenceLook(Marker marker, Dash dash)
{
    return { QColor(Qt::black), marker, dash };
}

double contrast(const QColor& a, const QColor& b)
{
    const double first = luminance(a) + 0.05;
    const double second = luminance(b) + 0.05;
    return std::max(first, second) / std::min(first, second);
}

QColor textOn(const QColor& background)
{
    return contrast(background, Qt::white) >= legible ? QColor(Qt::white) : QColor(Qt::black);
}

QColor cautionColor(const QColor& background)
{
    const QColor dark(0x9a, 0x3b, 0x00), light(0xff, 0xb8, 0x85);
    return contrast(dark, background) >= contrast(light, background) ? dark : light;
}

QColor quietColor(const QColor& text, const QColor& background)
{
    for (double share = 0.6; share < 1; share += 0.05)
        if (const QColor color = mixed(background, text, share); contrast(color, background) >= legible)
            return color;
    return text;
}

QColor lightenedOn(const QColor& background, const QColor& color)
{
    for (double share = 0; share < 1; share += 0.04)
        if (const QColor lighter = mixed(color, Qt::white, share); contrast(lighter, background) >= legible)
            return lighter;
    return Qt::white;
}

QColor foundColor()
{
    return QColor(0xff, 0xe0, 0x66);
}

QColor toGrey(const QColor& color)
{
    const double y = luminance(color);
    const double encoded = y <= 0.0031308 ? 12.92 * y : 1.055 * std::pow(y, 1 / 2.4) - 0.055;
    const auto level = static_cast<float>(std::clamp(encoded, 0.0, 1.0));
    return QColor::fromRgbF(level, level, level, color.alphaF());
}

} // namespace exitscope::widgets
