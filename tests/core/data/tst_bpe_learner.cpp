#include "core/data/bpe_learner.h"
#include "tests/core/data/tokenizer_support.h"

#include <map>
#include <random>

using namespace exitscope;
using namespace exitscope::data;
using test::ModelFolder;
using Tokens = std::vector<std::string>;

namespace {

const BpeRoles writing { .pad = "<pad>", .unknown = "<unk>", .end = "</s>", .endsTexts = true };
const BpeRoles streaming { .pad = {}, .unknown = {}, .end = "<|endoftext|>", .endsTexts = false };

const char* const sample = "The dogs and the cats; the dogs' dinner, the cats' dinner.\nZwei Hunde spielen im Schnee, "
                           "zwei Hündchen spielen im Schnee!  Tabs\tand  spaces — größer als größer. 1234 and 1234.\n";

BpeVocabulary learnt(std::string_view text, const BpeRoles& roles, int size)
{
    BytePieceCounter counter;
    counter.add(text);
    return learnBpeVocabulary(counter.counts(), roles, size);
}

/// The plainest possible merge learning: every count anew for every merge.
Tokens learnSlowly(const WordCounts& counts, Tokens tokens, std::size_t size)
{
    std::map<std::string, std::size_t> ids;
    for (std::size_t id = 0; id < tokens.size(); ++id)
        ids[tokens[id]] = id;
    std::vector<std::pair<Tokens, std::int64_t>> words;
    for (const auto& [word, count] : counts) {
        Tokens symbols;
        for (const char c : word)
            symbols.emplace_back(1, c);
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
        if (best == pairs.end() || best->second < 2)
            break;
        const std::string left = tokens[best->first.first], right = tokens[best->first.second];
        if (ids.try_emplace(left + right, tokens.size()).second)
            tokens.push_back(left + right);
        for (auto& [symbols, count] : words)
            for (std::size_t i = 0; i + 1 < symbols.size(); ++i)
                if (symbols[i] == left && symbols[i + 1] == right) {
                    symbols[i] += right;
                    symbols.erase(symbols.begin() + static_cast<std::ptrdiff_t>(i) + 1);
                }
    }
    return tokens;
}

} // namespace

class TestBpeLearner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void incrementalLearningEqualsThePlainWay()
    {
        std::mt19937 random(4);
        WordCounts counts;
        for (int i = 0; i < 200; ++i) {
            std::string word;
            for (auto length = random() % 9 + 1; length > 0; --length)
                word += static_cast<char>('a' + random() % 3);
            counts[word] += random() % 20 + 1;
        }
        const BpeVocabulary bytes = learnBpeVocabulary(counts, writing, leastBpeSize(writing));
        QVERIFY(bytes.merges.empty());
        const std::size_t size = bytes.tokens.size() + 80;
        const BpeVocabulary quick = learnBpeVocabulary(counts, writing, static_cast<int>(size));
        COMPARE_LISTS(quick.tokens, learnSlowly(counts, bytes.tokens, size), "random words");
        QCOMPARE(quick.tokens.size(), size);
        QCOMPARE(quick.merges.size(), std::size_t { 80 });
    }

    void specialsAndBytesComeFirst()
    {
        const BpeVocabulary vocabulary = learnt(sample, writing, 320);
        QCOMPARE(vocabulary.tokens[0], std::string("<pad>"));
        QCOMPARE(vocabulary.tokens[1], std::string("</s>"));
        QCOMPARE(vocabulary.tokens[2], std::string("<unk>"));
        QCOMPARE(vocabulary.tokens[3 + 'A'], std::string("A"));
        QCOMPARE(vocabulary.tokens[3 + ' '], std::string("Ġ"));
        QCOMPARE(leastBpeSize(streaming), 257); // one token for all that it marks
    }

    void readBackInEveryForm_data()
    {
        QTest::addColumn<QString>("family");
        QTest::addColumn<bool>("endsTexts");
        QTest::newRow("t5") << "t5" << true;
        QTest::newRow("gpt2") << "gpt2" << false;
        QTest::newRow("llama") << "llama" << false;
    }

    /// Any text comes back, also what was never seen; what was seen often is one token.
    void readBackInEveryForm()
    {
        QFETCH(QString, family);
        QFETCH(bool, endsTexts);
        const BpeRoles& roles = endsTexts ? writing : streaming;
        const BpeVocabulary vocabulary = learnt(sample, roles, 340);
        ModelFolder folder;
        writeBpeVocabulary(
            folder.path(), vocabulary, roles, family == QLatin1String("gpt2") ? BpeFiles::JsonAndMerges : BpeFiles::Json, 64);
        const auto tokenizer = folder.load(family.toStdString());
        QCOMPARE(tokenizer->vocabularySize(), static_cast<int>(vocabulary.tokens.size()));
        QCOMPARE(tokenizer->modelMaxLength(), 64);
        for (const char* text : { sample, "unseen: \xF0\x9F\x90\x95 ŝanĝo", "x", " the dogs" }) {
            std::vector<TokenId> ids;
            tokenizer->appendIds(text, ids);
            QCOMPARE(tokenizer->decode(ids), std::string(text));
        }
        QCOMPARE(tokenizer->tokenize(" the dogs spielen"), (Tokens { "Ġthe", "Ġdogs", "Ġspielen" }));
        const auto wrapped = tokenizer->wrapped({ { 5, 6 } }).ids;
        QCOMPARE(wrapped, (endsTexts ? std::vector<TokenId> { 5, 6, 1 } : std::vector<TokenId> { 5, 6 }));
        QCOMPARE(tokenizer->special().separator, TokenId { endsTexts ? 1 : 0 });
        QCOMPARE(tokenizer->special().pad, TokenId { endsTexts ? 0 : -1 });
    }

    void mergesFileIsTheSameVocabulary()
    {
        ModelFolder both, merges;
        writeBpeVocabulary(both.path(), learnt(sample, streaming, 330), streaming, BpeFiles::JsonAndMerges, 0);
        for (const char* name : { "vocab.json", "merges.txt" })
            merges.take(both.path() / name, name);
        const Tokens wanted = merges.load("gpt2")->tokenize(sample);
        ModelFolder json;
        json.take(both.path() / "tokenizer.json", "tokenizer.json");
        COMPARE_LISTS(json.load("gpt2")->tokenize(sample), wanted, "tokenizer.json");
    }

    void bytesAlone()
    {
        ModelFolder folder;
        writeBpeVocabulary(folder.path(), learnt(sample, streaming, 257), streaming, BpeFiles::Json, 0);
        const auto tokenizer = folder.load("llama");
        QCOMPARE(tokenizer->vocabularySize(), 257);
        QCOMPARE(tokenizer->tokenize("To be"), (Tokens { "T", "o", "Ġ", "b", "e" }));
    }

    void endsWhereNothingIsSeenTwice()
    {
        const BpeVocabulary vocabulary = learnt("abc", streaming, 5000);
        QCOMPARE(vocabulary.tokens.size(), std::size_t { 257 });
    }

    void refusesWhatCannotBe()
    {
        QVERIFY_EXCEPTION_THROWN(learnt(sample, writing, 200), InputError);
        QVERIFY_EXCEPTION_THROWN(learnt("", writing, 300), InputError);
    }
};

QTEST_GUILESS_MAIN(TestBpeLearner)
#include "tst_bpe_learner.moc"
