#pragma once

#include "widgets/plot/hover_card.h"
#include "widgets/plot/plot_builder.h"
#include "widgets/plot/plot_view.h"
#include "widgets/plot/point_finder.h"

#include <QFrame>
#include <QRubberBand>

namespace exitscope::widgets {

/// The drawing behind a PlotView: what is shown, where it is, what is marked. Events are the view's.
struct PlotView::Private
{
    explicit Private(PlotView* view);

    [[nodiscard]] PlotStyle style() const;
    void rebuild(Range x, Range y); ///< plottables, axes, legend; queued repaint
    void rearrange();
    void replot() const;
    void drawRings() const;
    void drawMarker() const;
    void setRange(Range x, Range y);
    void zoom(double factor, const QPointF& pixel);
    void pan(const QPointF& fromPixel, const QPointF& toPixel);
    void updateAccessibility() const;

    [[nodiscard]] bool isInAxes(const QPointF& pixel) const;
    [[nodiscard]] std::optional<PointFinder::Hit> hitAt(const QPointF& pixel) const;
    [[nodiscard]] std::optional<QPoint> cellAt(const QPointF& pixel) const; ///< column, row
    [[nodiscard]] PointRef refOf(const PointFinder::Hit& hit) const; ///< in the caller's counting
    [[nodiscard]] std::optional<QPointF> positionOf(const PointRef& ref) const;
    [[nodiscard]] QString textOf(const PointFinder::Hit& hit) const;
    [[nodiscard]] QString cellText(const QPoint& cell) const;
    [[nodiscard]] QPointF pixelOf(const QPointF& data) const;

    void hover(const std::optional<PointFinder::Hit>& hit, bool isAnnounced);
    void hoverAt(const QPointF& pixel);
    void leave();
    void showFocus(bool hasFocus);

    PlotView* view;
    QCustomPlot* plot;
    HoverCard* card;
    QRubberBand* band;
    RingsItem* rings = nullptr;
    RingsItem* marker = nullptr;
    QLabel* note;
    QFrame* focusFrame;

    PlotModel model;
    Drawable drawn;
    PointFinder finder;
    std::optional<PointFinder::Hit> hovered;
    std::vector<PointRef> highlighted;
    std::optional<QPointF> markerAt;
    QString markerSeries;
    HoverReach reach = HoverReach::Near;
    bool isZoomed = false;
    std::optional<Range> waitingX, waitingY; ///< of a zoom that waits for the first model

    enum class Drag { None, Press, Box, Pan };
    Drag drag = Drag::None;
    QPointF pressed;
    QPointF last;
};

} // namespace exitscope::widgets
