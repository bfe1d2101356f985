#include "core/engine/train/language_run.h"

#include "core/engine/train/decoder_files.h"
#include "core/engine/train/workers.h"
#include "core/io/atomic_file.h"

#include <torch/torch.h>

#include <algorithm>
#include <cmath>

namespace exitscope::engine {

namespace {

std::string row(const char* what, const std::vector<double>& values, const char* format)
{
    std::string line = what;
    for (const double value : values)
        line += numberText(value, format);
    return line;
}

/// "nll by layer …": what the log says of a set.
std::string scoreText(const LayerScores& scores)
{
    std::string line = row("nll by layer", scores.surprise, " %.4f") + numberText(std::exp(scores.surprise.back()), "  perplexity %.3f");
    line += row("  right", scores.right, " %.3f") + row("  as the last", scores.agreement, " %.3f");
    if (scores.classifier)
        line += numberText(scores.classifier->loss, "  classifier loss %.4f") + numberText(scores.classifier->ranking, " AUC %.4f");
    return line;
}

std::string counted(const char* name, const TextSet& set)
{
    std::string line = std::string("data  ") + name + "  " + std::to_string(set.examples()) + (set.isStream ? " windows" : " pairs");
    line += "  " + std::to_string(set.source.size() + set.target.size()) + " tokens";
    if (set.cut > 0)
        line += "  " + std::to_string(set.cut) + " pairs cut";
    if (set.leftOut > 0)
        line += "  " + std::to_string(set.leftOut) + " pairs left out";
    return line;
}

} // namespace

LanguageRun::LanguageRun(const LanguageConfig& config, LanguageData data)
    : TrainingLoop(config)
    , m_config(config)
    , m_data(std::move(data))
    , m_layerWeights(layerWeights(config.regime, m_data.shape.decoder.layers))
{
    for (std::size_t layer = 0; layer < m_layerWeights.size(); ++layer)
        if (m_layerWeights[layer] > 0)
            m_trained.push_back(layer);
    const auto stepsOf = [&](double epochs) {
        return std::max<std::int64_t>(1, std::llround(epochs * static_cast<double>(perEpoch())));
    };
    const std::int64_t evaluateEvery = std::max<std::int64_t>(1, perEpoch() / config.evaluations);
    std::vector<PhasePlan> plans;
    if (config.epochs > 0) {
        plans.push_back({ "training", stepsOf(config.epochs), evaluateEvery, config.optimizer });
        m_isClassifier.push_back(false);
    }
    if (config.classifier) {
        OptimizerConfig optimizer = config.optimizer;
        optimizer.rate = config.classifier->rate;
        plans.push_back({ "exit classifier", stepsOf(config.classifier->epochs), evaluateEvery, optimizer });
        m_isClassifier.push_back(true);
    }
    setPlans(std::move(plans));
}

void LanguageRun::begin()
{
    log("model " + m_data.shape.modelType + "  " + std::to_string(DecoderLayout(m_data.shape).count()) + " parameters  vocabulary "
        + std::to_string(m_data.shape.vocabulary));
    log(counted("train", m_data.train));
    log(counted("dev", m_data.dev));
    if (m_data.test)
        log(counted("test", *m_data.test));
}

DecoderConfig LanguageRun::shapeOf(std::int64_t phase) const
{
    DecoderConfig shape = m_data.shape;
    shape.hasClassifier = isClassifier(phase);
    return shape;
}

std::int64_t LanguageRun::parameters(std::int64_t phase) const
{
    return DecoderLayout(shapeOf(phase)).count();
}

at::Tensor LanguageRun::startingWeights(std::int64_t phase, const at::Tensor& before)
{
    const DecoderConfig shape = shapeOf(phase);
    const DecoderLayout layout(shape);
    const at::Tensor& given = phase == 0 ? m_data.weights : before;
    if (!given.defined())
        return initialDecoderWeights(shape, layout, m_config.seed);
    at::Tensor weights = at::zeros({ layout.count() }); // an exit classifier starts undecided, at the end
    weights.narrow(0, 0, given.numel()).copy_(given);
    return weights;
}

void LanguageRun::prepare()
{
    const DecoderConfig shape = shapeOf(m_state.phase);
    m_layout = std::make_unique<DecoderLayout>(shape);
    m_replicas.clear();
    m_gradients.clear();
    for (int shard = 0; shard < m_config.shards; ++shard) {
        m_gradients.push_back(at::zeros({ m_layout->count() }));
        m_replicas.emplace_back(shape, *m_layout, m_state.weights, m_gradients.back());
    }
    m_ranges = trainedRanges(*m_layout, [&](const ParameterSpec& spec) {
        return spec.name.starts_with("exit_module.") == isClassifier(m_state.phase);
    });
    m_orderEpoch = -1;
}

std::vector<TextBatch> LanguageRun::batch()
{
    const std::int64_t epoch = m_state.step / perEpoch();
    if (epoch != m_orderEpoch) {
        m_order = epochOrder(m_data.train, m_config.seed + static_cast<std::uint64_t>(m_state.phase) * 1'000'003, epoch);
        m_orderEpoch = epoch;
    }
    const auto first = static_cast<std::size_t>(m_state.step % perEpoch() * m_config.batch);
    const auto count = std::min(static_cast<std::size_t>(m_config.batch), m_order.examples.size() - first);
    return textBatches(
        m_data.train, std::span(m_order.examples).subspan(first, count), m_order.shift, m_data.marks, m_config.shards);
}

/// Leaves the gradient of the layer-weighted mean loss over `words` in the shard's array.
HeadScores LanguageRun::shardLoss(const TextBatch& batch, std::size_t shard, std::int64_t words)
{
    const TrainableDecoder& decoder = m_replicas[shard];
    const PassSeed seed { m_config.seed, static_cast<std::uint64_t>(m_state.step), shard, m_config.dropout };
    const auto states = decoder.states(batch, seed);
    std::vector<at::Tensor> inputs;
    std::vector<double> weights;
    for (const std::size_t layer : m_trained) {
        inputs.push_back(decoder.headInput(states[layer]));
        weights.push_back(m_layerWeights[layer] / static_cast<double>(words));
    }
    HeadScores scores;
    const kernels::WordLoss loss { static_cast<float>(m_config.labelSmoothing), static_cast<float>(m_config.normaliser) };
    headLoss(at::cat(inputs), decoder.head(), indexTensor(batch.words), loss, weights, scores).backward();
    return scores;
}

LanguageRun::StepResult LanguageRun::step()
{
    if (isClassifier(m_state.phase))
        return classifierStep();
    const std::vector<TextBatch> batches = batch();
    StepResult result;
    std::int64_t words = 0;
    for (const TextBatch& each : batches) {
        words += each.tokens();
        result.tokens += each.tokens() + std::ssize(each.source);
    }
    std::vector<HeadScores> scores(batches.size());
    runParts(m_workers, static_cast<int>(batches.size()), [&](int part) {
        const auto shard = static_cast<std::size_t>(part);
        m_gradients[shard].zero_();
        if (batches[shard].texts() > 0)
            scores[shard] = shardLoss(batches[shard], shard, words);
    });
    for (std::size_t shard = 1; shard < m_gradients.size(); ++shard)
        m_gradients.front().add_(m_gradients[shard]);
    result.losses.assign(m_trained.size(), 0);
    for (const HeadScores& shard : scores)
        for (std::size_t i = 0; i < shard.layers.size(); ++i)
            result.losses[i] += shard.layers[i].loss / static_cast<double>(words);
    for (std::size_t i = 0; i < m_trained.size(); ++i)
        result.weighted += m_layerWeights[m_trained[i]] * result.losses[i];
    return result;
}

/// The shards give states and targets only; the loss is one over the whole batch, because balancing counts there.
LanguageRun::StepResult LanguageRun::classifierStep()
{
    const std::vector<TextBatch> batches = batch();
    std::vector<at::Tensor> inputs(batches.size()), targets(batches.size());
    StepResult result;
    for (const TextBatch& each : batches)
        result.tokens += each.tokens() + std::ssize(each.source);
    runParts(m_workers, static_cast<int>(batches.size()), [&](int part) {
        const auto shard = static_cast<std::size_t>(part);
        if (batches[shard].texts() == 0)
            return;
        torch::NoGradGuard noGradients;
        const TrainableDecoder& decoder = m_replicas[shard];
        const auto states = decoder.states(batches[shard], {});
        std::vector<at::Tensor> read;
        for (const at::Tensor& state : states)
            read.push_back(decoder.headInput(state));
        at::Tensor best;
        headScores(at::cat(read), decoder.head(), indexTensor(batches[shard].words), {}, &best);
        targets[shard] = layerAgreement(best);
        inputs[shard] = at::stack(at::TensorList(states).slice(0, states.size() - 1), 1);
    });
    std::vector<at::Tensor> allInputs, allTargets;
    for (std::size_t shard = 0; shard < inputs.size(); ++shard)
        if (inputs[shard].defined()) {
            allInputs.push_back(inputs[shard]);
            allTargets.push_back(targets[shard]);
        }
    m_gradients.front().zero_();
    const at::Tensor logits = m_replicas.front().classifierLogits(at::cat(allInputs));
    const at::Tensor loss = classifierLoss(*m_config.classifier, logits, at::cat(allTargets));
    loss.backward();
    result.weighted = loss.item<double>();
    result.losses = { result.weighted };
    return result;
}

LayerScores LanguageRun::scored(const TrainableDecoder& decoder, const TextSet& set, const JobContext& job) const
{
    return evaluateLayers(decoder, set, m_data.marks, m_config.batch, m_config.classifier.value_or(ExitClassifierConfig {}),
        m_workers, job);
}

bool LanguageRun::evaluate(const JobContext& job)
{
    const TrainableDecoder decoder(shapeOf(m_state.phase), *m_layout, m_state.weights, {});
    const LayerScores scores = scored(decoder, m_data.dev, job);
    if (!scores.isComplete)
        return false;
    double score = -(m_config.select == Selection::LastExit ? scores.surprise.back() : scores.mean());
    if (isClassifier(m_state.phase)) // the layers do not change any more
        score = -scores.classifier->loss;
    const bool isBest = !m_state.best.defined() || score > m_state.bestScore;
    if (isBest) {
        m_state.best = m_state.weights.clone();
        m_state.bestScore = score;
        m_state.bestDev = scores.surprise;
        write(m_state.weights); // already of use while the rest is trained
    }
    logJudgement("dev   " + plan().name + "  step " + std::to_string(m_state.step) + "  " + scoreText(scores)
            + (isBest ? "  best so far" : ""),
        "nll", scores.surprise, isBest);
    return true;
}

std::string LanguageRun::lossName(std::size_t loss) const
{
    return isClassifier(m_state.phase) ? "exit classifier" : "exit " + std::to_string(m_trained[loss] + 1);
}

void LanguageRun::endPhase()
{
    m_state.weights = m_state.best.clone();
}

void LanguageRun::write(const at::Tensor& weights)
{
    writeDecoder(m_config.output, shapeOf(m_state.phase), *m_layout, weights, m_config.storedAs,
        m_config.regime != LayerWeights::Last);
}

TrainReport LanguageRun::finish(const JobContext& job)
{
    TrainReport report;
    report.checkpoint = m_config.output;
    report.steps = m_state.totalSteps;
    report.seconds = m_state.seconds;
    report.metric = "nll";
    const std::int64_t last = std::ssize(m_isClassifier) - 1;
    // Scores of what is stored, not of what it was rounded from.
    at::Tensor weights = m_state.weights;
    if (m_config.storedAs == StoredAs::F16)
        weights = weights.to(at::kHalf).to(at::kFloat);
    const DecoderLayout layout(shapeOf(last));
    const TrainableDecoder decoder(shapeOf(last), layout, weights, {});
    const auto judge = [&](const TextSet& set, const char* name, std::vector<double>& into) {
        const LayerScores scores = scored(decoder, set, job);
        if (!scores.isComplete)
            return false;
        log(std::string("final ") + name + " " + scoreText(scores));
        into = scores.surprise;
        return true;
    };
    if (!judge(m_data.dev, "dev", report.devByExit) || (m_data.test && !judge(*m_data.test, "test", report.testByExit))) {
        report.end = JobEnd::Cancelled;
        return report;
    }
    writeDecoder(m_config.output, shapeOf(last), layout, m_state.weights, m_config.storedAs, m_config.regime != LayerWeights::Last);
    io::writeFileAtomically(m_config.output / "train.json", m_config.text);
    return report;
}

} // namespace exitscope::engine
