#include "core/policy/column_rule.h"

#include <cmath>
#include <limits>

namespace exitscope::policy {

namespace {

class ColumnRule final : public ScoreRule
{
public:
    ColumnRule(std::span<const float> column, std::int32_t firstExit)
        : m_column(column)
        , m_firstExit(static_cast<std::size_t>(firstExit))
    {
    }

    Passes passes() const override { return Passes::AtLeast; }

    void score(const trace::Trace& trace, std::int64_t first, std::int64_t last, std::span<float> scores,
        std::span<std::int32_t> predictions) const override
    {
        const auto exits = static_cast<std::size_t>(trace.exits());
        const auto from = static_cast<std::size_t>(first) * exits;
        for (std::size_t i = 0; i < scores.size(); ++i) {
            const float value = m_column[from + i];
            const bool counts = i % exits >= m_firstExit && std::isfinite(value);
            scores[i] = counts ? value : std::numeric_limits<float>::quiet_NaN();
        }
        if (!predictions.empty())
            predictClasses(trace, first, last, predictions);
    }

private:
    std::span<const float> m_column;
    std::size_t m_firstExit;
};

} // namespace

std::unique_ptr<ScoreRule> makeColumnRule(std::span<const float> column, std::int32_t firstExit)
{
    return std::make_unique<ColumnRule>(column, firstExit);
}

} // namespace exitscope::policy
