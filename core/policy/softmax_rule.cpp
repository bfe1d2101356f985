#include "core/policy/softmax_rule.h"

namespace exitscope::policy {

namespace {

class SoftmaxRule final : public ScoreRule
{
public:
    SoftmaxRule(SoftmaxScore kind, Passes passes, std::vector<float> temperature, float divisor)
        : m_kind(kind)
        , m_passes(passes)
        , m_temperature(std::move(temperature))
        , m_divisor(divisor)
    {
    }

    Passes passes() const override { return m_passes; }

    void score(const ExitView& view, std::span<float> scores, std::span<std::int32_t> predictions) const override
    {
        std::vector<float> scale(m_temperature.empty() ? 0 : scores.size());
        const auto exits = static_cast<std::size_t>(view.exits);
        for (std::size_t i = 0; i < scale.size(); ++i)
            scale[i] = 1.0F / m_temperature[static_cast<std::size_t>(view.firstExit) + i % exits];
        softmaxScores(m_kind, view.logits, view.classes, scale, scores);
        if (m_divisor != 1.0F)
            for (float& value : scores)
                value /= m_divisor;
        if (!predictions.empty())
            largestLogit(view.logits, view.classes, predictions);
    }

private:
    SoftmaxScore m_kind;
    Passes m_passes;
    std::vector<float> m_temperature;
    float m_divisor;
};

} // namespace

std::unique_ptr<ScoreRule> makeSoftmaxRule(
    SoftmaxScore kind, Passes passes, std::vector<float> temperature, float divisor)
{
    return std::make_unique<SoftmaxRule>(kind, passes, std::move(temperature), divisor);
}

} // namespace exitscope::policy
