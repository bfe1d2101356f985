// LibTorch first: Qt's macros must not reach its headers.
#include "core/engine/train/exit_module.h"
#include "tests/engine/train/toy_encoder.h"

#include <torch/torch.h>

#include <QtTest>

using namespace exitscope::engine;
using namespace exitscope::engine::test;

namespace {

/// Exits with these logits [B, C] and nothing else.
std::vector<ExitRows> exitsWith(const std::vector<at::Tensor>& logits)
{
    std::vector<ExitRows> exits;
    for (const at::Tensor& each : logits)
        exits.push_back({ {}, {}, each });
    return exits;
}

TaskLabels classes()
{
    return { { "a", "b", "c" }, false };
}

TaskLabels regression()
{
    return { {}, true };
}

bool near(const at::Tensor& got, const at::Tensor& wanted)
{
    return got.sizes() == wanted.sizes() && (got.to(at::kDouble) - wanted).abs().max().item<double>() < 1e-6;
}

EncoderConfig configWith(ExitModule kind, std::int64_t classCount)
{
    EncoderConfig config = toyConfig(3);
    config.exitModule = kind;
    config.classes = classCount;
    return config;
}

Pack packWithTargets()
{
    Pack pack = toyPack();
    pack.targets = { 0.4F, 1.7F, -0.3F };
    return pack;
}

} // namespace

class TestExitModule : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lteTargetOfARegression();
    void lteTargetOfClasses();
    void lteLossIsTheMeanSquare();
    void agreementTargetsLookAtTheLastExit();
    void balanceCountsBothSidesAlike();
    void rankingQualityIsTheAreaUnderTheCurve();
    void gradientEqualsDifferences_data();
    void gradientEqualsDifferences();
    void everyExitIsAskedOfItsOwnRows();
};

void TestExitModule::lteTargetOfARegression()
{
    Pack pack;
    pack.targets = { 2.5F };
    const auto exits = exitsWith({ torch::tensor({ { 3.2F } }).requires_grad_() });
    const at::Tensor target = lteTargets(exits, pack, regression());
    QVERIFY(near(target, torch::tensor({ { 0.604368 } }, at::kDouble))); // CV18
    QVERIFY(near(1 - target, torch::tensor({ { 0.395632 } }, at::kDouble)));
    QVERIFY(!target.requires_grad());
    pack.targets = { 3.9F }; // the other side
    QVERIFY(near(lteTargets(exits, pack, regression()), torch::tensor({ { 0.604368 } }, at::kDouble)));
}

void TestExitModule::lteTargetOfClasses()
{
    Pack pack;
    pack.labels = { 2, 0 };
    const auto exits = exitsWith({ torch::tensor({ { 0.F, 1.F, 3.F }, { 1.F, 4.F, 0.F } }).requires_grad_(),
        torch::tensor({ { 5.F, 1.F, 3.F }, { 1.F, 0.F, 0.F } }).requires_grad_() });
    const at::Tensor target = lteTargets(exits, pack, classes());
    QVERIFY(near(target, torch::tensor({ { 0., 1. }, { 1., 0. } }, at::kDouble))); // 1 = wrong
    QVERIFY(!target.requires_grad());
}

void TestExitModule::lteLossIsTheMeanSquare()
{
    const auto logits = torch::tensor({ { 0., 1. }, { -2., 3. }, { .5, 0. } }, at::kDouble);
    const auto targets = torch::tensor({ { 0., 1. }, { 1., 0. }, { .25, .75 } }, at::kDouble);
    double sum = 0;
    for (std::int64_t b = 0; b < 3; ++b)
        for (std::int64_t e = 0; e < 2; ++e) {
            const double u = 1 / (1 + std::exp(-logits[b][e].item<double>()));
            sum += std::pow(u - targets[b][e].item<double>(), 2);
        }
    QVERIFY(std::abs(summedLteLoss(logits, targets).item<double>() / 3 - sum / 6) < 1e-12);
}

void TestExitModule::agreementTargetsLookAtTheLastExit()
{
    const auto exits = exitsWith({ torch::tensor({ { 0.F, 1.F }, { 1.F, 0.F } }), torch::tensor({ { 2.F, 1.F }, { 9.F, 0.F } }),
        torch::tensor({ { 3.F, 1.F }, { 1.F, 7.F } }).requires_grad_() });
    const at::Tensor target = agreementTargets(exits, classes(), 0.1);
    QVERIFY(near(target, torch::tensor({ { 0., 1. }, { 0., 0. } }, at::kDouble)));
    QVERIFY(!target.requires_grad());
    const auto values = exitsWith({ torch::tensor({ { 0.95F }, { 2.0F } }), torch::tensor({ { 1.29F }, { 2.31F } }),
        torch::tensor({ { 1.3F }, { 2.0F } }) });
    QVERIFY(near(agreementTargets(values, regression(), 0.3), torch::tensor({ { 0., 1. }, { 1., 0. } }, at::kDouble)));
}

void TestExitModule::balanceCountsBothSidesAlike()
{
    // CV33: 6 that agree and 2 that do not count 0.25 and 0.75. At logit 0 each costs ln 2.
    const auto targets = torch::tensor({ 1., 1., 1., 1., 1., 1., 0., 0. }, at::kDouble).unsqueeze(1);
    const at::Tensor logits = at::zeros({ 8, 1 }, at::kDouble).requires_grad_();
    const at::Tensor loss = agreementLoss(logits, targets, true);
    QVERIFY(std::abs(loss.item<double>() - (6 * 0.25 + 2 * 0.75) * std::log(2.0) / 8) < 1e-12);
    loss.backward();
    const at::Tensor gradient = logits.grad().squeeze(1);
    QVERIFY(near(gradient[0], torch::tensor(-0.25 * 0.5 / 8, at::kDouble)));
    QVERIFY(near(gradient[7], torch::tensor(0.75 * 0.5 / 8, at::kDouble)));
    QVERIFY(std::abs(agreementLoss(logits, targets, false).item<double>() - std::log(2.0)) < 1e-12);
    // Each exit is balanced by itself: all agree at the second one, which then says nothing.
    const at::Tensor two = at::zeros({ 8, 2 }, at::kDouble);
    const at::Tensor both = at::cat({ targets, at::ones_like(targets) }, 1);
    QVERIFY(std::abs(agreementLoss(two, both, true).item<double>() - loss.item<double>() / 2) < 1e-12);
}

void TestExitModule::rankingQualityIsTheAreaUnderTheCurve()
{
    const auto targets = torch::tensor({ { 0.F, 1.F }, { 1.F, 0.F } });
    QCOMPARE(rankingQuality(torch::tensor({ { 0.1F, 0.8F }, { 0.9F, 0.3F } }), targets), 1.0);
    QCOMPARE(rankingQuality(torch::tensor({ { 0.1F, 0.1F }, { 0.1F, 0.1F } }), targets), 0.5);
    // Pairs won: 0.8 beats both, 0.2 beats one of two.
    QCOMPARE(rankingQuality(torch::tensor({ { 0.1F, 0.8F }, { 0.2F, 0.3F } }), targets), 0.75);
    QVERIFY(std::isnan(rankingQuality(at::zeros({ 2, 1 }), at::ones({ 2, 1 }))));
}

void TestExitModule::gradientEqualsDifferences_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<bool>("isRegression");
    for (const bool isRegression : { false, true }) {
        const char* task = isRegression ? "regression" : "classes";
        QTest::addRow("lte, %s", task) << int(ExitModule::Lte) << isRegression;
        QTest::addRow("classifier, %s", task) << int(ExitModule::Classifier) << isRegression;
    }
}

/// With its target held, the loss falls as the gradient says, in the module and in the backbone below it.
void TestExitModule::gradientEqualsDifferences()
{
    QFETCH(int, kind);
    QFETCH(bool, isRegression);
    const auto module = ExitModule(kind);
    const bool isLte = module == ExitModule::Lte;
    const TaskLabels labels = isRegression ? regression() : classes();
    const EncoderConfig config = configWith(module, isRegression ? 1 : 3);
    const ParameterLayout layout(config, MaskHead::Absent);
    const at::Tensor weights = livelyWeights(layout);
    at::Tensor gradients = at::zeros_like(weights);
    const TrainableEncoder encoder(config, layout, weights, gradients);
    const Pack pack = packWithTargets();
    at::Tensor targets;
    const auto loss = [&] {
        const auto exits = encoder.exits(pack, encoder.states(pack, {}, config.layers), {});
        if (!targets.defined())
            targets = isLte ? lteTargets(exits, pack, labels) : agreementTargets(exits, labels, 0.5);
        const at::Tensor logits = encoder.moduleLogits(moduleInput(module, exits)).narrow(1, 0, targets.size(1));
        return isLte ? summedLteLoss(logits, targets) : agreementLoss(logits, targets, false);
    };
    loss().backward();
    const auto norm = [&](const char* name) {
        const auto& spec = layout.at(name);
        return gradients.narrow(0, spec.offset, spec.count()).norm().item<double>();
    };
    QVERIFY(norm("exit_module.weight") > 1e-4);
    QVERIFY(norm("exit_module.bias") > 1e-5);
    QVERIFY(norm("bert.encoder.layer.0.output.dense.weight") > 1e-5); // nothing but the target is detached
    QCOMPARE(norm("exits.0.classifier.weight"), 0.0);
    auto generator = at::detail::createCPUGenerator(5);
    const at::Tensor direction = at::randn({ layout.count() }, generator);
    const double step = 1e-3;
    torch::NoGradGuard noGrad;
    weights.add_(direction, step);
    const double above = loss().item<double>();
    weights.add_(direction, -2 * step);
    const double below = loss().item<double>();
    const double slope = gradients.dot(direction).item<double>();
    QVERIFY(std::abs(slope) > 1e-3);
    QVERIFY2(std::abs((above - below) / (2 * step) - slope) < 0.02 * std::abs(slope) + 2e-3,
        qPrintable(QStringLiteral("%1 %2").arg((above - below) / (2 * step)).arg(slope)));
}

void TestExitModule::everyExitIsAskedOfItsOwnRows()
{
    const EncoderConfig config = configWith(ExitModule::Lte, 3);
    const ParameterLayout layout(config, MaskHead::Absent);
    const at::Tensor weights = livelyWeights(layout);
    const TrainableEncoder encoder(config, layout, weights, {});
    const Pack pack = toyPack();
    torch::NoGradGuard noGrad;
    const auto states = encoder.states(pack, {}, config.layers);
    const auto exits = encoder.exits(pack, states, {});
    const at::Tensor pooled = moduleInput(ExitModule::Lte, exits), first = moduleInput(ExitModule::Classifier, exits);
    const auto parameter = [&](const std::string& name) {
        const auto& spec = layout.at(name);
        return weights.narrow(0, spec.offset, spec.count()).view(spec.shape);
    };
    const at::Tensor logits = encoder.moduleLogits(pooled);
    QCOMPARE(logits.sizes().vec(), (std::vector<std::int64_t> { 3, 3 }));
    for (std::int64_t exit = 0; exit < 3; ++exit)
        for (std::int64_t s = 0; s < 3; ++s) {
            const at::Tensor state = states[static_cast<std::size_t>(exit)][pack.offsets[static_cast<std::size_t>(s)]];
            QVERIFY(at::equal(first[s][exit], state));
            const auto head = exitName(static_cast<std::size_t>(exit), "pooler.dense.");
            const at::Tensor rows = at::tanh(parameter(head + "weight").mv(state) + parameter(head + "bias"));
            QVERIFY((pooled[s][exit] - rows).abs().max().item<double>() < 1e-5);
            const at::Tensor logit
                = rows.dot(parameter("exit_module.weight")[0]) + parameter("exit_module.bias")[0];
            QVERIFY(std::abs((logits[s][exit] - logit).item<double>()) < 1e-4);
        }
}

QTEST_APPLESS_MAIN(TestExitModule)
#include "tst_exit_module.moc"
