#include "core/engine/compress/importance.h"

#include "core/engine/train/random.h"

#include <torch/torch.h>

#include <algorithm>
#include <cassert>

namespace exitscope::engine {

namespace {

/// Of random numbers, beside those of Stream.
constexpr std::uint64_t importanceStream = 32;

/// What each weight adds to its structure's score.
at::Tensor contributions(ImportanceKind kind, const at::Tensor& weights, const at::Tensor& sum)
{
    switch (kind) {
    case ImportanceKind::TaylorAbs:
        return (sum * weights).abs();
    case ImportanceKind::TaylorSigned:
        return sum * weights;
    case ImportanceKind::Magnitude:
    case ImportanceKind::Random:
        break;
    }
    return weights.abs();
}

std::vector<float> valuesOf(const at::Tensor& scores)
{
    const at::Tensor values = scores.abs().to(at::kFloat).contiguous(); // nothing but the signed form can be below 0
    return { values.data_ptr<float>(), values.data_ptr<float>() + values.numel() };
}

std::vector<float> drawn(std::int64_t count, Random& random)
{
    std::vector<float> values(static_cast<std::size_t>(count));
    std::generate(values.begin(), values.end(), [&] { return static_cast<float>(random.uniform()); });
    return values;
}

Importance drawnImportance(const EncoderConfig& config, std::uint64_t seed)
{
    Importance importance;
    for (std::int64_t layer = 0; layer < config.layers; ++layer) {
        Random random(seed, importanceStream, static_cast<std::uint64_t>(layer));
        importance.heads.push_back(drawn(config.headsOf(layer), random));
        importance.feedForward.push_back(drawn(config.feedForwardOf(layer), random));
    }
    return importance;
}

} // namespace

bool needsGradients(ImportanceKind kind)
{
    return kind == ImportanceKind::TaylorAbs || kind == ImportanceKind::TaylorSigned;
}

void addGradients(ImportanceKind kind, const at::Tensor& gradients, at::Tensor& sum)
{
    sum.add_(kind == ImportanceKind::TaylorAbs ? gradients.abs() : gradients);
}

double structureScore(ImportanceKind kind, const at::Tensor& weights, const at::Tensor& sum)
{
    return std::abs(contributions(kind, weights, sum).sum().item<double>());
}

Importance importanceOf(ImportanceKind kind, const EncoderConfig& config, const at::Tensor& weights, const at::Tensor& sum,
    std::uint64_t seed)
{
    assert(sum.defined() || !needsGradients(kind));
    if (kind == ImportanceKind::Random)
        return drawnImportance(config, seed);
    torch::NoGradGuard noGrad;
    const ParameterLayout layout(config, MaskHead::Absent);
    Importance importance;
    for (std::int64_t layer = 0; layer < config.layers; ++layer) {
        const auto part = [&](const char* name) {
            const ParameterSpec& spec = layout.at(layerName(layer, name));
            const auto slice = [&](const at::Tensor& flat) { return flat.narrow(0, spec.offset, spec.count()).view(spec.shape); };
            return contributions(kind, slice(weights), sum.defined() ? slice(sum) : at::Tensor());
        };
        const at::Tensor out = part("attention.output.dense.weight").sum(0);
        importance.heads.push_back(valuesOf(out.view({ config.headsOf(layer), config.sizeOfHead() }).sum(1)));
        const at::Tensor up = part("intermediate.dense.weight").sum(1);
        importance.feedForward.push_back(valuesOf(up + part("output.dense.weight").sum(0)));
    }
    return importance;
}

} // namespace exitscope::engine
