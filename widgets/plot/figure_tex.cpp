#include "widgets/plot/figure_tex.h"

#include "widgets/plot/number_text.h"
#include "widgets/table/table_text.h"

#include <algorithm>

namespace exitscope::widgets {

namespace {

QByteArray markName(Marker marker)
{
    switch (marker) {
    case Marker::None:
        return "none";
    case Marker::Disc:
        return "*";
    case Marker::Ring:
        return "o";
    case Marker::Square:
        return "square*";
    case Marker::Triangle:
        return "triangle*";
    case Marker::Diamond:
        return "diamond*";
    case Marker::TriangleDown:
        return "triangle*, mark options={solid, rotate=180}";
    case Marker::Plus:
        return "+";
    case Marker::Cross:
        return "x";
    }
    return "none";
}

QByteArray dashName(Dash dash)
{
    switch (dash) {
    case Dash::Solid:
        return "solid";
    case Dash::Dashed:
        return "dashed";
    case Dash::Dotted:
        return "dotted";
    case Dash::DashDot:
        return "dashdotted";
    case Dash::DashDotDot:
        return "dashdotdotted";
    }
    return "solid";
}

QByteArray colorName(const QColor& color, const FigureSpec& spec)
{
    const QColor ink = spec.ink == Ink::Grey ? toGrey(color) : color;
    return "{rgb,255:red," + QByteArray::number(ink.red()) + ";green," + QByteArray::number(ink.green()) + ";blue,"
        + QByteArray::number(ink.blue()) + "}";
}

QByteArray legendOptions(const TexLegend& legend)
{
    const bool hasLines
        = std::any_of(legend.names.begin(), legend.names.end(), [](const QString& name) { return name.contains(u'\n'); });
    const QByteArray style = "  legend cell align=left, legend style={draw=none, fill=none, inner sep=1pt, row sep=-1pt"
        + QByteArray(hasLines ? ", cells={align=left}" : "");
    switch (legend.place) {
    case LegendPlace::None:
        return {};
    case LegendPlace::TopLeft:
        return style + "}, legend pos=north west,\n";
    case LegendPlace::BottomLeft:
        return style + "}, legend pos=south west,\n";
    case LegendPlace::BottomRight:
        return style + "}, legend pos=south east,\n";
    case LegendPlace::Right:
        return style + "}, legend pos=outer north east,\n";
    case LegendPlace::Above:
        return style + ", at={(0.5,1.03)}, anchor=south, /tikz/every even column/.append style={column sep=6pt}}, legend columns="
            + QByteArray::number(legend.columns) + ",\n";
    case LegendPlace::Best:
    case LegendPlace::TopRight:
        break;
    }
    return style + "}, legend pos=north east,\n";
}

QByteArray axisOptions(const char* letter, const AxisSpec& axis, Range range)
{
    const QByteArray name(letter);
    QByteArray options = "  " + name + "label={" + latexEscaped(axis.title).toUtf8() + "}, " + name
        + "min=" + numberText(range.low) + ", " + name + "max=" + numberText(range.high) + ",\n";
    if (axis.scale == Scale::Log)
        options += "  " + name + "mode=log, log ticks with fixed point,\n";
    if (axis.labels.empty())
        return options;
    QByteArray places;
    QByteArray names;
    for (const auto& [value, label] : axis.labels) {
        places += (places.isEmpty() ? "" : ",") + numberText(value);
        names += (names.isEmpty() ? "{" : ",{") + latexEscaped(label).toUtf8() + "}";
    }
    return options + "  " + name + "tick={" + places + "}, " + name + "ticklabels={" + names + "},\n";
}

bool hasEntry(const Series& series)
{
    return series.inLegend && !legendText(series).isEmpty();
}

QByteArray legendEntry(const Series& series, const TexLegend& legend)
{
    QStringList lines;
    for (const QString& line : legend.names.value(series.id, legendText(series)).split(u'\n'))
        lines << latexEscaped(line);
    return lines.join(QStringLiteral("\\\\ ")).toUtf8();
}

/// Entries follow the plots in their order: what is not in the legend must not count.
QByteArray legendKey(const Series& series)
{
    return hasEntry(series) ? QByteArray() : QByteArray(", forget plot");
}

QByteArray table(const QString& csvName, std::size_t series, const char* y)
{
    // Rows of other series become unbounded, and those are discarded.
    return "table[col sep=comma, x=x, y=" + QByteArray(y) + ", restrict expr to domain={\\thisrow{series}}{"
        + QByteArray::number(series) + ":" + QByteArray::number(series) + "}] {" + csvName.toUtf8() + "};\n";
}

/// One bar of a series, found by its x: pgfplots has one colour for a plot.
QByteArray barTable(const QString& csvName, std::size_t series, double x)
{
    return "table[col sep=comma, x=x, y=y, restrict expr to domain={abs(\\thisrow{series}-" + QByteArray::number(series)
        + ")+abs(\\thisrow{x}-(" + numberText(x) + "))}{-0.0001:0.0001}] {" + csvName.toUtf8() + "};\n";
}

QByteArray barsPlot(const Series& series, std::size_t index, const FigureSpec& spec, const QString& csvName,
    const std::vector<BarRect>& rects)
{
    const auto first = std::find_if(rects.begin(), rects.end(), [&](const BarRect& bar) { return bar.series == index; });
    if (first == rects.end())
        return {};
    const bool isStacked = series.kind == SeriesKind::StackedBars;
    const double shift = (first->left + first->right) / 2 - series.x[first->index];
    const QByteArray shape = QByteArray(isStacked ? "ybar stacked" : "ybar") + ", bar width="
        + numberText(first->right - first->left) + (isStacked ? QByteArray() : ", bar shift=" + numberText(shift))
        + ", draw=none, area legend";
    if (series.colors.empty())
        return "\\addplot[" + shape + ", fill=" + colorName(series.look.color, spec) + legendKey(series) + "] "
            + table(csvName, index, "y");
    QByteArray bars;
    for (std::size_t bar = 0; bar < series.x.size(); ++bar)
        bars += "\\addplot[" + shape + ", fill=" + colorName(series.colors[bar], spec)
            + (bar == 0 ? legendKey(series) : QByteArray(", forget plot")) + "] " + barTable(csvName, index, series.x[bar]);
    return bars;
}

QByteArray seriesPlot(const Series& series, std::size_t index, const FigureSpec& spec, const QString& csvName,
    const std::vector<BarRect>& rects)
{
    const QByteArray color = "color=" + colorName(series.look.color, spec);
    const QByteArray line = color + ", " + dashName(series.look.dash) + ", line width=" + numberText(spec.linePt) + "pt";
    const QByteArray mark = series.showsMarkers && series.x.size() <= 60
        ? "mark options={solid}, mark size=" + numberText(spec.markerPt / 2) + "pt, mark=" + markName(series.look.marker)
        : QByteArray("mark=none");
    switch (series.kind) {
    case SeriesKind::Points:
        return "\\addplot[only marks, " + color + ", mark=" + markName(series.look.marker) + ", mark size="
            + numberText(spec.markerPt / 2) + "pt" + legendKey(series) + "] " + table(csvName, index, "y");
    case SeriesKind::Line:
        return "\\addplot[" + line + ", " + mark + legendKey(series) + "] " + table(csvName, index, "y");
    case SeriesKind::StepLine: {
        const QByteArray steps
            = series.step == StepShape::HoldsRight ? "const plot mark left" : "const plot mark right";
        return "\\addplot[" + steps + ", " + line + ", " + mark + legendKey(series) + "] " + table(csvName, index, "y");
    }
    case SeriesKind::Bars:
    case SeriesKind::StackedBars:
        return barsPlot(series, index, spec, csvName, rects);
    case SeriesKind::Band: {
        if (series.x.size() == 1) { // no area: a whisker
            const double middle = (series.y.front() + series.low.front()) / 2;
            return "\\addplot[only marks, mark=none, " + color + ", line width=" + numberText(spec.linePt)
                + "pt, error bars/.cd, y dir=both, y explicit" + legendKey(series) + "] coordinates {("
                + numberText(series.x.front()) + "," + numberText(middle) + ") +- (0,"
                + numberText(series.y.front() - middle) + ")};\n";
        }
        const QByteArray name = "band" + QByteArray::number(index);
        return "\\addplot[draw=none, forget plot, name path=" + name + "low] " + table(csvName, index, "low")
            + "\\addplot[draw=none, forget plot, name path=" + name + "high] " + table(csvName, index, "y")
            + "\\addplot[fill=" + colorName(series.look.color, spec) + ", fill opacity=0.22, area legend" + legendKey(series) + "] fill between[of=" + name
            + "low and " + name + "high];\n";
    }
    }
    return {};
}

QByteArray markPlot(const ReferenceMark& mark, const FigureSpec& spec)
{
    const QByteArray color = colorName(mark.look.color, spec);
    const QByteArray name = latexEscaped(mark.name).toUtf8();
    const QByteArray line = "\\draw[color=" + color + ", " + dashName(mark.look.dash) + ", line width="
        + numberText(spec.linePt * 0.75) + "pt] ";
    const QByteArray x = numberText(mark.x);
    const QByteArray y = numberText(mark.y);
    switch (mark.kind) {
    case MarkKind::HorizontalLine:
        return line + "({rel axis cs:0,0} |- {axis cs:1," + y + "}) -- ({rel axis cs:1,0} |- {axis cs:1," + y
            + "}) node[above left, inner sep=1pt] {" + name + "};\n";
    case MarkKind::VerticalLine:
        return line + "({axis cs:" + x + ",1} |- {rel axis cs:0,0}) -- ({axis cs:" + x
            + ",1} |- {rel axis cs:0,1}) node[below right, inner sep=1pt] {" + name + "};\n";
    case MarkKind::Point:
        return "\\addplot[only marks, forget plot, color=" + color + ", mark="
            + markName(mark.look.marker == Marker::None ? Marker::Diamond : mark.look.marker) + "] coordinates {(" + x
            + "," + y + ")};\n\\node[right, inner sep=3pt] at (axis cs:" + x + "," + y + ") {" + name + "};\n";
    }
    return {};
}

QByteArray colorMap(const CellMap& cells, const FigureSpec& spec)
{
    QByteArray colors;
    for (int step = 0; step <= 8; ++step) {
        const QColor color = depthColor(cells.map, step / 8.0);
        const QColor ink = spec.ink == Ink::Grey ? toGrey(color) : color;
        colors += " rgb255=(" + QByteArray::number(ink.red()) + ',' + QByteArray::number(ink.green()) + ','
            + QByteArray::number(ink.blue()) + ')';
    }
    const Range values = cellRange(cells);
    return "  colormap={depth}{" + colors.trimmed() + "}, colorbar, point meta min=" + numberText(values.low)
        + ", point meta max=" + numberText(values.high) + ",\n  colorbar style={ylabel={"
        + latexEscaped(cells.valueTitle).toUtf8() + "}, width=7bp},\n";
}

/// What a document needs for words that are not English.
QByteArray languageNeeds(const QString& language)
{
    if (language == QLatin1String("vi"))
        return "% \\usepackage[vietnamese]{babel}\n";
    if (language == QLatin1String("zh_CN"))
        return "% \\usepackage{ctex} % with XeLaTeX or LuaLaTeX\n";
    return {};
}

} // namespace

QByteArray texFigure(const Drawable& plot, const FigureSpec& spec, const QString& csvName, const TexLegend& legend)
{
    const PlotModel& model = plot.model;
    QByteArray libraries;
    if (std::any_of(model.series.begin(), model.series.end(), [](const Series& one) { return !one.low.empty(); }))
        libraries = "% \\usepgfplotslibrary{fillbetween}\n";
    // A colour bar stands outside of what pgfplots calls the width.
    const double width = spec.sizePt.width() - (model.cells ? 5.5 * spec.fontPt : 0);
    QByteArray tex = "% \\usepackage{pgfplots}\n% \\pgfplotsset{compat=1.17}\n" + libraries + languageNeeds(spec.language)
        + "\\begin{tikzpicture}\n\\begin{axis}[\n  width=" + numberText(width) + "bp, height="
        + numberText(spec.sizePt.height()) + "bp,\n  font=\\fontsize{" + numberText(spec.fontPt) + "}{"
        + numberText(spec.fontPt * 1.2) + "}\\selectfont, tick label style={font=\\fontsize{" + numberText(spec.tickPt)
        + "}{" + numberText(spec.tickPt * 1.2) + "}\\selectfont},\n  axis lines=left, axis line style={-, line width="
        + numberText(spec.axisPt) + "pt},\n" + axisOptions("x", model.x, fittedX(plot))
        + axisOptions("y", model.y, fittedY(plot)) + legendOptions(legend);
    if (model.cells)
        tex += colorMap(*model.cells, spec);
    tex += "]\n";
    if (model.cells) {
        const std::size_t cellIndex = model.series.size() + model.marks.size();
        tex += "\\addplot[matrix plot*, forget plot, point meta=\\thisrow{value}, mesh/cols="
            + QByteArray::number(model.cells->columns) + "] " + table(csvName, cellIndex, "y");
    }
    const std::vector<BarRect> rects = barRects(model);
    std::size_t index = 0;
    for (const Series& series : model.series) {
        tex += seriesPlot(series, index++, spec, csvName, rects);
        if (legend.place != LegendPlace::None && hasEntry(series))
            tex += "\\addlegendentry{" + legendEntry(series, legend) + "}\n";
    }
    for (const ReferenceMark& mark : model.marks)
        tex += markPlot(mark, spec);
    return tex + "\\end{axis}\n\\end{tikzpicture}\n";
}

} // namespace exitscope::widgets
