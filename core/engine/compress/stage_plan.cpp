#include "core/engine/compress/stage_plan.h"

#include "core/engine/compress/slimming.h"
#include "core/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace exitscope::engine {

namespace {

/// Plans the phases of one model.
class Planner
{
public:
    Planner(const CompressConfig& config, const EncoderConfig& base, std::int64_t examples)
        : m_config(config)
        , m_base(base)
        , m_original(widthsOf(base))
        , m_target(targetWidths(config, m_original, base.vocabulary))
        , m_stepsPerEpoch((examples + config.batch - 1) / config.batch)
        , m_examples(examples)
    { }

    StagePlan plan(Stage stage) const
    {
        const StageSettings settings = settingsOf(stage, m_config, m_original, m_target);
        StagePlan plan { stage, m_config.importance, {} };
        switch (stage) {
        case Stage::FineTune:
            plan.phases.push_back(teacher(settings));
            break;
        case Stage::Assistant:
            plan.phases.push_back(assistant(settings));
            break;
        case Stage::Prune:
            plan.phases = pruning(settings);
            break;
        case Stage::RecoverFeatures:
        case Stage::Recover:
            if (settings.epochs > 0)
                plan.phases.push_back(recovery(stage, settings));
            break;
        }
        return plan;
    }

private:
    std::int64_t stepsOf(double epochs) const
    {
        return std::max<std::int64_t>(1, std::llround(epochs * static_cast<double>(m_stepsPerEpoch)));
    }

    SlimPhase phase(const char* name, const EncoderConfig& config, std::int64_t steps, const StageSettings& settings) const
    {
        SlimPhase phase;
        phase.name = name;
        phase.config = config;
        phase.steps = steps;
        phase.featureSteps = static_cast<std::int64_t>(settings.featureShare * static_cast<double>(steps));
        phase.evaluateEvery = std::max<std::int64_t>(1, m_stepsPerEpoch / m_config.evaluations);
        phase.optimizer = m_config.optimizer;
        phase.optimizer.rate = settings.rate;
        phase.dropout = m_config.dropout;
        phase.mix.temperature = m_config.temperature;
        phase.isEquilibrated = m_config.equilibrium;
        return phase;
    }

    EncoderConfig multiExit() const
    {
        EncoderConfig config = m_base;
        config.head = HeadKind::StateTanh;
        config.exitLayer.resize(static_cast<std::size_t>(m_base.layers - m_config.exitStart + 1));
        std::iota(config.exitLayer.begin(), config.exitLayer.end(), static_cast<std::int32_t>(m_config.exitStart));
        return config;
    }

    SlimPhase teacher(const StageSettings& settings) const
    {
        SlimPhase made = phase("fine-tuning", m_base, stepsOf(settings.epochs), settings);
        made.mix.hard = 1;
        made.keepsBest = true;
        made.isEquilibrated = false; // one exit: nothing to balance
        return made;
    }

    SlimPhase assistant(const StageSettings& settings) const
    {
        SlimPhase made = phase("teacher assistant", multiExit(), stepsOf(settings.epochs), settings);
        made.mix.features = made.featureSteps > 0 ? 1 : 0;
        made.mix.soft = m_config.prediction ? 0.5 : 0;
        made.mix.hard = m_config.prediction ? 0.5 : 1;
        made.mix.isTaughtByLast = true;
        made.keepsBest = true;
        return made;
    }

    /// Of everything that follows the assistant. Without prediction distillation the labels stand in for it.
    LossMix mixOf(double soft, double hard) const
    {
        LossMix mix;
        mix.features = m_config.features ? 1 : 0;
        mix.soft = m_config.prediction ? soft : 0;
        mix.hard = m_config.prediction ? hard : 1;
        mix.temperature = m_config.temperature;
        return mix;
    }

    std::vector<SlimPhase> pruning(const StageSettings& settings) const
    {
        const std::int64_t count = pruningCount(m_original, m_target);
        std::vector<SlimPhase> phases;
        EncoderConfig shape = multiExit();
        for (std::int64_t k = 1; k <= count; ++k) {
            if (needsGradients(m_config.importance))
                phases.push_back(judging(k, shape));
            SlimWidths widths = widthsAfter(k, m_original, m_target);
            widths.rank = std::min(widths.rank, m_base.vocabulary); // a table of few words has no more components
            shape = slimmedConfig(shape, widths);
            phases.push_back(interval(k, shape, settings));
        }
        for (SlimPhase& each : phases) {
            each.name.append(" ").append(std::to_string(each.pruning)).append(" of ").append(std::to_string(count));
            each.mix.isLastExitAlone = !m_config.exitLosses;
            each.isEquilibrated = m_config.equilibrium && m_config.exitLosses; // of one exit there is no mean
        }
        return phases;
    }

    SlimPhase judging(std::int64_t k, const EncoderConfig& shape) const
    {
        const std::int64_t examples
            = std::max<std::int64_t>(1, std::llround(m_config.judgedShare * static_cast<double>(m_examples)));
        SlimPhase made = phase("judging", shape, (examples + m_config.batch - 1) / m_config.batch, {});
        made.kind = SlimPhase::Kind::Judge;
        made.dropout = 0;
        made.evaluateEvery = 0;
        made.mix = mixOf(0.9, 0.1);
        made.pruning = k;
        return made;
    }

    SlimPhase interval(std::int64_t k, const EncoderConfig& shape, const StageSettings& settings) const
    {
        const std::int64_t steps = intervalSteps(settings.interval, m_stepsPerEpoch);
        SlimPhase made = phase("pruning", shape, steps, settings);
        made.evaluateEvery = steps;
        made.optimizer.rate = restartedRate(settings.rate, settings.restore, k);
        made.optimizer.warmup = restartWarmup(steps);
        made.mix = mixOf(1, 0);
        made.pruning = k;
        return made;
    }

    SlimPhase recovery(Stage stage, const StageSettings& settings) const
    {
        const bool isOfFeatures = stage == Stage::RecoverFeatures;
        SlimPhase made = phase(isOfFeatures ? "feature recovery" : "recovery", slimmedConfig(multiExit(), m_target),
            stepsOf(settings.epochs), settings);
        made.mix = mixOf(1, 0);
        if (isOfFeatures)
            made.mix.soft = made.mix.hard = 0;
        made.featureSteps = 0;
        made.keepsBest = !isOfFeatures;
        return made;
    }

    const CompressConfig& m_config;
    const EncoderConfig& m_base;
    SlimWidths m_original, m_target;
    std::int64_t m_stepsPerEpoch, m_examples;
};

nlohmann::ordered_json toJson(const OptimizerConfig& optimizer)
{
    return { optimizer.rate, optimizer.decay, optimizer.warmup, optimizer.clip, optimizer.epsilon, optimizer.beta1,
        optimizer.beta2 };
}

nlohmann::ordered_json toJson(const EncoderConfig& config)
{
    return { { "layers", config.layers }, { "hidden", config.hidden }, { "heads", config.heads },
        { "head_size", config.sizeOfHead() }, { "feed_forward", config.feedForward }, { "rank", config.wordRank },
        { "vocabulary", config.vocabulary }, { "positions", config.positions }, { "classes", config.classes },
        { "exits", config.exitLayer }, { "head", static_cast<int>(config.head) } };
}

nlohmann::ordered_json toJson(const LossMix& mix)
{
    return { { "features", mix.features }, { "soft", mix.soft }, { "hard", mix.hard }, { "last_alone", mix.isLastExitAlone },
        { "by_last", mix.isTaughtByLast }, { "temperature", mix.temperature } };
}

} // namespace

std::int64_t StagePlan::steps() const
{
    return std::accumulate(phases.begin(), phases.end(), std::int64_t { 0 },
        [](std::int64_t sum, const SlimPhase& phase) { return sum + phase.steps; });
}

std::vector<StagePlan> plannedStages(const CompressConfig& config, const EncoderConfig& base, std::int64_t examples)
{
    if (config.exitStart > base.layers)
        throw InputError(config.path, "\"exit_start\" is " + std::to_string(config.exitStart),
            "the model has " + std::to_string(base.layers) + " layers");
    const Planner planner(config, base, examples);
    std::vector<StagePlan> plans;
    for (std::size_t i = 0; i < stageNames.size(); ++i) {
        const auto stage = static_cast<Stage>(i);
        if (stage == Stage::FineTune && !config.teacher.empty())
            continue;
        StagePlan plan = planner.plan(stage);
        if (!plan.phases.empty())
            plans.push_back(std::move(plan));
    }
    return plans;
}

std::string identityOf(const StagePlan& plan)
{
    nlohmann::ordered_json json;
    json["stage"] = stageNames[static_cast<std::size_t>(plan.stage)];
    json["importance"] = static_cast<int>(plan.importance);
    for (const SlimPhase& phase : plan.phases)
        json["phases"].push_back({ { "kind", static_cast<int>(phase.kind) }, { "name", phase.name }, { "shape", toJson(phase.config) },
            { "steps", phase.steps }, { "feature_steps", phase.featureSteps }, { "evaluate_every", phase.evaluateEvery },
            { "optimizer", toJson(phase.optimizer) }, { "dropout", phase.dropout }, { "mix", toJson(phase.mix) },
            { "keeps_best", phase.keepsBest }, { "equilibrium", phase.isEquilibrated }, { "pruning", phase.pruning } });
    return json.dump();
}

} // namespace exitscope::engine
