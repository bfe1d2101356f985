#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace exitscope::policy {

/// The votes of the exits that one unit has passed (methods.md §1.8).
class VoteCount
{
public:
    explicit VoteCount(std::int64_t classes);

    void clear();
    /// One more vote; the votes that the leading class then has.
    std::int64_t add(std::int32_t chosen);

    bool isTied() const; ///< more than one class leads
    std::int32_t leader() const { return m_leader; } ///< the first to have had so many votes
    /// The leading class; of several the one with the larger of `sums` [C], see addProbabilities(), then the lowest.
    std::int32_t leader(std::span<const double> sums) const;

private:
    std::vector<std::int64_t> m_votes; ///< [C]
    std::vector<std::int32_t> m_seen;  ///< the classes with votes
    std::int32_t m_leader = 0;
};

/// Adds the distribution of `logits` [C] to `sums` [C]; where it has none, nothing.
void addProbabilities(std::span<const float> logits, std::int64_t classes, std::span<double> sums);

} // namespace exitscope::policy
