#pragma once

#include "widgets/plot/plot_model.h"
#include "widgets/plot/plot_style.h"
#include "widgets/plot/qcp.h"

namespace exitscope::widgets {

// What QCustomPlot lacks or would draw as an image. Plottables and items belong to their plot.

/// A marker of `sizePx`, filled where its shape can be.
[[nodiscard]] QCPScatterStyle markerStyle(const SeriesLook& look, const PlotStyle& style);

/// A line, steps or points; its legend entry shows dash and marker, whichever points carry one.
class SeriesGraph final : public QCPGraph
{
public:
    SeriesGraph(QCPAxis* x, QCPAxis* y, const Series& series, const PlotStyle& style);

protected:
    void drawLegendIcon(QCPPainter* painter, const QRectF& rect) const override;

private:
    QPen m_legendPen;
    QCPScatterStyle m_legendMarker;
};

/// A line whose x goes back and forth: a curve along a parameter.
class SeriesCurve final : public QCPCurve
{
public:
    SeriesCurve(QCPAxis* x, QCPAxis* y, const Series& series, const PlotStyle& style);

protected:
    void drawLegendIcon(QCPPainter* painter, const QRectF& rect) const override;

private:
    QCPScatterStyle m_legendMarker;
};

/// Shapes that need no hit test or autoscale of QCustomPlot's.
class ShapePlottable : public QCPAbstractPlottable
{
public:
    ShapePlottable(QCPAxis* x, QCPAxis* y);

    double selectTest(const QPointF& pos, bool onlySelectable, QVariant* details) const override;
    QCPRange getKeyRange(bool& foundRange, QCP::SignDomain inSignDomain) const override;
    QCPRange getValueRange(bool& foundRange, QCP::SignDomain inSignDomain, const QCPRange& inKeyRange) const override;

protected:
    void drawLegendIcon(QCPPainter* painter, const QRectF& rect) const override;
    /// A rectangle in pixels, cut to what the axes show: some devices cannot clip.
    [[nodiscard]] QRectF visibleRect(double left, double right, double bottom, double top) const;
};

/// The bars of one series.
class BarsPlottable final : public ShapePlottable
{
public:
    BarsPlottable(QCPAxis* x, QCPAxis* y, std::vector<BarRect> bars, const Series& series, const PlotStyle& style);

protected:
    void draw(QCPPainter* painter) override;
    void drawLegendIcon(QCPPainter* painter, const QRectF& rect) const override;

private:
    void drawBar(QCPPainter* painter, const QRectF& rect, const QColor& fill) const;

    std::vector<BarRect> m_bars;
    std::vector<QColor> m_colors; ///< as they are drawn; empty: the look's
    SeriesLook m_look;
    PlotStyle m_style;
};

/// The area between two curves, opaque where the series has colours (the first is taken); where they are points, a whisker from one to
/// the other.
class BandPlottable final : public ShapePlottable
{
public:
    BandPlottable(QCPAxis* x, QCPAxis* y, const Series& series, const PlotStyle& style);

protected:
    void draw(QCPPainter* painter) override;
    void drawLegendIcon(QCPPainter* painter, const QRectF& rect) const override;

private:
    void drawWhisker(QCPPainter* painter, double x, double high, double low, double cap) const; ///< in pixels

    std::vector<double> m_x, m_high, m_low;
    QColor m_fill;
    QPen m_pen;     ///< of a whisker
    double m_cap;   ///< half its width, pixels
};

/// A heat map: one image on the screen, rectangles (one per run of equal cells) where vectors are wanted.
class CellMapPlottable final : public ShapePlottable
{
public:
    CellMapPlottable(QCPAxis* x, QCPAxis* y, CellMap cells, const PlotStyle& style);

protected:
    void draw(QCPPainter* painter) override;

private:
    [[nodiscard]] QRgb colorAt(int column, int row) const; ///< transparent for NaN
    void drawRuns(QCPPainter* painter) const;

    CellMap m_cells;
    Range m_values;
    DepthRange m_range;
    PlotStyle m_style;
    QImage m_image;
};

/// The words of a heat map as running text in coloured boxes, as large as the axes' room lets them be. What does not fit at six
/// tenths of the text's size is left out, and three dots stand for it.
class WordsPlottable final : public ShapePlottable
{
public:
    WordsPlottable(QCPAxis* x, QCPAxis* y, CellMap cells, std::vector<std::pair<double, QString>> headings, const PlotStyle& style);

protected:
    void draw(QCPPainter* painter) override;

private:
    [[nodiscard]] QColor colorOf(int cell) const; ///< invalid for NaN

    CellMap m_cells;
    std::vector<std::pair<double, QString>> m_headings;
    Range m_values;
    DepthRange m_range;
    PlotStyle m_style;
};

/// References with their names beside them.
class MarksItem final : public QCPAbstractItem
{
public:
    /// Names keep clear of what `model` draws, as far as there is room.
    MarksItem(QCustomPlot* plot, const PlotModel& model, const PlotStyle& style);

    double selectTest(const QPointF& pos, bool onlySelectable, QVariant* details) const override;

protected:
    void draw(QCPPainter* painter) override;

private:
    void drawLine(QCPPainter* painter, const ReferenceMark& mark, const QRectF& area) const;
    void drawName(QCPPainter* painter, const ReferenceMark& mark, const QRectF& area, const std::vector<QPolygonF>& ink,
        std::vector<QRectF>& taken) const;
    [[nodiscard]] QPointF placeOf(const ReferenceMark& mark, const QRectF& area) const;
    [[nodiscard]] std::vector<QRectF> candidates(const ReferenceMark& mark, const QRectF& area, QSizeF size) const;
    [[nodiscard]] QRectF symbolBox(const ReferenceMark& mark) const;
    [[nodiscard]] std::vector<QRectF> linesBeside(const ReferenceMark& mark, const QRectF& area) const;

    std::vector<ReferenceMark> m_marks;
    std::vector<std::vector<QPointF>> m_ink; ///< lines, in data coordinates
    PlotStyle m_style;
};

/// Rings around points, and a cross-hair through one: hover, selection, the operating point.
class RingsItem final : public QCPAbstractItem
{
public:
    explicit RingsItem(QCustomPlot* plot);

    struct Ring
    {
        QPointF at; ///< data coordinates
        QColor color;
        double radiusPx = 5;
        double widthPx = 2;
        bool hasCrossHair = false;
        bool isFilled = false;
    };
    void setRings(std::vector<Ring> rings, const QColor& halo);

    double selectTest(const QPointF& pos, bool onlySelectable, QVariant* details) const override;

protected:
    void draw(QCPPainter* painter) override;

private:
    std::vector<Ring> m_rings;
    QColor m_halo;
};

} // namespace exitscope::widgets
