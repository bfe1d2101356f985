#pragma once

#include "widgets/plot/plot_model.h"
#include "widgets/theme/depth_map.h"
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
    QString hanFamily; ///< for Chinese letters, which `family` may lack; empty: whatever the system takes
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
    /// Of a colour that stands for a value (a depth): itself on paper; on the screen moved into the part of its map that
    /// stands out from the background, as its scale is. Then grey.
    [[nodiscard]] QColor scaleColor(const QColor& color) const;
    [[nodiscard]] DepthRange depthRange(DepthMap map) const; ///< the part of the map that is drawn with
    [[nodiscard]] QPen pen(const SeriesLook& look) const; ///< with its dash
    [[nodiscard]] int px(double units) const; ///< whole pixels, at least 1
};

} // namespace exitscope::widgets
