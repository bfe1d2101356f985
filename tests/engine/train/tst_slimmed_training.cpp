// LibTorch first: Qt's macros must not reach its headers.
#include "core/engine/train/checkpoint_files.h"
#include "core/engine/train/equilibrium.h"
#include "core/engine/train/losses.h"
#include "core/engine/train/trainable_encoder.h"
#include "core/io/safetensors.h"
#include "tests/engine/support/slimmed_fake.h"
#include "tests/engine/train/reference_encoder.h"
#include "tests/engine/train/toy_encoder.h"

#include <torch/torch.h>

#include "core/io/atomic_file.h"
#include "tests/support/message_of.h"
#include "tests/support/near.h"
#include "tests/support/shared_data.h"

#include <nlohmann/json.hpp>

#include <QtTest>

using namespace exitscope;
using namespace exitscope::engine;
using namespace exitscope::engine::test;
using exitscope::test::messageOf;
using exitscope::test::near;

namespace {

/// Another width in every layer, heads larger than H / heads, a word table in two factors, exits on tanh of the state.
EncoderConfig slimConfig()
{
    EncoderConfig config = toyConfig(3);
    config.headSize = 5;
    config.headsKept = { 3, 1, 2 };
    config.feedForwardKept = { 20, 7, 13 };
    config.wordRank = 4;
    config.head = HeadKind::StateTanh;
    return config;
}

at::Tensor partOf(const ParameterLayout& layout, const at::Tensor& flat, const std::string& name)
{
    const ParameterSpec& spec = layout.at(name);
    return flat.narrow(0, spec.offset, spec.count()).view(spec.shape);
}

std::vector<at::Tensor> logitsOf(const TrainableEncoder& encoder, const Pack& pack, const PassSeed& seed = {})
{
    std::vector<at::Tensor> logits;
    for (const ExitRows& exit : encoder.exits(pack, encoder.states(pack, seed, encoder.config().layers), seed))
        logits.push_back(exit.logits);
    return logits;
}

at::Tensor summedLoss(const std::vector<at::Tensor>& logits, const Pack& pack)
{
    const auto labels = torch::tensor(pack.labels, at::kLong);
    at::Tensor total = summedCrossEntropy(logits.front(), labels, 0);
    for (std::size_t e = 1; e < logits.size(); ++e)
        total = total + summedCrossEntropy(logits[e], labels, 0);
    return total;
}

double worst(const at::Tensor& a, const at::Tensor& b)
{
    return (a.to(at::kDouble) - b.to(at::kDouble)).abs().max().item<double>();
}

/// The first `count` rows of a pre-tokenised file, padding dropped.
Pack packOf(const io::SafetensorsFile& file, std::size_t count)
{
    const auto ids = file.find("input_ids")->as<std::int64_t>(), mask = file.find("attention_mask")->as<std::int64_t>(),
               types = file.find("token_type_ids")->as<std::int64_t>(), labels = file.find("labels")->as<std::int64_t>();
    const auto width = static_cast<std::size_t>(file.find("input_ids")->shape[1]);
    Pack pack;
    for (std::size_t row = 0; row < count; ++row) {
        for (std::size_t i = row * width; i < (row + 1) * width; ++i)
            if (mask[i] != 0) {
                pack.ids.push_back(static_cast<std::int32_t>(ids[i]));
                pack.types.push_back(static_cast<std::int32_t>(types[i]));
            }
        pack.offsets.push_back(static_cast<std::int32_t>(pack.ids.size()));
        pack.labels.push_back(labels[row]);
    }
    return pack;
}

/// The authors' name of a gradient as ours: "bert.encoder.highway.2.classifier.bias" is that of the exit after layer 3.
std::string ourName(std::string name, const EncoderConfig& config)
{
    constexpr std::string_view highway = "bert.encoder.highway.";
    std::size_t exit = config.exitLayer.size() - 1;
    if (name.starts_with(highway)) {
        const auto layer = name[highway.size()] - '0' + 1;
        exit = static_cast<std::size_t>(std::ranges::find(config.exitLayer, layer) - config.exitLayer.begin());
        name = name.substr(highway.size() + 2);
    }
    return name.starts_with("classifier.") ? exitName(exit, name) : name;
}

} // namespace

class TestSlimmedTraining : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    int m_count = 0;

    std::filesystem::path fresh() { return m_folder.filePath(QString::number(++m_count)).toStdString(); }

    InitialModel read(const exitscope::test::FakeCheckpoint& fake, std::optional<HeadKind> head = {},
        io::DType dtype = io::DType::F32)
    {
        const auto folder = fresh();
        fake.write(folder, dtype);
        return readInitialModel(folder, {}, 3, false, ExitModule::None, 1, head);
    }

    /// [E] of [B, C] each, without gradients.
    static std::vector<at::Tensor> logitsOf(const InitialModel& model, const Pack& pack)
    {
        torch::NoGradGuard noGrad;
        const ParameterLayout layout(model.config, MaskHead::Present);
        return ::logitsOf(TrainableEncoder(model.config, layout, model.weights, {}), pack);
    }

private Q_SLOTS:
    void logitsAndGradientsEqualTheDefinition();
    void theMaskHeadIsTiedToTheProjectedTable();
    void maskedAndCutModelsAgree();
    void widthsGrowWithTheLayers();
    void equilibriumFactors();
    void everyLayerGetsTheMean();
    void layersWithoutExitsHaveNoPartInIt();
    void gradientsEqualTheAuthors_data();
    void gradientsEqualTheAuthors();
    void whatIsWrittenIsRead_data();
    void whatIsWrittenIsRead();
    void poolersAreDroppedForTanh();
    void highwaysBecomeExits();
    void badShapesAreNamed_data();
    void badShapesAreNamed();
};

void TestSlimmedTraining::logitsAndGradientsEqualTheDefinition()
{
    const EncoderConfig config = slimConfig();
    const ParameterLayout layout(config, MaskHead::Absent);
    const at::Tensor weights = livelyWeights(layout);
    at::Tensor gradients = at::zeros_like(weights);
    const Pack pack = toyPack();
    const auto logits = ::logitsOf(TrainableEncoder(config, layout, weights, gradients), pack);
    summedLoss(logits, pack).backward();

    const Reference reference { config, layout, weights.to(at::kDouble).detach().requires_grad_() };
    const auto expected = reference.exitLogits(pack);
    QCOMPARE(logits.size(), expected.size());
    for (std::size_t e = 0; e < expected.size(); ++e)
        QVERIFY(worst(logits[e], expected[e]) < 1e-4);
    summedLoss(expected, pack).backward();
    for (const ParameterSpec& spec : layout.specs()) {
        const at::Tensor want = partOf(layout, reference.weights.grad(), spec.name);
        const double scale = std::max(1e-2, want.abs().max().item<double>());
        const double error = worst(partOf(layout, gradients, spec.name), want) / scale;
        QVERIFY2(error < 2e-4, qPrintable(QString::fromStdString(spec.name) + QStringLiteral(": %1").arg(error)));
    }
}

void TestSlimmedTraining::theMaskHeadIsTiedToTheProjectedTable()
{
    EncoderConfig config = slimConfig();
    const ParameterLayout layout(config, MaskHead::Present);
    const at::Tensor weights = livelyWeights(layout);
    at::Tensor gradients = at::zeros_like(weights);
    const TrainableEncoder encoder(config, layout, weights, gradients);
    Pack pack = toyPack();
    pack.maskedRows = { 2, 9 };
    const at::Tensor logits = encoder.maskLogits(encoder.states(pack, {}, 3).back(), pack);
    logits.square().sum().backward();

    const Reference reference { config, layout, weights.to(at::kDouble).detach().requires_grad_() };
    const at::Tensor states = at::cat({ reference.states(pack, 0, 4).back(), reference.states(pack, 4, 7).back(),
        reference.states(pack, 7, 14).back() });
    const std::string head = "cls.predictions.transform.";
    const at::Tensor hidden = at::gelu(reference.linear(
        states.index_select(0, torch::tensor(pack.maskedRows)), head + "dense"));
    const at::Tensor expected
        = reference.norm(hidden, head + "LayerNorm").mm(reference.wordTable().t()) + reference.at("cls.predictions.bias");
    QVERIFY(worst(logits, expected) < 1e-3);
    expected.square().sum().backward();
    for (const char* name : { "bert.embeddings.word_embeddings.weight", "bert.embeddings.word_projection.weight" }) {
        const at::Tensor want = partOf(layout, reference.weights.grad(), name);
        QVERIFY2(worst(partOf(layout, gradients, name), want) < 1e-4 * want.abs().max().item<double>(), name);
    }
}

void TestSlimmedTraining::maskedAndCutModelsAgree()
{
    const exitscope::test::FakeShape shape { .layers = 4, .hidden = 24, .heads = 4, .feedForward = 30, .vocabulary = 30 };
    const auto kept = exitscope::test::unevenParts(shape);
    const auto whole = exitscope::test::fakeTanhExits(shape, { 1, 2, 3, 4 });
    const InitialModel masked = read(exitscope::test::maskedTo(whole, shape, kept));
    const InitialModel cut = read(exitscope::test::cutTo(whole, shape, kept));
    QVERIFY(cut.weights.numel() < masked.weights.numel());
    const auto expected = logitsOf(masked, toyPack()), found = logitsOf(cut, toyPack());
    const auto untouched = logitsOf(read(whole), toyPack());
    for (std::size_t e = 0; e < expected.size(); ++e) {
        QVERIFY(worst(found[e], expected[e]) < 1e-5);
        QVERIFY(worst(found[e], untouched[e]) > 1e-3); // something was removed
    }
    const auto factors = exitscope::test::factorised(whole, shape, 6);
    const auto product = logitsOf(read(exitscope::test::multipliedOut(factors, shape, 6)), toyPack());
    const auto rank = logitsOf(read(factors), toyPack());
    for (std::size_t e = 0; e < rank.size(); ++e)
        QVERIFY(worst(rank[e], product[e]) < 1e-5);
}

void TestSlimmedTraining::widthsGrowWithTheLayers()
{
    const EncoderConfig shallow = slimConfig();
    EncoderConfig deep = withLayers(shallow, 5);
    QCOMPARE(deep.headsKept, (std::vector<std::int64_t> { 3, 1, 2, 3, 1 }));
    QCOMPARE(deep.feedForwardKept, (std::vector<std::int64_t> { 20, 7, 13, 20, 7 }));
    deep.exitLayer = { 3, 5 };
    const ParameterLayout from(shallow, MaskHead::Present), to(deep, MaskHead::Absent);
    const at::Tensor weights = livelyWeights(from), grown = grownWeights(from, shallow, weights, to, 1);
    const char* down = "output.dense.weight";
    QVERIFY(partOf(to, grown, layerName(4, down)).equal(partOf(from, weights, layerName(1, down))));
    QVERIFY(partOf(to, grown, exitName(0, "classifier.weight")).equal(partOf(from, weights, exitName(2, "classifier.weight"))));

    deep.head = HeadKind::PoolerPerExit; // a classifier behind a pooler is another one
    const ParameterLayout pooled(deep, MaskHead::Absent);
    const at::Tensor other = grownWeights(from, shallow, weights, pooled, 1);
    QVERIFY(partOf(pooled, other, layerName(4, down)).equal(partOf(from, weights, layerName(1, down))));
    QVERIFY(!partOf(pooled, other, exitName(0, "classifier.weight"))
                 .equal(partOf(from, weights, exitName(2, "classifier.weight"))));
}

void TestSlimmedTraining::equilibriumFactors()
{
    const std::vector<std::int32_t> every { 1, 2, 3, 4 }, some { 2, 4 };
    const double branch[] { 0.25, 1.0 / 3, 0.5, 1 }, trunk[] { 3, 2, 1, 1 }; // CV30
    const auto scales = equilibriumScales(4, every), published = publishedEquilibriumScales(4);
    for (std::size_t layer = 0; layer < 4; ++layer) {
        QCOMPARE(scales[layer].branch, branch[layer]);
        QCOMPARE(scales[layer].trunk, trunk[layer]);
        QCOMPARE(published[layer].branch, branch[layer]);
        QCOMPARE(published[layer].trunk, trunk[layer]);
    }
    const auto two = equilibriumScales(4, some);
    QCOMPARE(two[0].branch, 1.0);
    QCOMPARE(two[0].trunk, 1.0);
    QCOMPARE(two[1].branch, 0.5);
    QCOMPARE(two[1].trunk, 1.0);
    QCOMPARE(two[3].branch, 1.0);
}

void TestSlimmedTraining::everyLayerGetsTheMean() // CV31
{
    const std::vector<std::int32_t> every { 1, 2, 3, 4 };
    for (const bool isOn : { true, false }) {
        const auto scales = isOn ? equilibriumScales(4, every) : std::vector<GradientScale>(4);
        std::vector<at::Tensor> weights;
        at::Tensor state = at::zeros({ 1 }), loss = at::zeros({ 1 });
        for (const GradientScale& scale : scales) { // layers that add a weight: its gradient is what the layer gets
            weights.push_back(at::zeros({ 1 }).requires_grad_());
            state = withScaledGradient(state + weights.back(), scale.branch);
            loss = loss + state;
            state = withScaledGradient(state, scale.trunk);
        }
        loss.backward();
        for (std::size_t layer = 0; layer < 4; ++layer)
            QVERIFY(near(weights[layer].grad().item<double>(), isOn ? 1 : 4 - static_cast<double>(layer)));
    }
}

void TestSlimmedTraining::layersWithoutExitsHaveNoPartInIt()
{
    EncoderConfig config = toyConfig(3);
    config.exitLayer = { 2, 3 };
    const ParameterLayout layout(config, MaskHead::Absent);
    const at::Tensor weights = livelyWeights(layout);
    const Pack pack = toyPack();
    const auto gradientsOf = [&](const std::vector<std::size_t>& exits, bool isBalanced) {
        at::Tensor gradients = at::zeros_like(weights);
        TrainableEncoder encoder(config, layout, weights, gradients);
        if (isBalanced)
            encoder.setGradientScales(equilibriumScales(3, config.exitLayer));
        std::vector<at::Tensor> losses;
        const auto logits = ::logitsOf(encoder, pack);
        for (const std::size_t exit : exits)
            losses.push_back(logits[exit]);
        summedLoss(losses, pack).backward();
        return gradients;
    };
    const at::Tensor first = gradientsOf({ 0 }, false), last = gradientsOf({ 1 }, false), balanced = gradientsOf({ 0, 1 }, true);
    for (const char* part : { "attention.output.dense.weight", "output.dense.weight" }) {
        for (const std::int64_t layer : { 0, 1 }) {
            const std::string name = layerName(layer, part);
            const at::Tensor mean = (partOf(layout, first, name) + partOf(layout, last, name)) / 2;
            QVERIFY2(worst(partOf(layout, balanced, name), mean) < 1e-5, name.c_str());
        }
        const std::string top = layerName(2, part);
        QVERIFY(worst(partOf(layout, balanced, top), partOf(layout, last, top)) < 1e-5);
    }
}

void TestSlimmedTraining::gradientsEqualTheAuthors_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("start");
    QTest::addColumn<bool>("isBalanced");
    QTest::addColumn<int>("tensors");
    QTest::newRow("equilibrium, every exit") << "equilibrium_start1" << 1 << true << 18;
    QTest::newRow("plain, every exit") << "plain_start1" << 1 << false << 18;
    QTest::newRow("equilibrium from layer 2") << "equilibrium_start2" << 2 << true << 16;
    QTest::newRow("plain from layer 2") << "plain_start2" << 2 << false << 0; // its loss alone is given
}

void TestSlimmedTraining::gradientsEqualTheAuthors()
{
    QFETCH(QString, name);
    QFETCH(int, start);
    QFETCH(bool, isBalanced);
    QFETCH(int, tensors);
    EXITSCOPE_SHARED_OR_SKIP(golden, "golden/cost-eff");
    std::vector<std::int32_t> exits;
    for (std::int32_t layer = start; layer <= 4; ++layer)
        exits.push_back(layer);
    const InitialModel model = readInitialModel(golden, exits, 3, false, ExitModule::None, 1);
    QVERIFY(model.config.head == HeadKind::StateTanh && model.untrainedExits.empty());
    const ParameterLayout layout(model.config, MaskHead::Present);
    at::Tensor gradients = at::zeros_like(model.weights);
    TrainableEncoder encoder(model.config, layout, model.weights, gradients);
    if (isBalanced)
        encoder.setGradientScales(publishedEquilibriumScales(4));
    const Pack pack = packOf(*io::SafetensorsFile::open(golden / "inference.safetensors"), 6);
    const at::Tensor loss = summedLoss(::logitsOf(encoder, pack), pack) / 6;
    loss.backward();

    const auto misc = nlohmann::json::parse(io::readWholeFile(golden / "misc.json"));
    QVERIFY(near(loss.item<double>(), misc.at("gradient_losses").at(name.toStdString()), 2e-5));
    const auto file = io::SafetensorsFile::open(golden / "gradients.safetensors");
    const std::string prefix = name.toStdString() + "/";
    int compared = 0;
    for (const auto& view : file->tensors()) {
        if (!view.name.starts_with(prefix))
            continue;
        const at::Tensor want = at::from_blob(const_cast<std::byte*>(view.bytes.data()), view.shape, at::kFloat);
        const at::Tensor found = partOf(layout, gradients, ourName(view.name.substr(prefix.size()), model.config));
        const double error = worst(found, want) / std::max(1e-2, want.abs().max().item<double>());
        QVERIFY2(error < 2e-4, qPrintable(QString::fromStdString(view.name) + QStringLiteral(": %1").arg(error)));
        ++compared;
    }
    QCOMPARE(compared, tensors);
}

void TestSlimmedTraining::whatIsWrittenIsRead_data()
{
    QTest::addColumn<bool>("isHalf");
    QTest::newRow("F32") << false;
    QTest::newRow("F16") << true;
}

void TestSlimmedTraining::whatIsWrittenIsRead()
{
    QFETCH(bool, isHalf);
    const EncoderConfig config = slimConfig();
    const ParameterLayout layout(config, MaskHead::Present);
    at::Tensor weights = livelyWeights(layout);
    if (isHalf)
        weights = weights.to(at::kHalf).to(at::kFloat);
    const auto folder = fresh();
    writeCheckpoint(folder, config, layout, weights, isHalf ? StoredAs::F16 : StoredAs::F32, false);
    const InitialModel model = readInitialModel(folder, {}, 3, false, ExitModule::None, 1);
    QCOMPARE(model.config.headSize, config.headSize);
    QCOMPARE(model.config.headsKept, config.headsKept);
    QCOMPARE(model.config.feedForwardKept, config.feedForwardKept);
    QCOMPARE(model.config.wordRank, config.wordRank);
    QVERIFY(model.config.head == HeadKind::StateTanh && model.untrainedExits.empty());
    QVERIFY(model.weights.equal(weights));
    QCOMPARE(storedExits(folder), config.exitLayer);
}

void TestSlimmedTraining::poolersAreDroppedForTanh()
{
    const auto pooled = exitscope::test::fakeOwnExits({ .layers = 2 }, { 1, 2 });
    const InitialModel kept = read(pooled), tanh = read(pooled, HeadKind::StateTanh);
    QVERIFY(kept.untrainedExits.empty());
    QCOMPARE(tanh.untrainedExits, (std::vector<std::int32_t> { 1, 2 }));
    const ParameterLayout before(kept.config, MaskHead::Present), after(tanh.config, MaskHead::Present);
    QVERIFY(before.find("exits.1.pooler.dense.weight") && !after.find("exits.1.pooler.dense.weight"));
    const std::string layer = layerName(1, "attention.self.value.weight"), head = exitName(1, "classifier.weight");
    QVERIFY(partOf(before, kept.weights, layer).equal(partOf(after, tanh.weights, layer)));
    QVERIFY(!partOf(before, kept.weights, head).equal(partOf(after, tanh.weights, head)));

    const InitialModel back = read(exitscope::test::fakeTanhExits({ .layers = 2 }, { 1, 2 }), HeadKind::PoolerPerExit);
    QCOMPARE(back.untrainedExits, (std::vector<std::int32_t> { 1, 2 }));
}

/// DeeBERT's, as COST-EFF's in gradientsEqualTheAuthors().
void TestSlimmedTraining::highwaysBecomeExits()
{
    auto fake = exitscope::test::fakeBert({ .layers = 2, .vocabulary = 30 });
    fake.addLinear("bert.encoder.highway.0.pooler.dense", 32, 32);
    fake.addLinear("bert.encoder.highway.0.classifier", 3, 32);
    const InitialModel model = read(fake);
    QVERIFY(model.untrainedExits.empty());
    const ParameterLayout layout(model.config, MaskHead::Present);
    const auto& expected = fake.tensors.at("bert.encoder.highway.0.pooler.dense.weight").values;
    const at::Tensor found = partOf(layout, model.weights, "exits.0.pooler.dense.weight").flatten();
    QVERIFY(found.equal(torch::tensor(expected)));
}

void TestSlimmedTraining::badShapesAreNamed_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("message");
    QTest::newRow("no head") << "heads_kept" << "[2, 0]" << "\"heads_kept\" gives layer 2 0 heads";
    QTest::newRow("no inner unit") << "feed_forward_kept" << "[0, 3]" << "\"feed_forward_kept\" gives layer 1 0 inner units";
    QTest::newRow("a layer missing") << "heads_kept" << "[2]" << "\"heads_kept\" has 1 entries, the model has 2 layers";
    QTest::newRow("weights of another width") << "heads_kept" << "[2, 1]" << "bert.encoder.layer.1.attention.self.query.weight is [32, 32]";
    QTest::newRow("a rank without factors") << "word_rank" << "8" << "word_embeddings.weight is [60, 32], config.json says [60, 8]";
    QTest::newRow("no such head") << "exit_head" << "\"relu\"" << "\"exit_head\" is \"relu\"";
    QTest::newRow("larger than any") << "intermediate_size" << "2000000000000" << "\"intermediate_size\" is missing or not";
}

void TestSlimmedTraining::badShapesAreNamed()
{
    QFETCH(QString, key);
    QFETCH(QString, value);
    QFETCH(QString, message);
    auto fake = exitscope::test::fakeOwnExits({ .layers = 2 }, { 1, 2 });
    fake.config[key.toStdString()] = nlohmann::json::parse(value.toStdString());
    const QString said = messageOf([&] { (void)read(fake); });
    QVERIFY2(said.contains(message), qPrintable(said));
}

QTEST_APPLESS_MAIN(TestSlimmedTraining)
#include "tst_slimmed_training.moc"
