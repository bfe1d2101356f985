#include "core/engine/run/window_reader.h"

#include "core/calm/confidence.h"
#include "core/engine/run/step_cost.h"
#include "core/policy/compact_rows.h"
#include "core/policy/softmax_scores.h"

#include <algorithm>
#include <cassert>

namespace exitscope::engine {

WindowReader::WindowReader(std::shared_ptr<const Decoder> decoder, std::int64_t rows, std::int64_t encodedRows,
    std::int64_t topWords, std::int64_t block)
    : m_decoder(std::move(decoder))
    , m_session(m_decoder, 1, rows, encodedRows)
    , m_topWords(topWords)
    , m_block(block)
{
}

bool WindowReader::read(const TextWindow& window, const Wants& wants, const Found& found, const JobContext& job)
{
    m_session.clear(0);
    if (!window.encoded.empty())
        m_session.encode(0, window.encoded);
    const std::span<const data::TokenId> input = window.input;
    for (std::int64_t first = 0; first < std::ssize(input); first += m_block) {
        if (!job.proceed())
            return false;
        const std::int64_t rows = std::min(m_block, std::ssize(input) - first);
        runLayers(input.subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(rows)), first);
        const std::int64_t asked = std::max(first, window.firstAsked);
        const std::int64_t count = first + rows - asked;
        if (count <= 0 || !wants(asked - window.firstAsked, count))
            continue;
        found(asked - window.firstAsked, askExits(window, first, asked, rows));
    }
    return true;
}

/// All layers over a block, whose states are kept at every exit.
void WindowReader::runLayers(std::span<const data::TokenId> ids, std::int64_t first)
{
    const auto& config = m_decoder->config();
    const auto hidden = static_cast<std::size_t>(config.hidden), rows = ids.size();
    m_places.clear();
    for (std::size_t i = 0; i < rows; ++i)
        m_places.push_back({ 0, static_cast<std::int32_t>(first + static_cast<std::int64_t>(i)) });
    m_state.resize(rows * hidden);
    m_states.resize(config.exitLayer.size() * rows * hidden);
    m_similarity.resize(config.exitLayer.size() * rows);
    m_session.embed(ids, m_places, m_state.data());
    std::size_t exit = 0;
    for (std::int64_t layer = 1; layer <= config.decoder.layers; ++layer) {
        m_below = m_state;
        m_session.runLayer(layer - 1, m_places, m_state.data());
        if (exit == config.exitLayer.size() || config.exitLayer[exit] != layer)
            continue;
        std::copy(m_state.begin(), m_state.end(), m_states.begin() + static_cast<std::ptrdiff_t>(exit * rows * hidden));
        for (std::size_t i = 0; i < rows; ++i)
            m_similarity[exit * rows + i]
                = calm::stateSaturation({ m_state.data() + i * hidden, hidden }, { m_below.data() + i * hidden, hidden });
        ++exit;
    }
}

/// The rows from `asked` on of a block that begins at `first`. The last exit comes first: the others are ranked by what it says.
trace::TraceChunk WindowReader::askExits(
    const TextWindow& window, std::int64_t first, std::int64_t asked, std::int64_t rows)
{
    const auto& config = m_decoder->config();
    const std::size_t exits = config.exitLayer.size();
    const auto hidden = static_cast<std::size_t>(config.hidden), all = static_cast<std::size_t>(rows);
    const auto skipped = static_cast<std::size_t>(asked - first), count = all - skipped;
    auto chunk = policy::compactChunk(static_cast<std::int64_t>(count), static_cast<std::int64_t>(exits), m_topWords);
    const auto vocabulary = static_cast<std::size_t>(config.vocabulary);
    m_logits.resize(count * vocabulary);
    m_final.resize(count);
    chunk.similarity.resize(count * exits);
    if (config.hasClassifier)
        chunk.learned.resize(count * exits);
    for (std::size_t exit = exits; exit-- > 0;) {
        const float* states = m_states.data() + (exit * all + skipped) * hidden;
        m_session.logits(exit, states, static_cast<std::int64_t>(count), m_logits.data());
        for (std::size_t i = 0; i < count; ++i) {
            const std::span<const float> logits(m_logits.data() + i * vocabulary, vocabulary);
            if (exit + 1 == exits)
                policy::largestLogit(logits, config.vocabulary, { &m_final[i], 1 });
            policy::keepExit(chunk, static_cast<std::int64_t>(i), static_cast<std::int64_t>(exit),
                static_cast<std::int64_t>(exits), logits,
                window.next[static_cast<std::size_t>(asked) + i], m_final[i]);
            chunk.similarity[i * exits + exit] = m_similarity[exit * all + skipped + i];
            if (config.hasClassifier)
                chunk.learned[i * exits + exit] = m_session.chance(states + i * hidden);
        }
    }
    return chunk;
}

std::vector<float> windowFlops(const DecoderConfig& config, const TextWindows& windows)
{
    const cost::DecoderShape shape = decoderShape(config);
    const auto head = 2 * static_cast<double>(cost::wordHeadMacs(shape));
    std::vector<float> flops;
    for (std::int64_t at = 0; at < windows.windows(); ++at) {
        const TextWindow window = windows.window(at);
        const std::int64_t rows = std::ssize(window.input), encoded = std::ssize(window.encoded);
        double layer = 0, propagation = 0; // of all predicted words, one layer
        for (std::int64_t row = window.firstAsked; row < rows; ++row) {
            layer += 2 * static_cast<double>(cost::decoderLayerMacs(shape, row + 1, encoded));
            propagation += 2 * static_cast<double>(cost::propagationMacs(shape));
        }
        double heads = 0;
        for (const std::int32_t exit : config.exitLayer) {
            heads += head * static_cast<double>(window.units());
            flops.push_back(static_cast<float>(exit * layer + (static_cast<double>(shape.layers) - exit) * propagation + heads));
        }
    }
    return flops;
}

} // namespace exitscope::engine
