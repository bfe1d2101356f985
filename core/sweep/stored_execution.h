#pragma once

#include "core/store/run_store.h"
#include "core/sweep/point.h"
#include "core/trace/trace.h"

#include <span>
#include <string>
#include <vector>

namespace exitscope::sweep {

/// An execution that is kept: a run of kind "execute", its timings in the points.
struct StoredExecution
{
    std::string name; ///< of the run; empty: made from the rules and the dataset
    std::vector<std::string> policies; ///< specs as typed
    std::string options = "{}"; ///< JSON object of what else changes the numbers
    const trace::Trace& frame; ///< what was executed; without logits, and from no file
    const trace::Trace* trace = nullptr; ///< the trace of the same work that it was checked against, if any
};

/// Writes a finished run. Without a trace the run refers to one that has no place, by an identity made of model, dataset
/// and precision, so that lists can say what was executed and the same work is known again.
store::RunId storeExecution(store::RunStore& store, const StoredExecution& execution, std::span<const Point> points);

} // namespace exitscope::sweep
