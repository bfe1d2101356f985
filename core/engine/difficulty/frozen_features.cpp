#include "core/engine/difficulty/frozen_features.h"

#include "core/engine/checkpoint/checkpoint.h"
#include "core/engine/checkpoint/describe.h"
#include "core/engine/model/load_weights.h"
#include "core/engine/model/packed_encoder.h"
#include "core/engine/train/workers.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <atomic>

namespace exitscope::engine {

namespace {

/// Some sequences, and the units that are asked in them.
struct AskedPack
{
    Pack pack;
    std::vector<std::int64_t> units;
};

std::vector<AskedPack> packsOf(const UnitInputs& inputs, std::size_t packTokens)
{
    std::vector<AskedPack> packs;
    for (std::size_t sequence = 0; sequence < static_cast<std::size_t>(inputs.sequences()); ++sequence) {
        if (packs.empty() || packs.back().pack.ids.size() >= packTokens)
            packs.emplace_back();
        auto& [pack, units] = packs.back();
        const auto first = inputs.offsets[sequence], last = inputs.offsets[sequence + 1];
        const auto base = static_cast<std::int32_t>(pack.ids.size());
        pack.ids.insert(pack.ids.end(), inputs.ids.begin() + first, inputs.ids.begin() + last);
        pack.types.insert(pack.types.end(), inputs.types.begin() + first, inputs.types.begin() + last);
        pack.lengths.push_back(static_cast<std::int32_t>(last - first));
        for (auto row = inputs.askedOffsets[sequence]; row < inputs.askedOffsets[sequence + 1]; ++row) {
            pack.asked.push_back(base + inputs.asked[static_cast<std::size_t>(row)]);
            units.push_back(inputs.unit[static_cast<std::size_t>(row)]);
        }
    }
    return packs;
}

} // namespace

FrozenModel::FrozenModel(const std::filesystem::path& directory)
    : m_checkpoint(Checkpoint::open(directory))
    , m_encoder(std::make_shared<const PackedEncoder>(m_checkpoint, Precision::F32))
{
}

FrozenModel::~FrozenModel() = default;

const EncoderConfig& FrozenModel::config() const
{
    return m_checkpoint->config();
}

std::string FrozenModel::modelType() const
{
    return config().modelType.empty() ? std::string(nameOf(config().family)) : config().modelType;
}

at::Tensor FrozenModel::embeddings(std::span<const std::int32_t> ids) const
{
    const at::Tensor places = at::tensor(at::ArrayRef<std::int32_t>(ids.data(), ids.size()), at::kInt);
    const EncoderMap& map = m_checkpoint->encoder();
    const at::Tensor rows = tensorOver(*map.wordEmbedding).index_select(0, places).to(at::kFloat).contiguous();
    return map.wordProjection ? rows.mm(tensorOver(*map.wordProjection).to(at::kFloat).t()) : rows;
}

std::vector<float> FrozenModel::meanEmbeddings(const UnitInputs& inputs) const
{
    std::vector<std::int32_t> used(inputs.ids);
    std::sort(used.begin(), used.end());
    used.erase(std::unique(used.begin(), used.end()), used.end());
    const at::Tensor rows = embeddings(used);
    const auto width = static_cast<std::size_t>(rows.size(1));
    std::vector<float> means(static_cast<std::size_t>(inputs.units) * width);
    std::vector<float> counts(static_cast<std::size_t>(inputs.units));
    for (std::size_t token = 0; token < inputs.ids.size(); ++token) {
        if (inputs.owner[token] < 0)
            continue;
        const auto unit = static_cast<std::size_t>(inputs.owner[token]);
        const auto place = std::lower_bound(used.begin(), used.end(), inputs.ids[token]) - used.begin();
        const float* row = rows.data_ptr<float>() + static_cast<std::size_t>(place) * width;
        for (std::size_t d = 0; d < width; ++d)
            means[unit * width + d] += row[d];
        ++counts[unit];
    }
    for (std::size_t i = 0; i < means.size(); ++i)
        means[i] /= std::max(1.0F, counts[i / width]);
    return means;
}

std::optional<std::vector<std::vector<float>>> FrozenModel::states(
    const UnitInputs& inputs, std::span<const std::int64_t> layers, int workers, const JobContext& job) const
{
    const auto width = config().hidden;
    const auto packs = packsOf(inputs, static_cast<std::size_t>(m_encoder->defaultPackTokens()));
    std::vector<std::vector<float>> states(
        layers.size(), std::vector<float>(static_cast<std::size_t>(inputs.units * width)));
    const int parts = workerCount(workers, static_cast<int>(packs.size()));
    std::atomic<bool> isWhole = true;
    std::atomic<std::int64_t> done = 0;
    const auto go = [&job] { return job.proceed(); };
    runParts(parts, parts, [&](int part) {
        PackWorkspace workspace;
        for (auto place = static_cast<std::size_t>(part); place < packs.size(); place += static_cast<std::size_t>(parts)) {
            const auto& [pack, units] = packs[place];
            const auto scores = m_encoder->run(pack, workspace, go, Keep::States);
            if (!scores) {
                isWhole = false;
                return;
            }
            for (std::size_t layer = 0; layer < layers.size(); ++layer)
                for (std::size_t row = 0; row < units.size(); ++row)
                    std::copy_n(scores->states.begin()
                            + (layers[layer] * static_cast<std::int64_t>(units.size()) + static_cast<std::int64_t>(row)) * width,
                        width, states[layer].begin() + units[row] * width);
            job.tell({ done += static_cast<std::int64_t>(pack.lengths.size()), inputs.sequences(), "texts", "frozen states" });
        }
    });
    if (!isWhole)
        return std::nullopt;
    return states;
}

} // namespace exitscope::engine
