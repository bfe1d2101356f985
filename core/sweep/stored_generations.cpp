#include "core/sweep/stored_generations.h"

#include "core/io/sha256.h"
#include "core/sweep/point_record.h"
#include "core/sweep/stored_sweep.h"
#include "core/sweep/timing.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace exitscope::sweep {

namespace {

using generations::Generations;
using generations::OperatingPoint;

constexpr double notMeasured = std::numeric_limits<double>::quiet_NaN();

policy::PolicySpec specFor(const Generations& all, const std::string& rule)
{
    return rule == "full" ? policy::PolicySpec { "fixed", { { "layer", std::to_string(all.settings.layers) } } }
                          : generations::specOf(rule);
}

/// What the rules of a run have in common: all but threshold and layer. The full model is a fixed layer.
std::string familyOf(const policy::PolicySpec& spec)
{
    auto family = spec;
    family.parameters.erase("threshold");
    family.parameters.erase("layer");
    return family.text();
}

store::TraceRecord identityOf(const Generations& all)
{
    const auto& settings = all.settings;
    const nlohmann::json identity { "generated", settings.modelSha256, settings.dataSha256, settings.prompts, settings.maxTokens,
        settings.temperature, settings.topWords, settings.topShare, settings.seed };
    store::TraceRecord record;
    record.sha256 = io::Sha256().update(identity.dump()).hex();
    record.task = "generation";
    record.examples = settings.prompts;
    record.exitLayers.assign(settings.exitLayers.begin(), settings.exitLayers.end());
    record.model = store::ModelRecord { settings.model, "", settings.modelSha256, settings.family };
    record.dataset = store::DatasetRecord { settings.data, "", settings.dataSha256, "generation", settings.prompts };
    return record;
}

/// The rules of one run and their points.
struct Family
{
    std::string name;
    std::vector<std::string> rules;
    std::vector<store::PointRecord> records;
};

std::vector<Family> familiesOf(const Generations& all, std::span<const OperatingPoint> figures)
{
    std::vector<Family> families;
    for (std::size_t i = 0; i < figures.size(); ++i) {
        const auto& point = i == 0 ? all.full : all.points[i - 1];
        const auto name = familyOf(specFor(all, point.rule));
        auto found = std::ranges::find(families, name, &Family::name);
        if (found == families.end())
            found = families.insert(families.end(), { name, {}, {} });
        found->rules.push_back(specFor(all, point.rule).text());
        found->records.push_back(recordOf(pointOf(all, point, figures[i]), std::ssize(found->records)));
    }
    return families;
}

store::RunRequest requestFor(const Generations& all, const Family& family, const std::string& name)
{
    const auto& settings = all.settings;
    store::RunRequest request;
    const bool isFullAlone = family.rules.size() == 1 && family.rules.front() == specFor(all, "full").text();
    request.name = (isFullAlone ? "full model" : family.name) + (name.empty() ? " on " + settings.data : ", " + name);
    request.kind = "generate";
    request.traces = { identityOf(all) };
    request.policies = family.rules;
    request.options = nlohmann::ordered_json { { "max_tokens", settings.maxTokens }, { "batch", settings.batch },
        { "temperature", settings.temperature }, { "top_k", settings.topWords }, { "top_p", settings.topShare },
        { "references", settings.references } }.dump();
    request.seed = settings.seed;
    request.codeVersion = EXITSCOPE_VERSION;
    request.machine = machineName();
    request.plannedPoints = std::ssize(family.records);
    return request;
}

std::optional<store::RunId> findStored(
    const store::RunStore& store, const store::RunRequest& request, const std::vector<store::PointRecord>& records)
{
    for (const auto& summary : store.listRuns())
        if (summary.kind == request.kind && summary.points == std::ssize(records) && summary.name == request.name
            && store.points(summary.id) == records)
            return summary.id;
    return std::nullopt;
}

} // namespace

Point pointOf(const Generations& all, const generations::Point& point, const OperatingPoint& figures)
{
    Point result;
    result.spec = specFor(all, point.rule);
    result.units = point.tokens();
    result.sumExitLayers = std::llround(point.layersRun());
    result.layers = static_cast<std::int32_t>(all.settings.layers);
    result.flopsSpent = point.flops();
    result.flopsFull = point.fullFlops();
    for (const auto& [name, value] : figures.quality.named())
        if (name != "same_texts" && (name != "rouge_l_full" || !all.hasReferences()))
            result.metrics.emplace_back(name, value);
    const auto& layers = all.settings.exitLayers;
    result.histogram.assign(layers.size(), 0);
    for (const auto& text : point.texts)
        for (const auto exit : text.exits)
            ++result.histogram[static_cast<std::size_t>(std::ranges::lower_bound(layers, exit) - layers.begin())];
    const bool isAlone = all.settings.batch == 1;
    setTiming(result,
        { .seconds = figures.seconds,
            .fullSeconds = figures.fullSeconds,
            .batch1Seconds = isAlone ? figures.seconds : notMeasured,
            .batch1FullSeconds = isAlone ? figures.fullSeconds : notMeasured,
            .batch1Examples = isAlone ? all.settings.prompts : 0,
            .streams = 1,
            .repeats = 1,
            .precision = "f32" });
    return result;
}

StoredGenerations storeGenerations(store::RunStore& store, const Generations& all, std::span<const OperatingPoint> figures,
    const std::string& name)
{
    StoredGenerations stored;
    for (const auto& family : familiesOf(all, figures)) {
        const auto request = requestFor(all, family, name);
        if (const auto known = findStored(store, request, family.records)) {
            stored.runs.push_back(*known);
            ++stored.known;
            continue;
        }
        const auto run = store.createRun(request);
        store.appendPoints(run, family.records);
        store.finishRun(run, store::RunState::Finished);
        stored.runs.push_back(run);
        ++stored.added;
    }
    return stored;
}

} // namespace exitscope::sweep
