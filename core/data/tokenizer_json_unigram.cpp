#include "core/data/sentencepiece.h"
#include "core/data/sentencepiece_model.h"
#include "core/data/tokenizer_json_reader.h"

#include <cstdint>
#include <unordered_set>

namespace exitscope::data {

using nlohmann::json;
using Reader = TokenizerJsonReader;

namespace {

/// Standard base64 with padding; nothing when the text is not that.
std::optional<std::string> fromBase64(std::string_view text)
{
    constexpr std::string_view Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    while (text.ends_with('='))
        text.remove_suffix(1);
    std::string bytes;
    std::uint32_t buffer = 0;
    int bits = 0;
    for (const char c : text) {
        const std::size_t value = Alphabet.find(c);
        if (value == std::string_view::npos)
            return std::nullopt;
        buffer = (buffer << 6) | static_cast<std::uint32_t>(value);
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            bytes.push_back(static_cast<char>((buffer >> bits) & 0xFF));
        }
    }
    return bytes;
}

std::vector<PieceModel::Piece> readPieces(
    const Reader& reader, const json& model, const std::vector<AddedToken>& added)
{
    const auto list = model.find("vocab");
    if (list == model.end() || !list->is_array() || list->empty())
        reader.fail("the Unigram model has no list \"vocab\"");
    std::unordered_set<std::string> special;
    for (const AddedToken& token : added)
        special.insert(token.content);
    const json unknown = model.value("unk_id", json());
    if (!unknown.is_number_integer() || unknown.get<std::int64_t>() < 0
        || unknown.get<std::int64_t>() >= static_cast<std::int64_t>(list->size()))
        reader.fail("the Unigram model's \"unk_id\" is not an id of its vocabulary");
    std::vector<PieceModel::Piece> pieces;
    for (const json& entry : *list) {
        if (!entry.is_array() || entry.size() != 2 || !entry[0].is_string() || !entry[1].is_number())
            reader.fail(
                "entry " + std::to_string(pieces.size() + 1) + " of \"vocab\" is not a piece and its score");
        PieceModel::Piece piece { entry[0].get<std::string>(), entry[1].get<float>(), {} };
        const bool isUnknown = pieces.size() == unknown.get<std::size_t>();
        piece.kind = isUnknown             ? PieceModel::Kind::Unknown
            : special.contains(piece.text) ? PieceModel::Kind::Control
                                           : PieceModel::Kind::Normal;
        pieces.push_back(std::move(piece));
    }
    return pieces;
}

/// What a normaliser of ALBERT's chain does, taken over into the two that do the work.
void takeNormalizer(const Reader& reader, const json& step, SentencePieceSpec& spec, PieceModel& model)
{
    const std::string type = Reader::typeOf(step);
    if (type == "Lowercase") {
        spec.lowercase = true;
    } else if (type == "StripAccents") {
        spec.keepAccents = false;
    } else if (type == "Precompiled") {
        const auto bytes = fromBase64(Reader::text(step, "precompiled_charsmap", {}));
        if (!bytes)
            reader.fail("\"precompiled_charsmap\" is not base64");
        model.charsMap = *bytes;
    } else if (type == "Replace") {
        const json pattern = step.value("pattern", json::object());
        const std::string literal = pattern.is_object() ? Reader::text(pattern, "String", {}) : std::string();
        const bool isQuote = literal == "``" || literal == "''";
        const bool isSpaces = pattern.is_object() && Reader::text(pattern, "Regex", {}) == " {2,}";
        if (!isQuote && !isSpaces)
            reader.fail("a \"Replace\" other than ALBERT's is not supported with Unigram");
    } else if (type != "NFKD" && type != "Strip") {
        reader.fail("the normalizer \"" + type + "\" is not supported with Unigram");
    }
}

} // namespace

std::unique_ptr<Tokenizer> tokenizerFromUnigramJson(const TokenizerJsonReader& reader, const json& model)
{
    SentencePieceSpec spec;
    spec.file = reader.file();
    spec.added = reader.addedTokens();
    spec.lowercase = false;
    spec.keepAccents = true;
    spec.splitsDigitComma = false;
    PieceModel unigram;
    unigram.pieces = readPieces(reader, model, spec.added);
    for (const json& step : reader.steps("normalizer", "normalizers"))
        takeNormalizer(reader, step, spec, unigram);
    for (const json& step : reader.steps("pre_tokenizer", "pretokenizers")) {
        const std::string type = Reader::typeOf(step);
        if (type == "Metaspace")
            unigram.addsPrefixSpace = Reader::flag(step, "add_prefix_space", true)
                && Reader::text(step, "prepend_scheme", "always") != "never";
        else if (type != "WhitespaceSplit")
            reader.fail("the pre-tokenizer \"" + type + "\" is not supported with Unigram");
    }
    const TokenizerConfig& config = reader.config();
    spec.lowercase = config.lowercase.value_or(spec.lowercase);
    spec.keepAccents = config.keepAccents.value_or(spec.keepAccents);
    spec.removeSpace = config.removeSpace.value_or(true);
    const Reader::Around around = reader.around();
    if (!around.isPlain && around.separatorsBetween != 1)
        reader.fail("Unigram with RoBERTa's template is not supported");
    if (!around.isPlain && around.first.empty()) {
        spec.family = PieceFamily::T5;
        spec.mask.clear();
    }
    spec.first = config.name("cls_token", around.isPlain ? spec.first : around.first);
    spec.separator = spec.family == PieceFamily::T5
        ? config.name("eos_token", around.separator)
        : config.name("sep_token", around.isPlain ? spec.separator : around.separator);
    spec.pad = config.name("pad_token", spec.pad);
    spec.mask = config.name("mask_token", spec.mask);
    spec.modelMaxLength = config.modelMaxLength;
    spec.model = toSentencePieceFile(unigram);
    return std::make_unique<SentencePieceTokenizer>(std::move(spec));
}

} // namespace exitscope::data
