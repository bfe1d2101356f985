#include "app/cli/generate_output.h"

#include "app/cli/text_table.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace exitscope::cli {

namespace {

using Json = nlohmann::ordered_json;

Json toJson(const engine::GeneratedText& text)
{
    Json tokens = Json::array();
    for (const auto& token : text.tokens) {
        Json entry { { "id", token.id }, { "text", token.text }, { "exit", token.exit } };
        if (!std::isnan(token.score))
            entry["score"] = token.score;
        tokens.push_back(std::move(entry));
    }
    return { { "prompt", text.prompt }, { "text", text.text }, { "ended", text.hasEnded },
        { "prompt_tokens", text.promptTokens }, { "prompt_cut", text.promptCut }, { "tokens", std::move(tokens) } };
}

double layerSpeedup(const engine::GenerateReport& report, const engine::GenerationRun& run)
{
    return run.layersRun > 0 ? static_cast<double>(report.layers) / run.meanExit() : 1;
}

void addRun(Json& json, const engine::GenerateReport& report, const engine::GenerationRun& run)
{
    json["policy"] = run.rule;
    json["texts"] = Json::array();
    for (const auto& text : run.texts)
        json["texts"].push_back(toJson(text));
    json["written_tokens"] = run.tokens;
    json["mean_exit"] = run.meanExit();
    json["layer_speedup"] = layerSpeedup(report, run);
    json["flops_ratio"] = run.flopsRatio();
    json["head_uses"] = run.headUses;
    json["prompt_seconds"] = run.readSeconds;
    json["seconds"] = run.writeSeconds;
    json["tokens_per_second"] = run.tokensPerSecond();
}

std::int64_t sameTexts(const engine::GenerationRun& a, const engine::GenerationRun& b)
{
    std::int64_t same = 0;
    for (std::size_t i = 0; i < a.texts.size(); ++i)
        same += a.texts[i].tokens.size() == b.texts[i].tokens.size()
            && commonTokens(a.texts[i], b.texts[i]) == a.texts[i].tokens.size();
    return same;
}

} // namespace

std::size_t commonTokens(const engine::GeneratedText& a, const engine::GeneratedText& b)
{
    const auto same = [](const engine::GeneratedToken& x, const engine::GeneratedToken& y) { return x.id == y.id; };
    const auto end = std::mismatch(a.tokens.begin(), a.tokens.end(), b.tokens.begin(), b.tokens.end(), same);
    return static_cast<std::size_t>(end.first - a.tokens.begin());
}

Json toJson(const engine::GenerateReport& report)
{
    Json json { { "model", report.model }, { "family", report.family }, { "layers", report.layers },
        { "exit_layers", report.exitLayer } };
    addRun(json, report, report.run);
    if (!report.full.empty()) {
        Json full;
        addRun(full, report, report.full.front());
        json["full"] = std::move(full);
        json["same_texts"] = sameTexts(report.run, report.full.front());
        json["measured_speedup"] = report.run.tokensPerSecond() / report.full.front().tokensPerSecond();
    }
    json["notes"] = report.notes;
    return json;
}

std::string textsOf(const engine::GenerateReport& report)
{
    std::string text;
    for (const auto& written : report.run.texts)
        text += "> " + written.prompt + '\n' + written.text + "\n\n";
    return text;
}

std::string summaryOf(const engine::GenerateReport& report)
{
    TextTable table({ { "", Align::Left }, { "tokens", Align::Right }, { "mean exit", Align::Right },
        { "layers saved", Align::Right }, { "FLOPs", Align::Right }, { "tokens/s", Align::Right } });
    const auto add = [&](const engine::GenerationRun& run) {
        table.addRow({ run.rule, std::to_string(run.tokens),
            decimal(run.meanExit(), 2) + " of " + std::to_string(report.layers),
            decimal(layerSpeedup(report, run), 2) + "x", decimal(100 * run.flopsRatio(), 1) + " %",
            decimal(run.tokensPerSecond(), 1) });
    };
    add(report.run);
    std::string after;
    if (!report.full.empty()) {
        add(report.full.front());
        const auto count = report.run.texts.size();
        after = std::to_string(sameTexts(report.run, report.full.front())) + " of " + std::to_string(count)
            + (count == 1 ? " text is" : " texts are") + " the full model's; "
            + decimal(report.run.tokensPerSecond() / report.full.front().tokensPerSecond(), 2) + " times its speed\n";
    }
    return table.text() + after;
}

} // namespace exitscope::cli
