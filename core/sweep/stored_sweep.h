#pragma once

#include "core/evidence/resampling.h"
#include "core/store/run_store.h"
#include "core/sweep/sweep.h"

#include <optional>
#include <string>

namespace exitscope::sweep {

/// A sweep that is kept: command line and window start the same one.
struct StoredSweep
{
    Plan plan; ///< its trace was opened from a file, or made of `models` that were
    std::string name; ///< of the run; empty: made from the rules and the dataset
    std::optional<evidence::BootstrapOptions> intervals; ///< every point with its bootstrap intervals
};

struct StoredSweepEnd
{
    JobEnd end = JobEnd::Finished;
    store::RunId run {};
    bool isResumed = false; ///< an unfinished run of the same request was taken up again
};

/// The run that the store will remember: the trace (of a cascade each model's, in order) by its hash, the rules and whatever else changes the
/// numbers.
store::RunRequest requestOf(const StoredSweep& sweep);

/// The other way: what a stored run asked for, with its traces opened and hashed. Given to sweepIntoStore() it continues the
/// run where that is unfinished and was made by this version. Throws InputError for a run that is no sweep, and for a trace
/// that is gone or has changed.
StoredSweep storedSweepOf(const store::Run& run);

/// Evaluates every point of `sweep` and commits them to `store` in batches as they come, so that a kill loses
/// at most the last batch. A request that cannot start leaves no run behind. The same request over an
/// unfinished run continues it and ends with the same points. A stop leaves the run Cancelled, an exception
/// Failed with its message; both can be continued.
StoredSweepEnd sweepIntoStore(store::RunStore& store, const StoredSweep& sweep, const JobContext& job = {});

/// Of this computer, for a run's card; empty when it does not say.
std::string machineName();

} // namespace exitscope::sweep
