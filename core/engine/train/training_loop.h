#pragma once

#include "core/engine/engine.h"
#include "core/engine/train/optimizer.h"
#include "core/engine/train/run_config.h"
#include "core/engine/train/run_journal.h"
#include "core/engine/train/training_state.h"

#include <chrono>
#include <string>
#include <vector>

namespace exitscope::engine {

/// A stretch of training with one shape, one loss and one schedule, as the loop sees it.
struct PhasePlan
{
    std::string name; ///< for the log
    std::int64_t steps = 0;
    std::int64_t evaluateEvery = 0; ///< steps; 0 = never
    OptimizerConfig optimizer;
};

/// printf of one number, for lines of the log.
std::string numberText(double value, const char* format);

/// Steps, schedule, log, learning curve and training state of a run in phases. What a phase computes is its subclass's. Killed
/// and resumed, it ends as if undisturbed, as long as steps depend on nothing but the state's counters and weights.
class TrainingLoop
{
public:
    virtual ~TrainingLoop();
    TrainingLoop(const TrainingLoop&) = delete;
    TrainingLoop& operator=(const TrainingLoop&) = delete;

    /// Gets every line of the learning curve, and the steps about once a second in between.
    void setObserver(training::Observer observer) { m_journal.setObserver(std::move(observer)); }

    /// With `resume`, goes on from the training state where there is one. Throws InputError where the loss or the gradient is no
    /// longer finite; what was best so far stays, and where nothing was judged yet, the last finite weights are kept.
    TrainReport run(bool resume, const JobContext& job);

protected:
    struct StepResult
    {
        std::vector<double> losses; ///< means, by what the phase's log lists
        double weighted = 0;
        std::int64_t tokens = 0;
    };

    explicit TrainingLoop(const RunConfig& config);

    /// Once, before run().
    void setPlans(std::vector<PhasePlan> plans) { m_plans = std::move(plans); }
    /// Once, at the start of a run that is not resumed: for the log.
    virtual void begin() {}
    /// Parameters of a phase's model.
    virtual std::int64_t parameters(std::int64_t phase) const = 0;
    /// Weights that a phase starts from; `before` are those that the one before ended with, undefined for the first.
    virtual at::Tensor startingWeights(std::int64_t phase, const at::Tensor& before) = 0;
    /// Makes what the current phase works with, over m_state.weights: m_gradients (the first is what a step leaves the sum in)
    /// and m_ranges.
    virtual void prepare() = 0;
    virtual StepResult step() = 0;
    /// Judges the weights (logJudgement) and keeps them where they are the best, with m_state.bestScore; false when the job was
    /// stopped.
    virtual bool evaluate(const JobContext& job) = 0;
    /// After the last step of a phase: leaves in m_state.weights what the next one starts from.
    virtual void endPhase() = 0;
    /// What precedes a loss in the log's lines, and what it is called in the learning curve: "exit 3", "LTE".
    virtual std::string lossLabel(std::size_t) const { return {}; }
    virtual std::string lossName(std::size_t loss) const { return "loss " + std::to_string(loss + 1); }
    /// Writes m_state.weights where no judged ones are: the run cannot go on.
    virtual void keepWeights() {}
    virtual TrainReport finish(const JobContext& job) = 0;

    const PhasePlan& plan() const { return m_plans[static_cast<std::size_t>(m_state.phase)]; }
    void log(const std::string& line) { m_journal.log(line); }
    /// A line of the log and one of the learning curve.
    void logJudgement(
        const std::string& line, const std::string& metric, const std::vector<double>& byExit, bool isBest);

    TrainingState m_state;
    int m_workers = 1;
    std::vector<TrainedRange> m_ranges;
    std::vector<at::Tensor> m_gradients; ///< one flat array per shard

private:
    using Clock = std::chrono::steady_clock;
    enum class PhaseEnd { Done, Stopped };

    /// Losses since the last event of a listener, and how fast they came.
    struct Window
    {
        LossSums sums;
        std::int64_t tokens = 0;
        Clock::time_point start = Clock::now();
    };

    void start(bool resume);
    PhaseEnd runPhase(const JobContext& job);
    void enterPhase(std::int64_t index);
    void takeStep(const JobContext& job);
    void count(const StepResult& result, double rate);
    bool judge(const JobContext& job);
    bool isPatienceOver() const;
    [[noreturn]] void stopDiverged(const char* what);
    void save();
    std::int64_t plannedSteps() const;
    training::LearningEvent event(training::LearningEvent::Kind kind) const;
    training::LearningEvent stepEvent(const LossSums& sums, double rate, double tokensPerSecond) const;
    void logProgress(double rate, double tokensPerSecond);
    std::filesystem::path statePath() const { return m_run.output / "training_state.safetensors"; }

    RunConfig m_run;
    std::string m_identity;
    std::vector<PhasePlan> m_plans;
    RunJournal m_journal;
    Window m_observed;
    std::int64_t m_loggedTokens = 0; ///< since m_loggedAt; the losses since then are part of the state
    Clock::time_point m_loggedAt;
};

} // namespace exitscope::engine
