#include "core/data/bpe.h"
#include "core/data/byte_piece.h"
#include "core/data/sentencepiece.h"
#include "core/data/sentencepiece_model.h"
#include "core/data/tokenizer_json_reader.h"
#include "core/error.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace exitscope::data {

using nlohmann::json;
using Reader = TokenizerJsonReader;
using Around = TokenizerJsonReader::Around;

namespace {

std::vector<Merge> readMerges(const Reader& reader, const json& model)
{
    const json merges = model.value("merges", json::array());
    std::vector<Merge> result;
    for (const json& merge : merges) {
        if (merge.is_array() && merge.size() == 2 && merge[0].is_string() && merge[1].is_string()) {
            result.push_back({ merge[0].get<std::string>(), merge[1].get<std::string>(), 0 });
            continue;
        }
        const std::string line = merge.is_string() ? merge.get<std::string>() : std::string();
        const std::size_t space = line.find(' ');
        if (space == std::string::npos || space == 0 || space + 1 == line.size()
            || line.find(' ', space + 1) != std::string::npos)
            reader.fail("merge " + std::to_string(result.size() + 1)
                + " is not two symbols with one space between them");
        result.push_back({ line.substr(0, space), line.substr(space + 1), 0 });
    }
    return result;
}

std::unique_ptr<const TextSplit> readSplit(const Reader& reader, const json& step)
{
    const json pattern = step.value("pattern", json::object());
    const std::string regex = pattern.is_object() ? Reader::text(pattern, "Regex", {}) : std::string();
    const std::string behaviour = Reader::text(step, "behavior", {});
    const bool isInverted = Reader::flag(step, "invert", false);
    // What matches is a piece: with or without what lies between.
    if (regex.empty() || (behaviour != "Isolated" && !(behaviour == "Removed" && isInverted)))
        reader.fail("a \"Split\" that does not cut by a regular expression into \"Isolated\" matches is not supported");
    try {
        return regexSplit(regex, behaviour == "Isolated");
    } catch (const InputError& error) {
        reader.fail(error.what());
    }
}

/// The pre-tokenizers of a byte-level BPE; false when none of them is byte-level.
bool readSplits(const Reader& reader, BpeSpec& spec)
{
    bool isByteLevel = false;
    for (const json& step : reader.steps("pre_tokenizer", "pretokenizers")) {
        const std::string type = Reader::typeOf(step);
        if (isByteLevel)
            reader.fail("a pre-tokenizer after \"ByteLevel\" is not supported");
        if (type == "Split") {
            spec.splits.push_back(readSplit(reader, step));
        } else if (type == "Digits") {
            spec.splits.push_back(digitSplit(Reader::flag(step, "individual_digits", false)));
        } else if (type == "ByteLevel") {
            isByteLevel = true;
            spec.addPrefixSpace = Reader::flag(step, "add_prefix_space", false);
            const bool splits = Reader::flag(step, "use_regex", true);
            if (!splits && spec.splits.empty())
                reader.fail("byte-level BPE over whole texts is not supported");
            if (splits && !spec.splits.empty())
                spec.splits.push_back(gpt2Split());
        } else {
            reader.fail("the pre-tokenizer \"" + type + "\" is not supported with BPE");
        }
    }
    if (spec.addPrefixSpace && !spec.splits.empty())
        reader.fail("a blank before every part of a text is not supported");
    return isByteLevel;
}

void readByteNormalizers(const Reader& reader, BpeSpec& spec)
{
    for (const json& step : reader.steps("normalizer", "normalizers")) {
        if (Reader::typeOf(step) != "NFC")
            reader.fail("the normalizer \"" + Reader::typeOf(step) + "\" is not supported with byte-level BPE");
        spec.composes = true;
    }
}

BpeFamily familyOf(const Reader& reader, const Around& around, std::string_view modelType)
{
    if (around.isPlain)
        return modelType == "roberta" || modelType == "bart" ? BpeFamily::Roberta : BpeFamily::Gpt2;
    if (around.separator.empty())
        return BpeFamily::Llama;
    if (around.first.empty())
        return BpeFamily::T5;
    if (around.separatorsBetween != 2)
        reader.fail("byte-level BPE with BERT's template is not supported");
    return BpeFamily::Roberta;
}

std::unique_ptr<Tokenizer> overBytes(const Reader& reader, const json& model, std::string_view modelType, BpeSpec spec)
{
    spec.vocabularyFile = spec.mergesFile = reader.file();
    readByteNormalizers(reader, spec);
    spec.tokens = parseVocabularyObject(model.value("vocab", json()), reader.file());
    spec.merges = readMerges(reader, model);
    spec.takesWholePieces = Reader::flag(model, "ignore_merges", false);
    const Around around = reader.around();
    spec.family = familyOf(reader, around, modelType);
    const bool isRoberta = spec.family == BpeFamily::Roberta;
    const TokenizerConfig& config = reader.config();
    spec.addPrefixSpace = spec.splits.empty() && config.addPrefixSpace.value_or(spec.addPrefixSpace);
    spec.unknown = config.name("unk_token", Reader::text(model, "unk_token", {}));
    const bool isAsAround = spec.family == BpeFamily::Llama || spec.family == BpeFamily::T5;
    spec.first = isAsAround ? around.first : config.name(isRoberta ? "cls_token" : "bos_token", around.first);
    spec.separator = config.name(isRoberta ? "sep_token" : "eos_token", around.separator);
    spec.pad = config.name("pad_token", {});
    spec.mask = config.name("mask_token", {});
    spec.modelMaxLength = config.modelMaxLength;
    spec.added = reader.addedTokens();
    return std::make_unique<BpeTokenizer>(std::move(spec));
}

/// How spaces are written: "▁" for each and one before the text, by a normaliser or, in newer files, by a pre-tokenizer.
void readSpaces(const Reader& reader, PieceModel& pieces)
{
    constexpr std::string_view underline = "\xE2\x96\x81";
    bool isReplaced = false;
    pieces.addsPrefixSpace = pieces.joinsSpaces = false;
    for (const json& step : reader.steps("normalizer", "normalizers")) {
        const std::string type = Reader::typeOf(step);
        const json pattern = step.value("pattern", json::object());
        if (type == "Prepend" && Reader::text(step, "prepend", {}) == underline)
            pieces.addsPrefixSpace = true;
        else if (type == "Replace" && pattern.is_object() && Reader::text(pattern, "String", {}) == " "
            && Reader::text(step, "content", {}) == underline)
            isReplaced = true;
        else
            reader.fail("the normalizer \"" + type + "\" is not supported with BPE over characters");
    }
    for (const json& step : reader.steps("pre_tokenizer", "pretokenizers")) {
        if (Reader::typeOf(step) != "Metaspace")
            reader.fail("the pre-tokenizer \"" + Reader::typeOf(step) + "\" is not supported with BPE over characters");
        isReplaced = true;
        pieces.addsPrefixSpace = Reader::text(step, "prepend_scheme", "always") != "never";
    }
    if (!isReplaced)
        reader.fail("BPE over characters that does not write spaces as \"\xE2\x96\x81\" is not supported");
}

/// SentencePiece joins what has the best score: the rank of the first merge that makes it.
PieceModel readPieceModel(const Reader& reader, const json& model)
{
    PieceModel result;
    result.type = PieceModel::Type::Bpe;
    readSpaces(reader, result);
    std::unordered_map<std::string, float> scores;
    for (const Merge& merge : readMerges(reader, model))
        scores.try_emplace(merge.left + merge.right, -static_cast<float>(scores.size()));
    const std::string unknown = Reader::text(model, "unk_token", "<unk>");
    std::unordered_set<std::string> special;
    for (const AddedToken& token : reader.addedTokens())
        special.insert(token.content);
    const float worst = -static_cast<float>(scores.size());
    for (std::string& text : parseVocabularyObject(model.value("vocab", json()), reader.file())) {
        using Kind = PieceModel::Kind;
        const auto found = scores.find(text);
        const Kind kind = text == unknown ? Kind::Unknown
            : byteOfPiece(text)           ? Kind::Byte
            : special.contains(text)      ? Kind::Control
                                          : Kind::Normal;
        result.pieces.push_back({ std::move(text), found == scores.end() ? worst : found->second, kind });
    }
    if (std::ranges::none_of(result.pieces, [](const auto& piece) { return piece.kind == PieceModel::Kind::Unknown; }))
        reader.fail("the vocabulary has no token \"" + unknown + "\" for what it does not know");
    return result;
}

std::unique_ptr<Tokenizer> overCharacters(const Reader& reader, const json& model)
{
    if (!Reader::flag(model, "byte_fallback", false))
        reader.fail("BPE that is neither byte-level nor falls back to bytes is not supported");
    const Around around = reader.around();
    const TokenizerConfig& config = reader.config();
    SentencePieceSpec spec;
    spec.family = PieceFamily::Llama;
    spec.file = reader.file();
    spec.model = toSentencePieceFile(readPieceModel(reader, model));
    spec.added = reader.addedTokens();
    spec.lowercase = spec.splitsDigitComma = spec.removeSpace = false;
    spec.keepAccents = true;
    spec.first = config.name("bos_token", around.first.empty() ? "<s>" : around.first);
    spec.separator = config.name("eos_token", "</s>");
    spec.pad = config.name("pad_token", {});
    spec.mask.clear();
    spec.modelMaxLength = config.modelMaxLength;
    return std::make_unique<SentencePieceTokenizer>(std::move(spec));
}

} // namespace

std::unique_ptr<Tokenizer> tokenizerFromBpeJson(
    const TokenizerJsonReader& reader, const json& model, std::string_view modelType)
{
    BpeSpec spec;
    const auto steps = reader.steps("pre_tokenizer", "pretokenizers");
    const bool isOverCharacters
        = steps.empty() || std::ranges::any_of(steps, [](const json& step) { return Reader::typeOf(step) == "Metaspace"; });
    if (isOverCharacters)
        return overCharacters(reader, model);
    if (!readSplits(reader, spec))
        reader.fail("BPE that is neither byte-level nor falls back to bytes is not supported");
    return overBytes(reader, model, modelType, std::move(spec));
}

} // namespace exitscope::data
