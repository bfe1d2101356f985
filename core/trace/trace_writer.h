#pragma once

#include "core/trace/trace.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace exitscope::trace {

/// What must be known before the first unit is written: it fixes the file's header, so that chunks can be written
/// at their final offset in any order.
struct TracePlan
{
    std::int64_t units = 0, exits = 0, classes = 0;
    std::vector<std::int32_t> exitLayer;
    bool isCompact = false; ///< the chunks hold scores in place of logits
    bool withLabels = false, withSimilarity = false, withLearned = false;
    bool withGold = false;                  ///< goldLogProb and goldRank
    bool withFinalRank = false;
    std::int64_t topCount = 0;              ///< K of topIds and topLogits; 0 = the trace has none
    std::int64_t embeddingWidth = 0;        ///< D of the chunks' embeddings; 0 = the trace has none
    std::vector<std::int64_t> example;      ///< [U] in token tasks; empty: U = N
    std::vector<std::int32_t> position;     ///< [U] in token tasks, or empty
    std::vector<std::int32_t> length;       ///< [N], or empty
    std::vector<float> layerFlops;          ///< [N, E], or empty
    /// In place of layerFlops: [n, E] for some lengths, asked for block by block so that N·E numbers need not be held.
    std::function<std::vector<float>(std::span<const std::int32_t> lengths)> layerFlopsOf;
    std::vector<std::int64_t> textOffset;   ///< [N+1], or empty
    std::vector<std::int64_t> unitText;     ///< [U, 2], or empty
    std::vector<std::int32_t> takenLayer;   ///< [U], or empty
    TraceInfo info;
    std::string identity; ///< hash over model, dataset, options: only a partial file with the same one is continued
};

/// The values of some consecutive-or-not units, in the order of `units`.
struct TraceChunk
{
    std::vector<std::int64_t> units {};
    std::vector<float> logits {};     ///< [n, E, C]; empty of a compact trace
    std::vector<std::int32_t> prediction {};           ///< [n, E] of a compact trace, as the three that follow
    std::vector<float> entropy {}, confidence {}, margin {}; ///< [n, E]
    std::vector<float> goldLogProb {};                 ///< [n, E] or empty
    std::vector<std::int32_t> goldRank {}, finalRank {};  ///< [n, E] or empty
    std::vector<std::int32_t> topIds {};               ///< [n, E, K] or empty
    std::vector<float> topLogits {};                   ///< [n, E, K] or empty
    std::vector<float> similarity {}; ///< [n, E] or empty
    std::vector<float> learned {};    ///< [n, E] or empty
    std::vector<float> embedding {};  ///< [n, D] or empty; where U = N
};

/// Writes `X.trace` by way of `X.trace.part` and a journal `X.trace.journal` that says which units are in. A killed
/// run leaves both; the next TraceWriter with the same plan.identity continues, another identity starts afresh.
/// What the plan holds per example is written at once and let go.
/// write() may be called from several threads (serialised inside). Nothing appears under the final name before finish().
class TraceWriter
{
public:
    TraceWriter(std::filesystem::path target, TracePlan plan);
    ~TraceWriter(); ///< without finish(): keeps the partial files for the next run
    TraceWriter(const TraceWriter&) = delete;
    TraceWriter& operator=(const TraceWriter&) = delete;

    /// Per unit, true when an earlier, killed run has it already.
    const std::vector<bool>& present() const;
    std::int64_t presentCount() const;

    void setLabels(std::span<const std::int64_t> labels); ///< [U]
    void setTargets(std::span<const float> targets);      ///< [U]
    void setText(std::span<const std::uint8_t> bytes);    ///< [textOffset.back()]
    /// The same in pieces, of a dataset whose text is not to be held in memory: from 0 on, one behind the other.
    void writeText(std::int64_t from, std::string_view text);
    void write(const TraceChunk& chunk);                  ///< data first, journal after (fsync in batches)
    void finish();                                        ///< fsync, rename, remove the journal
    void discard();                                       ///< removes the partial files

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

/// A trace made in memory as a file, atomically.
void writeTrace(const std::filesystem::path& path, const Trace& trace);

} // namespace exitscope::trace
