#pragma once

#include "core/metric/pareto.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace exitscope::evidence {

/// A frontier that grows point by point: cost falls and quality falls with it along the list, nothing in it is dominated
/// (methods.md §8.9; of equal points the first stays). Points that come from the full model downwards, as those of a
/// threshold rule do, cost O(1) each; any other order works. Points with a NaN are left out.
class Front
{
public:
    struct At
    {
        double cost = 0, quality = 0;
        std::uint32_t point = 0; ///< as given to add()
    };

    void add(double cost, double quality, std::uint32_t point);

    bool isEmpty() const { return m_points.empty(); }
    std::size_t size() const { return m_points.size(); }
    std::span<const At> points() const { return m_points; } ///< from the dearest to the cheapest
    const At& cheapest() const { return m_points.back(); }
    const At& best() const { return m_points.front(); }

    /// The best point that costs at most `cost`; null below the cheapest.
    const At* within(double cost) const;

    /// Its quality: the frontier as the step line that a plot draws. NaN below the cheapest.
    double stepAt(double cost) const;
    /// Linear between neighbours, as mixing the two would give; beyond the dearest its quality, NaN below the
    /// cheapest.
    double qualityAt(double cost) const;
    /// The least cost at which qualityAt() reaches `quality`; NaN where it never does.
    double costAt(double quality) const;

    /// The area that the front dominates below cost 1 and above `reference`: ∫ max(stepAt(c) - reference, 0) dc over
    /// [0, 1], nothing below the cheapest point. Cost is a share, so a model as good as the full one for nothing
    /// has its quality - reference.
    double hypervolume(double reference) const;
    /// Mean of qualityAt() over [low, high], below the cheapest point its quality: the area under the trade-off curve, in
    /// units of quality. NaN when empty.
    double meanQuality(double low, double high) const;

private:
    std::vector<At> m_points;
};

} // namespace exitscope::evidence
