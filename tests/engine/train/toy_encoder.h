#pragma once

#include "core/engine/train/pack.h"
#include "core/engine/train/parameters.h"

#include <torch/torch.h>

/// An encoder that a test can follow by hand, and three sequences for it.
namespace exitscope::engine::test {

inline constexpr std::int64_t hidden = 12, heads = 3, feedForward = 20;

inline EncoderConfig toyConfig(std::int64_t layers)
{
    EncoderConfig config;
    config.layers = layers;
    config.hidden = config.embedding = hidden;
    config.heads = heads;
    config.feedForward = feedForward;
    config.vocabulary = 30;
    config.positions = 10;
    config.classes = 3;
    for (std::int32_t layer = 1; layer <= layers; ++layer)
        config.exitLayer.push_back(layer);
    return config;
}

inline Pack toyPack()
{
    Pack pack;
    pack.ids = { 1, 5, 9, 2, 1, 7, 2, 1, 3, 4, 5, 6, 29, 2 };
    pack.types = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1 };
    pack.offsets = { 0, 4, 7, 14 };
    pack.labels = { 0, 2, 1 };
    return pack;
}

/// Weights far from their start, so that no gradient is small by accident.
inline at::Tensor livelyWeights(const ParameterLayout& layout)
{
    at::Tensor weights = initialWeights(layout, 7);
    auto generator = at::detail::createCPUGenerator(11);
    return weights + 0.3 * at::randn({ layout.count() }, generator);
}

} // namespace exitscope::engine::test
