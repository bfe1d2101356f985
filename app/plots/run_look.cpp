#include "app/plots/run_look.h"

#include "widgets/plot/plot_names.h"

#include <nlohmann/json.hpp>

namespace exitscope::app {

namespace {

/// Leaves `value` as it is where the name is not known: a look of a newer version still gives a plot.
template <typename Names, typename Value>
void readName(const nlohmann::json& json, const char* key, const Names& names, Value& value)
{
    const auto found = json.find(key);
    if (found == json.end() || !found->is_string())
        return;
    value = widgets::valueOf(names, found->template get_ref<const std::string&>()).value_or(value);
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
    readName(json, "marker", widgets::markerNames, look.marker);
    readName(json, "dash", widgets::dashNames, look.dash);
    return look;
}

std::string lookJson(const widgets::SeriesLook& look)
{
    const nlohmann::ordered_json json { { "colour", look.color.name().toStdString() },
        { "marker", widgets::nameOf(widgets::markerNames, look.marker) }, { "dash", widgets::nameOf(widgets::dashNames, look.dash) } };
    return json.dump();
}

} // namespace exitscope::app
