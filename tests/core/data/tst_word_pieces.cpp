#include "core/data/tokenizer.h"
#include "core/data/word_pieces.h"
#include "tests/support/shared_data.h"

#include <QTest>

using namespace exitscope;
using data::WordPieces;
using data::WordWindow;

Q_DECLARE_METATYPE(std::vector<int>)

namespace {

/// Words of the given numbers of pieces.
WordPieces wordsOf(const std::vector<int>& counts)
{
    WordPieces pieces;
    for (const int count : counts) {
        pieces.first.push_back(static_cast<std::int32_t>(pieces.ids.size()));
        pieces.ids.resize(pieces.ids.size() + static_cast<std::size_t>(count));
    }
    pieces.first.push_back(static_cast<std::int32_t>(pieces.ids.size()));
    return pieces;
}

} // namespace

class TestWordPieces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void firstPiecesStandForWords()
    {
        EXITSCOPE_SHARED_OR_SKIP(vocab, "data/vocab/bert-base-uncased");
        const auto tokenizer = data::loadTokenizer(vocab, "bert");
        const std::vector<std::string> words { "Unaffable", "don't", "\xe2\x80\x8b", "go" };
        const auto pieces = data::piecesOf(*tokenizer, words);
        std::vector<std::string> tokens;
        for (const auto id : pieces.ids)
            tokens.push_back(tokenizer->token(id));
        QCOMPARE(tokens, (std::vector<std::string> { "una", "##ffa", "##ble", "don", "'", "t", "[UNK]", "go" }));
        QCOMPARE(pieces.first, (std::vector<std::int32_t> { 0, 3, 6, 7, 8 }));
        const auto wrapped = tokenizer->wrapped(pieces.ids);
        QCOMPARE(wrapped.ids.size(), pieces.ids.size() + 2);
        QCOMPARE(tokenizer->token(wrapped.ids.front()), std::string("[CLS]"));
        QCOMPARE(tokenizer->token(wrapped.ids.back()), std::string("[SEP]"));
        QCOMPARE(tokenizer->tokensBefore(), 1);
    }

    void bpeSeesWordsBehindBlanks()
    {
        EXITSCOPE_SHARED_OR_SKIP(vocab, "data/vocab/gpt2");
        const auto tokenizer = data::loadTokenizer(vocab, "gpt2");
        const std::vector<std::string> words { "Hello", "world" };
        const auto pieces = data::piecesOf(*tokenizer, words);
        QCOMPARE(tokenizer->token(pieces.ids[0]), std::string("\xc4\xa0Hello"));
        QCOMPARE(tokenizer->token(pieces.ids[1]), std::string("\xc4\xa0world"));
    }

    void oneWindowWhereItFits()
    {
        const auto windows = data::windowsOf(wordsOf({ 2, 3, 1 }), 6);
        QCOMPARE(windows.size(), std::size_t { 1 });
        QCOMPARE(windows[0].lastLabelled, 3);
        QVERIFY(data::windowsOf(wordsOf({}), 6).empty());
    }

    void windowsCoverEveryWordOnce_data()
    {
        QTest::addColumn<std::vector<int>>("counts");
        QTest::addColumn<int>("limit");
        QTest::newRow("single pieces") << std::vector<int>(100, 1) << 16;
        QTest::newRow("uneven") << std::vector<int> { 3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3, 2, 3, 8, 4, 6 } << 12;
        QTest::newRow("longer than a window") << std::vector<int> { 1, 1, 20, 1, 1, 30, 1 } << 8;
        QTest::newRow("one piece at a time") << std::vector<int> { 1, 2, 1 } << 1;
    }

    void windowsCoverEveryWordOnce()
    {
        QFETCH(std::vector<int>, counts);
        QFETCH(int, limit);
        const auto pieces = wordsOf(counts);
        const auto windows = data::windowsOf(pieces, limit);
        std::int32_t labelled = 0;
        for (const auto& window : windows) {
            const auto size = pieces.first[static_cast<std::size_t>(window.lastWord)]
                - pieces.first[static_cast<std::size_t>(window.firstWord)];
            QVERIFY(size <= limit || window.lastWord == window.firstWord + 1);
            QCOMPARE(window.firstLabelled, labelled);
            QVERIFY(window.firstLabelled >= window.firstWord && window.lastLabelled <= window.lastWord);
            labelled = window.lastLabelled;
        }
        QCOMPARE(labelled, pieces.words());
        QVERIFY(windows.size() > 1);
    }

    void neighboursOverlapByAQuarter()
    {
        const auto windows = data::windowsOf(wordsOf(std::vector<int>(28, 1)), 16);
        QCOMPARE(windows.size(), std::size_t { 2 });
        QCOMPARE(windows[0].lastWord - windows[1].firstWord, 4);
        QCOMPARE(windows[0].lastLabelled, 14); // the middle of words 12 to 15
    }
};

QTEST_GUILESS_MAIN(TestWordPieces)
#include "tst_word_pieces.moc"
