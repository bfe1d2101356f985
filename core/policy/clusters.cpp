#include "core/policy/clusters.h"

#include "core/mixed_bits.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <numeric>

namespace exitscope::policy {

namespace {

constexpr std::size_t mostSampled = 20'000;
constexpr int mostRounds = 50;

using Point = std::span<const float>;

double squaredDistance(Point point, std::span<const double> centre)
{
    double sum = 0;
    for (std::size_t d = 0; d < point.size(); ++d) {
        const double difference = static_cast<double>(point[d]) - centre[d];
        sum += difference * difference;
    }
    return sum;
}

class KMeans
{
public:
    KMeans(std::span<const float> points, std::size_t width, std::uint64_t seed)
        : m_points(points)
        , m_width(width)
        , m_rows(points.size() / width)
        , m_state(seed)
    {
        m_sample.resize(std::min(m_rows, mostSampled));
        for (std::size_t i = 0; i < m_sample.size(); ++i)
            m_sample[i] = i * m_rows / m_sample.size();
    }

    void fit(std::size_t count)
    {
        seedCentres(count);
        std::vector<std::size_t> nearest(m_sample.size(), 0);
        for (int round = 0; round < mostRounds; ++round) {
            bool moved = round == 0;
            for (std::size_t i = 0; i < m_sample.size(); ++i) {
                const auto now = nearestCentre(point(m_sample[i]));
                moved = moved || now != nearest[i];
                nearest[i] = now;
            }
            if (!moved)
                return;
            moveCentres(nearest);
        }
    }

    std::vector<std::int32_t> assignAll() const
    {
        std::vector<std::int32_t> assigned(m_rows);
        for (std::size_t row = 0; row < m_rows; ++row)
            assigned[row] = static_cast<std::int32_t>(nearestCentre(point(row)));
        return assigned;
    }

    std::size_t count() const { return m_centres.size() / m_width; }

private:
    Point point(std::size_t row) const { return m_points.subspan(row * m_width, m_width); }
    std::span<const double> centre(std::size_t k) const { return std::span(m_centres).subspan(k * m_width, m_width); }

    /// In [0, 1), from a generator that every machine has alike.
    double random()
    {
        m_state += 0x9e3779b97f4a7c15ULL;
        return static_cast<double>(mixedBits(m_state) >> 11) * 0x1.0p-53;
    }

    void addCentre(std::size_t row)
    {
        const auto values = point(row);
        m_centres.insert(m_centres.end(), values.begin(), values.end());
    }

    /// k-means++: each further seed is drawn with a chance in proportion to its squared distance from the nearest so far.
    void seedCentres(std::size_t count)
    {
        const auto draw = static_cast<std::size_t>(random() * static_cast<double>(m_sample.size()));
        addCentre(m_sample[draw]);
        std::vector<double> distances(m_sample.size(), std::numeric_limits<double>::infinity());
        while (this->count() < count) {
            double total = 0;
            for (std::size_t i = 0; i < m_sample.size(); ++i) {
                distances[i]
                    = std::min(distances[i], squaredDistance(point(m_sample[i]), centre(this->count() - 1)));
                total += distances[i];
            }
            if (!(total > 0)) // every row is a centre
                return;
            double left = random() * total;
            std::size_t chosen = 0;
            for (std::size_t i = 0; i < m_sample.size(); ++i) {
                if (distances[i] <= 0)
                    continue;
                chosen = i;
                left -= distances[i];
                if (left < 0)
                    break;
            }
            addCentre(m_sample[chosen]);
        }
    }

    std::size_t nearestCentre(Point values) const
    {
        std::size_t nearest = 0;
        double least = std::numeric_limits<double>::infinity();
        for (std::size_t k = 0; k < count(); ++k) {
            const double distance = squaredDistance(values, centre(k));
            if (distance >= least)
                continue;
            least = distance;
            nearest = k;
        }
        return nearest;
    }

    /// A centre that no row is nearest to stays where it is.
    void moveCentres(const std::vector<std::size_t>& nearest)
    {
        std::vector<double> sums(m_centres.size(), 0.0);
        std::vector<double> sizes(count(), 0.0);
        for (std::size_t i = 0; i < nearest.size(); ++i) {
            const auto values = point(m_sample[i]);
            sizes[nearest[i]] += 1;
            for (std::size_t d = 0; d < m_width; ++d)
                sums[nearest[i] * m_width + d] += static_cast<double>(values[d]);
        }
        for (std::size_t i = 0; i < sums.size(); ++i)
            if (const double size = sizes[i / m_width]; size > 0)
                m_centres[i] = sums[i] / size;
    }

    std::span<const float> m_points;
    std::size_t m_width, m_rows;
    std::uint64_t m_state;
    std::vector<std::size_t> m_sample; ///< rows
    std::vector<double> m_centres;     ///< [k, width]
};

} // namespace

std::vector<std::int32_t> clustersOf(
    std::span<const float> points, std::int64_t width, std::int64_t count, std::uint64_t seed)
{
    KMeans means(points, static_cast<std::size_t>(width), seed);
    means.fit(static_cast<std::size_t>(count));
    auto clusters = means.assignAll();
    std::vector<std::int64_t> sizes(means.count(), 0);
    for (const auto cluster : clusters)
        ++sizes[static_cast<std::size_t>(cluster)];
    std::vector<std::size_t> bySize(sizes.size());
    std::iota(bySize.begin(), bySize.end(), std::size_t { 0 });
    std::stable_sort(bySize.begin(), bySize.end(), [&](std::size_t a, std::size_t b) { return sizes[a] > sizes[b]; });
    std::vector<std::int32_t> rank(sizes.size());
    for (std::size_t i = 0; i < bySize.size(); ++i)
        rank[bySize[i]] = static_cast<std::int32_t>(i);
    for (auto& cluster : clusters)
        cluster = rank[static_cast<std::size_t>(cluster)];
    return clusters;
}

} // namespace exitscope::policy
