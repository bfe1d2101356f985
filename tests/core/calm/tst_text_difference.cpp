// Texts beside each other: partners form a longest common subsequence, the same from both sides.
#include "core/calm/text_difference.h"

#include <QtTest>

#include <algorithm>
#include <random>

using namespace exitscope;
using Tokens = std::vector<std::int32_t>;

namespace {

/// By definition, in exponential thought and quadratic time.
std::int64_t longestCommon(const Tokens& a, const Tokens& b)
{
    std::vector<std::vector<std::int64_t>> best(a.size() + 1, std::vector<std::int64_t>(b.size() + 1, 0));
    for (std::size_t i = 1; i <= a.size(); ++i)
        for (std::size_t j = 1; j <= b.size(); ++j)
            best[i][j] = a[i - 1] == b[j - 1] ? best[i - 1][j - 1] + 1 : std::max(best[i - 1][j], best[i][j - 1]);
    return best.back().back();
}

} // namespace

class TestTextDifference : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knownOnes()
    {
        const auto same = calm::differenceOf(Tokens { 4, 5, 6 }, Tokens { 4, 5, 6 });
        QCOMPARE(same.firstDifference, -1);
        QCOMPARE(same.inB, (Tokens { 0, 1, 2 }));
        QCOMPARE(same.onlyA + same.onlyB, 0);
        const auto changed = calm::differenceOf(Tokens { 1, 2, 3, 4 }, Tokens { 1, 9, 3, 4, 5 });
        QCOMPARE(changed.firstDifference, 1);
        QCOMPARE(changed.inB, (Tokens { 0, -1, 2, 3 }));
        QCOMPARE(changed.inA, (Tokens { 0, -1, 2, 3, -1 }));
        QCOMPARE(changed.onlyA, 1);
        QCOMPARE(changed.onlyB, 2);
        const auto longer = calm::differenceOf(Tokens { 7, 7 }, Tokens { 7, 7, 7 });
        QCOMPARE(longer.firstDifference, 2);
        QCOMPARE(calm::differenceOf(Tokens {}, Tokens {}).firstDifference, -1);
        QCOMPARE(calm::differenceOf(Tokens {}, Tokens { 1 }).firstDifference, 0);
    }

    void partnersAreALongestCommonSubsequence()
    {
        std::mt19937 random(7);
        for (int round = 0; round < 300; ++round) {
            Tokens a(random() % 30), b(random() % 30);
            for (auto* text : { &a, &b })
                for (auto& token : *text)
                    token = static_cast<std::int32_t>(random() % 5);
            const auto difference = calm::differenceOf(a, b);
            std::int32_t last = -1;
            std::int64_t common = 0;
            for (std::size_t i = 0; i < a.size(); ++i) {
                const std::int32_t place = difference.inB[i];
                if (place < 0)
                    continue;
                QVERIFY(place > last); // in order
                QCOMPARE(b[static_cast<std::size_t>(place)], a[i]);
                QCOMPARE(difference.inA[static_cast<std::size_t>(place)], static_cast<std::int32_t>(i));
                last = place;
                ++common;
            }
            QCOMPARE(common, longestCommon(a, b));
            QCOMPARE(difference.onlyA, std::ssize(a) - common);
            QCOMPARE(difference.onlyB, std::ssize(b) - common);
        }
    }

    void textsOfAnyLengthAreCompared()
    {
        Tokens a(20'000), b(20'000);
        for (std::size_t i = 0; i < a.size(); ++i) {
            a[i] = static_cast<std::int32_t>(i % 97);
            b[i] = i % 2 ? a[i] : -1;
        }
        const auto difference = calm::differenceOf(a, b); // their product has no room: place by place
        QCOMPARE(difference.firstDifference, 0);
        QCOMPARE(difference.onlyA, 10'000);
        QCOMPARE(difference.inB[1], 1);
    }
};

QTEST_GUILESS_MAIN(TestTextDifference)
#include "tst_text_difference.moc"
