#include "core/cost/cascade_trace.h"
#include "core/error.h"
#include "core/sweep/evaluate.h"
#include "core/sweep/execution_check.h"
#include "tests/engine/run/execution_setup.h"

#include <QTemporaryDir>
#include <QTest>

#include <functional>

using namespace exitscope;
using exitscope::test::FakeShape;
using Bend = std::function<void(const std::filesystem::path& folder, engine::ExecuteRequest& request)>;

Q_DECLARE_METATYPE(Bend)

namespace {

engine::ExecuteReport execute(const engine::ExecuteRequest& request)
{
    return engine::loadEngine()->execute(request, {});
}

std::shared_ptr<const trace::Trace> traced(
    const engine::ExecuteRequest& request, const std::filesystem::path& model, const std::filesystem::path& output)
{
    auto input = request.input;
    input.model = model;
    input.output = output;
    (void)engine::loadEngine()->trace(input, {});
    return trace::Trace::open(output);
}

const FakeShape smallShape { .layers = 2, .hidden = 16, .feedForward = 24 };
const FakeShape largeShape { .layers = 4 };

} // namespace

/// Complete models one after the other inside the engine, against the replay over their traces.
class TestExecuteCascade : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    int m_count = 0;

    /// small/, middle/ and model/ over data.tsv; small packs, so that many of them shrink, wait and join.
    engine::ExecuteRequest workplace(int rows)
    {
        const std::filesystem::path folder = m_folder.filePath(QString::number(++m_count)).toStdString();
        test::writeWorkplace(test::fakeOwnExits(largeShape, { 1, 3, 4 }), folder, rows, 3);
        test::writeModel(test::fakeOwnExits(smallShape, { 1, 2 }), folder / "small");
        test::writeModel(test::fakeOwnExits({ .layers = 3, .hidden = 24, .feedForward = 32 }, { 3 }), folder / "middle");
        engine::ExecuteRequest request;
        request.input.model = folder / "small";
        request.input.data = folder / "data.tsv";
        request.furtherModels = { folder / "model" };
        request.input.threads = 2;
        request.input.packTokens = 96;
        request.repeats = 1;
        request.batch1Examples = 20;
        return request;
    }

private Q_SLOTS:
    void equalsReplay_data()
    {
        QTest::addColumn<bool>("hasMiddle");
        QTest::addColumn<int>("threads");
        QTest::newRow("two models") << false << 2;
        QTest::newRow("two models, one thread") << false << 1;
        QTest::newRow("three models") << true << 3;
    }

    void equalsReplay()
    {
        QFETCH(bool, hasMiddle);
        QFETCH(int, threads);
        auto request = workplace(150);
        request.input.threads = threads;
        const auto folder = request.input.data.parent_path();
        if (hasMiddle)
            request.furtherModels.insert(request.furtherModels.begin(), folder / "middle");
        std::vector traces { traced(request, request.input.model, folder / "0.trace") };
        for (const auto& model : request.furtherModels)
            traces.push_back(traced(request, model, folder / (model.filename().string() + ".trace")));
        const auto replayed = cost::cascadeOf(traces);
        const auto half = test::thresholdBetween(*replayed, "cascade");
        for (const auto& text : { half, half + ",temperature=1.5", half + ",first_exit=3", std::string("cascade:threshold=-inf"),
                 std::string("cascade:threshold=inf"), std::string("fixed:layer=2") })
            request.policies.push_back(policy::parseSpec(text));

        const auto report = execute(request);
        QCOMPARE(report.end, JobEnd::Finished);
        QCOMPARE(report.models.size(), traces.size());
        for (std::size_t model = 0; model < traces.size(); ++model)
            sweep::requireSameWork(*traces[model], *report.models[model]);
        const sweep::Evaluator executed(report.frame), swept(replayed);
        for (const auto& execution : report.executions) {
            const auto name = execution.spec.text();
            const auto expected = policy::replay(*replayed, execution.spec);
            QVERIFY2(execution.outcome.exit == expected.exit, name.c_str());
            QVERIFY2(execution.outcome.predictedClass == expected.predictedClass, name.c_str());
            const auto check = sweep::checkExecution(*replayed, *report.frame, execution.spec, execution.outcome);
            QVERIFY2(check.exitsDiffer + check.predictionsDiffer == 0, name.c_str());
            const auto point = executed.pointOf(execution.spec, execution.outcome);
            const auto reference = swept.evaluate(execution.spec);
            QCOMPARE(point.histogram, reference.histogram);
            QCOMPARE(point.sumExitLayers, reference.sumExitLayers);
            QCOMPARE(point.flopsSpent, reference.flopsSpent);
            QCOMPARE(point.flopsFull, reference.flopsFull);
            QVERIFY2(point.metrics == reference.metrics && !point.metrics.empty(), name.c_str());
            QVERIFY2(execution.seconds > 0 && execution.batch1Seconds > 0, name.c_str());
        }
        QVERIFY(test::exitsUsed(report.executions[0].outcome) > 1);
        QCOMPARE(test::exitsUsed(report.executions[4].outcome), std::int64_t { 1 }); // all reach the last model
    }

    void theBaselineIsTheLastModelAlone()
    {
        auto request = workplace(400);
        const auto folder = request.input.data.parent_path();
        test::writeModel(test::fakeOwnExits({ .layers = 6, .hidden = 128, .heads = 4, .feedForward = 512 }, { 6 }),
            folder / "model");
        request.input.threads = 1;
        request.input.packTokens = 0;
        request.repeats = 3;
        request.policies = { policy::parseSpec("cascade:threshold=-inf"), policy::parseSpec("cascade:threshold=inf") };
        const auto report = execute(request);
        // The small model is next to nothing beside the last one: alone it is far faster, before it hardly slower.
        QVERIFY(report.executions[0].seconds < 0.5 * report.fullSeconds);
        QVERIFY(report.executions[1].seconds < 1.7 * report.fullSeconds);
        QVERIFY(report.executions[0].batch1Seconds < 0.6 * report.batch1FullSeconds);
    }

    void badInput_data()
    {
        QTest::addColumn<Bend>("bend");
        QTest::addColumn<QString>("word");
        const auto row = [](const char* name, Bend bend, const char* word) {
            QTest::newRow(name) << bend << QString::fromLatin1(word);
        };
        row(
            "a rule for one model",
            [](const auto&, auto& request) { request.policies = { policy::parseSpec("entropy:threshold=0.1") }; },
            "decides within one model, and 2 are given");
        row(
            "other classes",
            [](const auto& folder, auto&) {
                test::writeModel(test::fakeOwnExits({ .layers = 2, .classes = 2 }, { 2 }), folder / "model");
            },
            "has 2 outputs, not the 3 of");
        row(
            "regressions",
            [](const auto& folder, auto&) {
                test::writeModel(test::fakeOwnExits({ .layers = 2, .classes = 1 }, { 2 }), folder / "model");
                test::writeModel(test::fakeOwnExits({ .layers = 2, .classes = 1 }, { 2 }), folder / "small");
            },
            "is a regression, a cascade needs class probabilities");
        row(
            "other label names",
            [](const auto& folder, auto&) {
                for (const char* model : { "small", "model" }) {
                    auto fake = test::fakeOwnExits(largeShape, { 4 });
                    const bool isSmall = std::string_view(model) == "small";
                    fake.config["id2label"] = { { "0", isSmall ? "0" : "1" }, { "1", isSmall ? "1" : "0" }, { "2", "2" } };
                    test::writeModel(fake, folder / model);
                }
            },
            "its label names are not those of");
        row(
            "another tokenizer",
            [](const auto& folder, auto&) {
                auto vocabulary = io::readWholeFile(folder / "model/vocab.txt");
                std::swap(vocabulary[vocabulary.size() - 2], vocabulary[vocabulary.size() - 6]); // w58 and w59
                io::writeFileAtomically(folder / "model/vocab.txt", vocabulary);
            },
            "reads other tokens here than");
        row(
            "a shorter longest input",
            [](const auto& folder, auto&) {
                test::writeModel(test::fakeOwnExits({ .layers = 2, .positions = 12 }, { 2 }), folder / "model");
            },
            "reads other tokens here than");
        row(
            "no such model", [](const auto& folder, auto& request) { request.furtherModels = { folder / "none" }; },
            "none");
    }

    void badInput()
    {
        QFETCH(Bend, bend);
        QFETCH(QString, word);
        auto request = workplace(20);
        request.policies = { policy::parseSpec("cascade:threshold=0.5") };
        bend(request.input.data.parent_path(), request);
        try {
            (void)execute(request);
            QFAIL("it was accepted");
        } catch (const InputError& error) {
            QVERIFY2(QString::fromUtf8(error.what()).contains(word), error.what());
        }
    }
};

QTEST_GUILESS_MAIN(TestExecuteCascade)
#include "tst_execute_cascade.moc"
