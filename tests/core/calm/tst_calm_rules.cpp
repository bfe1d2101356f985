// The rules of CALM without a model: decay (methods.md CV42-CV45), exits, what classifiers are trained on, shortlists (CV54).
#include "core/calm/confidence.h"
#include "core/calm/contrastive.h"
#include "core/calm/decay.h"
#include "core/calm/exit_plan.h"
#include "core/calm/exit_targets.h"
#include "core/calm/shortlist.h"
#include "tests/support/near.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace exitscope;
using namespace exitscope::calm;
using test::near;

namespace {

constexpr float notANumber = std::numeric_limits<float>::quiet_NaN();

double paper(double lambda, double tau, std::int64_t step, std::int64_t longest)
{
    return Decay { DecayForm::Paper, tau }.threshold(lambda, step, longest);
}

double t5x(double lambda, double tau, std::int64_t step, std::int64_t longest)
{
    return Decay { DecayForm::T5x, tau }.threshold(lambda, step, longest);
}

} // namespace

class TestCalmRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decays()
    {
        QVERIFY(near(paper(0.8, 4, 10, 100), 0.787032)); // CV42
        QVERIFY(near(t5x(0.8, 4, 10, 100), 0.773626));
        QVERIFY(near(paper(0.8, 4, 0, 100), 0.82)); // CV43
        QVERIFY(near(paper(0.8, 4, 100, 100), 0.721832));
        QVERIFY(near(t5x(0.8, 4, 0, 100), 0.8));
        QVERIFY(near(t5x(0.8, 4, 100, 100), 0.721465));
        QVERIFY(near(paper(1, 4, 50, 100), 0.913534)); // CV44
        QVERIFY(near(t5x(1, 4, 50, 100), 0.913534));
    }

    /// CV45: a recursion over steps would give 0.816079, 0.826783, 0.832796; only its first step is the formula's.
    void isNoRecursion()
    {
        QVERIFY(std::abs(paper(0.8, 4, 2, 100) - 0.826783) > 1e-3);
        QVERIFY(std::abs(paper(0.8, 4, 3, 100) - 0.832796) > 1e-3);
        QVERIFY(paper(0.8, 4, 1, 100) > paper(0.8, 4, 2, 100));
    }

    void isConstantWithoutTemperatureAndClipped()
    {
        for (const std::int64_t step : { 0, 7, 100 }) {
            QCOMPARE(paper(0.8, 0, step, 100), 0.8);
            QCOMPARE(t5x(0.8, 0, step, 100), 0.8);
        }
        QCOMPARE(paper(1.2, 4, 0, 100), 1.0);
        QCOMPARE(paper(-1, 4, 50, 100), 0.0);
    }

    void namesForms()
    {
        QCOMPARE(decayFormNamed("paper"), DecayForm::Paper);
        QCOMPARE(decayFormNamed(nameOf(DecayForm::T5x)), DecayForm::T5x);
        QVERIFY(!decayFormNamed("seed"));
    }

    void measuresConfidence()
    {
        const float logits[] { 1, 0, -1 };
        QVERIFY(near(softmaxDifference(logits), 0.420512)); // CV2
        QVERIFY(near(softmaxMaximum(logits), 0.665241));
        const float certain[] { 1000, 0 };
        QCOMPARE(softmaxDifference(certain), 1.0F); // CV4
        const float one[] { -3 };
        QCOMPARE(softmaxDifference(one), 1.0F);
        const float a[] { 1, 2, 2 }, b[] { 2, 1, 2 }, zero[] { 0, 0, 0 };
        QVERIFY(near(stateSaturation(a, b), 0.888889)); // CV6
        QVERIFY(std::isnan(stateSaturation(a, zero)));
        const float weight[] { 0.5F, -0.25F, 1 };
        QVERIFY(near(classifierChance(a, weight, -1), 1 / (1 + std::exp(-1.0))));
        QVERIFY(near(classifierChance(0.3F, 1.5F), 1 / (1 + std::exp(-1.2))));
        QCOMPARE(classifierChance(-1000.0F, 1000.0F), 1.0F);
        QCOMPARE(classifierChance(1000.0F, -1000.0F), 0.0F);
        const float broken[] { 1, notANumber };
        QVERIFY(std::isnan(softmaxDifference(broken)));
    }

    void plansExits()
    {
        const ExitPlan all { .layers = 4 };
        QVERIFY(all.decidesAfter(1) && all.decidesAfter(3) && !all.decidesAfter(4) && all.isExit(4));
        QCOMPARE(all.decisionsUpTo(4), 3);
        const ExitPlan sparse { .layers = 12, .first = 3, .interval = 4 };
        std::vector<std::int64_t> exits;
        for (std::int64_t layer = 1; layer <= 12; ++layer)
            if (sparse.isExit(layer))
                exits.push_back(layer);
        QCOMPARE(exits, (std::vector<std::int64_t> { 3, 7, 11, 12 }));
        QCOMPARE(sparse.decisionsUpTo(2), 0);
        QCOMPARE(sparse.decisionsUpTo(7), 2);
        QCOMPARE(sparse.decisionsUpTo(12), 3);
        const ExitPlan never { .layers = 4, .first = 4 };
        QCOMPARE(never.decisionsUpTo(4), 0);
    }

    void knowsTheOracle()
    {
        const std::int32_t words[] { 9, 5, 7, 5, 5 };
        QCOMPARE(oracleExit(words, { .layers = 5 }), 2);
        QCOMPARE(oracleExit(words, { .layers = 5, .first = 3 }), 4);
        QCOMPARE(oracleExit(words, { .layers = 5, .first = 1, .interval = 2 }), 5);
        QCOMPARE(saturationLayer(words), 4);
        const std::int32_t settled[] { 5, 5 };
        QCOMPARE(saturationLayer(settled), 1);
    }

    void weighsLayers()
    {
        QCOMPARE(layerWeights(LayerWeights::Linear, 4), (std::vector<double> { 0.1, 0.2, 0.3, 0.4 }));
        QCOMPARE(layerWeights(LayerWeights::Uniform, 2), (std::vector<double> { 0.5, 0.5 }));
        const auto geometric = layerWeights(LayerWeights::Geometric, 3);
        QVERIFY(near(geometric[0], 1.0 / 7) && near(geometric[1], 2.0 / 7) && near(geometric[2], 4.0 / 7));
        QVERIFY(std::isfinite(layerWeights(LayerWeights::Geometric, 5000).back()));
    }

    void makesTargets()
    {
        const std::int32_t words[] { 9, 5, 7, 5, 5 };
        const auto targets = agreementTargets(words);
        QCOMPARE(targets, (std::vector<std::uint8_t> { 0, 1, 0, 1 }));
        QCOMPARE(firstAgreement(words), 1);
        const double chances[] { 0.2, 0.9, 0.5, 0.5 };
        QVERIFY(near(independentLoss(chances, targets),
            -(std::log(0.8) + std::log(0.9) + std::log(0.5) + std::log(0.5)) / 4));
        const double certain[] { 1, 0, 1, 0 };
        QVERIFY(near(independentLoss(certain, targets), -std::log(1e-12), 1e-3));
        const std::uint8_t uneven[] { 1, 1, 1, 0 };
        QCOMPARE(balancedWeights(uneven).leave, 0.25);
        QCOMPARE(balancedWeights(uneven).stay, 0.75);
    }

    /// First exits are a distribution: 0.25; 0.75·0.5; 0.75·0.5·1 at the last layer.
    void countsFirstExits()
    {
        const double chances[] { 0.25, 0.5 };
        const auto logs = firstExitLogProbabilities(chances);
        QCOMPARE(logs.size(), std::size_t { 3 });
        QVERIFY(near(std::exp(logs[0]), 0.25) && near(std::exp(logs[1]), 0.375) && near(std::exp(logs[2]), 0.375));
        QVERIFY(near(firstExitLoss(chances, 2), -std::log(0.375)));
        const double certain[] { 1 };
        QVERIFY(std::isfinite(firstExitLoss(certain, 1)));
    }

    void shortensVocabularies()
    {
        QCOMPARE(decayedWords(2000, 200, 4, 24), 800); // CV54
        QCOMPARE(decayedWords(2000, 200, 24, 24), 200);
        QCOMPARE(decayedWords(200, 200, 9, 24), 200);
        const Shortlist adaptive { .kind = ShortlistKind::Adaptive };
        QCOMPARE(adaptive.size(3, 12, 1000, 0), 1000);
        QCOMPARE(adaptive.size(3, 12, 1000, 1), 100);
        QCOMPARE(adaptive.size(3, 12, 1000, std::numeric_limits<double>::quiet_NaN()), 1000);
        const Shortlist fixed { .kind = ShortlistKind::Fixed, .words = 842 };
        QCOMPARE(fixed.size(3, 12, 32128, 0.5), 842);
        QCOMPARE(fixed.size(3, 12, 512, 0.5), 512);
        QCOMPARE(Shortlist {}.size(3, 12, 512, 0.5), 512);
        QCOMPARE(shortlistNamed("decaying"), ShortlistKind::Decaying);
        QVERIFY(!shortlistNamed("short"));
    }

    void choosesTheLikeliest()
    {
        const float logits[] { 1, 3, notANumber, 3, 2 };
        QCOMPARE(likeliest(logits, {}, 3), (std::vector<std::int32_t> { 1, 3, 4 }));
        QCOMPARE(likeliest(logits, {}, 9), (std::vector<std::int32_t> { 1, 3, 4, 0, 2 }));
        const std::int32_t words[] { 10, 20, 30, 40, 50 };
        QCOMPARE(likeliest(logits, words, 2), (std::vector<std::int32_t> { 20, 40 }));
    }

    /// Plausible are words 0, 1 and 3 (at least 0.05); their ratios 2, 1 and 1.2 share the 0.96 that they have together.
    void contrastsLayers()
    {
        const float expert[] { 0.5F, 0.4F, 0.04F, 0.06F }, amateur[] { 0.25F, 0.4F, 0.3F, 0.05F };
        const double sum = 2 + 1 + 1.2;
        QVERIFY(near(contrastiveConfidence(Contrast::Reweighted, expert, amateur), 0.96 * (2 - 1.2) / sum));
        QVERIFY(near(contrastiveConfidence(Contrast::Plain, expert, amateur), (2 - 1.2) / sum));
        QCOMPARE(halfwayAmateur(1), 1);
        QCOMPARE(halfwayAmateur(7), 3);
    }
};

QTEST_APPLESS_MAIN(TestCalmRules)
#include "tst_calm_rules.moc"
