#include "core/engine/model/packed_encoder.h"

#include "core/engine/checkpoint/checkpoint.h"
#include "core/engine/model/exit_output.h"
#include "core/engine/model/load_weights.h"
#include "core/engine/model/packed_encoder_impl.h"
#include "core/engine/model/row_kernels.h"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <type_traits>

namespace exitscope::engine {

void PackWorkspace::Buffers::grow(
    const EncoderConfig& config, Precision precision, std::int64_t wantedRows, std::int64_t wantedLongest)
{
    if (wantedRows > rows) {
        const auto type = precision == Precision::BF16 ? at::kBFloat16 : at::kFloat;
        rows = wantedRows;
        state = at::empty({ rows, config.hidden }, at::kFloat);
        if (precision == Precision::BF16)
            half = at::empty({ rows, config.hidden }, type);
        const std::int64_t attended = config.heads * config.sizeOfHead();
        qkv = at::empty({ rows, 3 * attended }, type);
        context = at::empty({ rows, attended }, type);
        product = at::empty({ rows, config.hidden }, type);
        wide = at::empty({ rows, config.feedForward }, type);
    }
    if (wantedLongest > longest) {
        longest = wantedLongest;
        const std::size_t floats = attentionScratch(longest, config.sizeOfHead());
        scratch = at::empty({ static_cast<std::int64_t>(floats) }, at::kFloat);
    }
}

void PackWorkspace::Buffers::growActive(std::int64_t hidden, bool isHalf)
{
    if (active.defined() && active.size(0) >= rows)
        return;
    active = at::empty({ rows, hidden }, at::kFloat);
    if (isHalf)
        activeHalf = at::empty({ rows, hidden }, at::kBFloat16);
}

PackWorkspace::PackWorkspace()
    : m_buffers(std::make_unique<Buffers>())
{ }
PackWorkspace::~PackWorkspace() = default;

namespace {

RowActivation rowActivation(Activation activation)
{
    switch (activation) {
    case Activation::GeluErf:
        return RowActivation::GeluErf;
    case Activation::GeluTanh:
        return RowActivation::GeluTanh;
    case Activation::Relu:
        return RowActivation::Relu;
    }
    return RowActivation::GeluErf;
}

RowNorm rowNorm(const NormWeights& norm, double epsilon)
{
    return { .weight = dataOf<const float>(norm.weight),
        .bias = dataOf<const float>(norm.bias),
        .epsilon = static_cast<float>(epsilon) };
}

/// rows[i] of `from` into row i of `to`; both are contiguous and as wide as each other.
void takeRows(const at::Tensor& from, std::span<const std::int64_t> rows, const at::Tensor& to)
{
    const auto bytes = static_cast<std::size_t>(from.size(1)) * from.element_size();
    const auto* source = dataOf<const std::byte>(from);
    auto* target = dataOf<std::byte>(to);
    for (std::size_t i = 0; i < rows.size(); ++i)
        std::memcpy(target + i * bytes, source + static_cast<std::size_t>(rows[i]) * bytes, bytes);
}

/// The reverse.
void putRows(const at::Tensor& from, std::span<const std::int64_t> rows, const at::Tensor& to)
{
    const auto bytes = static_cast<std::size_t>(from.size(1)) * from.element_size();
    const auto* source = dataOf<const std::byte>(from);
    auto* target = dataOf<std::byte>(to);
    for (std::size_t i = 0; i < rows.size(); ++i)
        std::memcpy(target + static_cast<std::size_t>(rows[i]) * bytes, source + i * bytes, bytes);
}

void copyOut(const at::Tensor& tensor, float* to)
{
    const at::Tensor values = tensor.contiguous();
    std::copy_n(dataOf<const float>(values), values.numel(), to);
}

} // namespace

PackedEncoder::Impl::Impl(std::shared_ptr<const Checkpoint> checkpoint, Precision precision)
    : m_checkpoint(std::move(checkpoint))
    , m_config(m_checkpoint->config())
    , m_weights(loadWeights(m_checkpoint->encoder()))
    , m_precision(precision)
{
    const c10::InferenceMode inference;
    const auto type = precision == Precision::BF16 ? at::kBFloat16 : at::kFloat;
    std::vector<std::pair<const void*, Layer>> made; // ALBERT's layers are one: convert it once
    for (const LayerWeights& source : m_weights.layers) {
        const void* key = source.up.weight.data_ptr();
        const auto same
            = std::find_if(made.begin(), made.end(), [&](const auto& entry) { return entry.first == key; });
        if (same != made.end()) {
            m_layers.push_back(same->second);
            continue;
        }
        Layer layer;
        for (const LinearWeights* part : { &source.query, &source.key, &source.value })
            layer.inputs.push_back(part->weight.to(type).t());
        layer.output = source.output.weight.to(type).t();
        layer.up = source.up.weight.to(type).t();
        layer.down = source.down.weight.to(type).t();
        layer.inputBias = at::cat({ source.query.bias, source.key.bias, source.value.bias });
        layer.attended = layer.output.size(0);
        layer.heads = layer.attended / m_config.sizeOfHead();
        layer.inner = layer.up.size(1);
        layer.source = source;
        made.emplace_back(key, layer);
        m_layers.push_back(std::move(layer));
    }
}

std::optional<PackScores> PackedEncoder::Impl::run(
    const Pack& pack, PackWorkspace::Buffers& buffers, const std::function<bool()>& proceed, Keep keep) const
{
    const c10::InferenceMode inference; // per thread
    const auto rows = static_cast<std::int64_t>(pack.ids.size());
    const auto asked = pack.askedRows();
    buffers.grow(m_config, m_precision, rows, *std::max_element(pack.lengths.begin(), pack.lengths.end()));
    embed(pack, buffers);

    PackScores scores;
    const auto exits = static_cast<std::size_t>(m_config.exitLayer.size());
    scores.logits.resize(asked * static_cast<std::size_t>(m_config.classes) * exits);
    scores.similarity.resize(asked * exits);
    if (m_config.exitModule != ExitModule::None)
        scores.learned.resize(asked * exits);

    const at::Tensor state = rowsOf(buffers.state, rows);
    at::Tensor below = state.index_select(0, buffers.askedRows);
    const auto keepState = [&](const at::Tensor& rowsAsked) {
        if (keep == Keep::Scores)
            return;
        scores.states.resize(scores.states.size() + static_cast<std::size_t>(rowsAsked.numel()));
        copyOut(rowsAsked, scores.states.data() + scores.states.size() - rowsAsked.numel());
    };
    keepState(below);
    std::size_t exit = 0;
    for (std::size_t layer = 0; layer < m_layers.size(); ++layer) {
        if (proceed && !proceed())
            return std::nullopt;
        runLayer(m_layers[layer], state, pack.lengths, buffers);
        const at::Tensor above = state.index_select(0, buffers.askedRows);
        keepState(above);
        if (exit < exits && m_config.exitLayer[exit] == static_cast<std::int32_t>(layer + 1))
            score(exit++, above, below, scores);
        below = above;
    }
    return scores;
}

at::Tensor PackedEncoder::Impl::words(const Pack& pack) const
{
    const at::Tensor ids = at::tensor(at::ArrayRef<std::int32_t>(pack.ids), at::kInt);
    const at::Tensor rows = m_weights.wordEmbedding.index_select(0, ids).to(at::kFloat);
    return m_weights.wordProjection.defined() ? rows.mm(m_weights.wordProjection.t()) : rows;
}

void PackedEncoder::Impl::embed(const Pack& pack, PackWorkspace::Buffers& buffers) const
{
    const auto rows = static_cast<std::int64_t>(pack.ids.size());
    buffers.positions.clear();
    std::vector<std::int64_t> asked(pack.asked.begin(), pack.asked.end());
    for (const std::int32_t length : pack.lengths) {
        if (pack.asked.empty())
            asked.push_back(static_cast<std::int64_t>(buffers.positions.size()));
        for (std::int32_t position = 0; position < length; ++position)
            buffers.positions.push_back(position + static_cast<std::int32_t>(m_config.positionOffset));
    }
    assert(buffers.positions.size() == pack.ids.size());
    buffers.askedRows = at::tensor(asked, at::kLong);
    buffers.types = pack.types;
    buffers.types.resize(pack.ids.size(), 0);

    const at::Tensor words = this->words(pack);
    const RowKernels& kernels = rowKernels();
    const bool hasTypes = m_weights.typeEmbedding.defined();
    kernels.embed(dataOf<float>(words), dataOf<const float>(m_weights.positionEmbedding),
        buffers.positions.data(), hasTypes ? dataOf<const float>(m_weights.typeEmbedding) : nullptr,
        buffers.types.data(), rowNorm(m_weights.embeddingNorm, m_config.layerNormEpsilon), rows,
        m_config.embedding);
    at::Tensor state = rowsOf(buffers.state, rows);
    if (m_weights.projection.weight.defined())
        at::addmm_out(state, m_weights.projection.bias, words, m_weights.projection.weight.t());
    else
        state.copy_(words);
    if (m_precision == Precision::BF16)
        kernels.toHalf(dataOf<float>(state), dataOf<BFloat16>(buffers.half), state.numel());
}

template <typename T>
void PackedEncoder::Impl::attend(const Layer& layer, std::span<const std::int32_t> lengths,
    std::span<const std::int32_t> queries, PackWorkspace::Buffers& buffers) const
{
    const RowKernels& kernels = rowKernels();
    const std::int64_t width = layer.attended, stride = 3 * width;
    T* rows = dataOf<T>(buffers.qkv);
    AttentionTask<T> task { .query = rows,
        .key = rows + width,
        .value = rows + 2 * width,
        .bias = dataOf<const float>(layer.inputBias),
        .output = dataOf<T>(buffers.context),
        .queries = 0,
        .tokens = 0,
        .heads = layer.heads,
        .size = m_config.sizeOfHead(),
        .stride = stride,
        .scratch = dataOf<float>(buffers.scratch) };
    for (std::size_t sequence = 0; sequence < lengths.size(); ++sequence) {
        task.tokens = lengths[sequence];
        task.queries = queries[sequence];
        if (task.queries > 0) {
            if constexpr (std::is_same_v<T, float>)
                kernels.attend(task);
            else
                kernels.attendHalf(task);
        }
        task.query += task.queries * stride;
        task.output += task.queries * width;
        task.key += task.tokens * stride;
        task.value += task.tokens * stride;
    }
}

void PackedEncoder::Impl::runLayer(const Layer& layer, const at::Tensor& state,
    std::span<const std::int32_t> lengths, PackWorkspace::Buffers& buffers, const ActiveRows* active) const
{
    const std::int64_t all = state.size(0);
    const std::int64_t rows = active ? static_cast<std::int64_t>(active->rows.size()) : all;
    const std::int64_t hidden = m_config.hidden;
    const bool isHalf = m_precision == Precision::BF16;
    const RowKernels& kernels = rowKernels();
    at::Tensor running = state, runningHalf = isHalf ? rowsOf(buffers.half, all) : at::Tensor();
    const at::Tensor attended = isHalf ? runningHalf : state;
    if (active) {
        buffers.growActive(hidden, isHalf);
        running = rowsOf(buffers.active, rows);
        takeRows(state, active->rows, running);
        if (isHalf) {
            runningHalf = rowsOf(buffers.activeHalf, rows);
            takeRows(attended, active->rows, runningHalf);
        }
    }
    const at::Tensor input = isHalf ? runningHalf : running;
    at::Tensor context = rowsOf(buffers.context, rows, layer.attended), product = rowsOf(buffers.product, rows),
               wide = rowsOf(buffers.wide, rows, layer.inner);
    const auto addNorm = [&](const LinearWeights& linear, const NormWeights& norm) {
        const RowNorm row = rowNorm(norm, m_config.layerNormEpsilon);
        const float* bias = dataOf<const float>(linear.bias);
        if (isHalf)
            kernels.addNormHalf(dataOf<float>(running), dataOf<BFloat16>(product), bias, row,
                dataOf<BFloat16>(input), rows, hidden);
        else
            kernels.addNorm(dataOf<float>(running), dataOf<float>(product), bias, row, rows, hidden);
    };

    for (std::size_t part = 0; part < layer.inputs.size(); ++part) {
        const bool isQuery = part == 0;
        at::Tensor slice = rowsOf(buffers.qkv, isQuery ? rows : all, 3 * layer.attended)
                               .narrow(1, static_cast<std::int64_t>(part) * layer.attended, layer.attended);
        at::mm_out(slice, isQuery ? input : attended, layer.inputs[part]);
    }
    const auto queries = active ? active->counts : lengths;
    isHalf ? attend<BFloat16>(layer, lengths, queries, buffers) : attend<float>(layer, lengths, queries, buffers);
    at::mm_out(product, context, layer.output);
    addNorm(layer.source.output, layer.source.attentionNorm);

    at::mm_out(wide, input, layer.up);
    const float* upBias = dataOf<const float>(layer.source.up.bias);
    const RowActivation activation = rowActivation(m_config.activation);
    if (isHalf)
        kernels.activateHalf(dataOf<BFloat16>(wide), upBias, activation, rows, layer.inner);
    else
        kernels.activate(dataOf<float>(wide), upBias, activation, rows, layer.inner);
    at::mm_out(product, wide, layer.down);
    addNorm(layer.source.down, layer.source.outputNorm);
    if (!active)
        return;
    putRows(running, active->rows, state);
    if (isHalf)
        putRows(runningHalf, active->rows, attended);
}

void PackedEncoder::Impl::score(
    std::size_t exit, const at::Tensor& state, const at::Tensor& below, PackScores& scores) const
{
    const ExitOutput output = exitOutput(m_config, m_weights, exit, state);
    const at::Tensor similarity = (state * below).sum(1) / (state.norm(2, 1) * below.norm(2, 1));
    const auto rows = static_cast<std::size_t>(state.size(0));
    const auto exits = m_config.exitLayer.size();
    const auto classes = static_cast<std::size_t>(m_config.classes);
    const auto scatter = [&](const at::Tensor& values, std::vector<float>& to, std::size_t width) {
        const float* from = dataOf<const float>(values);
        for (std::size_t row = 0; row < rows; ++row)
            std::copy_n(from + row * width, width, to.data() + (row * exits + exit) * width);
    };
    scatter(output.logits.contiguous(), scores.logits, classes);
    scatter(similarity.contiguous(), scores.similarity, 1);
    if (output.learned.defined())
        scatter(output.learned.contiguous(), scores.learned, 1);
}

PackedEncoder::PackedEncoder(std::shared_ptr<const Checkpoint> checkpoint, Precision precision)
    : m_impl(std::make_unique<const Impl>(std::move(checkpoint), precision))
{ }

PackedEncoder::~PackedEncoder() = default;

std::optional<PackScores> PackedEncoder::run(
    const Pack& pack, PackWorkspace& workspace, const std::function<bool()>& proceed, Keep keep) const
{
    return m_impl->run(pack, *workspace.m_buffers, proceed, keep);
}

std::vector<float> PackedEncoder::meanWords(const Pack& pack) const
{
    const c10::InferenceMode inference;
    const at::Tensor words = m_impl->words(pack);
    std::vector<float> means(pack.lengths.size() * static_cast<std::size_t>(words.size(1)));
    float* to = means.data();
    std::int64_t first = 0;
    for (const std::int32_t length : pack.lengths) {
        copyOut(words.narrow(0, first, length).mean(0), to);
        first += length;
        to += words.size(1);
    }
    return means;
}

const EncoderConfig& PackedEncoder::config() const { return m_impl->m_config; }

Precision PackedEncoder::precision() const { return m_impl->m_precision; }

int PackedEncoder::defaultPackTokens() const
{
    // More rows only cost memory; a layer of 768 rows of BERT-large takes a fifth of a second.
    return config().hidden >= 256 ? 768 : 1024;
}

} // namespace exitscope::engine
