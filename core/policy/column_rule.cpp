#include "core/policy/column_rule.h"

#include "core/policy/exit_answers.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace exitscope::policy {

namespace {

class ColumnRule final : public ScoreRule
{
public:
    ColumnRule(std::span<const float> ExitView::*column, std::int32_t firstExit)
        : m_column(column)
        , m_firstExit(firstExit)
    {
    }

    Passes passes() const override { return Passes::AtLeast; }

    void score(const ExitView& view, std::span<float> scores, std::span<std::int32_t> predictions) const override
    {
        const std::span<const float> column = view.*m_column;
        const auto exits = static_cast<std::size_t>(view.exits);
        const auto unseen = static_cast<std::size_t>(std::max<std::int64_t>(m_firstExit - view.firstExit, 0));
        for (std::size_t i = 0; i < scores.size(); ++i) {
            const bool counts = i % exits >= unseen && std::isfinite(column[i]);
            scores[i] = counts ? column[i] : std::numeric_limits<float>::quiet_NaN();
        }
        if (!predictions.empty())
            classesOf(view, predictions);
    }

private:
    std::span<const float> ExitView::*m_column;
    std::int64_t m_firstExit;
};

} // namespace

std::unique_ptr<ScoreRule> makeColumnRule(std::span<const float> ExitView::*column, std::int32_t firstExit)
{
    return std::make_unique<ColumnRule>(column, firstExit);
}

} // namespace exitscope::policy
