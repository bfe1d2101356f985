#include "core/error.h"
#include "core/io/safetensors.h"
#include "core/sweep/execution_check.h"
#include "core/sweep/sweep.h"
#include "tests/engine/run/execution_setup.h"
#include "tests/support/shared_data.h"

#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <chrono>
#include <functional>
#include <thread>

using namespace exitscope;
using exitscope::test::FakeCheckpoint;
using exitscope::test::thresholdBetween;

namespace {

using Bend = std::function<void(const std::filesystem::path& folder, engine::ExecuteRequest& request)>;

engine::ExecuteReport execute(const engine::ExecuteRequest& request, const JobContext& job = {})
{
    return engine::loadEngine()->execute(request, job);
}

/// Small packs, so that many of them shrink, wait and join.
engine::ExecuteRequest requestIn(const std::filesystem::path& folder)
{
    engine::ExecuteRequest request;
    request.input.model = folder / "model";
    request.input.data = folder / "data.tsv";
    request.input.threads = 2;
    request.input.packTokens = 96;
    request.repeats = 1;
    request.batch1Examples = 20;
    return request;
}

std::vector<policy::PolicySpec> specsFor(const trace::Trace& trace)
{
    std::vector<std::string> texts { "patience:patience=0|1|2,tolerance=0.02" };
    for (const std::int32_t layer : trace.exitLayer())
        texts.push_back("fixed:layer=" + std::to_string(layer));
    texts.push_back("hash");
    if (!trace.textOffset().empty())
        texts.push_back("hash:function=text,seed=3");
    if (!trace.embedding().empty())
        texts.push_back("hash:function=cluster,buckets=2");
    if (!trace.isRegression()) {
        for (const char* rule : { "entropy", "confidence", "margin" })
            texts.push_back(thresholdBetween(trace, rule));
        texts.push_back(thresholdBetween(trace, "entropy") + ",first_exit=2");
        texts.push_back(thresholdBetween(trace, "entropy") + ",ensemble=weighted");
        texts.insert(texts.end(), { "vote:votes=2", "entropy:threshold=inf", "entropy:threshold=0" });
    }
    texts.push_back(thresholdBetween(trace, "saturation"));
    if (!trace.learned().empty())
        texts.push_back(thresholdBetween(trace, "learned"));
    std::vector<policy::PolicySpec> specs;
    for (const auto& text : texts)
        for (auto& spec : policy::parseRange(text).expand())
            specs.push_back(std::move(spec));
    return specs;
}

std::shared_ptr<const trace::Trace> traced(const engine::ExecuteRequest& request, const std::filesystem::path& output)
{
    auto input = request.input;
    input.output = output;
    input.withEmbeddings = true;
    (void)engine::loadEngine()->trace(input, {});
    return trace::Trace::open(output);
}

/// Every unit as in the replay, but for what rounding explains; with these thresholds that is nothing.
void compareWithReplay(const trace::Trace& trace, const engine::ExecuteReport& report)
{
    for (const auto& execution : report.executions) {
        const auto check = sweep::checkExecution(trace, *report.frame, execution.spec, execution.outcome);
        QVERIFY2(check.exitsDiffer == 0 && check.predictionsDiffer == 0, execution.spec.text().c_str());
        const auto replayed = policy::replay(trace, execution.spec);
        QVERIFY2(execution.outcome.exit == replayed.exit, execution.spec.text().c_str());
        QVERIFY2(execution.outcome.predictedClass == replayed.predictedClass, execution.spec.text().c_str());
        if (execution.spec.text().find("threshold=0.") != std::string::npos)
            QVERIFY2(test::exitsUsed(replayed) > 1, execution.spec.text().c_str());
    }
}

} // namespace

Q_DECLARE_METATYPE(Bend)

class TestExecutor : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    int m_count = 0;

    std::filesystem::path fresh() { return m_folder.filePath(QString::number(++m_count)).toStdString(); }

    std::filesystem::path workplace(const FakeCheckpoint& fake, int rows = 150, int classes = 3)
    {
        const auto folder = fresh();
        test::writeWorkplace(fake, folder, rows, classes);
        return folder;
    }

private Q_SLOTS:
    void equalsReplay_data()
    {
        QTest::addColumn<int>("classes");
        QTest::addColumn<QString>("module");
        QTest::addColumn<int>("threads");
        QTest::newRow("three classes") << 3 << "" << 2;
        QTest::newRow("two classes, one thread") << 2 << "" << 1;
        QTest::newRow("regression") << 1 << "" << 2;
        QTest::newRow("learning to exit") << 3 << "lte" << 2;
        QTest::newRow("exit classifier") << 2 << "classifier" << 3;
    }

    void equalsReplay()
    {
        QFETCH(int, classes);
        QFETCH(QString, module);
        QFETCH(int, threads);
        auto fake = test::fakeOwnExits({ .layers = 5, .classes = classes }, { 1, 2, 4, 5 });
        if (!module.isEmpty()) {
            fake.config["exit_module"] = module.toStdString();
            fake.add("exit_module.weight", { 1, 32 }, 0.6F);
            fake.add("exit_module.bias", { 1 });
        }
        const auto folder = workplace(fake, 150, classes);
        auto request = requestIn(folder);
        request.input.threads = threads;
        const auto trace = traced(request, folder / "x.trace");
        QCOMPARE(trace->learned().empty(), module.isEmpty());
        request.policies = specsFor(*trace);
        const auto report = execute(request);
        QCOMPARE(report.end, JobEnd::Finished);
        QCOMPARE(report.executions.size(), request.policies.size());
        QCOMPARE(report.streams, threads);
        compareWithReplay(*trace, report);
    }

    void everyFamilyEqualsReplay_data()
    {
        QTest::addColumn<QString>("family");
        for (const char* family : { "deebert", "elasticbert", "pabee-bert", "pabee-albert" })
            QTest::newRow(family) << QString::fromLatin1(family);
    }

    void everyFamilyEqualsReplay()
    {
        QFETCH(QString, family);
        EXITSCOPE_SHARED_OR_SKIP(golden, "golden/tiny-bert");
        engine::ExecuteRequest request;
        request.input.model = golden / family.toStdString();
        request.input.data = golden / "data/snli.safetensors";
        request.input.packTokens = 200;
        request.repeats = 1;
        request.batch1Examples = 0;
        const auto folder = fresh();
        std::filesystem::create_directories(folder);
        const auto trace = traced(request, folder / "x.trace");
        request.policies = specsFor(*trace);
        const auto report = execute(request);
        compareWithReplay(*trace, report);
        QVERIFY(std::isnan(report.batch1FullSeconds));
    }

    void thePerUnitFileIsThatOfASweep()
    {
        const auto folder = workplace(test::fakeOwnExits({ .layers = 4 }, { 2, 3, 4 }));
        auto request = requestIn(folder);
        const auto trace = traced(request, folder / "x.trace");
        request.policies = { policy::parseSpec(thresholdBetween(*trace, "entropy")),
            policy::parseSpec("patience:patience=1") };
        const auto report = execute(request);
        const std::vector<policy::Outcome> outcomes { report.executions[0].outcome, report.executions[1].outcome };
        QCOMPARE(sweep::writePerUnit(folder / "swept", *trace, request.policies), JobEnd::Finished);
        QCOMPARE(sweep::writePerUnit(folder / "executed", *report.frame, outcomes), JobEnd::Finished);
        QVERIFY(io::readWholeFile(folder / "swept") == io::readWholeFile(folder / "executed"));
    }

    void theFrameGivesTheSamePoints()
    {
        const auto folder = workplace(test::fakeOwnExits({ .layers = 3 }, { 1, 3 }));
        auto request = requestIn(folder);
        const auto trace = traced(request, folder / "x.trace");
        request.policies = { policy::parseSpec(thresholdBetween(*trace, "margin")) };
        const auto report = execute(request);
        const auto executed = sweep::Evaluator(report.frame).pointOf(request.policies[0], report.executions[0].outcome);
        const auto swept = sweep::Evaluator(trace).evaluate(request.policies[0]);
        QCOMPARE(executed.histogram, swept.histogram);
        QCOMPARE(executed.sumExitLayers, swept.sumExitLayers);
        QCOMPARE(executed.flopsSpent, swept.flopsSpent);
        QCOMPARE(executed.flopsFull, swept.flopsFull);
        QVERIFY(executed.metrics == swept.metrics && !swept.metrics.empty());
        QCOMPARE(report.frame->info().labelNames, trace->info().labelNames);
        QCOMPARE(report.frame->info().modelSha256, trace->info().modelSha256);
        QCOMPARE(report.frame->info().datasetSha256, trace->info().datasetSha256);
    }

    void secondsAreMeasured()
    {
        const auto folder = workplace(test::fakeOwnExits({ .layers = 6, .hidden = 128, .heads = 4, .feedForward = 512 },
                                          { 1, 2, 3, 4, 5, 6 }),
            400);
        auto request = requestIn(folder);
        request.input.threads = 1;
        request.input.packTokens = 0;
        request.repeats = 3;
        request.policies = { policy::parseSpec("fixed:layer=1"), policy::parseSpec("fixed:layer=6") };
        const auto report = execute(request);
        QCOMPARE(report.repeats, 3);
        QCOMPARE(report.batch1Examples, 20);
        // One layer of six: far below half even on a machine that does other things as well.
        QVERIFY(report.executions[0].seconds > 0 && report.executions[0].seconds < 0.5 * report.fullSeconds);
        QVERIFY(report.executions[0].batch1Seconds > 0);
        QVERIFY(report.executions[0].batch1Seconds < 0.6 * report.batch1FullSeconds);
    }

    void bfloat16AuditsItself()
    {
        const auto folder = workplace(test::fakeOwnExits({ .layers = 3 }, { 1, 2, 3 }), 60);
        auto request = requestIn(folder);
        request.input.precision = engine::Precision::BF16;
        request.policies = { policy::parseSpec("patience:patience=1") };
        const auto report = execute(request);
        QCOMPARE(report.precision, std::string("bf16"));
        QVERIFY(std::ranges::any_of(
            report.notes, [](const std::string& note) { return note.starts_with("bf16: on 60 examples"); }));
        auto trace = traced(request, folder / "x.trace");
        std::int64_t same = 0;
        const auto replayed = policy::replay(*trace, request.policies[0]);
        for (std::size_t u = 0; u < 60; ++u)
            same += replayed.exit[u] == report.executions[0].outcome.exit[u];
        QVERIFY2(same >= 55, qPrintable(QString::number(same))); // products of other shapes round otherwise
    }

    void aStopEndsIt()
    {
        const auto folder = workplace(test::fakeOwnExits({ .layers = 3 }, { 1, 2, 3 }), 400);
        auto request = requestIn(folder);
        request.repeats = 1000;
        request.policies = { policy::parseSpec("entropy:threshold=0.5") };
        std::stop_source stop;
        std::atomic<std::int64_t> last = 0, total = 0;
        JobContext job;
        job.stop = stop.get_token();
        job.report = [&](const Progress& progress) {
            if (std::string(progress.unit) != "examples" || progress.total < 100'000)
                return;
            last = progress.done;
            total = progress.total;
            if (progress.done > 1500)
                stop.request_stop();
        };
        const auto report = execute(request, job);
        QCOMPARE(report.end, JobEnd::Cancelled);
        QVERIFY(last > 1500 && last < total);
    }

    void aPauseIsNotMeasured()
    {
        using namespace std::chrono_literals;
        const auto folder = workplace(test::fakeOwnExits({ .layers = 3 }, { 1, 2, 3 }), 60);
        auto request = requestIn(folder);
        request.policies = { policy::parseSpec("entropy:threshold=0") };
        PauseGate gate;
        std::jthread later;
        std::atomic<int> pauses = 0;
        std::atomic<std::int64_t> most = 0, total = 0;
        JobContext job;
        job.gate = &gate;
        job.report = [&](const Progress& progress) {
            const bool isPolicy = progress.note == "entropy:threshold=0";
            if (isPolicy || progress.note == "the full model") {
                most = std::max<std::int64_t>(most, progress.done);
                total = progress.total;
            }
            if (!isPolicy || pauses++ > 0)
                return;
            gate.close();
            later = std::jthread([&] {
                std::this_thread::sleep_for(3s);
                gate.open();
            });
        };
        const auto report = execute(request, job);
        QCOMPARE(report.end, JobEnd::Finished);
        QVERIFY(pauses > 1);
        QVERIFY2(report.executions[0].seconds < 2, qPrintable(QString::number(report.executions[0].seconds)));
        QCOMPARE(most.load(), total.load()); // what ran twice counts once
        QVERIFY(report.executions[0].outcome.exit == std::vector<std::int32_t>(60, 2));
    }

    void badInput_data()
    {
        QTest::addColumn<Bend>("bend");
        QTest::addColumn<QString>("word");
        const auto row = [](const char* name, Bend bend, const char* word) {
            QTest::newRow(name) << bend << QString::fromLatin1(word);
        };
        const auto spec = [&](const char* text, const char* word) {
            row(
                text, [text](const auto&, auto& request) { request.policies = { policy::parseSpec(text) }; }, word);
        };
        spec("oracle", "cannot be executed");
        spec("cascade:threshold=0.5", "decides between complete models, and one is run");
        spec("learned:threshold=0.5", "needs a learned exit module, this model has none");
        spec("fixed:layer=2", "where there is no exit");
        spec("entropy:threshold=0.1;0.2", "2 values for 4 exits");
        row("no policy", [](const auto&, auto& request) { request.policies.clear(); }, "no policy");
        row("no repeats", [](const auto&, auto& request) { request.repeats = 0; }, "cannot repeat");
        row(
            "no data", [](const auto& folder, auto&) { std::filesystem::remove(folder / "data.tsv"); }, "data.tsv");
        row(
            "regression",
            [](const auto& folder, auto& request) {
                test::writeWorkplace(test::fakeOwnExits({ .layers = 3, .classes = 1 }, { 1, 3 }), folder, 10, 1);
                request.policies = { policy::parseSpec("margin:threshold=0.5") };
            },
            "needs class probabilities, this model is for regression");
        row(
            "a text as the model",
            [](const auto& folder, auto& request) { request.input.model = folder / "data.tsv"; }, "TorchScript");
    }

    void badInput()
    {
        QFETCH(Bend, bend);
        QFETCH(QString, word);
        const auto folder = workplace(test::fakeOwnExits({ .layers = 5 }, { 1, 3, 4, 5 }), 20);
        auto request = requestIn(folder);
        request.policies = { policy::parseSpec("entropy:threshold=0.5") };
        bend(folder, request);
        try {
            (void)execute(request);
            QFAIL("it was accepted");
        } catch (const InputError& error) {
            QVERIFY2(QString::fromUtf8(error.what()).contains(word), error.what());
        }
    }
};

QTEST_GUILESS_MAIN(TestExecutor)
#include "tst_executor.moc"
