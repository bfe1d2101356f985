#pragma once

#include "core/policy/exit_costs.h"
#include "core/policy/exit_moves.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace exitscope::policy {

/// Every distinct operating point of a threshold rule, without a grid: from "none leaves early" to "all leave as early
/// as they can". Sums are kept, ratios are derived. P points, at most U·(E-1) + 1.
struct ExactCurve
{
    Passes passes = Passes::Below;
    std::int64_t units = 0;
    std::int64_t labelled = 0, positives = 0; ///< units with a label; those whose label is class 1
    /// [P]. Replayed with this threshold, the rule gives this point: also after a detour through its shortest text, since
    /// rules compare floats. Any threshold between two points' gives the one of the two that is harder to leave.
    std::vector<float> threshold;
    std::vector<std::int64_t> sumExitLayers;     ///< [P], 1-based layers, falling
    std::vector<double> cost;                    ///< [P] sum over the units; empty without costs
    std::vector<std::int64_t> correct;           ///< [P]; empty without labels and for regression
    std::vector<std::int64_t> predictedPositive; ///< [P] labelled units given class 1; two classes with labels only

    std::size_t size() const { return threshold.size(); }
    double meanExit(std::size_t point) const;
    double accuracy(std::size_t point) const; ///< NaN without a labelled unit
    double f1(std::size_t point) const;       ///< of class 1, two classes only; 0 when nothing is given or labelled 1
    double matthews(std::size_t point) const; ///< two classes only; 0 when a factor of the denominator is 0

    /// The points that no other one dominates in cost (or in exit layers, where there are no costs) and `quality` [P], by
    /// ascending cost. (methods.md §8.9)
    std::vector<std::size_t> front(std::span<const double> quality) const;
    std::vector<double> accuracies() const; ///< [P]
    /// front(accuracies()) without writing the accuracies: of a large curve that takes longer than the front.
    std::vector<std::size_t> accuracyFront() const;
};

/// Nothing when the job was cancelled. Errors as ExitMoves::collect(); std::invalid_argument when the costs are not those
/// of the trace. Where more than these tallies is wanted (exit
/// histograms, correlations), go through the ExitMoves.
std::optional<ExactCurve> exactCurve(
    const PolicySpec& spec, const trace::Trace& trace, const ExitCosts& costs = {}, const JobContext& job = {});
std::optional<ExactCurve> exactCurve(const ExitMoves& moves, const ExitCosts& costs = {}, const JobContext& job = {});

} // namespace exitscope::policy
