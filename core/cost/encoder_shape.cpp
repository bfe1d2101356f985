#include "core/cost/encoder_shape.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace exitscope::cost {

namespace {

constexpr std::int64_t flopsPerMac = 2;
constexpr std::int64_t largestExtent = 100'000'000;

std::int64_t headSizeOf(const EncoderShape& shape)
{
    return shape.headSize > 0 ? shape.headSize : shape.hidden / std::max<std::int64_t>(shape.heads, 1);
}

std::int64_t embeddingWidth(const EncoderShape& shape)
{
    return shape.embedding > 0 ? shape.embedding : shape.hidden;
}

std::int64_t kept(const std::vector<std::int64_t>& perLayer, std::int64_t layer, std::int64_t all)
{
    return perLayer.empty() ? all : perLayer[static_cast<std::size_t>(layer)];
}

std::int64_t headsOf(const EncoderShape& shape, std::int64_t layer)
{
    return kept(shape.headsKept, layer, shape.heads);
}

std::int64_t feedForwardOf(const EncoderShape& shape, std::int64_t layer)
{
    return kept(shape.feedForwardKept, layer, shape.feedForward);
}

std::int64_t layerParameters(const EncoderShape& shape, std::int64_t layer)
{
    const std::int64_t h = shape.hidden;
    const std::int64_t a = headsOf(shape, layer) * headSizeOf(shape);
    const std::int64_t f = feedForwardOf(shape, layer);
    return 3 * (h * a + a) + (a * h + h) + (h * f + f) + (f * h + h) + 4 * h;
}

constexpr const char* nameOf(HeadKind kind)
{
    switch (kind) {
    case HeadKind::PoolerPerExit:
        return "pooler";
    case HeadKind::SharedPooler:
        return "shared_pooler";
    case HeadKind::Direct:
        return "direct";
    }
    return "";
}

struct Number
{
    const char* key;
    std::int64_t EncoderShape::*field;
};

constexpr Number numbers[] { { "layers", &EncoderShape::layers }, { "hidden", &EncoderShape::hidden },
    { "heads", &EncoderShape::heads }, { "ff", &EncoderShape::feedForward }, { "head_size", &EncoderShape::headSize },
    { "vocab", &EncoderShape::vocabulary }, { "positions", &EncoderShape::positions },
    { "types", &EncoderShape::types }, { "embedding", &EncoderShape::embedding },
    { "classes", &EncoderShape::classes }, { "exits", &EncoderShape::exits } };

bool makesAModel(const EncoderShape& shape)
{
    const auto sane = [&](const Number& number) {
        return shape.*(number.field) >= 0 && shape.*(number.field) <= largestExtent;
    };
    const auto perLayer = [&](const std::vector<std::int64_t>& values, std::int64_t most) {
        return values.empty()
            || (static_cast<std::int64_t>(values.size()) == shape.layers
                && std::all_of(values.begin(), values.end(), [&](auto value) { return value >= 0 && value <= most; }));
    };
    return std::all_of(std::begin(numbers), std::end(numbers), sane) && shape.layers > 0 && shape.layers <= 10'000
        && shape.hidden > 0 && shape.hidden <= 1'000'000 && shape.heads > 0 && shape.feedForward <= 10'000'000
        && shape.wordRank >= 0 && shape.wordRank <= shape.hidden && shape.exits > 0 && perLayer(shape.headsKept, shape.heads)
        && perLayer(shape.feedForwardKept, shape.feedForward);
}

} // namespace

std::string toJson(const EncoderShape& shape)
{
    nlohmann::ordered_json json;
    for (const auto& [key, field] : numbers)
        json[key] = shape.*field;
    json["head"] = nameOf(shape.head);
    json["shared_layers"] = shape.sharedLayers;
    if (shape.wordRank > 0)
        json["word_rank"] = shape.wordRank;
    if (!shape.headsKept.empty())
        json["heads_kept"] = shape.headsKept;
    if (!shape.feedForwardKept.empty())
        json["ff_kept"] = shape.feedForwardKept;
    return json.dump();
}

std::optional<EncoderShape> shapeFromJson(std::string_view text)
{
    const auto json = nlohmann::json::parse(text, nullptr, false);
    if (!json.is_object())
        return std::nullopt;
    EncoderShape shape;
    try {
        for (const auto& [key, field] : numbers)
            shape.*field = json.value(key, shape.*field);
        const auto head = json.value("head", std::string(nameOf(HeadKind::PoolerPerExit)));
        for (const auto kind : { HeadKind::PoolerPerExit, HeadKind::SharedPooler, HeadKind::Direct })
            if (head == nameOf(kind))
                shape.head = kind;
        shape.sharedLayers = json.value("shared_layers", false);
        shape.wordRank = json.value("word_rank", shape.wordRank);
        shape.headsKept = json.value("heads_kept", shape.headsKept);
        shape.feedForwardKept = json.value("ff_kept", shape.feedForwardKept);
    } catch (const nlohmann::json::exception&) {
        return std::nullopt; // a number that is text, and the like
    }
    return makesAModel(shape) ? std::optional(shape) : std::nullopt;
}

std::int64_t layerMacs(const EncoderShape& shape, std::int64_t layer, std::int64_t tokens)
{
    const std::int64_t a = headsOf(shape, layer) * headSizeOf(shape);
    const std::int64_t f = feedForwardOf(shape, layer);
    return 4 * tokens * shape.hidden * a + 2 * tokens * tokens * a + 2 * tokens * shape.hidden * f;
}

std::int64_t headMacs(const EncoderShape& shape)
{
    const std::int64_t pooler = shape.head == HeadKind::Direct ? 0 : shape.hidden * shape.hidden;
    return pooler + shape.hidden * shape.classes;
}

std::int64_t embeddingMacs(const EncoderShape& shape, std::int64_t tokens)
{
    const std::int64_t width = shape.wordRank > 0 ? shape.wordRank : embeddingWidth(shape);
    const bool isWhole = shape.wordRank == 0 && width == shape.hidden;
    return isWhole ? 0 : tokens * width * shape.hidden;
}

std::int64_t encoderMacs(const EncoderShape& shape, std::int64_t tokens)
{
    std::int64_t total = 0;
    for (std::int64_t layer = 0; layer < shape.layers; ++layer)
        total += layerMacs(shape, layer, tokens);
    return total;
}

double fullFlops(const EncoderShape& shape, std::int64_t tokens)
{
    return static_cast<double>(
        flopsPerMac * (embeddingMacs(shape, tokens) + encoderMacs(shape, tokens) + headMacs(shape)));
}

std::vector<float> cumulativeFlops(
    const EncoderShape& shape, std::span<const std::int32_t> lengths, std::span<const std::int32_t> exitLayer)
{
    std::vector<float> flops;
    flops.reserve(lengths.size() * exitLayer.size());
    for (const std::int32_t length : lengths) {
        std::int64_t macs = embeddingMacs(shape, length);
        std::int64_t layer = 0;
        for (const std::int32_t exit : exitLayer) {
            for (; layer < exit && layer < shape.layers; ++layer)
                macs += layerMacs(shape, layer, length);
            macs += headMacs(shape);
            flops.push_back(static_cast<float>(flopsPerMac * macs));
        }
    }
    return flops;
}

std::vector<float> cumulativeFlops(const EncoderShape& shape, std::span<const std::int32_t> sequences,
    std::span<const std::int32_t> exitLayer, std::int64_t heads)
{
    std::int64_t macs = 0;
    for (const std::int32_t length : sequences)
        macs += embeddingMacs(shape, length);
    std::vector<float> flops;
    std::int64_t layer = 0;
    for (const std::int32_t exit : exitLayer) {
        for (; layer < exit && layer < shape.layers; ++layer)
            for (const std::int32_t length : sequences)
                macs += layerMacs(shape, layer, length);
        macs += heads * headMacs(shape);
        flops.push_back(static_cast<float>(flopsPerMac * macs));
    }
    return flops;
}

std::int64_t tokenLayerMacs(const EncoderShape& shape, std::int64_t layer, std::int64_t active, std::int64_t tokens)
{
    if (active == 0)
        return 0;
    const std::int64_t a = headsOf(shape, layer) * headSizeOf(shape);
    const std::int64_t f = feedForwardOf(shape, layer);
    return 2 * (active + tokens) * shape.hidden * a + 2 * active * tokens * a + 2 * active * shape.hidden * f;
}

std::int64_t elueMacs(const EncoderShape& shape, std::int64_t tokens)
{
    const std::int64_t h = shape.hidden;
    const std::int64_t d = headSizeOf(shape);
    std::int64_t total = 2 * tokens * embeddingWidth(shape) + embeddingMacs(shape, tokens);
    for (std::int64_t layer = 0; layer < shape.layers; ++layer) {
        const std::int64_t heads = headsOf(shape, layer);
        const std::int64_t a = heads * d;
        const std::int64_t attention = 3 * tokens * h * a + heads * (2 * tokens * tokens + 2 * d * tokens * tokens);
        const std::int64_t output = tokens * a * h;
        const std::int64_t feedForward = 2 * tokens * h * feedForwardOf(shape, layer);
        const std::int64_t norms = 2 * (2 * tokens * h);
        total += attention + output + feedForward + norms;
    }
    return total + shape.exits * headMacs(shape);
}

ParameterCount parameterCount(const EncoderShape& shape)
{
    const std::int64_t h = shape.hidden;
    const std::int64_t width = embeddingWidth(shape);
    ParameterCount count;
    const std::int64_t words = shape.wordRank > 0 ? shape.wordRank : width;
    count.embeddings = shape.vocabulary * words + (shape.positions + shape.types) * width + 2 * width;
    count.projection = (width == h ? 0 : width * h + h) + shape.wordRank * h;
    for (std::int64_t layer = 0; layer < (shape.sharedLayers ? 1 : shape.layers); ++layer)
        count.layers += layerParameters(shape, layer);
    const std::int64_t poolers = shape.head == HeadKind::PoolerPerExit ? shape.exits
        : shape.head == HeadKind::SharedPooler                         ? 1
                                                                       : 0;
    count.heads = poolers * (h * h + h) + shape.exits * (h * shape.classes + shape.classes);
    return count;
}

} // namespace exitscope::cost
