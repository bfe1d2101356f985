#pragma once

#include "core/engine/model/encoder_config.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace exitscope::engine {

/// One tensor of the checkpoint and its place in the flat array of all parameters.
struct ParameterSpec
{
    std::string name; ///< as in the file: "bert.encoder.layer.0.attention.self.query.weight"
    std::vector<std::int64_t> shape;
    std::int64_t offset = 0;
    bool decays = true; ///< biases and norms do not
    bool isNormGain = false; ///< starts at 1

    std::int64_t count() const;
};

enum class MaskHead { Absent, Present };

/// All parameters of a model in one flat F32 array, in checkpoint order. The optimiser, gradient sums and training
/// states then are single passes over memory, and a file is written from views.
/// Query, key and value of a layer lie side by side, so that they are one [3A, H] matrix as well, A = heads kept · head size.
class ParameterTable
{
public:
    std::span<const ParameterSpec> specs() const { return m_specs; }
    std::int64_t count() const { return m_count; }
    const ParameterSpec& at(std::string_view name) const; ///< asserts that it is there
    const ParameterSpec* find(std::string_view name) const;

protected:
    void add(std::string name, std::vector<std::int64_t> shape);

    std::vector<ParameterSpec> m_specs;
    std::int64_t m_count = 0;
};

/// A leaf over some of the weights from `offset` on, as a tensor of `shape`; backward passes add to the same places of
/// `gradients`, which may be undefined: then it is none.
at::Tensor leafOver(const at::Tensor& weights, const at::Tensor& gradients, std::int64_t offset, std::vector<std::int64_t> shape);

/// The parameters of a multi-exit encoder.
class ParameterLayout : public ParameterTable
{
public:
    ParameterLayout(const EncoderConfig& config, MaskHead maskHead);

    std::int64_t layers() const { return m_layers; }
    const std::vector<std::int32_t>& exitLayer() const { return m_exitLayer; } ///< the layer under each exit, from 1
    HeadKind head() const { return m_head; }
    /// The first parameter of the exit heads, the mask head and the exit module: what lies before is the trunk.
    std::int64_t trunkCount() const { return m_trunkCount; }

private:
    std::vector<std::int32_t> m_exitLayer;
    std::int64_t m_layers = 0;
    HeadKind m_head = HeadKind::PoolerPerExit;
    std::int64_t m_trunkCount = 0;
};

std::string layerName(std::int64_t layer, std::string_view rest); ///< 0-based: "bert.encoder.layer.0.…"
std::string exitName(std::size_t exit, std::string_view rest);    ///< 0-based: "exits.0.…"

/// Normal for matrices, 1 for norm gains, 0 for the rest, each tensor from its own stream of random numbers.
at::Tensor initialWeights(const ParameterLayout& layout, std::uint64_t seed);

/// The same shape with more or fewer layers: those of a deeper one are as wide as the given ones from the bottom, repeated. Exits
/// are left as they are.
EncoderConfig withLayers(EncoderConfig config, std::int64_t layers);

/// The weights of a model with more or fewer layers and the same widths: same names are copied; the layers of a deeper one
/// repeat the given ones from the bottom (progressive stacking: Gong et al. 2019); an exit starts from that of the same
/// layer, a new one from the last, one of another kind of head at random.
at::Tensor grownWeights(const ParameterLayout& from, const EncoderConfig& fromConfig, const at::Tensor& weights,
    const ParameterLayout& to, std::uint64_t seed);

} // namespace exitscope::engine
