#pragma once

#include "core/job.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace exitscope::evidence {

struct BootstrapOptions
{
    int draws = 1000;
    double confidence = 0.95;
    std::uint64_t seed = 1;
};

/// Throws InputError: fewer than 20 or more than 1,000,000 draws, a confidence that is not inside (0, 1), too few draws for that
/// confidence.
void requireUsable(const BootstrapOptions& options);

/// Draws are worked on side by side, this many at a time: a row of weights is one cache line.
inline constexpr std::size_t blockDraws = 64;

/// How often each of N examples is in each draw of a nonparametric bootstrap: N examples drawn with replacement. The same
/// seed and N give the same draws, which is what makes two runs on the same examples a pair. An example's units (tokens)
/// follow it. A count does not reach 256: the chance is below 1 / 256! for every example and draw.
class Resampling
{
public:
    /// Throws InputError as requireUsable(), or without an example.
    Resampling(std::int64_t examples, const BootstrapOptions& options);

    std::int64_t examples() const { return m_examples; }
    int draws() const { return m_options.draws; }
    const BootstrapOptions& options() const { return m_options; }
    std::size_t blocks() const { return (static_cast<std::size_t>(m_options.draws) + blockDraws - 1) / blockDraws; }
    /// Draws of a block that count; those past the last one are there, and looked at by nobody.
    std::size_t drawsIn(std::size_t block) const;

    /// Weights [N, blockDraws] of a block; valid until the next call. Made when first asked for; kept while all blocks stay
    /// below 256 MB, else made again each time.
    std::span<const std::uint8_t> block(std::size_t index);

private:
    void fill(std::size_t index, std::vector<std::uint8_t>& weights) const;

    std::int64_t m_examples;
    BootstrapOptions m_options;
    bool m_keepsAll;
    std::vector<std::vector<std::uint8_t>> m_kept; ///< [blocks], or the only one
    std::size_t m_current;                         ///< of the only one
};

} // namespace exitscope::evidence
