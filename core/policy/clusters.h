#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace exitscope::policy {

/// The cluster of every row of `points` [N, width], 0 the largest: k-means from k-means++ seeds, the same on every machine
/// for the same seed. Centres are found on at most 20,000 rows spread evenly, in at most 50 rounds; then every row takes the
/// nearest (equally near: the first). Fewer than `count` clusters where there are fewer different rows. Clusters of one
/// size keep the order of their seeds. O(N · count · width) and, for the centres, that much per round.
std::vector<std::int32_t> clustersOf(
    std::span<const float> points, std::int64_t width, std::int64_t count, std::uint64_t seed);

/// The same, found once for points of this content: the points of a sweep and the passes of an execution ask again and
/// again. The few results used last are kept for the process. From any thread; of several that want the same one it is
/// computed by one, and the others wait for it.
std::shared_ptr<const std::vector<std::int32_t>> keptClustersOf(
    std::span<const float> points, std::int64_t width, std::int64_t count, std::uint64_t seed);

} // namespace exitscope::policy
