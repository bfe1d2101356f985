#pragma once

#include "core/evidence/front_draws.h"
#include "core/policy/policy.h"
#include "core/sweep/evaluate.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace exitscope::evidence {

/// Throws InputError unless both traces are over the same examples in the same order: dataset hashes where both say one,
/// examples, units, classes and labels.
void requireSameExamples(const trace::Trace& first, const trace::Trace& second);

/// McNemar's test (1947) on the units that one side gets right and the other wrong. Units count as independent: in token
/// tasks, where they are not, rely on the bootstrap.
struct McNemar
{
    std::int64_t onlyFirst = 0, onlySecond = 0; ///< right there, wrong on the other side
    double exact = 1;     ///< two-sided binomial
    double mid = 1;       ///< mid-p (Fagerland, Lydersen and Laake 2013): less conservative, holds its level in practice
    double chiSquare = 0; ///< with continuity correction (Edwards 1948)
    double chiSquareP = 1;
};
McNemar mcNemar(std::int64_t onlyFirst, std::int64_t onlySecond);

/// Units that one outcome gets right and the other wrong, ascending; units without a label are in neither. Throws InputError
/// where the trace has no class labels, or outcome and labels do not fit.
struct Flipped
{
    std::vector<std::int64_t> onlyFirst, onlySecond; ///< right there, wrong on the other side
};
Flipped flippedUnits(const trace::Trace& trace, const policy::Outcome& first, const policy::Outcome& second);
/// Of these units. Throws InputError as flippedUnits().
McNemar mcNemar(const trace::Trace& trace, const policy::Outcome& first, const policy::Outcome& second);

/// What one side does with every example.
struct DecidedSide
{
    const sweep::Evaluator& evaluator;
    policy::PolicySpec spec;
    policy::Outcome outcome;
};

struct PairedFigure
{
    std::string name; ///< a metric, "mean_exit", or "flops_ratio" where both traces know FLOPs
    Estimate first, second;
    Difference difference;
};

/// Two outcomes on the same examples in the same draws. Throws InputError as requireSameExamples(). Nothing when stopped.
std::optional<std::vector<PairedFigure>> pairedFigures(const DecidedSide& first, const DecidedSide& second,
    const BootstrapOptions& options, const JobContext& job = {});

} // namespace exitscope::evidence
