#include "core/policy/parameters.h"
#include "core/policy/policies.h"
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

std::unique_ptr<Policy> make(const PolicySpec& spec, const trace::Trace& trace)
{
    const auto& info = fixedPolicy().info;
    requireSuited(info, trace);
    const Parameters parameters(spec, info);
    const auto layer = parameters.integer("layer", 1);
    const auto layers = trace.exitLayer();
    if (std::find(layers.begin(), layers.end(), layer) == layers.end()) {
        std::vector<std::string> known;
        for (const auto exit : layers)
            known.push_back(std::to_string(exit));
        parameters.fail("layer", "is " + std::to_string(layer) + ", where there is no exit", "use one of " + joined(known));
    }
    for (const auto exit : allowedExits(spec, trace))
        if (layers[static_cast<std::size_t>(exit)] >= layer)
            return std::make_unique<FixedLayer>(exit);
    return std::make_unique<FixedLayer>(static_cast<std::int32_t>(layers.size()) - 1);
}

} // namespace

const PolicyType& fixedPolicy()
{
    static const PolicyType type { describe(), make, nullptr, nullptr };
    return type;
}

} // namespace exitscope::policy
