#include "core/engine/checkpoint/llama2c_file.h"

#include "core/error.h"

#include <cmath>
#include <cstring>
#include <functional>
#include <numeric>
#include <optional>

namespace exitscope::engine {

namespace {

struct Header
{
    std::int32_t hidden, feedForward, layers, heads, keyHeads, vocabulary, positions;
    std::int64_t words() const { return std::abs(static_cast<std::int64_t>(vocabulary)); }
    bool hasOwnHead() const { return vocabulary < 0; }
    std::int64_t headSize() const { return hidden / heads; }
};

bool makesModel(const Header& header)
{
    constexpr std::int32_t most = 1 << 17, mostLayers = 1 << 12; // so that no size overflows
    for (const std::int32_t number :
        { header.hidden, header.feedForward, header.layers, header.heads, header.keyHeads, header.positions })
        if (number < 1 || number > most)
            return false;
    return header.layers <= mostLayers && header.words() > 0 && header.words() <= (1 << 24) && header.hidden % header.heads == 0
        && header.heads % header.keyHeads == 0 && header.headSize() % 2 == 0;
}

std::optional<Header> headerOf(std::span<const std::byte> bytes)
{
    Header header {};
    if (bytes.size() < sizeof header)
        return std::nullopt;
    std::memcpy(&header, bytes.data(), sizeof header);
    return makesModel(header) ? std::optional(header) : std::nullopt;
}

/// The tensors in the file's order. Those of one kind lie together, layer after layer.
struct Kind
{
    const char* name;
    std::int64_t count;
    std::vector<std::int64_t> shape;
};

std::vector<Kind> kindsOf(const Header& h)
{
    const std::int64_t hidden = h.hidden, keys = h.keyHeads * h.headSize(), half = h.headSize() / 2;
    std::vector<Kind> kinds { { "embedding", 1, { h.words(), hidden } }, { "attention norm", h.layers, { hidden } },
        { "wq", h.layers, { hidden, hidden } }, { "wk", h.layers, { keys, hidden } },
        { "wv", h.layers, { keys, hidden } }, { "wo", h.layers, { hidden, hidden } },
        { "feed-forward norm", h.layers, { hidden } }, { "w1", h.layers, { h.feedForward, hidden } },
        { "w2", h.layers, { hidden, h.feedForward } }, { "w3", h.layers, { h.feedForward, hidden } },
        { "final norm", 1, { hidden } }, { "cosines", 1, { h.positions, half } }, { "sines", 1, { h.positions, half } } };
    if (h.hasOwnHead())
        kinds.push_back({ "head", 1, { h.words(), hidden } });
    return kinds;
}

/// Bytes of one tensor.
std::size_t sizeOf(const Kind& kind)
{
    return static_cast<std::size_t>(
               std::accumulate(kind.shape.begin(), kind.shape.end(), std::int64_t { 1 }, std::multiplies<>()))
        * sizeof(float);
}

std::size_t sizeOf(const std::vector<Kind>& kinds)
{
    std::size_t size = sizeof(Header);
    for (const Kind& kind : kinds)
        size += static_cast<std::size_t>(kind.count) * sizeOf(kind);
    return size;
}

DecoderConfig configOf(const Header& h)
{
    DecoderConfig config;
    config.family = DecoderFamily::Llama;
    config.modelType = "llama";
    config.decoder = { h.layers, h.heads, h.keyHeads, h.feedForward, true, false };
    config.hidden = h.hidden;
    config.headSize = h.headSize();
    config.vocabulary = h.words();
    config.positions = h.positions;
    config.norm = NormKind::Rms;
    config.normEpsilon = 1e-5;
    config.position = PositionKind::RotaryNeighbours;
    for (std::int64_t pair = 0; pair < config.headSize / 2; ++pair)
        config.rotaryFrequency.push_back(
            std::pow(10000.0, -2.0 * static_cast<double>(pair) / static_cast<double>(config.headSize)));
    config.isGated = true;
    config.activation = FeedActivation::Silu;
    config.attentionScale = 1 / std::sqrt(static_cast<double>(config.headSize));
    config.isTied = !h.hasOwnHead();
    config.firstToken = 1; // the format's own: BOS 1, EOS 2, and BOS again between texts
    config.lastTokens = { 1, 2 };
    config.exitLayer.resize(static_cast<std::size_t>(h.layers));
    std::iota(config.exitLayer.begin(), config.exitLayer.end(), 1);
    return config;
}

MatrixMap matrix(const io::TensorView& view)
{
    return { .weight = &view, .out = view.shape[0], .in = view.shape[1] };
}

/// `tensors` in the order of kindsOf().
void place(const Header& h, const std::vector<io::TensorView>& tensors, DecoderMap& map)
{
    const auto layers = static_cast<std::size_t>(h.layers);
    const auto at = [&](std::size_t kind, std::size_t layer) -> const io::TensorView& {
        return tensors[1 + kind * layers + layer]; // the embedding stands alone before the layers' kinds
    };
    map.wordEmbedding = &tensors.front();
    for (std::size_t layer = 0; layer < layers; ++layer)
        map.decoder.layers.push_back({ .self = { .norm = { .weight = &at(0, layer) },
                                           .query = matrix(at(1, layer)),
                                           .key = matrix(at(2, layer)),
                                           .value = matrix(at(3, layer)),
                                           .output = matrix(at(4, layer)) },
            .cross = {},
            .feedNorm = { .weight = &at(5, layer) },
            .gate = matrix(at(6, layer)),
            .up = matrix(at(8, layer)),
            .down = matrix(at(7, layer)) });
    map.decoder.finalNorm = { .weight = &tensors[1 + 9 * layers] };
    const ExitHeadMap head { .norm = map.decoder.finalNorm,
        .head = matrix(h.hasOwnHead() ? tensors.back() : tensors.front()) };
    map.exits.assign(layers, head);
    map.notes.push_back("the final norm and the head answer at every layer; untrained below the last, they say little in low layers "
        "(first_exit passes over those)");
}

} // namespace

std::shared_ptr<const Llama2cFile> Llama2cFile::open(const std::filesystem::path& path)
{
    auto model = std::make_shared<Llama2cFile>();
    model->m_file = io::MappedFile::open(path);
    const auto bytes = model->m_file->bytes();
    const auto header = headerOf(bytes);
    if (!header)
        throw InputError(path, "it is not a model of llama2.c: its first seven numbers make no model",
            "expected such a file, or a folder with config.json and model.safetensors");
    const auto kinds = kindsOf(*header);
    if (const std::size_t size = sizeOf(kinds); size != bytes.size())
        throw InputError(path,
            "it has " + std::to_string(bytes.size()) + " bytes, but the model that its header describes "
                + std::to_string(size),
            "is the file complete, and in llama2.c's float32 format?");
    std::size_t offset = sizeof(Header);
    for (const Kind& kind : kinds)
        for (std::int64_t index = 0; index < kind.count; ++index) {
            model->m_tensors.push_back({ .name = kind.name,
                .dtype = io::DType::F32,
                .shape = kind.shape,
                .bytes = bytes.subspan(offset, sizeOf(kind)) });
            offset += sizeOf(kind);
        }
    model->m_map.config = configOf(*header);
    place(*header, model->m_tensors, model->m_map);
    return model;
}

bool isLlama2cFile(const std::filesystem::path& path)
{
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error) || std::filesystem::file_size(path, error) < sizeof(Header))
        return false;
    const auto file = io::MappedFile::open(path);
    const auto header = headerOf(file->bytes());
    return header && sizeOf(kindsOf(*header)) == file->bytes().size();
}

} // namespace exitscope::engine
