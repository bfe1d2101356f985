#pragma once

#include "core/job.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace exitscope::hashee {

struct ClusterOptions
{
    std::int32_t clusters = 6;
    int restarts = 40, rounds = 300;
    std::uint64_t seed = 1;
};

struct Clusters
{
    std::vector<std::int32_t> of; ///< [N] cluster of every row
    double inertia = 0;           ///< sum of squared distances to the centres
};

/// k-means of `points` [N, width]: the best of several starts from k-means++ seeds, each run until nothing moves or for
/// `rounds`. Every row takes the nearest centre, the first of equally near ones. The same on every machine for the same
/// seed but for the rounding of sums. O(N · clusters · width) a round. Nothing when the job was stopped.
std::optional<Clusters> kMeans(
    std::span<const float> points, std::int64_t width, const ClusterOptions& options, const JobContext& job = {});

} // namespace exitscope::hashee
