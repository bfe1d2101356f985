#include "core/policy/threshold_policy.h"

#include "core/policy/softmax_scores.h"

#include <cmath>
#include <limits>

namespace exitscope::policy {

namespace {

class LogitRule final : public ScoreRule
{
public:
    LogitRule(Passes kind, LogitScore scoreOf)
        : m_passes(kind)
        , m_scoreOf(scoreOf)
    {
    }

    Passes passes() const override { return m_passes; }

    void score(const ExitView& view, std::span<float> scores, std::span<std::int32_t> predictions) const override
    {
        const auto classes = static_cast<std::size_t>(view.classes);
        for (std::size_t row = 0; row < scores.size(); ++row) {
            const float found = m_scoreOf(view.logits.subspan(row * classes, classes));
            scores[row] = std::isfinite(found) ? found : std::numeric_limits<float>::quiet_NaN();
        }
        if (!predictions.empty())
            largestLogit(view.logits, view.classes, predictions);
    }

private:
    Passes m_passes;
    LogitScore m_scoreOf;
};

} // namespace

std::unique_ptr<ScoreRule> makeLogitRule(Passes passes, LogitScore score)
{
    return std::make_unique<LogitRule>(passes, score);
}

} // namespace exitscope::policy
