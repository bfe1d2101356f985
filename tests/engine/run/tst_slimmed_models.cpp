#include "core/cost/cost_model.h"
#include "core/engine/checkpoint/describe.h"
#include "core/io/safetensors.h"
#include "tests/engine/run/execution_setup.h"
#include "tests/engine/run/token_setup.h"
#include "tests/engine/support/slimmed_fake.h"
#include "tests/support/near.h"
#include "tests/support/shared_data.h"

#include <nlohmann/json.hpp>

#include <QTemporaryDir>
#include <QTest>

#include <numeric>

using namespace exitscope;
using test::FakeCheckpoint;

namespace {

const test::FakeShape shape { .layers = 4, .hidden = 48, .heads = 4, .feedForward = 64 };

FakeCheckpoint slimmed()
{
    const auto whole = test::fakeTanhExits(shape, { 1, 2, 3, 4 });
    return test::factorised(test::cutTo(whole, shape, test::unevenParts(shape)), shape, 12);
}

double worst(std::span<const float> a, std::span<const float> b)
{
    if (a.size() != b.size())
        return INFINITY;
    double most = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        most = std::max<double>(most, std::fabs(a[i] - b[i])); // a NaN is not larger, but shows in the exits
    return most;
}

using Tensors = std::vector<std::pair<std::string, const io::TensorView*>>;

void writeTensors(const std::filesystem::path& path, const Tensors& tensors)
{
    std::vector<io::TensorSpec> specs;
    std::vector<std::span<const std::byte>> data;
    for (const auto& [name, view] : tensors) {
        specs.push_back({ name, view->dtype, view->shape });
        data.push_back(view->bytes);
    }
    io::writeSafetensors(path, specs, data);
}

engine::TraceRequest requestOf(const std::filesystem::path& model, const std::filesystem::path& data)
{
    engine::TraceRequest request;
    request.model = model;
    request.data = data;
    return request;
}

nlohmann::json readJson(const std::filesystem::path& path)
{
    return nlohmann::json::parse(io::readWholeFile(path));
}

/// A threshold, or the authors' list of them, which begins with the first exit that may be left at, as a SPEC writes it: one per
/// exit, from the first exit on.
std::string specOf(const nlohmann::json& point)
{
    const int start = point.at("exit_start");
    const auto& threshold = point.at("threshold");
    std::string text;
    if (threshold.is_array()) {
        for (int exit = 1; exit < 4; ++exit)
            text += (exit > 1 ? ";" : "") + (exit < start ? std::string("0") : threshold[static_cast<std::size_t>(exit - start)].dump());
    } else {
        text = threshold.dump();
    }
    return "entropy:threshold=" + text + ",first_exit=" + std::to_string(start);
}

} // namespace

/// Slimmed models and COST-EFF's own, from the checkpoint to the trace and the execution.
class TestSlimmedModels : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    int m_count = 0;

    std::filesystem::path fresh(const char* suffix = "")
    {
        return m_folder.filePath(QString::number(++m_count) + QLatin1String(suffix)).toStdString();
    }

    std::shared_ptr<const trace::Trace> traced(engine::TraceRequest request)
    {
        request.output = fresh(".trace");
        (void)engine::loadEngine()->trace(request, {});
        return trace::Trace::open(request.output);
    }

    std::shared_ptr<const trace::Trace> traced(const FakeCheckpoint& fake, engine::Precision precision = engine::Precision::F32)
    {
        const auto folder = fresh();
        test::writeWorkplace(fake, folder, 60, 3);
        auto request = requestOf(folder / "model", folder / "data.tsv");
        request.precision = precision;
        request.withEmbeddings = true;
        return traced(request);
    }

    /// The golden inputs without what the authors' model made of them.
    std::filesystem::path goldenInputs(const std::filesystem::path& golden)
    {
        const auto file = io::SafetensorsFile::open(golden / "inference.safetensors");
        Tensors inputs;
        for (const char* name : { "input_ids", "attention_mask", "token_type_ids", "labels" })
            inputs.emplace_back(name, file->find(name));
        const auto path = fresh(".safetensors");
        writeTensors(path, inputs);
        return path;
    }

    std::filesystem::path goldenModel(const std::filesystem::path& golden)
    {
        const auto folder = fresh();
        std::filesystem::create_directories(folder);
        for (const char* name : { "config.json", "model.safetensors" })
            std::filesystem::create_symlink(std::filesystem::absolute(golden / name), folder / name);
        return folder;
    }

    static void compareLogits(const trace::Trace& trace, const io::TensorView* highways, const io::TensorView* last, double most)
    {
        QCOMPARE(trace.units(), 24);
        QCOMPARE(trace.exits(), 4);
        for (std::int64_t unit = 0; unit < 24; ++unit)
            for (std::int64_t exit = 0; exit < 4; ++exit) {
                const auto row = exit == 3
                    ? last->as<float>().subspan(static_cast<std::size_t>(unit * 3), 3)
                    : highways->as<float>().subspan(static_cast<std::size_t>((exit * 24 + unit) * 3), 3);
                QVERIFY2(worst(trace.logits(unit, exit), row) < most,
                    qPrintable(QStringLiteral("exit %1, unit %2").arg(exit + 1).arg(unit)));
            }
    }

private Q_SLOTS:
    void logitsEqualTheAuthors()
    {
        EXITSCOPE_SHARED_OR_SKIP(golden, "golden/cost-eff");
        const auto trace = traced(requestOf(goldenModel(golden), goldenInputs(golden)));
        const auto file = io::SafetensorsFile::open(golden / "inference.safetensors");
        compareLogits(*trace, file->find("highway_logits"), file->find("final_logits"), 1e-5);
        const auto entropies = file->find("highway_entropy")->as<float>();
        const auto table = policy::policyNamed("entropy").scores(policy::parseSpec("entropy:threshold=0"), *trace);
        for (std::size_t i = 0; i < entropies.size(); ++i)
            QVERIFY(test::near(table.scores[i], entropies[i], 1e-5));
    }

    void exitsEqualTheAuthors()
    {
        EXITSCOPE_SHARED_OR_SKIP(golden, "golden/cost-eff");
        const auto trace = traced(requestOf(goldenModel(golden), goldenInputs(golden)));
        const auto grid = readJson(golden / "exits.json").at("grid");
        QCOMPARE(grid.size(), std::size_t { 19 });
        for (const auto& point : grid) {
            const auto spec = specOf(point);
            const auto outcome = policy::replay(*trace, policy::parseSpec(spec));
            double layers = 0;
            for (std::size_t unit = 0; unit < 24; ++unit) {
                QVERIFY2(outcome.exit[unit] + 1 == point.at("exit_layer")[unit].get<int>(), spec.c_str());
                QVERIFY2(outcome.predictedClass[unit] == point.at("prediction")[unit].get<int>(), spec.c_str());
                layers += outcome.exit[unit] + 1;
            }
            QVERIFY(test::near(layers / 24, point.at("average_layers")));
        }
    }

    void prunedLogitsEqualTheAuthors_data()
    {
        QTest::addColumn<bool>("isOurs");
        QTest::newRow("as the authors save it") << false;
        QTest::newRow("as we save it") << true;
    }

    void prunedLogitsEqualTheAuthors()
    {
        QFETCH(bool, isOurs);
        EXITSCOPE_SHARED_OR_SKIP(golden, "golden/cost-eff");
        const std::string stem = "pruned_hard_heads2_ffn48_emb24";
        const auto whole = io::SafetensorsFile::open(golden / "model.safetensors");
        const auto weights = io::SafetensorsFile::open(golden / (stem + "_weights.safetensors"));
        const auto expected = io::SafetensorsFile::open(golden / (stem + ".safetensors"));
        const std::string words = "bert.embeddings.word_embeddings";
        Tensors tensors { { words + (isOurs ? ".weight" : "1.weight"), expected->find("word_embeddings1") },
            { isOurs ? "bert.embeddings.word_projection.weight" : words + "2.weight", expected->find("word_embeddings2") } };
        const auto nameOf = [&](const std::string& name) {
            if (isOurs && name.starts_with("classifier."))
                return "exits.3." + name;
            const std::string highway = "bert.encoder.highway.";
            return isOurs && name.starts_with(highway) ? "exits." + name.substr(highway.size()) : name;
        };
        for (const auto& view : weights->tensors())
            tensors.emplace_back(nameOf(view.name), &view);
        for (const auto& view : whole->tensors()) // what pruning leaves as it is
            if (!weights->find(view.name) && !view.name.starts_with(words))
                tensors.emplace_back(nameOf(view.name), &view);
        auto config = readJson(golden / "config.json");
        const std::vector<std::int64_t> heads(4, 2), inner(4, 48);
        if (isOurs) {
            for (const char* key : { "prun_hidden_size", "prun_intermediate_size", "emb_hidden_dim", "pooler_dense", "head_to_distill" })
                config.erase(key);
            config.update({ { "head_size", 12 }, { "heads_kept", heads }, { "feed_forward_kept", inner }, { "word_rank", 24 },
                { "exit_head", "tanh" }, { "exit_layers", { 1, 2, 3, 4 } } });
        } else {
            config.update({ { "num_attention_heads", 2 }, { "prun_hidden_size", 24 }, { "prun_intermediate_size", 48 },
                { "emb_hidden_dim", 24 } });
        }
        const auto folder = fresh();
        std::filesystem::create_directories(folder);
        writeTensors(folder / "model.safetensors", tensors);
        io::writeFileAtomically(folder / "config.json", config.dump());

        const auto trace = traced(requestOf(folder, goldenInputs(golden)));
        compareLogits(*trace, expected->find("highway_logits"), expected->find("logits"), 1e-5);
        const auto said = readJson(golden / "pruning.json").at("hard_heads2_ffn48_emb24");
        QCOMPARE(engine::describeCheckpoint(folder).parameters, said.at("parameters").get<std::int64_t>());
    }

    void maskedAndCutModelsAgree()
    {
        const auto kept = test::unevenParts(shape);
        const auto whole = test::fakeTanhExits(shape, { 1, 2, 3, 4 });
        const auto masked = traced(test::maskedTo(whole, shape, kept)), cut = traced(test::cutTo(whole, shape, kept));
        QVERIFY(worst(masked->logits(), cut->logits()) < 1e-5);
        QVERIFY(worst(traced(whole)->logits(), cut->logits()) > 1e-3); // something was removed
        for (std::size_t i = 0; i < cut->layerFlops().size(); ++i)
            QVERIFY(cut->layerFlops()[i] < masked->layerFlops()[i]);
    }

    void theFactorsAreTheirProduct()
    {
        const auto factors = test::factorised(test::fakeOwnExits(shape, { 2, 4 }), shape, 12);
        const auto product = traced(test::multipliedOut(factors, shape, 12)), rank = traced(factors);
        QVERIFY(worst(product->logits(), rank->logits()) < 1e-5);
        QVERIFY(worst(product->embedding(), rank->embedding()) < 1e-5); // mean words as wide as the state, either way
        QCOMPARE(rank->embeddingWidth(), shape.hidden);
    }

    void headsThatTransformersRemovedAreGone()
    {
        test::KeptParts parts { { { 0, 1, 2, 3 }, { 1, 3 }, { 0, 1, 2, 3 }, { 2 } }, {} };
        std::vector<std::int64_t> all(static_cast<std::size_t>(shape.feedForward));
        std::iota(all.begin(), all.end(), 0);
        parts.inner.assign(4, all);
        const auto whole = test::fakeOwnExits(shape, { 2, 4 });
        auto cut = test::cutTo(whole, shape, parts);
        for (const char* key : { "head_size", "heads_kept", "feed_forward_kept" })
            cut.config.erase(key);
        cut.config["pruned_heads"] = { { "1", { 0, 2 } }, { "3", { 3, 0, 1 } } };
        QVERIFY(worst(traced(test::maskedTo(whole, shape, parts))->logits(), traced(cut)->logits()) < 1e-5);
    }

    void bfloat16IsNearF32()
    {
        const auto exact = traced(slimmed()), rounded = traced(slimmed(), engine::Precision::BF16);
        const double difference = worst(exact->logits(), rounded->logits());
        QVERIFY2(difference > 0 && difference < 0.2, qPrintable(QString::number(difference)));
    }

    void theTraceCarriesTheShape()
    {
        const auto trace = traced(slimmed());
        const auto said = cost::shapeOf(*trace);
        QVERIFY(said);
        const auto kept = test::unevenParts(shape);
        for (std::size_t layer = 0; layer < 4; ++layer) {
            QCOMPARE(said->headsKept[layer], std::ssize(kept.heads[layer]));
            QCOMPARE(said->feedForwardKept[layer], std::ssize(kept.inner[layer]));
        }
        QCOMPARE(said->headSize, shape.hidden / shape.heads);
        QCOMPARE(said->wordRank, 12);
        QVERIFY(said->head == cost::HeadKind::Direct);
        QVERIFY(std::ranges::equal(trace->layerFlops(), cost::cumulativeFlops(*said, trace->length(), trace->exitLayer())));
    }

    void inspectionCountsWhatIsThere()
    {
        const auto folder = fresh();
        slimmed().write(folder);
        const auto description = engine::describeCheckpoint(folder);
        const auto expected = cost::shapeOf(*traced(slimmed()));
        QCOMPARE(description.parameters, cost::parameterCount(*expected).total());
        QCOMPARE(description.flops128, cost::fullFlops(*expected, 128));
        QCOMPARE(description.config.wordRank, 12);
        QVERIFY(description.unused.empty());
    }

    void executionEqualsReplay()
    {
        const auto folder = fresh();
        test::writeWorkplace(slimmed(), folder, 120, 3);
        engine::ExecuteRequest request;
        request.input.model = folder / "model";
        request.input.data = folder / "data.tsv";
        request.repeats = 1;
        request.batch1Examples = 10;
        const auto trace = traced(request.input);
        for (const std::string& text : { test::thresholdBetween(*trace, "entropy"), test::thresholdBetween(*trace, "saturation"),
                 std::string("patience:patience=1"), std::string("fixed:layer=3") })
            request.policies.push_back(policy::parseSpec(text));
        const auto report = engine::loadEngine()->execute(request, {});
        QCOMPARE(report.executions.size(), request.policies.size());
        for (const auto& execution : report.executions) {
            const auto replayed = policy::replay(*trace, execution.spec);
            QVERIFY2(execution.outcome.exit == replayed.exit, execution.spec.text().c_str());
            QVERIFY2(execution.outcome.predictedClass == replayed.predictedClass, execution.spec.text().c_str());
        }
        QVERIFY(test::exitsUsed(report.executions.front().outcome) > 1);
    }

    void tokensLeaveOnTheirOwn()
    {
        const test::FakeShape tagging { .layers = 4, .hidden = 48, .heads = 4, .feedForward = 64, .classes = 5 };
        const auto tagger = test::cutTo(test::fakeTagger(tagging, { 1, 2, 3, 4 }), tagging, test::unevenParts(tagging));
        const auto folder = fresh();
        test::writeTagging(test::factorised(tagger, tagging, 12), folder, test::taggedSentences(40, 14));
        engine::ExecuteRequest request;
        request.input.model = folder / "model";
        request.input.data = folder / "data.conll";
        request.repeats = 1;
        request.batch1Examples = 0;
        request.policies = { policy::parseSpec(test::thresholdBetween(*traced(request.input), "entropy")) };
        const auto compact = engine::loadEngine()->execute(request, {}).executions.front();
        request.form = engine::TokenForm::Approximate;
        const auto approximate = engine::loadEngine()->execute(request, {}).executions.front();
        QVERIFY(test::exitsUsed(compact.outcome) > 1);
        QVERIFY(compact.outcome.exit == approximate.outcome.exit);
        QVERIFY(compact.outcome.predictedClass == approximate.outcome.predictedClass);
        QVERIFY(compact.tokens->flops < compact.tokens->fullFlops);
    }
};

QTEST_GUILESS_MAIN(TestSlimmedModels)
#include "tst_slimmed_models.moc"
