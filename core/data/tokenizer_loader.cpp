#include "core/data/bpe.h"
#include "core/data/sentencepiece.h"
#include "core/data/tokenizer.h"
#include "core/data/tokenizer_files.h"
#include "core/data/tokenizer_json.h"
#include "core/data/wordpiece.h"
#include "core/error.h"
#include "core/io/atomic_file.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace exitscope::data {

namespace fs = std::filesystem;

namespace {

enum class Format { WordPiece, SentencePiece, Bpe, Json };

bool isByteLevel(std::string_view modelType)
{
    return modelType == "roberta" || modelType == "gpt2" || modelType == "bart";
}

bool isT5(std::string_view modelType) { return modelType == "t5" || modelType == "mt5"; }

/// SentencePiece's file has two usual names.
fs::path pieceFile(const fs::path& dir)
{
    return fs::exists(dir / "spiece.model") ? dir / "spiece.model" : dir / "tokenizer.model";
}

/// The order in which a family's files are looked for; the first that is there describes the tokenizer.
std::vector<Format> formatsOf(std::string_view modelType)
{
    if (modelType == "albert")
        return { Format::SentencePiece, Format::Json, Format::WordPiece };
    if (isByteLevel(modelType))
        return { Format::Bpe, Format::Json };
    if (modelType == "llama" || isT5(modelType))
        return { Format::SentencePiece, Format::Json };
    if (modelType.empty())
        return { Format::WordPiece, Format::SentencePiece, Format::Bpe, Format::Json };
    return { Format::WordPiece, Format::Json, Format::SentencePiece, Format::Bpe };
}

bool isThere(const fs::path& dir, Format format)
{
    switch (format) {
    case Format::WordPiece:
        return fs::exists(dir / "vocab.txt");
    case Format::SentencePiece:
        return fs::exists(pieceFile(dir));
    case Format::Bpe:
        return fs::exists(dir / "vocab.json") || fs::exists(dir / "merges.txt");
    case Format::Json:
        return fs::exists(dir / "tokenizer.json");
    }
    return false;
}

const char* filesOf(std::string_view modelType)
{
    if (modelType == "albert")
        return "spiece.model or tokenizer.json";
    if (isByteLevel(modelType))
        return "vocab.json with merges.txt, or tokenizer.json";
    if (modelType == "llama")
        return "tokenizer.model";
    if (isT5(modelType))
        return "spiece.model or tokenizer.json";
    return "vocab.txt or tokenizer.json";
}

/// A vocabulary with capital letters was made for text that keeps them.
bool hasCapitals(const std::vector<std::string>& tokens)
{
    return std::any_of(tokens.begin(), tokens.end(), [](const std::string& token) {
        const bool isMarker = token.starts_with('[') || token.starts_with('<');
        return !isMarker
            && std::any_of(token.begin(), token.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    });
}

std::unique_ptr<Tokenizer> loadWordPiece(const fs::path& file, TokenizerConfig config)
{
    WordPieceSpec spec;
    spec.file = file;
    spec.tokens = readVocabularyLines(file);
    spec.split.lowercase = config.lowercase.value_or(!hasCapitals(spec.tokens));
    spec.split.stripAccents = config.stripAccents.value_or(spec.split.lowercase);
    spec.split.splitIdeographs = config.splitIdeographs.value_or(true);
    spec.unknown = config.name("unk_token", spec.unknown);
    spec.first = config.name("cls_token", spec.first);
    spec.separator = config.name("sep_token", spec.separator);
    spec.pad = config.name("pad_token", spec.pad);
    spec.mask = config.name("mask_token", spec.mask);
    spec.modelMaxLength = config.modelMaxLength;
    spec.added = std::move(config.added);
    return std::make_unique<WordPieceTokenizer>(std::move(spec));
}

/// Without ALBERT's cleaning, and with other tokens around a text.
void useFamily(std::string_view modelType, SentencePieceSpec& spec)
{
    if (modelType != "llama" && !isT5(modelType))
        return;
    spec.family = isT5(modelType) ? PieceFamily::T5 : PieceFamily::Llama;
    spec.lowercase = spec.splitsDigitComma = spec.removeSpace = false;
    spec.keepAccents = true;
    spec.first = "<s>";
    spec.separator = "</s>";
    spec.mask.clear();
}

std::unique_ptr<Tokenizer> loadSentencePiece(
    const fs::path& file, std::string_view modelType, TokenizerConfig config)
{
    SentencePieceSpec spec;
    spec.file = file;
    spec.model = io::readWholeFile(file);
    spec.lowercase = config.lowercase.value_or(true);
    spec.keepAccents = config.keepAccents.value_or(false);
    spec.removeSpace = config.removeSpace.value_or(true);
    useFamily(modelType, spec);
    const bool isAlbert = spec.family == PieceFamily::Albert;
    spec.first = config.name(isAlbert ? "cls_token" : "bos_token", spec.first);
    spec.separator = config.name(isAlbert ? "sep_token" : "eos_token", spec.separator);
    spec.pad = config.name("pad_token", spec.pad);
    spec.mask = config.name("mask_token", spec.mask);
    spec.modelMaxLength = config.modelMaxLength;
    spec.added = std::move(config.added);
    return std::make_unique<SentencePieceTokenizer>(std::move(spec));
}

/// The model type decides; where it does not, RoBERTa's are told from GPT-2's by the tokens around a text.
BpeFamily familyOf(std::string_view modelType, const std::vector<std::string>& tokens)
{
    if (isByteLevel(modelType))
        return modelType == "gpt2" ? BpeFamily::Gpt2 : BpeFamily::Roberta;
    const auto has = [&tokens](const char* token) {
        return std::find(tokens.begin(), tokens.end(), token) != tokens.end();
    };
    return has("<s>") && has("</s>") ? BpeFamily::Roberta : BpeFamily::Gpt2;
}

std::unique_ptr<Tokenizer> loadBpe(const fs::path& dir, std::string_view modelType, TokenizerConfig config)
{
    BpeSpec spec;
    spec.vocabularyFile = dir / "vocab.json";
    spec.mergesFile = dir / "merges.txt";
    for (const fs::path& file : { spec.vocabularyFile, spec.mergesFile }) {
        if (!fs::exists(file))
            throw InputError(file, "is missing: byte-level BPE needs vocab.json and merges.txt",
                "put both into the model's directory, or its tokenizer.json");
    }
    spec.tokens = parseVocabularyObject(readJson(spec.vocabularyFile), spec.vocabularyFile);
    spec.merges = readMerges(spec.mergesFile);
    spec.family = familyOf(modelType, spec.tokens);
    const bool isRoberta = spec.family == BpeFamily::Roberta;
    spec.unknown = config.name("unk_token", {});
    spec.first = config.name(isRoberta ? "cls_token" : "bos_token", {});
    spec.separator = config.name(isRoberta ? "sep_token" : "eos_token", {});
    spec.pad = config.name("pad_token", {});
    spec.mask = config.name("mask_token", {});
    spec.addPrefixSpace = config.addPrefixSpace.value_or(false);
    spec.modelMaxLength = config.modelMaxLength;
    spec.added = std::move(config.added);
    return std::make_unique<BpeTokenizer>(std::move(spec));
}

std::unique_ptr<Tokenizer> load(const fs::path& dir, Format format, std::string_view modelType)
{
    TokenizerConfig config = readTokenizerConfig(dir);
    switch (format) {
    case Format::WordPiece:
        return loadWordPiece(dir / "vocab.txt", std::move(config));
    case Format::SentencePiece:
        return loadSentencePiece(pieceFile(dir), modelType, std::move(config));
    case Format::Bpe:
        return loadBpe(dir, modelType, std::move(config));
    case Format::Json:
        return tokenizerFromJson(dir / "tokenizer.json", config, modelType);
    }
    return nullptr;
}

} // namespace

std::unique_ptr<Tokenizer> loadTokenizer(const fs::path& modelDir, std::string_view modelType)
{
    if (!fs::is_directory(modelDir))
        throw InputError(modelDir, "is not a directory", "give a model directory with its tokenizer's files");
    for (const Format format : formatsOf(modelType))
        if (isThere(modelDir, format))
            return load(modelDir, format, modelType);
    throw InputError(modelDir, "the model has no tokenizer",
        std::string("put the model's ") + filesOf(modelType)
            + " into the directory, or use pre-tokenised data");
}

} // namespace exitscope::data
