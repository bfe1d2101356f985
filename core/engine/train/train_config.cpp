#include "core/engine/train/train_config.h"

#include "core/engine/train/config_parts.h"
#include "core/engine/train/kernels.h"
#include "core/engine/train/regime_config.h"
#include "core/engine/train/task_config.h"

#include <algorithm>

namespace exitscope::engine {

namespace {

SourceConfig readSource(StrictObject json)
{
    SourceConfig source;
    json.read("file", source.file);
    if (json.has("grammar")) {
        if (!source.file.empty())
            json.fail("grammar", "stands beside \"file\"", "use one of them");
        source.isGrammar = true;
        json.read("grammar", source.file);
        source.sentences = 10000;
        json.read("sentences", source.sentences, 1, 100'000'000);
    }
    if (source.file.empty())
        json.fail("file", "is missing", "name a dataset file, or a \"grammar\"");
    json.read("weight", source.weight, 0.001, 1000);
    json.read("text_columns", source.textColumns);
    json.read("label_column", source.labelColumn);
    json.finish();
    return source;
}

/// "dev.tsv", or an object as in "train".
std::optional<SourceConfig> readOneSource(StrictObject& json, const char* key)
{
    const auto* value = json.raw(key);
    if (!value)
        return std::nullopt;
    if (value->is_object())
        return readSource(json.object(key));
    SourceConfig source;
    json.read(key, source.file);
    return source;
}

/// One source, or a list of them.
std::vector<SourceConfig> readSources(StrictObject& json, const char* key)
{
    const auto* value = json.raw(key);
    if (!value->is_array())
        return { *readOneSource(json, key) };
    std::vector<SourceConfig> sources;
    for (StrictObject& source : json.objects(key))
        sources.push_back(readSource(std::move(source)));
    if (sources.empty())
        json.fail(key, "is empty", "name at least one file");
    return sources;
}

TaskConfig readTask(StrictObject json)
{
    TaskConfig task;
    json.read("name", task.name);
    json.read("labels", task.labels);
    json.read("regression", task.isRegression);
    if (!json.has("train"))
        json.fail("train", "is missing", "name the training file");
    task.train = readSources(json, "train");
    task.dev = readOneSource(json, "dev");
    if (!task.dev)
        json.fail("dev", "is missing", "name the file by which weights are selected");
    task.test = readOneSource(json, "test");
    if (json.has("unlabelled"))
        task.unlabelled = readSources(json, "unlabelled");
    std::optional<data::TagScheme> scheme;
    constexpr data::TagScheme schemes[] { data::TagScheme::Iob1, data::TagScheme::Iob2, data::TagScheme::Iobes };
    if (json.has("tag_scheme"))
        scheme = schemes[json.choice("tag_scheme", { "iob1", "iob2", "iobes" }, 0)];
    const bool leavesOut = json.choice("unseen_tags", { "refuse", "leave-out" }, 0) == 1;
    json.finish();
    const auto complete = [&](SourceConfig& source) {
        source.task = task.name;
        source.tagScheme = scheme;
        source.unseenTags = leavesOut ? data::UnseenTags::LeaveOut : data::UnseenTags::Refuse;
    };
    for (SourceConfig& source : task.train)
        complete(source);
    complete(*task.dev);
    if (task.test)
        complete(*task.test);
    return task;
}

ModelConfig readModel(StrictObject json)
{
    ModelConfig model;
    json.read("init", model.init);
    model.hasLayers = json.has("layers");
    json.read("layers", model.layers, 1, 128);
    if (model.init.empty()) {
        json.read("hidden", model.hidden, 1, 8192);
        json.read("heads", model.heads, 1, 256);
        json.read("feed_forward", model.feedForward, 1, 65536);
        json.read("positions", model.positions, 3, 65536);
        if (model.hidden % model.heads != 0)
            json.fail("heads", "does not divide \"hidden\"",
                "use a divisor of " + std::to_string(model.hidden));
    }
    if (const auto* exits = json.raw("exits")) {
        if (!exits->is_array() || exits->empty())
            json.fail("exits", "is not a list of layers", "write [ 2, 4, 6 ], or leave it out for every layer");
        for (const auto& layer : *exits) {
            if (!layer.is_number_integer() || layer.get<std::int64_t>() < 1 || layer.get<std::int64_t>() > 128)
                json.fail("exits", "holds what is not a layer", "layers count from 1");
            model.exits.push_back(layer.get<std::int32_t>());
        }
        if (!std::is_sorted(model.exits.begin(), model.exits.end(), std::less_equal<> {}))
            json.fail("exits", "is not ascending", "list each layer once, from the lowest");
    }
    json.finish();
    return model;
}

TokenizerConfig readTokenizer(StrictObject json)
{
    TokenizerConfig config;
    if (json.has("from") && json.has("learn"))
        json.fail("learn", "stands beside \"from\"", "use one of them");
    json.read("from", config.from);
    json.read("learn", config.learn, 64, 1'000'000);
    json.read("cased", config.isCased);
    json.read("task_weight", config.taskWeight, 1, 1000);
    json.finish();
    return config;
}

PretrainConfig readPretrain(StrictObject json)
{
    PretrainConfig config;
    json.choice("objective", { "mlm" }, 0);
    json.read("files", config.files);
    if (config.files.empty())
        json.fail("files", "is missing", "name text files");
    json.read("length", config.length, 8, 65536);
    json.read("batch_tokens", config.batchTokens, 8, 1 << 24);
    if (config.batchTokens < config.length)
        json.fail("batch_tokens", "is less than one sequence", "use at least \"length\"");
    json.read("mask", config.mask, 0.01, 0.9);
    json.read("whole_words", config.wholeWords);
    json.read("dropout", config.dropout, 0, 0.9);
    config.optimizer = readOptimizer(json.object("optimizer"));
    for (StrictObject& item : json.objects("stages")) {
        PretrainStage stage;
        item.read("layers", stage.layers, 1, 128);
        item.read("steps", stage.steps, 1, many);
        if (stage.steps == 0)
            item.fail("steps", "is missing", "say how many steps the stage takes");
        if (item.has("lr")) {
            stage.rate = 0;
            item.read("lr", *stage.rate, 0, 10);
        }
        item.finish();
        config.stages.push_back(stage);
    }
    if (json.has("steps")) {
        if (!config.stages.empty())
            json.fail("steps", "stands beside \"stages\"", "use one of them");
        PretrainStage whole;
        json.read("steps", whole.steps, 1, many);
        config.stages.push_back(whole);
    }
    if (config.stages.empty())
        json.fail("steps", "is missing", "say how many steps to pre-train");
    json.finish();
    return config;
}

/// Keys of the other kind are unknown keys.
ExitModuleConfig readExitModule(StrictObject json)
{
    ExitModuleConfig module;
    if (!json.has("kind"))
        json.fail("kind", "is missing", "use \"lte\" or \"classifier\"");
    const bool isLte = json.choice("kind", { "lte", "classifier" }, 0) == 0;
    module.kind = isLte ? ExitModule::Lte : ExitModule::Classifier;
    if (isLte) {
        json.read("weight", module.weight, 0.001, 1000);
    } else {
        json.read("epochs", module.epochs, 0.001, 10000);
        json.read("lr", module.rate, 0, 10);
        json.read("balance", module.isBalanced);
        json.read("tolerance", module.tolerance, 1e-9, 1e9);
    }
    json.finish();
    return module;
}

TokenHashConfig readTokenHash(StrictObject json)
{
    TokenHashConfig config;
    const auto& functions = hashee::allHashFunctions();
    config.function = functions[static_cast<std::size_t>(json.choice("function",
        { "random-consistent", "random-inconsistent", "frequency", "mutual-information", "clustered" }, 2))];
    std::int64_t buckets = config.buckets, seed = config.seed, restarts = config.restarts;
    json.read("buckets", buckets, 1, 128);
    json.read("seed", seed, 0, 4'294'967'295);
    json.read("restarts", restarts, 1, 1000);
    config.buckets = static_cast<std::int32_t>(buckets);
    config.seed = static_cast<std::uint32_t>(seed);
    config.restarts = static_cast<int>(restarts);
    json.finish();
    return config;
}

/// An exit module is of a task, and without epochs of the task there must be a model already.
void checkExitModule(const StrictObject& json, const TrainConfig& config)
{
    if (config.exitModule.kind != ExitModule::None && !config.task)
        json.fail("exit_module", "stands without a \"task\"", "describe the task whose exits it is to judge");
    if (config.epochs > 0)
        return;
    if (config.exitModule.kind != ExitModule::Classifier)
        json.fail("epochs", "is 0", "train for longer; only an exit classifier can be trained alone");
    if (config.model.init.empty() || config.pretrain)
        json.fail("epochs", "is 0, but the model is not there yet",
            "name a finished checkpoint in \"model.init\", without \"pretrain\"");
}

void readPrecision(StrictObject& json, TrainConfig& config)
{
    config.hasHalfProducts = json.choice("precision", { "f32", "bf16" }, 0) == 1;
    if (config.hasHalfProducts && !kernels::hasHalfProducts())
        json.fail("precision", "is \"bf16\", and this processor has no products of bfloat16", "use \"f32\"");
}

void readFineTuning(StrictObject& json, TrainConfig& config)
{
    readRegime(json, config);
    config.select = static_cast<Selection>(json.choice("select", { "best-mean", "last-exit" }, 0));
    config.optimizer = readOptimizer(json.object("optimizer"));
    json.read("epochs", config.epochs, 0, 10000);
    json.read("exit_epochs", config.exitEpochs, 0, 10000);
    json.read("batch", config.batch, 1, 65536);
    json.read("accumulate", config.accumulate, 1, 65536);
    json.read("buckets", config.buckets, 0, 65536);
    json.read("max_length", config.maxLength, 4, 65536);
    json.read("dropout", config.dropout, 0, 0.9);
    json.read("label_smoothing", config.labelSmoothing, 0, 0.9);
    json.read("token_dropout", config.tokenDropout, 0, 0.9);
    readRun(json, config);
}

} // namespace

TaskConfig readTaskConfig(StrictObject json)
{
    return readTask(std::move(json));
}

TrainConfig readTrainConfig(const std::filesystem::path& path)
{
    TrainConfig config;
    StrictObject json = openConfig(path, config);
    config.model = readModel(json.object("model"));
    config.tokenizer = readTokenizer(json.object("tokenizer"));
    if (json.has("task"))
        config.task = readTask(json.object("task"));
    if (json.has("pretrain"))
        config.pretrain = readPretrain(json.object("pretrain"));
    if (!config.task && !config.pretrain)
        json.fail("task", "is missing", "describe the \"task\", or \"pretrain\" only");
    if (json.has("exit_module"))
        config.exitModule = readExitModule(json.object("exit_module"));
    if (json.has("token_hash")) {
        config.tokenHash = readTokenHash(json.object("token_hash"));
        if (!config.task)
            json.fail("token_hash", "stands without a \"task\"", "describe the task that the model is fine-tuned on");
    }
    readFineTuning(json, config);
    readPrecision(json, config);
    checkExitModule(json, config);
    checkRegime(json, config);
    json.finish();
    return config;
}

} // namespace exitscope::engine
