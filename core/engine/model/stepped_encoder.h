#pragma once

#include "core/engine/model/packed_encoder.h"
#include "core/engine/model/row_store.h"
#include "core/engine/model/token_rows.h"

#include <ATen/core/Tensor.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace exitscope::engine {

/// Sequences that stand before the same layer, their tokens one behind the other.
class PackedRows
{
public:
    const std::vector<std::int64_t>& units() const { return m_units; }     ///< [S] whose they are
    const std::vector<std::int32_t>& lengths() const { return m_lengths; } ///< [S]
    std::int64_t rows() const { return m_rows.rows(); }                           ///< T
    at::Tensor state() const { return m_rows.state(); }      ///< [T, H] F32; not when empty

    void append(std::span<const std::int64_t> units, std::span<const std::int32_t> lengths, const at::Tensor& state);
    /// The sequences of `from` [S] whose flag is 0.
    void appendStaying(const PackedRows& from, std::span<const std::uint8_t> leaves);
    void clear();

private:
    std::vector<std::int64_t> m_units;
    std::vector<std::int32_t> m_lengths;
    RowStore m_rows;
};

/// What an exit says of n sequences that were asked for.
struct StepScores
{
    std::vector<float> logits;     ///< [n, C]
    std::vector<float> learned;    ///< [n], or empty
    std::vector<float> similarity; ///< [n], or empty
};

/// A PackedEncoder layer by layer, for one stream: sequences may leave, and others join them, between two layers. The
/// numbers are those of PackedEncoder::run() but for the rounding of the products.
class SteppedEncoder
{
public:
    explicit SteppedEncoder(std::shared_ptr<const PackedEncoder> encoder);

    /// The sequences of `pack`, `units` [S], before layer 0.
    void embed(const Pack& pack, std::span<const std::int64_t> units, PackedRows& to);
    /// Layer `layer` (0-based) in place. `withBelow` remembers the first tokens' states before it, for similarity().
    void runLayer(std::size_t layer, PackedRows& rows, bool withBelow);
    /// The same with tokens that are active or frozen each: `layers` [T] says through how many a token goes (0: it is frozen
    /// from the start; empty: as far as its unit), `unitOf` [T] whose it is, and pack.asked which of them are asked.
    void embed(const Pack& pack, std::span<const std::int32_t> layers, std::span<const std::int64_t> unitOf, TokenRows& to);
    void runLayer(std::size_t layer, TokenRows& rows, bool withBelow, TokenForm form);
    /// Of all sequences that went through the last runLayer() [S], or of all asked tokens: the cosine of their (first)
    /// tokens' states after and before it.
    void similarity(StepScores& scores) const;
    /// The head and the exit module of `exit` (0-based) on the sequences, or asked tokens, `which` [n] of those that went
    /// through the last runLayer().
    void runHead(std::size_t exit, std::span<const std::int64_t> which, StepScores& scores) const;

    /// The head of `exit` on states [n, H] that were kept: [n, C].
    at::Tensor logitsOf(std::size_t exit, const at::Tensor& states) const;

    const EncoderConfig& config() const { return m_encoder->config(); }

private:
    std::shared_ptr<const PackedEncoder> m_encoder;
    PackWorkspace m_workspace;
    at::Tensor m_first, m_below; ///< [S, H] first (or asked) tokens' states after and before the last layer
};

} // namespace exitscope::engine
