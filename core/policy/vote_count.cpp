#include "core/policy/vote_count.h"

#include "core/policy/softmax_scores.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace exitscope::policy {

VoteCount::VoteCount(std::int64_t classes)
    : m_votes(static_cast<std::size_t>(classes))
{
}

void VoteCount::clear()
{
    for (const auto seen : m_seen)
        m_votes[static_cast<std::size_t>(seen)] = 0;
    m_seen.clear();
    m_leader = 0;
}

std::int64_t VoteCount::add(std::int32_t chosen)
{
    auto& votes = m_votes[static_cast<std::size_t>(chosen)];
    if (votes++ == 0)
        m_seen.push_back(chosen);
    if (votes > m_votes[static_cast<std::size_t>(m_leader)])
        m_leader = chosen;
    return std::max(votes, m_votes[static_cast<std::size_t>(m_leader)]);
}

bool VoteCount::isTied() const
{
    const auto most = m_votes[static_cast<std::size_t>(m_leader)];
    return std::count_if(m_seen.begin(), m_seen.end(),
               [&](std::int32_t seen) { return m_votes[static_cast<std::size_t>(seen)] == most; })
        > 1;
}

std::int32_t VoteCount::leader(std::span<const double> sums) const
{
    const auto most = m_votes[static_cast<std::size_t>(m_leader)];
    double best = -std::numeric_limits<double>::infinity();
    std::int32_t leader = m_leader;
    for (std::size_t c = 0; c < sums.size(); ++c) {
        if (m_votes[c] != most || sums[c] <= best)
            continue;
        best = sums[c];
        leader = static_cast<std::int32_t>(c);
    }
    return leader;
}

void addProbabilities(std::span<const float> logits, std::int64_t classes, std::span<double> sums)
{
    std::vector<float> probabilities(logits.size());
    softmaxProbabilities(logits, classes, {}, probabilities);
    for (std::size_t c = 0; c < sums.size(); ++c)
        sums[c] += std::isnan(probabilities[c]) ? 0.0 : static_cast<double>(probabilities[c]);
}

} // namespace exitscope::policy
