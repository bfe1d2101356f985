#include "core/evidence/exit_evidence.h"
#include "core/evidence/percentile.h"
#include "core/metric/exit_metrics.h"
#include "core/metric/reliability.h"
#include "tests/core/evidence/naive_bootstrap.h"
#include "tests/core/policy/small_traces.h"
#include "tests/support/near.h"

#include <QTest>

#include <cmath>

using namespace exitscope;
using metric::Binning;
using test::near;

class ExitEvidenceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void diagramByHand()
    {
        const std::vector<float> confidence { 0.95F, 0.95F, 0.55F, 0.55F, 1.0F, std::nanf("") };
        const std::vector<std::uint8_t> correct { 1, 0, 1, 1, 1, 0 };
        const auto ten = metric::reliability(confidence, correct, Binning::EqualWidth, 10);
        QCOMPARE(ten.bins.size(), std::size_t { 10 });
        QCOMPARE(ten.bins[9].count, 3);
        QVERIFY(near(ten.bins[9].confidence, 2.9 / 3) && near(ten.bins[9].accuracy, 2.0 / 3));
        QVERIFY(near(ten.bins[5].low, 0.5) && near(ten.bins[5].high, 0.6) && ten.bins[5].count == 2);
        QCOMPARE(ten.bins[0].count, 1); // no number, no confidence
        QVERIFY(near(ten.error, (0.9 + 0.9) / 6));
        QVERIFY(near(ten.largestGap, 0.45));
        QCOMPARE(metric::reliability(confidence, correct).bins.size(), std::size_t { 15 });
        QVERIFY(std::isnan(metric::reliability({}, {}).error));
    }

    void adaptiveBinsKeepTiesTogether()
    {
        const std::vector<float> confidence { 0.5F, 0.6F, 0.6F, 0.6F, 0.7F, 0.9F };
        const std::vector<std::uint8_t> correct { 0, 1, 1, 0, 1, 1 };
        const auto three = metric::reliability(confidence, correct, Binning::EqualCount, 3);
        QCOMPARE(three.bins.size(), std::size_t { 2 }); // 0.5 and all 0.6; what is left of the last third
        QCOMPARE(three.bins[0].count, 4);
        QVERIFY(near(three.bins[0].low, 0.5) && near(three.bins[0].high, 0.6));
        QVERIFY(near(three.bins[0].confidence, 2.3 / 4) && near(three.bins[0].accuracy, 0.5));
        QVERIFY(near(three.error, (0.3 + 0.4) / 6));
        const auto one = metric::reliability(confidence, correct, Binning::EqualCount, 1);
        QVERIFY(near(one.error, std::abs(4.0 / 6 - 3.9 / 6)));
    }

    /// Half sure and half right; sure of both and half right.
    void exitsHaveTheirErrors()
    {
        const auto trace = test::traceOf({ { 0, 0, 50, 0 }, { 0, 0, 50, 0 }, { 9, 0, 0, 9 } }, 2, { 0, 1, -1 });
        const auto diagrams = metric::exitReliability(*trace);
        QCOMPARE(diagrams.size(), std::size_t { 2 });
        QVERIFY(near(diagrams[0].error, 0.0) && near(diagrams[1].error, 0.5));
        QCOMPARE(diagrams[1].bins.back().count, 2);
        QVERIFY(metric::exitReliability(*test::randomTrace({ .units = 9, .classes = 1 })).empty());
    }

    void overthinkersByHand()
    {
        // Right throughout; right, then wrong; wrong throughout; wrong, right, wrong; no label.
        const auto trace = test::traceOf({ { 1, 0, 1, 0, 1, 0 }, { 1, 0, 1, 0, 0, 1 }, { 0, 1, 0, 1, 0, 1 },
                                             { 0, 1, 1, 0, 0, 1 }, { 1, 0, 0, 1, 0, 1 } },
            2, { 0, 0, 0, 0, -1 });
        const auto found = metric::overthinking(*trace);
        QCOMPARE(found.labelled, 4);
        QCOMPARE(found.overthinkers, 2);
        QCOMPARE(found.rightEarly, (std::vector<std::int64_t> { 1, 1, 0 }));
        QCOMPARE(found.rate(), 0.5);
        const auto values = metric::overthinking(*test::randomTrace({ .units = 5, .classes = 1 }));
        QVERIFY(std::isnan(values.rate()));
    }

    void intervalsAreThoseOfTheNaiveBootstrap()
    {
        const auto trace = test::randomTrace({ .units = 80, .classes = 3 });
        const auto outcome = policy::replay(*trace, policy::parseSpec("entropy:threshold=0.7"));
        const auto evidence = *evidence::exitEvidence(*trace, &outcome, { 60, 0.9, 2 });
        QCOMPARE(evidence.accuracy.size(), std::size_t { 6 });
        std::vector<double> overthinking, calibration, conditional;
        for (std::uint64_t draw = 0; draw < 60; ++draw) {
            const auto drawn = test::resampled(*trace, test::drawnExamples(80, 2, draw));
            overthinking.push_back(metric::overthinking(*drawn).rate());
            calibration.push_back(metric::exitReliability(*drawn)[2].error);
            const auto there = metric::conditionalAccuracy(
                *drawn, policy::replay(*drawn, policy::parseSpec("entropy:threshold=0.7")))[1];
            conditional.push_back(
                there.labelled > 0 ? double(there.correct) / double(there.labelled) : std::nan(""));
        }
        const auto same = [](const evidence::Estimate& estimate, const std::vector<double>& draws) {
            const auto interval = evidence::percentileInterval(draws, 0.9);
            return near(estimate.interval.low, interval.low) && near(estimate.interval.high, interval.high);
        };
        QVERIFY(same(evidence.overthinking, overthinking));
        QVERIFY(same(evidence.calibrationError[2], calibration));
        QVERIFY(same(evidence.conditionalAccuracy[1], conditional));
        QVERIFY(near(evidence.overthinking.value, metric::overthinking(*trace).rate()));
        QVERIFY(near(evidence.calibrationError[2].value, metric::exitReliability(*trace)[2].error));
        QVERIFY(near(evidence.accuracy[3].value, metric::perExit({ metric::Metric::Accuracy }, *trace)[3][0].second));
        QVERIFY(evidence::exitEvidence(*trace, nullptr, {})->conditionalAccuracy.empty());
        QVERIFY(evidence::exitEvidence(*test::randomTrace({ .units = 5, .classes = 1 }), nullptr, {})->accuracy.empty());
    }
};

QTEST_APPLESS_MAIN(ExitEvidenceTest)
#include "tst_exit_evidence.moc"
