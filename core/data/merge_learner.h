#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <queue>
#include <unordered_map>
#include <utility>
#include <vector>

namespace exitscope::data {

/// Merge learning on word counts (Sennrich et al., 2016) with incremental pair counts: a merge touches only the words that hold
/// its pair, and every touch shortens a word, so the whole costs O(symbols of distinct words). The order in which words are
/// added does not matter: only sums over them are ever used.
class MergeLearner
{
public:
    using SymbolId = std::int32_t;
    using Pair = std::pair<SymbolId, SymbolId>;

    /// A pair that is seen less often than `minFrequency` is not merged. `join` gives the symbol of two side by side.
    MergeLearner(std::int64_t minFrequency, std::function<SymbolId(SymbolId, SymbolId)> join);

    /// All words are added before the first merge.
    void addWord(std::vector<SymbolId> symbols, std::int64_t count);
    /// Makes the most frequent merge and says which; none when no pair is frequent enough. Ties: the pair with the lower ids.
    std::optional<Pair> mergeOnce();

private:
    struct Word
    {
        std::vector<SymbolId> symbols;
        std::int64_t count = 0;
    };
    struct PairState
    {
        std::int64_t count = 0;
        std::vector<std::int32_t> words; ///< where it was seen; may be out of date or hold a word twice
    };
    struct Candidate
    {
        std::int64_t count;
        std::uint64_t pair;

        /// For a heap whose top is the most frequent.
        friend bool operator<(const Candidate& a, const Candidate& b)
        {
            return a.count != b.count ? a.count < b.count : a.pair > b.pair;
        }
    };

    void start();
    bool rewrite(Word& word, SymbolId left, SymbolId right, SymbolId joint);
    void recount(const std::vector<SymbolId>& before, const Word& word, std::int32_t index);
    void addPair(const Word& word, std::int32_t index, std::size_t at);

    std::int64_t m_minFrequency;
    std::function<SymbolId(SymbolId, SymbolId)> m_join;
    std::vector<Word> m_words;
    std::unordered_map<std::uint64_t, PairState> m_pairs;
    std::priority_queue<Candidate> m_heap;
    std::vector<std::uint64_t> m_changed; ///< pairs whose count grew during one merge
    bool m_hasStarted = false;
};

} // namespace exitscope::data
