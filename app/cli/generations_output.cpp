#include "app/cli/generations_output.h"

#include "app/cli/text_table.h"
#include "core/calibration/sequence_family.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace exitscope::cli {

std::string generationsTable(std::span<const generations::OperatingPoint> points, TableFormat format)
{
    const bool hasReferences = !std::isnan(points.front().quality.bleu);
    TableCells head { "rule", "layers", "FLOPs %", "speed-up" };
    if (hasReferences)
        head.insert(head.end(), { "BLEU", "ROUGE-L", "token F1" });
    head.insert(head.end(), { "ROUGE-L to full", "same texts" });
    std::vector<TableCells> rows;
    for (const auto& point : points) {
        const auto percent = [](double share) { return decimal(100 * share, 1); };
        const auto& quality = point.quality;
        auto& row = rows.emplace_back();
        row = { point.rule, decimal(point.meanExit, 2), percent(point.flopsRatio), decimal(point.measuredSpeedup(), 2) };
        if (hasReferences)
            row.insert(row.end(), { percent(quality.bleu), percent(quality.rougeL), percent(quality.tokenF1) });
        row.insert(row.end(), { percent(quality.rougeLFull), percent(quality.sameTexts) });
    }
    return formatted(head, rows, format);
}

nlohmann::ordered_json generationsJson(
    const generations::Generations& generations, std::span<const generations::OperatingPoint> points)
{
    const auto& settings = generations.settings;
    nlohmann::ordered_json json { { "generations", generations.path.string() }, { "model", settings.model },
        { "family", settings.family }, { "layers", settings.layers }, { "data", settings.data },
        { "prompts", settings.prompts }, { "full", toJson(points.front()) } };
    json["points"] = nlohmann::ordered_json::array();
    for (const auto& point : points.subspan(1))
        json["points"].push_back(toJson(point));
    return json;
}

nlohmann::ordered_json inspectJson(const generations::Generations& generations)
{
    const auto& settings = generations.settings;
    auto rules = nlohmann::ordered_json::object();
    for (const auto& family : calibration::sequenceFamilies(generations)) {
        auto values = nlohmann::ordered_json::array();
        for (const auto& spec : family.settings)
            values.push_back(spec.parameters.at(family.key));
        rules[family.rule] = { { family.key, std::move(values) } };
    }
    return { { "kind", "generations" }, { "path", generations.path.string() }, { "model", settings.model },
        { "model_sha256", settings.modelSha256 }, { "family", settings.family }, { "layers", settings.layers },
        { "exit_layers", settings.exitLayers }, { "data", settings.data }, { "prompts", settings.prompts },
        { "references", settings.references }, { "max_tokens", settings.maxTokens }, { "batch", settings.batch },
        { "temperature", settings.temperature }, { "seed", settings.seed }, { "starts", generations.fullTimings.size() },
        { "points", generations.points.size() }, { "rules", std::move(rules) } };
}

} // namespace exitscope::cli
