#include "core/engine/train/language_trainer.h"

#include "core/data/bpe_learner.h"
#include "core/engine/train/config_parts.h"
#include "core/engine/train/decoder_files.h"
#include "core/engine/train/language_run.h"
#include "core/engine/train/tokenizer_copy.h"
#include "core/error.h"

#include <algorithm>

namespace exitscope::engine {

namespace {

data::BpeRoles rolesOf(const DecoderConfig& shape)
{
    if (shape.hasEncoder())
        return { .pad = "<pad>", .unknown = "<unk>", .end = "</s>", .endsTexts = true };
    return { .pad = {}, .unknown = {}, .end = "<|endoftext|>", .endsTexts = false };
}

/// False when the job was stopped.
bool learnTokenizer(const LanguageConfig& config, const JobContext& job)
{
    const data::BpeRoles roles = rolesOf(config.shape);
    data::BytePieceCounter pieces;
    if (!forEachText(config.texts.train, job, [&](std::string_view text) { pieces.add(text); }))
        return false;
    const int size = config.tokenizer.isBytes ? data::leastBpeSize(roles) : config.tokenizer.learn;
    const auto vocabulary = data::learnBpeVocabulary(pieces.counts(), roles, size, job);
    if (vocabulary.tokens.empty())
        return false;
    const bool isGpt2 = config.shape.family == DecoderFamily::Gpt2;
    data::writeBpeVocabulary(config.output, vocabulary, roles, isGpt2 ? data::BpeFiles::JsonAndMerges : data::BpeFiles::Json,
        static_cast<int>(config.shape.positions));
    return true;
}

/// Null when the job was stopped.
std::unique_ptr<data::Tokenizer> preparedTokenizer(const LanguageConfig& config, bool resume, const JobContext& job)
{
    const auto& from = config.tokenizer.from.empty() ? config.init : config.tokenizer.from;
    const bool isThere = resume && std::filesystem::exists(config.output / "tokenizer.json");
    if (!from.empty())
        copyTokenizer(from, config.output);
    else if (!isThere && !learnTokenizer(config, job))
        return nullptr;
    return data::loadTokenizer(config.output, config.shape.modelType);
}

/// Vocabulary and special tokens, from the tokenizer for a new model; for a checkpoint they must fit.
void completeShape(const LanguageConfig& config, const data::Tokenizer& tokenizer, DecoderConfig& shape)
{
    const bool isNew = config.init.empty();
    if (isNew) {
        shape.vocabulary = tokenizer.vocabularySize();
        shape.padToken = tokenizer.special().pad;
        if (tokenizer.special().separator >= 0)
            shape.lastTokens = { tokenizer.special().separator };
        if (shape.hasEncoder())
            shape.firstToken = std::max(shape.padToken, 0);
    }
    if (tokenizer.vocabularySize() > shape.vocabulary)
        throw InputError(config.path,
            "the tokenizer has " + std::to_string(tokenizer.vocabularySize()) + " tokens, the model's embedding "
                + std::to_string(shape.vocabulary) + " rows",
            "use the tokenizer of the checkpoint");
    if (shape.hasEncoder() && shape.lastTokens.empty())
        throw InputError(config.path, "the tokenizer has no token that ends a text, which a model that writes texts needs",
            "use a tokenizer with an end token, or let one be learnt");
}

void checkKind(const LanguageConfig& config, const DecoderConfig& shape)
{
    if (shape.hasEncoder() != config.texts.train.isPairs())
        throw InputError(config.path,
            shape.hasEncoder() ? "\"text.train\" is one text, but the model reads one text and writes another"
                               : "\"text.train\" are pairs, but the model has no encoder to read the first",
            shape.hasEncoder() ? "give a \"source\" and a \"target\"" : "start from a model with an encoder");
    if (shape.positions > 0 && config.texts.length > shape.positions)
        throw InputError(config.path,
            "\"text.length\" is more than the model's " + std::to_string(shape.positions) + " positions", "use a smaller length");
    if (config.classifier && shape.decoder.layers < 2)
        throw InputError(config.path, "\"exit_module\" has no layer below the last one to judge", "leave it out");
}

/// False when the job was stopped.
bool readAll(const LanguageConfig& config, const data::Tokenizer& tokenizer, LanguageData& data, const JobContext& job)
{
    const LanguageTexts& texts = config.texts;
    const auto read = [&](const TextSource& source) {
        TextSet set = readTexts(source, texts, tokenizer, data.marks, job);
        if (set.cut + set.leftOut > 0)
            job.tell({ set.examples(), set.examples() + set.leftOut, "pairs",
                std::to_string(set.cut) + " too long and cut, " + std::to_string(set.leftOut) + " left out" });
        return set;
    };
    data.train = read(texts.train);
    if (!job.proceed())
        return false;
    data.dev = texts.dev ? read(*texts.dev) : splitOff(data.train, texts.devShare, texts.train.stream.front());
    if (texts.test)
        data.test = read(*texts.test);
    return job.proceed();
}

TrainReport cancelled()
{
    TrainReport report;
    report.end = JobEnd::Cancelled;
    return report;
}

} // namespace

TrainReport trainLanguage(const LanguageConfig& given, const TrainRequest& request, const JobContext& job)
{
    LanguageConfig config = given;
    if (request.seed)
        useSeed(config, *request.seed);
    LanguageData data;
    if (!config.init.empty()) {
        InitialDecoder initial = readInitialDecoder(config.init);
        config.shape = initial.config;
        data.weights = initial.weights;
    }
    checkKind(config, config.shape);
    std::filesystem::create_directories(config.output);
    const auto tokenizer = preparedTokenizer(config, request.resume, job);
    if (!tokenizer)
        return cancelled();
    completeShape(config, *tokenizer, config.shape);
    data.shape = config.shape;
    if (config.shape.hasEncoder())
        data.marks = { config.shape.firstToken, config.shape.lastTokens.front() };
    if (!readAll(config, *tokenizer, data, job))
        return cancelled();
    LanguageRun run(config, std::move(data));
    run.setObserver(request.observe);
    return run.run(request.resume, job);
}

} // namespace exitscope::engine
