#include "core/engine/train/parameters.h"

#include "core/engine/train/random.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

namespace exitscope::engine {

std::int64_t ParameterSpec::count() const
{
    std::int64_t product = 1;
    for (const std::int64_t size : shape)
        product *= size;
    return product;
}

std::string layerName(std::int64_t layer, std::string_view rest)
{
    return "bert.encoder.layer." + std::to_string(layer) + "." + std::string(rest);
}

std::string exitName(std::size_t exit, std::string_view rest)
{
    return "exits." + std::to_string(exit) + "." + std::string(rest);
}

void ParameterTable::add(std::string name, std::vector<std::int64_t> shape)
{
    ParameterSpec spec { std::move(name), std::move(shape), m_count, true, false };
    spec.decays = spec.shape.size() > 1;
    spec.isNormGain = spec.name.ends_with("LayerNorm.weight");
    m_count += spec.count();
    m_specs.push_back(std::move(spec));
}

at::Tensor leafOver(const at::Tensor& weights, const at::Tensor& gradients, std::int64_t offset, std::vector<std::int64_t> shape)
{
    std::int64_t count = 1;
    for (const auto size : shape)
        count *= size;
    at::Tensor leaf = weights.narrow(0, offset, count).view(shape).detach();
    if (gradients.defined()) {
        leaf.requires_grad_();
        leaf.mutable_grad() = gradients.narrow(0, offset, count).view(shape);
    }
    return leaf;
}

ParameterLayout::ParameterLayout(const EncoderConfig& config, MaskHead maskHead)
    : m_exitLayer(config.exitLayer)
    , m_layers(config.layers)
    , m_head(config.head)
{
    const auto h = config.hidden;
    add("bert.embeddings.word_embeddings.weight", { config.vocabulary, config.wordRank > 0 ? config.wordRank : h });
    if (config.wordRank > 0)
        add("bert.embeddings.word_projection.weight", { h, config.wordRank });
    add("bert.embeddings.position_embeddings.weight", { config.positions, h });
    add("bert.embeddings.token_type_embeddings.weight", { config.types, h });
    add("bert.embeddings.LayerNorm.weight", { h });
    add("bert.embeddings.LayerNorm.bias", { h });
    for (std::int64_t layer = 0; layer < config.layers; ++layer) {
        const auto a = config.headsOf(layer) * config.sizeOfHead();
        const auto f = config.feedForwardOf(layer);
        for (const char* part : { "query", "key", "value" })
            add(layerName(layer, "attention.self.") + part + ".weight", { a, h });
        for (const char* part : { "query", "key", "value" })
            add(layerName(layer, "attention.self.") + part + ".bias", { a });
        add(layerName(layer, "attention.output.dense.weight"), { h, a });
        add(layerName(layer, "attention.output.dense.bias"), { h });
        add(layerName(layer, "attention.output.LayerNorm.weight"), { h });
        add(layerName(layer, "attention.output.LayerNorm.bias"), { h });
        add(layerName(layer, "intermediate.dense.weight"), { f, h });
        add(layerName(layer, "intermediate.dense.bias"), { f });
        add(layerName(layer, "output.dense.weight"), { h, f });
        add(layerName(layer, "output.dense.bias"), { h });
        add(layerName(layer, "output.LayerNorm.weight"), { h });
        add(layerName(layer, "output.LayerNorm.bias"), { h });
    }
    m_trunkCount = m_count;
    for (std::size_t exit = 0; exit < config.exitLayer.size(); ++exit) {
        if (!config.classifiesTokens && config.head != HeadKind::StateTanh) {
            add(exitName(exit, "pooler.dense.weight"), { h, h });
            add(exitName(exit, "pooler.dense.bias"), { h });
        }
        add(exitName(exit, "classifier.weight"), { config.classes, h });
        add(exitName(exit, "classifier.bias"), { config.classes });
    }
    if (maskHead == MaskHead::Present) {
        add("cls.predictions.transform.dense.weight", { h, h });
        add("cls.predictions.transform.dense.bias", { h });
        add("cls.predictions.transform.LayerNorm.weight", { h });
        add("cls.predictions.transform.LayerNorm.bias", { h });
        add("cls.predictions.bias", { config.vocabulary });
    }
    if (config.exitModule == ExitModule::None)
        return;
    // At the end: the start of every other parameter is the same with and without it.
    add("exit_module.weight", { 1, h });
    add("exit_module.bias", { 1 });
}

const ParameterSpec* ParameterTable::find(std::string_view name) const
{
    const auto found = std::find_if(m_specs.begin(), m_specs.end(), [&](const auto& spec) { return spec.name == name; });
    return found == m_specs.end() ? nullptr : &*found;
}

const ParameterSpec& ParameterTable::at(std::string_view name) const
{
    const auto* spec = find(name);
    assert(spec);
    return *spec;
}

namespace {

/// Embedding tables as BERT has them. Matrices by Glorot and Bengio (2010): at small hidden sizes 0.02 keeps attention
/// uniform for thousands of steps. What feeds a residual sum is smaller the deeper the model (as GPT-2), so that a
/// deep post-norm stack starts near the identity.
double initialDeviation(const ParameterSpec& spec, std::int64_t layers)
{
    if (spec.name.ends_with("_embeddings.weight"))
        return 0.02;
    const double glorot = std::sqrt(2.0 / static_cast<double>(spec.shape[0] + spec.shape[1]));
    const bool feedsSum = spec.name.starts_with("bert.encoder.") && spec.name.ends_with("output.dense.weight");
    return feedsSum ? glorot / std::sqrt(2.0 * static_cast<double>(layers)) : glorot;
}

void initialise(const ParameterSpec& spec, std::size_t index, std::int64_t layers, std::uint64_t seed, float* into)
{
    const auto count = spec.count();
    if (spec.isNormGain || spec.shape.size() == 1) {
        std::fill_n(into, count, spec.isNormGain ? 1.0F : 0.0F);
        return;
    }
    Random random(seed, static_cast<std::uint64_t>(Stream::Weights), index);
    const double deviation = initialDeviation(spec, layers);
    std::generate_n(into, count, [&] { return static_cast<float>(deviation * random.normal()); });
}

} // namespace

EncoderConfig withLayers(EncoderConfig config, std::int64_t layers)
{
    const auto repeat = [&](std::vector<std::int64_t>& widths) {
        if (widths.empty())
            return;
        const std::vector<std::int64_t> given = std::exchange(widths, {});
        for (std::int64_t layer = 0; layer < layers; ++layer)
            widths.push_back(given[static_cast<std::size_t>(layer % config.layers)]);
    };
    repeat(config.headsKept);
    repeat(config.feedForwardKept);
    config.layers = layers;
    return config;
}

at::Tensor initialWeights(const ParameterLayout& layout, std::uint64_t seed)
{
    at::Tensor weights = at::zeros({ layout.count() });
    for (std::size_t i = 0; i < layout.specs().size(); ++i)
        initialise(layout.specs()[i], i, layout.layers(), seed, weights.data_ptr<float>() + layout.specs()[i].offset);
    return weights;
}

namespace {

/// The name in the given model that a parameter starts from; `exitLayer` are those of the new one.
std::string sourceName(
    const std::string& name, const EncoderConfig& from, const std::vector<std::int32_t>& exitLayer)
{
    const auto numbered = [&](std::string_view prefix, auto&& map) {
        const auto dot = name.find('.', prefix.size());
        const auto number = std::stoll(name.substr(prefix.size(), dot - prefix.size()));
        return std::string(prefix) + std::to_string(map(number)) + name.substr(dot);
    };
    if (name.starts_with("bert.encoder.layer."))
        return numbered("bert.encoder.layer.", [&](long long layer) { return layer % from.layers; });
    if (name.starts_with("exits.")) {
        return numbered("exits.", [&](long long exit) {
            const auto same = std::ranges::find(from.exitLayer, exitLayer[static_cast<std::size_t>(exit)]);
            const auto last = std::ssize(from.exitLayer) - 1;
            return std::min<std::ptrdiff_t>(same - from.exitLayer.begin(), last);
        });
    }
    return name;
}

} // namespace

at::Tensor grownWeights(const ParameterLayout& from, const EncoderConfig& fromConfig, const at::Tensor& weights,
    const ParameterLayout& to, std::uint64_t seed)
{
    at::Tensor grown = initialWeights(to, seed);
    for (const ParameterSpec& spec : to.specs()) {
        if (spec.name.starts_with("exits.") && to.head() != from.head())
            continue; // a classifier that read something else
        const auto* source = from.find(sourceName(spec.name, fromConfig, to.exitLayer()));
        if (source && source->shape == spec.shape)
            std::copy_n(weights.data_ptr<float>() + source->offset, spec.count(), grown.data_ptr<float>() + spec.offset);
    }
    return grown;
}

} // namespace exitscope::engine
