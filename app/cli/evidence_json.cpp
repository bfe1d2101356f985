#include "app/cli/evidence_json.h"

#include "core/sweep/point_json.h"

#include <nlohmann/json.hpp>

namespace exitscope::cli {

using Json = nlohmann::ordered_json;
using evidence::Estimate;

const char* nameOf(evidence::CostAxis axis)
{
    return axis == evidence::CostAxis::Flops ? "flops" : "layers";
}

Json figureJson(const Estimate& figure)
{
    return { { "value", figure.value }, { "interval", { figure.interval.low, figure.interval.high } },
        { "defined", figure.defined } };
}

Json differenceJson(const evidence::Difference& difference)
{
    Json json = figureJson(difference.estimate);
    json["p"] = difference.p;
    return json;
}

Json chosenJson(const std::optional<evidence::ChosenPoint>& chosen)
{
    if (!chosen)
        return nullptr;
    return { { "policy", chosen->spec.name }, { "params", sweep::paramsJson(chosen->spec) },
        { "cost", chosen->cost }, { "quality", chosen->quality } };
}

Json testJson(const evidence::McNemar& test)
{
    return { { "only_a_right", test.onlyFirst }, { "only_b_right", test.onlySecond }, { "exact_p", test.exact },
        { "mid_p", test.mid }, { "chi_square", test.chiSquare }, { "chi_square_p", test.chiSquareP } };
}

} // namespace exitscope::cli
