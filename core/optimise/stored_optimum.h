#pragma once

#include "core/optimise/optimise.h"
#include "core/store/run_store.h"

#include <string>

namespace exitscope::optimise {

/// Keeps a finished optimisation as a run of kind "optimise": for every budget the best single threshold and
/// the vector, as points of the test half. Its options say budgets, share and the calibration half's figures.
/// `name` may be empty.
store::RunId keepOptimum(
    store::RunStore& store, const Plan& plan, const Result& result, const std::string& name = {});

} // namespace exitscope::optimise
