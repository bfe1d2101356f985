#pragma once

#include "core/policy/exact_curve.h"

namespace exitscope::policy {

/// The points of exactCurve() that no other one dominates in cost and accuracy (ExactCurve::accuracyFront),
/// in the curve's order, without the curve: what is not on the front is never written, which on a large trace
/// takes less time than the memory would. No points without a labelled unit. Nothing when the job was
/// cancelled. Errors as exactCurve().
std::optional<ExactCurve> exactFront(const PolicySpec& spec, const trace::Trace& trace,
    const ExitCosts& costs = {}, const JobContext& job = {});
std::optional<ExactCurve> exactFront(
    const ExitMoves& moves, const ExitCosts& costs = {}, const JobContext& job = {});

} // namespace exitscope::policy
