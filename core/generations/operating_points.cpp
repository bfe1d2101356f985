#include "core/generations/operating_points.h"

#include "core/policy/parameters.h"
#include "core/sweep/point_json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace exitscope::generations {

namespace {

OperatingPoint operatingPoint(const Generations& all, const Point& point, const QualityMeter& meter)
{
    OperatingPoint result;
    result.rule = point.rule;
    result.tokens = point.tokens();
    result.headUses = point.headUses;
    result.meanExit = point.meanExit();
    result.layerSpeedup = result.meanExit > 0 ? static_cast<double>(all.settings.layers) / result.meanExit : 1;
    result.flopsRatio = point.flopsRatio();
    result.seconds = point.timing.seconds();
    result.fullSeconds = all.fullTimings.at(static_cast<std::size_t>(point.session - 1)).seconds();
    result.quality = meter.of(point);
    return result;
}

} // namespace

std::vector<OperatingPoint> operatingPoints(const Generations& generations, metric::BleuSplit split)
{
    const QualityMeter meter(generations, split);
    std::vector<OperatingPoint> points { operatingPoint(generations, generations.full, meter) };
    for (const auto& point : generations.points)
        points.push_back(operatingPoint(generations, point, meter));
    return points;
}

nlohmann::ordered_json toJson(const OperatingPoint& point)
{
    const auto spec = specOf(point.rule);
    auto metrics = nlohmann::ordered_json::object();
    for (const auto& [name, value] : point.quality.named())
        metrics[name] = value;
    return { { "policy", spec.name }, { "params", sweep::paramsJson(spec) }, { "tokens", point.tokens },
        { "mean_exit", point.meanExit }, { "layer_speedup", point.layerSpeedup }, { "flops_ratio", point.flopsRatio },
        { "seconds", point.seconds }, { "full_seconds", point.fullSeconds }, { "measured_speedup", point.measuredSpeedup() },
        { "head_uses", point.headUses }, { "metrics", metrics } };
}

policy::PolicySpec specOf(const std::string& rule)
{
    const auto colon = rule.find(':');
    policy::PolicySpec spec { rule.substr(0, colon), {} };
    if (colon != std::string::npos)
        for (const auto part : policy::split(std::string_view(rule).substr(colon + 1), ','))
            spec.parameters.emplace(part.substr(0, part.find('=')), part.substr(part.find('=') + 1));
    return spec;
}

} // namespace exitscope::generations
