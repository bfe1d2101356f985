#include "core/calm/sampling.h"

#include "core/calm/shortlist.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace exitscope::calm {

namespace {

std::size_t largest(std::span<const float> logits)
{
    std::size_t best = 0;
    for (std::size_t i = 1; i < logits.size(); ++i)
        if (logits[i] > logits[best] || std::isnan(logits[best]))
            best = i;
    return best;
}

} // namespace

std::int32_t Sampler::draw(std::span<const float> logits, std::span<const std::int32_t> words)
{
    assert(!logits.empty() && (words.empty() || words.size() == logits.size()));
    const auto wordAt = [&](std::size_t i) { return words.empty() ? static_cast<std::int32_t>(i) : words[i]; };
    const std::size_t best = largest(logits);
    if (m_sampling.isGreedy() || !std::isfinite(logits[best]))
        return wordAt(best);

    // Sorted only where something is cut off: a whole vocabulary is drawn from as it stands.
    const bool isCut = m_sampling.topWords > 0 || m_sampling.topShare < 1;
    const std::int64_t most = m_sampling.topWords > 0 ? m_sampling.topWords : std::ssize(logits);
    m_order = isCut ? likeliest(logits, {}, most) : std::vector<std::int32_t> {};
    const std::size_t count = isCut ? m_order.size() : logits.size();
    const auto at = [&](std::size_t i) { return isCut ? static_cast<std::size_t>(m_order[i]) : i; };
    m_chances.resize(count);
    double sum = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const double shifted = static_cast<double>(logits[at(i)]) - static_cast<double>(logits[best]);
        m_chances[i] = std::isnan(shifted) ? 0 : std::exp(shifted / m_sampling.temperature);
        sum += m_chances[i];
    }
    std::size_t kept = count;
    if (m_sampling.topShare < 1) {
        double share = 0;
        for (kept = 0; kept < count && share < m_sampling.topShare * sum; ++kept)
            share += m_chances[kept];
        kept = std::max<std::size_t>(kept, 1);
        sum = std::max(share, m_chances[0]);
    }
    // 53 random bits: every float64 step of [0, 1) is equally likely.
    double drawn = static_cast<double>(m_random.next() >> 11) * 0x1p-53 * sum;
    for (std::size_t i = 0; i + 1 < kept; ++i) {
        drawn -= m_chances[i];
        if (drawn < 0)
            return wordAt(at(i));
    }
    // Rounding may leave a rest: the last word that could be drawn.
    while (kept > 1 && m_chances[kept - 1] == 0)
        --kept;
    return wordAt(at(kept - 1));
}

} // namespace exitscope::calm
