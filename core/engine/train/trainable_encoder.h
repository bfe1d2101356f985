#pragma once

#include "core/engine/train/equilibrium.h"
#include "core/engine/train/pack.h"
#include "core/engine/train/parameters.h"
#include "core/engine/train/pass_seed.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

namespace exitscope::engine {

/// What an exit has of B examples, or of B asked tokens.
struct ExitRows
{
    at::Tensor first;  ///< [B, H] first (or asked) token's state after its layer
    at::Tensor pooled; ///< [B, H] after the pooler, or tanh alone (HeadKind::StateTanh), with the dropout that the classifier gets
    at::Tensor logits; ///< [B, C]
};

/// A BERT encoder (post-norm, erf-GELU) with exit heads after chosen layers, as leaves over the flat arrays of a
/// ParameterLayout: weights are shared with every other replica, gradients are added to this replica's. Layers may be slimmed and
/// the word table factorised, as the config says.
/// Layers are fused autograd functions over packed tokens; a replica is used by one thread at a time.
class TrainableEncoder
{
public:
    /// `weights` and `gradients` are [layout.count()] F32. An undefined `gradients` makes an evaluation replica.
    TrainableEncoder(
        const EncoderConfig& config, const ParameterLayout& layout, const at::Tensor& weights, const at::Tensor& gradients);

    const EncoderConfig& config() const { return m_config; }

    /// How later passes scale the gradients between layers, [layers] (equilibrium.h); empty: not at all.
    void setGradientScales(std::vector<GradientScale> scales);

    /// The products of the layers in bfloat16 from now on; weights, gradients, states, norms, attention and heads stay F32.
    void useHalfProducts(bool isHalf) { m_isHalf = isHalf; }

    /// States after each layer up to `layers`, [T, H] each; tokens that pack.layers lets leave keep theirs. Sequences must fit config().positions.
    /// With gradient scales these are the states that exits and losses branch off from: the layer above reads the same values behind
    /// another node. `embedded`, where asked for, gets what the first layer reads.
    std::vector<at::Tensor> states(
        const Pack& pack, const PassSeed& seed, std::int64_t layers, at::Tensor* embedded = nullptr) const;
    /// Each exit up to the layers that `states` has.
    std::vector<ExitRows> exits(
        const Pack& pack, const std::vector<at::Tensor>& states, const PassSeed& seed) const;
    /// The exit module's logit, before its sigmoid, of inputs [..., H]; where the layout has one.
    at::Tensor moduleLogits(const at::Tensor& inputs) const;
    /// Vocabulary logits [M, V] of the masked rows, decoder tied to the word embedding.
    at::Tensor maskLogits(const at::Tensor& lastStates, const Pack& pack) const;

private:
    struct Layer
    {
        at::Tensor qkvWeight, qkvBias, outWeight, outBias, gain1, shift1;
        at::Tensor upWeight, upBias, downWeight, downBias, gain2, shift2;
    };
    struct Exit
    {
        at::Tensor poolerWeight, poolerBias, weight, bias; ///< a classifier of tokens and one on tanh of the state have no pooler
    };

    EncoderConfig m_config;
    at::Tensor m_words, m_wordProjection; ///< the latter [H, R], where the word table is factorised
    at::Tensor m_positions, m_types, m_gain, m_shift;
    std::vector<Layer> m_layers;
    std::vector<Exit> m_exits;
    std::vector<GradientScale> m_scales;
    bool m_isHalf = false;
    at::Tensor m_maskWeight, m_maskBias, m_maskGain, m_maskShift, m_maskOutput;
    at::Tensor m_moduleWeight, m_moduleBias;
};

} // namespace exitscope::engine
