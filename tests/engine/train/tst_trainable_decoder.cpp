#include "core/engine/model/decoder.h"
#include "core/engine/train/decoder_files.h"
#include "core/engine/train/decoder_functions.h"
#include "core/engine/train/trainable_decoder.h"
#include "tests/engine/train/toy_decoder.h"

#include <torch/torch.h>

#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace exitscope;
using namespace exitscope::engine;

namespace {

/// Every weight away from its neutral start, so that norms and biases count.
at::Tensor shakenWeights(const DecoderConfig& config, const DecoderLayout& layout)
{
    torch::manual_seed(5);
    return initialDecoderWeights(config, layout, 7) + 0.1 * at::randn({ layout.count() });
}

void addFamilies()
{
    QTest::addColumn<QString>("family");
    for (const char* name : { "t5", "t5-tied", "gpt2", "llama" })
        QTest::newRow(name) << QString::fromLatin1(name);
}

} // namespace

class TestTrainableDecoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyLayerSaysWhatGenerationDoes_data() { addFamilies(); }
    void everyLayerSaysWhatGenerationDoes();
    void gradientsAreThoseOfTheLoss_data() { addFamilies(); }
    void gradientsAreThoseOfTheLoss();
    void dropoutIsRepeated();
    void headLossIsCrossEntropy();
    void textsDoNotSeeEachOther_data() { addFamilies(); }
    void textsDoNotSeeEachOther();
    void checkpointReadsBack_data() { addFamilies(); }
    void checkpointReadsBack();
};

/// Teacher-forced, against the decoder that writes texts, from the checkpoint that training wrote.
void TestTrainableDecoder::everyLayerSaysWhatGenerationDoes()
{
    QFETCH(QString, family);
    torch::NoGradGuard noGradients;
    const DecoderConfig config = toyDecoder(family.toStdString());
    const DecoderLayout layout(config);
    const at::Tensor weights = shakenWeights(config, layout);
    QTemporaryDir folder;
    writeDecoder(folder.path().toStdString(), config, layout, weights, StoredAs::F32, true);
    const auto decoder = std::make_shared<const Decoder>(DecoderCheckpoint::open(folder.path().toStdString()));
    const TextBatch batch = toyBatch(config);
    const TrainableDecoder trained(config, layout, weights, {});
    const auto states = trained.states(batch, {});
    QCOMPARE(states.size(), std::size_t { 3 });

    DecoderSession session(decoder, 1, 32, 32);
    std::vector<float> logits(static_cast<std::size_t>(config.vocabulary));
    double farthest = 0, largest = 0;
    for (std::size_t text = 0; text + 1 < batch.offsets.size(); ++text) {
        session.clear(0);
        if (config.hasEncoder())
            session.encode(0, std::span(batch.source).subspan(static_cast<std::size_t>(batch.sourceOffsets[text]),
                                  static_cast<std::size_t>(batch.sourceOffsets[text + 1] - batch.sourceOffsets[text])));
        for (std::int32_t row = batch.offsets[text]; row < batch.offsets[text + 1]; ++row) {
            const TextPlace place { 0, row - batch.offsets[text] };
            std::vector<float> state(static_cast<std::size_t>(config.hidden));
            session.embed({ &batch.inputs[static_cast<std::size_t>(row)], 1 }, { &place, 1 }, state.data());
            for (std::size_t layer = 0; layer < states.size(); ++layer) {
                session.runLayer(static_cast<std::int64_t>(layer), { &place, 1 }, state.data());
                session.logits(layer, state.data(), 1, logits.data());
                const at::Tensor wanted = trained.headInput(states[layer].narrow(0, row, 1)).mm(trained.head().t());
                for (std::size_t word = 0; word < logits.size(); ++word) {
                    farthest = std::max(farthest, std::abs(static_cast<double>(wanted.data_ptr<float>()[word] - logits[word])));
                    largest = std::max(largest, std::abs(static_cast<double>(logits[word])));
                }
            }
        }
    }
    QVERIFY(largest > 0.5);
    QVERIFY2(farthest < 1e-4, qPrintable(QString::number(farthest)));
}

/// Against differences of the loss along random directions, one of each parameter's own.
void TestTrainableDecoder::gradientsAreThoseOfTheLoss()
{
    QFETCH(QString, family);
    const DecoderConfig config = toyDecoder(family.toStdString());
    const DecoderLayout layout(config);
    const at::Tensor weights = shakenWeights(config, layout);
    const TextBatch batch = toyBatch(config);
    const at::Tensor words = indexTensor(batch.words);
    const PassSeed seed { 3, 4, 0, 0.2 };
    const kernels::WordLoss loss { 0.1F, 0.01F };
    const std::vector<double> layerShare { 1 / 6.0, 2 / 6.0, 3 / 6.0 };
    const auto lossAt = [&](const at::Tensor& at, const at::Tensor& gradients) {
        const TrainableDecoder decoder(config, layout, at, gradients);
        std::vector<at::Tensor> inputs;
        for (const at::Tensor& state : decoder.states(batch, seed))
            inputs.push_back(decoder.headInput(state));
        HeadScores scores;
        const at::Tensor total = headLoss(at::cat(inputs), decoder.head(), words, loss, layerShare, scores);
        if (gradients.defined())
            total.backward();
        double sum = 0; // in double: a scalar tensor is too coarse for differences
        for (std::size_t i = 0; i < scores.layers.size(); ++i)
            sum += layerShare[i] * scores.layers[i].loss;
        return sum;
    };
    const at::Tensor gradients = at::zeros({ layout.count() });
    lossAt(weights, gradients);
    torch::manual_seed(11);
    for (const ParameterSpec& spec : layout.specs()) {
        at::Tensor direction = at::zeros_like(weights);
        direction.narrow(0, spec.offset, spec.count()).normal_();
        const double step = 4e-3 / std::sqrt(static_cast<double>(spec.count()));
        const double rise = (lossAt(weights + step * direction, {}) - lossAt(weights - step * direction, {})) / (2 * step);
        const double along = (gradients * direction).sum().item<double>();
        const double scale = std::max(1.0, (gradients.narrow(0, spec.offset, spec.count())).norm().item<double>());
        QVERIFY2(std::abs(rise - along) < 0.02 * scale,
            qPrintable(QStringLiteral("%1: %2 instead of %3").arg(QString::fromStdString(spec.name)).arg(along).arg(rise)));
    }
}

void TestTrainableDecoder::dropoutIsRepeated()
{
    torch::NoGradGuard noGradients;
    const DecoderConfig config = toyDecoder("t5");
    const DecoderLayout layout(config);
    const TrainableDecoder decoder(config, layout, shakenWeights(config, layout), {});
    const TextBatch batch = toyBatch(config);
    const auto last = [&](const PassSeed& seed) { return decoder.states(batch, seed).back(); };
    QVERIFY(last({ 1, 2, 0, 0.3 }).equal(last({ 1, 2, 0, 0.3 })));
    QVERIFY(!last({ 1, 2, 0, 0.3 }).equal(last({ 1, 3, 0, 0.3 })));
    QVERIFY(!last({ 1, 2, 0, 0.3 }).equal(last({})));
}

/// LibTorch's own loss, with smoothing, on more rows than live at a time.
void TestTrainableDecoder::headLossIsCrossEntropy()
{
    torch::manual_seed(2);
    const std::int64_t rows = 300;
    at::Tensor stack = at::randn({ 2 * rows, 8 }).requires_grad_();
    at::Tensor head = at::randn({ 31, 8 }).requires_grad_();
    const at::Tensor words = at::randint(31, { rows }, at::kLong);
    const std::vector<double> share { 0.25, 0.75 };
    const at::Tensor logits = stack.mm(head.t());
    at::Tensor wanted = at::zeros({});
    for (std::int64_t layer = 0; layer < 2; ++layer) {
        const at::Tensor some = logits.narrow(0, layer * rows, rows);
        wanted = wanted + share[static_cast<std::size_t>(layer)]
                * (at::cross_entropy_loss(some, words, {}, at::Reduction::Sum, -100, 0.1)
                    + 0.01 * at::logsumexp(some, { 1 }).square().sum());
    }
    const auto wantedGradients = torch::autograd::grad({ wanted }, { stack, head });
    HeadScores scores;
    const at::Tensor loss = headLoss(stack, head, words.to(at::kInt), { 0.1F, 0.01F }, share, scores);
    const auto gradients = torch::autograd::grad({ loss }, { stack, head });
    QVERIFY(at::allclose(loss, wanted, 1e-4, 1e-3));
    QVERIFY(at::allclose(gradients[0], wantedGradients[0], 1e-3, 1e-5));
    QVERIFY(at::allclose(gradients[1], wantedGradients[1], 1e-3, 1e-3));

    at::Tensor best;
    const HeadScores again = headScores(stack.detach(), head.detach(), words.to(at::kInt), {}, &best);
    QVERIFY(best.reshape({ -1 }).eq(logits.argmax(1).to(at::kInt)).all().item<bool>());
    const double surprise = at::cross_entropy_loss(logits.narrow(0, rows, rows), words, {}, at::Reduction::Sum).item<double>();
    QVERIFY(std::abs(again.layers[1].surprise - surprise) < 1e-2);
    QCOMPARE(again.layers[1].right, logits.narrow(0, rows, rows).argmax(1).eq(words).sum().item<std::int64_t>());
}

void TestTrainableDecoder::textsDoNotSeeEachOther()
{
    QFETCH(QString, family);
    torch::NoGradGuard noGradients;
    const DecoderConfig config = toyDecoder(family.toStdString());
    const DecoderLayout layout(config);
    const TrainableDecoder decoder(config, layout, shakenWeights(config, layout), {});
    TextBatch batch = toyBatch(config);
    const auto before = decoder.states(batch, {}).back();
    batch.inputs[8] = (batch.inputs[8] + 1) % 23; // the last of the first text
    const auto after = decoder.states(batch, {}).back();
    QVERIFY(before.narrow(0, 0, 8).equal(after.narrow(0, 0, 8))); // nothing is known of what comes
    QVERIFY(!before.narrow(0, 8, 1).equal(after.narrow(0, 8, 1)));
    QVERIFY(before.narrow(0, 9, 4).equal(after.narrow(0, 9, 4)));
}

void TestTrainableDecoder::checkpointReadsBack()
{
    QFETCH(QString, family);
    const DecoderConfig config = toyDecoder(family.toStdString());
    const DecoderLayout layout(config);
    const at::Tensor weights = shakenWeights(config, layout);
    QTemporaryDir folder;
    writeDecoder(folder.path().toStdString(), config, layout, weights, StoredAs::F32, true);
    const InitialDecoder again = readInitialDecoder(folder.path().toStdString());
    QVERIFY(again.weights.equal(weights));
    QCOMPARE(again.config.exitLayer, config.exitLayer);
    QCOMPARE(again.config.firstToken, config.firstToken);
    QCOMPARE(again.config.lastTokens, config.lastTokens);
    QCOMPARE(again.config.stateScale, config.stateScale);
}

QTEST_GUILESS_MAIN(TestTrainableDecoder)
#include "tst_trainable_decoder.moc"
