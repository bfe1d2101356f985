#pragma once

#include "widgets/theme/series_palette.h"

#include <QColor>

class QPalette;

namespace exitscope::widgets {

/// The colours around the data. Series keep their own on light backgrounds, except black, which becomes `text`.
struct PlotTheme
{
    QColor background;
    QColor text;
    QColor axis;
    QColor grid; ///< transparent: no grid
    QColor accent; ///< focus, rubber band, hovered point
    bool isDark = false;
    SeriesPalette series = SeriesPalette::OkabeIto; ///< that stands in for ours

    /// Light or dark, whichever the desktop's palette is; with the series colours of the screen.
    [[nodiscard]] static PlotTheme fromPalette(const QPalette& palette);
    /// Black on white without a grid, for print.
    [[nodiscard]] static PlotTheme paper();

    /// `color` as it is drawn here: black is the text colour; on a dark background a colour that would sink into it is
    /// lightened until it stands out; everything else is itself.
    [[nodiscard]] QColor ink(const QColor& color) const;
};

} // namespace exitscope::widgets
