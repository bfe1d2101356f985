// LibTorch first: Qt's macros must not reach its headers.
#include "core/engine/train/distillation.h"
#include "core/engine/train/losses.h"

#include "core/io/atomic_file.h"
#include "core/io/safetensors.h"
#include "tests/support/near.h"
#include "tests/support/shared_data.h"

#include <nlohmann/json.hpp>
#include <torch/torch.h>

#include <QtTest>

using namespace exitscope;
using namespace exitscope::engine;
using exitscope::test::near;

namespace {

at::Tensor row(double first, double second)
{
    return torch::tensor({ { first, second } }, at::kDouble);
}

/// A golden tensor, F32 or I64.
at::Tensor golden(const io::SafetensorsFile& file, const std::string& name)
{
    const auto* view = file.find(name);
    Q_ASSERT(view);
    const auto type = view->dtype == io::DType::I64 ? at::kLong : at::kFloat;
    return at::from_blob(const_cast<std::byte*>(view->bytes.data()), view->shape, at::TensorOptions(type)).clone();
}

/// [states, B, n, H] with padding as the states of packed sequences of these lengths.
std::vector<at::Tensor> packed(const at::Tensor& padded, const std::vector<std::int64_t>& lengths)
{
    std::vector<at::Tensor> states;
    for (const at::Tensor& state : padded.unbind(0)) {
        std::vector<at::Tensor> rows;
        for (std::size_t b = 0; b < lengths.size(); ++b)
            rows.push_back(state[static_cast<std::int64_t>(b)].narrow(0, 0, lengths[b]));
        states.push_back(at::cat(rows));
    }
    return states;
}

struct Golden
{
    nlohmann::json cases;
    std::shared_ptr<const io::SafetensorsFile> tensors;
};

Golden openGolden(const std::filesystem::path& folder)
{
    return { nlohmann::json::parse(io::readWholeFile(folder / "distillation.json")),
        io::SafetensorsFile::open(folder / "distillation.safetensors") };
}

} // namespace

class TestDistillation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void checkValues();
    void rowsOfABatchAreMeaned();
    void theTeacherGetsNoGradientWhenDetached();
    void predictionEqualsTheAuthors();
    void featuresEqualTheAuthors();
    void matchingEqualsTheAuthors();
    void paddingDoesNotCount();
    void diversityIsTheNearestBelow();
};

void TestDistillation::checkValues()
{
    const at::Tensor teacher = row(2, 0), student = row(1, 0);
    QVERIFY(near(scaledDivergence(teacher, student, 1).item<double>(), 0.067131)); // CV27
    QVERIFY(near(softCrossEntropy(teacher, student, 1).item<double>(), 0.432465)); // CV27
    QVERIFY(near(scaledDivergence(teacher, student, 2).item<double>(), 0.105378)); // CV32
    const double exits = softCrossEntropy(row(1, 0), row(.5, .5), 1).item<double>()
        + softCrossEntropy(row(2, -1), row(1, 0), 1).item<double>();
    QVERIFY(near(exits, 1.053835)); // CV28
}

void TestDistillation::rowsOfABatchAreMeaned()
{
    const at::Tensor teacher = at::cat({ row(2, 0), row(-1, 3) }), student = at::cat({ row(1, 0), row(.5, .5) });
    for (const double temperature : { 1.0, 3.0 }) {
        const double first = softCrossEntropy(row(2, 0), row(1, 0), temperature).item<double>();
        const double second = softCrossEntropy(row(-1, 3), row(.5, .5), temperature).item<double>();
        QVERIFY(near(softCrossEntropy(teacher, student, temperature).item<double>(), (first + second) / 2, 1e-12));
        QCOMPARE(softCrossEntropies(teacher, student, temperature).sizes(), at::IntArrayRef({ 2 }));
    }
    // Cross-entropy is the divergence and the teacher's own entropy.
    const at::Tensor p = at::softmax(teacher, 1);
    const at::Tensor entropy = -(p * p.log()).sum(1);
    const at::Tensor gap = softCrossEntropies(teacher, student, 1) - scaledDivergences(teacher, student, 1) - entropy;
    QVERIFY(gap.abs().max().item<double>() < 1e-12);
}

/// At temperature T the gradient is (softmax(student / T) − softmax(teacher / T)) · T for the divergence, / T without T².
void TestDistillation::theTeacherGetsNoGradientWhenDetached()
{
    at::Tensor teacher = row(2, -1).requires_grad_(), student = row(1, .25).requires_grad_();
    scaledDivergences(teacher.detach(), student, 2).sum().backward();
    QVERIFY(!teacher.grad().defined());
    const at::Tensor apart = at::softmax(student.detach() / 2, 1) - at::softmax(teacher.detach() / 2, 1);
    QVERIFY((student.grad() - 2 * apart).abs().max().item<double>() < 1e-12);
    student.mutable_grad() = at::Tensor();
    softCrossEntropies(teacher.detach(), student, 2).sum().backward();
    QVERIFY((student.grad() - apart / 2).abs().max().item<double>() < 1e-12);
}

void TestDistillation::predictionEqualsTheAuthors()
{
    EXITSCOPE_SHARED_OR_SKIP(folder, "golden/cost-eff");
    const Golden given = openGolden(folder);
    const at::Tensor teacher = golden(*given.tensors, "teacher_logits"), student = golden(*given.tensors, "student_logits");
    int compared = 0;
    for (const auto& each : given.cases)
        if (each["kind"] == "prediction") {
            const double loss = softCrossEntropy(teacher, student, each["temperature"]).item<double>();
            QVERIFY(near(loss, each["value"], 2e-6));
            ++compared;
        }
    QCOMPARE(compared, 3);
}

void TestDistillation::featuresEqualTheAuthors()
{
    EXITSCOPE_SHARED_OR_SKIP(folder, "golden/cost-eff");
    const Golden given = openGolden(folder);
    std::vector<std::int64_t> lengths;
    std::vector<std::int32_t> offsets { 0 };
    for (const at::Tensor& mask : golden(*given.tensors, "attention_mask").unbind(0)) {
        lengths.push_back(mask.sum().item<std::int64_t>());
        offsets.push_back(offsets.back() + static_cast<std::int32_t>(lengths.back()));
    }
    int compared = 0;
    for (const auto& each : given.cases) {
        if (each["kind"] != "feature" || !each.value("tensors_saved", true))
            continue;
        const std::string name = "t" + std::to_string(each["teacher_layers"].get<int>()) + "_s"
            + std::to_string(each["student_layers"].get<int>());
        const auto teacher = packed(golden(*given.tensors, name + "/teacher_hidden"), lengths);
        const auto student = packed(golden(*given.tensors, name + "/student_hidden"), lengths);
        QVERIFY(near(featureLoss(teacher, student, offsets).item<double>(), each["hidden_loss"], 1e-5));
        ++compared;
    }
    QCOMPARE(compared, 6); // three shapes, each with and without attention
}

void TestDistillation::matchingEqualsTheAuthors()
{
    EXITSCOPE_SHARED_OR_SKIP(folder, "golden/cost-eff");
    int compared = 0;
    for (const auto& each : openGolden(folder).cases) {
        if (each["kind"] != "feature")
            continue;
        const auto theirs = each["teacher_hidden_used"].get<std::vector<std::size_t>>();
        const std::int64_t layers = each["student_layers"];
        const auto ours = matchedStates(each["teacher_layers"], layers);
        QCOMPARE(ours.size(), static_cast<std::size_t>(layers) + 1);
        QCOMPARE(ours.back(), each["teacher_layers"].get<std::size_t>());
        if (theirs.size() == ours.size()) { // theirs has a surplus for 12 onto 5
            QCOMPARE(ours, theirs);
            ++compared;
        }
    }
    QCOMPARE(compared, 10);
}

void TestDistillation::paddingDoesNotCount()
{
    const at::Tensor teacher = at::arange(12, at::kFloat).view({ 6, 2 }), student = at::zeros({ 6, 2 });
    const std::vector<std::int32_t> offsets { 0, 1, 6 }; // one token, five tokens
    const at::Tensor ofTokens = teacher.square().mean(1);
    const double expected = ofTokens[0].item<double>() + ofTokens.narrow(0, 1, 5).mean().item<double>();
    QVERIFY(near(summedFeatureLoss(teacher, student, tokenShares(offsets)).item<double>(), expected, 1e-5));
    const std::vector<at::Tensor> one { teacher, teacher }, other { student, student };
    QVERIFY(near(featureLoss(one, other, offsets).item<double>(), expected, 1e-5)); // two states, mean over two sequences
}

void TestDistillation::diversityIsTheNearestBelow()
{
    const auto distance = [](const at::Tensor& given, const at::Tensor& lower) {
        return -(at::softmax(given, 1) * at::log_softmax(lower, 1)).sum().item<double>();
    };
    const at::Tensor a = row(2, 0), b = row(-1, 1), c = row(1.5, 0);
    const std::vector<at::Tensor> exits { a, b, c };
    const double expected = distance(b, a) + std::min(distance(c, a), distance(c, b));
    QVERIFY(near(exitDiversities(exits).item<double>(), expected, 1e-12));
    // Of each row by itself: in the second one the order of the lower exits is the other way round.
    const std::vector<at::Tensor> both { at::cat({ a, b }), at::cat({ b, a }), at::cat({ c, c }) };
    const double swapped = distance(a, b) + std::min(distance(c, a), distance(c, b));
    const at::Tensor rows = exitDiversities(both);
    QVERIFY(near(rows[0].item<double>(), expected, 1e-12));
    QVERIFY(near(rows[1].item<double>(), swapped, 1e-12));
}

QTEST_APPLESS_MAIN(TestDistillation)
#include "tst_distillation.moc"
