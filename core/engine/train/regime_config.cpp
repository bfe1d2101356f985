#include "core/engine/train/regime_config.h"

namespace exitscope::engine {

namespace {

TeacherConfig readTeacher(StrictObject json)
{
    TeacherConfig teacher;
    json.read("model", teacher.model);
    if (teacher.model.empty())
        json.fail("model", "is missing", "name the teacher's folder");
    json.read("temperature", teacher.temperature, 0.01, 1000);
    json.read("logits", teacher.logits, 0, 1000);
    json.read("hidden", teacher.hidden, 0, 1000);
    json.read("labels", teacher.labels, 0, 1000);
    teacher.loss = static_cast<TeacherConfig::Loss>(json.choice("loss", { "cross-entropy", "kl" }, 0));
    teacher.match = static_cast<TeacherConfig::Match>(json.choice("match", { "last", "by-exit" }, 0));
    if (teacher.logits + teacher.labels == 0)
        json.fail("logits", "and \"labels\" are both 0: the exits would learn nothing", "give one of them a weight");
    if (teacher.logits + teacher.hidden == 0)
        json.fail("logits", "and \"hidden\" are both 0: nothing would be learnt from the teacher",
            "give one of them a weight, or leave the teacher out");
    json.finish();
    return teacher;
}

std::string quoted(Regime regime)
{
    std::string text(1, '"');
    text += nameOf(regime);
    return text + '"';
}

} // namespace

std::string_view nameOf(Regime regime)
{
    constexpr std::string_view names[] { "joint", "layer-weighted", "two-stage", "single-exit", "alternating", "self-distillation",
        "self-distillation-joint", "diversity" };
    return names[static_cast<std::size_t>(regime)];
}

void readRegime(StrictObject& json, TrainConfig& config)
{
    config.regime = static_cast<Regime>(json.choice("regime",
        { "joint", "layer-weighted", "two-stage", "single-exit", "alternating", "self-distillation", "self-distillation-joint",
            "diversity" },
        1));
    std::int64_t limit = 0;
    json.read("limit", limit, 1, 128);
    config.limit = static_cast<std::int32_t>(limit);
    json.read("diversity_weight", config.diversityWeight, 0, 1000);
    json.read("equilibrium", config.hasEquilibrium);
    if (json.has("exit_head"))
        config.exitHead = json.choice("exit_head", { "pooler", "tanh" }, 0) == 0 ? HeadKind::PoolerPerExit : HeadKind::StateTanh;
    if (json.has("teacher"))
        config.teacher = readTeacher(json.object("teacher"));
}

void checkRegime(const StrictObject& json, const TrainConfig& config)
{
    const bool isSingle = config.regime == Regime::SingleExit;
    if (!isSingle && json.has("limit"))
        json.fail("limit", "is of the regime \"single-exit\", not of " + quoted(config.regime), "leave it out");
    if (config.regime != Regime::Diversity && json.has("diversity_weight"))
        json.fail("diversity_weight", "is of the regime \"diversity\", not of " + quoted(config.regime), "leave it out");
    if (isSingle && !config.model.exits.empty())
        json.fail("regime", "is \"single-exit\", but \"model.exits\" lists exits", "leave them out, or name the one by \"limit\"");
    if (isSingle && config.exitModule.kind != ExitModule::None)
        json.fail("exit_module", "has no exit below the last one to judge in the regime \"single-exit\"", "leave it out");
    if (config.hasEquilibrium && config.regime != Regime::Joint)
        json.fail("equilibrium", "makes no sense in the regime " + quoted(config.regime) + ": it is the mean of all exits' gradients",
            "use the regime \"joint\", or leave it out");
    if (config.hasEquilibrium && config.tokenHash)
        json.fail("equilibrium", "makes no sense with \"token_hash\", which has one exit", "leave one of them out");
    if (config.teacher && !config.task)
        json.fail("teacher", "stands without a \"task\"", "describe the task that it teaches");
    const bool hasUnlabelled = config.task && !config.task->unlabelled.empty();
    if (hasUnlabelled && config.regime != Regime::SelfDistillation)
        json.fail("task.unlabelled", "can only be learnt from in the regime \"self-distillation\"", "leave it out");
    if (hasUnlabelled && config.tokenHash)
        json.fail("task.unlabelled", "does not go with \"token_hash\", which counts labelled texts", "leave one of them out");
    if (hasUnlabelled && config.exitModule.kind == ExitModule::Lte)
        json.fail("task.unlabelled", "tells \"lte\" nothing: it learns whether exits are right", "leave one of them out");
}

} // namespace exitscope::engine
