#include "core/engine/model/stepped_encoder.h"

#include "core/engine/model/exit_output.h"
#include "core/engine/model/packed_encoder_impl.h"
#include "core/engine/model/row_kernels.h"

#include <algorithm>
#include <cassert>

namespace exitscope::engine {

namespace {

void copyTo(std::vector<float>& values, const at::Tensor& tensor)
{
    const at::Tensor dense = tensor.contiguous();
    const float* from = dataOf<const float>(dense);
    values.assign(from, from + dense.numel());
}

at::Tensor firstStates(const PackedRows& rows)
{
    std::vector<std::int64_t> first;
    first.reserve(rows.lengths().size());
    std::int64_t at = 0;
    for (const std::int32_t length : rows.lengths()) {
        first.push_back(at);
        at += length;
    }
    return rows.state().index_select(0, at::tensor(first, at::kLong));
}

} // namespace

void PackedRows::append(
    std::span<const std::int64_t> units, std::span<const std::int32_t> lengths, const at::Tensor& state)
{
    assert(units.size() == lengths.size() && state.is_contiguous());
    std::copy_n(dataOf<const float>(state), state.numel(), m_rows.append(state.size(0), state.size(1)));
    m_units.insert(m_units.end(), units.begin(), units.end());
    m_lengths.insert(m_lengths.end(), lengths.begin(), lengths.end());
}

void PackedRows::appendStaying(const PackedRows& from, std::span<const std::uint8_t> leaves)
{
    assert(leaves.size() == from.m_units.size());
    std::int64_t staying = 0;
    for (std::size_t i = 0; i < leaves.size(); ++i)
        staying += leaves[i] ? 0 : from.m_lengths[i];
    if (staying == 0)
        return;
    const std::int64_t width = from.m_rows.width();
    const float* source = from.m_rows.data();
    float* target = m_rows.append(staying, width);
    for (std::size_t i = 0; i < leaves.size();) {
        std::int64_t rows = 0; // neighbours move together
        const std::uint8_t leave = leaves[i];
        for (; i < leaves.size() && leaves[i] == leave; ++i) {
            rows += from.m_lengths[i];
            if (!leave) {
                m_units.push_back(from.m_units[i]);
                m_lengths.push_back(from.m_lengths[i]);
            }
        }
        if (!leave)
            target = std::copy_n(source, rows * width, target);
        source += rows * width;
    }
}

void PackedRows::clear()
{
    m_units.clear();
    m_lengths.clear();
    m_rows.clear();
}

SteppedEncoder::SteppedEncoder(std::shared_ptr<const PackedEncoder> encoder)
    : m_encoder(std::move(encoder))
{ }

void SteppedEncoder::embed(const Pack& pack, std::span<const std::int64_t> units, PackedRows& to)
{
    const c10::InferenceMode inference; // per thread
    const auto& encoder = *m_encoder->m_impl;
    auto& buffers = *m_workspace.m_buffers;
    const auto rows = static_cast<std::int64_t>(pack.ids.size());
    buffers.grow(encoder.m_config, encoder.m_precision, rows, *std::ranges::max_element(pack.lengths));
    encoder.embed(pack, buffers);
    to.append(units, pack.lengths, rowsOf(buffers.state, rows));
}

void SteppedEncoder::runLayer(std::size_t layer, PackedRows& rows, bool withBelow)
{
    const c10::InferenceMode inference;
    const auto& encoder = *m_encoder->m_impl;
    auto& buffers = *m_workspace.m_buffers;
    const at::Tensor state = rows.state();
    m_below = withBelow ? firstStates(rows) : at::Tensor();
    buffers.grow(encoder.m_config, encoder.m_precision, rows.rows(), *std::ranges::max_element(rows.lengths()));
    if (encoder.m_precision == Precision::BF16)
        rowKernels().toHalf(dataOf<float>(state), dataOf<BFloat16>(buffers.half), state.numel());
    encoder.runLayer(encoder.m_layers[layer], state, rows.lengths(), buffers);
    m_first = firstStates(rows);
}

void SteppedEncoder::embed(
    const Pack& pack, std::span<const std::int32_t> layers, std::span<const std::int64_t> unitOf, TokenRows& to)
{
    const c10::InferenceMode inference;
    const auto& encoder = *m_encoder->m_impl;
    auto& buffers = *m_workspace.m_buffers;
    const auto rows = static_cast<std::int64_t>(pack.ids.size());
    buffers.grow(encoder.m_config, encoder.m_precision, rows, *std::ranges::max_element(pack.lengths));
    encoder.embed(pack, buffers);
    std::vector<std::int32_t> counts;
    std::vector<ActiveToken> active;
    std::size_t at = 0, asked = 0;
    for (const std::int32_t length : pack.lengths) {
        const std::size_t before = active.size();
        for (std::int32_t row = 0; row < length; ++row, ++at) {
            const bool isAsked
                = pack.asked.empty() ? row == 0 : asked < pack.asked.size() && pack.asked[asked] == static_cast<std::int32_t>(at);
            asked += isAsked ? 1 : 0;
            const std::int32_t most = layers.empty() ? ActiveToken::allLayers : layers[at];
            if (most > 0)
                active.push_back({ .row = row, .layers = most, .unit = unitOf[at], .isAsked = isAsked });
        }
        counts.push_back(static_cast<std::int32_t>(active.size() - before));
    }
    to.append(pack.lengths, counts, active, rowsOf(buffers.state, rows));
}

namespace {

at::Tensor statesAt(const TokenRows& rows, const std::vector<std::int64_t>& which)
{
    return rows.state().index_select(0, at::tensor(which, at::kLong));
}

} // namespace

void SteppedEncoder::runLayer(std::size_t layer, TokenRows& rows, bool withBelow, TokenForm form)
{
    const c10::InferenceMode inference;
    const auto& encoder = *m_encoder->m_impl;
    auto& buffers = *m_workspace.m_buffers;
    const at::Tensor state = rows.state();
    const auto asked = rows.askedRows();
    m_below = withBelow ? statesAt(rows, asked) : at::Tensor();
    buffers.grow(encoder.m_config, encoder.m_precision, rows.rows(), *std::ranges::max_element(rows.lengths()));
    if (encoder.m_precision == Precision::BF16)
        rowKernels().toHalf(dataOf<float>(state), dataOf<BFloat16>(buffers.half), state.numel());
    const bool isPartial = static_cast<std::int64_t>(rows.active().size()) < rows.rows();
    if (!isPartial) {
        encoder.runLayer(encoder.m_layers[layer], state, rows.lengths(), buffers);
    } else if (const auto active = rows.activeRows(); form == TokenForm::Compact) {
        const ActiveRows some { active, rows.counts() };
        encoder.runLayer(encoder.m_layers[layer], state, rows.lengths(), buffers, &some);
    } else {
        const at::Tensor chosen = at::tensor(active, at::kLong);
        const at::Tensor all = state.clone();
        encoder.runLayer(encoder.m_layers[layer], all, rows.lengths(), buffers);
        state.index_copy_(0, chosen, all.index_select(0, chosen)); // what left keeps its state
    }
    m_first = statesAt(rows, asked);
}

void SteppedEncoder::similarity(StepScores& scores) const
{
    const c10::InferenceMode inference;
    assert(m_below.defined());
    copyTo(scores.similarity, (m_first * m_below).sum(1) / (m_first.norm(2, 1) * m_below.norm(2, 1)));
}

void SteppedEncoder::runHead(std::size_t exit, std::span<const std::int64_t> which, StepScores& scores) const
{
    const c10::InferenceMode inference;
    const auto& encoder = *m_encoder->m_impl;
    const bool isAll = static_cast<std::int64_t>(which.size()) == m_first.size(0);
    const at::Tensor states = isAll
        ? m_first
        : m_first.index_select(0, at::tensor(at::ArrayRef<std::int64_t>(which.data(), which.size()), at::kLong));
    const ExitOutput output = exitOutput(encoder.m_config, encoder.m_weights, exit, states);
    copyTo(scores.logits, output.logits);
    if (output.learned.defined())
        copyTo(scores.learned, output.learned);
}

at::Tensor SteppedEncoder::logitsOf(std::size_t exit, const at::Tensor& states) const
{
    const c10::InferenceMode inference;
    const auto& encoder = *m_encoder->m_impl;
    return exitOutput(encoder.m_config, encoder.m_weights, exit, states).logits;
}

} // namespace exitscope::engine
