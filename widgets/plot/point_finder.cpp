#include "widgets/plot/point_finder.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace exitscope::widgets {

void PointFinder::reset(const Drawable& drawable)
{
    m_tracks.clear();
    m_isNear.clear();
    m_bars = barRects(drawable.model);
    for (const Series& series : drawable.model.series) {
        Track track;
        track.point.resize(series.x.size());
        std::iota(track.point.begin(), track.point.end(), std::size_t(0));
        if (!std::is_sorted(series.x.begin(), series.x.end()))
            std::stable_sort(track.point.begin(), track.point.end(),
                [&](std::size_t a, std::size_t b) { return series.x[a] < series.x[b]; });
        for (const std::size_t point : track.point) {
            track.x.push_back(series.x[point]);
            track.y.push_back(series.y[point]);
        }
        const bool isBand = series.kind == SeriesKind::Band;
        if (isBand)
            track = {};
        m_tracks.push_back(std::move(track));
        m_isNear.push_back(series.kind == SeriesKind::Points || series.kind == SeriesKind::Line
            || series.kind == SeriesKind::StepLine);
    }
    for (const BarRect& bar : m_bars) {
        Track& track = m_tracks[bar.series];
        const auto place = std::find(track.point.begin(), track.point.end(), bar.index) - track.point.begin();
        track.x[static_cast<std::size_t>(place)] = (bar.left + bar.right) / 2;
        track.y[static_cast<std::size_t>(place)] = bar.top;
    }
}

PointFinder::Hit PointFinder::hit(std::size_t series, std::size_t place) const
{
    const Track& track = m_tracks[series];
    return { series, track.point[place], QPointF(track.x[place], track.y[place]) };
}

std::size_t PointFinder::placeOf(const Hit& hit) const
{
    const auto& points = m_tracks[hit.series].point;
    return static_cast<std::size_t>(std::find(points.begin(), points.end(), hit.point) - points.begin());
}

std::optional<PointFinder::Hit> PointFinder::nearest(const QCPAxis* x, const QCPAxis* y, QPointF pixel,
    double radius) const
{
    std::optional<Hit> best;
    double bestDistance = radius;
    const double from = x->pixelToCoord(pixel.x() - radius);
    const double to = x->pixelToCoord(pixel.x() + radius);
    for (std::size_t series = 0; series < m_tracks.size(); ++series) {
        if (!m_isNear[series])
            continue;
        const Track& track = m_tracks[series];
        const auto begin = std::lower_bound(track.x.begin(), track.x.end(), std::min(from, to)) - track.x.begin();
        const auto end = std::upper_bound(track.x.begin(), track.x.end(), std::max(from, to)) - track.x.begin();
        for (auto place = static_cast<std::size_t>(begin); place < static_cast<std::size_t>(end); ++place) {
            const double distance = std::hypot(
                x->coordToPixel(track.x[place]) - pixel.x(), y->coordToPixel(track.y[place]) - pixel.y());
            if (distance < bestDistance) {
                bestDistance = distance;
                best = hit(series, place);
            }
        }
    }
    if (best)
        return best;
    const double atX = x->pixelToCoord(pixel.x());
    const double atY = y->pixelToCoord(pixel.y());
    for (const BarRect& bar : m_bars) {
        const auto [low, high] = std::minmax(bar.bottom, bar.top);
        if (atX >= bar.left && atX <= bar.right && atY >= low && atY <= high)
            return hit(bar.series, placeOf({ bar.series, bar.index, {} }));
    }
    return std::nullopt;
}

std::optional<PointFinder::Hit> PointFinder::nearestInColumn(const QCPAxis* x, const QCPAxis* y, QPointF pixel) const
{
    std::optional<Hit> best;
    std::pair<double, double> bestDistance; // to the side in whole pixels, up or down
    const double at = x->pixelToCoord(pixel.x());
    for (std::size_t series = 0; series < m_tracks.size(); ++series) {
        const Track& track = m_tracks[series];
        if (!m_isNear[series] || track.x.empty())
            continue;
        const auto after = std::lower_bound(track.x.begin(), track.x.end(), at) - track.x.begin();
        const auto last = static_cast<std::ptrdiff_t>(track.x.size()) - 1;
        for (auto candidate = std::max<std::ptrdiff_t>(after - 1, 0); candidate <= std::min(after, last); ++candidate) {
            const auto place = static_cast<std::size_t>(candidate);
            const std::pair distance { std::round(std::abs(x->coordToPixel(track.x[place]) - pixel.x())),
                std::abs(y->coordToPixel(track.y[place]) - pixel.y()) };
            if (!best || distance < bestDistance) {
                best = hit(series, place);
                bestDistance = distance;
            }
        }
    }
    return best;
}

std::vector<PointFinder::Hit> PointFinder::inside(Range x, Range y) const
{
    std::vector<Hit> hits;
    for (std::size_t series = 0; series < m_tracks.size(); ++series) {
        const Track& track = m_tracks[series];
        for (std::size_t place = 0; place < track.x.size(); ++place)
            if (track.x[place] >= x.low && track.x[place] <= x.high && track.y[place] >= y.low
                && track.y[place] <= y.high)
                hits.push_back(hit(series, place));
    }
    return hits;
}

std::optional<PointFinder::Hit> PointFinder::along(const std::optional<Hit>& from, int direction) const
{
    if (!from)
        return across(std::nullopt, 1);
    const std::size_t place = placeOf(*from);
    if (direction < 0)
        return hit(from->series, place == 0 ? 0 : place - 1);
    return hit(from->series, std::min(place + 1, m_tracks[from->series].x.size() - 1));
}

std::optional<PointFinder::Hit> PointFinder::across(const std::optional<Hit>& from, int direction) const
{
    const auto count = static_cast<int>(m_tracks.size());
    int series = from ? static_cast<int>(from->series) : (direction > 0 ? -1 : count);
    for (int tried = 0; tried < count; ++tried) {
        series = (series + direction + count) % count;
        const Track& track = m_tracks[static_cast<std::size_t>(series)];
        if (track.x.empty())
            continue;
        if (!from)
            return hit(static_cast<std::size_t>(series), 0);
        const auto after = std::lower_bound(track.x.begin(), track.x.end(), from->at.x()) - track.x.begin();
        auto place = std::min(static_cast<std::size_t>(after), track.x.size() - 1);
        if (place > 0 && from->at.x() - track.x[place - 1] < track.x[place] - from->at.x())
            --place;
        return hit(static_cast<std::size_t>(series), place);
    }
    return from;
}

} // namespace exitscope::widgets
