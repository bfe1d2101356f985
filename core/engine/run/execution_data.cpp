#include "core/engine/run/execution_data.h"

#include "core/cost/cost_model.h"

#include <algorithm>
#include <limits>

namespace exitscope::engine {

namespace {

/// Behind the last pack where that has room, else as a pack of its own; gives where it went.
ExecutionData::Place append(std::vector<UnitPack>& packs, const UnitPack& one, int packTokens)
{
    if (packs.empty() || packs.back().pack.ids.size() + one.pack.ids.size() > static_cast<std::size_t>(packTokens))
        packs.emplace_back();
    UnitPack& to = packs.back();
    ExecutionData::Place place;
    place.pack = static_cast<std::uint32_t>(packs.size() - 1);
    place.token = static_cast<std::uint32_t>(to.pack.ids.size());
    place.sequence = static_cast<std::uint32_t>(to.pack.lengths.size());
    place.rows = static_cast<std::uint32_t>(one.pack.ids.size());
    place.sequences = static_cast<std::uint32_t>(one.pack.lengths.size());
    place.firstUnit = one.units.front();
    place.units = static_cast<std::uint32_t>(one.units.size());
    place.asked = static_cast<std::uint32_t>(to.units.size());
    const auto join = [](auto& target, const auto& values) { target.insert(target.end(), values.begin(), values.end()); };
    for (const std::int32_t row : one.pack.asked)
        to.pack.asked.push_back(static_cast<std::int32_t>(place.token) + row);
    for (const std::int32_t owner : one.owner)
        to.owner.push_back(owner < 0 ? owner : static_cast<std::int32_t>(place.asked) + owner);
    join(to.pack.ids, one.pack.ids);
    join(to.pack.types, one.pack.types);
    join(to.pack.lengths, one.pack.lengths);
    join(to.units, one.units);
    join(to.inputs, one.inputs);
    return place;
}

UnitPack packOf(const TokenExample& example, std::int64_t firstUnit, std::uint64_t firstInput)
{
    UnitPack one;
    one.pack.ids = example.ids;
    one.pack.types = example.types;
    one.pack.lengths = example.lengths;
    one.pack.asked = example.asked;
    one.owner = example.owner;
    for (std::int64_t unit = 0; unit < example.units(); ++unit)
        one.units.push_back(firstUnit + unit);
    for (std::size_t sequence = 0; sequence < example.lengths.size(); ++sequence)
        one.inputs.push_back(firstInput + sequence);
    return one;
}

} // namespace

std::string_view ExecutionData::textOf(std::int64_t example) const
{
    const auto at = static_cast<std::size_t>(example);
    return { reinterpret_cast<const char*>(text.data()) + textOffset[at],
        static_cast<std::size_t>(textOffset[at + 1] - textOffset[at]) };
}

TokenSpans ExecutionData::tokensOf(std::int64_t example) const
{
    const Place& place = places[static_cast<std::size_t>(example)];
    const Pack& pack = packs[place.pack].pack;
    return { std::span(pack.ids).subspan(place.token, place.rows), std::span(pack.types).subspan(place.token, place.rows) };
}

UnitPack ExecutionData::only(const Place& place) const
{
    const UnitPack& from = packs[place.pack];
    const auto cut = [](const auto& values, std::size_t first, std::size_t count) {
        const auto begin = values.begin() + static_cast<std::ptrdiff_t>(first);
        return std::vector(begin, begin + static_cast<std::ptrdiff_t>(count));
    };
    UnitPack one;
    one.pack.ids = cut(from.pack.ids, place.token, place.rows);
    one.pack.types = cut(from.pack.types, place.token, place.rows);
    one.pack.lengths = cut(from.pack.lengths, place.sequence, place.sequences);
    one.units = cut(from.units, place.asked, place.units);
    one.inputs = cut(from.inputs, place.sequence, place.sequences);
    if (!isOfWords)
        return one;
    one.pack.asked = cut(from.pack.asked, place.asked, place.units);
    for (std::int32_t& row : one.pack.asked)
        row -= static_cast<std::int32_t>(place.token);
    one.owner = cut(from.owner, place.token, place.rows);
    for (std::int32_t& owner : one.owner)
        owner = owner < 0 ? owner : owner - static_cast<std::int32_t>(place.asked);
    return one;
}

std::vector<UnitPack> ExecutionData::sample(std::int64_t wanted, int packTokens) const
{
    std::vector<UnitPack> chosen;
    const std::int64_t count = std::min(wanted, examples());
    for (std::int64_t taken = 0; taken < count; ++taken)
        append(chosen, only(places[static_cast<std::size_t>(taken * examples() / count)]), packTokens);
    return chosen;
}

std::optional<ExecutionData> readAll(TokenSource& source, int packTokens, const JobContext& job)
{
    constexpr std::int64_t step = 512; // examples between two questions whether to go on
    const auto& info = source.info();
    ExecutionData data;
    data.textOffset.push_back(0);
    TokenExample example;
    std::uint64_t inputs = 0;
    for (;;) {
        if (data.examples() % step == 0) {
            if (!job.proceed())
                return std::nullopt;
            job.tell({ .done = 0, .total = info.rows, .unit = "examples", .note = "reading and tokenising" });
        }
        if (!source.next(example))
            break;
        data.isOfWords = !example.asked.empty();
        data.places.push_back(append(data.packs, packOf(example, data.units(), inputs), packTokens));
        inputs += example.lengths.size();
        data.length.push_back(example.tokens);
        data.truncated += example.truncated;
        data.windowed += example.lengths.size() > 1;
        const std::string text = example.text();
        data.text.insert(data.text.end(), text.begin(), text.end());
        data.textOffset.push_back(static_cast<std::int64_t>(data.text.size()));
        if (info.kind == data::TaskKind::Regression)
            data.targets.push_back(example.source.target);
        else if (info.kind == data::TaskKind::Classification || (info.kind == data::TaskKind::Tagging && data.isOfWords))
            for (std::int64_t unit = 0; unit < example.units(); ++unit)
                data.labels.push_back(example.labelOf(unit));
    }
    return data;
}

namespace {

/// Words as units: where they belong, and what their sentences cost.
void describeWords(const ExecutionData& data, const ModelFacts& model, trace::Trace::Arrays& arrays)
{
    for (std::size_t example = 0; example < data.places.size(); ++example) {
        const auto& place = data.places[example];
        for (std::uint32_t word = 0; word < place.units; ++word) {
            arrays.example.push_back(static_cast<std::int64_t>(example));
            arrays.position.push_back(static_cast<std::int32_t>(word));
        }
        if (!model.shape)
            continue;
        const auto windows
            = std::span(data.packs[place.pack].pack.lengths).subspan(place.sequence, place.sequences);
        const auto flops = cost::cumulativeFlops(*model.shape, windows, model.exitLayer, place.units);
        arrays.layerFlops.insert(arrays.layerFlops.end(), flops.begin(), flops.end());
    }
}

} // namespace

std::shared_ptr<const trace::Trace> frameOf(ExecutionData& data, const ModelFacts& model,
    const data::DatasetInfo& dataset, std::string task, std::string modelSha256)
{
    trace::Trace::Arrays arrays;
    arrays.exitLayer = model.exitLayer;
    arrays.logits.resize(
        static_cast<std::size_t>(data.units()) * model.exitLayer.size() * static_cast<std::size_t>(model.classes));
    arrays.length = data.length;
    arrays.labels = std::move(data.labels);
    arrays.targets = std::move(data.targets);
    trace::TraceInfo info { .task = std::move(task),
        .labelNames = labelNamesOf(model, dataset),
        .modelName = model.name,
        .modelSha256 = std::move(modelSha256),
        .datasetName = dataset.name,
        .datasetSha256 = dataset.sha256,
        .extra = { { "dtype", model.dtype } } };
    if (data.isOfWords)
        describeWords(data, model, arrays);
    else if (model.shape)
        arrays.layerFlops = cost::cumulativeFlops(*model.shape, arrays.length, model.exitLayer);
    if (model.shape)
        info.extra.emplace_back(cost::shapeKey, cost::toJson(*model.shape));
    return trace::Trace::fromArrays(std::move(arrays), model.classes, std::move(info));
}

} // namespace exitscope::engine
