#pragma once

#include "core/job.h"
#include "core/policy/policy.h"
#include "core/store/run_store.h"
#include "core/trace/trace.h"

#include <memory>
#include <string>
#include <vector>

namespace exitscope::sweep {

/// A sweep that is kept: command line and window start the same one.
struct StoredSweep
{
    std::shared_ptr<const trace::Trace> trace; ///< opened from a file
    std::vector<policy::PolicyRange> policies;
    std::string name; ///< empty: made from the rules and the dataset
};

struct StoredSweepEnd
{
    JobEnd end = JobEnd::Finished;
    store::RunId run {};
    bool isResumed = false; ///< an unfinished run of the same request was taken up again
};

/// Evaluates every point of `sweep` and commits them to `store` in batches as they come, so that a kill loses at most the
/// last batch. The same request over an unfinished run continues it and ends with the same points. A stop leaves the
/// run Cancelled, an exception Failed with its message; both can be continued.
StoredSweepEnd sweepIntoStore(store::RunStore& store, const StoredSweep& sweep, const JobContext& job = {});

} // namespace exitscope::sweep
