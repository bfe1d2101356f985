#pragma once

#include "widgets/theme/depth_map.h"
#include "widgets/theme/palette.h"

#include <QString>

#include <cstdint>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

namespace exitscope::widgets {

enum class Scale { Linear, Log };
enum class LegendPlace { None, Best, TopLeft, TopRight, BottomLeft, BottomRight, Right, Above };

struct Range
{
    double low = 0;
    double high = 1;

    friend bool operator==(const Range&, const Range&) = default;
};

struct AxisSpec
{
    QString title;
    Scale scale = Scale::Linear;
    std::optional<Range> range; ///< what to show; none: all data with a small margin
    bool isInteger = false; ///< layers, counts: no ticks between whole numbers
    std::vector<std::pair<double, QString>> labels; ///< named ticks in place of numbers
};

enum class SeriesKind { Points, Line, StepLine, Bars, StackedBars, Band };
/// Where a step line jumps: at the next point (the value holds to the right of a point) or at the point itself
/// (the value holds to its left).
enum class StepShape { HoldsRight, HoldsLeft };

/// One thing in the legend. `x` and `y` have one length n; `low` too for a Band (y is its upper edge), else empty.
/// `keys` is empty or [n]: what a point stands for (a run, a threshold), handed back by nobody but the caller.
struct Series
{
    QString id; ///< unique in the model
    QString name; ///< for people: in the legend, the table and the files
    QString legend = {}; ///< what the legend says where it has less room, or speaks for several; empty: the name
    SeriesKind kind = SeriesKind::Line;
    SeriesLook look;
    std::vector<double> x;
    std::vector<double> y;
    std::vector<double> low;
    std::vector<std::int64_t> keys;
    std::vector<QColor> colors; ///< Bars: empty or [n], a colour of each bar (its depth)
    std::function<QString(std::size_t index)> tooltip; ///< asked on hover; none: name and both values
    double barWidth = 0.8; ///< in units of x
    StepShape step = StepShape::HoldsRight;
    bool showsMarkers = true; ///< lines: a marker at each point (while they are few enough to be told apart)
    bool inLegend = true;
};

[[nodiscard]] inline const QString& legendText(const Series& series)
{
    return series.legend.isEmpty() ? series.name : series.legend;
}

enum class MarkKind { HorizontalLine, VerticalLine, Point };

/// A reference (full model, oracle, a bound), named where it stands and not in the legend.
struct ReferenceMark
{
    QString id;
    QString name;
    MarkKind kind = MarkKind::HorizontalLine;
    double x = 0; ///< not used by a horizontal line
    double y = 0; ///< not used by a vertical line
    SeriesLook look = referenceLook();
};

/// A heat map on the axes: row-major values, shape [rows, columns]; NaN cells stay empty. Cell (0, 0) is centred
/// on (xFirst, yFirst) and is xStep by yStep large.
struct CellMap
{
    int columns = 0;
    int rows = 0;
    std::vector<double> values;
    double xFirst = 0;
    double xStep = 1;
    double yFirst = 0;
    double yStep = 1;
    QString valueTitle;
    std::optional<Range> valueRange; ///< none: the finite values'
    DepthMap map = DepthMap::Viridis;
    /// Empty, or [rows, columns]: the words in the cells. A map with words is drawn as running text, a paragraph for each row from the
    /// topmost on, a coloured box for each cell, without axes; the labels of y stand before the paragraphs. A blank before a word is
    /// room before its box.
    std::vector<QString> words {};
};

/// Everything that a plot shows, as values. Screen, PDF, SVG, PNG, CSV, TeX and table all come from here.
struct PlotModel
{
    QString title; ///< names the window's table and the PDF; not drawn (captions do that)
    QString description; ///< one sentence for assistive tools; empty: made from the axes and series
    AxisSpec x;
    AxisSpec y;
    std::vector<Series> series;
    std::vector<ReferenceMark> marks;
    std::optional<CellMap> cells;
    LegendPlace legend = LegendPlace::Best;

    [[nodiscard]] const Series* find(const QString& id) const;
};

/// A point of a series: its place in the caller's vectors.
struct PointRef
{
    QString seriesId;
    int index = -1;

    friend bool operator==(const PointRef&, const PointRef&) = default;
};

/// The part of a model that can be drawn. Points that are not finite, or not above zero on a log axis, are taken
/// out and counted; `origin[series][point]` is a kept point's index in the caller's vectors.
struct Drawable
{
    PlotModel model;
    std::vector<std::vector<int>> origin;
    std::size_t leftOutByLog = 0;
    std::size_t leftOutNotFinite = 0;
};

/// Throws InputError where vectors of one series differ in length, an id is used twice or a cell map is misshapen.
[[nodiscard]] Drawable drawable(const PlotModel& model);

/// What to say about points that were left out, as a sentence in the user's language; empty where all are shown.
[[nodiscard]] QString leftOutNote(const Drawable& plot);

/// One bar as it is drawn, in data coordinates (stacked and set side by side already).
struct BarRect
{
    std::size_t series = 0;
    std::size_t index = 0; ///< in the drawable series
    double left = 0, right = 0, bottom = 0, top = 0;
};
[[nodiscard]] std::vector<BarRect> barRects(const PlotModel& model);

/// What an axis shows when nobody zoomed: its range, or all data and marks with a margin of 5 %.
[[nodiscard]] Range fittedX(const Drawable& plot);
[[nodiscard]] Range fittedY(const Drawable& plot);

/// The cell map's value range: given, or that of its finite values.
[[nodiscard]] Range cellRange(const CellMap& cells);

/// One sentence: what is plotted against what, how many series and points.
[[nodiscard]] QString describePlot(const Drawable& plot);

} // namespace exitscope::widgets
