#pragma once

#include "core/trace/split.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace exitscope::calibration {

/// The losses and exits of every example under every setting: all that calibration needs, made once for any number of
/// splits, tolerances and procedures. K settings, n examples. An example of several units (a token task) counts once,
/// with their mean: units of one sentence are not independent.
struct LossTable
{
    std::vector<std::int64_t> examples;  ///< [n] ascending: those with a unit; for risk, with a label
    std::vector<float> units;            ///< [n] units of each; [K, n] where settings make units of their own, as texts have tokens
    std::vector<float> losses;           ///< [K, n]
    std::vector<float> exitLayers;       ///< [K, n] sum of the 1-based exit layers over the example's units
    bool isBinary = false;               ///< every loss is 0 or 1 by its nature
    std::string nature;                  ///< what losses are that are not binary, for people: "differences"
    std::int32_t layers = 0;             ///< exit layer of the full model
    std::vector<trace::Member> population; ///< what is split: all examples, also those without a loss
    std::filesystem::path source;        ///< where it all comes from; may be empty

    std::span<const float> lossesOf(std::size_t setting) const
    {
        return std::span(losses).subspan(setting * examples.size(), examples.size());
    }
    std::span<const float> unitsOf(std::size_t setting) const
    {
        return units.size() == examples.size() ? std::span(units)
                                               : std::span(units).subspan(setting * examples.size(), examples.size());
    }
    std::span<const float> exitLayersOf(std::size_t setting) const
    {
        return std::span(exitLayers).subspan(setting * examples.size(), examples.size());
    }
};

} // namespace exitscope::calibration
