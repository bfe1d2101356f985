#include "core/engine/compress/compress_config.h"

#include "core/engine/compress/compress_presets.h"
#include "core/engine/train/config_parts.h"
#include "core/engine/train/task_config.h"
#include "core/error.h"

#include <algorithm>
#include <cmath>

namespace exitscope::engine {

namespace {

void readOptional(StrictObject& json, const char* key, std::optional<double>& into, double least, double most)
{
    if (!json.has(key))
        return;
    into = 0;
    json.read(key, *into, least, most);
}

void readOptional(StrictObject& json, const char* key, std::optional<std::int64_t>& into, std::int64_t least, std::int64_t most)
{
    if (!json.has(key))
        return;
    into = 0;
    json.read(key, *into, least, most);
}

/// Recovery may be left out, the rest may not. Keys that mean nothing to a stage are unknown ones.
StageOverrides readStage(StrictObject json, Stage stage)
{
    StageOverrides stageSettings;
    const bool mayBeLeftOut = stage == Stage::RecoverFeatures || stage == Stage::Recover;
    readOptional(json, "epochs", stageSettings.epochs, mayBeLeftOut ? 0 : 0.001, 10000);
    readOptional(json, "lr", stageSettings.rate, 0, 10);
    if (stage == Stage::Assistant || stage == Stage::Prune)
        readOptional(json, "feature_share", stageSettings.featureShare, 0, 1);
    if (stage == Stage::Prune) {
        readOptional(json, "interval", stageSettings.interval, 0.001, 10000);
        readOptional(json, "restore", stageSettings.restore, 0, 10);
        if (stageSettings.epochs && stageSettings.interval)
            json.fail("interval", "stands beside \"epochs\"", "use one of them: a pruning takes one interval");
    }
    json.finish();
    return stageSettings;
}

void readStages(StrictObject json, CompressConfig& config)
{
    for (std::size_t i = 0; i < stageNames.size(); ++i)
        config.stages[i] = readStage(json.object(stageNames[i].data()), static_cast<Stage>(i));
    json.finish();
}

/// Rates and warm-up are the stages'.
OptimizerConfig readMoments(StrictObject json)
{
    OptimizerConfig optimizer;
    json.read("weight_decay", optimizer.decay, 0, 1);
    json.read("clip", optimizer.clip, 0, 1e6);
    json.read("eps", optimizer.epsilon, 1e-12, 1);
    json.read("beta1", optimizer.beta1, 0, 0.9999);
    json.read("beta2", optimizer.beta2, 0, 0.99999);
    json.finish();
    return optimizer;
}

void readModels(StrictObject& json, CompressConfig& config)
{
    json.read("model", config.model);
    json.read("teacher", config.teacher);
    if (config.model.empty() && config.teacher.empty())
        json.fail("model", "is missing", "name the folder of a backbone, or a fine-tuned \"teacher\"");
    if (!json.has("task"))
        json.fail("task", "is missing", "describe the task as a training does");
    config.task = readTaskConfig(json.object("task"));
    if (!config.task.unlabelled.empty())
        json.fail("task", "has \"unlabelled\" texts", "leave them out: every stage reads labelled ones");
}

void readWidths(StrictObject& json, CompressConfig& config)
{
    json.read("preset", config.preset);
    std::ranges::transform(config.preset, config.preset.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    if (json.has("preset") && !presetNamed(config.preset))
        json.fail("preset", "is \"" + config.preset + "\"", "use one of " + std::string(presetNames()) + ", or leave it out");
    if (json.has("width")) {
        json.choice("width", { "2x", "8x" }, 0);
        json.read("width", config.width);
    }
    readOptional(json, "heads", config.heads, 0, 4096);
    readOptional(json, "feed_forward", config.feedForward, 0, 1 << 20);
    readOptional(json, "rank", config.rank, 0, 1 << 20);
    if (config.heads && !config.width.empty())
        json.fail("heads", "stands beside \"width\"", "use one of them");
    if (!config.heads && config.width.empty())
        json.fail("heads", "is missing", "say how many heads each layer keeps, or \"width\": \"2x\" or \"8x\"");
}

void readLosses(StrictObject json, CompressConfig& config)
{
    json.read("features", config.features);
    json.read("prediction", config.prediction);
    json.finish();
}

/// Of six and two of twelve heads, the one that is nearer to `target`.
const PresetWidth& presetWidth(const Preset& preset, const SlimWidths& original, const SlimWidths& target)
{
    return 3 * target.heads >= original.heads ? preset.half : preset.sixth;
}

} // namespace

std::string folderOf(Stage stage)
{
    const auto index = static_cast<std::size_t>(stage);
    return std::to_string(index + 1).append("-").append(stageNames[index]);
}

CompressConfig readCompressConfig(const std::filesystem::path& path)
{
    CompressConfig config;
    StrictObject json = openConfig(path, config);
    readModels(json, config);
    readWidths(json, config);
    config.importance = static_cast<ImportanceKind>(
        json.choice("importance", { "taylor-abs", "taylor-signed", "magnitude", "random" }, 0));
    json.read("judged_share", config.judgedShare, 0.001, 100);
    readLosses(json.object("losses"), config);
    json.read("exit_losses", config.exitLosses);
    json.read("equilibrium", config.equilibrium);
    json.read("exit_start", config.exitStart, 1, 128);
    json.read("temperature", config.temperature, 0.01, 100);
    json.read("batch", config.batch, 1, 65536);
    json.read("max_length", config.maxLength, 4, 65536);
    json.read("dropout", config.dropout, 0, 0.9);
    config.optimizer = readMoments(json.object("optimizer"));
    readStages(json.object("stages"), config);
    readRun(json, config);
    json.finish();
    return config;
}

SlimWidths targetWidths(const CompressConfig& config, const SlimWidths& original, std::int64_t vocabulary)
{
    const auto fail = [&](const std::string& problem, const std::string& remedy) {
        throw InputError(config.path, problem, remedy);
    };
    const auto check = [&](const char* key, std::int64_t value, std::int64_t least, std::int64_t most) {
        if (value < least || value > most)
            fail(std::string("\"") + key + "\" is " + std::to_string(value),
                "this model can keep from " + std::to_string(least) + " to " + std::to_string(most));
    };
    SlimWidths target;
    const auto share = [&](std::int64_t parts) {
        return std::max<std::int64_t>(1, std::llround(static_cast<double>(original.heads) / static_cast<double>(parts)));
    };
    target.heads = config.heads.value_or(share(config.width == "8x" ? 6 : 2));
    check("heads", target.heads, 1, original.heads);
    target.feedForward = config.feedForward.value_or(std::max<std::int64_t>(1, original.feedForward * target.heads / original.heads));
    check("feed_forward", target.feedForward, 1, original.feedForward);
    const std::int64_t largestRank = std::min(vocabulary, original.rank);
    target.rank = config.rank.value_or(
        std::clamp<std::int64_t>(original.rank * target.heads / original.heads, 1, largestRank));
    check("rank", target.rank, 0, largestRank); // 0 leaves the table whole
    if (target.heads == original.heads && target.feedForward == original.feedForward && target.rank == 0)
        fail("nothing is made smaller", "keep fewer \"heads\", a smaller \"feed_forward\", or give the words a \"rank\"");
    return target;
}

StageSettings settingsOf(Stage stage, const CompressConfig& config, const SlimWidths& original, const SlimWidths& target)
{
    const Preset& preset = config.preset.empty() ? defaultPreset() : *presetNamed(config.preset);
    const PresetWidth& width = presetWidth(preset, original, target);
    const PresetRates rates = presetRates(config.batch);
    const StageOverrides& own = config.of(stage);
    switch (stage) {
    case Stage::FineTune:
        return { own.epochs.value_or(preset.teacherEpochs), own.rate.value_or(rates.teacher), 0, 0, 0 };
    case Stage::Assistant: {
        const double share = config.features ? own.featureShare.value_or(1.0 / 3) : 0;
        return { own.epochs.value_or(preset.teacherEpochs), own.rate.value_or(rates.teacher), share, 0, 0 };
    }
    case Stage::Prune: {
        const std::int64_t count = pruningCount(original, target);
        const bool isTheirs = count == width.prunings && !own.epochs;
        const double interval = own.interval.value_or(
            isTheirs ? width.interval : own.epochs.value_or(width.prune) / static_cast<double>(count));
        const double share = config.features ? own.featureShare.value_or(preset.featureShare) : 0;
        return { interval * static_cast<double>(count), own.rate.value_or(rates.prune), share, interval,
            own.restore.value_or(rates.restore) };
    }
    case Stage::RecoverFeatures:
        return { config.features ? own.epochs.value_or(width.recoverFeatures) : 0, own.rate.value_or(rates.recoverFeatures), 1, 0, 0 };
    case Stage::Recover:
        break;
    }
    return { own.epochs.value_or(width.recover), own.rate.value_or(rates.recover), 0, 0, 0 };
}

} // namespace exitscope::engine
