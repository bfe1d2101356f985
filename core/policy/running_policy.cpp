#include "core/policy/running_policy.h"

#include "core/error.h"
#include "core/policy/softmax_scores.h"

#include <algorithm>
#include <cassert>

namespace exitscope::policy {

RunningPolicy::RunningPolicy(std::vector<std::int32_t> exits, bool wantsHeads)
    : m_exits(std::move(exits))
    , m_wantsHeads(wantsHeads)
{
    assert(!m_exits.empty());
}

void RunningPolicy::decide(
    std::span<const std::int64_t> units, const ExitView& view, std::span<std::uint8_t> leaves)
{
    assert(units.size() == leaves.size() && view.exits == 1);
    const bool isLast = view.firstExit == m_exits.back();
    // A rule with state of its own wants to see the last answers too, and finds them only where heads are run for it.
    if (!isLast || wantsHead(m_exits.back()))
        choose(units, view, leaves);
    if (isLast)
        std::fill(leaves.begin(), leaves.end(), std::uint8_t { 1 });
}

void RunningPolicy::answer(std::span<const std::int64_t> units, const ExitView& view,
    std::span<std::int32_t> classes, std::span<float> values) const
{
    assert(units.size() == (view.classes == 1 ? values : std::span<float> {}).size() + classes.size());
    (void)units;
    if (view.classes == 1)
        std::copy(view.logits.begin(), view.logits.end(), values.begin());
    else
        largestLogit(view.logits, view.classes, classes);
}

std::unique_ptr<RunningPolicy> runningPolicy(const PolicySpec& spec, const RunFacts& facts)
{
    const auto& type = policyNamed(spec.name);
    if (!type.run)
        throw InputError("policy \"" + spec.name
                + "\" cannot be executed: it looks at what a running model does not know",
            "replay it on a trace with sweep");
    return type.run(spec, facts);
}

} // namespace exitscope::policy
