#pragma once

#include <cstdint>
#include <string_view>

namespace exitscope::engine {

/// Settings of COST-EFF's own runs for one width (methods.md, 4.7), in epochs.
struct PresetWidth
{
    double prune = 0, recoverFeatures = 0, recover = 0;
    double interval = 0;           ///< from one pruning to the next
    std::int64_t prunings = 0;     ///< that the interval was made for: heads that go from twelve
};

struct Preset
{
    const char* task = "";
    double teacherEpochs = 0; ///< of fine-tuning, and of the assistant
    PresetWidth half, sixth;  ///< six, and two of twelve heads
    double featureShare = 0;  ///< of an interval's steps, on features alone
};

/// Learning rates, which depend on the batch alone.
struct PresetRates
{
    double teacher = 0, prune = 0, restore = 0, recoverFeatures = 0, recover = 0;
};

/// By its name in lower case ("sst-2"); null for another.
const Preset* presetNamed(std::string_view task);
const Preset& defaultPreset(); ///< SST-2's
std::string_view presetNames(); ///< for messages
PresetRates presetRates(std::int64_t batch);

} // namespace exitscope::engine
