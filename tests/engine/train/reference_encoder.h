#pragma once

#include "core/engine/train/pack.h"
#include "core/engine/train/parameters.h"

#include <torch/torch.h>

#include <cmath>

namespace exitscope::engine::test {

/// The encoder as its definition reads, in double precision, one sequence at a time, differentiated by LibTorch.
struct Reference
{
    EncoderConfig config;
    ParameterLayout layout;
    at::Tensor weights; ///< flat leaf, F64

    at::Tensor at(const std::string& name) const
    {
        const auto& spec = layout.at(name);
        return weights.narrow(0, spec.offset, spec.count()).view(spec.shape);
    }
    at::Tensor linear(const at::Tensor& x, const std::string& name) const
    {
        return at::addmm(at(name + ".bias"), x, at(name + ".weight").t());
    }
    at::Tensor norm(const at::Tensor& x, const std::string& name) const
    {
        return at::layer_norm(x, { config.hidden }, at(name + ".weight"), at(name + ".bias"), config.layerNormEpsilon);
    }

    at::Tensor layerOutput(const at::Tensor& x, std::int64_t index) const
    {
        const std::int64_t heads = config.headsOf(index), size = config.sizeOfHead();
        const auto name = [&](const char* part) { return layerName(index, part); };
        const auto split = [&](const char* part) {
            return linear(x, name(part)).view({ x.size(0), heads, size }).transpose(0, 1);
        };
        const at::Tensor query = split("attention.self.query"), key = split("attention.self.key"),
                         value = split("attention.self.value");
        const at::Tensor scores = at::softmax(query.matmul(key.transpose(1, 2)) / std::sqrt(static_cast<double>(size)), -1);
        const at::Tensor mixed = scores.matmul(value).transpose(0, 1).reshape({ x.size(0), heads * size });
        const at::Tensor h
            = norm(x + linear(mixed, name("attention.output.dense")), name("attention.output.LayerNorm"));
        return norm(h + linear(at::gelu(linear(h, name("intermediate.dense"))), name("output.dense")), name("output.LayerNorm"));
    }

    /// [V, H]
    at::Tensor wordTable() const
    {
        const at::Tensor words = at("bert.embeddings.word_embeddings.weight");
        return config.wordRank > 0 ? words.mm(at("bert.embeddings.word_projection.weight").t()) : words;
    }

    /// States after each layer of the sequence that begins and ends at these tokens, [n, H] each.
    std::vector<at::Tensor> states(const Pack& pack, std::int32_t first, std::int32_t last) const
    {
        const at::Tensor table = wordTable();
        std::vector<at::Tensor> rows;
        for (auto token = first; token < last; ++token) {
            const auto t = static_cast<std::size_t>(token);
            rows.push_back(table[pack.ids[t]] + at("bert.embeddings.position_embeddings.weight")[token - first]
                + at("bert.embeddings.token_type_embeddings.weight")[pack.types[t]]);
        }
        at::Tensor x = norm(at::stack(rows), "bert.embeddings.LayerNorm");
        std::vector<at::Tensor> all;
        for (std::int64_t layer = 0; layer < config.layers; ++layer)
            all.push_back(x = layerOutput(x, layer));
        return all;
    }

    /// Logits [B, C] of every exit.
    std::vector<at::Tensor> exitLogits(const Pack& pack) const
    {
        std::vector<std::vector<at::Tensor>> rows(config.exitLayer.size());
        for (std::size_t s = 0; s + 1 < pack.offsets.size(); ++s) {
            const auto all = states(pack, pack.offsets[s], pack.offsets[s + 1]);
            for (std::size_t exit = 0; exit < rows.size(); ++exit) {
                const at::Tensor state = all[static_cast<std::size_t>(config.exitLayer[exit] - 1)].narrow(0, 0, 1);
                const at::Tensor read
                    = config.head == HeadKind::StateTanh ? state : linear(state, exitName(exit, "pooler.dense"));
                rows[exit].push_back(linear(at::tanh(read), exitName(exit, "classifier")));
            }
        }
        std::vector<at::Tensor> logits;
        for (const auto& exit : rows)
            logits.push_back(at::cat(exit));
        return logits;
    }
};

} // namespace exitscope::engine::test
