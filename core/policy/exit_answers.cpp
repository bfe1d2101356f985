#include "core/policy/exit_answers.h"

#include <algorithm>
#include <cassert>

namespace exitscope::policy {

void classesOf(const ExitView& view, std::span<std::int32_t> classes)
{
    if (view.isCompact())
        std::copy_n(view.prediction.begin(), classes.size(), classes.begin());
    else
        largestLogit(view.logits, view.classes, classes);
}

void scoresOf(SoftmaxScore kind, const ExitView& view, std::span<const float> scale, std::span<float> scores)
{
    if (!view.isCompact()) {
        softmaxScores(kind, view.logits, view.classes, scale, scores);
        return;
    }
    assert(scale.empty());
    const auto kept = kind == SoftmaxScore::Entropy ? view.entropy
        : kind == SoftmaxScore::Confidence          ? view.confidence
                                                    : view.margin;
    std::copy_n(kept.begin(), scores.size(), scores.begin());
}

float confidenceAt(const trace::Trace& trace, std::int64_t unit, std::int64_t exit)
{
    if (trace.isCompact())
        return trace.confidence()[static_cast<std::size_t>(unit * trace.exits() + exit)];
    float score = 0;
    softmaxScores(SoftmaxScore::Confidence, trace.logits(unit, exit), trace.classes(), {}, { &score, 1 });
    return score;
}

} // namespace exitscope::policy
