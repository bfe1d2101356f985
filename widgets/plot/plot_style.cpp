#include "widgets/plot/plot_style.h"

#include <algorithm>
#include <cmath>

namespace exitscope::widgets {

QFont PlotStyle::font(double pixels) const
{
    QFont font(hanFamily.isEmpty() ? QStringList { family } : QStringList { family, hanFamily });
    font.setPixelSize(std::max(1, static_cast<int>(std::lround(pixels))));
    if (medium != Medium::Screen)
        font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

QColor PlotStyle::ink(const QColor& color) const
{
    const QColor themed = theme.ink(color);
    return isGrey ? toGrey(themed) : themed;
}

QColor PlotStyle::scaleColor(const QColor& color) const
{
    const QColor shown = medium == Medium::Screen ? depthColorOn(theme.background, color) : color;
    return isGrey ? toGrey(shown) : shown;
}

DepthRange PlotStyle::depthRange(DepthMap map) const
{
    return medium == Medium::Screen ? depthRangeOn(map, theme.background) : DepthRange();
}

QPen PlotStyle::pen(const SeriesLook& look) const
{
    QPen pen(ink(look.color), linePx);
    pen.setCapStyle(Qt::FlatCap);
    pen.setJoinStyle(Qt::RoundJoin);
    switch (look.dash) {
    case Dash::Solid:
        break;
    case Dash::Dashed:
        pen.setDashPattern({ 5, 2.5 });
        break;
    case Dash::Dotted:
        pen.setDashPattern({ 1.2, 1.8 });
        break;
    case Dash::DashDot:
        pen.setDashPattern({ 6, 2, 1.2, 2 });
        break;
    case Dash::DashDotDot:
        pen.setDashPattern({ 6, 2, 1.2, 2, 1.2, 2 });
        break;
    }
    return pen;
}

int PlotStyle::px(double units) const
{
    return std::max(1, static_cast<int>(std::lround(units * unit)));
}

} // namespace exitscope::widgets
