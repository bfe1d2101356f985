#include "core/data/vocab_learner.h"

#include "core/data/unicode_text.h"
#include "core/error.h"
#include "core/io/atomic_file.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <queue>

namespace exitscope::data {

namespace {

using SymbolId = std::int32_t;

constexpr std::array<const char*, 5> Specials { "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]" };
constexpr std::string_view Continuation = "##";
constexpr std::size_t MaxWordCharacters = 100; ///< longer ones are [UNK] to the tokenizer whatever is learnt
constexpr int MergesPerStep = 16;

std::vector<char32_t> charactersOf(std::string_view word)
{
    std::vector<char32_t> characters;
    for (std::size_t at = 0; at < word.size();)
        characters.push_back(unicode::next(word, at));
    return characters;
}

/// The splitter lets these stand alone, so they never continue a word.
bool standsAlone(char32_t c) { return unicode::isPunctuation(c) || unicode::isIdeograph(c); }

/// Printable ASCII, then the most frequent others; in code point order.
std::vector<char32_t> chooseCharacters(const WordCounts& counts, const VocabularyOptions& options)
{
    std::unordered_map<char32_t, std::int64_t> frequency;
    for (const auto& [word, count] : counts)
        for (const char32_t c : charactersOf(word))
            frequency[c] += count;
    std::vector<std::pair<char32_t, std::int64_t>> others;
    for (const auto& [c, count] : frequency)
        if (c >= 0x7F && count >= options.minFrequency)
            others.emplace_back(c, count);
    std::sort(others.begin(), others.end(), [](const auto& a, const auto& b) {
        return a.second != b.second ? a.second > b.second : a.first < b.first;
    });
    others.resize(std::min(others.size(), static_cast<std::size_t>(std::max(options.maxCharacters, 0))));
    std::vector<char32_t> chosen;
    for (char32_t c = '!'; c <= '~'; ++c)
        if (options.letterCase == LetterCase::Keep || c < 'A' || c > 'Z')
            chosen.push_back(c);
    for (const auto& [c, count] : others)
        chosen.push_back(c);
    std::sort(chosen.begin(), chosen.end());
    return chosen;
}

std::uint64_t pairOf(SymbolId left, SymbolId right)
{
    return (static_cast<std::uint64_t>(left) << 32) | static_cast<std::uint64_t>(right);
}

/// Merge learning on word counts (Sennrich et al., 2016) with incremental pair counts: a merge touches only
/// the words that hold its pair, and every touch shortens a word, so the whole costs O(characters of distinct
/// words).
class MergeLearner
{
public:
    MergeLearner(const WordCounts& counts, const VocabularyOptions& options);

    /// Makes the most frequent merge; false when no pair is frequent enough. Ties: the pair with the lower
    /// ids.
    bool mergeOnce();
    const std::vector<std::string>& tokens() const { return m_tokens; }

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

    SymbolId symbol(const std::string& token);
    void addCharacters(const WordCounts& counts, const VocabularyOptions& options);
    void addWords(const WordCounts& counts);
    bool rewrite(Word& word, SymbolId left, SymbolId right, SymbolId joint);
    void recount(const std::vector<SymbolId>& before, const Word& word, std::int32_t index);
    void addPair(const Word& word, std::int32_t index, std::size_t at);

    std::int64_t m_minFrequency;
    std::vector<std::string> m_tokens;
    std::unordered_map<std::string, SymbolId> m_ids;
    std::unordered_map<char32_t, std::pair<SymbolId, SymbolId>>
        m_characters; ///< alone, continuing (-1: never)
    std::vector<Word> m_words;
    std::unordered_map<std::uint64_t, PairState> m_pairs;
    std::priority_queue<Candidate> m_heap;
    std::vector<std::uint64_t> m_changed; ///< pairs whose count grew during one merge
};

MergeLearner::MergeLearner(const WordCounts& counts, const VocabularyOptions& options)
    : m_minFrequency(std::max(options.minFrequency, 1))
{
    for (const char* special : Specials)
        symbol(special);
    addCharacters(counts, options);
    addWords(counts);
    for (const auto& [pair, state] : m_pairs)
        m_heap.push({ state.count, pair });
}

SymbolId MergeLearner::symbol(const std::string& token)
{
    const auto [place, isNew] = m_ids.try_emplace(token, static_cast<SymbolId>(m_tokens.size()));
    if (isNew)
        m_tokens.push_back(token);
    return place->second;
}

void MergeLearner::addCharacters(const WordCounts& counts, const VocabularyOptions& options)
{
    const std::vector<char32_t> characters = chooseCharacters(counts, options);
    for (const char32_t c : characters) {
        std::string text;
        unicode::append(text, c);
        m_characters[c] = { symbol(text), -1 };
    }
    for (const char32_t c : characters) {
        if (standsAlone(c))
            continue;
        std::string text(Continuation);
        unicode::append(text, c);
        m_characters[c].second = symbol(text);
    }
}

/// The order of the words is that of a hash table and must not matter: only sums over them are ever used.
void MergeLearner::addWords(const WordCounts& counts)
{
    for (const auto& [text, count] : counts) {
        const std::vector<char32_t> characters = charactersOf(text);
        if (characters.size() < 2 || characters.size() > MaxWordCharacters)
            continue;
        Word word { .symbols = {}, .count = count };
        for (const char32_t c : characters) {
            const auto found = m_characters.find(c);
            const SymbolId id = found == m_characters.end() ? -1
                : word.symbols.empty()                      ? found->second.first
                                                            : found->second.second;
            if (id < 0)
                break; // the tokenizer cannot spell this word
            word.symbols.push_back(id);
        }
        if (word.symbols.size() != characters.size())
            continue;
        m_words.push_back(std::move(word));
        for (std::size_t i = 0; i + 1 < characters.size(); ++i)
            addPair(m_words.back(), static_cast<std::int32_t>(m_words.size() - 1), i);
    }
    m_changed.clear();
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

bool MergeLearner::mergeOnce()
{
    // A count only ever falls after it was pushed, or is pushed again when it grows: the top is right once it
    // agrees.
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
        return false;
    const std::uint64_t pair = m_heap.top().pair;
    m_heap.pop();
    const auto left = static_cast<SymbolId>(pair >> 32);
    const auto right = static_cast<SymbolId>(pair & 0xFFFFFFFFu);
    const auto text
        = [this](SymbolId id) -> const std::string& { return m_tokens[static_cast<std::size_t>(id)]; };
    const SymbolId joint = symbol(text(left) + text(right).substr(Continuation.size()));

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
    return true;
}

} // namespace

WordCounter::WordCounter(LetterCase letterCase)
    : m_splitter({ .lowercase = letterCase == LetterCase::Lower,
        .stripAccents = letterCase == LetterCase::Lower,
        .splitIdeographs = true })
{ }

void WordCounter::add(std::string_view text)
{
    m_splitter.split(text, [this](std::string_view word) {
        const auto found = m_counts.find(word);
        if (found != m_counts.end())
            ++found->second;
        else
            m_counts.emplace(word, 1);
    });
}

std::vector<std::string> learnWordPieceVocabulary(
    const WordCounts& counts, const VocabularyOptions& options, const JobContext& job)
{
    if (counts.empty())
        throw InputError(std::string("there are no words to learn a vocabulary from"), "give text");
    if (!job.proceed())
        return {};
    MergeLearner learner(counts, options);
    const auto size = static_cast<std::size_t>(std::max(options.size, 0));
    if (learner.tokens().size() > size) {
        throw InputError("a vocabulary of " + std::to_string(options.size) + " has no room for the "
                + std::to_string(learner.tokens().size()) + " special tokens and single characters",
            "ask for a larger vocabulary");
    }
    bool isLearning = true;
    while (isLearning && learner.tokens().size() < size) {
        if (!job.proceed())
            return {};
        for (int i = 0; i < MergesPerStep && isLearning && learner.tokens().size() < size; ++i)
            isLearning = learner.mergeOnce();
        job.tell({ .done = static_cast<std::int64_t>(learner.tokens().size()),
            .total = options.size,
            .unit = "entries",
            .note = {} });
    }
    return learner.tokens();
}

void writeWordPieceVocabulary(const std::filesystem::path& modelDir, std::span<const std::string> vocabulary,
    LetterCase letterCase, int modelMaxLength)
{
    std::string lines;
    for (const std::string& token : vocabulary)
        lines += token + '\n';
    const nlohmann::ordered_json names { { "unk_token", "[UNK]" }, { "sep_token", "[SEP]" },
        { "pad_token", "[PAD]" }, { "cls_token", "[CLS]" }, { "mask_token", "[MASK]" } };
    nlohmann::ordered_json config { { "tokenizer_class", "BertTokenizer" },
        { "do_lower_case", letterCase == LetterCase::Lower },
        { "strip_accents", letterCase == LetterCase::Lower }, { "tokenize_chinese_chars", true },
        { "model_max_length", modelMaxLength } };
    config.update(names);
    io::writeFileAtomically(modelDir / "vocab.txt", lines);
    io::writeFileAtomically(modelDir / "tokenizer_config.json", config.dump(2) + '\n');
    io::writeFileAtomically(modelDir / "special_tokens_map.json", names.dump(2) + '\n');
}

} // namespace exitscope::data
