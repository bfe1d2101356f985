#pragma once

#include "core/engine/run/policy_stream.h"
#include "core/job.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace exitscope::engine {

/// Which examples run, and how many rows a product has at least.
struct Batching
{
    const std::vector<UnitPack>& packs;
    std::int64_t leastRows = 1;
    std::int64_t units = 0; ///< in the packs
};

struct TimedPass
{
    enum class End { Finished, Paused, Cancelled };
    End end = End::Finished;
    double seconds = 0; ///< of wall time; means something when it finished
};

/// Runs `pass` over `batching` by all streams, a thread each; `next` and `proceed` of the pass are set here. `started` is
/// told the units of every pack as a stream takes it, from all threads. A pause ends the pass instead of holding it, since
/// nobody wants it in the seconds. The first error of a stream stops all and is thrown again.
TimedPass timePass(std::span<const std::unique_ptr<RunStream>> streams, PolicyPass pass, const Batching& batching,
    const JobContext& job, const std::function<void(std::int64_t)>& started);

} // namespace exitscope::engine
