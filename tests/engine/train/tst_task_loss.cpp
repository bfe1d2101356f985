// LibTorch first: Qt's macros must not reach its headers.
#include "core/engine/train/distillation.h"
#include "core/engine/train/exit_module.h"
#include "core/engine/train/length_buckets.h"
#include "core/engine/train/task_loss.h"
#include "tests/engine/train/toy_encoder.h"
#include "tests/support/near.h"

#include <torch/torch.h>

#include <QtTest>

using namespace exitscope::engine;
using namespace exitscope::engine::test;
using exitscope::test::near;
using Kind = LossTerm::Kind;

namespace {

const TaskLabels classes { .names = { "a", "b", "c" }, .isRegression = false, .isOfWords = false, .tagScheme = {} };

TrainConfig configOf(Regime regime)
{
    TrainConfig config;
    config.regime = regime;
    return config;
}

/// An encoder of three layers whose gradients can be asked for by name.
struct Model
{
    explicit Model(std::int64_t classCount = 3, ExitModule module = ExitModule::None)
        : config(toyConfig(3))
    {
        config.classes = classCount;
        config.exitModule = module;
        layout.emplace(config, MaskHead::Absent);
        weights = livelyWeights(*layout);
        gradients = at::zeros_like(weights);
        encoder.emplace(config, *layout, weights, gradients);
    }

    double gradient(const std::string& name) const
    {
        const auto& spec = layout->at(name);
        return gradients.narrow(0, spec.offset, spec.count()).norm().item<double>();
    }
    double ofExit(std::size_t exit) const { return gradient(exitName(exit, "classifier.weight")); }
    double ofTrunk() const { return gradients.narrow(0, 0, layout->trunkCount()).norm().item<double>(); }

    EncoderConfig config;
    std::optional<ParameterLayout> layout;
    at::Tensor weights, gradients;
    std::optional<TrainableEncoder> encoder;
};

struct Passed
{
    std::vector<at::Tensor> logits; ///< F64, detached
    TaskLoss loss;
};

/// One step's loss on the toy pack, with its gradients left in the model.
Passed passed(Model& model, const TrainConfig& config, LossPart part, std::int64_t step, const TaskLabels& labels = classes,
    const TeacherAnswers* teacher = nullptr, Pack pack = toyPack())
{
    std::vector<at::Tensor> states;
    at::Tensor embedded;
    {
        torch::AutoGradMode trunkMode(!freezesTrunk(part));
        states = model.encoder->states(pack, {}, 3, &embedded);
    }
    const auto exits = model.encoder->exits(pack, states, {});
    states.insert(states.begin(), embedded);
    at::Tensor module;
    if (model.config.exitModule == ExitModule::Lte)
        module = model.encoder->moduleLogits(moduleInput(ExitModule::Lte, exits));
    const LossInput input { pack, exits, states, exits.back().logits.detach(), teacher, module };
    Passed result;
    for (const ExitRows& exit : exits)
        result.logits.push_back(exit.logits.detach().to(at::kDouble));
    model.gradients.zero_();
    result.loss = taskLoss(config, labels, lossTerms(config, part, model.config, step), input, pack.answers(), pack.sequences());
    if (result.loss.total.defined() && result.loss.total.requires_grad())
        result.loss.total.backward();
    return result;
}

double total(const Passed& result)
{
    return result.loss.total.item<double>();
}

// The formulas once more, element by element.
double crossEntropy(const at::Tensor& logits, const Pack& pack)
{
    double sum = 0;
    for (std::int64_t b = 0; b < logits.size(0); ++b) {
        double norm = 0;
        for (std::int64_t c = 0; c < logits.size(1); ++c)
            norm += std::exp(logits[b][c].item<double>());
        sum += std::log(norm) - logits[b][pack.labels[static_cast<std::size_t>(b)]].item<double>();
    }
    return sum / static_cast<double>(logits.size(0));
}

double soft(const at::Tensor& wanted, const at::Tensor& given, bool isDivergence, double temperature = 1)
{
    double sum = 0;
    const at::Tensor p = at::softmax(wanted / temperature, 1), q = at::softmax(given / temperature, 1);
    for (std::int64_t b = 0; b < p.size(0); ++b)
        for (std::int64_t c = 0; c < p.size(1); ++c) {
            const double pc = p[b][c].item<double>();
            sum += pc * ((isDivergence ? std::log(pc) : 0) - std::log(q[b][c].item<double>()));
        }
    return sum / static_cast<double>(p.size(0));
}

} // namespace

class TestTaskLoss : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void jointIsTheSum();
    void alternatingTakesTurns();
    void alternatingKeepsLteInBoth();
    void secondStageTrainsTheLowerHeads_data();
    void secondStageTrainsTheLowerHeads();
    void selfDistillationFollowsTheLastExit();
    void jointSelfDistillationDetachesTheLastExit();
    void diversityIsSubtracted();
    void teacherWeighsBesideLabels_data();
    void teacherWeighsBesideLabels();
    void teacherOfARegression();
    void featuresAreMeansOverSequences();
    void shardsAddUpToTheBatch();
    void wordsWithoutALabelCountForNothing();
    void termsAreNamed();
    void bucketsAreAPermutation();
};

void TestTaskLoss::jointIsTheSum()
{
    Model model;
    const auto result = passed(model, configOf(Regime::Joint), LossPart::Whole, 0);
    double sum = 0;
    for (const at::Tensor& logits : result.logits)
        sum += crossEntropy(logits, toyPack());
    QVERIFY(near(total(result), sum, 1e-5));
    QCOMPARE(result.loss.values.size(), std::size_t { 3 });
    QVERIFY(near(result.loss.values[1], crossEntropy(result.logits[1], toyPack()), 1e-5));
    for (std::size_t exit = 0; exit < 3; ++exit)
        QVERIFY(model.ofExit(exit) > 1e-3);
}

void TestTaskLoss::alternatingTakesTurns()
{
    Model model;
    const auto config = configOf(Regime::Alternating);
    const auto even = passed(model, config, LossPart::Whole, 4);
    QVERIFY(near(total(even), crossEntropy(even.logits[2], toyPack()), 1e-5));
    QCOMPARE(model.ofExit(0), 0.0);
    QCOMPARE(model.ofExit(1), 0.0);
    QVERIFY(model.ofExit(2) > 1e-3);
    QVERIFY(model.ofTrunk() > 1e-3);
    QCOMPARE(even.loss.values.size(), std::size_t { 3 }); // the log has all of them in every step
    const auto odd = passed(model, config, LossPart::Whole, 5);
    const auto joint = passed(model, configOf(Regime::Joint), LossPart::Whole, 5);
    QCOMPARE(total(odd), total(joint));
}

void TestTaskLoss::alternatingKeepsLteInBoth()
{
    Model model(3, ExitModule::Lte);
    auto config = configOf(Regime::Alternating);
    config.exitModule.kind = ExitModule::Lte;
    config.exitModule.weight = 0.7;
    for (const std::int64_t step : { 0, 1 }) {
        const auto result = passed(model, config, LossPart::Whole, step);
        QCOMPARE(result.loss.values.size(), std::size_t { 4 });
        double expected = 0.7 * result.loss.values[3];
        for (std::size_t exit = step == 0 ? 2 : 0; exit < 3; ++exit)
            expected += crossEntropy(result.logits[exit], toyPack());
        QVERIFY(near(total(result), expected, 1e-5));
        QVERIFY(model.gradient("exit_module.weight") > 1e-4);
    }
}

void TestTaskLoss::secondStageTrainsTheLowerHeads_data()
{
    QTest::addColumn<int>("regime");
    QTest::addColumn<int>("part");
    QTest::newRow("two-stage") << int(Regime::TwoStage) << int(LossPart::OtherExits);
    QTest::newRow("self-distillation") << int(Regime::SelfDistillation) << int(LossPart::OtherExitsFromLast);
}

void TestTaskLoss::secondStageTrainsTheLowerHeads()
{
    QFETCH(int, regime);
    QFETCH(int, part);
    Model model;
    const auto config = configOf(Regime(regime));
    passed(model, config, LossPart::TrunkAndLastExit, 0);
    QCOMPARE(model.ofExit(0), 0.0);
    QVERIFY(model.ofTrunk() > 1e-3 && model.ofExit(2) > 1e-3);
    passed(model, config, LossPart(part), 1);
    QCOMPARE(model.ofTrunk(), 0.0);
    QCOMPARE(model.ofExit(2), 0.0);
    QVERIFY(model.ofExit(0) > 1e-3 && model.ofExit(1) > 1e-3);
}

void TestTaskLoss::selfDistillationFollowsTheLastExit()
{
    Model model;
    auto config = configOf(Regime::SelfDistillation);
    Pack pack = toyPack();
    pack.labels = { -1, -1, -1 }; // of no use here
    const auto result = passed(model, config, LossPart::OtherExitsFromLast, 0, classes, nullptr, pack);
    const double expected = soft(result.logits[2], result.logits[0], true) + soft(result.logits[2], result.logits[1], true);
    QVERIFY(near(total(result), expected, 1e-5));
    QCOMPARE(result.loss.values.size(), std::size_t { 2 });
}

void TestTaskLoss::jointSelfDistillationDetachesTheLastExit()
{
    Model model;
    const auto result = passed(model, configOf(Regime::SelfDistillationJoint), LossPart::Whole, 0);
    double expected = soft(result.logits[2], result.logits[0], false) + soft(result.logits[2], result.logits[1], false);
    for (const at::Tensor& logits : result.logits)
        expected += crossEntropy(logits, toyPack());
    QVERIFY(near(total(result), expected, 1e-5));
    const double lastExit = model.ofExit(2), firstExit = model.ofExit(0);
    passed(model, configOf(Regime::Joint), LossPart::Whole, 0);
    QVERIFY(near(lastExit, model.ofExit(2), 1e-6)); // nothing pulls it towards the lower ones
    QVERIFY(std::abs(firstExit - model.ofExit(0)) > 1e-3);
}

void TestTaskLoss::diversityIsSubtracted()
{
    Model model;
    auto config = configOf(Regime::Diversity);
    config.diversityWeight = 0.3;
    const auto result = passed(model, config, LossPart::Whole, 0);
    const auto distances = exitDiversities(result.logits);
    double expected = -0.3 * distances.mean().item<double>();
    for (const at::Tensor& logits : result.logits)
        expected += crossEntropy(logits, toyPack());
    QVERIFY(near(total(result), expected, 1e-5));
    config.diversityWeight = 0;
    QVERIFY(near(total(passed(model, config, LossPart::Whole, 0)), expected + 0.3 * distances.mean().item<double>(), 1e-5));
}

void TestTaskLoss::teacherWeighsBesideLabels_data()
{
    QTest::addColumn<bool>("isDivergence");
    QTest::addColumn<bool>("isByExit");
    for (const bool isDivergence : { false, true })
        for (const bool isByExit : { false, true })
            QTest::addRow("%s, %s", isDivergence ? "divergence" : "cross-entropy", isByExit ? "by exit" : "last")
                << isDivergence << isByExit;
}

void TestTaskLoss::teacherWeighsBesideLabels()
{
    QFETCH(bool, isDivergence);
    QFETCH(bool, isByExit);
    Model model;
    auto config = configOf(Regime::LayerWeighted);
    TeacherConfig& given = config.teacher.emplace();
    given.temperature = 2;
    given.labels = 0.25;
    given.logits = 0.6;
    given.loss = isDivergence ? TeacherConfig::Loss::ScaledDivergence : TeacherConfig::Loss::CrossEntropy;
    given.match = isByExit ? TeacherConfig::Match::ByExit : TeacherConfig::Match::Last;
    TeacherAnswers teacher;
    auto generator = at::detail::createCPUGenerator(3);
    for (int exit = 0; exit < 3; ++exit)
        teacher.logits.push_back(2 * at::randn({ 3, 3 }, generator));
    const auto result = passed(model, config, LossPart::Whole, 0, classes, &teacher);
    double expected = 0;
    for (std::size_t exit = 0; exit < 3; ++exit) {
        const at::Tensor wanted = teacher.logits[isByExit ? exit : 2].to(at::kDouble);
        const double apart = (isDivergence ? 4 : 1) * soft(wanted, result.logits[exit], isDivergence, 2);
        expected += static_cast<double>(exit + 1) / 6 * (0.25 * crossEntropy(result.logits[exit], toyPack()) + 0.6 * apart);
    }
    QVERIFY(near(total(result), expected, 1e-5));
    // In stages it teaches whom the labels teach.
    passed(model, config, LossPart::TrunkAndLastExit, 0, classes, &teacher);
    QCOMPARE(model.ofExit(1), 0.0);
}

void TestTaskLoss::teacherOfARegression()
{
    Model model(1);
    auto config = configOf(Regime::Joint);
    config.teacher.emplace().labels = 1;
    config.teacher->logits = 2;
    const TaskLabels labels { .names = {}, .isRegression = true, .isOfWords = false, .tagScheme = {} };
    Pack pack = toyPack();
    pack.targets = { 0.4F, 1.7F, -0.3F };
    const TeacherAnswers teacher { { torch::tensor({ { 1.F }, { 0.F }, { -1.F } }) }, {} };
    const auto result = passed(model, config, LossPart::Whole, 0, labels, &teacher, pack);
    double expected = 0;
    const auto targets = torch::tensor({ { 0.4 }, { 1.7 }, { -0.3 } }, at::kDouble);
    for (const at::Tensor& values : result.logits)
        expected += at::square(values - targets).mean().item<double>()
            + 2 * at::square(values - teacher.logits[0].to(at::kDouble)).mean().item<double>();
    QVERIFY(near(total(result), expected, 1e-4));
}

void TestTaskLoss::featuresAreMeansOverSequences()
{
    Model model, other;
    other.weights.mul_(1.1);
    auto config = configOf(Regime::Joint);
    config.teacher.emplace().labels = 0;
    config.teacher->logits = 0;
    config.teacher->hidden = 0.5;
    const Pack pack = toyPack();
    TeacherAnswers teacher;
    std::vector<at::Tensor> student;
    {
        torch::NoGradGuard noGradients;
        at::Tensor embedded;
        teacher.states = other.encoder->states(pack, {}, 3, &embedded);
        teacher.states.insert(teacher.states.begin(), embedded);
        student = model.encoder->states(pack, {}, 3, &embedded);
        student.insert(student.begin(), embedded);
    }
    const auto result = passed(model, config, LossPart::Whole, 0, classes, &teacher);
    const double expected = featureLoss(teacher.states, student, pack.offsets).item<double>();
    QVERIFY(expected > 1e-3);
    QVERIFY(near(total(result), 0.5 * expected, 1e-5));
    QVERIFY(model.ofTrunk() > 1e-4);
    QCOMPARE(model.ofExit(0), 0.0);
    QVERIFY(model.gradient("bert.embeddings.word_embeddings.weight") > 1e-5); // the embedding's output is a state, too
    QCOMPARE(other.gradients.abs().max().item<double>(), 0.0);
}

/// Two parts of a batch, each divided by the size of the whole, give its loss.
void TestTaskLoss::shardsAddUpToTheBatch()
{
    Model model;
    const auto config = configOf(Regime::SelfDistillationJoint);
    const Pack whole = toyPack();
    const auto loss = [&](std::size_t first, std::size_t last) {
        Pack part;
        part.ids.assign(whole.ids.begin() + whole.offsets[first], whole.ids.begin() + whole.offsets[last]);
        part.types.assign(whole.types.begin() + whole.offsets[first], whole.types.begin() + whole.offsets[last]);
        for (std::size_t s = first + 1; s <= last; ++s)
            part.offsets.push_back(whole.offsets[s] - whole.offsets[first]);
        part.labels.assign(whole.labels.begin() + static_cast<long>(first), whole.labels.begin() + static_cast<long>(last));
        torch::NoGradGuard noGradients;
        const auto states = model.encoder->states(part, {}, 3);
        const auto exits = model.encoder->exits(part, states, {});
        const LossInput input { part, exits, states, exits.back().logits, nullptr, {} };
        return taskLoss(config, classes, lossTerms(config, LossPart::Whole, model.config, 0), input, 3, 3).total.item<double>();
    };
    QVERIFY(near(loss(0, 1) + loss(1, 3), loss(0, 3), 1e-5));
}

void TestTaskLoss::wordsWithoutALabelCountForNothing()
{
    Model model;
    model.config.classifiesTokens = true;
    model.layout.emplace(model.config, MaskHead::Absent);
    model.weights = livelyWeights(*model.layout);
    model.gradients = at::zeros_like(model.weights);
    model.encoder.emplace(model.config, *model.layout, model.weights, model.gradients);
    TaskLabels labels = classes;
    labels.isOfWords = true;
    Pack pack = toyPack();
    pack.asked = { 1, 2, 5, 8, 9 };
    pack.labels = { 0, -1, 2, 1, -1 };
    const auto all = passed(model, configOf(Regime::SelfDistillationJoint), LossPart::Whole, 0, labels, nullptr, pack);
    pack.asked = { 1, 5, 8 };
    pack.labels = { 0, 2, 1 };
    const auto labelled = passed(model, configOf(Regime::SelfDistillationJoint), LossPart::Whole, 0, labels, nullptr, pack);
    QVERIFY(near(total(all), total(labelled), 1e-5));
}

void TestTaskLoss::termsAreNamed()
{
    EncoderConfig shape = toyConfig(6);
    shape.exitLayer = { 2, 6 };
    shape.exitModule = ExitModule::Lte;
    auto config = configOf(Regime::SelfDistillationJoint);
    config.teacher.emplace().hidden = 1;
    const auto terms = lossTerms(config, LossPart::Whole, shape, 0);
    std::string names, labels;
    for (std::size_t term = 0; term < terms.size(); ++term) {
        names += nameOf(terms[term], shape.exitLayer) + "|";
        labels += labelOf(terms, term) + "|";
    }
    QCOMPARE(names, std::string("exit 2|exit 6|exit 2, teacher|exit 6, teacher|exit 2, last exit|features|LTE|"));
    QCOMPARE(labels, std::string("||  teacher||  last exit|  features|  lte|"));
}

void TestTaskLoss::bucketsAreAPermutation()
{
    ExampleSet set;
    for (std::int64_t i = 0; i < 107; ++i)
        set.offsets.push_back(set.offsets.back() + 1 + (i * 37) % 50);
    const std::vector<ExampleSet> sets { set };
    const auto order = epochOrder(sets, 5, 2);
    const auto keys = [](const std::vector<ExampleRef>& refs) {
        std::vector<std::uint32_t> all;
        for (const ExampleRef ref : refs)
            all.push_back(ref.example);
        return all;
    };
    const auto dealt = keys(bucketedByLength(sets, order, 10, 4, 5, 2));
    QCOMPARE(dealt, keys(bucketedByLength(sets, order, 10, 4, 5, 2)));
    QVERIFY(dealt != keys(bucketedByLength(sets, order, 10, 4, 6, 2)));
    auto sorted = dealt;
    std::ranges::sort(sorted);
    for (std::uint32_t i = 0; i < 107; ++i)
        QCOMPARE(sorted[i], i);
    const auto spread = [&](const std::vector<std::uint32_t>& examples) {
        std::int64_t sum = 0;
        for (std::size_t step = 0; step + 10 <= examples.size(); step += 10) {
            const auto length = [&](std::uint32_t e) { return set.offsets[e + 1] - set.offsets[e]; };
            const auto [least, most] = std::minmax_element(examples.begin() + static_cast<long>(step),
                examples.begin() + static_cast<long>(step) + 10, [&](auto a, auto b) { return length(a) < length(b); });
            sum += length(*most) - length(*least);
        }
        return sum;
    };
    QVERIFY(spread(dealt) * 2 < spread(keys(order)));
    const std::vector<std::uint32_t> rest(dealt.end() - 7, dealt.end()); // the small step stays at the end
    const auto before = keys(order);
    QVERIFY(std::equal(rest.begin(), rest.end(), before.end() - 7));
}

QTEST_APPLESS_MAIN(TestTaskLoss)
#include "tst_task_loss.moc"
