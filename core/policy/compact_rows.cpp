#include "core/policy/compact_rows.h"

#include "core/calm/shortlist.h"
#include "core/policy/softmax_scores.h"

#include <limits>

namespace exitscope::policy {

trace::TraceChunk compactChunk(std::int64_t units, std::int64_t exits, std::int64_t topCount)
{
    trace::TraceChunk chunk;
    const auto size = static_cast<std::size_t>(units * exits);
    for (auto* scores : { &chunk.entropy, &chunk.confidence, &chunk.margin, &chunk.goldLogProb })
        scores->resize(size);
    for (auto* classes : { &chunk.prediction, &chunk.goldRank, &chunk.finalRank })
        classes->resize(size);
    chunk.topIds.resize(size * static_cast<std::size_t>(topCount));
    chunk.topLogits.resize(chunk.topIds.size());
    return chunk;
}

void keepExit(trace::TraceChunk& chunk, std::int64_t row, std::int64_t exit, std::int64_t exits,
    std::span<const float> logits, std::int64_t gold, std::int32_t final)
{
    const auto at = static_cast<std::size_t>(row * exits + exit);
    const RowScores scores = rowScores(logits);
    chunk.prediction[at] = scores.largest;
    chunk.entropy[at] = scores.entropy;
    chunk.confidence[at] = scores.confidence;
    chunk.margin[at] = scores.margin;
    chunk.finalRank[at] = rankOf(logits, final);
    if (gold >= 0) {
        chunk.goldLogProb[at] = logits[static_cast<std::size_t>(gold)] - scores.top - scores.logSum;
        chunk.goldRank[at] = rankOf(logits, static_cast<std::int32_t>(gold));
    } else {
        chunk.goldLogProb[at] = std::numeric_limits<float>::quiet_NaN();
        chunk.goldRank[at] = 0;
    }
    const std::size_t count = chunk.topIds.size() / chunk.prediction.size();
    if (count == 0)
        return;
    const auto best = calm::likeliest(logits, {}, static_cast<std::int64_t>(count));
    for (std::size_t k = 0; k < best.size(); ++k) {
        chunk.topIds[at * count + k] = best[k];
        chunk.topLogits[at * count + k] = logits[static_cast<std::size_t>(best[k])];
    }
}

} // namespace exitscope::policy
