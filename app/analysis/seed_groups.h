#pragma once

#include "app/plots/plotted_run.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace exitscope::app {

/// Runs sorted into those that differ in nothing but the seed that their model was trained with.
struct SeedGrouping
{
    std::vector<std::vector<std::size_t>> groups; ///< places of runs, at least two each, in the order given
    std::vector<std::size_t> alone;               ///< places of all others
};

/// What sets two runs apart besides their models' weights, for people: "they are over different datasets, trec and sst-2".
/// Empty where nothing does. The same model twice is something: it would count one seed for two.
std::optional<std::string> differenceBesidesSeed(const store::Run& a, const store::Run& b);

/// A name that several of the runs bear tells: then only runs of one name are seeds of one model.
SeedGrouping groupBySeed(std::span<const PlottedRun> runs);

/// For whoever asked for groups: throws InputError where there is none, and for runs over different datasets, naming two
/// runs and what differs.
void requireSeedGroup(std::span<const PlottedRun> runs);

} // namespace exitscope::app
