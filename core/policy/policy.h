#pragma once

#include "core/trace/trace.h"

#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace exitscope::policy {

enum class ParameterKind { Real, Integer, Flag, Choice };

/// One parameter as a panel or a help page shows it. `perExit`: also takes one value per exit (or whatever `help` says),
/// written 0.2;0.3;0.5.
struct ParameterInfo
{
    std::string key;
    std::string title;
    std::string help;
    ParameterKind kind = ParameterKind::Real;
    double minimum = 0, maximum = 1; ///< useful range, for sliders and defaults; not a limit unless said in `help`
    double least = -std::numeric_limits<double>::infinity(); ///< what a number can mean at all, a little more let pass
    double most = std::numeric_limits<double>::infinity();   ///< for rounding; a threshold may be ±inf as well
    std::string fallback;            ///< the default as text, always a value that is taken; empty = must be given
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
    bool needsLogits = false;  ///< of every class: not of a compact trace
    bool needsCascade = false; ///< a trace whose exits are complete models (trace::Trace::isCascade)
    bool triesEveryHead = true; ///< runs the head of every allowed exit that it passes; else only the one it leaves by
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
    std::vector<float> scores;             ///< [E, U]; NaN where the rule can never exit
    std::vector<std::int32_t> predictions; ///< [E, U] class of every exit; empty for regression
};

/// Strict or not as the rule has it; false for NaN.
constexpr bool passes(Passes kind, float score, float threshold)
{
    switch (kind) {
    case Passes::Below:
        return score < threshold;
    case Passes::Above:
        return score > threshold;
    case Passes::AtLeast:
        return score >= threshold;
    }
    return false;
}

/// What the exits [firstExit, firstExit + exits) say of n units, unit-major: all exits of a block of a trace's units, or
/// the one exit that some units have reached in a running model.
struct ExitView
{
    std::int64_t units = 0, firstExit = 0, exits = 0, classes = 0;
    std::span<const float> logits;     ///< [n, exits, C]; empty in a running model where no head was run
    std::span<const float> similarity; ///< [n, exits], or empty
    std::span<const float> learned;    ///< [n, exits], or empty
    /// [n, exits] of a compact trace, whose logits are empty (trace.h); else empty. exit_answers.h asks whichever is there.
    std::span<const std::int32_t> prediction {};
    std::span<const float> entropy {}, confidence {}, margin {};

    bool isCompact() const { return !prediction.empty(); }
};

/// Units [first, last) of `trace` at all of its exits.
ExitView viewOf(const trace::Trace& trace, std::int64_t first, std::int64_t last);

/// The scores of a threshold rule without its threshold, block by block, so that nothing of the trace's size need be
/// held. Scores are float, as the models' own code computes them. The same code scores a trace and a running model.
class ScoreRule
{
public:
    virtual ~ScoreRule() = default;
    virtual Passes passes() const = 0;
    /// Whether the class at an exit is that of the exit's own logits, as predictClasses() gives it.
    virtual bool predictsAsExits() const { return true; }
    /// Finite scores or NaN, [n, exits] of the view; and the class at every exit [n, exits] unless `predictions` is empty
    /// (regression, or not wanted).
    virtual void score(const ExitView& view, std::span<float> scores, std::span<std::int32_t> predictions) const = 0;
};

struct RunFacts;
class RunningPolicy;

/// One entry of the registry: a policy's description and how to make it. A new policy is a new file that defines one
/// of these, and one line in registry.cpp.
struct PolicyType
{
    PolicyInfo info;
    /// Throws InputError when a parameter is bad or the trace lacks what the rule needs.
    std::unique_ptr<Policy> (*make)(const PolicySpec& spec, const trace::Trace& trace);
    /// Threshold rules only: scores independent of the threshold (other parameters from the spec); else null.
    ScoreTable (*scores)(const PolicySpec& spec, const trace::Trace& trace);
    /// The same, block by block; null where `scores` is null.
    std::unique_ptr<ScoreRule> (*rule)(const PolicySpec& spec, const trace::Trace& trace);
    /// The rule inside a running model (running_policy.h); null where it looks at what no running model knows.
    std::unique_ptr<RunningPolicy> (*run)(const PolicySpec& spec, const RunFacts& facts) = nullptr;
};

const std::vector<const PolicyType*>& allPolicies();
const PolicyType& policyNamed(std::string_view name); ///< throws InputError

/// The exits where `spec` may leave, 0-based and ascending; the last exit is always the last of them. `first_exit` is
/// a layer: the first allowed exit is the first one at or above it. `exit_every` = k takes every k-th exit from there.
/// A rule sees no other exit: a run of patience is counted over these.
std::vector<std::int32_t> allowedExits(const PolicySpec& spec, std::span<const std::int32_t> exitLayer);
std::vector<std::int32_t> allowedExits(const PolicySpec& spec, const trace::Trace& trace);

/// Heads that were run by the time a unit leaves at each exit [E]: what the cost of the exits depends on.
std::vector<std::int32_t> headsTried(const PolicySpec& spec, const trace::Trace& trace);

/// The class of every exit for units [first, last), unit-major [n, E]: the largest logit, ties to the lowest class.
/// A NaN is never the largest; where all are NaN the class is 0.
void predictClasses(const trace::Trace& trace, std::int64_t first, std::int64_t last, std::span<std::int32_t> classes);

/// The class with which a unit leaves at every exit under `spec`, [n, E] as predictClasses(): its own, but where the rule
/// lets exits answer together. `spec` needs no threshold. For rules whose answer depends on the exit alone.
void exitClasses(const PolicySpec& spec, const trace::Trace& trace, std::int64_t first, std::int64_t last,
    std::span<std::int32_t> classes);

/// The whole trace under one operating point. Throws InputError when the trace lacks what the policy needs.
Outcome replay(const trace::Trace& trace, const PolicySpec& spec);

} // namespace exitscope::policy
