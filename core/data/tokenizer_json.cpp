#include "core/data/tokenizer_json.h"
#include "core/data/tokenizer_json_reader.h"
#include "core/data/wordpiece.h"

#include <algorithm>

namespace exitscope::data {

using nlohmann::json;
using Reader = TokenizerJsonReader;
using Around = TokenizerJsonReader::Around;

namespace {

std::unique_ptr<Tokenizer> readWordPiece(const Reader& reader, const json& model)
{
    WordPieceSpec spec;
    spec.file = reader.file();
    spec.tokens = parseVocabularyObject(model.value("vocab", json()), spec.file);
    spec.unknown = Reader::text(model, "unk_token", spec.unknown);
    spec.continuation = Reader::text(model, "continuing_subword_prefix", spec.continuation);
    if (spec.continuation.empty())
        reader.fail("WordPiece without a prefix for continuations is not supported");
    const auto limit = model.find("max_input_chars_per_word");
    if (limit != model.end() && limit->is_number_integer())
        spec.maxWordCharacters
            = static_cast<int>(std::clamp<std::int64_t>(limit->get<std::int64_t>(), 1, 10'000));
    bool isBert = false;
    std::optional<bool>
        stripsAccents; // without a word of its own it goes with lower-casing in BERT's normaliser
    spec.split = { .lowercase = false, .stripAccents = false, .splitIdeographs = false };
    for (const json& step : reader.steps("normalizer", "normalizers")) {
        const std::string type = Reader::typeOf(step);
        if (type == "BertNormalizer") {
            isBert = true;
            spec.split.lowercase = Reader::flag(step, "lowercase", true);
            stripsAccents = Reader::optionalFlag(step, "strip_accents");
            spec.split.splitIdeographs = Reader::flag(step, "handle_chinese_chars", true);
        } else if (type == "Lowercase") {
            spec.split.lowercase = true;
        } else if (type == "StripAccents") {
            stripsAccents = true;
        } else if (type != "NFD" && type != "NFC") {
            reader.fail("the normalizer \"" + type + "\" is not supported with WordPiece");
        }
    }
    for (const json& step : reader.steps("pre_tokenizer", "pretokenizers"))
        if (Reader::typeOf(step) != "BertPreTokenizer")
            reader.fail("the pre-tokenizer \"" + Reader::typeOf(step) + "\" is not supported with WordPiece");
    const TokenizerConfig& config = reader.config();
    spec.split.lowercase = config.lowercase.value_or(spec.split.lowercase);
    spec.split.stripAccents
        = config.stripAccents.value_or(stripsAccents.value_or(spec.split.lowercase && isBert));
    spec.split.splitIdeographs = config.splitIdeographs.value_or(spec.split.splitIdeographs);
    const Around around = reader.around();
    if (!around.isPlain && (around.separatorsBetween != 1 || around.first.empty()))
        reader.fail("WordPiece with RoBERTa's or T5's template is not supported");
    spec.first = config.name("cls_token", around.isPlain ? spec.first : around.first);
    spec.separator = config.name("sep_token", around.isPlain ? spec.separator : around.separator);
    spec.pad = config.name("pad_token", spec.pad);
    spec.mask = config.name("mask_token", spec.mask);
    spec.modelMaxLength = config.modelMaxLength;
    spec.added = reader.addedTokens();
    return std::make_unique<WordPieceTokenizer>(std::move(spec));
}

} // namespace

std::unique_ptr<Tokenizer> tokenizerFromJson(
    const std::filesystem::path& file, const TokenizerConfig& config, std::string_view modelType)
{
    const Reader reader(file, config);
    const json model = reader.section("model");
    std::string type = Reader::typeOf(model);
    if (type.empty()) // older files leave it out
        type = model.contains("merges")                  ? "BPE"
            : model.contains("max_input_chars_per_word") ? "WordPiece"
                                                         : "";
    if (type == "WordPiece")
        return readWordPiece(reader, model);
    if (type == "BPE")
        return tokenizerFromBpeJson(reader, model, modelType);
    if (type == "Unigram")
        return tokenizerFromUnigramJson(reader, model);
    reader.fail("the tokenizer model \"" + type + "\" is not supported", "WordPiece, BPE and Unigram are");
}

} // namespace exitscope::data
