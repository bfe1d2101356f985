#include "core/policy/exit_mean.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace exitscope::policy {

ExitMean::ExitMean(Kind kind, SoftmaxSettings settings)
    : m_kind(kind)
    , m_settings(std::move(settings))
{
}

std::vector<float> ExitMean::rowsOf(const ExitView& view) const
{
    const auto scale = m_settings.scaleOf(view);
    const auto classes = static_cast<std::size_t>(view.classes);
    std::vector<float> rows(view.logits.size());
    if (m_kind != Kind::Geometric) {
        softmaxProbabilities(view.logits, view.classes, scale, rows);
        return rows;
    }
    constexpr float notANumber = std::numeric_limits<float>::quiet_NaN();
    for (std::size_t r = 0; r < rows.size() / classes; ++r) {
        const auto row = std::span(rows).subspan(r * classes, classes);
        for (std::size_t c = 0; c < classes; ++c)
            row[c] = view.logits[r * classes + c] * (scale.empty() ? 1.0F : scale[r]);
        const bool hasNan = std::any_of(row.begin(), row.end(), [](float z) { return std::isnan(z); });
        const float top = hasNan ? notANumber : *std::max_element(row.begin(), row.end());
        // ln Σ e^z' is the same for all classes, and softmax forgets it.
        for (float& z : row)
            z = std::isfinite(top) ? z - top : notANumber;
    }
    return rows;
}

bool ExitMean::add(std::size_t k, std::span<float> row, std::span<double> sums, double& total) const
{
    const bool counts = std::none_of(row.begin(), row.end(), [](float value) { return std::isnan(value); });
    if (counts) {
        const double weight = m_kind == Kind::Weighted ? static_cast<double>(k + 1) : 1.0;
        total += weight;
        for (std::size_t c = 0; c < row.size(); ++c)
            sums[c] += weight * static_cast<double>(row[c]);
    }
    divide(sums, total, row);
    return counts;
}

void ExitMean::divide(std::span<const double> sums, double total, std::span<float> row)
{
    for (std::size_t c = 0; c < row.size() && total > 0; ++c)
        row[c] = static_cast<float>(sums[c] / total);
}

void ExitMean::score(std::span<const float> rows, std::int64_t classes, std::span<float> scores) const
{
    if (m_kind == Kind::Geometric)
        softmaxScores(m_settings.kind, rows, classes, {}, scores);
    else
        distributionScores(m_settings.kind, rows, classes, scores);
    for (float& value : scores)
        value /= m_settings.divisor;
}

} // namespace exitscope::policy
