#include "core/engine/run/scheduled_pass.h"

#include "core/engine/model/packed_encoder_impl.h"
#include "core/engine/model/stepped_encoder.h"

#include <algorithm>
#include <limits>

namespace exitscope::engine {

namespace {

/// The row that answers for each sequence; -1: none.
std::vector<std::int64_t> poolingRows(
    const Pack& pack, std::span<const std::int32_t> layers, std::int64_t depth, Pooling pooling)
{
    std::vector<std::int64_t> rows;
    std::int64_t first = 0;
    for (const std::int32_t length : pack.lengths) {
        std::int64_t row = first;
        while (pooling == Pooling::FirstActive && row < first + length && layers[static_cast<std::size_t>(row)] < depth)
            ++row;
        rows.push_back(row < first + length ? row : -1);
        first += length;
    }
    return rows;
}

void append(std::vector<float>& to, const at::Tensor& tensor)
{
    const at::Tensor dense = tensor.contiguous();
    const float* from = dataOf<const float>(dense);
    to.insert(to.end(), from, from + dense.numel());
}

} // namespace

ScheduledScores runScheduled(const std::shared_ptr<const PackedEncoder>& encoder, const Pack& pack,
    std::span<const std::int32_t> layers, TokenForm form, Pooling pooling)
{
    const c10::InferenceMode inference;
    SteppedEncoder stepped(encoder);
    const EncoderConfig& config = encoder->config();
    const std::vector<std::int64_t> unitOf(pack.ids.size(), -1);
    TokenRows rows;
    Pack all = pack; // every token is asked, so that sequences stay to the end whoever has left
    all.asked.resize(pack.ids.size());
    for (std::size_t row = 0; row < all.asked.size(); ++row)
        all.asked[row] = static_cast<std::int32_t>(row);
    stepped.embed(all, layers, unitOf, rows);
    ScheduledScores scores;
    for (std::int64_t layer = 0; layer < config.layers; ++layer) {
        const auto active = rows.activeRows();
        std::vector<std::uint8_t> computed(pack.ids.size());
        for (const std::int64_t row : active)
            computed[static_cast<std::size_t>(row)] = 1;
        scores.computed.insert(scores.computed.end(), computed.begin(), computed.end());
        if (!active.empty())
            stepped.runLayer(static_cast<std::size_t>(layer), rows, false, form);
        append(scores.states, rows.state());
        rows.freeze([&](const ActiveToken& token) { return token.layers <= layer + 1; });
    }
    const auto pooled = poolingRows(pack, layers, config.layers, pooling);
    for (const std::int64_t row : pooled) {
        if (row >= 0)
            append(scores.logits, stepped.logitsOf(config.exitLayer.size() - 1, rows.state().narrow(0, row, 1)));
        else
            scores.logits.insert(scores.logits.end(), static_cast<std::size_t>(config.classes),
                std::numeric_limits<float>::quiet_NaN());
    }
    return scores;
}

} // namespace exitscope::engine
