#pragma once

#include "core/engine/engine.h"
#include "core/engine/model/encoder_config.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace exitscope::engine {

class Checkpoint;

/// Some sequences, their tokens one behind the other without padding.
struct Pack
{
    std::vector<std::int32_t> ids; ///< [T], below the vocabulary
    std::vector<std::int32_t> types; ///< [T], or empty = all 0
    std::vector<std::int32_t> lengths; ///< [S], at least 1 each; their sum is T
    /// [R] ascending rows (tokens of the pack, from 0) whose states the heads read; empty = the first of every sequence.
    std::vector<std::int32_t> asked;

    /// R
    std::size_t askedRows() const { return asked.empty() ? lengths.size() : asked.size(); }
};

/// What the exits say of each asked row of a pack. R rows, E exits, C classes, L layers.
struct PackScores
{
    std::vector<float> logits; ///< [R, E, C]
    std::vector<float> similarity; ///< [R, E]: cosine of the row's state here and a layer below (methods.md, 1.6)
    std::vector<float> learned; ///< [R, E]: the exit module's score (exit_output.h), or empty
    std::vector<float> states; ///< [L+1, R, H] the rows' states, row 0 the embedding; with Keep::States only
};

enum class Keep { Scores, States };

/// The buffers of one stream: grows to the largest pack it sees, then allocates nothing big.
class PackWorkspace
{
public:
    PackWorkspace();
    ~PackWorkspace();
    PackWorkspace(const PackWorkspace&) = delete;
    PackWorkspace& operator=(const PackWorkspace&) = delete;

    struct Buffers;

private:
    friend class PackedEncoder;
    friend class SteppedEncoder;
    std::unique_ptr<Buffers> m_buffers;
};

/// One full-depth pass over packed tokens (performance.md): products over all rows of a pack, attention per
/// sequence, exit heads on the asked rows only. A sequence's scores do not depend on what shares its
/// pack but for the rounding of the products, below 1e-5.
class PackedEncoder
{
public:
    /// F32 weights stay views of the checkpoint's map, which is kept alive. With BF16 the layers' weights are
    /// converted, and products take and give bfloat16; the running state, norms, attention and heads stay in
    /// F32.
    PackedEncoder(std::shared_ptr<const Checkpoint> checkpoint, Precision precision);
    ~PackedEncoder();

    /// Const and safe from several threads, each with a workspace of its own. `proceed` is asked before every
    /// layer; nothing comes back when it said no.
    std::optional<PackScores> run(const Pack& pack, PackWorkspace& workspace,
        const std::function<bool()>& proceed = {}, Keep keep = Keep::Scores) const;

    /// [S, E]: the mean of each sequence's word embeddings, special tokens included; what is known before layer 1.
    std::vector<float> meanWords(const Pack& pack) const;

    const EncoderConfig& config() const;
    Precision precision() const;
    /// Tokens in a pack that keep products efficient and a layer well under half a second.
    int defaultPackTokens() const;

private:
    friend class SteppedEncoder;
    struct Impl;
    std::unique_ptr<const Impl> m_impl;
};

} // namespace exitscope::engine
