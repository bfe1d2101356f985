// LibTorch first: Qt's macros must not reach its headers.
#include "core/engine/compress/importance.h"
#include "core/engine/compress/pruning_schedule.h"
#include "core/engine/compress/selection.h"
#include "core/engine/compress/slimming.h"
#include "core/engine/compress/word_factors.h"
#include "tests/engine/compress/golden_student.h"

#include <torch/torch.h>

#include "tests/support/near.h"
#include "tests/support/shared_data.h"

#include <QtTest>

#include <numeric>

using namespace exitscope;
using namespace exitscope::engine;
using namespace exitscope::test;

class TestSlimming : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void schedulesAsPublished_data();
    void schedulesAsPublished();
    void linesOfTheSchedule();
    void schedulesAnyWidth();
    void ratesRestart();
    void factorisesWords();
    void scoresOfTheTwoForms();
    void importanceSumsItsWeights();
    void equalScoresKeepTheFirst();
    void keepsWhatTheAuthorsKept_data();
    void keepsWhatTheAuthorsKept();
    void cutsWhatTheAuthorsCut();
    void cutsAgain();
    void structuresKeepOriginalIndices();
    void countsParameters_data();
    void countsParameters();
};

void TestSlimming::schedulesAsPublished_data() // CV55, CV57
{
    QTest::addColumn<int>("k");
    QTest::addColumn<QList<int>>("target");
    QTest::addColumn<QList<int>>("widths");
    const QList<int> half { 6, 1536, 384 }, eighth { 2, 256, 128 };
    const int feedForward[] { 2816, 2560, 2304, 2048, 1792, 1536 }, rank[] { 704, 640, 576, 512, 448, 384 };
    for (int k = 1; k <= 6; ++k)
        QTest::addRow("12 to 6, step %d", k) << k << half << QList<int> { 12 - k, feedForward[k - 1], rank[k - 1] };
    QTest::newRow("12 to 2, step 1") << 1 << eighth << QList<int> { 11, 2790, 704 };
    QTest::newRow("12 to 2, step 5") << 5 << eighth << QList<int> { 7, 1664, 448 };
    QTest::newRow("12 to 2, step 10") << 10 << eighth << QList<int> { 2, 256, 128 };
    QTest::newRow("the table stays whole") << 3 << QList<int> { 2, 256, 0 } << QList<int> { 9, 2227, 0 };
    QTest::newRow("nothing yet") << 0 << eighth << QList<int> { 12, 3072, 0 };
}

void TestSlimming::schedulesAsPublished()
{
    QFETCH(int, k);
    QFETCH(QList<int>, target);
    QFETCH(QList<int>, widths);
    const SlimWidths after = widthsAfter(k, { 12, 3072, 768 }, { target[0], target[1], target[2] });
    QCOMPARE(after.heads, widths[0]);
    QCOMPARE(after.feedForward, widths[1]);
    QCOMPARE(after.rank, widths[2]);
}

void TestSlimming::linesOfTheSchedule()
{
    EXITSCOPE_SHARED_OR_SKIP(folder, "golden/cost-eff");
    const auto golden = goldenJson(folder / "misc.json")["pruning_schedule"];
    QVERIFY(!golden.empty());
    for (const auto& json : golden) {
        const std::int64_t k = json["prun_times"], count = json["max_prune_times"];
        QVERIFY(near(linearWidth(json["orig_ffn_dim"], json["final_ffn_dim"], k, count), json["ffn_hidden_dim"], 1e-9));
        QCOMPARE(json["orig_heads"].get<std::int64_t>() - k, json["keep_heads"].get<std::int64_t>());
        if (json["final_emb_dim"] >= 0)
            QVERIFY(near(linearWidth(json["orig_emb_dim"], json["final_emb_dim"], k, count), json["emb_hidden_dim"], 1e-9));
    }
}

void TestSlimming::schedulesAnyWidth()
{
    const SlimWidths small { 8, 512, 128 };
    const SlimWidths target { 3, 101, 17 };
    QCOMPARE(pruningCount(small, target), 5);
    SlimWidths before = small;
    for (std::int64_t k = 1; k <= 5; ++k) {
        const SlimWidths after = widthsAfter(k, small, target);
        QCOMPARE(after.heads, 8 - k);
        QVERIFY(after.feedForward < before.feedForward && after.rank < before.rank);
        before = after;
    }
    QVERIFY(before == target);
    const SlimWidths sameHeads { 8, 64, 0 };
    QCOMPARE(pruningCount(small, sameHeads), 1);
    QVERIFY(widthsAfter(1, small, sameHeads) == sameHeads);
}

void TestSlimming::ratesRestart() // CV56
{
    QVERIFY(near(restartedRate(1e-5, 0.12, 1), 1.12e-5, 1e-12));
    QVERIFY(near(restartedRate(1e-5, 0.12, 6), 1.973823e-5, 1e-11));
    QCOMPARE(intervalSteps(0.5, 2105), 1052);
    QCOMPARE(intervalSteps(0.33, 2), 1);
    QVERIFY(near(restartWarmup(1052), 105.0 / 1052, 1e-12));
    QVERIFY(near(restartWarmup(40), 0.25, 1e-12));
    QVERIFY(near(restartWarmup(5), 1.0, 1e-12));
}

void TestSlimming::factorisesWords() // CV58
{
    const at::Tensor table = at::tensor(at::ArrayRef<float>({ 3, 0, 0, 1, 4, 0 })).view({ 3, 2 });
    const WordFactors one = factorised(table, 1);
    QVERIFY(near(one.singular[0].item<double>(), 5));
    QVERIFY(near(one.singular[1].item<double>(), 1));
    QVERIFY(near(one.error, 1));
    const at::Tensor product = at::tensor(at::ArrayRef<float>({ 3, 0, 0, 0, 4, 0 })).view({ 3, 2 });
    QVERIFY(difference(one.words.mm(one.projection.t()), product) < 1e-6);
    const WordFactors all = factorised(table, 2);
    QVERIFY(near(all.error, 0));
    QVERIFY(difference(all.words.mm(all.projection.t()), table) < 1e-6);
}

void TestSlimming::scoresOfTheTwoForms() // CV59
{
    const at::Tensor weights = at::tensor(at::ArrayRef<float>({ 0.5F, -0.2F, 0.1F }));
    const auto score = [&](ImportanceKind kind) {
        at::Tensor sum = at::zeros({ 3 });
        addGradients(kind, at::tensor(at::ArrayRef<float>({ 0.3F, 0.4F, -0.6F })), sum);
        addGradients(kind, at::tensor(at::ArrayRef<float>({ -0.1F, 0.2F, 0.2F })), sum);
        return structureScore(kind, weights, sum);
    };
    QVERIFY(near(score(ImportanceKind::TaylorSigned), 0.06));
    QVERIFY(near(score(ImportanceKind::TaylorAbs), 0.40));
    QVERIFY(near(score(ImportanceKind::Magnitude), 0.8));
}

/// From the authors' |G · w| of every weight to their scores of heads and inner units: with weights of 1 it is the sum alone.
void TestSlimming::importanceSumsItsWeights()
{
    EXITSCOPE_SHARED_OR_SKIP(folder, "golden/cost-eff");
    const EncoderConfig config = goldenConfig(folder);
    const auto taylor = io::SafetensorsFile::open(folder / "taylor.safetensors");
    const ParameterLayout layout(config, MaskHead::Absent);
    for (const std::string loss : { "hard", "distill" }) {
        at::Tensor sum = at::zeros({ layout.count() });
        for (const auto& spec : layout.specs())
            if (taylor->find(loss + "/taylor/" + spec.name))
                sum.narrow(0, spec.offset, spec.count()).view(spec.shape).copy_(goldenTensor(*taylor, loss + "/taylor/" + spec.name));
        const Importance importance = importanceOf(ImportanceKind::TaylorAbs, config, at::ones({ layout.count() }), sum, 1);
        const Importance golden = goldenImportance(*taylor, loss);
        const std::size_t layers = loss == "hard" ? 4 : 1; // of the other case, the file has the lowest layer alone
        for (std::size_t layer = 0; layer < layers; ++layer) {
            const auto isNear = [&](const std::vector<float>& a, const std::vector<float>& b) {
                return at::allclose(at::tensor(at::ArrayRef<float>(a)), at::tensor(at::ArrayRef<float>(b)), 1e-4, 1e-6);
            };
            QVERIFY(isNear(importance.heads[layer], golden.heads[layer]));
            QVERIFY(isNear(importance.feedForward[layer], golden.feedForward[layer]));
        }
    }
    const Importance drawn = importanceOf(ImportanceKind::Random, config, {}, {}, 1);
    QVERIFY(drawn.heads == importanceOf(ImportanceKind::Random, config, {}, {}, 1).heads);
    QVERIFY(drawn.heads != importanceOf(ImportanceKind::Random, config, {}, {}, 2).heads);
}

void TestSlimming::equalScoresKeepTheFirst()
{
    const std::vector<float> scores { 1, 3, 2, 3, 2, 2 };
    QCOMPARE(largest(scores, 1), (std::vector<std::int32_t> { 1 }));
    QCOMPARE(largest(scores, 3), (std::vector<std::int32_t> { 1, 2, 3 }));
    QCOMPARE(largest(scores, 4), (std::vector<std::int32_t> { 1, 2, 3, 4 }));
    QCOMPARE(largest(scores, 6).size(), std::size_t { 6 });
}

void TestSlimming::keepsWhatTheAuthorsKept_data()
{
    QTest::addColumn<QString>("name");
    for (const char* name : goldenCases)
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestSlimming::keepsWhatTheAuthorsKept()
{
    EXITSCOPE_SHARED_OR_SKIP(folder, "golden/cost-eff");
    QFETCH(QString, name);
    const auto json = goldenJson(folder / "pruning.json")[name.toStdString()];
    const auto taylor = io::SafetensorsFile::open(folder / "taylor.safetensors");
    const SlimWidths widths = widthsOfCase(json);
    const LayerChoice choice
        = chosen(goldenImportance(*taylor, name.section(QLatin1Char('_'), 0, 0).toStdString()), widths.heads, widths.feedForward);
    QVERIFY(choice.heads == json["kept_heads"]);
    QVERIFY(choice.feedForward == json["kept_ffn_dims"]);
    const EncoderConfig slim = slimmedConfig(goldenConfig(folder), widths);
    QCOMPARE(ParameterLayout(slim, MaskHead::Absent).count(), json["parameters"].get<std::int64_t>());
}

void TestSlimming::cutsWhatTheAuthorsCut()
{
    EXITSCOPE_SHARED_OR_SKIP(folder, "golden/cost-eff");
    const auto json = goldenJson(folder / "pruning.json")["hard_heads2_ffn48_emb24"];
    const EncoderConfig config = goldenConfig(folder);
    const EncoderConfig slim = slimmedConfig(config, widthsOfCase(json));
    const at::Tensor given = goldenWeights(*io::SafetensorsFile::open(folder / "model.safetensors"), config);
    const LayerChoice choice { json["kept_heads"], json["kept_ffn_dims"] };
    const at::Tensor weights = slimmedWeights(config, given, slim, choice);

    const auto golden = io::SafetensorsFile::open(folder / "pruned_hard_heads2_ffn48_emb24_weights.safetensors");
    const ParameterLayout layout(slim, MaskHead::Absent);
    const auto part = [&](const at::Tensor& flat, const std::string& name) {
        const auto& spec = layout.at(name);
        return flat.narrow(0, spec.offset, spec.count()).view(spec.shape);
    };
    for (const auto& spec : layout.specs()) { // what is cut, and what is not
        const std::string name = goldenName(spec.name, config.layers);
        if (golden->find(name))
            QVERIFY2(at::equal(part(weights, spec.name), goldenTensor(*golden, name)), name.c_str());
        else
            QVERIFY2(name.starts_with("bert.embeddings."), name.c_str());
    }

    const auto words = io::SafetensorsFile::open(folder / "pruned_hard_heads2_ffn48_emb24.safetensors");
    const at::Tensor product = part(weights, "bert.embeddings.word_embeddings.weight")
                                   .mm(part(weights, "bert.embeddings.word_projection.weight").t());
    QVERIFY(difference(product, goldenTensor(*words, "product")) < 1e-5);
    const WordFactors factors = factorised(given.narrow(0, 0, config.vocabulary * config.hidden).view({ config.vocabulary, config.hidden }), 24);
    QVERIFY(near(factors.error, json["frobenius_error"], 1e-4));
    const std::vector<float> singular = json["singular_values"];
    QVERIFY(difference(factors.singular, at::tensor(at::ArrayRef<float>(singular))) < 1e-4);
    // The signs of components are free, their sizes are not.
    QVERIFY(difference(part(weights, "bert.embeddings.word_projection.weight").abs(), goldenTensor(*words, "word_embeddings2").abs()) < 1e-3);
}

/// Two cuts, one behind the other, end where one cut to the same heads and units ends, but for the words, which were rounded twice.
void TestSlimming::cutsAgain()
{
    const EncoderConfig config = smallConfig();
    const at::Tensor weights = initialWeights(ParameterLayout(config, MaskHead::Absent), 7);
    const EncoderConfig middle = slimmedConfig(config, { 3, 12, 16 });
    const EncoderConfig slim = slimmedConfig(middle, { 2, 5, 9 });
    QCOMPARE(slim.sizeOfHead(), 6);
    const LayerChoice first { { { 0, 2, 3 }, { 1, 2, 3 } },
        { { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 }, { 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19 } } };
    const LayerChoice second { { { 0, 2 }, { 0, 1 } }, { { 0, 2, 4, 6, 8 }, { 7, 8, 9, 10, 11 } } };
    const LayerChoice both { { { 0, 3 }, { 1, 2 } }, { { 0, 2, 4, 6, 8 }, { 15, 16, 17, 18, 19 } } };
    const at::Tensor twice = slimmedWeights(middle, slimmedWeights(config, weights, middle, first), slim, second);
    const at::Tensor once = slimmedWeights(config, weights, slim, both);
    const ParameterLayout layout(slim, MaskHead::Absent);
    QCOMPARE(twice.numel(), layout.count());
    for (const auto& spec : layout.specs()) {
        const at::Tensor a = twice.narrow(0, spec.offset, spec.count()), b = once.narrow(0, spec.offset, spec.count());
        if (spec.name.find(".word_") == std::string::npos)
            QVERIFY2(at::equal(a, b), spec.name.c_str());
    }
    const auto product = [&](const at::Tensor& flat) {
        const auto& words = layout.at("bert.embeddings.word_embeddings.weight");
        const auto& projection = layout.at("bert.embeddings.word_projection.weight");
        return flat.narrow(0, words.offset, words.count()).view(words.shape).mm(
            flat.narrow(0, projection.offset, projection.count()).view(projection.shape).t());
    };
    QVERIFY(difference(product(twice), product(once)) < 1e-5); // the best of rank 9 is the best of rank 16's best
}

void TestSlimming::structuresKeepOriginalIndices()
{
    training::KeptStructure structure = training::wholeStructure(1, 8, 4, 2, 6, 10);
    structure = narrowed(structure, { { { 4, 1, 3, 2 } }, { { 1, 2, 3, 4, 5, 6 } } }, { { { 0, 2, 3 } }, { { 1, 2, 4, 5 } } }, 5);
    structure = narrowed(structure, { { { 1, 9, 2 } }, { { 7, 8, 6, 9 } } }, { { { 1 } }, { { 1, 3 } } }, 3);
    QVERIFY(structure.headsKept == (std::vector<std::vector<std::int32_t>> { { 2 } }));
    QVERIFY(structure.feedForwardKept == (std::vector<std::vector<std::int32_t>> { { 2, 5 } }));
    QVERIFY(structure.headScores == (std::vector<std::vector<float>> { { 1, 0, 9, 2 } }));
    QVERIFY(structure.feedForwardScores == (std::vector<std::vector<float>> { { 0, 7, 8, 0, 6, 9 } }));
    QCOMPARE(structure.wordRank, 3);
}

void TestSlimming::countsParameters_data() // CV71
{
    QTest::addColumn<QList<int>>("widths");
    QTest::addColumn<int>("parameters");
    QTest::newRow("8x") << QList<int> { 2, 256, 128 } << 13'920'024;
    QTest::newRow("2x") << QList<int> { 6, 1536, 384 } << 54'984'984;
}

void TestSlimming::countsParameters()
{
    QFETCH(QList<int>, widths);
    QFETCH(int, parameters);
    EncoderConfig config;
    config.layers = config.heads = 12;
    config.hidden = config.embedding = 768;
    config.feedForward = 3072;
    config.vocabulary = 30522;
    config.positions = 512;
    config.classes = 2;
    config.head = HeadKind::StateTanh;
    config.exitLayer.resize(12);
    std::iota(config.exitLayer.begin(), config.exitLayer.end(), 1);
    const EncoderConfig slim = slimmedConfig(config, { widths[0], widths[1], widths[2] });
    QCOMPARE(ParameterLayout(slim, MaskHead::Absent).count(), parameters);
    QVERIFY(widthsOf(config) == (SlimWidths { 12, 3072, 768 }));
}

QTEST_GUILESS_MAIN(TestSlimming)
#include "tst_slimming.moc"
