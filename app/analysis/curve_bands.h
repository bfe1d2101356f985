#pragma once

#include "app/analysis/bands.h"
#include "app/plots/plotted_run.h"
#include "app/plots/run_series.h"
#include "core/evidence/estimate.h"

#include <compare>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace exitscope::app {

/// Which frontier: the rule of a run, and what it is a frontier of.
struct FrontKey
{
    store::RunId run {};
    std::string rule; ///< "entropy:temperature=2"
    evidence::CostAxis axis = evidence::CostAxis::Layers;
    std::string metric;

    friend auto operator<=>(const FrontKey&, const FrontKey&) = default;
};

FrontKey frontKey(const PlottedRun& run, const RunSeries& series, evidence::CostAxis axis, const std::string& metric);

/// Error bars of the curves of a trade-off, as far as they are known.
struct Bands
{
    evidence::BootstrapOptions options;
    std::map<store::RunId, PointBands> points;           ///< of single operating points
    std::map<FrontKey, evidence::FrontierBand> fronts;   ///< of exact frontiers, found anew in every draw
};

/// What a plot draws and has no band for.
struct WantedBands
{
    struct Front
    {
        std::size_t run = 0; ///< its place
        RunSeries series;
        FrontKey key;
    };
    std::vector<Front> fronts;
    std::map<std::size_t, std::vector<std::size_t>> points; ///< by the run's place: indexes into its points

    bool isEmpty() const { return fronts.empty() && points.empty(); }
};

/// `known` and those that were wanted. On a worker: a second or so for every 100,000 examples and frontier. A run without its
/// trace has none. Nothing when the job was stopped. Throws InputError as evidence::resampledFronts().
std::optional<Bands> completed(
    Bands known, const WantedBands& wanted, std::span<const PlottedRun> runs, const JobContext& job = {});

} // namespace exitscope::app
