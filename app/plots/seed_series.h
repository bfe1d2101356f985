#pragma once

#include "app/analysis/seed_groups.h"
#include "app/plots/tradeoff_plot.h"

#include <span>
#include <string>

namespace exitscope::app {

/// One line a rule for a group of runs that differ in their model's seed: the mean of their frontiers at equal cost, and
/// around it one standard deviation to either side; of two seeds their range, as two say little of a deviation. Both name
/// themselves, with the number of seeds. `place` is that of the first look and counts on. Throws InputError for a cost axis
/// that fronts cannot be counted in.
void addSeedGroup(widgets::PlotModel& plot, std::span<const PlottedRun> runs, std::span<const std::size_t> group,
    const TradeoffOptions& options, const std::string& metric, int& place);

/// Mean of the references of a group's runs; empty where one of them has none.
References meanReferences(std::span<const PlottedRun> runs, std::span<const std::size_t> group);

} // namespace exitscope::app
