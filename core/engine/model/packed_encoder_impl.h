#pragma once

#include "core/engine/model/encoder_weights.h"
#include "core/engine/model/packed_encoder.h"

#include <ATen/ATen.h>

#include <cstdint>
#include <span>
#include <vector>

/// The inside of PackedEncoder, for the sources that run it: whole packs (packed_encoder.cpp), or layer by layer
/// (stepped_encoder.cpp).
namespace exitscope::engine {

template <typename T> T* dataOf(const at::Tensor& tensor) { return static_cast<T*>(tensor.data_ptr()); }

inline at::Tensor rowsOf(const at::Tensor& buffer, std::int64_t rows) { return buffer.narrow(0, 0, rows); }

/// [rows, width], one behind the other, in a buffer of rows at least as wide: layers of a slimmed model differ in width.
inline at::Tensor rowsOf(const at::Tensor& buffer, std::int64_t rows, std::int64_t width)
{
    return buffer.view({ -1 }).narrow(0, 0, rows * width).view({ rows, width });
}

/// Rows of a state that go through a layer; the others are frozen, and are only attended to.
struct ActiveRows
{
    std::span<const std::int64_t> rows; ///< ascending
    std::span<const std::int32_t> counts; ///< [S] how many of each sequence
};

struct PackWorkspace::Buffers
{
    std::int64_t rows = 0, longest = 0;
    at::Tensor state; ///< [T, H] F32: the running hidden state
    at::Tensor half; ///< [T, H] BF16 copy of it, where products take that
    at::Tensor qkv; ///< [T, 3A] of the widest layer, A = heads · head size
    at::Tensor context; ///< [T, A]
    at::Tensor product; ///< [T, H]
    at::Tensor wide; ///< [T, F] of the widest layer
    at::Tensor scratch; ///< attention
    at::Tensor active; ///< [T, H] F32: rows taken out of the state, where only some go through a layer
    at::Tensor activeHalf; ///< [T, H] BF16 of these
    at::Tensor askedRows; ///< [R] I64
    std::vector<std::int32_t> positions, types;

    void grow(const EncoderConfig& config, Precision precision, std::int64_t wantedRows,
        std::int64_t wantedLongest);
    void growActive(std::int64_t hidden, bool isHalf);
};

struct PackedEncoder::Impl
{
    struct Layer
    {
        std::vector<at::Tensor> inputs; ///< transposed weights of query, key and value
        at::Tensor output, up, down; ///< transposed weights
        at::Tensor inputBias; ///< [3A]
        std::int64_t heads = 0, attended = 0, inner = 0; ///< A = attended = heads · head size; inner = F
        LayerWeights source; ///< biases and norms
    };

    Impl(std::shared_ptr<const Checkpoint> checkpoint, Precision precision);

    std::optional<PackScores> run(const Pack& pack, PackWorkspace::Buffers& buffers,
        const std::function<bool()>& proceed, Keep keep) const;
    /// [T, E] F32 rows of the word table, of a factorised one after its projection.
    at::Tensor words(const Pack& pack) const;
    /// Into the first rows of buffers.state, and buffers.half.
    void embed(const Pack& pack, PackWorkspace::Buffers& buffers) const;
    /// One layer over `state` [T, H] in place; `lengths` sum to T. With BF16, buffers.half is the rounded state before
    /// and after.
    /// With `active` only these rows change, and only they are paid for but for the keys and values, which all rows give.
    void runLayer(const Layer& layer, const at::Tensor& state, std::span<const std::int32_t> lengths,
        PackWorkspace::Buffers& buffers, const ActiveRows* active = nullptr) const;
    /// `queries` [S]: how many rows of each sequence ask; they lie one behind the other at the head of buffers.qkv.
    template <typename T>
    void attend(const Layer& layer, std::span<const std::int32_t> lengths, std::span<const std::int32_t> queries,
        PackWorkspace::Buffers& buffers) const;
    void score(std::size_t exit, const at::Tensor& state, const at::Tensor& below, PackScores& scores) const;

    std::shared_ptr<const Checkpoint> m_checkpoint; ///< keeps alive what the weights view
    const EncoderConfig& m_config;
    EncoderWeights m_weights;
    Precision m_precision;
    std::vector<Layer> m_layers;
};

} // namespace exitscope::engine
