#include "core/engine/train/trainer.h"

#include "core/data/vocab_learner.h"
#include "core/engine/train/checkpoint_files.h"
#include "core/engine/train/config_parts.h"
#include "core/engine/train/hash_setup.h"
#include "core/engine/train/language_trainer.h"
#include "core/engine/train/run_checks.h"
#include "core/engine/train/tokenizer_copy.h"
#include "core/engine/train/training_run.h"
#include "core/error.h"
#include "core/hashee/token_hash_file.h"

#include <algorithm>

namespace exitscope::engine {

namespace {

/// False when the job was stopped.
bool learnTokenizer(const TrainConfig& config, const JobContext& job)
{
    const auto letterCase = config.tokenizer.isCased ? data::LetterCase::Keep : data::LetterCase::Lower;
    data::WordCounter words(letterCase);
    if (config.task)
        for (const SourceConfig& source : config.task->train) {
            const bool isWhole = forEachText(source, config.seed, job, [&](std::string_view text) {
                for (int i = 0; i < config.tokenizer.taskWeight; ++i)
                    words.add(text);
            });
            if (!isWhole)
                return false;
        }
    if (config.pretrain)
        for (const auto& file : config.pretrain->files) {
            SourceConfig source;
            source.file = file;
            if (!forEachText(source, config.seed, job, [&](std::string_view text) { words.add(text); }))
                return false;
        }
    data::VocabularyOptions options;
    options.size = config.tokenizer.learn;
    options.letterCase = letterCase;
    const auto vocabulary = data::learnWordPieceVocabulary(words.counts(), options, job);
    if (vocabulary.empty())
        return false;
    const auto positions = config.model.positions;
    data::writeWordPieceVocabulary(config.output, vocabulary, letterCase, static_cast<int>(positions));
    return true;
}

/// Null when the job was stopped.
std::unique_ptr<data::Tokenizer> preparedTokenizer(const TrainConfig& config, bool resume, const JobContext& job)
{
    const bool isThere = resume && std::filesystem::exists(config.output / "vocab.txt");
    const auto& from = config.tokenizer.from.empty() ? config.model.init : config.tokenizer.from;
    if (!from.empty())
        copyTokenizer(from, config.output);
    else if (!isThere && !learnTokenizer(config, job))
        return nullptr;
    return data::loadTokenizer(config.output, "bert");
}

/// Before an exit classifier is trained onto a model that stays as it is.
void checkFinished(const TrainConfig& config, const InitialModel& initial, const TaskLabels& labels)
{
    const auto fail = [&](const std::string& problem) {
        throw InputError(config.path, "\"epochs\" is 0, but " + problem,
            "name in \"model.init\" a checkpoint that was trained for this task, with the exits wanted");
    };
    if (config.model.hasLayers && config.model.layers != initial.config.layers)
        fail("\"model.layers\" asks for layers that were never trained");
    if (!initial.untrainedExits.empty())
        fail("\"model.init\" has no classifier of " + std::to_string(initial.config.classes) + " classes after layer "
            + std::to_string(initial.untrainedExits.front()));
    if (initial.config.exitLayer.empty())
        fail("\"model.init\" has no exits");
    if (!labels.isRegression && !initial.labelNames.empty() && initial.labelNames != labels.names)
        fail("\"model.init\" has other labels, or in another order: its first is \"" + initial.labelNames.front()
            + "\", that of the task \"" + labels.names.front() + "\"");
}

/// The shape of the model at full depth.
EncoderConfig fullShape(const TrainConfig& config, const StartingPoint& start, const TrainingData& data)
{
    EncoderConfig shape = start.config;
    if (config.model.init.empty()) {
        shape.family = Family::Bert;
        shape.modelType = "bert";
        shape.layers = config.model.layers;
        shape.hidden = shape.embedding = config.model.hidden;
        shape.heads = config.model.heads;
        shape.feedForward = config.model.feedForward;
        shape.positions = config.model.positions;
        shape.vocabulary = data.tokenizer->vocabularySize();
        shape.padToken = std::max(0, data.tokenizer->special().pad);
    } else if (config.model.hasLayers) {
        shape = withLayers(std::move(shape), config.model.layers);
    }
    if (shape.vocabulary < data.tokenizer->vocabularySize())
        throw InputError(config.path, "the tokenizer has more entries than the model's embedding",
            "use the tokenizer of the checkpoint");
    shape.classes = std::max<std::int64_t>(1, data.labels.classes());
    shape.classifiesTokens = data.labels.isOfWords;
    shape.tagScheme = data.labels.tagScheme;
    if (shape.classifiesTokens && config.exitModule.kind != ExitModule::None)
        throw InputError(config.path, "\"exit_module\" judges exits of whole inputs, and the task's labels are those of words",
            "leave it out");
    shape.exitModule = ExitModule::None; // each phase says whether it has one
    if (config.exitHead)
        shape.head = *config.exitHead;
    if (config.regime == Regime::SingleExit) {
        if (config.limit > shape.layers)
            throw InputError(config.path, "\"limit\" is " + std::to_string(config.limit) + ", but the model has "
                + std::to_string(shape.layers) + " layers", "name one of its layers");
        if (config.limit > 0) // nothing trains what lies above the only exit
            shape = withLayers(std::move(shape), config.limit);
    }
    const bool isSingle = config.regime == Regime::SingleExit;
    shape.exitLayer = isSingle ? std::vector { static_cast<std::int32_t>(shape.layers) }
        : config.model.exits.empty() ? everyLayer(shape.layers)
                                     : config.model.exits;
    if (shape.exitLayer.back() != shape.layers)
        throw InputError(config.path, "\"model.exits\" does not end with the last layer, " + std::to_string(shape.layers),
            "the last exit is the full model");
    if (config.exitModule.kind != ExitModule::None && shape.exitLayer.size() < 2)
        throw InputError(config.path, "\"exit_module\" has no exit below the last one to judge",
            "name more layers in \"model.exits\"");
    return shape;
}

/// False when the job was stopped.
bool readTask(const TrainConfig& config, std::int64_t positions, TrainingData& data, const JobContext& job)
{
    const TaskConfig& task = *config.task;
    const auto length = static_cast<int>(std::min(config.maxLength, positions));
    const auto read = [&](const SourceConfig& source) {
        return readExamples(source, data.labels, *data.tokenizer, length, config.seed, job);
    };
    for (const SourceConfig& source : task.train)
        data.train.push_back(read(source));
    data.dev = read(*task.dev);
    if (task.test)
        data.test = read(*task.test);
    if (!job.proceed())
        return false;
    if (config.epochs > 0)
        checkLabelsDiffer(config, data);
    for (const SourceConfig& source : task.unlabelled)
        data.train.push_back(readTexts(source, *data.tokenizer, length, config.seed, job));
    data.unlabelled = task.unlabelled.size();
    return job.proceed();
}

TrainReport cancelled()
{
    TrainReport report;
    report.end = JobEnd::Cancelled;
    return report;
}

} // namespace

TrainReport trainModel(const TrainRequest& request, const JobContext& job)
{
    if (isLanguageConfig(request.config))
        return trainLanguage(readLanguageConfig(request.config), request, job);
    TrainConfig config = readTrainConfig(request.config);
    if (request.seed)
        useSeed(config, *request.seed);
    if (config.epochs == 0 && config.model.exits.empty())
        config.model.exits = storedExits(config.model.init);
    if (config.tokenHash && config.model.exits.empty()) { // HashEE: one classifier, on top
        const bool isGiven = config.model.init.empty() || config.model.hasLayers;
        config.model.exits = { static_cast<std::int32_t>(isGiven ? config.model.layers : storedLayers(config.model.init)) };
    }
    std::filesystem::create_directories(config.output);
    TrainingData data;
    if (config.task) {
        data.labels = taskLabels(*config.task, job);
        if (!job.proceed())
            return cancelled();
    }
    StartingPoint start;
    if (!config.model.init.empty()) {
        const InitialModel initial = readInitialModel(config.model.init, config.model.exits,
            std::max<std::int64_t>(1, data.labels.classes()), data.labels.isOfWords, config.exitModule.kind, config.seed, config.exitHead);
        if (config.epochs == 0)
            checkFinished(config, initial, data.labels);
        start = { initial.config, initial.weights };
    }
    data.tokenizer = preparedTokenizer(config, request.resume, job);
    if (!data.tokenizer)
        return cancelled();
    const EncoderConfig shape = fullShape(config, start, data);
    if (config.model.init.empty())
        start.config = shape;
    if (config.task)
        checkFits(config, shape, data.labels);
    if (config.task && !readTask(config, shape.positions, data, job))
        return cancelled();
    if (config.tokenHash) {
        const auto hash = trainedHash(config, data, start, shape.layers, job);
        if (!hash)
            return cancelled();
        hashee::saveTokenHash(config.output / hashee::tokenHashFile, *hash);
        applyHash(*hash, data);
    }
    if (config.pretrain) {
        if (config.pretrain->length > shape.positions)
            throw InputError(config.path, "\"pretrain.length\" is more than the model's positions",
                "use at most " + std::to_string(shape.positions));
        data.corpus = MaskCorpus::read(*config.pretrain, *data.tokenizer, job);
        if (data.corpus->sequences() == 0)
            return cancelled();
    }
    std::optional<Teacher> teacher;
    if (config.teacher)
        teacher.emplace(*config.teacher, config.path, shape, data.labels, config.output,
            std::min(config.maxLength, shape.positions), config.shards);
    auto phases = plannedPhases(config, shape, data);
    TrainingRun run(config, std::move(data), std::move(phases), std::move(start), std::move(teacher));
    run.setObserver(request.observe);
    return run.run(request.resume, job);
}

} // namespace exitscope::engine
