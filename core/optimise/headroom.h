#pragma once

#include "core/evidence/estimate.h"
#include "core/metric/pareto.h"
#include "core/sweep/evaluate.h"

#include <optional>
#include <span>
#include <vector>

namespace exitscope::optimise {

/// By what a budget is counted; here Layers is the mean exit layer of the units, Flops the share of the full model's,
/// heads included.
using evidence::CostAxis;

double costOf(const sweep::Point& point, CostAxis axis);

/// What can be had for a cost without a rule, and with one that knows too much; each curve ascends in cost.
/// Quality is the task's first metric.
struct References
{
    /// All units leave at one exit: a point for every exit of the trace.
    std::vector<metric::CostQuality> fixed;
    /// All units leave at the first exit where the rule may; then, cheapest first, those go on to their first
    /// right exit that have one. For accuracy no choice among the exits' own answers is better at any cost,
    /// so that a share of this headroom is at most 1; rules that combine answers (votes, ensembles) may
    /// exceed it. The last point is the oracle of `oracle:kind=correct,cheap_fail=true`. Empty for
    /// regression.
    std::vector<metric::CostQuality> oracleCorrect;
    /// The same with the first exit that says what the last one says: consistent with the full model in the
    /// end, whose quality the last point has. No bound before it, as agreeing may be worse. Empty for
    /// regression.
    std::vector<metric::CostQuality> oracleAgree;
};

/// References on the evaluator's trace; `rule` gives first_exit and exit_every of the oracles. Throws
/// InputError for a trace without labels.
References references(const sweep::Evaluator& evaluator, const policy::PolicySpec& rule, CostAxis axis);

/// The curve at a cost: linear between its points, the nearest point's outside (methods.md §8.8 reads a
/// baseline so too). NaN for an empty curve.
double qualityAt(std::span<const metric::CostQuality> curve, double cost);

/// The share of the headroom above fixed exits that a policy takes at its own cost c:
/// (quality − fixed(c)) ÷ (oracle(c) − fixed(c)). 0: no better than leaving everywhere at one depth (a
/// mixture of two); 1: as good as the oracle; below 0: worse than no rule. Nothing where the oracle is not
/// above the fixed exits, or is not known.
std::optional<double> headroomTaken(metric::CostQuality policy, std::span<const metric::CostQuality> fixed,
    std::span<const metric::CostQuality> oracle);

} // namespace exitscope::optimise
