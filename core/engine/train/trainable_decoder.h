#pragma once

#include "core/engine/train/decoder_layout.h"
#include "core/engine/train/pass_seed.h"
#include "core/engine/train/text_batch.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

namespace exitscope::engine {

/// A language model (GPT-2, Llama or T5 by its config) as leaves over the flat arrays of a DecoderLayout: weights are shared with
/// every other replica, gradients are added to this replica's. Teacher-forced passes over packed texts; for one thread at a time.
class TrainableDecoder
{
public:
    /// `weights` and `gradients` are [layout.count()] F32. An undefined `gradients` makes an evaluation replica.
    TrainableDecoder(
        const DecoderConfig& config, const DecoderLayout& layout, const at::Tensor& weights, const at::Tensor& gradients);

    const DecoderConfig& config() const { return m_config; }

    /// States after each decoder layer, [T, H] each.
    std::vector<at::Tensor> states(const TextBatch& batch, const PassSeed& seed) const;
    /// A state as the head reads it: the final norm, and T5's scale.
    at::Tensor headInput(const at::Tensor& state) const;
    const at::Tensor& head() const { return m_head; } ///< [V, H]
    /// The exit classifier's logits of states [..., H].
    at::Tensor classifierLogits(const at::Tensor& states) const;

private:
    struct Matrix
    {
        at::Tensor weight, bias; ///< bias may be undefined
        bool isInputMajor = false;
    };
    struct Norm
    {
        at::Tensor gain, shift; ///< shift undefined where norms are RMS
    };
    struct Layer
    {
        Norm selfNorm, crossNorm, feedNorm;
        Matrix mixed, selfOutput; ///< mixed: query, key, value
        Matrix crossQuery, crossKeys, crossOutput;
        Matrix up, down; ///< up: gate and up where gated
    };
    struct Stack
    {
        StackConfig shape;
        std::vector<Layer> layers;
        at::Tensor relativeBias; ///< [buckets, heads] or undefined
        Norm finalNorm;
    };
    struct Reader; ///< leaves by name
    /// What a stack reads beside its own states.
    struct Encoded
    {
        at::Tensor states, offsets;
    };

    static Stack readT5(const Reader& leaf, const DecoderConfig& config, const StackConfig& shape, const std::string& name);
    void readGpt2(const Reader& leaf);
    void readLlama(const Reader& leaf);

    at::Tensor embed(const std::vector<std::int32_t>& ids, const std::vector<std::int32_t>& offsets, const PassSeed& seed,
        std::uint64_t site) const;
    std::vector<at::Tensor> run(const Stack& stack, at::Tensor state, const std::vector<std::int32_t>& offsets,
        const Encoded& encoded, const PassSeed& seed, std::uint64_t firstSite) const;
    at::Tensor runLayer(const Stack& stack, const Layer& layer, at::Tensor state, const at::Tensor& offsets,
        const at::Tensor& bias, const Encoded& encoded, const PassSeed& seed, std::uint64_t site) const;
    at::Tensor biasByDistance(const Stack& stack, std::int64_t longest) const;
    at::Tensor normed(const at::Tensor& x, const Norm& norm) const;
    static at::Tensor product(const at::Tensor& x, const Matrix& matrix);
    at::Tensor turned(const at::Tensor& mixed, const at::Tensor& offsets, std::int64_t longest) const;

    DecoderConfig m_config;
    at::Tensor m_words, m_positions, m_head;
    Stack m_encoder, m_decoder;
    at::Tensor m_classifierWeight, m_classifierBias;
};

} // namespace exitscope::engine
