#include "core/engine/train/run_checks.h"

#include "core/error.h"

#include <algorithm>

namespace exitscope::engine {

namespace {

/// Of distributions over classes, which a regression has not.
bool isOfClasses(Regime regime)
{
    return regime == Regime::SelfDistillation || regime == Regime::SelfDistillationJoint || regime == Regime::Diversity;
}

bool needsLowerExits(Regime regime)
{
    return isOfClasses(regime) || regime == Regime::TwoStage || regime == Regime::Alternating;
}

/// Whether one of `values` differs from the others; those that `counts` leaves out do not matter.
template <typename T, typename Counts> bool differ(const std::vector<ExampleSet>& sets, std::vector<T> ExampleSet::* values, Counts counts)
{
    std::optional<T> first;
    for (const ExampleSet& set : sets)
        for (const T value : set.*values)
            if (counts(value) && *(first ? &*first : &first.emplace(value)) != value)
                return true;
    return false;
}

} // namespace

void checkFits(const TrainConfig& config, const EncoderConfig& shape, const TaskLabels& labels)
{
    const std::string regime = "\"regime\" is \"" + std::string(nameOf(config.regime)) + "\"";
    if (labels.isRegression && isOfClasses(config.regime))
        throw InputError(config.path, regime + ", which compares distributions over classes, but the task is a regression",
            "use \"joint\", \"layer-weighted\", \"two-stage\" or \"alternating\"");
    if (shape.exitLayer.size() < 2 && needsLowerExits(config.regime))
        throw InputError(config.path, regime + ", but the model has one exit", "name more layers in \"model.exits\"");
    if (config.hasEquilibrium && shape.exitLayer.size() < 2)
        throw InputError(config.path, "\"equilibrium\" makes no sense for a model with one exit", "leave it out");
    if (config.exitHead && labels.isOfWords)
        throw InputError(config.path, "\"exit_head\" is of models that classify whole inputs, and the task's labels are those of words",
            "leave it out");
    if (labels.isOfWords && config.task && !config.task->unlabelled.empty())
        throw InputError(config.path, "\"task.unlabelled\" is of tasks on whole inputs, and the task's labels are those of words",
            "leave it out");
}

void checkLabelsDiffer(const TrainConfig& config, const TrainingData& data)
{
    const auto& path = config.task->train.front().file;
    if (data.labels.isRegression) {
        if (!differ(data.train, &ExampleSet::targets, [](float) { return true; }))
            throw InputError(path, "every training example has the same value: there is nothing to learn",
                "check \"label_column\", or give more training files");
        return;
    }
    if (differ(data.train, &ExampleSet::labels, [](std::int64_t label) { return label >= 0; }))
        return;
    for (const ExampleSet& set : data.train)
        for (const std::int64_t label : set.labels)
            if (label >= 0)
                throw InputError(path,
                    "every training example is of one class, \"" + data.labels.names[static_cast<std::size_t>(label)]
                        + "\": there is nothing to learn",
                    "check \"label_column\", or give more training files");
    throw InputError(path, "no training example has a label", "check \"label_column\"");
}

} // namespace exitscope::engine
