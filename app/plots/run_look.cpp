#include "app/plots/run_look.h"

#include <nlohmann/json.hpp>

#include <array>
#include <utility>

namespace exitscope::app {

namespace {

using widgets::Dash;
using widgets::Marker;

constexpr std::array<std::pair<Marker, const char*>, 9> markers { { { Marker::None, "none" },
    { Marker::Disc, "disc" }, { Marker::Square, "square" }, { Marker::Triangle, "triangle" },
    { Marker::Diamond, "diamond" }, { Marker::TriangleDown, "triangle-down" }, { Marker::Plus, "plus" },
    { Marker::Cross, "cross" }, { Marker::Ring, "ring" } } };

constexpr std::array<std::pair<Dash, const char*>, 5> dashes { { { Dash::Solid, "solid" },
    { Dash::Dashed, "dashed" }, { Dash::Dotted, "dotted" }, { Dash::DashDot, "dash-dot" },
    { Dash::DashDotDot, "dash-dot-dot" } } };

template <typename Names, typename Value> std::string nameIn(const Names& names, Value value)
{
    for (const auto& [known, name] : names)
        if (known == value)
            return name;
    return {};
}

/// Leaves `value` as it is where the name is not known: a look of a newer version still gives a plot.
template <typename Names, typename Value>
void readName(const nlohmann::json& json, const char* key, const Names& names, Value& value)
{
    const auto found = json.find(key);
    if (found == json.end() || !found->is_string())
        return;
    for (const auto& [known, name] : names)
        if (found->template get_ref<const std::string&>() == name)
            value = known;
}

} // namespace

widgets::SeriesLook lookOf(const store::RunSummary& run, int place)
{
    widgets::SeriesLook look = widgets::seriesLook(place);
    const auto json = nlohmann::json::parse(run.look, nullptr, false);
    if (!json.is_object())
        return look;
    if (const auto colour = json.find("colour"); colour != json.end() && colour->is_string()) {
        const QColor chosen(QString::fromStdString(colour->get<std::string>()));
        if (chosen.isValid())
            look.color = chosen;
    }
    readName(json, "marker", markers, look.marker);
    readName(json, "dash", dashes, look.dash);
    return look;
}

std::string lookJson(const widgets::SeriesLook& look)
{
    const nlohmann::ordered_json json { { "colour", look.color.name().toStdString() },
        { "marker", nameIn(markers, look.marker) }, { "dash", nameIn(dashes, look.dash) } };
    return json.dump();
}

} // namespace exitscope::app
