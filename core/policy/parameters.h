#pragma once

#include "core/policy/policy.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace exitscope::policy {

/// The parameters of one spec, read by type, with the defaults of the policy's description. Everything that is not as
/// described is an InputError that names policy, key and value.
class Parameters
{
public:
    Parameters(const PolicySpec& spec, const PolicyInfo& info);

    bool has(std::string_view key) const; ///< given, or has a default
    float real(std::string_view key) const;
    /// One value for all exits, or one per exit ("0.2;0.3"): E values, or E - 1 where `lastIsUnused`. Returned as [E].
    std::vector<float> perExit(std::string_view key, std::int64_t exits, bool lastIsUnused) const;
    std::int64_t integer(std::string_view key, std::int64_t least) const;
    bool flag(std::string_view key) const;
    const std::string& text(std::string_view key) const; ///< Throws when it is neither given nor has a default

    [[noreturn]] void fail(std::string_view key, const std::string& problem, const std::string& remedy = {}) const;

private:
    const PolicySpec& m_spec;
    const PolicyInfo& m_info;
};

/// The whole text as a number, in the C locale; nothing when it is not one. Infinity is a number here, NaN is not.
std::optional<float> parseReal(std::string_view text);
std::optional<std::int64_t> parseInteger(std::string_view text);
/// The shortest text that reads back as the same float.
std::string realText(float value);

/// `specific` and the two that every policy takes.
std::vector<ParameterInfo> withCommonParameters(std::vector<ParameterInfo> specific);

/// Throws InputError when the trace lacks what `info` says the policy needs.
void requireSuited(const PolicyInfo& info, const trace::Trace& trace);
/// The same for a model that is to run under the policy.
void requireSuited(const PolicyInfo& info, const RunFacts& facts);

std::vector<std::string_view> split(std::string_view text, char separator);
std::string joined(const std::vector<std::string>& parts);

} // namespace exitscope::policy
