#include "core/calibration/calibrate.h"
#include "core/calibration/family.h"
#include "core/error.h"
#include "tests/core/policy/small_traces.h"

#include <QTest>

#include <functional>

using namespace exitscope;
using namespace exitscope::calibration;

namespace {

CalibrationRequest requestOn(std::shared_ptr<const trace::Trace> trace, const char* policy, const char* grid = "")
{
    CalibrationRequest request;
    request.settings = orderedFamily(*trace, policy, grid).settings;
    request.trace = std::move(trace);
    request.delta = 0.2;
    return request;
}

std::shared_ptr<const trace::Trace> someTrace()
{
    return test::randomTrace({ .units = 1200, .exits = 6, .withCosts = true, .seed = 4 });
}

using Edit = std::function<void(CalibrationRequest&)>;

} // namespace

class TestCalibrate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// Everything a decision says, derived again from the replay of single examples.
    void decisionIsWhatItSays()
    {
        const auto request = requestOn(someTrace(), "confidence");
        const auto& trace = *request.trace;
        const auto result = *calibrate(request);
        const auto& decision = result.decision;
        const auto split = trace::splitExamples(trace, request.split);
        QCOMPARE(decision.calibrationExamples, std::ssize(split.calibration));
        QCOMPARE(decision.testExamples, std::ssize(split.test));
        QVERIFY(decision.chosen && *decision.chosen > 0 && *decision.chosen + 1 < decision.settings.size());
        const auto full = policy::replay(trace, policy::parseSpec("fixed:layer=11"));
        for (std::size_t k = 0; k < decision.settings.size(); ++k) {
            const auto& setting = decision.settings[k];
            const auto early = policy::replay(trace, setting.spec);
            double differ = 0;
            double layers = 0;
            for (const auto example : split.calibration) {
                const auto unit = static_cast<std::size_t>(example);
                differ += early.predictedClass[unit] != full.predictedClass[unit] ? 1 : 0;
                layers += trace.exitLayer()[static_cast<std::size_t>(early.exit[unit])];
            }
            QCOMPARE(setting.risk, differ / 600);
            QCOMPARE(setting.meanExit, layers / 600);
            QCOMPARE(setting.p, pValue(request.pValue, setting.risk, 600, 0.2));
            QCOMPARE(setting.bound <= 0.2, setting.p <= 0.05);
            QCOMPARE(setting.isTested, k <= *decision.chosen + 1);
            QCOMPARE(setting.isRejected, k <= *decision.chosen);
        }
        const auto half = trace::subset(trace, split.test);
        const auto chosen = policy::replay(*half, request.settings[*decision.chosen]);
        const auto fullHalf = policy::replay(*half, policy::parseSpec("fixed:layer=11"));
        int differ = 0;
        for (std::size_t unit = 0; unit < 600; ++unit)
            differ += chosen.predictedClass[unit] != fullHalf.predictedClass[unit] ? 1 : 0;
        QCOMPARE(decision.testRisk, differ / 600.0);
        QCOMPARE(result.test.meanExit(), decision.testMeanExit);
        QCOMPARE(result.full.meanExit(), 11.0);
        QVERIFY(result.test.flopsRatio() < 1 && !result.test.metrics.empty());
        QCOMPARE(QString::fromStdString(guaranteeText(request, decision)),
            QStringLiteral("With probability at least 95 % over the calibration draw, at most 20 % of answers differ from "
                           "the full model's."));
    }

    void sharperTestsAllowMore()
    {
        auto request = requestOn(someTrace(), "confidence");
        const auto table = *lossTable(*request.trace, request.settings, request.loss);
        const auto chosenWith = [&](PValue kind) {
            request.pValue = kind;
            return decide(table, request).chosen.value();
        };
        QVERIFY(chosenWith(PValue::Hoeffding) <= chosenWith(PValue::HoeffdingKl));
        QVERIFY(chosenWith(PValue::HoeffdingKl) <= chosenWith(PValue::HoeffdingBentkus));
        QVERIFY(chosenWith(PValue::HoeffdingBentkus) <= chosenWith(PValue::Binomial));
        QVERIFY(chosenWith(PValue::Hoeffding) < chosenWith(PValue::Binomial));
        request.procedure.procedure = Procedure::Bonferroni;
        const auto bonferroni = decide(table, request);
        QCOMPARE(bonferroni.level, 0.05 / 19);
        request.procedure.procedure = Procedure::Holm;
        QVERIFY(bonferroni.chosen <= decide(table, request).chosen);
    }

    void nothingPassesIsAnAnswer()
    {
        auto request = requestOn(someTrace(), "confidence", "0.55|0.5");
        request.delta = 0.01;
        const auto result = *calibrate(request);
        QVERIFY(!result.decision.chosen);
        QVERIFY(result.decision.settings[0].isTested && !result.decision.settings[1].isTested);
        QCOMPARE(result.test.meanExit(), 11.0);
        QCOMPARE(result.decision.testRisk, 0.0);
        QCOMPARE(result.decision.testMeanExit, 11.0);
        QVERIFY(guaranteeText(request, result.decision).starts_with("No setting passed"));
    }

    void patienceAndRegression()
    {
        auto patience = requestOn(someTrace(), "patience");
        patience.loss.kind = LossKind::Risk;
        const auto kept = *calibrate(patience);
        QVERIFY(kept.decision.chosen.has_value());
        QVERIFY(QString::fromStdString(guaranteeText(patience, kept.decision))
                    .contains("at most 20 % of answers are wrong where the full model is right"));
        auto values = requestOn(test::randomTrace({ .units = 900, .classes = 1 }), "patience:tolerance=0.3");
        values.loss = { LossKind::Consistency, 4.0 };
        const auto result = *calibrate(values);
        QVERIFY(result.decision.chosen.has_value());
        QVERIFY(QString::fromStdString(guaranteeText(values, result.decision)).contains("by at most 0.8 on average"));
    }

    void manySplits()
    {
        const auto request = requestOn(someTrace(), "confidence");
        const auto table = *lossTable(*request.trace, request.settings, request.loss);
        const auto study = *studySplits(table, request, 20);
        QCOMPARE(study.splits, 20);
        std::int64_t times = study.withoutExit;
        for (const auto count : study.chosen)
            times += count;
        QCOMPARE(times, 20);
        auto one = request;
        double sum = 0, squares = 0;
        for (std::uint64_t seed = 1; seed <= 20; ++seed) {
            one.split.seed = seed;
            const double risk = decide(table, one).testRisk;
            sum += risk;
            squares += risk * risk;
        }
        QVERIFY(std::abs(study.testRisk.mean - sum / 20) < 1e-12);
        QVERIFY(std::abs(study.testRisk.sd - std::sqrt((squares - sum * sum / 20) / 19)) < 1e-9);
        QVERIFY(study.testMeanExit.sd > 0);
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!studySplits(table, request, 20, { stop.get_token(), nullptr, {} }));
    }

    void badRequestsAreRefused_data()
    {
        QTest::addColumn<Edit>("edit");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* name, Edit edit, const char* says) {
            QTest::newRow(name) << std::move(edit) << QString::fromUtf8(says);
        };
        row("delta 0", [](auto& r) { r.delta = 0; }, "delta is outside (0, 1)");
        row("delta 1", [](auto& r) { r.delta = 1; }, "delta is outside (0, 1)");
        row("delta NaN", [](auto& r) { r.delta = std::nan(""); }, "delta is outside (0, 1)");
        row("epsilon 0", [](auto& r) { r.procedure.epsilon = 0; }, "epsilon is outside (0, 1)");
        row("epsilon 1.5", [](auto& r) { r.procedure.epsilon = 1.5; }, "epsilon is outside (0, 1)");
        row("no settings", [](auto& r) { r.settings.clear(); }, "no setting");
        row("no starts", [](auto& r) { r.procedure.starts = 0; }, "0 starts");
        row("share", [](auto& r) { r.split.share = 1; }, "share is outside (0, 1)");
        // (1 - delta)^n <= 0.05: n >= 299 for delta 0.01; 20 settings at 0.0025 each: 597.
        row("too few", [](auto& r) { r.delta = 0.01; }, "has 100 examples, too few");
        row("too few, least", [](auto& r) { r.delta = 0.01; }, "at least 299;");
        row("too few, Bonferroni",
            [](auto& r) {
                r.delta = 0.01;
                r.procedure.procedure = Procedure::Bonferroni;
            },
            "bonferroni and this delta and epsilon it takes at least 597;");
    }

    void badRequestsAreRefused()
    {
        QFETCH(Edit, edit);
        QFETCH(QString, says);
        auto request = requestOn(test::randomTrace({ .units = 200 }), "confidence", "0.99:0.5:20");
        const auto table = *lossTable(*request.trace, request.settings, request.loss);
        edit(request);
        try {
            (void)decide(table, request);
        } catch (const InputError& error) {
            QVERIFY2(QString::fromUtf8(error.what()).contains(says), error.what());
            return;
        }
        QFAIL("accepted");
    }

    void binomialIsForZeroAndOne()
    {
        auto request = requestOn(test::randomTrace({ .units = 400, .classes = 1 }), "patience:tolerance=0.3");
        request.loss = { LossKind::Consistency, 4.0 };
        request.pValue = PValue::Binomial;
        try {
            (void)calibrate(request);
        } catch (const InputError& error) {
            QVERIFY(QString::fromUtf8(error.what()).contains("these are differences; use hoeffding-bentkus"));
            return;
        }
        QFAIL("accepted");
    }
};

QTEST_APPLESS_MAIN(TestCalibrate)
#include "tst_calibrate.moc"
