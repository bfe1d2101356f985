#include "core/metric/value_moments.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>

namespace exitscope::metric {

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

/// Two passes, around the means.
template <typename T> double correlation(std::span<const T> a, std::span<const T> b)
{
    const auto count = static_cast<double>(a.size());
    const double meanA = std::accumulate(a.begin(), a.end(), 0.0) / count;
    const double meanB = std::accumulate(b.begin(), b.end(), 0.0) / count;
    double aa = 0, ab = 0, bb = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const double x = static_cast<double>(a[i]) - meanA;
        const double y = static_cast<double>(b[i]) - meanB;
        aa += x * x;
        ab += x * y;
        bb += y * y;
    }
    return aa > 0 && bb > 0 ? ab / std::sqrt(aa * bb) : nothing;
}

/// The pairs with a target; nothing at all when one of their predictions is not finite.
std::pair<std::vector<float>, std::vector<float>> usable(
    std::span<const float> predicted, std::span<const float> targets)
{
    std::pair<std::vector<float>, std::vector<float>> pairs;
    for (std::size_t i = 0; i < predicted.size(); ++i) {
        if (std::isnan(targets[i]))
            continue;
        if (!std::isfinite(predicted[i]))
            return {};
        pairs.first.push_back(predicted[i]);
        pairs.second.push_back(targets[i]);
    }
    return pairs;
}

} // namespace

ValueMoments::ValueMoments(double centre)
    : m_centre(std::isfinite(centre) ? centre : 0)
{
}

void ValueMoments::count(float predicted, float target, int by)
{
    if (!std::isfinite(predicted)) {
        m_notFinite += by;
        return;
    }
    const double x = static_cast<double>(predicted) - m_centre;
    const double y = static_cast<double>(target) - m_centre;
    m_x += by * x;
    m_xx += by * x * x;
    m_xy += by * x * y;
}

void ValueMoments::add(float predicted, float target)
{
    if (std::isnan(target))
        return;
    const double y = static_cast<double>(target) - m_centre;
    ++m_targets;
    m_y += y;
    m_yy += y * y;
    count(predicted, target, 1);
}

void ValueMoments::change(float from, float to, float target)
{
    if (std::isnan(target))
        return;
    count(from, target, -1);
    count(to, target, 1);
}

double ValueMoments::pearson() const
{
    if (m_notFinite > 0 || m_targets == 0)
        return nothing;
    const auto n = static_cast<double>(m_targets);
    const double xx = m_xx - m_x * m_x / n;
    const double yy = m_yy - m_y * m_y / n;
    // What rounding leaves of a constant side is not a variance.
    constexpr double rounding = 1e-12;
    if (xx <= rounding * m_xx || yy <= rounding * m_yy)
        return nothing;
    return std::clamp((m_xy - m_x * m_y / n) / std::sqrt(xx * yy), -1.0, 1.0);
}

std::vector<double> averageRanks(std::span<const float> values)
{
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t { 0 });
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    std::vector<double> ranks(values.size());
    for (std::size_t first = 0; first < order.size();) {
        std::size_t last = first + 1;
        while (last < order.size() && values[order[last]] == values[order[first]])
            ++last;
        const double shared = (static_cast<double>(first + last) + 1.0) / 2.0;
        for (std::size_t i = first; i < last; ++i)
            ranks[order[i]] = shared;
        first = last;
    }
    return ranks;
}

double pearson(std::span<const float> predicted, std::span<const float> targets)
{
    const auto [x, y] = usable(predicted, targets);
    return x.empty() ? nothing : correlation<float>(x, y);
}

double spearman(std::span<const float> predicted, std::span<const float> targets)
{
    const auto [x, y] = usable(predicted, targets);
    return x.empty() ? nothing : correlation<double>(averageRanks(x), averageRanks(y));
}

} // namespace exitscope::metric
