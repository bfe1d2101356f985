// What is calibrated: losses of examples (methods.md §3.5, CV52) and families of settings.
#include "core/calibration/family.h"
#include "core/calibration/losses.h"
#include "core/error.h"
#include "tests/core/policy/small_traces.h"

#include <QTest>

#include <numeric>

using namespace exitscope;
using namespace exitscope::calibration;

namespace {

std::vector<policy::PolicySpec> specs(std::initializer_list<const char*> texts)
{
    std::vector<policy::PolicySpec> list;
    for (const char* text : texts)
        list.push_back(policy::parseSpec(text));
    return list;
}

/// Three exits of one value each; targets.
std::shared_ptr<const trace::Trace> values(const std::vector<std::vector<float>>& rows, std::vector<float> targets)
{
    trace::Trace::Arrays arrays;
    for (const auto& row : rows)
        arrays.logits.insert(arrays.logits.end(), row.begin(), row.end());
    for (std::int32_t layer = 1; layer <= static_cast<std::int32_t>(rows.front().size()); ++layer)
        arrays.exitLayer.push_back(layer);
    arrays.targets = std::move(targets);
    return trace::Trace::fromArrays(std::move(arrays), 1, {});
}

std::vector<float> row(const LossTable& table, std::size_t setting)
{
    const auto losses = table.lossesOf(setting);
    return { losses.begin(), losses.end() };
}

std::vector<std::string> valuesOf(const Family& family)
{
    std::vector<std::string> texts;
    for (const auto& spec : family.settings)
        texts.push_back(spec.parameters.at(family.key));
    return texts;
}

QString refusal(const trace::Trace& trace, const char* policy, const char* grid = "")
{
    try {
        (void)orderedFamily(trace, policy, grid);
    } catch (const InputError& error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

} // namespace

class TestLosses : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void consistencyAndRiskOfClasses()
    {
        // Exit 1 says 0, 0, 1, 1; exit 2 says 0, 1, 1, 0.
        const auto trace = test::traceOf(
            { { 1, 0, 1, 0 }, { 1, 0, 0, 1 }, { 0, 1, 0, 1 }, { 0, 1, 1, 0 } }, 2, { 0, 1, 0, 1 });
        const auto settings = specs({ "fixed:layer=2", "fixed:layer=1" });
        const auto consistency = *lossTable(*trace, settings, {});
        QCOMPARE(row(consistency, 0), (std::vector<float> { 0, 0, 0, 0 }));
        QCOMPARE(row(consistency, 1), (std::vector<float> { 0, 1, 0, 1 }));
        QVERIFY(consistency.isBinary);
        // Unit 3 is right early and wrong in the end: that gain is no negative loss.
        const auto risk = *lossTable(*trace, settings, { LossKind::Risk, 0 });
        QCOMPARE(row(risk, 1), (std::vector<float> { 0, 1, 0, 0 }));
        QCOMPARE(risk.exitLayersOf(0)[2], 2.0F);
        QCOMPARE(risk.exitLayersOf(1)[2], 1.0F);
    }

    /// CV52: R_early = [.3, .1], R_full = [.1, .3] have the losses [.2, 0], mean .1 and not 0.
    void theMaximumIsInsideTheMean()
    {
        const auto trace = values({ { 0.3F, 0.1F }, { 0.1F, 0.3F } }, { 0, 0 });
        const auto table = *lossTable(*trace, specs({ "fixed:layer=1" }), { LossKind::Risk, 1.0 });
        const auto losses = row(table, 0);
        QVERIFY(std::abs(losses[0] - 0.2F) < 1e-7F && losses[1] == 0);
        QVERIFY(!table.isBinary);
    }

    void regressionIsBoundedByTheScale()
    {
        const auto trace = values({ { 1, 2 }, { 9, 2 }, { NAN, 2 }, { 5, 5 }, { 3, 4 } }, { 2, 2, 2, 5, NAN });
        const auto setting = specs({ "fixed:layer=1" });
        const auto consistency = *lossTable(*trace, setting, { LossKind::Consistency, 4.0 });
        QCOMPARE(row(consistency, 0), (std::vector<float> { 0.25F, 1, 1, 0, 0.25F }));
        const auto risk = *lossTable(*trace, setting, { LossKind::Risk, 4.0 });
        QCOMPARE(risk.examples, (std::vector<std::int64_t> { 0, 1, 2, 3 })); // the last has no target
        QCOMPARE(row(risk, 0), (std::vector<float> { 0.25F, 1, 1, 0 }));
        for (const double scale : { 0.0, -1.0, std::nan(""), HUGE_VAL })
            QVERIFY_EXCEPTION_THROWN((void)lossTable(*trace, setting, { LossKind::Consistency, scale }), InputError);
    }

    void anExampleCountsOnce()
    {
        trace::Trace::Arrays arrays;
        arrays.exitLayer = { 3, 6 };
        arrays.logits = { 1, 0, 0, 1, /**/ 1, 0, 1, 0, /**/ 0, 1, 0, 1, /**/ 1, 0, 0, 1, /**/ 0, 1, 1, 0 };
        arrays.example = { 0, 0, 2, 2, 3 };
        arrays.labels = { 1, -1, 1, 1, -1 };
        const auto trace = trace::Trace::fromArrays(std::move(arrays), 2, {});
        const auto settings = specs({ "fixed:layer=3" });
        const auto consistency = *lossTable(*trace, settings, {});
        QCOMPARE(consistency.examples, (std::vector<std::int64_t> { 0, 2, 3 }));
        QCOMPARE(row(consistency, 0), (std::vector<float> { 0.5F, 0.5F, 1 }));
        QCOMPARE(consistency.units, (std::vector<float> { 2, 2, 1 }));
        QCOMPARE(consistency.exitLayersOf(0)[0], 6.0F);
        QVERIFY(!consistency.isBinary);
        const auto risk = *lossTable(*trace, settings, { LossKind::Risk, 0 }); // labelled units alone
        QCOMPARE(risk.examples, (std::vector<std::int64_t> { 0, 2 }));
        QCOMPARE(row(risk, 0), (std::vector<float> { 1, 0.5F }));
        QCOMPARE(risk.exitLayersOf(0)[0], 6.0F); // but every unit costs
    }

    void aRiskNeedsLabels()
    {
        const auto bare = test::traceOf({ { 1, 0, 1, 0 } }, 2);
        const auto unlabelled = test::traceOf({ { 1, 0, 1, 0 } }, 2, { -1 });
        const auto setting = specs({ "fixed:layer=1" });
        QVERIFY_EXCEPTION_THROWN((void)lossTable(*bare, setting, { LossKind::Risk, 0 }), InputError);
        QVERIFY_EXCEPTION_THROWN((void)lossTable(*unlabelled, setting, { LossKind::Risk, 0 }), InputError);
        QVERIFY(lossTable(*unlabelled, setting, {}).has_value());
    }

    void manyUnitsAreReadInSteps()
    {
        const auto trace = test::randomTrace({ .units = 70'000, .exits = 2 });
        const auto table = *lossTable(*trace, specs({ "confidence:threshold=0.7" }), {});
        const auto early = policy::replay(*trace, policy::parseSpec("confidence:threshold=0.7"));
        const auto full = policy::replay(*trace, policy::parseSpec("fixed:layer=3"));
        for (std::size_t unit = 0; unit < early.exit.size(); ++unit)
            QCOMPARE(table.losses[unit], early.predictedClass[unit] != full.predictedClass[unit] ? 1.0F : 0.0F);
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!lossTable(*trace, specs({ "confidence:threshold=0.7" }), {}, { stop.get_token(), nullptr, {} }));
    }

    void familiesStartWithTheSafest()
    {
        const auto trace = test::randomTrace({ .units = 20, .exits = 5, .withSimilarity = true });
        using Texts = std::vector<std::string>;
        QCOMPARE(valuesOf(orderedFamily(*trace, "confidence", "0.6|0.9|0.9|0.75")), (Texts { "0.9", "0.75", "0.6" }));
        QCOMPARE(valuesOf(orderedFamily(*trace, "entropy", "0.6:0.2:3")), (Texts { "0.2", "0.4", "0.6" }));
        QCOMPARE(valuesOf(orderedFamily(*trace, "margin:threshold=0.1|0.2")), (Texts { "0.2", "0.1" }));
        QCOMPARE(valuesOf(orderedFamily(*trace, "patience")), (Texts { "4", "3", "2", "1" }));
        QCOMPARE(valuesOf(orderedFamily(*trace, "patience:first_exit=5")), (Texts { "2", "1" }));
        QCOMPARE(valuesOf(orderedFamily(*trace, "fixed")), (Texts { "9", "7", "5", "3", "1" }));
        // Thresholds per exit have no order of their own: it is the one they are given in.
        QCOMPARE(valuesOf(orderedFamily(*trace, "confidence", "0.6;0.7;0.8;0.9|0.9;0.9;0.9;0.9")),
            (Texts { "0.6;0.7;0.8;0.9", "0.9;0.9;0.9;0.9" }));
    }

    void defaultGridsAreUseful()
    {
        const auto trace = test::randomTrace({ .units = 300, .exits = 5, .withSimilarity = true });
        for (const char* policy :
            { "confidence", "entropy", "entropy:normalised=true", "margin", "saturation", "learned" }) {
            const auto family = orderedFamily(*trace, policy);
            QCOMPARE(family.settings.size(), std::size_t { 19 });
            const auto table = *lossTable(*trace, family.settings, {});
            double before = 1e9;
            for (std::size_t k = 0; k < family.settings.size(); ++k) {
                const auto layers = table.exitLayersOf(k);
                const double depth = std::accumulate(layers.begin(), layers.end(), 0.0);
                QVERIFY(depth <= before); // each setting leaves no later than the one before it
                before = depth;
            }
            QVERIFY(before < 0.9 * 300 * 9);
        }
        QCOMPARE(orderedFamily(*trace, "confidence:temperature=2").settings.front().parameters.at("temperature"),
            std::string("2"));
    }

    void badFamiliesAreRefused()
    {
        const auto trace = test::randomTrace({ .units = 5 });
        QVERIFY(refusal(*trace, "oracle").contains("no settings in order of caution"));
        QVERIFY(refusal(*trace, "entropi").contains("entropi"));
        QVERIFY(refusal(*trace, "entropy:normalized=true").contains("normalized"));
        QVERIFY(refusal(*trace, "entropy:threshold=exact").contains("must not depend on the calibration draw"));
        QVERIFY(refusal(*trace, "entropy:threshold=0.5", "0.1|0.2").contains("given twice"));
        QVERIFY(refusal(*trace, "entropy", "low").contains("low"));
        QVERIFY(refusal(*trace, "entropy", "0.1:0.5:0").contains("0.1:0.5:0"));
        QVERIFY(refusal(*trace, "confidence:temperature=1|2").contains("varies in more than threshold"));
        QVERIFY(refusal(*trace, "saturation").contains("similarity"));
    }
};

QTEST_APPLESS_MAIN(TestLosses)
#include "tst_losses.moc"
