#pragma once

#include "core/engine/model/decoder.h"
#include "core/engine/run/text_windows.h"
#include "core/trace/trace_writer.h"

#include <functional>
#include <memory>
#include <vector>

namespace exitscope::engine {

/// Leads a model through windows and asks every exit at every word: layers over blocks of rows, then the final norm and the head
/// of each exit over the block. Logits live for one block and exit. For one thread. What it says of a row does not depend on the
/// block that it is in.
class WindowReader
{
public:
    static constexpr std::int64_t usualBlock = 64;

    /// `rows`, `encodedRows`: of the longest window; `topWords`: likeliest words to keep; `block`: rows at a time.
    WindowReader(std::shared_ptr<const Decoder> decoder, std::int64_t rows, std::int64_t encodedRows, std::int64_t topWords,
        std::int64_t block = usualBlock);

    /// Before a block's heads: whether these units of the window [first, first + count) are wanted.
    using Wants = std::function<bool(std::int64_t first, std::int64_t count)>;
    /// What was found of them; the chunk has no unit numbers yet.
    using Found = std::function<void(std::int64_t first, trace::TraceChunk&& chunk)>;
    /// False once the job was stopped.
    bool read(const TextWindow& window, const Wants& wants, const Found& found, const JobContext& job);

private:
    void runLayers(std::span<const data::TokenId> ids, std::int64_t first);
    trace::TraceChunk askExits(const TextWindow& window, std::int64_t first, std::int64_t asked, std::int64_t rows);

    std::shared_ptr<const Decoder> m_decoder;
    DecoderSession m_session;
    std::int64_t m_topWords, m_block;
    std::vector<TextPlace> m_places;
    std::vector<float> m_below, m_state; ///< [rows, H]
    std::vector<float> m_states;         ///< [E, rows, H] of a block at every exit
    std::vector<float> m_similarity;     ///< [E, rows]
    std::vector<float> m_logits;         ///< [rows, V]
    std::vector<std::int32_t> m_final;   ///< [rows] what the last exit says
};

/// Cumulative FLOPs [N, E] of windows of these rows, of which the last `asked` are predicted, as a step-by-step decoding with exits
/// would spend them on the predicted words (methods.md §8.4): the layers up to the exit, keys and values of those above, and a vocabulary head at every exit up to
/// it. An encoder's own work and the words that are only read are left out.
std::vector<float> windowFlops(const DecoderConfig& config, const TextWindows& windows);

} // namespace exitscope::engine
