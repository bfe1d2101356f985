#include "core/metric/text_overlap.h"

#include "core/metric/word_numbers.h"

#include <algorithm>
#include <map>

namespace exitscope::metric {

namespace {

double harmonic(double common, double candidate, double reference)
{
    return common > 0 ? 2 * common / (candidate + reference) : 0; // 2PR/(P+R) with P = common/candidate, R = common/reference
}

using Grams = std::map<std::vector<std::uint32_t>, std::int64_t>;

Grams gramsOf(const std::vector<std::uint32_t>& numbers, std::size_t n)
{
    Grams grams;
    for (std::size_t at = 0; at + n <= numbers.size(); ++at)
        ++grams[{ numbers.begin() + static_cast<std::ptrdiff_t>(at), numbers.begin() + static_cast<std::ptrdiff_t>(at + n) }];
    return grams;
}

} // namespace

double overlapF1(const Words& candidate, const Words& reference, std::size_t n)
{
    if (candidate.size() < n && reference.size() < n)
        return candidate == reference ? 1 : 0;
    WordNumbers numbers;
    const auto ours = gramsOf(numbers.of(candidate), n);
    const auto theirs = gramsOf(numbers.of(reference), n);
    std::int64_t common = 0;
    for (const auto& [gram, count] : ours)
        if (const auto found = theirs.find(gram); found != theirs.end())
            common += std::min(count, found->second);
    const auto grams = [n](const Words& words) { return words.size() < n ? 0.0 : static_cast<double>(words.size() - n + 1); };
    return harmonic(static_cast<double>(common), grams(candidate), grams(reference));
}

double commonSequenceF1(const Words& candidate, const Words& reference)
{
    if (candidate.empty() && reference.empty())
        return 1;
    WordNumbers numbers;
    const auto ours = numbers.of(candidate);
    const auto theirs = numbers.of(reference);
    std::vector<std::int64_t> row(theirs.size() + 1); // the longest common one of what was read of ours, and each beginning of theirs
    for (const auto word : ours) {
        std::int64_t diagonal = 0;
        for (std::size_t j = 1; j < row.size(); ++j) {
            const std::int64_t above = row[j];
            row[j] = word == theirs[j - 1] ? diagonal + 1 : std::max(above, row[j - 1]);
            diagonal = above;
        }
    }
    return harmonic(static_cast<double>(row.back()), static_cast<double>(ours.size()), static_cast<double>(theirs.size()));
}

double rougeN(std::string_view candidate, std::string_view reference, std::size_t n)
{
    return overlapF1(rougeWords(candidate), rougeWords(reference), n);
}

double rougeL(std::string_view candidate, std::string_view reference)
{
    return commonSequenceF1(rougeWords(candidate), rougeWords(reference));
}

double tokenF1(std::string_view candidate, std::string_view reference)
{
    return overlapF1(squadWords(candidate), squadWords(reference));
}

bool isExactMatch(std::string_view candidate, std::string_view reference)
{
    return squadWords(candidate) == squadWords(reference);
}

} // namespace exitscope::metric
