#include "core/data/merge_learner.h"

#include <algorithm>

namespace exitscope::data {

namespace {

std::uint64_t pairOf(MergeLearner::SymbolId left, MergeLearner::SymbolId right)
{
    return (static_cast<std::uint64_t>(left) << 32) | static_cast<std::uint64_t>(right);
}

} // namespace

MergeLearner::MergeLearner(std::int64_t minFrequency, std::function<SymbolId(SymbolId, SymbolId)> join)
    : m_minFrequency(minFrequency)
    , m_join(std::move(join))
{ }

void MergeLearner::addWord(std::vector<SymbolId> symbols, std::int64_t count)
{
    m_words.push_back({ std::move(symbols), count });
    const Word& word = m_words.back();
    for (std::size_t i = 0; i + 1 < word.symbols.size(); ++i)
        addPair(word, static_cast<std::int32_t>(m_words.size() - 1), i);
    m_changed.clear();
}

void MergeLearner::start()
{
    if (m_hasStarted)
        return;
    for (const auto& [pair, state] : m_pairs)
        m_heap.push({ state.count, pair });
    m_hasStarted = true;
}

void MergeLearner::addPair(const Word& word, std::int32_t index, std::size_t at)
{
    const std::uint64_t pair = pairOf(word.symbols[at], word.symbols[at + 1]);
    PairState& state = m_pairs[pair];
    state.count += word.count;
    if (state.words.empty() || state.words.back() != index)
        state.words.push_back(index);
    m_changed.push_back(pair);
}

/// Takes back the pairs of `before` and adds those of the word, but for the ends that both have in common.
void MergeLearner::recount(const std::vector<SymbolId>& before, const Word& word, std::int32_t index)
{
    const auto& after = word.symbols;
    const std::size_t shorter = std::min(before.size(), after.size());
    std::size_t head = 0;
    while (head < shorter && before[head] == after[head])
        ++head;
    std::size_t tail = 0;
    while (head + tail < shorter && before[before.size() - 1 - tail] == after[after.size() - 1 - tail])
        ++tail;
    const std::size_t first = head > 0 ? head - 1 : 0;
    for (std::size_t i = first; i + 1 < before.size() && i + tail < before.size(); ++i)
        m_pairs[pairOf(before[i], before[i + 1])].count -= word.count;
    for (std::size_t i = first; i + 1 < after.size() && i + tail < after.size(); ++i)
        addPair(word, index, i);
}

bool MergeLearner::rewrite(Word& word, SymbolId left, SymbolId right, SymbolId joint)
{
    auto& symbols = word.symbols;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < symbols.size(); ++kept) {
        const bool isPair = i + 1 < symbols.size() && symbols[i] == left && symbols[i + 1] == right;
        symbols[kept] = isPair ? joint : symbols[i];
        i += isPair ? 2 : 1;
    }
    const bool changed = kept < symbols.size();
    symbols.resize(kept);
    return changed;
}

std::optional<MergeLearner::Pair> MergeLearner::mergeOnce()
{
    start();
    // A count only ever falls after it was pushed, or is pushed again when it grows: the top is right once it agrees.
    while (!m_heap.empty()) {
        const Candidate top = m_heap.top();
        const auto found = m_pairs.find(top.pair);
        const std::int64_t count = found == m_pairs.end() ? 0 : found->second.count;
        if (top.count == count)
            break;
        m_heap.pop();
        if (count > 0 && count < top.count)
            m_heap.push({ count, top.pair });
    }
    if (m_heap.empty() || m_heap.top().count < m_minFrequency)
        return std::nullopt;
    const std::uint64_t pair = m_heap.top().pair;
    m_heap.pop();
    const auto left = static_cast<SymbolId>(pair >> 32);
    const auto right = static_cast<SymbolId>(pair & 0xFFFFFFFFu);
    const SymbolId joint = m_join(left, right);

    const std::vector<std::int32_t> words = std::move(m_pairs[pair].words);
    std::vector<SymbolId> before;
    m_changed.clear();
    for (const std::int32_t index : words) {
        Word& word = m_words[static_cast<std::size_t>(index)];
        before = word.symbols;
        if (rewrite(word, left, right, joint))
            recount(before, word, index);
    }
    std::sort(m_changed.begin(), m_changed.end());
    m_changed.erase(std::unique(m_changed.begin(), m_changed.end()), m_changed.end());
    for (const std::uint64_t changed : m_changed)
        m_heap.push({ m_pairs[changed].count, changed });
    m_pairs.erase(pair);
    return Pair { left, right };
}

} // namespace exitscope::data
