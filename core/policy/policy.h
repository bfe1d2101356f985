#pragma once

#include "core/trace/trace.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace exitscope::policy {

enum class ParameterKind { Real, Integer, Flag, Choice };

/// One parameter as a panel or a help page shows it. `perExit`: also takes one value per exit, written 0.2;0.3;0.5.
struct ParameterInfo
{
    std::string key;
    std::string title;
    std::string help;
    ParameterKind kind = ParameterKind::Real;
    double minimum = 0, maximum = 1; ///< useful range, for sliders and defaults; not a limit unless said in `help`
    std::string fallback;            ///< the default as text; empty = must be given
    std::vector<std::string> choices;
    bool perExit = false;
    bool isThreshold = false; ///< takes `exact`
};

/// What a policy is, without running it.
struct PolicyInfo
{
    std::string name;  ///< as in a SPEC: "entropy"
    std::string title; ///< "Entropy"
    std::string help;  ///< one or two sentences, with the source (paper, section)
    std::vector<ParameterInfo> parameters;
    bool worksForClasses = true, worksForRegression = false;
    bool needsLabels = false, needsSimilarity = false, needsLearned = false;
};

/// One operating point: a policy name with every given parameter as text. Canonical text: name:key=value,key=value
/// with keys sorted.
struct PolicySpec
{
    std::string name;
    std::map<std::string, std::string> parameters;

    std::string text() const;
    friend bool operator==(const PolicySpec&, const PolicySpec&) = default;
};

/// A SPEC of the command line: values may be ranges first:last:count, lists a|b|c, or `exact`.
struct PolicyRange
{
    std::string name;
    std::map<std::string, std::string> parameters;

    std::string text() const;
    bool isExact() const; ///< threshold=exact
    /// Every combination in order (keys sorted, the last varies fastest). Throws InputError on a bad number, a count
    /// below 1, an unknown key; not for exact.
    std::vector<PolicySpec> expand() const;
};

/// Throws InputError: unknown policy (lists the names), unknown key (lists the keys), malformed text.
PolicyRange parseRange(std::string_view text);
PolicySpec parseSpec(std::string_view text); ///< exactly one point

/// Which units decide where. Exits are 0-based indexes into exitLayer().
struct Outcome
{
    std::vector<std::int32_t> exit;            ///< [U]
    std::vector<std::int32_t> predictedClass;  ///< [U]; empty for regression
    std::vector<float> predictedValue;         ///< [U]; empty for classes
};

/// A rule bound to its parameters. decide() is a pure function of the trace; ties, equality and NaN as in methods.md
/// §1 (a NaN score never exits; argmax ties take the lowest class).
class Policy
{
public:
    virtual ~Policy() = default;
    /// Replays the rule over the units [first, last) of `trace`.
    virtual Outcome decide(const trace::Trace& trace, std::int64_t first, std::int64_t last) const = 0;
};

/// A threshold rule in one shape for all: unit u leaves at the first allowed exit whose score passes. Scores are
/// exit-major [E, U] so that a sweep streams through them; the last exit is unconditional and has no score.
enum class Passes { Below, Above, AtLeast };

struct ScoreTable
{
    Passes passes = Passes::Below;
    std::int64_t units = 0, exits = 0;
    std::vector<float> scores;             ///< [E, U]
    std::vector<std::int32_t> predictions; ///< [E, U] class of every exit
};

/// One entry of the registry: a policy's description and how to make it. A new policy is a new file that defines one
/// of these, and one line in registry.cpp.
struct PolicyType
{
    PolicyInfo info;
    /// Throws InputError when a parameter is bad or the trace lacks what the rule needs.
    std::unique_ptr<Policy> (*make)(const PolicySpec& spec, const trace::Trace& trace);
    /// Threshold rules only: scores independent of the threshold (other parameters from the spec); else null.
    ScoreTable (*scores)(const PolicySpec& spec, const trace::Trace& trace);
};

const std::vector<const PolicyType*>& allPolicies();
const PolicyType& policyNamed(std::string_view name); ///< throws InputError

/// The whole trace under one operating point.
Outcome replay(const trace::Trace& trace, const PolicySpec& spec);

} // namespace exitscope::policy
