#include "core/cost/cascade_trace.h"
#include "core/error.h"
#include "core/policy/exact_curve.h"
#include "core/sweep/sweep.h"
#include "core/trace/trace_writer.h"
#include "tests/core/policy/small_traces.h"

#include <QTemporaryDir>
#include <QTest>

#include <functional>

using namespace exitscope;

namespace {

using Traces = std::vector<std::shared_ptr<const trace::Trace>>;
using Edit = std::function<void(trace::Trace::Arrays&, trace::TraceInfo&)>;

/// A model of two exits whose last one is sure of the first `sure` of its 100 examples and right on `right` of them.
std::shared_ptr<const trace::Trace> model(std::int32_t layers, int sure, int right, const Edit& edit = {})
{
    trace::Trace::Arrays a;
    a.exitLayer = { 1, layers };
    for (int n = 0; n < 100; ++n) {
        const float logit = n < sure ? 4.0F : 0.1F;
        a.logits.insert(a.logits.end(), { 0, 9 }); // an exit in between, which a complete model never uses
        a.logits.insert(a.logits.end(), { n < right ? logit : 0.0F, n < right ? 0.0F : logit });
        a.labels.push_back(0);
    }
    trace::TraceInfo info;
    info.datasetName = "d.tsv";
    info.datasetSha256 = "aaaa";
    info.modelName = std::to_string(layers) + "L";
    if (edit)
        edit(a, info);
    return trace::Trace::fromArrays(std::move(a), 2, std::move(info));
}

void withCosts(trace::Trace::Arrays& a, trace::TraceInfo& info)
{
    for (int n = 0; n < 100; ++n) {
        a.length.push_back(n + 1);
        for (std::size_t e = 0; e < a.exitLayer.size(); ++e)
            a.layerFlops.push_back(static_cast<float>((n + 1) * a.exitLayer[e] * 100) + static_cast<float>(e + 1) * 10);
    }
    info.extra.emplace_back("head_flops", "10");
}

QString problemOf(const Traces& traces)
{
    try {
        (void)cost::cascadeOf(traces);
    } catch (const InputError& error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

} // namespace

class TestCascade : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void checkValue() // methods.md §10.4, CV23
    {
        const auto cascade = cost::cascadeOf(Traces { model(2, 60, 100), model(12, 100, 100) });
        const auto point = sweep::Evaluator(cascade).evaluate(policy::parseSpec("cascade:threshold=0.9"));
        QCOMPARE(point.histogram, std::vector<std::int64_t>({ 60, 40 }));
        QCOMPARE(point.meanExit(), 0.6 * 2 + 0.4 * 14);
        QVERIFY(std::abs(point.meanExit() - 6.8) < 1e-9);
        QVERIFY(std::abs(point.layerSpeedup() - 1.764706) < 1e-6);
        QVERIFY(std::abs(point.flopsRatio() - 6.8 / 12) < 1e-9); // no FLOPs known: layers
    }

    void aCascadeCanCostMoreThanItsLastModel()
    {
        const auto cascade = cost::cascadeOf(Traces { model(6, 0, 100), model(12, 100, 100) });
        const auto point = sweep::Evaluator(cascade).evaluate(policy::parseSpec("cascade:threshold=0.9"));
        QCOMPARE(point.layerSpeedup(), 12.0 / 18);
        QCOMPARE(point.flopsRatio(), 1.5);
    }

    void costsAddUpWithOneHeadAModel()
    {
        const auto cascade = cost::cascadeOf(Traces { model(2, 60, 100, withCosts), model(12, 100, 100, withCosts) });
        const auto point = sweep::Evaluator(cascade).evaluate(policy::parseSpec("cascade:threshold=0.9"));
        double spent = 0, full = 0;
        for (int n = 0; n < 100; ++n) {
            spent += (n + 1) * 200 + 10 + (n < 60 ? 0 : (n + 1) * 1200 + 10);
            full += (n + 1) * 1200 + 10;
        }
        QVERIFY(std::abs(point.flopsSpent - spent) < 1e-6 * spent);
        QVERIFY(std::abs(point.flopsFull - full) < 1e-6 * full);
    }

    void theAnswerIsTheAcceptedModels()
    {
        const auto cascade = cost::cascadeOf(Traces { model(2, 60, 50), model(12, 100, 90) });
        const auto outcome = policy::replay(*cascade, policy::parseSpec("cascade:threshold=0.9"));
        for (std::size_t n = 0; n < 100; ++n) {
            QCOMPARE(outcome.exit[n], n < 60 ? 0 : 1);
            QCOMPARE(outcome.predictedClass[n], n < 50 || (n >= 60 && n < 90) ? 0 : 1);
        }
        const auto point = sweep::Evaluator(cascade).evaluate(policy::parseSpec("cascade:threshold=0.9"));
        QCOMPARE(point.metrics.front().second, 0.8);
    }

    void threeModelsAndAThresholdForEach()
    {
        const auto cascade = cost::cascadeOf(Traces { model(2, 30, 100), model(4, 60, 100), model(12, 100, 100) });
        const auto histogram = [&](const char* spec) {
            return sweep::Evaluator(cascade).evaluate(policy::parseSpec(spec)).histogram;
        };
        QCOMPARE(histogram("cascade:threshold=0.9"), std::vector<std::int64_t>({ 30, 30, 40 }));
        QCOMPARE(histogram("cascade:threshold=0.99;0.9"), std::vector<std::int64_t>({ 0, 60, 40 }));
        QCOMPARE(histogram("cascade:threshold=0.9;0.99;0"), std::vector<std::int64_t>({ 30, 0, 70 }));
        QCOMPARE(histogram("cascade:threshold=0.9,temperature=8"), std::vector<std::int64_t>({ 0, 0, 100 }));
        QVERIFY_THROWS_EXCEPTION(InputError, histogram("cascade:threshold=0.9;0.9;0.9;0.9"));
        QCOMPARE(cascade->exitLayer().back(), 18);
        QCOMPARE(cascade->fullLayers(), 12);
    }

    void exactPointsAndTheFileWorkAsForOneModel()
    {
        const auto first = test::randomTrace({ .units = 90, .exits = 3, .withCosts = true, .seed = 5 });
        const auto second = test::anotherModel(*first, { .units = 90, .exits = 6, .withCosts = true, .seed = 6 });
        const auto cascade = cost::cascadeOf(Traces { first, second });
        QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath("c.trace").toStdString();
        trace::writeTrace(path, *cascade);
        const auto read = trace::Trace::open(path);
        QVERIFY(read->isCascade());

        sweep::Plan plan;
        plan.trace = read;
        plan.ranges = { policy::parseRange("cascade:threshold=exact") };
        sweep::PointList list;
        sweep::sweep(plan, list);
        QVERIFY(list.points.size() > 60);
        const sweep::Evaluator evaluator(cascade);
        for (const auto& point : list.points) {
            const auto expected = evaluator.evaluate(point.spec);
            QCOMPARE(point.histogram, expected.histogram);
            QCOMPARE(point.metrics, expected.metrics);
            QVERIFY(std::abs(point.flopsRatio() - expected.flopsRatio()) < 1e-9);
            QCOMPARE(point.layerSpeedup(), expected.layerSpeedup());
        }
    }

    void whatDoesNotBelongTogetherIsRefused_data()
    {
        QTest::addColumn<Edit>("edit");
        QTest::addColumn<QString>("word");
        const auto row = [](const char* name, Edit edit, const char* word) {
            QTest::newRow(name) << std::move(edit) << QString::fromUtf8(word);
        };
        row("dataset", [](auto&, auto& info) { info.datasetSha256 = "bbbb"; }, "its dataset \"d.tsv\" (bbbb) is not");
        row("labels", [](auto& a, auto&) { a.labels[3] = 1; }, "its labels are not those of");
        row("units",
            [](auto& a, auto&) {
                a.labels.pop_back();
                a.logits.resize(a.logits.size() - 4);
            },
            "its units (99) are not the 100 of");
        row("names", [](auto&, auto& info) { info.labelNames = { "a", "b" }; }, "");
        row("cascade", [](auto&, auto& info) { info.isCascade = true; }, "is a cascade already");
    }

    void whatDoesNotBelongTogetherIsRefused()
    {
        QFETCH(Edit, edit);
        QFETCH(QString, word);
        const auto problem = problemOf({ model(2, 60, 100), model(12, 100, 100, edit) });
        QVERIFY2(word.isEmpty() ? problem.isEmpty() : problem.contains(word), qPrintable(problem));
    }

    void classesRegressionAndASingleModel()
    {
        const auto two = test::randomTrace({ .units = 50 });
        QVERIFY(problemOf({ two, test::randomTrace({ .units = 50, .classes = 3 }) })
                    .contains(QStringLiteral("its classes (3) are not the 2 of")));
        const auto values = test::randomTrace({ .units = 50, .classes = 1 });
        QVERIFY(problemOf({ values, values }).contains(QStringLiteral("needs class probabilities")));
        QVERIFY(problemOf({ two }).contains(QStringLiteral("give --trace again")));
        try {
            (void)policy::replay(*two, policy::parseSpec("cascade:threshold=0.9"));
            QFAIL("accepted");
        } catch (const InputError& error) {
            QVERIFY(QString::fromUtf8(error.what()).contains(QStringLiteral("give --trace again")));
        }
    }
};

QTEST_APPLESS_MAIN(TestCascade)
#include "tst_cascade.moc"
