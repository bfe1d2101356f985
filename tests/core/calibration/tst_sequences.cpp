// Calibration of whole texts: families and grids, the two losses (CV52), decisions against a count by hand, refusals, and the
// promise itself over many calibration draws from texts of known risk.
#include "core/calibration/sequence_json.h"
#include "core/error.h"
#include "tests/core/calibration/guarantee_simulation.h"
#include "tests/core/generations/made_up.h"
#include "tests/support/message_of.h"
#include "tests/support/near.h"

#include <QTest>

#include <cmath>
#include <random>

using namespace exitscope;
using namespace exitscope::calibration;
using generations::Generations;
using test::near;
using test::somePoint;

namespace {

using Texts = std::vector<std::string>;

/// A file in memory; of each prompt the reference is `references`' or none.
Generations someGenerations(const Texts& full, const Texts& references = {})
{
    Generations all;
    all.path = "some.generations";
    all.settings = test::someSettings(std::ssize(full), references.empty() ? Texts {} : Texts { "ref" });
    all.fullTimings = { { 1, 3 } };
    all.full = somePoint("full", full, 4, 4);
    for (std::size_t i = 0; i < full.size(); ++i)
        all.prompts.push_back({ "p", references.empty() ? Texts {} : Texts { references[i] } });
    return all;
}

std::vector<float> rowOf(const LossTable& table, std::size_t setting)
{
    const auto row = table.lossesOf(setting);
    return { row.begin(), row.end() };
}

Texts valuesOf(const SequenceFamily& family)
{
    Texts values;
    for (const auto& spec : family.settings)
        values.push_back(spec.parameters.at(family.key));
    return values;
}

Generations manyRules()
{
    auto all = someGenerations({ "a b", "c d" });
    for (const char* rule : { "margin:threshold=0.5", "margin:threshold=1", "margin:threshold=0.9", "entropy:threshold=0.5",
             "entropy:threshold=0.1", "entropy:threshold=0", "margin:decay=4,threshold=0.9", "fixed:layer=1", "fixed:layer=4",
             "fixed:layer=2", "oracle" })
        all.points.push_back(somePoint(rule, { "a b", "c d" }, 2));
    return all;
}

/// Texts of four words of which setting k gets two wrong in 2 risks[k] of the cases, which is a distance of 1/2 by ROUGE-L: its
/// true risk is risks[k]. Nested: what a bolder setting gets right, a safer one does too.
Generations drawn(const std::vector<double>& risks, std::int64_t prompts, std::mt19937_64& random)
{
    auto all = someGenerations(Texts(static_cast<std::size_t>(prompts), "a b c d"));
    std::vector<double> at(static_cast<std::size_t>(prompts));
    for (auto& value : at)
        value = static_cast<double>(random() >> 11) * 0x1p-53;
    for (std::size_t k = 0; k < risks.size(); ++k) {
        Texts texts;
        for (const double value : at)
            texts.push_back(value < 2 * risks[k] ? "a b x y" : "a b c d"); // LCS 2 of 4 and 4: loss 1/2
        all.points.push_back(somePoint("margin:threshold=" + std::to_string(99 - static_cast<int>(k)) + "e-2", texts, 2));
        all.points.back().rule = calm::parseGenerationRule(all.points.back().rule).text();
    }
    return all;
}

SequenceRequest requestFor(const Generations& all, double delta = 0.1, double share = 0.8)
{
    SequenceRequest request;
    request.family = sequenceFamily(all, "margin");
    request.settings = request.family.settings;
    request.delta = delta;
    request.split.share = share;
    return request;
}

} // namespace

class TestSequences : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsFamilies()
    {
        const auto all = manyRules();
        const auto families = sequenceFamilies(all);
        QCOMPARE(families.size(), std::size_t { 4 });
        QCOMPARE(families[0].rule, std::string("margin"));
        QCOMPARE(valuesOf(families[0]), (Texts { "0.9", "0.5" })); // the safest first; 1 is the full model
        QCOMPARE(families[0].disabled, Texts { "1" });
        QCOMPARE(valuesOf(families[1]), (Texts { "0.1", "0.5" })); // entropy: the smallest is the safest
        QCOMPARE(families[2].rule, std::string("margin:decay=4"));
        QCOMPARE(valuesOf(families[3]), (Texts { "2", "1" }));
        QCOMPARE(families[3].key, std::string("layer"));
        QCOMPARE(all.points[families[0].points[0]].rule, std::string("margin:threshold=0.9"));
    }

    void takesGrids()
    {
        const auto all = manyRules();
        QCOMPARE(valuesOf(sequenceFamily(all, "margin", "1|0.9|0.5")), (Texts { "0.9", "0.5" }));
        QCOMPARE(valuesOf(sequenceFamily(all, "margin:threshold=0.5")), Texts { "0.5" });
        QCOMPARE(valuesOf(sequenceFamily(all, "margin:decay=4")), Texts { "0.9" });
        QCOMPARE(valuesOf(sequenceFamily(all, "entropy", "0.1:0.5:2")), (Texts { "0.1", "0.5" }));
        QCOMPARE(valuesOf(sequenceFamily(all, "fixed", "2|1")), (Texts { "2", "1" }));
    }

    void refusesGrids_data()
    {
        QTest::addColumn<QString>("policy");
        QTest::addColumn<QString>("grid");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* policy, const char* grid, const char* says) {
            QTest::addRow("%s %s", policy, grid) << QString::fromLatin1(policy) << QString::fromLatin1(grid) << QString::fromLatin1(says);
        };
        row("margin", "0.5|0.9", "the grid of threshold does not descend: 0.9 follows 0.5; start at the safest value, the largest");
        row("margin", "0.9|0.9", "does not descend: 0.9 follows 0.9");
        row("entropy", "0.5|0.1", "does not ascend: 0.1 follows 0.5");
        row("fixed", "1|2", "the grid of layer does not descend");
        row("margin", "0.9|0.7", "it has no texts of margin:threshold=0.7");
        row("margin:threshold=0.9", "0.5", "given twice");
        row("margin", "1", "the only setting of margin is the full model");
        row("saturation", "", "there are margin, entropy, margin:decay=4, fixed");
        row("oracle", "", "no rule oracle with settings in order of caution");
        row("margin:decay=2", "", "no rule margin:decay=2");
        row("", "", "it has several rules");
        row("patience", "", "there are full, fixed, margin");
    }

    void refusesGrids()
    {
        QFETCH(const QString, policy);
        QFETCH(const QString, grid);
        QFETCH(const QString, says);
        const auto all = manyRules();
        const auto message = test::messageOf([&] { (void)sequenceFamily(all, policy.toStdString(), grid.toStdString()); });
        QVERIFY2(message.contains(says), qPrintable(message));
    }

    void measuresConsistency()
    {
        auto all = someGenerations({ "a b c d", "The cat", "", "x" });
        all.points.push_back(somePoint("margin:threshold=0.5", { "a b d", "the cat!", "", "y" }, 1));
        const auto family = sequenceFamily(all);
        const auto row = [&](TextDistance distance) {
            return rowOf(*sequenceLosses(all, family, { distance, LossKind::Consistency }), 0);
        };
        const auto rouge = row(TextDistance::RougeL);
        QVERIFY(near(static_cast<double>(rouge[0]), 1 - 6.0 / 7)); // 3 of 3 and 4 words
        QCOMPARE(rouge[1], 0.0F);
        QCOMPARE(rouge[2], 0.0F); // two empty texts are equal
        QCOMPARE(rouge[3], 1.0F);
        QVERIFY(near(static_cast<double>(row(TextDistance::TokenF1)[0]), 1 - 4.0 / 5)); // "a" is an article
        QCOMPARE(row(TextDistance::Different), (std::vector<float> { 1, 1, 0, 1 })); // to the letter
        const auto bleu = row(TextDistance::Bleu);
        // 3 of 3, 1 of 2, then 1/2 of 1; 3 words of 4
        QVERIFY(near(static_cast<double>(bleu[0]), 1 - std::exp(1 - 4.0 / 3) * std::cbrt(0.5 * 0.5)));
        QVERIFY(bleu[2] == 0 && bleu[3] == 1);
    }

    /// CV52: the maximum is inside, so that what one text gains does not pay for what another loses.
    void measuresRisk()
    {
        QVERIFY(near(riskLoss(0.3, 0.1), 0.2));
        QCOMPARE(riskLoss(0.1, 0.3), 0.0);
        // distances to the references: early 1/2 and 0, full 0 and 1/2
        auto all = someGenerations({ "a b", "a x" }, { "a b", "a b" });
        all.points.push_back(somePoint("margin:threshold=0.5", { "a x", "a b" }, 1));
        const auto family = sequenceFamily(all);
        const auto table = *sequenceLosses(all, family, { TextDistance::RougeL, LossKind::Risk });
        QCOMPARE(rowOf(table, 0), (std::vector<float> { 0.5F, 0 }));
        QCOMPARE(rowOf(*sequenceLosses(all, family, { TextDistance::Different, LossKind::Risk }), 0), (std::vector<float> { 1, 0 }));
        // the nearest of several references counts
        for (auto& prompt : all.prompts)
            prompt.references.push_back("a x");
        QCOMPARE(rowOf(*sequenceLosses(all, family, { TextDistance::RougeL, LossKind::Risk }), 0), (std::vector<float> { 0, 0 }));
        const auto without = manyRules();
        QVERIFY(test::messageOf([&] {
            (void)sequenceLosses(without, sequenceFamily(without, "margin"), { TextDistance::RougeL, LossKind::Risk });
        }).contains(QStringLiteral("--references")));
    }

    void decidesAsCountedByHand()
    {
        std::mt19937_64 random(3);
        const auto all = drawn({ 0.01, 0.04, 0.2, 0.4 }, 500, random);
        const auto request = requestFor(all);
        const auto table = *sequenceLosses(all, request.family, request.loss);
        const auto result = calibrate(SequenceSets(all), table, request);
        const auto& decision = result.decision;
        QCOMPARE(decision.calibrationExamples, 400);
        QCOMPARE(decision.testExamples, 100);
        QCOMPARE(*decision.chosen, std::size_t { 1 });
        const auto split = trace::splitMembers(table.population, request.split);
        double wrong = 0;
        for (const auto prompt : split.test)
            wrong += all.points[1].texts[static_cast<std::size_t>(prompt)].text == "a b x y" ? 0.5 : 0;
        QVERIFY(near(decision.testRisk, wrong / 100));
        QCOMPARE(result.test.meanExit, 2.0);
        QCOMPARE(result.test.flopsReduction(), 2.0);
        QCOMPARE(result.test.measuredSpeedup, 4.0);
        QCOMPARE(result.full.meanExit, 4.0);
        const auto json = toJson(request, result);
        QVERIFY(json.at("chosen").at("threshold") == 0.98);
        QVERIFY(json.at("test").at("holds") == true && json.at("consistency") == "textual" && json.at("loss") == "rouge-l");
        QVERIFY(near(json.at("test").at("tightness").get<double>(), decision.testRisk / 0.1));
        QCOMPARE(json.at("tested").size(), std::size_t { 3 }); // the first that fails is the last one tested
        QVERIFY(json.at("guarantee").get<std::string>()
            == "With probability at least 95 % over the calibration draw, texts are at most 0.1 away from the full model's on average (1 − ROUGE-L).");
    }

    void countsTokensOfEachSetting()
    {
        auto all = someGenerations({ "a", "b", "c", "d" });
        auto point = somePoint("margin:threshold=0.5", { "a", "b c d", "e", "f g h i j" }, 2);
        point.texts[1] = test::someText("b c d", 1);
        all.points.push_back(point);
        const auto table = *sequenceLosses(all, sequenceFamily(all), {});
        const auto units = table.unitsOf(0);
        QCOMPARE(std::vector<float>(units.begin(), units.end()), (std::vector<float> { 1, 3, 1, 5 }));
        QCOMPARE(table.exitLayersOf(0)[1], 3.0F);
    }

    void choosesTheFullModelWhereNothingHolds()
    {
        std::mt19937_64 random(3);
        const auto all = drawn({ 0.3, 0.4 }, 300, random);
        const auto request = requestFor(all);
        const auto result = calibrate(SequenceSets(all), *sequenceLosses(all, request.family, request.loss), request);
        QVERIFY(!result.decision.chosen);
        QVERIFY(result.decision.testRisk == 0 && result.test.meanExit == 4 && result.test.measuredSpeedup == 1);
        QVERIFY(toJson(request, result).at("chosen").is_null());
    }

    void refusesTooFewTexts()
    {
        std::mt19937_64 random(3);
        const auto all = drawn({ 0.01 }, 30, random);
        const auto request = requestFor(all);
        const auto table = *sequenceLosses(all, request.family, request.loss);
        const auto message = test::messageOf([&] { (void)decide(table, request); });
        QVERIFY2(message.contains(QStringLiteral("has 24 examples")) && message.contains(QStringLiteral("at least 29")), qPrintable(message));
        auto binary = request;
        binary.pValue = PValue::Binomial;
        QVERIFY(test::messageOf([&] { (void)decide(table, binary); }).contains(QStringLiteral("distances between texts")));
    }

    void studiesSplits()
    {
        std::mt19937_64 random(9);
        const auto all = drawn({ 0.02, 0.06, 0.12 }, 400, random);
        const auto request = requestFor(all);
        const auto table = *sequenceLosses(all, request.family, request.loss);
        std::vector<double> risks;
        const auto study = *studySplits(table, request, 50, {}, [&](const SplitChoice& choice) {
            QCOMPARE(choice.test.size(), std::size_t { 80 });
            risks.push_back(choice.testRisk);
        });
        QCOMPARE(study.splits, 50);
        QCOMPARE(risks.size(), std::size_t { 50 });
        QVERIFY(near(study.testRisk.mean, spreadOf(risks).mean, 1e-12) && near(study.testRisk.sd, spreadOf(risks).sd, 1e-12));
        QVERIFY(study.testRisk.mean < 0.1 && study.testRisk.sd > 0);
    }

    void holdsTheGuaranteeAgainstAnotherFile()
    {
        std::mt19937_64 random(5);
        const auto all = drawn({ 0.01, 0.03, 0.3 }, 300, random);
        auto test = drawn({ 0.01, 0.03, 0.3 }, 100, random);
        std::swap(test.points[0], test.points[2]); // rules are found by name
        test.path = "test.generations";
        test.settings.dataSha256 = "other";
        const SequenceSets sets(all, test);
        const auto request = requestOn(sets, requestFor(all), {}, sequenceFamily(all));
        const auto table = *sets.losses(request.family, request.loss);
        const auto result = calibrate(sets, table, request);
        QCOMPARE(result.decision.calibrationExamples, 300);
        QCOMPARE(result.decision.testExamples, 100);
        QCOMPARE(*result.decision.chosen, std::size_t { 1 });
        double wrong = 0;
        for (const auto& text : test.points[1].texts)
            wrong += text.text == "a b x y" ? 0.5 : 0;
        QVERIFY(near(result.decision.testRisk, wrong / 100));
        double calibrated = 0;
        for (const auto& text : all.points[1].texts)
            calibrated += text.text == "a b x y" ? 0.5 : 0;
        QVERIFY(near(result.decision.settings[1].risk, calibrated / 300));
        QVERIFY(!toJson(request, result).contains("seed"));
        auto other = test;
        other.settings.maxTokens = 9;
        QVERIFY(test::messageOf([&] { SequenceSets(all, other); }).contains(QStringLiteral("max_tokens is 20 there and 9 here")));
        other = test;
        other.points.pop_back();
        const SequenceSets lacking(all, other);
        QVERIFY(test::messageOf([&] { (void)requestOn(lacking, requestFor(all), {}, sequenceFamily(all)); })
                    .contains(QStringLiteral("it has no texts of margin:threshold=0.99")));
    }

    /// Fresh texts for every calibration: the true risk of what is chosen is above delta in no more than epsilon of the draws,
    /// and the guess by the mean alone is, far more often.
    void keepsItsPromise()
    {
        const std::vector<double> risks { 0.02, 0.05, 0.07, 0.08, 0.1001, 0.12, 0.15 };
        constexpr std::int64_t draws = 3000;
        std::mt19937_64 random(1);
        std::int64_t violations = 0, naive = 0, exits = 0;
        for (std::int64_t draw = 0; draw < draws; ++draw) {
            const auto all = drawn(risks, 250, random);
            const auto request = requestFor(all);
            const auto decision = decide(*sequenceLosses(all, request.family, request.loss), request);
            violations += decision.chosen && risks[*decision.chosen] > request.delta ? 1 : 0;
            exits += decision.chosen ? 1 : 0;
            std::size_t boldest = 0;
            for (std::size_t k = 0; k < risks.size(); ++k)
                boldest = decision.settings[k].risk <= request.delta ? k : boldest;
            naive += risks[boldest] > request.delta ? 1 : 0;
        }
        const auto share = [](std::int64_t count) { return static_cast<double>(count) / static_cast<double>(draws); };
        QVERIFY2(share(violations) <= test::withinMonteCarlo(0.05, draws), qPrintable(QString::number(share(violations))));
        QVERIFY2(share(naive) > 0.3, qPrintable(QString::number(share(naive))));
        QVERIFY(share(exits) > 0.9);
    }
};

QTEST_GUILESS_MAIN(TestSequences)
#include "tst_sequences.moc"
