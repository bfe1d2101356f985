#pragma once

#include "widgets/plot/plot_model.h"
#include "widgets/theme/plot_theme.h"

#include <QFont>
#include <QLocale>
#include <QPen>
#include <QString>

namespace exitscope::widgets {

enum class Medium { Screen, Raster, Vectors };

/// Everything about the drawing that is not data. Sizes in canvas pixels; `unit` is an eighth of the text size, the
/// measure of all paddings, so that nothing has a size of its own.
struct PlotStyle
{
    PlotTheme theme;
    Medium medium = Medium::Screen;
    QString family;
    double unit = 1.5;
    double textPx = 12;
    double tickPx = 11;
    double linePx = 1.6;
    double axisPx = 1;
    double markerPx = 7;
    QLocale locale;
    LegendPlace legend = LegendPlace::Best;
    bool isGrey = false;

    [[nodiscard]] QFont font(double pixels) const;
    [[nodiscard]] QColor ink(const QColor& color) const; ///< theme, then grey
    /// Of a colour that stands for a value (a depth): itself in every theme, so that it matches its scale; then grey.
    [[nodiscard]] QColor scaleColor(const QColor& color) const;
    [[nodiscard]] QPen pen(const SeriesLook& look) const; ///< with its dash
    [[nodiscard]] int px(double units) const; ///< whole pixels, at least 1
};

} // namespace exitscope::widgets
