#include "core/cost/decoder_shape.h"

#include <algorithm>

namespace exitscope::cost {

namespace {

std::int64_t headSize(const DecoderShape& shape)
{
    return shape.headSize > 0 ? shape.headSize : shape.hidden / shape.heads;
}

std::int64_t queryWidth(const DecoderShape& shape) { return shape.heads * headSize(shape); }

std::int64_t keyWidth(const DecoderShape& shape)
{
    return (shape.keyHeads > 0 ? shape.keyHeads : shape.heads) * headSize(shape);
}

/// The head's part in a step: every use of it, and other measures beside it.
std::int64_t answerMacs(const DecoderShape& shape, const TokenPath& path)
{
    const std::int64_t whole = wordHeadMacs(shape);
    switch (path.measure) {
    case TokenMeasure::None:
        return whole;
    case TokenMeasure::Saturation: {
        const std::int64_t tests = std::min(path.decisions, std::max<std::int64_t>(path.exit - 1, 0));
        return whole + tests * 3 * shape.hidden;
    }
    case TokenMeasure::Classifier:
        return whole + path.decisions * shape.hidden;
    case TokenMeasure::Softmax: {
        const std::int64_t last = path.exit == shape.layers ? whole : 0;
        return last + (path.wordsAsked < 0 ? path.decisions * whole : path.wordsAsked * shape.hidden);
    }
    }
    return whole;
}

} // namespace

std::int64_t decoderLayerMacs(const DecoderShape& shape, std::int64_t position, std::int64_t encoded)
{
    const std::int64_t d = shape.hidden, a = queryWidth(shape);
    const std::int64_t self = 2 * d * a + 2 * d * keyWidth(shape) + 2 * position * a;
    const std::int64_t cross = shape.attendsEncoder ? 2 * d * a + 2 * encoded * a : 0;
    return self + cross + (shape.isGated ? 3 : 2) * d * shape.feedForward;
}

std::int64_t propagationMacs(const DecoderShape& shape) { return 2 * shape.hidden * keyWidth(shape); }

std::int64_t wordHeadMacs(const DecoderShape& shape) { return shape.hidden * shape.vocabulary; }

std::int64_t encodedMacs(const DecoderShape& shape, std::int64_t encoded)
{
    return shape.attendsEncoder ? shape.layers * 2 * encoded * shape.hidden * keyWidth(shape) : 0;
}

std::int64_t fullStepMacs(const DecoderShape& shape, std::int64_t position, std::int64_t encoded)
{
    return stepMacs(shape, position, encoded, { .exit = shape.layers });
}

std::int64_t stepMacs(
    const DecoderShape& shape, std::int64_t position, std::int64_t encoded, const TokenPath& path)
{
    return path.exit * decoderLayerMacs(shape, position, encoded)
        + (shape.layers - path.exit) * propagationMacs(shape) + answerMacs(shape, path);
}

} // namespace exitscope::cost
