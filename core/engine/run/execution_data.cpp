#include "core/engine/run/execution_data.h"

#include "core/cost/cost_model.h"

#include <algorithm>
#include <limits>

namespace exitscope::engine {

namespace {

void append(std::vector<UnitPack>& packs, std::span<const std::int32_t> ids, std::span<const std::int32_t> types,
    std::int64_t unit, int packTokens)
{
    if (packs.empty() || packs.back().pack.ids.size() + ids.size() > static_cast<std::size_t>(packTokens))
        packs.emplace_back();
    auto& [pack, units] = packs.back();
    pack.ids.insert(pack.ids.end(), ids.begin(), ids.end());
    pack.types.insert(pack.types.end(), types.begin(), types.end());
    pack.lengths.push_back(static_cast<std::int32_t>(ids.size()));
    units.push_back(unit);
}

} // namespace

std::string_view ExecutionData::textOf(std::int64_t unit) const
{
    const auto at = static_cast<std::size_t>(unit);
    return { reinterpret_cast<const char*>(text.data()) + textOffset[at],
        static_cast<std::size_t>(textOffset[at + 1] - textOffset[at]) };
}

TokenSpans ExecutionData::tokensOf(std::int64_t unit) const
{
    const auto at = static_cast<std::size_t>(unit);
    const Pack& pack = packs[packOf[at]].pack;
    const auto tokens = static_cast<std::size_t>(length[at]);
    return { std::span(pack.ids).subspan(tokenOf[at], tokens), std::span(pack.types).subspan(tokenOf[at], tokens) };
}

std::vector<UnitPack> ExecutionData::sample(std::int64_t examples, int packTokens) const
{
    std::vector<UnitPack> chosen;
    const std::int64_t count = std::min(examples, units());
    std::int64_t taken = 0;
    for (const auto& [pack, numbers] : packs) {
        std::size_t token = 0;
        for (std::size_t i = 0; i < numbers.size(); ++i) {
            const auto tokens = static_cast<std::size_t>(pack.lengths[i]);
            if (taken < count && numbers[i] == taken * units() / count) {
                append(chosen, std::span(pack.ids).subspan(token, tokens),
                    std::span(pack.types).subspan(token, tokens), numbers[i], packTokens);
                ++taken;
            }
            token += tokens;
        }
    }
    return chosen;
}

std::optional<ExecutionData> readAll(TokenSource& source, int packTokens, const JobContext& job)
{
    constexpr std::int64_t step = 512; // examples between two questions whether to go on
    const auto& info = source.info();
    ExecutionData data;
    data.textOffset.push_back(0);
    TokenExample example;
    for (;;) {
        const std::int64_t unit = data.units();
        if (unit % step == 0) {
            if (!job.proceed())
                return std::nullopt;
            job.tell({ .done = 0, .total = info.rows, .unit = "examples", .note = "reading and tokenising" });
        }
        if (!source.next(example))
            break;
        append(data.packs, example.ids, example.types, unit, packTokens);
        data.packOf.push_back(static_cast<std::uint32_t>(data.packs.size() - 1));
        data.tokenOf.push_back(static_cast<std::uint32_t>(data.packs.back().pack.ids.size() - example.ids.size()));
        data.length.push_back(static_cast<std::int32_t>(example.ids.size()));
        data.truncated += example.truncated;
        const std::string text = example.text();
        data.text.insert(data.text.end(), text.begin(), text.end());
        data.textOffset.push_back(static_cast<std::int64_t>(data.text.size()));
        if (info.kind == data::TaskKind::Classification)
            data.labels.push_back(example.source.label);
        else if (info.kind == data::TaskKind::Regression)
            data.targets.push_back(example.source.target);
    }
    return data;
}

std::shared_ptr<const trace::Trace> frameOf(ExecutionData& data, const ModelFacts& model,
    const data::DatasetInfo& dataset, std::string task, std::string modelSha256)
{
    trace::Trace::Arrays arrays;
    arrays.exitLayer = model.exitLayer;
    arrays.logits.resize(data.length.size() * model.exitLayer.size() * static_cast<std::size_t>(model.classes));
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
    if (model.shape) {
        arrays.layerFlops = cost::cumulativeFlops(*model.shape, arrays.length, model.exitLayer);
        info.extra.emplace_back(cost::shapeKey, cost::toJson(*model.shape));
    }
    return trace::Trace::fromArrays(std::move(arrays), model.classes, std::move(info));
}

} // namespace exitscope::engine
