#pragma once

#include "core/store/records.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace exitscope::report {

/// What was asked for, what it was asked of, and where it was done.
enum class SettingGroup { Asked, ModelAndData, Machine };

std::string_view nameOf(SettingGroup group); ///< "asked", "model_and_data", "machine"

/// One setting of several runs. A value is text as files have it; empty where a run does not have the setting.
struct SettingRow
{
    std::string key; ///< "policies", "options.padded_tokens", "dataset.sha256"
    SettingGroup group = SettingGroup::Asked;
    std::vector<std::string> values; ///< [runs]

    bool differs() const; ///< not the same in all runs
    friend bool operator==(const SettingRow&, const SettingRow&) = default;
};

/// Every setting of the runs, groups in order, keys in a fixed order within one and options by name. Identities that no two
/// runs share (number, uuid, name, times) are not settings.
std::vector<SettingRow> settingsOf(std::span<const store::Run> runs);

/// How `value` stands to `baseline`: for numbers the signed difference ("+28"), for lists one entry a line what is gone
/// ("- a") and what is new ("+ b"); empty where they are equal or no such thing can be said.
std::string settingDelta(const std::string& baseline, const std::string& value);

} // namespace exitscope::report
