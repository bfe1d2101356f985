#include "core/engine/run/step_cost.h"

namespace exitscope::engine {

cost::DecoderShape decoderShape(const DecoderConfig& config)
{
    return { .layers = config.decoder.layers,
        .hidden = config.hidden,
        .heads = config.decoder.heads,
        .keyHeads = config.decoder.keyHeads,
        .headSize = config.headSize,
        .feedForward = config.decoder.feedForward,
        .isGated = config.isGated,
        .attendsEncoder = config.hasEncoder(),
        .vocabulary = config.vocabulary };
}

cost::TokenMeasure costMeasure(calm::TokenMeasure measure)
{
    switch (measure) {
    case calm::TokenMeasure::Full:
    case calm::TokenMeasure::Fixed:
    case calm::TokenMeasure::Oracle:
        return cost::TokenMeasure::None;
    case calm::TokenMeasure::Margin:
    case calm::TokenMeasure::Confidence:
    case calm::TokenMeasure::Entropy:
        return cost::TokenMeasure::Softmax;
    case calm::TokenMeasure::Saturation:
        return cost::TokenMeasure::Saturation;
    case calm::TokenMeasure::Learned:
        return cost::TokenMeasure::Classifier;
    }
    return cost::TokenMeasure::None;
}

} // namespace exitscope::engine
