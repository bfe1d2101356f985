// ROUGE, BLEU, token F1 and exact match: methods.md §9 and CV78-CV80, figures worked out by hand, and what must hold of any text.
#include "core/error.h"
#include "core/metric/bleu.h"
#include "core/metric/text_overlap.h"
#include "tests/support/message_of.h"
#include "tests/support/near.h"

#include <QTest>

#include <cmath>
#include <random>

using namespace exitscope;
using namespace exitscope::metric;
using test::near;

namespace {

BleuCounts counts(const std::string& candidate, const std::vector<std::string>& references, BleuSplit split = BleuSplit::Mteval13a)
{
    std::vector<Words> words;
    for (const auto& reference : references)
        words.push_back(bleuWords(reference, split));
    return countBleu(bleuWords(candidate, split), words);
}

std::string joined(const Words& words)
{
    std::string text;
    for (const auto& word : words)
        text += (text.empty() ? "" : " ") + word;
    return text;
}

/// The longest common subsequence by its definition, for short texts.
std::size_t commonBySearch(const Words& a, const Words& b, std::size_t i = 0, std::size_t j = 0)
{
    if (i == a.size() || j == b.size())
        return 0;
    if (a[i] == b[j])
        return 1 + commonBySearch(a, b, i + 1, j + 1);
    return std::max(commonBySearch(a, b, i + 1, j), commonBySearch(a, b, i, j + 1));
}

const std::vector<std::string> oddTexts { "", " \t\n", "a", "the", "...", "One two three four five.", "Ein Mädchen läuft über die Straße.",
    "naïve café — “quoted”", "中文文本", "\xFF\xFE broken \xC3", "\xF0\x9F\x98\x80 smile", "3,000.50-mile U.S. e-mail & more" };

} // namespace

class TestTextMetrics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsTheCheckValues()
    {
        QVERIFY(near(rougeL("the cat on mat", "the cat sat on the mat"), 0.8)); // CV78: LCS 4 of 4 and 6
        QVERIFY(near(tokenF1("in the Denver city", "Denver Broncos"), 0.4)); // CV79
        QVERIFY(near(tokenF1("the Denver Broncos", "Denver Broncos"), 1));
        QVERIFY(isExactMatch("the Denver Broncos", "Denver Broncos") && !isExactMatch("Denver", "Denver Broncos"));
        const auto cat = counts("the cat sat on mat", { "the cat sat on the mat" }); // CV80
        QVERIFY(near(cat.precision(1), 1) && near(cat.precision(2), 0.75) && near(cat.precision(3), 0.666667) && near(cat.precision(4), 0.5));
        QVERIFY(near(cat.brevityPenalty(), 0.818731));
        QVERIFY(near(cat.bleu(), 0.578930));
        QVERIFY(near(cat.smoothed(), 0.578930)); // nothing to smooth
    }

    void countsOverlaps()
    {
        // unigrams: the 2, cat, sat against the 1, cat, ate: 2 of 4 and 3; bigrams: "the cat" of 3 and 2
        QVERIFY(near(rougeN("the cat the sat", "The cat, ate!", 1), 2.0 * 2 / 7));
        QVERIFY(near(rougeN("the cat the sat", "The cat, ate!", 2), 2.0 * 1 / 5));
        // order counts for the longest common subsequence alone
        QVERIFY(near(rougeN("d c b a", "a b c d", 1), 1));
        QVERIFY(near(rougeL("d c b a", "a b c d"), 0.25));
        QVERIFY(near(tokenF1("x x y", "x y y"), 2.0 / 3));
        const std::vector<std::string> references { "nothing like it", "a small dog", "a small cat" };
        QVERIFY(near(bestOf("a small dog", references, rougeL), 1));
        QVERIFY(near(bestOf("a small dog", {}, rougeL), 0));
    }

    void followsTheDefinition()
    {
        std::mt19937 random(7);
        for (int round = 0; round < 200; ++round) {
            Words a(random() % 8), b(random() % 8);
            for (auto* words : { &a, &b })
                for (auto& word : *words)
                    word = std::string(1, static_cast<char>('a' + random() % 3));
            const auto common = static_cast<double>(commonBySearch(a, b));
            const auto length = static_cast<double>(a.size() + b.size());
            QVERIFY(near(commonSequenceF1(a, b), length == 0 ? 1 : 2 * common / length, 1e-12));
        }
    }

    void scoresCorpora()
    {
        // Two sentences: matches 4 and 2 of 4 and 3 words; bigrams 3 and 0 of 3 and 2; trigrams 2 and 0 of 2 and 1; 1 and 0 of 1
        auto sum = counts("a b c d", { "a b c d" });
        sum += counts("x y z", { "z q x w" });
        QVERIFY(near(sum.precision(1), 6.0 / 7) && near(sum.precision(2), 3.0 / 5) && near(sum.precision(3), 2.0 / 3) && near(sum.precision(4), 1));
        const double penalty = std::exp(1 - 8.0 / 7);
        QVERIFY(near(sum.bleu(), penalty * std::pow(6.0 / 7 * 3 / 5 * 2 / 3, 0.25)));
        QVERIFY(near(counts("x y z", { "z q x w" }).bleu(), 0)); // no bigram, not smoothed
        // 2/3, then 1/2 of 2 bigrams, 1/4 of 1 trigram; no 4-gram in the candidate
        QVERIFY(near(counts("x y z", { "z q x w" }).smoothed(), std::exp(1 - 4.0 / 3) * std::cbrt(2.0 / 3 / 4 / 4)));
        QCOMPARE(counts("u v", { "x y" }).smoothed(), 0.0);
    }

    void clipsByOneReference()
    {
        const auto many = counts("the the the the", { "the cat", "on the mat by the door" });
        QCOMPARE(many.matched[0], 2); // in the second, not 3 of both
        QCOMPARE(many.referenceWords, 2); // 2 and 6 are as near: the shorter
        QCOMPARE(counts("a b c", { "a b c d e f", "a b" }).referenceWords, 2);
        QCOMPARE(counts("a b c d e", { "a b c d e f", "a b" }).referenceWords, 6);
    }

    void cutsWords_data()
    {
        QTest::addColumn<int>("split");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("words");
        const auto row = [](BleuSplit split, const char* text, const char* words) {
            QTest::addRow("%s %s", nameOf(split).data(), text) << static_cast<int>(split) << QString::fromUtf8(text) << QString::fromUtf8(words);
        };
        row(BleuSplit::Mteval13a, "Hello, world!", "Hello , world !");
        row(BleuSplit::Mteval13a, "It's 3,000.50 (net).", "It's 3,000.50 ( net ) .");
        row(BleuSplit::Mteval13a, "e-mail 5-year", "e-mail 5 - year");
        row(BleuSplit::Mteval13a, "U.S. &quot;x&quot; &amp;c", "U . S . \" x \" & c");
        row(BleuSplit::Mteval13a, "wait...", "wait . . .");
        row(BleuSplit::Mteval13a, "„Größe“ 5€", "„Größe“ 5€");
        row(BleuSplit::International, "„Größe“ 5€", "„ Größe “ 5 €");
        row(BleuSplit::International, "It's 3,000.50 (net).", "It ' s 3,000.50 ( net ) .");
        row(BleuSplit::International, "a+b", "a + b");
        row(BleuSplit::Spaces, " a  b.\tc ", "a b. c");
    }

    void cutsWords()
    {
        QFETCH(const int, split);
        QFETCH(const QString, text);
        QFETCH(const QString, words);
        QCOMPARE(QString::fromStdString(joined(bleuWords(text.toStdString(), static_cast<BleuSplit>(split)))), words);
    }

    void normalises()
    {
        QCOMPARE(joined(rougeWords("It's 3,000 E-MAILS!")), std::string("it s 3 000 e mails"));
        QCOMPARE(joined(rougeWords("Straße, naïve ÄRZTE")), std::string("straße naïve ärzte"));
        QCOMPARE(joined(rougeWords("中文ab文")), std::string("中 文 ab 文"));
        QCOMPARE(joined(rougeWords("a\u0301b")), std::string("a\u0301b")); // a mark belongs to its letter
        QCOMPARE(joined(squadWords("The U.S. and  An apple,\ta day")), std::string("us and apple day"));
        QCOMPARE(joined(squadWords("„Theater“")), std::string("theater"));
        QCOMPARE(bleuSplitNamed("international"), BleuSplit::International);
        QVERIFY(test::messageOf([] { (void)bleuSplitNamed("intl"); }).contains(QStringLiteral("international")));
    }

    void knowsEmptyTexts()
    {
        for (const auto& measure : { rougeL, tokenF1 }) {
            QCOMPARE(measure("", ""), 1.0);
            QCOMPARE(measure("", "word"), 0.0);
            QCOMPARE(measure("word", " . "), 0.0);
        }
        QCOMPARE(tokenF1("the", "a"), 1.0); // nothing is left of either
        QCOMPARE(rougeN("", "", 2), 1.0);
        QCOMPARE(rougeN("x", "y", 2), 0.0);
        QCOMPARE(counts("", { "" }).bleu(), 1.0);
        QCOMPARE(counts("", { "word" }).bleu(), 0.0);
        QCOMPARE(counts("", { "word" }).smoothed(), 0.0);
        QCOMPARE(counts("word", { "" }).smoothed(), 0.0);
    }

    void isOneForEqualTextsAndSymmetric()
    {
        for (const auto& text : oddTexts) {
            QCOMPARE(rougeL(text, text), 1.0);
            QCOMPARE(rougeN(text, text, 1), 1.0);
            QCOMPARE(rougeN(text, text, 2), 1.0);
            QCOMPARE(tokenF1(text, text), 1.0);
            QVERIFY(isExactMatch(text, text));
            for (const auto split : { BleuSplit::Mteval13a, BleuSplit::International, BleuSplit::Spaces }) {
                QVERIFY(near(counts(text, { text }, split).bleu(), 1, 1e-12));
                QVERIFY(near(counts(text, { text }, split).smoothed(), 1, 1e-12));
            }
            for (const auto& other : oddTexts) {
                QVERIFY(near(rougeL(text, other), rougeL(other, text), 1e-12));
                QVERIFY(near(tokenF1(text, other), tokenF1(other, text), 1e-12));
                for (const double value : { rougeL(text, other), tokenF1(text, other), counts(text, { other }).smoothed(),
                         counts(text, { other }).bleu() })
                    QVERIFY(value >= 0 && value <= 1 + 1e-12);
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestTextMetrics)
#include "tst_text_metrics.moc"
