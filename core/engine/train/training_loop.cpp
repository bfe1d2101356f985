#include "core/engine/train/training_loop.h"

#include "core/engine/train/workers.h"
#include "core/error.h"
#include "core/io/atomic_file.h"
#include "core/io/sha256.h"

#include <ATen/ATen.h>

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

/// Steps between two lines of the log.
constexpr std::int64_t logEvery = 50;

} // namespace

std::string numberText(double value, const char* format)
{
    char text[64];
    std::snprintf(text, sizeof text, format, value);
    return text;
}

TrainingLoop::TrainingLoop(const RunConfig& config)
    : m_workers(workerCount(config.threads, config.shards))
    , m_run(config)
    , m_identity(io::Sha256().update(config.text).hex())
{ }

TrainingLoop::~TrainingLoop() = default;

TrainReport TrainingLoop::run(bool resume, const JobContext& job)
{
    useSingleThreadedOperators();
    const auto logPath = m_run.output / "train.log";
    if (resume && std::filesystem::exists(statePath())) {
        m_state = loadTrainingState(statePath(), m_identity);
        std::filesystem::resize_file(logPath, static_cast<std::uintmax_t>(m_state.logBytes));
        if (m_state.phase < std::ssize(m_plans) && m_state.weights.numel() != parameters(m_state.phase))
            throw InputError(statePath(), "the state is of another model", "train again without --resume");
    } else {
        io::writeFileAtomically(logPath, "");
        begin();
        enterPhase(0);
    }
    while (m_state.phase < std::ssize(m_plans)) {
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

/// Past the last phase it only counts on.
void TrainingLoop::enterPhase(std::int64_t index)
{
    const bool isPastEnd = index == std::ssize(m_plans);
    const at::Tensor weights = isPastEnd ? m_state.weights : startingWeights(index, m_state.weights);
    m_state.phase = index;
    m_state.step = 0;
    if (isPastEnd)
        return;
    m_state.weights = weights;
    m_state.mean = at::zeros_like(m_state.weights);
    m_state.square = at::zeros_like(m_state.weights);
    m_state.best = at::Tensor();
    m_state.bestScore = 0;
    m_state.bestDev.clear();
    m_state.lossSums.clear();
    m_state.lossSteps = 0;
}

TrainingLoop::PhaseEnd TrainingLoop::runPhase(const JobContext& job)
{
    prepare();
    const PhasePlan now = plan();
    std::int64_t totalSteps = 0;
    for (const PhasePlan& each : m_plans)
        totalSteps += each.steps;
    auto windowStart = Clock::now();
    std::int64_t windowTokens = 0;
    while (m_state.step < now.steps) {
        if (!job.proceed())
            return PhaseEnd::Stopped;
        const auto stepStart = Clock::now();
        const double rate = scheduledRate(now.optimizer, m_state.step, now.steps);
        const StepResult result = step();
        const double norm = optimise(
            now.optimizer, m_ranges, m_state.step, rate, m_gradients.front(), m_state.weights, m_state.mean, m_state.square);
        if (!std::isfinite(norm))
            throw InputError(m_run.path,
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
        job.tell({ m_state.totalSteps, totalSteps, "steps", now.name + ", loss " + numberText(result.weighted, "%.3f") });
        if (m_state.step % logEvery == 0 || m_state.step == now.steps) {
            logProgress(rate, static_cast<double>(windowTokens) / secondsSince(windowStart));
            windowStart = Clock::now();
            windowTokens = 0;
        }
        const bool isDue = now.evaluateEvery > 0 && (m_state.step % now.evaluateEvery == 0 || m_state.step == now.steps);
        if (isDue && !evaluate(job))
            return PhaseEnd::Stopped;
        if (m_state.step % m_run.checkpointEvery == 0)
            save();
    }
    endPhase();
    enterPhase(m_state.phase + 1);
    save();
    return PhaseEnd::Done;
}

void TrainingLoop::logProgress(double rate, double tokensPerSecond)
{
    const PhasePlan& now = plan();
    std::string line = "train " + now.name + "  step " + std::to_string(m_state.step) + "/" + std::to_string(now.steps) + "  loss";
    for (std::size_t e = 0; e < m_state.lossSums.size(); ++e) {
        line += lossLabel(e);
        line += numberText(m_state.lossSums[e] / static_cast<double>(m_state.lossSteps), " %.4f");
        m_state.lossSums[e] = 0;
    }
    m_state.lossSteps = 0;
    log(line + numberText(rate, "  lr %.3g") + numberText(tokensPerSecond, "  %.0f tokens/s"));
}

void TrainingLoop::log(const std::string& line)
{
    const auto path = m_run.output / "train.log";
    std::ofstream file(path, std::ios::app | std::ios::binary);
    file << line << '\n';
    file.flush();
    if (!file)
        throw IoError("cannot write " + path.string());
    m_state.logBytes += static_cast<std::int64_t>(line.size()) + 1;
}

void TrainingLoop::save()
{
    saveTrainingState(statePath(), m_state, m_identity);
}

} // namespace exitscope::engine
