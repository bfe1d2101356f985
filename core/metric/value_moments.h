#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace exitscope::metric {

/// Running sums for Pearson's correlation, kept so that one prediction can change at a time. Values are taken relative
/// to `centre` (any number near the targets), which keeps the sums small. A NaN target is no target.
class ValueMoments
{
public:
    explicit ValueMoments(double centre);

    void add(float predicted, float target);
    void change(float from, float to, float target);
    double pearson() const; ///< NaN when a side is constant, a prediction is not finite, or there are no targets

private:
    void count(float predicted, float target, int by);

    double m_centre;
    std::int64_t m_targets = 0, m_notFinite = 0;
    double m_x = 0, m_xx = 0, m_xy = 0, m_y = 0, m_yy = 0;
};

/// Ranks from 1; equal values share the mean of theirs.
std::vector<double> averageRanks(std::span<const float> values);

double pearson(std::span<const float> predicted, std::span<const float> targets);
double spearman(std::span<const float> predicted, std::span<const float> targets);

} // namespace exitscope::metric
