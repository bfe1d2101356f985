// LibTorch first: Qt's macros must not reach its headers.
#include "core/engine/train/fused_layers.h"
#include "core/engine/train/kernels.h"
#include "core/engine/train/losses.h"
#include "core/engine/train/optimizer.h"
#include "core/engine/train/parameters.h"
#include "core/engine/train/task_data.h"
#include "core/engine/train/trainable_encoder.h"
#include "tests/engine/train/reference_encoder.h"
#include "tests/engine/train/toy_encoder.h"

#include <torch/torch.h>

#include <QtTest>

#include <numeric>

using namespace exitscope::engine;
using namespace exitscope::engine::test;

class TestTrainArithmetic : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void exitWeightsAndLosses();
    void squaredError();
    void logitsAndGradientsEqualTheDefinition();
    void maskHeadGradient();
    void dropoutRepeatsAndScales();
    void dropoutGradientEqualsDifferences();
    void gradientsAreAddedToWhatIsThere();
    void halfProductsKeepTheGradient();
    void adamEqualsLibTorch();
    void schedule();
    void layersDoNotSeeTheirNeighbours();
    void stackingRepeatsLayers();
    void theLowerLayersKeepTheirOwnExit();
    void epochsAreReproducible();
};

void TestTrainArithmetic::exitWeightsAndLosses()
{
    const auto near = [](double a, double b) { return std::abs(a - b) < 1e-6; };
    const std::vector<double> four { 1.2, 0.8, 0.5, 0.4 };
    const std::vector<std::int32_t> layers4 { 1, 2, 3, 4 };
    QVERIFY(near(weightedLoss(four, exitWeights(Regime::Joint, LossPart::Whole, layers4, 0)), 2.9)); // CV25
    QVERIFY(near(weightedLoss(four, exitWeights(Regime::LayerWeighted, LossPart::Whole, layers4, 0)), 0.59)); // CV25
    const std::vector<double> eight { 2, 1.8, 1.5, 1.2, 1, 0.9, 0.85, 0.8 };
    std::vector<std::int32_t> layers8(8);
    std::iota(layers8.begin(), layers8.end(), 1);
    const auto weights = exitWeights(Regime::LayerWeighted, LossPart::Whole, layers8, 0); // CV26
    QVERIFY(near(weights.front(), 0.027778));
    QVERIFY(near(weights.back(), 0.222222));
    QVERIFY(near(weightedLoss(eight, weights), 1.045833));
    QCOMPARE(exitWeights(Regime::TwoStage, LossPart::TrunkAndLastExit, layers4, 0), (std::vector<double> { 0, 0, 0, 1 }));
    QCOMPARE(exitWeights(Regime::TwoStage, LossPart::OtherExits, layers4, 0), (std::vector<double> { 1, 1, 1, 0 }));
    QCOMPARE(exitWeights(Regime::Alternating, LossPart::Whole, layers4, 6), (std::vector<double> { 0, 0, 0, 1 }));
    QCOMPARE(exitWeights(Regime::Alternating, LossPart::Whole, layers4, 7), (std::vector<double> { 1, 1, 1, 1 }));
    QCOMPARE(exitWeights(Regime::SelfDistillation, LossPart::OtherExitsFromLast, layers4, 0), (std::vector<double> { 0, 0, 0, 0 }));
    QCOMPARE(exitWeights(Regime::LayerWeighted, LossPart::Whole, std::vector<std::int32_t> { 2, 6 }, 0),
        (std::vector<double> { 0.25, 0.75 })); // by layer, not by rank
}

void TestTrainArithmetic::squaredError()
{
    const at::Tensor loss = summedSquaredError(
        torch::tensor({ 1.0, 2.0, 3.0 }, at::kDouble).unsqueeze(1), torch::tensor({ 1.0, 1.0, 5.0 }, at::kDouble));
    QVERIFY(std::abs(loss.item<double>() / 3 - 1.666667) < 1e-6); // CV29
}

void TestTrainArithmetic::logitsAndGradientsEqualTheDefinition()
{
    const auto config = toyConfig(3);
    const ParameterLayout layout(config, MaskHead::Absent);
    const at::Tensor weights = livelyWeights(layout);
    at::Tensor gradients = at::zeros_like(weights);
    const TrainableEncoder encoder(config, layout, weights, gradients);
    const Pack pack = toyPack();
    const auto labels = torch::tensor(pack.labels, at::kLong);
    const auto loss = [&](const std::vector<at::Tensor>& logits) {
        at::Tensor total;
        for (std::size_t e = 0; e < logits.size(); ++e) {
            const at::Tensor one = static_cast<double>(e + 1) * summedCrossEntropy(logits[e], labels, 0.1);
            total = total.defined() ? total + one : one;
        }
        return total;
    };
    std::vector<at::Tensor> logits;
    for (const ExitRows& exit : encoder.exits(pack, encoder.states(pack, {}, config.layers), {}))
        logits.push_back(exit.logits);
    loss(logits).backward();

    const Reference reference { config, layout, weights.to(at::kDouble).detach().requires_grad_() };
    const auto expected = reference.exitLogits(pack);
    for (std::size_t e = 0; e < expected.size(); ++e)
        QVERIFY((logits[e].to(at::kDouble) - expected[e]).abs().max().item<double>() < 1e-4);
    loss(expected).backward();
    for (const ParameterSpec& spec : layout.specs()) {
        const at::Tensor got = gradients.narrow(0, spec.offset, spec.count()).to(at::kDouble);
        const at::Tensor want = reference.weights.grad().narrow(0, spec.offset, spec.count());
        const double scale = std::max(1e-2, want.abs().max().item<double>());
        const double worst = (got - want).abs().max().item<double>() / scale;
        QVERIFY2(worst < 2e-4, qPrintable(QString::fromStdString(spec.name) + QStringLiteral(": %1").arg(worst)));
    }
}

void TestTrainArithmetic::maskHeadGradient()
{
    auto config = toyConfig(1);
    config.exitLayer.clear();
    const ParameterLayout layout(config, MaskHead::Present);
    const at::Tensor weights = livelyWeights(layout);
    at::Tensor gradients = at::zeros_like(weights);
    const TrainableEncoder encoder(config, layout, weights, gradients);
    Pack pack = toyPack();
    pack.maskedRows = { 2, 9 };
    pack.maskedIds = { 9, 4 };
    const auto gold = torch::tensor(pack.maskedIds, at::kLong);
    const auto loss = [&] {
        return summedCrossEntropy(encoder.maskLogits(encoder.states(pack, {}, 1).back(), pack), gold, 0);
    };
    loss().backward();
    // One direction through all parameters at once: the tied embedding has two paths, both must be there.
    auto generator = at::detail::createCPUGenerator(5);
    const at::Tensor direction = at::randn({ layout.count() }, generator);
    const double step = 1e-3;
    torch::NoGradGuard noGrad;
    weights.add_(direction, step);
    const double above = loss().item<double>();
    weights.add_(direction, -2 * step);
    const double below = loss().item<double>();
    const double slope = gradients.dot(direction).item<double>();
    QVERIFY2(std::abs((above - below) / (2 * step) - slope) < 0.01 * std::abs(slope) + 0.01,
        qPrintable(QStringLiteral("%1 %2").arg((above - below) / (2 * step)).arg(slope)));
}

void TestTrainArithmetic::dropoutRepeatsAndScales()
{
    constexpr std::int64_t count = 100'000;
    const kernels::Dropout dropout { 0.25F, kernels::dropoutKey(1, 2, 3, 4) };
    std::vector<float> once(count), again(count);
    kernels::dropoutFactors(dropout, count, once.data());
    kernels::dropoutFactors(dropout, count, again.data());
    QVERIFY(once == again);
    const auto kept = count - std::count(once.begin(), once.end(), 0.0F);
    QVERIFY(std::abs(static_cast<double>(kept) / count - 0.75) < 0.01);
    QCOMPARE(*std::max_element(once.begin(), once.end()), 1 / 0.75F);
    kernels::dropoutFactors({ 0.25F, kernels::dropoutKey(1, 3, 3, 4) }, count, again.data());
    QVERIFY(once != again);
}

void TestTrainArithmetic::dropoutGradientEqualsDifferences()
{
    const auto config = toyConfig(2);
    const ParameterLayout layout(config, MaskHead::Absent);
    const at::Tensor weights = livelyWeights(layout);
    at::Tensor gradients = at::zeros_like(weights);
    const TrainableEncoder encoder(config, layout, weights, gradients);
    const Pack pack = toyPack();
    const PassSeed seed { 3, 4, 5, 0.3 };
    const auto loss = [&] {
        return summedCrossEntropy(encoder.exits(pack, encoder.states(pack, seed, 2), seed).back().logits,
            torch::tensor(pack.labels, at::kLong), 0);
    };
    loss().backward();
    auto generator = at::detail::createCPUGenerator(9);
    const at::Tensor direction = at::randn({ layout.count() }, generator);
    const double step = 1e-3;
    torch::NoGradGuard noGrad;
    weights.add_(direction, step);
    const double above = loss().item<double>();
    weights.add_(direction, -2 * step);
    const double below = loss().item<double>();
    const double slope = gradients.dot(direction).item<double>();
    QVERIFY2(std::abs((above - below) / (2 * step) - slope) < 0.01 * std::abs(slope) + 0.01,
        qPrintable(QStringLiteral("%1 %2").arg((above - below) / (2 * step)).arg(slope)));
}

void TestTrainArithmetic::gradientsAreAddedToWhatIsThere()
{
    const std::int64_t width = 6, inner = 10, tokens = 5;
    auto generator = at::detail::createCPUGenerator(5);
    const auto leaf = [&](std::vector<std::int64_t> shape) { return at::randn(shape, generator).requires_grad_(); };
    const std::vector<at::Tensor> w { leaf({ 3 * width, width }), leaf({ 3 * width }), leaf({ width, width }), leaf({ width }),
        leaf({ width }), leaf({ width }), leaf({ inner, width }), leaf({ inner }), leaf({ width, inner }), leaf({ width }),
        leaf({ width }), leaf({ width }) };
    const std::vector<at::Tensor> tables { leaf({ 7, width }), leaf({ 8, width }), leaf({ 2, width }) };
    const at::Tensor ids = at::tensor({ 1, 3, 1, 6, 1 }, at::kInt), places = at::tensor({ 0, 1, 2, 0, 1 }, at::kInt),
                     types = at::zeros({ tokens }, at::kInt), offsets = at::tensor({ 0, 3, 5 }, at::kInt);
    const at::Tensor factors = at::randn({ tokens, width }, generator);
    const auto pass = [&] {
        const at::Tensor x = embedTokens(tables[0], {}, tables[1], tables[2], w[10], w[11], ids, places, types, 1e-5);
        const LayerCall call { 2, 3, 1e-5, 0, false, {} };
        (encoderLayer(x, offsets, call, w[0], w[1], w[2], w[3], w[4], w[5], w[6], w[7], w[8], w[9], w[10], w[11]) * factors)
            .sum()
            .backward();
    };
    std::vector<at::Tensor> leaves(w);
    leaves.insert(leaves.end(), tables.begin(), tables.end());
    pass(); // no leaf has a gradient yet: autograd makes them
    std::vector<at::Tensor> once;
    for (const at::Tensor& each : leaves)
        once.push_back(each.grad().clone());
    pass();
    for (std::size_t i = 0; i < leaves.size(); ++i) {
        QVERIFY(once[i].abs().max().item<double>() > 0);
        QVERIFY2(at::allclose(leaves[i].grad(), 2 * once[i], 1e-5, 1e-5), qPrintable(QString::number(i)));
    }
}

void TestTrainArithmetic::halfProductsKeepTheGradient()
{
    if (!kernels::hasHalfProducts())
        QSKIP("this processor has no products of bfloat16");
    const auto config = toyConfig(2);
    const ParameterLayout layout(config, MaskHead::Absent);
    const at::Tensor weights = livelyWeights(layout);
    const auto gradient = [&](bool isHalf) {
        at::Tensor gradients = at::zeros_like(weights);
        TrainableEncoder encoder(config, layout, weights, gradients);
        encoder.useHalfProducts(isHalf);
        const PassSeed seed { 3, 4, 5, 0.1 };
        const Pack pack = toyPack();
        summedCrossEntropy(encoder.exits(pack, encoder.states(pack, seed, 2), seed).back().logits,
            torch::tensor(pack.labels, at::kLong), 0)
            .backward();
        return gradients;
    };
    const at::Tensor whole = gradient(false), half = gradient(true);
    QVERIFY(at::equal(half, gradient(true)));
    const double difference = ((half - whole).norm() / whole.norm()).item<double>();
    QVERIFY2(difference > 1e-5 && difference < 0.05, qPrintable(QString::number(difference)));
}

void TestTrainArithmetic::adamEqualsLibTorch()
{
    auto generator = at::detail::createCPUGenerator(2);
    at::Tensor weights = at::randn({ 37 }, generator);
    at::Tensor mean = at::zeros({ 37 }), square = at::zeros({ 37 });
    at::Tensor expected = weights.clone().requires_grad_();
    torch::optim::AdamW reference({ expected }, torch::optim::AdamWOptions(0.01).weight_decay(0.1).eps(1e-6));
    OptimizerConfig config;
    config.decay = 0.1;
    config.epsilon = 1e-6;
    config.clip = 0;
    for (std::int64_t step = 0; step < 5; ++step) {
        const at::Tensor gradient = at::randn({ 37 }, generator);
        expected.mutable_grad() = gradient.clone();
        reference.step();
        optimise(config, { { 0, 37, true } }, step, 0.01, gradient, weights, mean, square);
    }
    QVERIFY((weights - expected).abs().max().item<double>() < 1e-5);
    // Clipping scales the gradient to the norm that is allowed.
    at::Tensor big = at::full({ 4 }, 10.0), w = at::zeros({ 4 }), m = at::zeros({ 4 }), v = at::zeros({ 4 });
    config.clip = 1;
    QVERIFY(std::abs(optimise(config, { { 0, 4, false } }, 0, 0.1, big, w, m, v) - 20) < 1e-5);
    QVERIFY(std::abs(m[0].item<double>() - 0.1 * 0.5) < 1e-6);
}

void TestTrainArithmetic::schedule()
{
    OptimizerConfig config;
    config.rate = 1;
    config.warmup = 0.1;
    QCOMPARE(scheduledRate(config, 0, 100), 0.1);
    QCOMPARE(scheduledRate(config, 4, 100), 0.5);
    QCOMPARE(scheduledRate(config, 10, 100), 1.0);
    QCOMPARE(scheduledRate(config, 55, 100), 0.5);
    QVERIFY(scheduledRate(config, 99, 100) < 0.02);
}

void TestTrainArithmetic::layersDoNotSeeTheirNeighbours()
{
    const auto config = toyConfig(2);
    const ParameterLayout layout(config, MaskHead::Absent);
    const TrainableEncoder encoder(config, layout, livelyWeights(layout), {});
    torch::NoGradGuard noGrad;
    Pack alone;
    alone.ids = { 1, 7, 2 };
    alone.types = { 0, 0, 0 };
    alone.offsets = { 0, 3 };
    const at::Tensor together = encoder.states(toyPack(), {}, 2).back().slice(0, 4, 7);
    const at::Tensor single = encoder.states(alone, {}, 2).back();
    QVERIFY((together - single).abs().max().item<double>() < 1e-5);
}

void TestTrainArithmetic::stackingRepeatsLayers()
{
    const auto shallow = toyConfig(2), deep = toyConfig(5);
    const ParameterLayout from(shallow, MaskHead::Present), to(deep, MaskHead::Absent);
    const at::Tensor weights = livelyWeights(from);
    const at::Tensor grown = grownWeights(from, shallow, weights, to, 1);
    const auto part = [](const ParameterLayout& layout, const at::Tensor& flat, const std::string& name) {
        return flat.narrow(0, layout.at(name).offset, layout.at(name).count());
    };
    const char* key = "attention.self.key.weight";
    QVERIFY(part(to, grown, layerName(3, key)).equal(part(from, weights, layerName(1, key))));
    QVERIFY(part(to, grown, layerName(4, key)).equal(part(from, weights, layerName(0, key))));
    QVERIFY(part(to, grown, exitName(4, "classifier.weight")).equal(part(from, weights, exitName(1, "classifier.weight"))));
}

void TestTrainArithmetic::theLowerLayersKeepTheirOwnExit()
{
    auto deep = toyConfig(5), cut = toyConfig(3);
    cut.exitLayer = { 3 };
    const ParameterLayout from(deep, MaskHead::Absent), to(cut, MaskHead::Absent);
    const at::Tensor weights = livelyWeights(from);
    const at::Tensor lower = grownWeights(from, deep, weights, to, 1);
    const auto part = [](const ParameterLayout& layout, const at::Tensor& flat, const std::string& name) {
        return flat.narrow(0, layout.at(name).offset, layout.at(name).count());
    };
    const char* key = "attention.self.key.weight";
    QVERIFY(part(to, lower, layerName(2, key)).equal(part(from, weights, layerName(2, key))));
    QVERIFY(part(to, lower, exitName(0, "classifier.weight")).equal(part(from, weights, exitName(2, "classifier.weight"))));
}

void TestTrainArithmetic::epochsAreReproducible()
{
    std::vector<ExampleSet> sets(2);
    sets[0].offsets.resize(11);
    sets[1].offsets.resize(5);
    sets[1].weight = 2.5;
    QCOMPARE(examplesPerEpoch(sets), std::int64_t { 10 + 10 });
    const auto key = [](const std::vector<ExampleRef>& order) {
        std::vector<std::uint32_t> keys;
        for (const ExampleRef ref : order)
            keys.push_back(ref.set * 100 + ref.example);
        return keys;
    };
    const auto first = key(epochOrder(sets, 5, 0));
    QCOMPARE(first, key(epochOrder(sets, 5, 0)));
    QVERIFY(first != key(epochOrder(sets, 5, 1)));
    QVERIFY(first != key(epochOrder(sets, 6, 0)));
    for (std::uint32_t example = 0; example < 10; ++example)
        QCOMPARE(std::count(first.begin(), first.end(), example), 1);
    for (std::uint32_t example = 100; example < 104; ++example)
        QVERIFY(std::count(first.begin(), first.end(), example) >= 2);
}

QTEST_APPLESS_MAIN(TestTrainArithmetic)
#include "tst_train_arithmetic.moc"
