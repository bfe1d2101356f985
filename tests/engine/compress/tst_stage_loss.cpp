// LibTorch first: Qt's macros must not reach its headers.
#include "core/engine/compress/importance.h"
#include "core/engine/compress/stage_loss.h"
#include "core/engine/train/distillation.h"
#include "core/engine/train/losses.h"
#include "tests/engine/compress/golden_student.h"

#include <torch/torch.h>

#include "tests/support/near.h"
#include "tests/support/shared_data.h"

#include <QtTest>

#include <cmath>

using namespace exitscope;
using namespace exitscope::engine;
using namespace exitscope::test;

namespace {

/// Logits [E, B, C] and states of all layers.
EncoderPass evaluated(const EncoderConfig& config, const at::Tensor& weights, const Pack& pack)
{
    const ParameterLayout layout(config, MaskHead::Absent);
    torch::NoGradGuard noGrad;
    return passOf(TrainableEncoder(config, layout, weights, {}), pack, {});
}

/// The authors' loss of one batch of rows padded to `padded` tokens; with a teacher their mix for judging, with its plain mean
/// over states, padding and all.
at::Tensor authorsLoss(const EncoderPass& student, const EncoderPass* teacher, const Pack& pack, std::int64_t padded)
{
    const at::Tensor labels = at::tensor(at::ArrayRef<std::int64_t>(pack.labels), at::kLong);
    const auto rows = static_cast<double>(pack.sequences());
    at::Tensor loss = at::zeros({});
    for (std::size_t exit = 0; exit < student.logits.size(); ++exit) {
        const at::Tensor hard = summedCrossEntropy(student.logits[exit], labels, 0) / rows;
        loss = loss + (teacher ? 0.9 * softCrossEntropy(teacher->logits[exit], student.logits[exit], 2) + 0.1 * hard : hard);
    }
    if (teacher)
        for (std::size_t state = 0; state < student.states.size(); ++state) {
            const at::Tensor difference = student.states[state] - teacher->states[state];
            loss = loss + difference.square().sum() / (rows * static_cast<double>(padded * difference.size(1)));
        }
    return loss;
}

} // namespace

class TestStageLoss : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judgesAsTheAuthors_data();
    void judgesAsTheAuthors();
    void answersAsTheAuthorsPruned_data();
    void answersAsTheAuthorsPruned();
    void masksAsItCuts();
    void sumsExitsOfAssistantAndStudent();
    void countsWhatTheMixCounts();
};

void TestStageLoss::judgesAsTheAuthors_data()
{
    QTest::addColumn<bool>("isDistilled");
    QTest::newRow("hard") << false;
    QTest::newRow("distill") << true;
}

void TestStageLoss::judgesAsTheAuthors()
{
    EXITSCOPE_SHARED_OR_SKIP(folder, "golden/cost-eff");
    QFETCH(bool, isDistilled);
    const std::string loss = QTest::currentDataTag();
    const EncoderConfig config = goldenConfig(folder);
    const ParameterLayout layout(config, MaskHead::Absent);
    const at::Tensor weights = goldenWeights(*io::SafetensorsFile::open(folder / "model.safetensors"), config);
    const at::Tensor taught = goldenWeights(*io::SafetensorsFile::open(folder / "teacher.safetensors"), config);
    const auto taylor = io::SafetensorsFile::open(folder / "taylor.safetensors");
    const auto batches = [&](const char* name) { return goldenTensor(*taylor, loss + "/batches_" + name); };
    const at::Tensor ids = batches("input_ids"), mask = batches("attention_mask"), types = batches("token_type_ids"),
                     labels = batches("labels");
    at::Tensor gradients = at::zeros({ layout.count() }), sum = at::zeros({ layout.count() });
    TrainableEncoder student(config, layout, weights, gradients);
    student.setGradientScales(publishedEquilibriumScales(config.layers));
    for (std::int64_t step = 0; step < ids.size(0); ++step) {
        const Pack pack = packedRows(ids[step], mask[step], types[step], labels[step]);
        const EncoderPass teacher = evaluated(config, taught, pack);
        gradients.zero_();
        authorsLoss(passOf(student, pack, {}), isDistilled ? &teacher : nullptr, pack, ids.size(2)).backward();
        addGradients(ImportanceKind::TaylorAbs, gradients, sum);
    }
    const Importance importance = importanceOf(ImportanceKind::TaylorAbs, config, weights, sum, 1);
    const Importance golden = goldenImportance(*taylor, loss);
    for (std::size_t layer = 0; layer < importance.heads.size(); ++layer) {
        for (std::size_t head = 0; head < importance.heads[layer].size(); ++head)
            QVERIFY(nearRelative(importance.heads[layer][head], golden.heads[layer][head], 1e-3));
        for (std::size_t unit = 0; unit < importance.feedForward[layer].size(); ++unit)
            QVERIFY(nearRelative(importance.feedForward[layer][unit], golden.feedForward[layer][unit], 1e-3));
    }
}

void TestStageLoss::answersAsTheAuthorsPruned_data()
{
    QTest::addColumn<QString>("name");
    for (const char* name : goldenCases)
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestStageLoss::answersAsTheAuthorsPruned()
{
    EXITSCOPE_SHARED_OR_SKIP(folder, "golden/cost-eff");
    QFETCH(QString, name);
    const auto json = goldenJson(folder / "pruning.json")[name.toStdString()];
    const EncoderConfig config = goldenConfig(folder);
    const EncoderConfig slim = slimmedConfig(config, widthsOfCase(json));
    const at::Tensor given = goldenWeights(*io::SafetensorsFile::open(folder / "model.safetensors"), config);
    const at::Tensor weights = slimmedWeights(config, given, slim, { json["kept_heads"], json["kept_ffn_dims"] });
    const auto inputs = io::SafetensorsFile::open(folder / "inference.safetensors");
    const Pack pack = packedRows(goldenTensor(*inputs, "input_ids"), goldenTensor(*inputs, "attention_mask"),
        goldenTensor(*inputs, "token_type_ids"), goldenTensor(*inputs, "labels"));
    const EncoderPass pass = evaluated(slim, weights, pack);
    const auto golden = io::SafetensorsFile::open(folder / ("pruned_" + name.toStdString() + ".safetensors"));
    const at::Tensor below = goldenTensor(*golden, "highway_logits");
    for (std::int64_t exit = 0; exit < below.size(0); ++exit)
        QVERIFY(difference(pass.logits[static_cast<std::size_t>(exit)], below[exit]) < 2e-5);
    QVERIFY(difference(pass.logits.back(), goldenTensor(*golden, "logits")) < 2e-5);
}

/// A head without its output columns, and an inner unit without its own, are as good as gone.
void TestStageLoss::masksAsItCuts()
{
    const EncoderConfig config = smallConfig();
    const ParameterLayout layout(config, MaskHead::Absent);
    at::Tensor weights = initialWeights(layout, 11);
    const EncoderConfig slim = slimmedConfig(config, { 2, 7, 0 });
    const LayerChoice choice { { { 1, 2 }, { 0, 3 } }, { { 0, 3, 4, 9, 12, 18, 19 }, { 1, 2, 5, 6, 7, 8, 13 } } };
    const Pack pack = packedRows(at::randint(30, { 4, 8 }, at::kLong), at::ones({ 4, 8 }, at::kLong),
        at::zeros({ 4, 8 }, at::kLong), at::zeros({ 4 }, at::kLong));
    const EncoderPass cut = evaluated(slim, slimmedWeights(config, weights, slim, choice), pack);
    for (std::int64_t layer = 0; layer < config.layers; ++layer) {
        const auto mask = [&](const char* name, std::int64_t size, const std::vector<std::int32_t>& kept) {
            const auto& spec = layout.at(layerName(layer, name));
            at::Tensor columns = weights.narrow(0, spec.offset, spec.count()).view(spec.shape);
            for (std::int64_t one = 0; one < columns.size(1) / size; ++one)
                if (std::ranges::find(kept, static_cast<std::int32_t>(one)) == kept.end())
                    columns.narrow(1, one * size, size).zero_();
        };
        mask("attention.output.dense.weight", config.sizeOfHead(), choice.heads[static_cast<std::size_t>(layer)]);
        mask("output.dense.weight", 1, choice.feedForward[static_cast<std::size_t>(layer)]);
    }
    const EncoderPass masked = evaluated(config, weights, pack);
    for (std::size_t state = 0; state < masked.states.size(); ++state)
        QVERIFY(difference(masked.states[state], cut.states[state]) < 1e-5);
    for (std::size_t exit = 0; exit < masked.logits.size(); ++exit)
        QVERIFY(difference(masked.logits[exit], cut.logits[exit]) < 1e-5);
}

void TestStageLoss::sumsExitsOfAssistantAndStudent() // CV28
{
    const auto row = [](float a, float b) { return at::tensor(at::ArrayRef<float>({ a, b })).view({ 1, 2 }); };
    const EncoderPass teacher { {}, { row(1, 0), row(2, -1) } }, student { {}, { row(0.5F, 0.5F), row(1, 0) } };
    Pack pack;
    pack.offsets = { 0, 1 };
    pack.labels = { 0 };
    LossMix mix;
    mix.soft = 1;
    const StageLoss loss = stageLoss(mix, false, student, &teacher, pack, false, 1);
    QVERIFY(near(loss.exits[0], 0.693147));
    QVERIFY(near(loss.exits[1], 0.360688));
    QVERIFY(near(loss.minimised, 1.053835));
    mix.isLastExitAlone = true;
    QVERIFY(near(stageLoss(mix, false, student, &teacher, pack, false, 1).minimised, 0.360688));
}

void TestStageLoss::countsWhatTheMixCounts()
{
    const auto states = [](float value) { return std::vector<at::Tensor> { at::full({ 3, 2 }, value), at::full({ 3, 2 }, 2 * value) }; };
    const at::Tensor logits = at::tensor(at::ArrayRef<float>({ 2, 0, 0, 1 })).view({ 2, 2 });
    const EncoderPass teacher { states(1), { logits, 3 * logits } }, student { states(1.5F), { logits, logits } };
    Pack pack;
    pack.offsets = { 0, 1, 3 };
    pack.labels = { 0, 1 };
    LossMix mix;
    mix.features = 1;
    mix.soft = 0.5;
    mix.hard = 0.5;
    mix.isTaughtByLast = true;
    const StageLoss alone = stageLoss(mix, true, student, &teacher, pack, false, 2);
    QVERIFY(near(alone.features, 0.25 + 1)); // of each sequence, the mean over its tokens
    QVERIFY(near(alone.minimised, alone.features));
    const StageLoss both = stageLoss(mix, false, student, &teacher, pack, false, 2);
    const double soft = softCrossEntropy(3 * logits, logits, 1).item<double>();
    const double hard = (std::log1p(std::exp(-2.0)) + std::log1p(std::exp(-1.0))) / 2;
    QVERIFY(near(both.exits[0], 0.5 * soft + 0.5 * hard));
    QVERIFY(near(both.exits[1], both.exits[0]));
    QVERIFY(near(both.minimised, 1.25 + 2 * both.exits[0]));
    // A shard pays its part of the batch.
    QVERIFY(near(stageLoss(mix, false, student, &teacher, pack, false, 8).minimised, both.minimised / 4));
}

QTEST_GUILESS_MAIN(TestStageLoss)
#include "tst_stage_loss.moc"
