#include "core/engine/difficulty/unit_model.h"
#include "core/engine/train/checkpoint_files.h"
#include "core/error.h"

#include <ATen/ATen.h>

#include <algorithm>

namespace exitscope::engine {

namespace {

class UnitTransformer final : public UnitModel
{
public:
    UnitTransformer(const TransformerStart& start, std::uint64_t seed)
        : m_layout(start.config, MaskHead::Absent)
    {
        m_weights = initialWeights(m_layout, seed);
        if (start.weights.defined())
            for (const ParameterSpec& spec : m_layout.specs())
                if (!spec.name.ends_with("classifier.weight") && !spec.name.ends_with("classifier.bias"))
                    m_weights.narrow(0, spec.offset, spec.count()).copy_(start.weights.narrow(0, spec.offset, spec.count()));
        m_gradients = at::zeros_like(m_weights);
        m_ranges = trainedRanges(m_layout, [](const ParameterSpec&) { return true; });
        m_encoder = std::make_unique<TrainableEncoder>(start.config, m_layout, m_weights, m_gradients);
    }

    at::Tensor logits(const Pack& pack, const PassSeed& seed) const override
    {
        const auto states = m_encoder->states(pack, seed, m_encoder->config().layers);
        return m_encoder->exits(pack, states, seed).back().logits;
    }

private:
    ParameterLayout m_layout;
    std::unique_ptr<TrainableEncoder> m_encoder;
};

} // namespace

TransformerStart startFrom(const std::filesystem::path& model, std::int64_t outputs, bool isOfWords, bool isFromScratch)
{
    const auto layers = static_cast<std::int32_t>(storedLayers(model));
    InitialModel initial = readInitialModel(model, { layers }, outputs, isOfWords, ExitModule::None, 1);
    TransformerStart start { initial.config, {} };
    if (isFromScratch)
        return start;
    const ParameterLayout stored(initial.config, MaskHead::Present), layout(start.config, MaskHead::Absent);
    start.weights = at::zeros({ layout.count() });
    for (const ParameterSpec& spec : layout.specs())
        start.weights.narrow(0, spec.offset, spec.count())
            .copy_(initial.weights.narrow(0, stored.at(spec.name).offset, spec.count()));
    return start;
}

TransformerStart startOfShape(
    std::int64_t layers, std::int64_t hidden, std::int64_t vocabulary, std::int64_t positions, std::int64_t outputs, bool isOfWords)
{
    constexpr std::int64_t headWidth = 32;
    if (hidden % headWidth != 0)
        throw InputError("a transformer of " + std::to_string(hidden) + " hidden units has no whole number of heads",
            "give a multiple of " + std::to_string(headWidth));
    EncoderConfig config;
    config.layers = layers;
    config.hidden = config.embedding = hidden;
    config.heads = hidden / headWidth;
    config.feedForward = 4 * hidden;
    config.vocabulary = vocabulary;
    config.positions = positions;
    config.classes = outputs;
    config.classifiesTokens = isOfWords;
    config.exitLayer = { static_cast<std::int32_t>(layers) };
    return { config, {} };
}

std::unique_ptr<UnitModel> newTransformer(const TransformerStart& start, std::uint64_t seed)
{
    return std::make_unique<UnitTransformer>(start, seed);
}

} // namespace exitscope::engine
