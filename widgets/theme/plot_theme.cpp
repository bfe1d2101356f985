#include "widgets/theme/plot_theme.h"

#include "widgets/theme/palette.h"

#include <QPalette>

namespace exitscope::widgets {

namespace {

QColor blend(const QColor& from, const QColor& to, float part)
{
    return QColor::fromRgbF(from.redF() + (to.redF() - from.redF()) * part,
        from.greenF() + (to.greenF() - from.greenF()) * part, from.blueF() + (to.blueF() - from.blueF()) * part);
}

} // namespace

PlotTheme PlotTheme::fromPalette(const QPalette& palette)
{
    const QColor base = palette.color(QPalette::Base);
    const QColor text = palette.color(QPalette::Text);
    return { .background = base,
        .text = text,
        .axis = blend(base, text, 0.55F),
        .grid = blend(base, text, 0.12F),
        .accent = palette.color(QPalette::Highlight),
        .isDark = base.lightnessF() < text.lightnessF(),
        .series = screenPalette() };
}

PlotTheme PlotTheme::paper()
{
    return { .background = Qt::white,
        .text = Qt::black,
        .axis = Qt::black,
        .grid = Qt::transparent,
        .accent = Qt::black,
        .isDark = false };
}

QColor PlotTheme::ink(const QColor& color) const
{
    const QColor chosen = inPalette(color, series);
    if (chosen == QColor(Qt::black))
        return text;
    return isDark ? lightenedOn(background, chosen) : chosen;
}

} // namespace exitscope::widgets
