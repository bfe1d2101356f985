#include "core/engine/checkpoint/cost_shape.h"

namespace exitscope::engine {

namespace {

cost::HeadKind costKind(const EncoderMap& map)
{
    if (!map.exits.back().dense)
        return cost::HeadKind::Direct;
    const bool isShared
        = map.config.head == HeadKind::SharedPooler || map.config.head == HeadKind::SharedLastHead;
    return isShared ? cost::HeadKind::SharedPooler : cost::HeadKind::PoolerPerExit;
}

} // namespace

cost::EncoderShape costShape(const EncoderMap& map)
{
    const EncoderConfig& config = map.config;
    cost::EncoderShape shape;
    shape.layers = config.layers;
    shape.hidden = config.hidden;
    shape.heads = config.heads;
    shape.feedForward = config.feedForward;
    shape.vocabulary = config.vocabulary;
    shape.positions = config.positions;
    shape.types = config.types;
    shape.embedding = config.embedding;
    shape.classes = config.classes;
    shape.exits = static_cast<std::int64_t>(config.exitLayer.size());
    shape.head = costKind(map);
    shape.sharedLayers = config.sharedLayers;
    shape.headSize = config.headSize;
    shape.headsKept = config.headsKept;
    shape.feedForwardKept = config.feedForwardKept;
    shape.wordRank = config.wordRank;
    return shape;
}

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

} // namespace exitscope::engine
