#include "core/policy/softmax_scores.h"
#include "small_traces.h"
#include "tests/support/near.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace exitscope;
using policy::SoftmaxScore;
using test::near;

namespace {

constexpr float notANumber = std::numeric_limits<float>::quiet_NaN();
constexpr float infinity = std::numeric_limits<float>::infinity();

float scoreOf(SoftmaxScore kind, const std::vector<float>& z)
{
    float score = 0;
    policy::softmaxScores(kind, z, static_cast<std::int64_t>(z.size()), {}, { &score, 1 });
    return score;
}

double reference(SoftmaxScore kind, const std::vector<float>& z)
{
    double top = -infinity;
    for (const float value : z)
        top = std::max(top, static_cast<double>(value));
    std::vector<double> p;
    double sum = 0;
    for (const float value : z)
        sum += p.emplace_back(std::exp(static_cast<double>(value) - top));
    double entropy = 0;
    for (double& value : p) {
        value /= sum;
        entropy -= value > 0 ? value * std::log(value) : 0.0;
    }
    std::sort(p.rbegin(), p.rend());
    switch (kind) {
    case SoftmaxScore::Entropy:
        return entropy;
    case SoftmaxScore::Confidence:
        return p[0];
    case SoftmaxScore::Margin:
        return p[0] - p[1];
    }
    return notANumber;
}

} // namespace

class TestScores : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void checkValues() // CV1 to CV5
    {
        QVERIFY(near(scoreOf(SoftmaxScore::Entropy, { 2, -1 }), 0.190865));
        QVERIFY(near(scoreOf(SoftmaxScore::Entropy, { 2, -1 }) / std::log(2.0), 0.275360));
        QVERIFY(near(scoreOf(SoftmaxScore::Confidence, { 2, -1 }), 0.952574));
        QVERIFY(near(scoreOf(SoftmaxScore::Entropy, { 1, 0, -1 }), 0.832396));
        QVERIFY(near(scoreOf(SoftmaxScore::Entropy, { 1, 0, -1 }) / std::log(3.0), 0.757679));
        QVERIFY(near(scoreOf(SoftmaxScore::Confidence, { 1, 0, -1 }), 0.665241));
        QVERIFY(near(scoreOf(SoftmaxScore::Margin, { 1, 0, -1 }), 0.420512));
        QVERIFY(near(scoreOf(SoftmaxScore::Entropy, { 0, 0 }), 0.693147));
        QVERIFY(near(scoreOf(SoftmaxScore::Entropy, { 0, 0, 0 }), 1.098612));
        QVERIFY(near(scoreOf(SoftmaxScore::Entropy, { 1000, 0 }), 0.0));
        QCOMPARE(scoreOf(SoftmaxScore::Confidence, { 1000, 0 }), 1.0F);
        QCOMPARE(scoreOf(SoftmaxScore::Margin, { 1000, 0 }), 1.0F);
        QCOMPARE(scoreOf(SoftmaxScore::Margin, { 3, 3, 1 }), 0.0F);
    }

    void whatIsNotFinite()
    {
        for (const auto kind : { SoftmaxScore::Entropy, SoftmaxScore::Confidence, SoftmaxScore::Margin }) {
            for (const auto& z : std::vector<std::vector<float>> { { notANumber, 0, 1 }, { 0, notANumber, 1 }, { 0, 1, notANumber },
                     { notANumber, notANumber, notANumber }, { infinity, 0, 1 }, { -infinity, -infinity, -infinity } })
                QVERIFY(std::isnan(scoreOf(kind, z)));
            QVERIFY(near(scoreOf(kind, { 1, -infinity, 0 }), reference(kind, { 1, -infinity, 0 })));
            std::vector<float> wide(40, 0.0F);
            wide[39] = notANumber;
            QVERIFY(std::isnan(scoreOf(kind, wide)));
        }
    }

    void againstDoublePrecision_data()
    {
        QTest::addColumn<int>("classes");
        for (const int classes : { 2, 3, 5, 17, 32, 33, 100, 1001 })
            QTest::addRow("%d classes", classes) << classes;
    }

    void againstDoublePrecision()
    {
        QFETCH(int, classes);
        std::mt19937 random(7);
        std::normal_distribution<float> normal(0, 4);
        const std::size_t rows = 300; // two blocks and a rest
        std::vector<float> logits(rows * static_cast<std::size_t>(classes));
        for (float& z : logits)
            z = normal(random);
        for (const auto kind : { SoftmaxScore::Entropy, SoftmaxScore::Confidence, SoftmaxScore::Margin }) {
            std::vector<float> scores(rows);
            policy::softmaxScores(kind, logits, classes, {}, scores);
            for (std::size_t r = 0; r < rows; ++r) {
                const auto first = logits.begin() + static_cast<std::ptrdiff_t>(r) * classes;
                QVERIFY(near(scores[r], reference(kind, { first, first + classes }), 2e-6));
            }
        }
    }

    void temperatureScalesTheLogits()
    {
        const std::vector<float> logits { 2, 0, 4, 0 };
        const std::vector<float> scale { 0.5F, 0.25F };
        std::vector<float> scores(2);
        policy::softmaxScores(SoftmaxScore::Confidence, logits, 2, scale, scores);
        QVERIFY(near(scores[0], reference(SoftmaxScore::Confidence, { 1, 0 })));
        QCOMPARE(scores[0], scores[1]);
    }

    void tiesTakeTheLowestClassAndNanIsNeverTheLargest()
    {
        const std::vector<float> logits { 1, 1, 1, 0, 2, 2, notANumber, 1, 0, 3, notANumber, 4, notANumber, notANumber, notANumber };
        std::vector<std::int32_t> largest(5);
        policy::largestLogit(logits, 3, largest);
        QVERIFY(std::ranges::equal(largest, std::vector<std::int32_t>({ 0, 1, 1, 2, 0 })));
    }

    void tablesAreExitMajor()
    {
        const auto trace = test::randomTrace({ .units = 700, .exits = 5, .classes = 3 });
        const auto table
            = policy::policyNamed("entropy").scores(policy::parseSpec("entropy:threshold=0,normalised=true"), *trace);
        QCOMPARE(table.passes, policy::Passes::Below);
        for (const std::int64_t unit : { 0, 255, 256, 699 })
            for (std::int64_t exit = 0; exit < 5; ++exit) {
                const auto z = trace->logits(unit, exit);
                const auto at = static_cast<std::size_t>(exit * 700 + unit);
                QVERIFY(near(table.scores[at],
                    reference(SoftmaxScore::Entropy, { z.begin(), z.end() }) / std::log(3.0)));
                QCOMPARE(table.predictions[at], std::max_element(z.begin(), z.end()) - z.begin());
            }
    }
};

QTEST_APPLESS_MAIN(TestScores)
#include "tst_scores.moc"
