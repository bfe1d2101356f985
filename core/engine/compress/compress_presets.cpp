#include "core/engine/compress/compress_presets.h"

#include <algorithm>
#include <iterator>

namespace exitscope::engine {

namespace {

constexpr Preset presets[] {
    { "mrpc", 12, { 12, 12, 5, 2.0, 6 }, { 20, 20, 10, 2.0, 10 }, 0.5 },
    { "sst-2", 5, { 3, 8, 3, 0.5, 6 }, { 5, 10, 6, 0.5, 10 }, 0.7 },
    { "qnli", 5, { 3, 6, 3, 0.5, 6 }, { 5, 8, 5, 0.5, 10 }, 0.7 },
    { "mnli", 3, { 2, 3, 2, 0.33, 6 }, { 3, 5, 3, 0.3, 10 }, 0.7 },
    { "cola", 8, { 12, 10, 5, 2.0, 6 }, { 20, 20, 10, 2.0, 10 }, 0.5 },
    { "qqp", 3, { 2, 3, 2, 0.33, 6 }, { 3, 5, 3, 0.3, 10 }, 0.7 },
};

} // namespace

const Preset* presetNamed(std::string_view task)
{
    const auto* found = std::ranges::find_if(presets, [&](const Preset& preset) { return task == preset.task; });
    return found == std::end(presets) ? nullptr : found;
}

const Preset& defaultPreset()
{
    return presets[1];
}

std::string_view presetNames()
{
    return "\"mrpc\", \"sst-2\", \"qnli\", \"mnli\", \"cola\", \"qqp\"";
}

PresetRates presetRates(std::int64_t batch)
{
    if (batch < 64)
        return { 2e-5, 1e-5, 0.12, 3e-5, 2e-5 };
    return { 3e-5, 1e-5, 0.15, 4e-5, 3e-5 };
}

} // namespace exitscope::engine
