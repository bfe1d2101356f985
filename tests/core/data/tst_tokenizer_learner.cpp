#include "core/data/vocab_learner.h"
#include "tests/core/data/tokenizer_support.h"

#include <map>
#include <random>
#include <set>

using namespace exitscope;
using namespace exitscope::data;
using test::ModelFolder;
using Tokens = std::vector<std::string>;

namespace {

/// The plainest possible merge learning, to hold the incremental one against: every count anew for every
/// merge.
Tokens learnSlowly(const WordCounts& counts, Tokens tokens, std::size_t size, std::int64_t minFrequency)
{
    std::map<std::string, std::size_t> ids;
    for (std::size_t id = 0; id < tokens.size(); ++id)
        ids[tokens[id]] = id;
    std::vector<std::pair<Tokens, std::int64_t>> words;
    for (const auto& [word, count] : counts) {
        Tokens symbols;
        for (const char c : word)
            symbols.push_back((symbols.empty() ? "" : "##") + std::string(1, c));
        words.emplace_back(symbols, count);
    }
    while (tokens.size() < size) {
        std::map<std::pair<std::size_t, std::size_t>, std::int64_t> pairs;
        for (const auto& [symbols, count] : words)
            for (std::size_t i = 0; i + 1 < symbols.size(); ++i)
                pairs[{ ids.at(symbols[i]), ids.at(symbols[i + 1]) }] += count;
        auto best = pairs.end();
        for (auto pair = pairs.begin(); pair != pairs.end(); ++pair)
            if (best == pairs.end() || pair->second > best->second)
                best = pair;
        if (best == pairs.end() || best->second < minFrequency)
            break;
        const std::string left = tokens[best->first.first];
        const std::string right = tokens[best->first.second];
        const std::string joint = left + right.substr(2);
        if (ids.try_emplace(joint, tokens.size()).second)
            tokens.push_back(joint);
        for (auto& [symbols, count] : words) {
            for (std::size_t i = 0; i + 1 < symbols.size(); ++i) {
                if (symbols[i] != left || symbols[i + 1] != right)
                    continue;
                symbols[i] = joint;
                symbols.erase(symbols.begin() + static_cast<std::ptrdiff_t>(i) + 1);
            }
        }
    }
    return tokens;
}

/// Words over few letters, so that pairs overlap and repeat within a word.
WordCounts randomWords(unsigned seed)
{
    std::mt19937 random(seed);
    WordCounts counts;
    for (int i = 0; i < 300; ++i) {
        std::string word;
        const int length = static_cast<int>(random() % 9) + 1;
        for (int k = 0; k < length; ++k)
            word += static_cast<char>('a' + random() % 3);
        counts[word] += random() % 20 + 1;
    }
    return counts;
}

WordCounts wordsOf(const std::vector<const char*>& texts, LetterCase letterCase = LetterCase::Lower)
{
    WordCounter counter(letterCase);
    for (const char* text : texts)
        counter.add(text);
    return counter.counts();
}

} // namespace

class TestTokenizerLearner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void incrementalLearningEqualsThePlainWay_data()
    {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 1; seed <= 12; ++seed)
            QTest::addRow("seed %u", seed) << seed;
    }

    void incrementalLearningEqualsThePlainWay()
    {
        QFETCH(const unsigned, seed);
        const WordCounts counts = randomWords(seed);
        const Tokens alphabet
            = learnWordPieceVocabulary(counts, { .size = 10'000, .minFrequency = 1'000'000 });
        const std::size_t size = alphabet.size() + 120;
        const Tokens quick
            = learnWordPieceVocabulary(counts, { .size = static_cast<int>(size), .minFrequency = 3 });
        const Tokens slow = learnSlowly(counts, alphabet, size, 3);
        COMPARE_LISTS(quick, slow, "random words");
        QVERIFY(quick.size() > alphabet.size() + 50);
    }

    void specialsComeFirstAndNothingTwice()
    {
        const Tokens tokens = learnWordPieceVocabulary(
            wordsOf({ "The films, the film. filming filmed" }), { .size = 200, .minFrequency = 1 });
        COMPARE_LISTS(Tokens(tokens.begin(), tokens.begin() + 5),
            (Tokens { "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]" }), "");
        QCOMPARE(std::set<std::string>(tokens.begin(), tokens.end()).size(), tokens.size());
        const auto has = [&tokens](const char* token) {
            return std::find(tokens.begin(), tokens.end(), token) != tokens.end();
        };
        QVERIFY(has("film"));
        QVERIFY(has("the"));
        QVERIFY(has("7") && has("##7") && has("?")); // ordinary, though this corpus has none
        QVERIFY(!has("##,") && !has("A"));
    }

    void whatWasLearntReadsBackAndKnowsItsCorpus()
    {
        const std::vector<const char*> texts { "Ein schöner Film – naïve, 電影!",
            "Ein naïve Café, ein Film 電影 –", "\xC3 broken \xFF bytes broken" };
        for (const LetterCase letterCase : { LetterCase::Lower, LetterCase::Keep }) {
            const WordCounts counts = wordsOf(texts, letterCase);
            const Tokens tokens = learnWordPieceVocabulary(
                counts, { .size = 400, .letterCase = letterCase, .minFrequency = 1 });
            ModelFolder model;
            writeWordPieceVocabulary(model.path(), tokens, letterCase, 128);
            const auto tokenizer = model.load("bert");
            QCOMPARE(tokenizer->vocabularySize(), static_cast<int>(tokens.size()));
            QCOMPARE(tokenizer->modelMaxLength(), 128);
            QCOMPARE(tokenizer->kind(),
                std::string(letterCase == LetterCase::Lower ? "WordPiece, uncased" : "WordPiece, cased"));
            for (const char* text : texts)
                for (const TokenId id : tokenizer->encode(text).ids)
                    QVERIFY2(id != tokenizer->special().unknown, text);
            // Any word over the same letters can be spelt.
            for (const TokenId id : tokenizer->encode("unseen 1999 zyx-words?").ids)
                QVERIFY(id != tokenizer->special().unknown);
        }
    }

    void rareCharactersAndLimits()
    {
        const WordCounts counts = wordsOf({ "α α α α β β β γ γ δ" }, LetterCase::Keep);
        const auto greek = [&counts](const VocabularyOptions& options) {
            Tokens found;
            for (const std::string& token : learnWordPieceVocabulary(counts, options))
                if (token.size() == 2 && static_cast<unsigned char>(token[0]) == 0xCE)
                    found.push_back(token);
            return found;
        };
        COMPARE_LISTS(greek({ .letterCase = LetterCase::Keep }), (Tokens { "α", "β", "γ" }), "");
        COMPARE_LISTS(
            greek({ .letterCase = LetterCase::Keep, .maxCharacters = 2 }), (Tokens { "α", "β" }), "");
    }

    void impossibleWishesAreRefused()
    {
        QVERIFY_EXCEPTION_THROWN(learnWordPieceVocabulary({}, {}), InputError);
        QVERIFY_EXCEPTION_THROWN(learnWordPieceVocabulary(wordsOf({ "a film" }), { .size = 50 }), InputError);
    }

    void learningCanBeCancelled()
    {
        const WordCounts counts = randomWords(7);
        std::stop_source stop;
        JobContext job { .stop = stop.get_token(), .gate = nullptr, .report = {} };
        std::int64_t last = 0;
        job.report = [&](const Progress& progress) {
            last = progress.done;
            stop.request_stop();
        };
        QVERIFY(learnWordPieceVocabulary(counts, { .size = 10'000, .minFrequency = 1 }, job).empty());
        QVERIFY(last > 0);
    }
};

QTEST_GUILESS_MAIN(TestTokenizerLearner)
#include "tst_tokenizer_learner.moc"
