#pragma once

#include "widgets/plot/plot_model.h"
#include "widgets/plot/qcp.h"

namespace exitscope::widgets {

/// Which point of a plot is meant by a place on the screen, a box or an arrow key.
class PointFinder
{
public:
    /// `series` and `point` count in the drawable model.
    struct Hit
    {
        std::size_t series = 0;
        std::size_t point = 0;
        QPointF at; ///< data coordinates: the point, or the middle of a bar's end

        friend bool operator==(const Hit& a, const Hit& b) { return a.series == b.series && a.point == b.point; }
    };

    void reset(const Drawable& drawable);

    /// The point nearest to `pixel` within `radius` pixels, or the bar under it.
    [[nodiscard]] std::optional<Hit> nearest(const QCPAxis* x, const QCPAxis* y, QPointF pixel, double radius) const;
    /// Of the points of lines nearest to `pixel` to the side, the one nearest up or down.
    [[nodiscard]] std::optional<Hit> nearestInColumn(const QCPAxis* x, const QCPAxis* y, QPointF pixel) const;
    /// All points in a box of data coordinates.
    [[nodiscard]] std::vector<Hit> inside(Range x, Range y) const;
    /// The next point along x in the same series (`direction` 1 or −1); from nothing: the first point there is.
    [[nodiscard]] std::optional<Hit> along(const std::optional<Hit>& from, int direction) const;
    /// The point nearest in x in the next series that has points.
    [[nodiscard]] std::optional<Hit> across(const std::optional<Hit>& from, int direction) const;

private:
    struct Track
    {
        std::vector<double> x; ///< sorted
        std::vector<double> y;
        std::vector<std::size_t> point; ///< in the drawable series
    };

    [[nodiscard]] Hit hit(std::size_t series, std::size_t place) const;
    [[nodiscard]] std::size_t placeOf(const Hit& hit) const;

    std::vector<Track> m_tracks; ///< one per series; bars and bands: without hits by distance
    std::vector<BarRect> m_bars;
    std::vector<bool> m_isNear; ///< can be hit by distance
};

} // namespace exitscope::widgets
