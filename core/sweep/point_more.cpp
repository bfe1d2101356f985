#include "core/sweep/point_more.h"

#include <nlohmann/json.hpp>

namespace exitscope::sweep {

std::optional<double> moreFigure(const Point& point, const std::string& key)
{
    const auto json = nlohmann::json::parse(point.more, nullptr, false);
    const auto found = json.is_object() ? json.find(key) : json.end();
    return found != json.end() && found->is_number() ? std::optional(found->get<double>()) : std::nullopt;
}

} // namespace exitscope::sweep
