#pragma once

#include "core/policy/softmax_rule.h"

#include <cstddef>
#include <span>
#include <vector>

namespace exitscope::policy {

/// The mean of the distributions of the exits that a unit has passed, and a score of it (methods.md §1.8). Sums are kept
/// in double precision and taken in the order of the exits, so that a replay and a running model get the same bits.
class ExitMean
{
public:
    enum class Kind { Plain, Weighted, Geometric };

    ExitMean(Kind kind, SoftmaxSettings settings);

    const SoftmaxSettings& settings() const { return m_settings; }

    /// What is averaged, one row [C] for each of the view's exits: p, or for the geometric mean ln p but for a constant.
    /// All NaN where an exit has no distribution.
    std::vector<float> rowsOf(const ExitView& view) const;
    /// Takes the row of the k-th allowed exit into `sums` [C] and `total`, and replaces it by the mean so far. False, with
    /// nothing taken, when it is no distribution.
    bool add(std::size_t k, std::span<float> row, std::span<double> sums, double& total) const;
    /// The mean of what was taken; leaves `row` as it is when that is nothing.
    static void divide(std::span<const double> sums, double total, std::span<float> row);
    /// The scores of means [n, C].
    void score(std::span<const float> rows, std::int64_t classes, std::span<float> scores) const;

private:
    Kind m_kind;
    SoftmaxSettings m_settings;
};

} // namespace exitscope::policy
