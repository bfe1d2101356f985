#include "core/metric/bleu.h"

#include "core/metric/word_numbers.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>

namespace exitscope::metric {

namespace {

using Gram = std::array<std::uint32_t, BleuCounts::orders>; ///< numbers from 1; what is beyond n is 0
using Grams = std::map<Gram, std::int64_t>;

Grams gramsOf(std::span<const std::uint32_t> numbers, std::size_t n)
{
    Grams grams;
    for (std::size_t at = 0; at + n <= numbers.size(); ++at) {
        Gram gram {};
        for (std::size_t i = 0; i < n; ++i)
            gram[i] = numbers[at + i] + 1;
        ++grams[gram];
    }
    return grams;
}

std::int64_t nearestLength(std::int64_t length, std::span<const Words> references)
{
    std::int64_t nearest = 0;
    for (std::size_t i = 0; i < references.size(); ++i) {
        const auto other = std::ssize(references[i]);
        const auto gap = std::abs(other - length), best = std::abs(nearest - length);
        if (i == 0 || gap < best || (gap == best && other < nearest))
            nearest = other;
    }
    return nearest;
}

} // namespace

BleuCounts countBleu(const Words& candidate, std::span<const Words> references)
{
    BleuCounts counts;
    counts.candidateWords = std::ssize(candidate);
    counts.referenceWords = nearestLength(counts.candidateWords, references);
    WordNumbers numbers;
    const auto ours = numbers.of(candidate);
    std::vector<std::vector<std::uint32_t>> theirs;
    for (const auto& reference : references)
        theirs.push_back(numbers.of(reference));
    for (std::size_t n = 1; n <= BleuCounts::orders; ++n) {
        Grams most; // in any one reference
        for (const auto& reference : theirs)
            for (const auto& [gram, count] : gramsOf(reference, n))
                most[gram] = std::max(most[gram], count);
        for (const auto& [gram, count] : gramsOf(ours, n)) {
            counts.total[n - 1] += count;
            if (const auto found = most.find(gram); found != most.end())
                counts.matched[n - 1] += std::min(count, found->second);
        }
    }
    return counts;
}

BleuCounts& BleuCounts::operator+=(const BleuCounts& other)
{
    for (std::size_t i = 0; i < orders; ++i) {
        matched[i] += other.matched[i];
        total[i] += other.total[i];
    }
    candidateWords += other.candidateWords;
    referenceWords += other.referenceWords;
    return *this;
}

double BleuCounts::precision(std::size_t n) const
{
    return total[n - 1] > 0 ? static_cast<double>(matched[n - 1]) / static_cast<double>(total[n - 1]) : 0;
}

double BleuCounts::brevityPenalty() const
{
    if (candidateWords >= referenceWords)
        return 1;
    return candidateWords == 0 ? 0 : std::exp(1 - static_cast<double>(referenceWords) / static_cast<double>(candidateWords));
}

double BleuCounts::bleu() const
{
    if (candidateWords == 0)
        return referenceWords == 0 ? 1 : 0;
    double logs = 0;
    std::size_t used = 0;
    for (std::size_t n = 1; n <= orders && total[n - 1] > 0; ++n, ++used) {
        if (matched[n - 1] == 0)
            return 0;
        logs += std::log(precision(n));
    }
    return brevityPenalty() * std::exp(logs / static_cast<double>(used));
}

double BleuCounts::smoothed() const
{
    if (candidateWords == 0)
        return referenceWords == 0 ? 1 : 0;
    if (matched[0] == 0)
        return 0;
    double logs = 0;
    double share = 1;
    std::size_t used = 0;
    for (std::size_t n = 1; n <= orders && total[n - 1] > 0; ++n, ++used) {
        if (matched[n - 1] == 0)
            share /= 2;
        logs += std::log(matched[n - 1] > 0 ? precision(n) : share / static_cast<double>(total[n - 1]));
    }
    return brevityPenalty() * std::exp(logs / static_cast<double>(used));
}

} // namespace exitscope::metric
