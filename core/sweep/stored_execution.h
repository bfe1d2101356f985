#pragma once

#include "core/store/run_store.h"
#include "core/sweep/point.h"
#include "core/trace/trace.h"

#include <memory>
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
    /// What was executed, model by model; without logits, and from no file.
    std::span<const std::shared_ptr<const trace::Trace>> models;
    /// The traces of the same work that it was checked against, model by model, if any.
    std::span<const std::shared_ptr<const trace::Trace>> traces = {};
    std::span<const policy::Outcome> outcomes = {}; ///< of every point, kept beside it; or none
};

/// Writes a finished run; `models` holds at least one. Without traces the run refers to some that have no place, by an
/// identity made of model, dataset and precision, so that lists can say what was executed and the same work is known again.
store::RunId storeExecution(store::RunStore& store, const StoredExecution& execution, std::span<const Point> points);

} // namespace exitscope::sweep
