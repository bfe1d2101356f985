#include "app/cli/headroom_output.h"

#include "app/cli/text_table.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace exitscope::cli {

using Json = nlohmann::ordered_json;

std::string headroomText(std::span<const report::Headroom> headrooms)
{
    if (headrooms.empty())
        return {};
    const auto& first = headrooms.front();
    TextTable table({ { "policy" },
        { std::string(metric::nameOf(first.metric)) + " at " + decimal(first.speedup, 0) + "x", Align::Right },
        { "of the oracle's headroom", Align::Right } });
    for (const auto& headroom : headrooms)
        table.addRow({ headroom.policy.text(), decimal(headroom.quality, 4),
            headroom.taken ? decimal(100 * *headroom.taken, 0) + " %" : "-" });
    return "\n" + table.text();
}

Json headroomJson(std::span<const report::Headroom> headrooms)
{
    auto json = Json::array();
    for (const auto& headroom : headrooms)
        json.push_back({ { "policy", headroom.policy.text() }, { "speedup", headroom.speedup },
            { "metric", metric::nameOf(headroom.metric) },
            { "value", std::isnan(headroom.quality) ? Json(nullptr) : Json(headroom.quality) },
            { "headroom", headroom.taken ? Json(*headroom.taken) : Json(nullptr) } });
    return json;
}

} // namespace exitscope::cli
