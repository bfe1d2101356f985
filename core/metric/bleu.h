#pragma once

#include "core/metric/text_words.h"

#include <array>
#include <cstdint>
#include <span>

namespace exitscope::metric {

/// What BLEU-4 (Papineni et al. 2002) counts. Counts of several texts are added up; BLEU is taken of the sums.
struct BleuCounts
{
    static constexpr std::size_t orders = 4;
    std::array<std::int64_t, orders> matched {}, total {}; ///< n-grams of the candidates, n = 1..4; matched: clipped by the references
    std::int64_t candidateWords = 0;
    std::int64_t referenceWords = 0; ///< of the reference nearest in length, of two the shorter

    BleuCounts& operator+=(const BleuCounts& other);
    double precision(std::size_t n) const; ///< n = 1..4; 0 where there is none
    double brevityPenalty() const;         ///< exp(1 - r/c) where c < r

    /// Of a corpus, in [0, 1]: 0 as soon as one order has no match. Orders longer than every candidate are left out.
    double bleu() const;
    /// Of a sentence: the i-th order without a match counts 1 / 2^i matches (NIST's smoothing). 0 where no word matches; 1 for
    /// a text that equals a reference.
    double smoothed() const;

    friend bool operator==(const BleuCounts&, const BleuCounts&) = default;
};

BleuCounts countBleu(const Words& candidate, std::span<const Words> references);

} // namespace exitscope::metric
