#include "core/policy/softmax_rule.h"

#include "core/policy/exit_answers.h"
#include "core/policy/parameters.h"

#include <cmath>

namespace exitscope::policy {

namespace {

class SoftmaxRule final : public ScoreRule
{
public:
    explicit SoftmaxRule(SoftmaxSettings settings)
        : m_settings(std::move(settings))
    {
    }

    Passes passes() const override { return m_settings.passes; }

    void score(const ExitView& view, std::span<float> scores, std::span<std::int32_t> predictions) const override
    {
        scoresOf(m_settings.kind, view, m_settings.scaleOf(view), scores);
        if (m_settings.divisor != 1.0F)
            for (float& value : scores)
                value /= m_settings.divisor;
        if (!predictions.empty())
            classesOf(view, predictions);
    }

private:
    SoftmaxSettings m_settings;
};

} // namespace

std::vector<float> SoftmaxSettings::scaleOf(const ExitView& view) const
{
    const auto exits = static_cast<std::size_t>(view.exits);
    std::vector<float> scale(temperature.empty() ? 0 : static_cast<std::size_t>(view.units) * exits);
    for (std::size_t i = 0; i < scale.size(); ++i)
        scale[i] = 1.0F / temperature[static_cast<std::size_t>(view.firstExit) + i % exits];
    return scale;
}

std::unique_ptr<ScoreRule> makeSoftmaxRule(SoftmaxSettings settings)
{
    return std::make_unique<SoftmaxRule>(std::move(settings));
}

ParameterInfo temperatureParameter()
{
    ParameterInfo info;
    info.key = "temperature";
    info.title = "Temperature";
    info.help = "Logits are divided by it before softmax; one value, or one per exit as 1.2;1.1;1.";
    info.kind = ParameterKind::Real;
    info.minimum = 0.5;
    info.maximum = 3;
    info.fallback = "1";
    info.perExit = true;
    return info;
}

std::vector<float> temperatureOf(const PolicySpec& spec, std::int64_t exits)
{
    if (!spec.parameters.contains("temperature"))
        return {};
    const Parameters parameters(spec, policyNamed(spec.name).info);
    auto temperature = parameters.perExit("temperature", exits, true);
    for (const float value : temperature)
        if (!(value > 0) || !std::isfinite(value))
            parameters.fail("temperature", "is " + realText(value), "use numbers above 0");
    return temperature;
}

} // namespace exitscope::policy
