#include "app/cli/examples_output.h"

#include "app/cli/text_table.h"
#include "core/data/unicode_text.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace exitscope::cli {

namespace {

using Json = nlohmann::ordered_json;
constexpr std::size_t textCharacters = 60;

std::string cut(std::string_view text)
{
    std::string shown;
    std::size_t at = 0;
    for (std::size_t count = 0; at < text.size() && count < textCharacters; ++count)
        data::unicode::append(shown, data::unicode::next(text, at));
    return at < text.size() ? shown + "…" : shown;
}

std::string signedDecimal(float value)
{
    return std::isnan(value) ? "-" : (value > 0 ? "+" : "") + decimal(static_cast<double>(value), 5);
}

std::vector<std::string> row(const examples::UnitColumns& columns, std::int64_t unit)
{
    const bool isRegression = columns.trace().isRegression();
    const auto answer = [&](std::int64_t label, float value) {
        return isRegression ? decimal(static_cast<double>(value), 3) : label < 0 ? "-" : columns.className(label);
    };
    const auto verdict = columns.verdict(unit);
    const auto slack = columns.slack(unit);
    const auto& nearest = slack.nearest();
    return { std::to_string(unit + 1), std::to_string(columns.layer(unit)),
        answer(columns.answers().labelOf(unit), columns.target(unit)),
        answer(isRegression ? 0 : columns.predictedClass(unit), columns.predictedValue(unit)),
        answer(isRegression ? 0 : columns.fullClass(unit), columns.fullValue(unit)),
        decimal(static_cast<double>(columns.confidence(unit)), 3),
        verdict == examples::Verdict::Unknown ? "-" : verdict == examples::Verdict::Right ? "yes" : "no",
        signedDecimal(nearest.distance), std::string(nameOf(nearest.effect)), cut(columns.text(unit)) };
}

Json barJson(const examples::AtlasBar& bar)
{
    return { { "name", data::unicode::repaired(bar.name) }, { "labelled", bar.labelled },
        { "overthinkers", bar.overthinkers }, { "rescued", bar.rescued },
        { "filter", data::unicode::repaired(bar.filter) } };
}

Json barsJson(const std::vector<examples::AtlasBar>& bars)
{
    auto json = Json::array();
    for (const auto& bar : bars)
        json.push_back(barJson(bar));
    return json;
}

} // namespace

Json atlasJson(const examples::Atlas& atlas)
{
    Json json = barJson(atlas.all);
    json.erase("name");
    json["layers"] = barsJson(atlas.layers);
    json["classes"] = barsJson(atlas.classes);
    json["lengths"] = barsJson(atlas.lengths);
    json["tags"] = barsJson(atlas.tags);
    return json;
}

std::string atlasText(const examples::Atlas& atlas)
{
    TextTable table({ { "right early, wrong at the end" }, { "of" }, { "overthinkers", Align::Right },
        { "labelled", Align::Right }, { "share", Align::Right }, { "rescued here", Align::Right } });
    const auto add = [&table](const char* group, const examples::AtlasBar& bar) {
        table.addRow({ group, bar.name, std::to_string(bar.overthinkers), std::to_string(bar.labelled),
            decimal(bar.rate(), 4), std::to_string(bar.rescued) });
    };
    add("all", atlas.all);
    for (const auto& bar : atlas.layers)
        add("first right at layer", bar);
    for (const auto& bar : atlas.classes)
        add("class", bar);
    for (const auto& bar : atlas.lengths)
        add("tokens", bar);
    for (const auto& bar : atlas.tags)
        add("tag", bar);
    return table.text();
}

std::string unitsText(const examples::UnitColumns& columns, std::span<const std::uint32_t> units)
{
    TextTable table({ { "#", Align::Right }, { "exit", Align::Right }, { "label" }, { "prediction" }, { "full" },
        { "confidence", Align::Right }, { "correct" }, { "slack", Align::Right }, { "elsewhere" }, { "text" } });
    for (const auto unit : units)
        table.addRow(row(columns, unit));
    return table.text();
}

} // namespace exitscope::cli
