#include "core/engine/train/training_run.h"

#include "core/engine/train/checkpoint_files.h"
#include "core/engine/train/workers.h"
#include "core/error.h"
#include "core/hashee/token_hash_file.h"
#include "core/io/atomic_file.h"
#include "core/io/sha256.h"

#include <nlohmann/json.hpp>
#include <torch/torch.h>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <fstream>

namespace exitscope::engine {

namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

std::string number(double value, const char* format)
{
    char text[64];
    std::snprintf(text, sizeof text, format, value);
    return text;
}

/// "  lte loss 0.1234 AUC 0.876": how well the exit module tells exits to be left at from the others.
std::string moduleText(ExitModule kind, const ExitScores& scores)
{
    if (!scores.module)
        return {};
    const std::string name = kind == ExitModule::Lte ? "  lte" : "  classifier";
    return name + number(scores.module->loss, " loss %.4f") + number(scores.module->ranking, " AUC %.4f");
}

/// Steps between two lines of the log.
constexpr std::int64_t logEvery = 50;

} // namespace

TrainingRun::TrainingRun(const TrainConfig& config, TrainingData data, std::vector<Phase> phases, StartingPoint start)
    : m_config(config)
    , m_identity(io::Sha256().update(config.text).hex())
    , m_data(std::move(data))
    , m_phases(std::move(phases))
    , m_start(std::move(start))
    , m_workers(workerCount(config.threads, config.shards))
{
    m_evaluation.labels = m_data.labels;
    m_evaluation.module = m_config.exitModule;
    m_evaluation.workers = m_workers;
    if (m_config.task)
        m_evaluation.metric = selectionMetric(m_config.task->name, m_data.labels);
}

TrainReport TrainingRun::run(bool resume, const JobContext& job)
{
    useSingleThreadedOperators();
    const auto logPath = m_config.output / "train.log";
    if (resume && std::filesystem::exists(statePath())) {
        m_state = loadTrainingState(statePath(), m_identity);
        std::filesystem::resize_file(logPath, static_cast<std::uintmax_t>(m_state.logBytes));
        if (m_state.phase < static_cast<std::int64_t>(m_phases.size())
            && m_state.weights.numel() != phase().layout().count())
            throw InputError(statePath(), "the state is of another model", "train again without --resume");
    } else {
        io::writeFileAtomically(logPath, "");
        enterPhase(0);
    }
    while (m_state.phase < static_cast<std::int64_t>(m_phases.size())) {
        if (runPhase(job) == PhaseEnd::Stopped) {
            save();
            TrainReport report;
            report.end = JobEnd::Cancelled;
            report.steps = m_state.totalSteps;
            report.seconds = m_state.seconds;
            return report;
        }
    }
    return finish(job);
}

/// Carries the weights of the phase before over into the shape of phase `index`; past the last one only counts on.
void TrainingRun::enterPhase(std::int64_t index)
{
    const bool isFirst = index == 0;
    const bool isPastEnd = index == static_cast<std::int64_t>(m_phases.size());
    const EncoderConfig before = isFirst ? m_start.config : phase().config;
    const ParameterLayout from = isFirst ? ParameterLayout(before, MaskHead::Present) : phase().layout();
    const at::Tensor weights = isFirst ? m_start.weights : m_state.weights;
    m_state.phase = index;
    m_state.step = 0;
    if (isPastEnd)
        return;
    const ParameterLayout to = phase().layout();
    m_state.weights = weights.defined() ? grownWeights(from, before, weights, to, m_config.seed) : initialWeights(to, m_config.seed);
    if (phase().part == LossPart::OtherExits && !phase().config.classifiesTokens) // DeeBERT: exit poolers start from the trained one
        for (std::size_t exit = 0; exit + 1 < phase().config.exitLayer.size(); ++exit)
            for (const char* part : { "pooler.dense.weight", "pooler.dense.bias" }) {
                const auto& last = to.at(exitName(phase().config.exitLayer.size() - 1, part));
                m_state.weights.narrow(0, to.at(exitName(exit, part)).offset, last.count())
                    .copy_(m_state.weights.narrow(0, last.offset, last.count()));
            }
    m_state.mean = at::zeros_like(m_state.weights);
    m_state.square = at::zeros_like(m_state.weights);
    m_state.best = at::Tensor();
    m_state.bestScore = 0;
    m_state.bestDev.clear();
    m_state.lossSums.clear();
    m_state.lossSteps = 0;
}

void TrainingRun::prepareReplicas()
{
    const Phase& now = phase();
    m_layout = std::make_unique<ParameterLayout>(now.config, now.maskHead());
    m_replicas.clear();
    m_gradients.clear();
    for (int shard = 0; shard < m_config.shards; ++shard) {
        m_gradients.push_back(at::zeros({ m_layout->count() }));
        m_replicas.emplace_back(now.config, *m_layout, m_state.weights, m_gradients.back());
    }
    const std::string lastExit = now.config.exitLayer.empty() ? "" : exitName(now.config.exitLayer.size() - 1, "");
    m_ranges = trainedRanges(*m_layout, [&](const ParameterSpec& spec) {
        const bool isModule = spec.name.starts_with("exit_module.");
        if (isModule || now.part == LossPart::ExitModule)
            return isModule;
        const bool isExit = spec.name.starts_with("exits.");
        const bool isLastExit = isExit && spec.name.starts_with(lastExit);
        if (now.part == LossPart::TrunkAndLastExit)
            return !isExit || isLastExit;
        return now.part == LossPart::Whole || (isExit && !isLastExit);
    });
    m_exitWeights = now.kind == Phase::Kind::Mask ? std::vector<double> { 1.0 }
                                                  : exitWeights(m_config.regime, now.part, now.config.exitLayer);
    m_orderEpoch = -1;
}

std::int64_t TrainingRun::evaluateEvery() const
{
    const auto perEpoch = (examplesPerEpoch(m_data.train) + m_config.batch - 1) / m_config.batch;
    return std::max<std::int64_t>(1, perEpoch / m_config.evaluations);
}

TrainingRun::PhaseEnd TrainingRun::runPhase(const JobContext& job)
{
    prepareReplicas();
    const Phase& now = phase();
    std::int64_t totalSteps = 0;
    for (const Phase& each : m_phases)
        totalSteps += each.steps;
    auto windowStart = Clock::now();
    std::int64_t windowTokens = 0;
    while (m_state.step < now.steps) {
        if (!job.proceed())
            return PhaseEnd::Stopped;
        const auto stepStart = Clock::now();
        const double rate = scheduledRate(now.optimizer, m_state.step, now.steps);
        const StepResult result = step(now);
        const double norm = optimise(
            now.optimizer, m_ranges, m_state.step, rate, m_gradients.front(), m_state.weights, m_state.mean, m_state.square);
        if (!std::isfinite(norm))
            throw InputError(m_config.path,
                "the gradient is no longer finite at step " + std::to_string(m_state.step) + " of " + now.name,
                "use a smaller \"lr\" or a smaller \"clip\"");
        m_state.step += 1;
        m_state.totalSteps += 1;
        m_state.lossSums.resize(result.losses.size());
        for (std::size_t e = 0; e < result.losses.size(); ++e)
            m_state.lossSums[e] += result.losses[e];
        m_state.lossSteps += 1;
        windowTokens += result.tokens;
        m_state.seconds += secondsSince(stepStart);
        job.tell({ m_state.totalSteps, totalSteps, "steps", now.name + ", loss " + number(result.weighted, "%.3f") });
        if (m_state.step % logEvery == 0 || m_state.step == now.steps) {
            logProgress(now, rate, static_cast<double>(windowTokens) / secondsSince(windowStart));
            windowStart = Clock::now();
            windowTokens = 0;
        }
        const bool isDue = m_state.step % evaluateEvery() == 0 || m_state.step == now.steps;
        if (now.kind == Phase::Kind::Task && isDue && !evaluate(now, job))
            return PhaseEnd::Stopped;
        if (m_state.step % m_config.checkpointEvery == 0)
            save();
    }
    if (now.kind == Phase::Kind::Mask)
        writeModel(m_config.output / "pretrained", now, m_state.weights);
    else
        m_state.weights = m_state.best.clone();
    enterPhase(m_state.phase + 1);
    save();
    return PhaseEnd::Done;
}

bool TrainingRun::evaluate(const Phase& now, const JobContext& job)
{
    const TrainableEncoder encoder(now.config, *m_layout, m_state.weights, {});
    const ExitScores scores = evaluateExits(encoder, m_data.dev, m_evaluation, job);
    if (!scores.isComplete)
        return false;
    double score = now.select == Selection::LastExit ? scores.byExit.back() : scores.mean();
    if (now.part == LossPart::ExitModule) // the exits do not change any more
        score = -scores.module->loss;
    const bool isBest = !m_state.best.defined() || score > m_state.bestScore;
    if (isBest) {
        m_state.best = m_state.weights.clone();
        m_state.bestScore = score;
        m_state.bestDev = scores.byExit;
        // Already of use while the rest is trained: a window can open it, a trace can read it.
        writeModel(m_config.output, now, m_state.weights);
    }
    std::string line = "dev   " + now.name + "  step " + std::to_string(m_state.step) + "  " + scores.metric + " by exit";
    for (const double value : scores.byExit)
        line += number(100 * value, " %.2f");
    line += number(100 * scores.mean(), "  mean %.2f") + moduleText(now.config.exitModule, scores);
    log(line + (isBest ? "  best so far" : ""));
    return true;
}

void TrainingRun::logProgress(const Phase& now, double rate, double tokensPerSecond)
{
    std::string line = "train " + now.name + "  step " + std::to_string(m_state.step) + "/" + std::to_string(now.steps) + "  loss";
    for (std::size_t e = 0; e < m_state.lossSums.size(); ++e) {
        line += e == m_exitWeights.size() ? "  lte" : "";
        line += number(m_state.lossSums[e] / static_cast<double>(m_state.lossSteps), " %.4f");
        m_state.lossSums[e] = 0;
    }
    m_state.lossSteps = 0;
    log(line + number(rate, "  lr %.3g") + number(tokensPerSecond, "  %.0f tokens/s"));
}

void TrainingRun::log(const std::string& line)
{
    std::ofstream file(m_config.output / "train.log", std::ios::app | std::ios::binary);
    file << line << '\n';
    file.flush();
    if (!file)
        throw IoError("cannot write " + (m_config.output / "train.log").string());
    m_state.logBytes += static_cast<std::int64_t>(line.size()) + 1;
}

void TrainingRun::save()
{
    saveTrainingState(statePath(), m_state, m_identity);
}

void TrainingRun::writeModel(const std::filesystem::path& folder, const Phase& now, const at::Tensor& weights)
{
    EncoderConfig config = now.config;
    config.labelNames = m_data.labels.names;
    const StoredAs storedAs = now.kind == Phase::Kind::Mask ? StoredAs::F32 : m_config.storedAs;
    writeCheckpoint(folder, config, now.layout(), weights, storedAs, m_data.labels.isRegression);
    if (folder != m_config.output)
        for (const char* name : { "vocab.txt", "tokenizer_config.json", "special_tokens_map.json", hashee::tokenHashFile })
            if (std::filesystem::exists(m_config.output / name))
                std::filesystem::copy_file(
                    m_config.output / name, folder / name, std::filesystem::copy_options::overwrite_existing);
}

TrainReport TrainingRun::finish(const JobContext& job)
{
    const Phase& last = m_phases.back();
    TrainReport report;
    report.checkpoint = m_config.output;
    report.steps = m_state.totalSteps;
    report.seconds = m_state.seconds;
    if (last.kind == Phase::Kind::Mask) {
        report.checkpoint = m_config.output / "pretrained";
        return report;
    }
    // Scores of what is stored, not of what it was rounded from.
    at::Tensor weights = m_state.weights;
    if (m_config.storedAs == StoredAs::F16)
        weights = weights.to(at::kHalf).to(at::kFloat);
    const ParameterLayout layout = last.layout();
    const TrainableEncoder encoder(last.config, layout, weights, {});
    const auto scored = [&](const ExampleSet& set, const char* name) {
        ExitScores scores = evaluateExits(encoder, set, m_evaluation, job);
        std::string line = std::string("final ") + name + " " + scores.metric + " by exit";
        for (const double value : scores.byExit)
            line += number(100 * value, " %.2f");
        if (scores.isComplete)
            log(line + moduleText(last.config.exitModule, scores));
        return scores;
    };
    const ExitScores dev = scored(m_data.dev, "dev");
    const ExitScores test = m_data.test ? scored(*m_data.test, "test") : ExitScores {};
    if (!dev.isComplete || !test.isComplete) {
        report.end = JobEnd::Cancelled;
        return report;
    }
    writeModel(m_config.output, last, m_state.weights);
    io::writeFileAtomically(m_config.output / "train.json", m_config.text);
    report.metric = dev.metric;
    report.devByExit = dev.byExit;
    report.testByExit = test.byExit;
    return report;
}

} // namespace exitscope::engine
