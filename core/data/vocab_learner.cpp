#include "core/data/vocab_learner.h"

#include "core/data/merge_learner.h"
#include "core/data/unicode_text.h"
#include "core/error.h"
#include "core/io/atomic_file.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace exitscope::data {

namespace {

using SymbolId = MergeLearner::SymbolId;

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

/// BERT's characters, alone and continuing, and the merges of them.
class PieceLearner
{
public:
    PieceLearner(const WordCounts& counts, const VocabularyOptions& options);

    /// False when no pair is frequent enough.
    bool mergeOnce() { return m_merges.mergeOnce().has_value(); }
    const std::vector<std::string>& tokens() const { return m_tokens; }

private:
    SymbolId symbol(const std::string& token);
    SymbolId joint(SymbolId left, SymbolId right);
    void addCharacters(const WordCounts& counts, const VocabularyOptions& options);
    void addWords(const WordCounts& counts);

    std::vector<std::string> m_tokens;
    std::unordered_map<std::string, SymbolId> m_ids;
    std::unordered_map<char32_t, std::pair<SymbolId, SymbolId>>
        m_characters; ///< alone, continuing (-1: never)
    MergeLearner m_merges;
};

PieceLearner::PieceLearner(const WordCounts& counts, const VocabularyOptions& options)
    : m_merges(std::max(options.minFrequency, 1), [this](SymbolId left, SymbolId right) { return joint(left, right); })
{
    for (const char* special : Specials)
        symbol(special);
    addCharacters(counts, options);
    addWords(counts);
}

SymbolId PieceLearner::joint(SymbolId left, SymbolId right)
{
    const auto text
        = [this](SymbolId id) -> const std::string& { return m_tokens[static_cast<std::size_t>(id)]; };
    return symbol(text(left) + text(right).substr(Continuation.size()));
}

SymbolId PieceLearner::symbol(const std::string& token)
{
    const auto [place, isNew] = m_ids.try_emplace(token, static_cast<SymbolId>(m_tokens.size()));
    if (isNew)
        m_tokens.push_back(token);
    return place->second;
}

void PieceLearner::addCharacters(const WordCounts& counts, const VocabularyOptions& options)
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

void PieceLearner::addWords(const WordCounts& counts)
{
    for (const auto& [text, count] : counts) {
        const std::vector<char32_t> characters = charactersOf(text);
        if (characters.size() < 2 || characters.size() > MaxWordCharacters)
            continue;
        std::vector<SymbolId> symbols;
        for (const char32_t c : characters) {
            const auto found = m_characters.find(c);
            const SymbolId id = found == m_characters.end() ? -1
                : symbols.empty()                           ? found->second.first
                                                            : found->second.second;
            if (id < 0)
                break; // the tokenizer cannot spell this word
            symbols.push_back(id);
        }
        if (symbols.size() == characters.size())
            m_merges.addWord(std::move(symbols), count);
    }
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
    PieceLearner learner(counts, options);
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
