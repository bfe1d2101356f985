#include "core/error.h"
#include "core/evidence/paired.h"
#include "core/evidence/percentile.h"
#include "tests/core/evidence/naive_bootstrap.h"
#include "tests/core/policy/small_traces.h"
#include "tests/support/near.h"

#include <QTest>

#include <cmath>

using namespace exitscope;
using test::near;

namespace {

std::shared_ptr<const trace::Trace> changed(
    const trace::Trace& trace, const std::function<void(trace::Trace::Arrays&, trace::TraceInfo&)>& change)
{
    trace::Trace::Arrays a;
    a.logits.assign(trace.logits().begin(), trace.logits().end());
    a.exitLayer.assign(trace.exitLayer().begin(), trace.exitLayer().end());
    a.labels.assign(trace.labels().begin(), trace.labels().end());
    trace::TraceInfo info;
    change(a, info);
    return trace::Trace::fromArrays(std::move(a), trace.classes(), info);
}

} // namespace

class PairedTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mcNemarByHand()
    {
        // 1 and 9 of 10: 2·(1 + 10) / 1024, less 10 / 1024 for mid-p; (8 - 1)² / 10.
        const auto ten = evidence::mcNemar(9, 1);
        QVERIFY(near(ten.exact, 22.0 / 1024));
        QVERIFY(near(ten.mid, 12.0 / 1024));
        QVERIFY(near(ten.chiSquare, 4.9));
        QVERIFY(near(ten.chiSquareP, 0.026857));
        const auto swapped = evidence::mcNemar(1, 9);
        QCOMPARE(swapped.exact, ten.exact);
        QCOMPARE(swapped.onlyFirst, 1);
        // 0 of 5: 2 / 32; mid-p 1 / 32.
        QVERIFY(near(evidence::mcNemar(0, 5).exact, 0.0625));
        QVERIFY(near(evidence::mcNemar(0, 5).mid, 0.03125));
        const auto even = evidence::mcNemar(4, 4);
        QCOMPARE(even.exact, 1.0);
        QVERIFY(near(even.mid, 1.0));
        QCOMPARE(even.chiSquare, 0.0);
        QCOMPARE(even.chiSquareP, 1.0);
        QCOMPARE(evidence::mcNemar(0, 0).exact, 1.0);
        QCOMPARE(evidence::mcNemar(0, 0).mid, 1.0);
        QCOMPARE(evidence::mcNemar(1, 0).exact, 1.0);
        // The textbook table with 121 and 59 (Agresti's kind): chi-square (62 - 1)² / 180.
        QVERIFY(near(evidence::mcNemar(121, 59).chiSquare, 3721.0 / 180));
        // Many pairs: the exact test nears the normal one, and nothing overflows.
        const auto many = evidence::mcNemar(50'500, 49'500);
        QVERIFY(near(many.exact, many.chiSquareP, 2e-4));
        QVERIFY(many.mid < many.exact);
    }

    void mcNemarCountsLabelledUnits()
    {
        const auto trace = test::traceOf({ { 1, 0 }, { 0, 1 }, { 1, 0 }, { 1, 0 } }, 2, { 0, 0, 1, -1 });
        const policy::Outcome first { { 0, 0, 0, 0 }, { 0, 0, 0, 0 }, {} };
        const policy::Outcome second { { 0, 0, 0, 0 }, { 1, 0, 1, 1 }, {} };
        const auto test = evidence::mcNemar(*trace, first, second);
        QCOMPARE(test.onlyFirst, 1);
        QCOMPARE(test.onlySecond, 1);
        QVERIFY_THROWS_EXCEPTION(InputError, (void)evidence::mcNemar(*trace, first, policy::Outcome {}));
        const auto values = test::randomTrace({ .units = 5, .classes = 1 });
        QVERIFY_THROWS_EXCEPTION(InputError, (void)evidence::mcNemar(*values, first, second));
    }

    void figuresAreThoseOfTheNaiveBootstrap()
    {
        const auto trace = test::randomTrace({ .units = 60, .withCosts = true, .task = "mrpc" });
        const sweep::Evaluator evaluator(trace);
        const auto a = policy::parseSpec("entropy:threshold=0.5"), b = policy::parseSpec("patience:patience=1");
        const auto figures = evidence::pairedFigures({ evaluator, a, policy::replay(*trace, a) },
            { evaluator, b, policy::replay(*trace, b) }, { 90, 0.9, 4 });
        QVERIFY(figures);
        QCOMPARE(figures->size(), std::size_t { 5 }); // mean_exit, flops_ratio, three metrics
        QCOMPARE((*figures)[2].name, std::string("accuracy"));
        std::vector<double> exits, accuracies;
        for (std::uint64_t draw = 0; draw < 90; ++draw) {
            const auto points = test::naivePoints(*trace, { a, b }, 4, draw);
            exits.push_back(points[0].meanExit() - points[1].meanExit());
            accuracies.push_back(points[0].metrics[0].second - points[1].metrics[0].second);
        }
        const auto exit = evidence::percentileInterval(exits, 0.9);
        QVERIFY(near((*figures)[0].difference.estimate.interval.low, exit.low));
        QVERIFY(near((*figures)[0].difference.estimate.interval.high, exit.high));
        QVERIFY(near((*figures)[2].difference.p, evidence::bootstrapP(accuracies)));
        const double difference = evaluator.evaluate(a).metrics[0].second - evaluator.evaluate(b).metrics[0].second;
        QVERIFY(near((*figures)[2].difference.estimate.value, difference));
        QCOMPARE((*figures)[2].difference.estimate.defined, 1.0);
    }

    void pValueByHand()
    {
        QVERIFY(near(evidence::bootstrapP(std::vector<double> { 1, 2, 3, -1 }), 2 * 2.0 / 5));
        QVERIFY(near(evidence::bootstrapP(std::vector<double>(99, 1.0)), 2 * 1.0 / 100));
        QCOMPARE(evidence::bootstrapP(std::vector<double>(9, 0.0)), 1.0);
        QVERIFY(std::isnan(evidence::bootstrapP(std::vector<double> { std::nan("") })));
    }

    void otherExamplesAreRefused()
    {
        using Arrays = trace::Trace::Arrays;
        using Info = trace::TraceInfo;
        const auto base = test::randomTrace({ .units = 30 });
        const auto same = changed(*base, [](Arrays&, Info&) {});
        evidence::requireSameExamples(*base, *same);
        const auto hashed = changed(*base, [](Arrays&, Info& info) { info.datasetSha256 = "aa"; });
        evidence::requireSameExamples(*base, *hashed); // one of them does not say
        const auto other = changed(*base, [](Arrays&, Info& info) { info.datasetSha256 = "bb"; });
        QVERIFY_THROWS_EXCEPTION(InputError, evidence::requireSameExamples(*hashed, *other));
        const auto relabelled = changed(*base, [](Arrays& a, Info&) { a.labels[7] = a.labels[7] == 1 ? 0 : 1; });
        QVERIFY_THROWS_EXCEPTION(InputError, evidence::requireSameExamples(*base, *relabelled));
        const auto unlabelled = changed(*base, [](Arrays& a, Info&) { a.labels.clear(); });
        QVERIFY_THROWS_EXCEPTION(InputError, evidence::requireSameExamples(*base, *unlabelled));
        const auto grouped = changed(*base, [](Arrays& a, Info&) {
            for (std::int64_t unit = 0; unit < 30; ++unit)
                a.example.push_back(unit / 2);
        });
        QVERIFY_THROWS_EXCEPTION(InputError, evidence::requireSameExamples(*base, *grouped));
        QVERIFY_THROWS_EXCEPTION(
            InputError, evidence::requireSameExamples(*base, *test::randomTrace({ .units = 31 })));
        QVERIFY_THROWS_EXCEPTION(
            InputError, evidence::requireSameExamples(*base, *test::randomTrace({ .units = 30, .classes = 3 })));
    }
};

QTEST_APPLESS_MAIN(PairedTest)
#include "tst_paired.moc"
