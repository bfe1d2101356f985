#include "engine_measurements.h"
#include "memory.h"
#include "numbers.h"
#include "python_torch.h"
#include "sequences.h"
#include "stopwatch.h"

#include "core/cost/encoder_shape.h"
#include "core/engine/train/kernels.h"
#include "core/engine/train/losses.h"
#include "core/engine/train/optimizer.h"
#include "core/engine/train/trainable_encoder.h"
#include "core/engine/train/workers.h"

#include <ATen/ATen.h>
#include <torch/version.h>

#include <algorithm>
#include <numeric>

namespace exitscope::bench {

namespace {

using engine::EncoderConfig;
using TrainPack = engine::Pack;

constexpr double dropout = 0.1;
constexpr std::size_t batchSize = 32;

EncoderConfig shapeOf(std::int64_t layers, std::int64_t hidden, std::int64_t heads, std::int64_t feedForward, std::int64_t vocabulary)
{
    EncoderConfig config;
    config.layers = layers;
    config.hidden = config.embedding = hidden;
    config.heads = heads;
    config.feedForward = feedForward;
    config.vocabulary = vocabulary;
    config.positions = 512;
    config.classes = 3;
    config.exitLayer.resize(static_cast<std::size_t>(layers));
    std::iota(config.exitLayer.begin(), config.exitLayer.end(), 1);
    return config;
}

TrainPack trainPack(std::span<const std::vector<std::int32_t>> sequences)
{
    TrainPack pack;
    for (const auto& sequence : sequences) {
        pack.ids.insert(pack.ids.end(), sequence.begin(), sequence.end());
        pack.offsets.push_back(static_cast<std::int32_t>(pack.ids.size()));
        pack.labels.push_back(static_cast<std::int64_t>(pack.labels.size() % 3));
    }
    pack.types.assign(pack.ids.size(), 0);
    return pack;
}

std::vector<TrainPack> trainPacks(const Sequences& sequences)
{
    std::vector<TrainPack> packs;
    for (std::size_t first = 0; first < sequences.size(); first += batchSize)
        packs.push_back(trainPack(std::span(sequences).subspan(first, std::min(batchSize, sequences.size() - first))));
    return packs;
}

/// FLOPs of the layers on real tokens, forward and backward. Backward has two products, of the inputs and of the weights, for each
/// one forward: 3 · 2 · MACs.
double stepFlops(const EncoderConfig& config, const std::vector<TrainPack>& packs)
{
    cost::EncoderShape shape;
    shape.layers = config.layers;
    shape.hidden = config.hidden;
    shape.heads = config.heads;
    shape.feedForward = config.feedForward;
    double flops = 0;
    for (const auto& pack : packs)
        for (std::size_t s = 0; s + 1 < pack.offsets.size(); ++s)
            flops += 3 * 2.0 * static_cast<double>(cost::encoderMacs(shape, pack.offsets[s + 1] - pack.offsets[s]));
    return flops;
}

/// One training step in its parts, with an exit after every layer, or after the last one alone.
class Step
{
public:
    explicit Step(const EncoderConfig& config)
        : m_layout(config, engine::MaskHead::Absent)
        , m_weights(engine::initialWeights(m_layout, 1))
        , m_gradients(at::zeros({ m_layout.count() }))
        , m_mean(at::zeros({ m_layout.count() }))
        , m_square(at::zeros({ m_layout.count() }))
        , m_encoder(config, m_layout, m_weights, m_gradients)
        , m_ranges(engine::trainedRanges(m_layout, [](const auto&) { return true; }))
    {
        // The trunk comes first in every layout: a model with one exit stands on the same arrays.
        EncoderConfig single = config;
        single.exitLayer = { static_cast<std::int32_t>(config.layers) };
        const engine::ParameterLayout layout(single, engine::MaskHead::Absent);
        m_single = std::make_unique<engine::TrainableEncoder>(single, layout, m_weights.narrow(0, 0, layout.count()),
            m_gradients.narrow(0, 0, layout.count()));
    }

    void useHalfProducts(bool isHalf) { m_encoder.useHalfProducts(isHalf); }

    at::Tensor forward(const TrainPack& pack, bool allExits = true) const
    {
        const auto& encoder = allExits ? m_encoder : *m_single;
        const engine::PassSeed seed { 1, static_cast<std::uint64_t>(m_steps), 0, dropout };
        const auto states = encoder.states(pack, seed, encoder.config().layers);
        const auto labels = at::tensor(at::ArrayRef<std::int64_t>(pack.labels), at::kLong);
        at::Tensor total;
        for (const auto& exit : encoder.exits(pack, states, seed)) {
            const auto loss = engine::summedCrossEntropy(exit.logits, labels, 0) / pack.sequences();
            total = total.defined() ? total + loss : loss;
        }
        return total;
    }

    void backward(const at::Tensor& loss) const
    {
        m_gradients.zero_();
        loss.backward();
    }

    void update()
    {
        engine::OptimizerConfig config;
        config.rate = 1e-5;
        keep(engine::optimise(config, m_ranges, m_steps++, config.rate, m_gradients, m_weights, m_mean, m_square));
    }

    void all(const std::vector<TrainPack>& packs)
    {
        for (const auto& pack : packs) {
            backward(forward(pack));
            update();
        }
    }

private:
    engine::ParameterLayout m_layout;
    at::Tensor m_weights, m_gradients, m_mean, m_square;
    engine::TrainableEncoder m_encoder;
    std::unique_ptr<engine::TrainableEncoder> m_single;
    std::vector<engine::TrainedRange> m_ranges;
    std::int64_t m_steps = 0;
};

constexpr std::int64_t productSide = 1024;
constexpr int products = 8;
constexpr double productFlops = products * 2.0 * productSide * productSide * productSide;

std::function<void()> productContestant()
{
    const at::Tensor a = at::randn({ productSide, productSide }), b = at::randn({ productSide, productSide });
    return [a, b, c = at::empty({ productSide, productSide })]() mutable {
        for (int repeat = 0; repeat < products; ++repeat)
            at::mm_out(c, a, b);
    };
}

std::vector<double> sums(const std::vector<double>& a, const std::vector<double>& b)
{
    std::vector<double> result(a);
    for (std::size_t i = 0; i < a.size(); ++i)
        result[i] += b[i];
    return result;
}

/// The same step with one exit, and with bfloat16 products, are measured as well.
TrainingTimes measureStep(const EncoderConfig& config, const std::vector<TrainPack>& packs, double* productRate)
{
    Step step(config);
    std::vector<at::Tensor> losses(packs.size());
    const auto forward = [&](bool allExits) {
        return [&, allExits] {
            for (std::size_t i = 0; i < packs.size(); ++i)
                losses[i] = step.forward(packs[i], allExits);
        };
    };
    const auto backward = [&] {
        for (auto& loss : losses) {
            step.backward(loss);
            loss = at::Tensor();
        }
    };
    const auto update = [&] {
        for (std::size_t i = 0; i < packs.size(); ++i)
            step.update();
    };
    std::vector<std::function<void()>> contestants {
        productContestant(), forward(true), backward, update, forward(false), backward };
    if (engine::kernels::hasHalfProducts()) {
        contestants.push_back([&] {
            step.useHalfProducts(true);
            forward(true)();
            step.useHalfProducts(false);
        });
        contestants.push_back(backward);
    }
    const auto times = paired(Clock::Thread, contestants);
    const auto passes = sums(times[1], times[2]);
    const double work = stepFlops(config, packs) / productFlops;
    TrainingTimes result;
    result.stepShare = work * medianRatio(times[0], sums(passes, times[3]));
    result.passShare = work * medianRatio(times[0], passes);
    result.forwardShare = work / 3 * medianRatio(times[0], times[1]);
    result.backwardShare = work * 2 / 3 * medianRatio(times[0], times[2]);
    if (times.size() > 6)
        result.halfGain = medianRatio(sums(passes, times[3]), sums(sums(times[6], times[7]), times[3]));
    const auto steps = static_cast<double>(packs.size());
    result.forwardMilliseconds = median(times[1]) / steps;
    result.backwardMilliseconds = median(times[2]) / steps;
    result.updateMilliseconds = median(times[3]) / steps;
    result.allExitsOverOne = medianRatio(passes, sums(times[4], times[5]));
    double tokens = 0;
    for (const auto& pack : packs)
        tokens += static_cast<double>(pack.tokens());
    result.tokensPerSecond = 1e3 * tokens / median(sums(passes, times[3]));
    if (productRate)
        *productRate = productFlops / median(times[0]) * 1e-6;
    return result;
}

void measureMemory(const EncoderConfig& config, TrainingMeasurements& result)
{
    Step step(config);
    double tokens[3], peaks[3];
    step.backward(step.forward(trainPack(makeSequences(4)))); // what is made once
    for (std::size_t i = 0; i < 3; ++i) {
        const TrainPack pack = trainPack(makeSequences(std::size_t { 16 } << i));
        tokens[i] = static_cast<double>(pack.tokens());
        peaks[i] = peakMegabytes([&] { step.backward(step.forward(pack)); });
    }
    const double first = (peaks[1] - peaks[0]) / (tokens[1] - tokens[0]), second = (peaks[2] - peaks[1]) / (tokens[2] - tokens[1]);
    result.memoryGrowth = second / first;
    result.kilobytesPerToken = 1e3 * second;
}

void measureAgainstPython(
    const std::filesystem::path& folder, const EncoderConfig& config, const Sequences& sequences, TrainingMeasurements& result)
{
    const PythonTorch::Shape shape { config.layers, config.hidden, config.heads, config.feedForward, config.vocabulary,
        config.positions, config.classes, batchSize, dropout };
    PythonTorch python(folder, shape, sequences);
    result.pythonVersion = python.version();
    const auto release = [](const std::string& version) { return version.substr(0, version.rfind('.')); };
    if (release(python.version()) != release(result.ownVersion))
        return;
    Step step(config);
    const auto packs = trainPacks(sequences);
    std::vector<double> ours, given, sorted;
    for (int round = -1; round < rounds; ++round) {
        const double times[] = { milliseconds(Clock::Thread, [&] { step.all(packs); }),
            python.milliseconds(PythonTorch::Order::AsGiven), python.milliseconds(PythonTorch::Order::ByLength) };
        if (round < 0)
            continue; // unmeasured
        ours.push_back(times[0]);
        given.push_back(times[1]);
        sorted.push_back(times[2]);
    }
    result.overPython = medianRatio(given, ours);
    result.overPythonSorted = medianRatio(sorted, ours);
}

} // namespace

extern "C" __attribute__((visibility("default"))) void exitscope_measure_training(const char* folder, TrainingMeasurements& result)
{
    engine::useSingleThreadedOperators();
    result.ownVersion = TORCH_VERSION;
    const EncoderConfig base = shapeOf(12, 768, 12, 3072, 30'522);
    const auto sequences = makeSequences(2 * batchSize);
    result.base = measureStep(base, trainPacks(Sequences(sequences.begin(), sequences.begin() + batchSize)), &result.productRate);
    result.small = measureStep(shapeOf(8, 128, 8, 512, 8'000), trainPacks(makeSequences(4 * batchSize)), nullptr);
    measureMemory(base, result);
    measureAgainstPython(folder, base, sequences, result);
}

} // namespace exitscope::bench
