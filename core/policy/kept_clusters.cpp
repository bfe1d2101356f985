#include "core/mixed_bits.h"
#include "core/policy/clusters.h"

#include <algorithm>
#include <cstring>
#include <list>
#include <mutex>
#include <tuple>

namespace exitscope::policy {

namespace {

using Clusters = std::vector<std::int32_t>;

/// What clusters depend on, with the points as two hashes of their bits.
using Key = std::tuple<std::uint64_t, std::uint64_t, std::size_t, std::int64_t, std::int64_t, std::uint64_t>;

constexpr std::size_t mostKept = 16;

struct Entry
{
    Key key;
    std::once_flag once;
    std::shared_ptr<const Clusters> clusters;
};

/// A read of the points, which costs a fraction of one round of k-means.
Key keyOf(std::span<const float> points, std::int64_t width, std::int64_t count, std::uint64_t seed)
{
    std::uint64_t first = 0x9e3779b97f4a7c15ULL, second = 0xcbf29ce484222325ULL;
    for (const float value : points) {
        std::uint32_t bits = 0;
        std::memcpy(&bits, &value, sizeof bits);
        first = mixedBits(first ^ bits);
        second = (second ^ bits) * 0x100000001b3ULL;
    }
    return { first, second, points.size(), width, count, seed };
}

/// The few entries used last, that one in front.
class Kept
{
public:
    std::shared_ptr<Entry> entry(const Key& key)
    {
        const std::lock_guard lock(m_mutex);
        const auto found = std::ranges::find(m_entries, key, [](const auto& entry) { return entry->key; });
        if (found != m_entries.end()) {
            m_entries.splice(m_entries.begin(), m_entries, found);
            return m_entries.front();
        }
        m_entries.push_front(std::make_shared<Entry>());
        m_entries.front()->key = key;
        if (m_entries.size() > mostKept)
            m_entries.pop_back();
        return m_entries.front();
    }

private:
    std::mutex m_mutex;
    std::list<std::shared_ptr<Entry>> m_entries;
};

} // namespace

std::shared_ptr<const Clusters> keptClustersOf(
    std::span<const float> points, std::int64_t width, std::int64_t count, std::uint64_t seed)
{
    static Kept kept;
    const auto entry = kept.entry(keyOf(points, width, count, seed));
    std::call_once(entry->once,
        [&] { entry->clusters = std::make_shared<const Clusters>(clustersOf(points, width, count, seed)); });
    return entry->clusters;
}

} // namespace exitscope::policy
