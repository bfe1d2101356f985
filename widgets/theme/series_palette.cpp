#include "widgets/theme/series_palette.h"

#include "widgets/theme/palette.h"

#include <array>

namespace exitscope::widgets {

namespace {

constexpr std::array<QRgb, 7> tolBright { 0xff4477aa, 0xffee6677, 0xff228833, 0xffccbb44, 0xffaa3377, 0xff66ccee,
    0xffbbbbbb };

SeriesPalette& onScreen()
{
    static SeriesPalette palette = SeriesPalette::OkabeIto;
    return palette;
}

} // namespace

QColor inPalette(const QColor& color, SeriesPalette palette)
{
    if (palette == SeriesPalette::OkabeIto)
        return color;
    for (std::size_t place = 0; place < tolBright.size(); ++place)
        if (seriesLook(static_cast<int>(place)).color == color)
            return palette == SeriesPalette::Ink ? QColor(Qt::black) : QColor::fromRgb(tolBright[place]);
    return color;
}

void setScreenPalette(SeriesPalette palette)
{
    onScreen() = palette;
}

SeriesPalette screenPalette()
{
    return onScreen();
}

} // namespace exitscope::widgets
