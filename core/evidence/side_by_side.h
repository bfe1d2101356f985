#pragma once

#include "core/evidence/comparison.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace exitscope::evidence {

/// One side's figure at a budget, and what the tests say of it.
struct SideFigure
{
    Estimate estimate;                    ///< NaN where the side's frontier does not reach the budget
    std::optional<Difference> toBaseline; ///< this side less the baseline; none for the baseline and for other examples
    std::optional<ChosenPoint> point;     ///< at a cost: the best operating point within it
    std::optional<McNemar> test;          ///< of that point (first) and the baseline's (second); classes only
    /// Among the best: the best side or one that the paired bootstrap cannot tell from it at 1 - confidence (p-values after
    /// Holm 1979). False for all sides where that would be every one of them.
    bool isBest = false;
};

struct BudgetRow
{
    enum class Kind { AtCost, AtQuality };

    Kind kind = Kind::AtCost;
    double at = 1;                 ///< a speed-up, or a value of the metric
    std::vector<SideFigure> sides; ///< [sides]
};

/// Several sides against one of them.
struct SideBySide
{
    std::size_t baseline = 0;
    /// [sides] Why a side is not tested against the baseline, as a sentence's end: it is over other examples, or its task
    /// lacks the metric. Empty where it is.
    std::vector<std::string> problems;
    std::vector<BudgetRow> rows; ///< costs first, both in the order given
};

/// The figures of compare() for more than two sides, all within the same draws: those of the baseline and any other side are
/// those that compare() gives for the two. A side over other examples keeps its own figures and intervals, without tests.
/// Throws InputError where compare() would for the baseline alone, and for a baseline that is not there. Nothing when the
/// job was stopped. Evaluators may be shared between sides.
std::optional<SideBySide> sideBySide(std::span<const ComparedSide> sides, std::size_t baseline,
    const ComparisonOptions& options, const JobContext& job = {});

} // namespace exitscope::evidence
