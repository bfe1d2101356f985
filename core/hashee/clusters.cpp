#include "core/hashee/clusters.h"

#include <algorithm>
#include <limits>
#include <random>

namespace exitscope::hashee {

namespace {

float squaredDistance(const float* a, const float* b, std::size_t width)
{
    constexpr std::size_t lanes = 16; // independent sums, so that the compiler may use vectors
    float sums[lanes] = {};
    std::size_t i = 0;
    for (; i + lanes <= width; i += lanes)
        for (std::size_t lane = 0; lane < lanes; ++lane) {
            const float d = a[i + lane] - b[i + lane];
            sums[lane] += d * d;
        }
    for (; i < width; ++i)
        sums[0] += (a[i] - b[i]) * (a[i] - b[i]);
    float sum = 0;
    for (const float part : sums)
        sum += part;
    return sum;
}

/// One start: seeds, then rounds.
class KMeansRun
{
public:
    KMeansRun(std::span<const float> points, std::size_t width, std::size_t clusters, std::mt19937_64& random)
        : m_points(points)
        , m_width(width)
        , m_rows(points.size() / width)
        , m_clusters(std::min(clusters, m_rows))
        , m_centres(m_clusters * width)
        , m_of(m_rows, -1)
        , m_distance(m_rows, std::numeric_limits<float>::max())
    {
        seed(random);
    }

    /// False when the job was stopped.
    bool run(int rounds, const JobContext& job)
    {
        for (int round = 0; round < rounds; ++round) {
            if (!job.proceed())
                return false;
            if (!assign())
                break;
            moveCentres();
        }
        return true;
    }

    Clusters result() const
    {
        double inertia = 0;
        for (const float distance : m_distance)
            inertia += static_cast<double>(distance);
        return { m_of, inertia };
    }

private:
    const float* row(std::size_t i) const { return m_points.data() + i * m_width; }
    float* centre(std::size_t k) { return m_centres.data() + k * m_width; }

    /// k-means++: the next seed with a chance proportional to its squared distance from those chosen.
    void seed(std::mt19937_64& random)
    {
        const auto uniform = [&] { return static_cast<double>(random() >> 11) * 0x1.0p-53; };
        std::size_t chosen = static_cast<std::size_t>(uniform() * static_cast<double>(m_rows));
        for (std::size_t k = 0; k < m_clusters; ++k) {
            std::copy_n(row(chosen), m_width, centre(k));
            double sum = 0;
            for (std::size_t i = 0; i < m_rows; ++i) {
                m_distance[i] = std::min(m_distance[i], squaredDistance(row(i), centre(k), m_width));
                sum += static_cast<double>(m_distance[i]);
            }
            double left = uniform() * sum;
            for (chosen = 0; chosen + 1 < m_rows; ++chosen) {
                left -= static_cast<double>(m_distance[chosen]);
                if (left < 0)
                    break;
            }
        }
    }

    /// False when no row changed its cluster.
    bool assign()
    {
        bool isChanged = false;
        for (std::size_t i = 0; i < m_rows; ++i) {
            std::int32_t best = 0;
            float least = std::numeric_limits<float>::max();
            for (std::size_t k = 0; k < m_clusters; ++k) {
                const float distance = squaredDistance(row(i), centre(k), m_width);
                if (distance < least) {
                    least = distance;
                    best = static_cast<std::int32_t>(k);
                }
            }
            isChanged = isChanged || m_of[i] != best;
            m_of[i] = best;
            m_distance[i] = least;
        }
        return isChanged;
    }

    /// To the mean of their rows; a centre without rows stays.
    void moveCentres()
    {
        std::vector<double> sums(m_centres.size());
        std::vector<std::size_t> counts(m_clusters);
        for (std::size_t i = 0; i < m_rows; ++i) {
            const auto k = static_cast<std::size_t>(m_of[i]);
            ++counts[k];
            for (std::size_t d = 0; d < m_width; ++d)
                sums[k * m_width + d] += static_cast<double>(row(i)[d]);
        }
        for (std::size_t k = 0; k < m_clusters; ++k)
            for (std::size_t d = 0; d < m_width && counts[k] > 0; ++d)
                centre(k)[d] = static_cast<float>(sums[k * m_width + d] / static_cast<double>(counts[k]));
    }

    std::span<const float> m_points;
    std::size_t m_width, m_rows, m_clusters;
    std::vector<float> m_centres;
    std::vector<std::int32_t> m_of;
    std::vector<float> m_distance;
};

} // namespace

std::optional<Clusters> kMeans(
    std::span<const float> points, std::int64_t width, const ClusterOptions& options, const JobContext& job)
{
    std::mt19937_64 random(options.seed);
    std::optional<Clusters> best;
    for (int restart = 0; restart < options.restarts; ++restart) {
        KMeansRun run(
            points, static_cast<std::size_t>(width), static_cast<std::size_t>(options.clusters), random);
        if (!run.run(options.rounds, job))
            return std::nullopt;
        job.tell({ restart + 1, options.restarts, "starts", "clustering the word embeddings" });
        auto result = run.result();
        if (!best || result.inertia < best->inertia)
            best = std::move(result);
    }
    return best;
}

} // namespace exitscope::hashee
