#include "core/engine/train/training_loop.h"

#include "core/engine/train/workers.h"
#include "core/error.h"
#include "core/io/sha256.h"

#include <ATen/ATen.h>

#include <cmath>
#include <cstdio>

namespace exitscope::engine {

namespace {

using training::LearningEvent;

double secondsSince(std::chrono::steady_clock::time_point start)
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// Steps between two lines of the log.
constexpr std::int64_t logEvery = 50;
constexpr double observeEverySeconds = 1;

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
    , m_journal(config.output)
{ }

TrainingLoop::~TrainingLoop() = default;

TrainReport TrainingLoop::run(bool resume, const JobContext& job)
{
    useSingleThreadedOperators();
    start(resume);
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

void TrainingLoop::start(bool resume)
{
    if (!resume || !std::filesystem::exists(statePath())) {
        m_journal.begin();
        begin();
        enterPhase(0);
        return;
    }
    m_state = loadTrainingState(statePath(), m_identity);
    m_journal.resume(m_state.logBytes, m_state.curveBytes);
    if (m_state.phase < std::ssize(m_plans) && m_state.weights.numel() != parameters(m_state.phase))
        throw InputError(statePath(), "the state is of another model", "train again without --resume");
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
    m_state.losses = {};
    m_state.owesJudgement = false;
    m_state.stopScore.reset();
    m_state.stale = 0;
}

TrainingLoop::PhaseEnd TrainingLoop::runPhase(const JobContext& job)
{
    prepare();
    m_observed = {};
    m_loggedTokens = 0;
    m_loggedAt = Clock::now();
    const PhasePlan now = plan();
    while (true) {
        if (m_state.owesJudgement && !judge(job))
            return PhaseEnd::Stopped;
        if (m_state.step >= now.steps || isPatienceOver())
            break;
        if (m_state.step > 0 && m_state.step % m_run.checkpointEvery == 0)
            save();
        if (!job.proceed())
            return PhaseEnd::Stopped;
        takeStep(job);
        m_state.owesJudgement = now.evaluateEvery > 0 && (m_state.step % now.evaluateEvery == 0 || m_state.step == now.steps);
    }
    endPhase();
    enterPhase(m_state.phase + 1);
    save();
    return PhaseEnd::Done;
}

void TrainingLoop::takeStep(const JobContext& job)
{
    const PhasePlan& now = plan();
    const auto started = Clock::now();
    const double rate = scheduledRate(now.optimizer, m_state.step, now.steps);
    const StepResult result = step();
    if (!std::isfinite(result.weighted))
        stopDiverged("loss");
    const double norm = optimise(
        now.optimizer, m_ranges, m_state.step, rate, m_gradients.front(), m_state.weights, m_state.mean, m_state.square);
    if (!std::isfinite(norm))
        stopDiverged("gradient");
    m_state.step += 1;
    m_state.totalSteps += 1;
    m_state.seconds += secondsSince(started);
    job.tell({ m_state.totalSteps, plannedSteps(), "steps", now.name + ", loss " + numberText(result.weighted, "%.3f") });
    count(result, rate);
}

/// Nothing of the step was taken over.
void TrainingLoop::stopDiverged(const char* what)
{
    const PhasePlan& now = plan();
    std::string kept = "the best weights so far are in " + m_run.output.string();
    if (m_state.judgements == 0) {
        const bool isSound = at::isfinite(m_state.weights).all().item<bool>();
        kept = isSound ? "the weights before that step are in " + m_run.output.string() : "no weights were kept";
        if (isSound)
            keepWeights();
    }
    throw InputError(m_run.path,
        std::string("the ") + what + " is no longer finite at step " + std::to_string(m_state.step + 1) + " of "
            + std::to_string(now.steps) + " of \"" + now.name + "\"",
        kept + "; use a smaller \"lr\" or a smaller \"clip\"");
}

void TrainingLoop::count(const StepResult& result, double rate)
{
    m_state.losses.add(result.losses, result.weighted);
    m_loggedTokens += result.tokens;
    m_observed.sums.add(result.losses, result.weighted);
    m_observed.tokens += result.tokens;
    const bool isLogged = m_state.step % logEvery == 0 || m_state.step == plan().steps;
    if (isLogged) {
        logProgress(rate, static_cast<double>(m_loggedTokens) / secondsSince(m_loggedAt));
        m_loggedTokens = 0;
        m_loggedAt = Clock::now();
    }
    const double observed = secondsSince(m_observed.start);
    if (isLogged || observed >= observeEverySeconds) {
        m_journal.tell(stepEvent(m_observed.sums, rate, static_cast<double>(m_observed.tokens) / observed));
        m_observed = {};
    }
}

/// False when the job was stopped: then it is still owed.
bool TrainingLoop::judge(const JobContext& job)
{
    if (!evaluate(job))
        return false;
    m_state.owesJudgement = false;
    m_state.judgements += 1;
    if (!m_run.earlyStopping)
        return true;
    const bool isGain = !m_state.stopScore || m_state.bestScore > *m_state.stopScore + m_run.earlyStopping->leastGain;
    m_state.stale = isGain ? 0 : m_state.stale + 1;
    if (isGain)
        m_state.stopScore = m_state.bestScore;
    if (isPatienceOver() && m_state.step < plan().steps)
        log("stop  " + plan().name + "  step " + std::to_string(m_state.step) + "/" + std::to_string(plan().steps) + "  "
            + std::to_string(m_state.stale) + " evaluations without a gain");
    return true;
}

bool TrainingLoop::isPatienceOver() const
{
    return m_run.earlyStopping && m_state.stale >= m_run.earlyStopping->patience;
}

/// Of all phases, those that were cut short counted as they were.
std::int64_t TrainingLoop::plannedSteps() const
{
    std::int64_t steps = m_state.totalSteps - m_state.step;
    for (auto phase = static_cast<std::size_t>(m_state.phase); phase < m_plans.size(); ++phase)
        steps += m_plans[phase].steps;
    return steps;
}

LearningEvent TrainingLoop::event(LearningEvent::Kind kind) const
{
    LearningEvent event;
    event.kind = kind;
    event.phase = plan().name;
    event.phaseIndex = m_state.phase;
    event.phases = std::ssize(m_plans);
    event.step = m_state.totalSteps;
    event.steps = plannedSteps();
    event.seconds = m_state.seconds;
    return event;
}

LearningEvent TrainingLoop::stepEvent(const LossSums& sums, double rate, double tokensPerSecond) const
{
    LearningEvent made = event(LearningEvent::Kind::Step);
    made.rate = rate;
    made.tokensPerSecond = tokensPerSecond;
    made.loss = sums.mean(sums.weighted);
    for (std::size_t loss = 0; loss < sums.losses.size(); ++loss) {
        made.losses.push_back(sums.mean(sums.losses[loss]));
        made.lossNames.push_back(lossName(loss));
    }
    return made;
}

void TrainingLoop::logProgress(double rate, double tokensPerSecond)
{
    const PhasePlan& now = plan();
    const LossSums& sums = m_state.losses;
    std::string line = "train " + now.name + "  step " + std::to_string(m_state.step) + "/" + std::to_string(now.steps) + "  loss";
    for (std::size_t loss = 0; loss < sums.losses.size(); ++loss)
        line += lossLabel(loss) + numberText(sums.mean(sums.losses[loss]), " %.4f");
    log(line + numberText(rate, "  lr %.3g") + numberText(tokensPerSecond, "  %.0f tokens/s"));
    m_journal.addToFile(stepEvent(sums, rate, tokensPerSecond));
    m_state.losses = {};
}

void TrainingLoop::logJudgement(
    const std::string& line, const std::string& metric, const std::vector<double>& byExit, bool isBest)
{
    log(line);
    LearningEvent judged = event(LearningEvent::Kind::Dev);
    judged.metric = metric;
    judged.byExit = byExit;
    judged.isBest = isBest;
    m_journal.add(judged);
}

void TrainingLoop::save()
{
    m_state.logBytes = m_journal.logBytes();
    m_state.curveBytes = m_journal.curveBytes();
    saveTrainingState(statePath(), m_state, m_identity);
}

} // namespace exitscope::engine
