#include "core/policy/parameters.h"
#include "core/policy/policies.h"
#include "core/policy/running_policy.h"
#include "core/policy/walk_units.h"

#include <algorithm>

namespace exitscope::policy {

namespace {

PolicyInfo describe()
{
    PolicyInfo info;
    info.name = "fixed";
    info.title = "Fixed layer";
    info.help = "Everything leaves at one layer: the static baseline, and the accuracy of each exit.";
    ParameterInfo layer;
    layer.key = "layer";
    layer.title = "Layer";
    layer.help = "The layer of the exit, counted from 1.";
    layer.kind = ParameterKind::Integer;
    layer.minimum = 1;
    layer.maximum = 12;
    info.parameters = withCommonParameters({ layer });
    info.worksForRegression = true;
    info.triesEveryHead = false;
    return info;
}

class FixedLayer final : public Policy
{
public:
    explicit FixedLayer(std::int32_t exit)
        : m_exit(exit)
    {
    }

    Outcome decide(const trace::Trace& trace, std::int64_t first, std::int64_t last) const override
    {
        return walkUnits(trace, first, last, [this](std::int64_t, const std::int32_t*) { return m_exit; });
    }

private:
    std::int32_t m_exit;
};

/// The 0-based exit where everything leaves.
std::int32_t exitOf(const PolicySpec& spec, std::span<const std::int32_t> layers)
{
    const Parameters parameters(spec, fixedPolicy().info);
    const auto layer = parameters.integer("layer", 1);
    if (std::find(layers.begin(), layers.end(), layer) == layers.end()) {
        std::vector<std::string> known;
        for (const auto exit : layers)
            known.push_back(std::to_string(exit));
        parameters.fail("layer", "is " + std::to_string(layer) + ", where there is no exit", "use one of " + joined(known));
    }
    for (const auto exit : allowedExits(spec, layers))
        if (layers[static_cast<std::size_t>(exit)] >= layer)
            return exit;
    return static_cast<std::int32_t>(layers.size()) - 1;
}

std::unique_ptr<Policy> make(const PolicySpec& spec, const trace::Trace& trace)
{
    requireSuited(fixedPolicy().info, trace);
    return std::make_unique<FixedLayer>(exitOf(spec, trace.exitLayer()));
}

/// Nothing is asked before the layer is reached, where all leave.
class RunningFixedLayer final : public RunningPolicy
{
public:
    explicit RunningFixedLayer(std::int32_t exit)
        : RunningPolicy({ exit }, false)
    {
    }

private:
    void choose(std::span<const std::int64_t>, const ExitView&, std::span<std::uint8_t> leaves) override
    {
        std::fill(leaves.begin(), leaves.end(), std::uint8_t { 1 });
    }
};

std::unique_ptr<RunningPolicy> run(const PolicySpec& spec, const RunFacts& facts)
{
    requireSuited(fixedPolicy().info, facts);
    return std::make_unique<RunningFixedLayer>(exitOf(spec, facts.exitLayer));
}

} // namespace

const PolicyType& fixedPolicy()
{
    static const PolicyType type { describe(), make, nullptr, nullptr, run };
    return type;
}

} // namespace exitscope::policy
