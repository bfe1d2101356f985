#pragma once

#include "core/evidence/random.h"

#include <cstdint>
#include <span>
#include <vector>

namespace exitscope::calm {

/// How a word is chosen from logits. The same numbers give the same words on every machine, whatever shares a batch.
struct Sampling
{
    double temperature = 0; ///< 0: always the likeliest word
    std::int64_t topWords = 0; ///< only so many of the likeliest; 0 = all
    double topShare = 1;    ///< only the fewest likeliest words that have this probability together (nucleus)
    std::uint64_t seed = 1;

    bool isGreedy() const { return temperature == 0; }
    friend bool operator==(const Sampling&, const Sampling&) = default;
};

/// Draws the words of one text: a stream of its own for each.
class Sampler
{
public:
    Sampler(const Sampling& sampling, std::uint64_t text)
        : m_sampling(sampling)
        , m_random(sampling.seed, text)
    { }

    /// One of the words 0 … V − 1, or of `words` [V] where the logits are a shortlist's. Logits that are not numbers are
    /// never drawn; without any that is, the first word.
    std::int32_t draw(std::span<const float> logits, std::span<const std::int32_t> words = {});

private:
    Sampling m_sampling;
    evidence::Random m_random;
    std::vector<std::int32_t> m_order;
    std::vector<double> m_chances;
};

} // namespace exitscope::calm
