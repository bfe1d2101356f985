#include "core/engine/difficulty/fit.h"

#include "core/engine/train/random.h"
#include "core/error.h"

#include <torch/torch.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>

namespace exitscope::engine {

namespace {

constexpr std::int64_t packTokens = 2048; ///< of predictions

void append(const UnitInputs& inputs, std::int64_t sequence, Pack& pack)
{
    const auto at = static_cast<std::size_t>(sequence);
    const auto base = static_cast<std::int32_t>(pack.ids.size());
    const auto first = inputs.offsets[at], last = inputs.offsets[at + 1];
    pack.ids.insert(pack.ids.end(), inputs.ids.begin() + first, inputs.ids.begin() + last);
    pack.types.insert(pack.types.end(), inputs.types.begin() + first, inputs.types.begin() + last);
    pack.offsets.push_back(static_cast<std::int32_t>(pack.ids.size()));
    for (auto row = static_cast<std::size_t>(inputs.askedOffsets[at]); row < static_cast<std::size_t>(inputs.askedOffsets[at + 1]); ++row) {
        pack.asked.push_back(base + inputs.asked[row]);
        pack.labels.push_back(inputs.unit[row]);
    }
}

at::Tensor lossOf(const at::Tensor& logits, const Pack& pack, const at::Tensor& right)
{
    const auto targets = right.index_select(0, at::tensor(at::ArrayRef<std::int64_t>(pack.labels), at::kLong));
    return at::binary_cross_entropy_with_logits(logits, targets);
}

/// Sequences of one text stay on one side.
struct Sides
{
    std::vector<std::int64_t> trained, heldOut;
};

Sides sidesOf(const UnitInputs& inputs, const FitOptions& options)
{
    std::vector<std::int64_t> examples = inputs.example;
    examples.erase(std::unique(examples.begin(), examples.end()), examples.end());
    Random(options.seed, static_cast<std::uint64_t>(Stream::Order), std::numeric_limits<std::uint64_t>::max()).shuffle(examples);
    const auto wanted = static_cast<std::size_t>(std::ceil(options.heldOut * static_cast<double>(examples.size())));
    examples.resize(options.epochs > 0 || examples.size() < 2 ? 0 : std::min(wanted, examples.size() - 1));
    std::sort(examples.begin(), examples.end());
    Sides sides;
    for (std::int64_t sequence = 0; sequence < inputs.sequences(); ++sequence)
        (std::binary_search(examples.begin(), examples.end(), inputs.example[static_cast<std::size_t>(sequence)]) ? sides.heldOut
                                                                                                                 : sides.trained)
            .push_back(sequence);
    return sides;
}

/// NaN when the job was stopped, or without any.
double heldOutLoss(const UnitModel& model, const UnitInputs& inputs, const std::vector<std::int64_t>& sequences,
    const at::Tensor& right, const JobContext& job)
{
    torch::NoGradGuard noGrad;
    double sum = 0, rows = 0;
    for (std::size_t first = 0; first < sequences.size();) {
        if (!job.proceed())
            return std::numeric_limits<double>::quiet_NaN();
        Pack pack;
        for (; first < sequences.size() && pack.tokens() < packTokens; ++first)
            append(inputs, sequences[first], pack);
        const auto count = static_cast<double>(pack.labels.size());
        sum += count * lossOf(model.logits(pack, {}), pack, right).item<double>();
        rows += count;
    }
    return sum / rows;
}

std::string noteOf(std::uint64_t seed, int epoch, double loss)
{
    char text[96];
    std::snprintf(text, sizeof text, "seed %llu, epoch %d, loss %.3f", static_cast<unsigned long long>(seed), epoch + 1, loss);
    return text;
}

class Fitting
{
public:
    Fitting(UnitModel& model, const UnitInputs& inputs, const at::Tensor& right, const FitOptions& options, SharedSteps& steps,
        const JobContext& job)
        : m_model(model)
        , m_inputs(inputs)
        , m_right(right)
        , m_options(options)
        , m_steps(steps)
        , m_job(job)
        , m_sides(sidesOf(inputs, options))
        , m_mean(at::zeros_like(model.weights()))
        , m_square(at::zeros_like(model.weights()))
    {
    }

    std::optional<double> run()
    {
        const int epochs = m_options.epochs > 0 ? m_options.epochs : m_options.mostEpochs;
        m_perEpoch = (static_cast<std::int64_t>(m_sides.trained.size()) + m_options.batch - 1) / m_options.batch;
        m_total = m_perEpoch * epochs;
        at::Tensor best;
        double least = std::numeric_limits<double>::infinity();
        int bestEpoch = 0;
        for (int epoch = 0; epoch < epochs; ++epoch) {
            if (!this->epoch(epoch))
                return std::nullopt;
            if (m_sides.heldOut.empty())
                continue;
            const double loss = heldOutLoss(m_model, m_inputs, m_sides.heldOut, m_right, m_job);
            if (!m_job.proceed())
                return std::nullopt;
            if (loss < least) {
                least = loss;
                best = m_model.weights().clone();
                bestEpoch = epoch + 1;
            } else if (epoch + 1 - bestEpoch >= m_options.patience) {
                m_steps.done(m_total - m_step, noteOf(m_options.seed, epoch, loss));
                break;
            }
        }
        if (!best.defined())
            return epochs;
        torch::NoGradGuard noGrad;
        m_model.weights().copy_(best);
        return bestEpoch;
    }

private:
    bool epoch(int epoch)
    {
        std::vector<std::int64_t> order = m_sides.trained;
        Random(m_options.seed, static_cast<std::uint64_t>(Stream::Order), static_cast<std::uint64_t>(epoch)).shuffle(order);
        for (std::size_t first = 0; first < order.size();) {
            if (!m_job.proceed())
                return false;
            Pack pack;
            for (std::int64_t count = 0; first < order.size() && count < m_options.batch; ++first, ++count)
                append(m_inputs, order[first], pack);
            m_model.gradients().zero_();
            const PassSeed seed { m_options.seed, static_cast<std::uint64_t>(m_step), 0, m_options.dropout };
            const at::Tensor loss = lossOf(m_model.logits(pack, seed), pack, m_right);
            loss.backward();
            torch::NoGradGuard noGrad;
            const double norm = optimise(m_options.optimizer, m_model.ranges(), m_step,
                scheduledRate(m_options.optimizer, m_step, m_total), m_model.gradients(), m_model.weights(), m_mean, m_square);
            if (!std::isfinite(norm))
                throw InputError("the gradient is no longer finite at step " + std::to_string(m_step), "use a smaller --rate");
            ++m_step;
            m_steps.done(1, noteOf(m_options.seed, epoch, loss.item<double>()));
        }
        return true;
    }

    UnitModel& m_model;
    const UnitInputs& m_inputs;
    const at::Tensor& m_right;
    const FitOptions& m_options;
    SharedSteps& m_steps;
    const JobContext& m_job;
    const Sides m_sides;
    at::Tensor m_mean, m_square;
    std::int64_t m_step = 0, m_perEpoch = 0, m_total = 0;
};

} // namespace

std::int64_t mostSteps(const UnitInputs& inputs, const FitOptions& options)
{
    const auto trained = static_cast<std::int64_t>(sidesOf(inputs, options).trained.size());
    return (trained + options.batch - 1) / options.batch * (options.epochs > 0 ? options.epochs : options.mostEpochs);
}

std::optional<double> fit(UnitModel& model, const UnitInputs& inputs, const at::Tensor& right, const FitOptions& options,
    SharedSteps& steps, const JobContext& job)
{
    return Fitting(model, inputs, right, options, steps, job).run();
}

std::optional<std::vector<float>> logitsOf(
    const UnitModel& model, const UnitInputs& inputs, std::int64_t outputs, const JobContext& job)
{
    torch::NoGradGuard noGrad;
    std::vector<float> all(static_cast<std::size_t>(inputs.units * outputs));
    for (std::int64_t sequence = 0; sequence < inputs.sequences();) {
        if (!job.proceed())
            return std::nullopt;
        Pack pack;
        for (; sequence < inputs.sequences() && pack.tokens() < packTokens; ++sequence)
            append(inputs, sequence, pack);
        const at::Tensor logits = model.logits(pack, {}).contiguous();
        const auto* from = logits.data_ptr<float>();
        for (const auto unit : pack.labels) {
            std::copy_n(from, outputs, all.begin() + unit * outputs);
            from += outputs;
        }
    }
    return all;
}

} // namespace exitscope::engine
