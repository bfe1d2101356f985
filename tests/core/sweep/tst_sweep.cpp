#include "core/error.h"
#include "core/io/safetensors.h"
#include "core/policy/parameters.h"
#include "core/sweep/sweep.h"
#include "tests/core/policy/small_traces.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

using namespace exitscope;
using sweep::Plan;
using sweep::PointList;

namespace {

Plan planOf(std::shared_ptr<const trace::Trace> trace, std::initializer_list<const char*> policies)
{
    Plan plan;
    plan.trace = std::move(trace);
    for (const char* text : policies)
        plan.ranges.push_back(policy::parseRange(text));
    return plan;
}

bool same(const sweep::Point& a, const sweep::Point& b)
{
    if (a.metrics.size() != b.metrics.size())
        return false;
    for (std::size_t i = 0; i < a.metrics.size(); ++i)
        if (a.metrics[i].first != b.metrics[i].first || std::abs(a.metrics[i].second - b.metrics[i].second) > 1e-9)
            return false;
    return a.spec == b.spec && a.units == b.units && a.sumExitLayers == b.sumExitLayers && a.layers == b.layers
        && std::abs(a.flopsSpent - b.flopsSpent) <= 1e-9 * a.flopsFull && a.flopsFull == b.flopsFull
        && a.histogram == b.histogram;
}

bool same(const std::vector<sweep::Point>& a, const std::vector<sweep::Point>& b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) { return same(x, y); });
}

} // namespace

class TestSweep : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPointByHand()
    {
        trace::Trace::Arrays a;
        a.logits = { 3, 0, 0, 3, /**/ 0.1F, 0, 3, 0, /**/ 0, 4, 0, 4 };
        a.labels = { 1, 0, -1 };
        a.exitLayer = { 2, 6 };
        a.layerFlops = { 12, 34, 22, 64, 12, 34 };
        trace::TraceInfo info;
        info.extra = { { cost::headFlopsKey, "2" } };
        const sweep::Evaluator evaluator(trace::Trace::fromArrays(a, 2, info));
        const auto point = evaluator.evaluate(policy::parseSpec("entropy:threshold=0.5"));
        QCOMPARE(point.units, 3);
        QCOMPARE(point.layers, 6);
        QCOMPARE(point.sumExitLayers, 2 + 6 + 2);
        QVERIFY(point.histogram == std::vector<std::int64_t>({ 2, 1 }));
        QCOMPARE(point.flopsSpent, 12.0 + 64 + 12);
        QCOMPARE(point.flopsFull, 34.0 + 64 + 34 - 3 * 2); // one head each
        QCOMPARE(point.metrics.size(), std::size_t { 1 });
        QCOMPARE(point.metrics[0].second, 0.5);
        const auto fixed = evaluator.evaluate(policy::parseSpec("fixed:layer=6"));
        QCOMPARE(fixed.flopsRatio(), 1.0);
        QCOMPARE(fixed.layerSpeedup(), 1.0);
    }

    void pointsComeInThePlansOrder()
    {
        const auto plan = planOf(test::randomTrace({ .classes = 3, .withSimilarity = true, .withCosts = true }),
            { "fixed:layer=1|5|11", "entropy:threshold=0:1:7,first_exit=1|5", "patience:patience=1:4:4",
                "saturation:threshold=1:0.5:9", "margin:threshold=0.2;0.1;0.1;0.3;0.3|0.5" });
        PointList list;
        const auto report = sweep::sweep(plan, list);
        QCOMPARE(report.end, JobEnd::Finished);
        QCOMPARE(report.points, 3 + 14 + 4 + 9 + 2);
        QCOMPARE(report.resumed, 0);
        const sweep::Evaluator evaluator(plan.trace);
        std::size_t at = 0;
        for (const auto& range : plan.ranges)
            for (const auto& spec : range.expand())
                QVERIFY2(same(list.points.at(at++), evaluator.evaluate(spec)), spec.text().c_str());
    }

    void regressionToo()
    {
        const auto plan = planOf(test::randomTrace({ .classes = 1, .withSimilarity = true }),
            { "patience:patience=1|2,tolerance=0.3", "learned:threshold=0:1:11", "oracle:kind=agree,tolerance=0.2" });
        PointList list;
        (void)sweep::sweep(plan, list);
        const sweep::Evaluator evaluator(plan.trace);
        QCOMPARE(list.points.size(), std::size_t { 14 });
        for (const auto& point : list.points) {
            QVERIFY(same(point, evaluator.evaluate(point.spec)));
            QCOMPARE(point.metrics.front().first, std::string("pearson"));
        }
    }

    void whatIsThereIsNotDoneAgain()
    {
        const auto plan = planOf(test::randomTrace({}), { "fixed:layer=1|5", "entropy:threshold=0:0.7:20", "margin:threshold=0.5" });
        PointList whole;
        (void)sweep::sweep(plan, whole);
        for (const std::size_t stored : { 0, 1, 2, 13, 23 }) {
            PointList list;
            list.points.assign(whole.points.begin(), whole.points.begin() + static_cast<std::ptrdiff_t>(stored));
            for (auto& point : list.points)
                point.units = -1; // a mark that a second evaluation would wipe out
            const auto report = sweep::sweep(plan, list);
            QCOMPARE(report.resumed, static_cast<std::int64_t>(stored));
            QCOMPARE(report.points, 23);
            QCOMPARE(list.points.size(), std::size_t { 23 });
            for (std::size_t i = 0; i < 23; ++i)
                QVERIFY(i < stored ? list.points[i].units == -1 : same(list.points[i], whole.points[i]));
        }
    }

    void aStopKeepsWhatIsDone()
    {
        const auto plan = planOf(test::randomTrace({}), { "fixed:layer=1|3|5|7|9|11", "patience:patience=1:20000:20000" });
        PointList whole, list;
        (void)sweep::sweep(plan, whole);
        std::stop_source source;
        struct StoppingSink final : sweep::PointSink
        {
            PointList& list;
            std::stop_source& source;
            StoppingSink(PointList& kept, std::stop_source& stop)
                : list(kept)
                , source(stop)
            {
            }
            std::int64_t existingPoints() const override { return list.existingPoints(); }
            void append(std::span<const sweep::Point> points) override
            {
                list.append(points);
                source.request_stop();
            }
        } sink(list, source);
        JobContext job;
        job.stop = source.get_token();
        QCOMPARE(sweep::sweep(plan, sink, job).end, JobEnd::Cancelled);
        QVERIFY(!list.points.empty() && list.points.size() < whole.points.size());
        QCOMPARE(sweep::sweep(plan, sink).end, JobEnd::Finished);
        QVERIFY(same(list.points, whole.points));
    }

    void exactIsEveryDistinctOutcome_data()
    {
        QTest::addColumn<QByteArray>("policy");
        QTest::addColumn<int>("classes");
        QTest::addColumn<bool>("messy");
        QTest::addColumn<QByteArray>("task");
        QTest::newRow("entropy") << QByteArray("entropy") << 3 << false << QByteArray("");
        QTest::newRow("ties and NaN") << QByteArray("entropy") << 2 << true << QByteArray("mrpc");
        QTest::newRow("confidence") << QByteArray("confidence") << 2 << true << QByteArray("cola");
        QTest::newRow("margin, few exits") << QByteArray("margin:first_exit=3,exit_every=2") << 4 << true << QByteArray("");
        QTest::newRow("saturation") << QByteArray("saturation") << 2 << true << QByteArray("");
        QTest::newRow("regression") << QByteArray("learned:first_exit=3") << 1 << false << QByteArray("sts-b");
    }

    void exactIsEveryDistinctOutcome()
    {
        QFETCH(QByteArray, policy);
        QFETCH(int, classes);
        QFETCH(bool, messy);
        QFETCH(QByteArray, task);
        const auto trace = test::randomTrace({ .units = 60, .classes = classes, .withTies = messy, .withNan = messy,
            .withSimilarity = true, .withCosts = true, .task = task.constData() });
        const std::string text = policy.toStdString();
        const std::string rule = text + (text.find(':') == std::string::npos ? ":" : ",");
        PointList list;
        (void)sweep::sweep(planOf(trace, { (rule + "threshold=exact").c_str() }), list);

        // All outcomes there are: the rule at every score, and just beyond each.
        const auto info = policy::policyNamed(text.substr(0, text.find(':'))).scores(
            policy::parseSpec(rule + "threshold=0"), *trace);
        std::set<std::vector<std::int32_t>> outcomes;
        const auto outcomeAt = [&](float threshold) {
            auto spec = policy::parseSpec(rule + "threshold=0");
            spec.parameters["threshold"] = policy::realText(threshold);
            return policy::replay(*trace, spec).exit;
        };
        for (const float score : info.scores)
            if (std::isfinite(score))
                for (const float threshold : { std::nextafter(score, -INFINITY), score, std::nextafter(score, INFINITY) })
                    outcomes.insert(outcomeAt(threshold));
        QCOMPARE(list.points.size(), outcomes.size());

        const sweep::Evaluator evaluator(trace);
        std::int64_t before = std::numeric_limits<std::int64_t>::max();
        for (const auto& point : list.points) {
            QVERIFY2(same(point, evaluator.evaluate(point.spec)), point.spec.text().c_str());
            QVERIFY(point.sumExitLayers < before);
            before = point.sumExitLayers;
            outcomes.erase(policy::replay(*trace, point.spec).exit);
        }
        QVERIFY(outcomes.empty());
    }

    void theFrontIsTheExactCurvesOwn()
    {
        const auto trace = test::randomTrace({ .units = 150, .classes = 3, .withCosts = true });
        auto plan = planOf(trace, { "margin:threshold=exact" });
        PointList all, front;
        (void)sweep::sweep(plan, all);
        plan.exact = sweep::ExactPoints::Front;
        (void)sweep::sweep(plan, front);
        QVERIFY(!front.points.empty() && front.points.size() < all.points.size());
        for (const auto& point : all.points) {
            const bool dominated = std::ranges::any_of(front.points, [&](const auto& other) {
                return other.flopsSpent <= point.flopsSpent && other.metrics[0].second >= point.metrics[0].second;
            });
            QVERIFY(dominated); // by itself, where it is on the front
        }
        for (std::size_t i = 1; i < front.points.size(); ++i)
            QVERIFY(front.points[i].flopsSpent < front.points[i - 1].flopsSpent
                && front.points[i].metrics[0].second < front.points[i - 1].metrics[0].second);
    }

    void exactResumesToTheSamePoints()
    {
        const auto plan = planOf(test::randomTrace({ .units = 80, .classes = 3 }),
            { "entropy:threshold=exact,first_exit=1|5", "fixed:layer=3", "margin:threshold=exact" });
        PointList whole;
        std::vector<Progress> told;
        JobContext job;
        job.report = [&](const Progress& progress) { told.push_back(progress); };
        const auto report = sweep::sweep(plan, whole, job);
        QCOMPARE(report.points, static_cast<std::int64_t>(whole.points.size()));
        QCOMPARE(told.back().done, report.points);
        QCOMPARE(told.back().total, report.points);
        for (const std::size_t stored : { std::size_t { 1 }, std::size_t { 100 }, whole.points.size() / 2, whole.points.size() }) {
            PointList list;
            list.points.assign(whole.points.begin(), whole.points.begin() + static_cast<std::ptrdiff_t>(stored));
            QCOMPARE(sweep::sweep(plan, list).resumed, static_cast<std::int64_t>(stored));
            QVERIFY(same(list.points, whole.points));
        }
    }

    void badPlansFailBeforeTheFirstPoint()
    {
        const auto trace = test::randomTrace({});
        PointList list;
        QVERIFY_THROWS_EXCEPTION(InputError, sweep::sweep(planOf(trace, {}), list));
        QVERIFY_THROWS_EXCEPTION(
            InputError, sweep::sweep(planOf(trace, { "fixed:layer=1", "saturation:threshold=0.9" }), list));
        QVERIFY_THROWS_EXCEPTION(InputError, sweep::sweep(planOf(trace, { "fixed:layer=1|2" }), list));
        QVERIFY_THROWS_EXCEPTION(
            InputError, sweep::sweep(planOf(trace, { "fixed:layer=1", "saturation:threshold=exact" }), list));
        QVERIFY_THROWS_EXCEPTION(
            InputError, sweep::sweep(planOf(trace, { "fixed:layer=1", "entropy:threshold=0:1:3,first_exit=0" }), list));
        QVERIFY(list.points.empty());
    }

    void certaintyRulesAgreeOnTwoClasses() // property (a): entropy, confidence and margin order units alike
    {
        const auto trace = test::randomTrace({ .units = 500 });
        const sweep::Evaluator evaluator(trace);
        for (const double top : { 0.55, 0.6, 0.75, 0.9, 0.99 }) {
            const double entropy = -top * std::log(top) - (1 - top) * std::log(1 - top);
            const auto confident = evaluator.evaluate({ "confidence", { { "threshold", std::to_string(top) } } });
            const auto margin = evaluator.evaluate({ "margin", { { "threshold", std::to_string(2 * top - 1) } } });
            const auto sure = evaluator.evaluate({ "entropy", { { "threshold", std::to_string(entropy) } } });
            QVERIFY(confident.histogram == margin.histogram && confident.histogram == sure.histogram);
            QVERIFY(confident.metrics == margin.metrics && confident.metrics == sure.metrics);
        }
    }

    void everyUnitInAFile_data()
    {
        QTest::addColumn<int>("classes");
        QTest::newRow("classes") << 3;
        QTest::newRow("regression") << 1;
    }

    void everyUnitInAFile()
    {
        QFETCH(int, classes);
        const auto trace = test::randomTrace({ .units = 100, .classes = classes, .withSimilarity = true });
        const std::vector<policy::PolicySpec> specs { policy::parseSpec("fixed:layer=3"),
            policy::parseSpec("saturation:threshold=0.9"), policy::parseSpec("learned:threshold=0.5") };
        QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath("u.safetensors").toStdString();
        QCOMPARE(sweep::writePerUnit(path, *trace, specs), JobEnd::Finished);
        const auto file = io::SafetensorsFile::open(path);
        const auto* exit = file->find("exit");
        const auto* prediction = file->find("prediction");
        QVERIFY(exit && exit->dtype == io::DType::I32 && exit->shape == std::vector<std::int64_t>({ 3, 100 }));
        QVERIFY(prediction && prediction->shape == exit->shape);
        QVERIFY(prediction->dtype == (classes == 1 ? io::DType::F32 : io::DType::I64));
        for (std::size_t p = 0; p < specs.size(); ++p) {
            const auto outcome = policy::replay(*trace, specs[p]);
            for (std::size_t u = 0; u < 100; ++u) {
                QCOMPARE(exit->as<std::int32_t>()[p * 100 + u],
                    trace->exitLayer()[static_cast<std::size_t>(outcome.exit[u])]);
                if (classes == 1)
                    QCOMPARE(prediction->as<float>()[p * 100 + u], outcome.predictedValue[u]);
                else
                    QCOMPARE(prediction->as<std::int64_t>()[p * 100 + u], outcome.predictedClass[u]);
            }
        }
    }

    void aStoppedFileLeavesNothing()
    {
        const auto trace = test::randomTrace({});
        QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath("u.safetensors").toStdString();
        const std::vector<policy::PolicySpec> specs { policy::parseSpec("fixed:layer=3") };
        std::stop_source source;
        source.request_stop();
        JobContext job;
        job.stop = source.get_token();
        QCOMPARE(sweep::writePerUnit(path, *trace, specs, job), JobEnd::Cancelled);
        QVERIFY(std::filesystem::is_empty(folder.path().toStdString()));
        const std::vector<policy::PolicySpec> bad { policy::parseSpec("fixed:layer=2") };
        QVERIFY_THROWS_EXCEPTION(InputError, sweep::writePerUnit(path, *trace, bad));
        QVERIFY(std::filesystem::is_empty(folder.path().toStdString()));
    }
};

QTEST_APPLESS_MAIN(TestSweep)
#include "tst_sweep.moc"
