#include "core/cost/cascade_trace.h"

#include "core/error.h"

#include <algorithm>
#include <limits>
#include <string>
#include <vector>

namespace exitscope::cost {

namespace {

using Models = std::span<const std::shared_ptr<const trace::Trace>>;

[[noreturn]] void differ(const trace::Trace& first, const trace::Trace& other, const std::string& what)
{
    throw InputError(other.path(), what + " those of " + first.path().string(),
        "a cascade needs traces of several models over the same dataset");
}

void requireEqual(
    const trace::Trace& first, const trace::Trace& other, const char* what, std::int64_t expected, std::int64_t found)
{
    if (expected != found)
        differ(first, other,
            "its " + std::string(what) + " (" + std::to_string(found) + ") are not the " + std::to_string(expected)
                + " of");
}

template <typename T> bool same(std::span<const T> a, std::span<const T> b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end());
}

void requireSameData(const trace::Trace& first, const trace::Trace& other)
{
    const auto& said = first.info();
    const auto& told = other.info();
    if (!said.datasetSha256.empty() && !told.datasetSha256.empty() && said.datasetSha256 != told.datasetSha256)
        differ(first, other,
            "its dataset \"" + told.datasetName + "\" (" + told.datasetSha256.substr(0, 12) + ") is not \""
                + said.datasetName + "\" (" + said.datasetSha256.substr(0, 12) + "),");
    requireEqual(first, other, "units", first.units(), other.units());
    requireEqual(first, other, "examples", first.examples(), other.examples());
    requireEqual(first, other, "classes", first.classes(), other.classes());
    if (!same(first.example(), other.example()) || !same(first.position(), other.position()))
        differ(first, other, "its units are not");
    const auto named = [](const auto& names) { return !names.empty(); };
    if (named(said.labelNames) && named(told.labelNames) && said.labelNames != told.labelNames)
        differ(first, other, "its label names are not");
    if (first.hasLabels() && other.hasLabels() && !same(first.labels(), other.labels()))
        differ(first, other, "its labels are not");
}

void requireFitting(Models models)
{
    if (models.size() < 2)
        throw InputError(models.empty() ? std::filesystem::path() : models.front()->path(),
            "is one model, a cascade needs at least two", "give --trace again for each further model");
    for (const auto& model : models)
        if (model->isCompact())
            throw InputError(model->path(), "keeps no logits, which a cascade puts together",
                "a cascade takes traces with the logits of all classes");
    for (const auto& model : models) {
        if (model->isRegression())
            throw InputError(model->path(), "holds a regression task, a cascade needs class probabilities",
                "use traces of a classification task");
        if (model->isCascade())
            throw InputError(model->path(), "is a cascade already", "give the traces of its models");
        requireSameData(*models.front(), *model);
    }
}

/// Whole-example FLOPs of each model [N], added up along the models [N, K].
std::vector<float> cumulativeFlops(Models models, const CostOptions& options)
{
    const auto examples = static_cast<std::size_t>(models.front()->examples());
    std::vector<double> spent(examples, 0.0);
    std::vector<float> flops(examples * models.size());
    for (std::size_t k = 0; k < models.size(); ++k) {
        const CostModel cost(*models[k], options);
        if (!cost.isInFlops())
            return {};
        std::vector<double> full(examples, 0.0);
        for (std::int64_t unit = 0; unit < models[k]->units(); ++unit)
            full[static_cast<std::size_t>(models[k]->exampleOf(unit))] = cost.full(unit) / cost.share(unit);
        for (std::size_t n = 0; n < examples; ++n) {
            spent[n] += full[n];
            flops[n * models.size() + k] = static_cast<float>(spent[n]);
        }
    }
    return flops;
}

std::vector<std::int32_t> cumulativeLayers(Models models)
{
    std::vector<std::int32_t> layers;
    std::int64_t sum = 0;
    for (const auto& model : models) {
        sum += model->exitLayer().back();
        if (sum > std::numeric_limits<std::int32_t>::max())
            throw InputError(model->path(), "has too many layers to be added up", "check its exit_layer");
        layers.push_back(static_cast<std::int32_t>(sum));
    }
    return layers;
}

trace::TraceInfo infoOf(Models models)
{
    trace::TraceInfo info = models.front()->info();
    info.extra.clear(); // what is said of the first model holds for it alone
    info.isCascade = true;
    info.modelName.clear();
    info.modelSha256.clear();
    for (const auto& model : models)
        info.modelName += (info.modelName.empty() ? "" : " > ") + model->info().modelName;
    return info;
}

template <typename T> std::vector<T> copied(std::span<const T> values)
{
    return { values.begin(), values.end() };
}

} // namespace

std::shared_ptr<const trace::Trace> cascadeOf(Models models, const CostOptions& options)
{
    requireFitting(models);
    const auto& first = *models.front();
    trace::Trace::Arrays arrays;
    arrays.logits.reserve(static_cast<std::size_t>(first.units() * first.classes()) * models.size());
    for (std::int64_t unit = 0; unit < first.units(); ++unit)
        for (const auto& model : models) {
            const auto logits = model->logits(unit, model->exits() - 1);
            arrays.logits.insert(arrays.logits.end(), logits.begin(), logits.end());
        }
    const auto labelled = std::find_if(models.begin(), models.end(), [](const auto& model) { return model->hasLabels(); });
    if (labelled != models.end())
        arrays.labels = copied((*labelled)->labels());
    arrays.exitLayer = cumulativeLayers(models);
    arrays.example = copied(first.example());
    arrays.position = copied(first.position());
    arrays.length = copied(first.length());
    arrays.layerFlops = cumulativeFlops(models, options);
    arrays.text = copied(first.textBytes());
    arrays.textOffset = copied(first.textOffset());
    return trace::Trace::fromArrays(std::move(arrays), first.classes(), infoOf(models));
}

} // namespace exitscope::cost
