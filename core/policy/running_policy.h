#pragma once

#include "core/policy/policy.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace exitscope::policy {

/// What is known of a model and its input before anything runs. The spans need to live only while the policy is made.
struct RunFacts
{
    std::filesystem::path model; ///< for messages
    std::int64_t units = 0, classes = 0; ///< 1 class = regression
    std::span<const std::int32_t> exitLayer; ///< [E], 1-based
    bool hasSimilarity = false, hasLearned = false;
    bool isCascade = false; ///< exits are complete models
    std::span<const std::int32_t> length; ///< [U] tokens, special tokens included
    std::function<std::string_view(std::int64_t)> text; ///< of a unit, as a trace has it; null where there is none
    std::span<const float> embedding {};                 ///< [U, D] mean word embeddings, or empty
};

/// A policy inside a running model: units arrive exit by exit, and it says which of them leave. Exits, answers, equality
/// and NaN are those of replay(). The whole may be used by several threads at once as long as a unit is with one of them
/// at a time and meets the exits in order; state of a unit is its own.
class RunningPolicy
{
public:
    virtual ~RunningPolicy() = default;
    RunningPolicy(const RunningPolicy&) = delete;
    RunningPolicy& operator=(const RunningPolicy&) = delete;

    /// Where it looks at units: 0-based and ascending. All that are left leave at the last of them.
    const std::vector<std::int32_t>& exits() const { return m_exits; }
    /// Whether decide() at this exit reads logits: then the head is run for every unit that arrives there, else only for
    /// those that leave.
    bool wantsHead(std::int32_t /*exit*/) const { return m_wantsHeads; }

    /// Which of the arriving units [n] leave at view.firstExit, one of exits(); `leaves` [n] gets 1 or 0. To be called at
    /// every one of exits() that a unit reaches, the last included. The view has this one exit, and logits where
    /// wantsHead().
    void decide(std::span<const std::int64_t> units, const ExitView& view, std::span<std::uint8_t> leaves);
    /// What units say that leave at view.firstExit, after decide(): `classes` [n], or `values` [n] for regression; the
    /// other is empty. The view has logits. Unless a rule has an answer of its own, the head's.
    virtual void answer(std::span<const std::int64_t> units, const ExitView& view, std::span<std::int32_t> classes,
        std::span<float> values) const;

protected:
    RunningPolicy(std::vector<std::int32_t> exits, bool wantsHeads);

private:
    /// As decide(); at the last exit what it says does not count.
    virtual void choose(
        std::span<const std::int64_t> units, const ExitView& view, std::span<std::uint8_t> leaves)
        = 0;

    std::vector<std::int32_t> m_exits;
    bool m_wantsHeads;
};

/// Throws InputError when a parameter is bad, the model lacks what the rule needs, or the rule looks at what a running
/// model does not know (oracle: labels, or the full model's answer).
std::unique_ptr<RunningPolicy> runningPolicy(const PolicySpec& spec, const RunFacts& facts);

} // namespace exitscope::policy
