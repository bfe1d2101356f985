#include "core/data/tokenizer_json.h"

#include "core/data/bpe.h"
#include "core/data/sentencepiece.h"
#include "core/data/wordpiece.h"
#include "core/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace exitscope::data {

using nlohmann::json;

namespace {

/// A tokenizer.json while it is read: typed access with errors that name the file.
class Reader
{
public:
    Reader(const std::filesystem::path& file, const TokenizerConfig& config)
        : m_file(file)
        , m_config(config)
        , m_root(readJson(file))
    {
        if (!m_root.is_object())
            fail("is not a JSON object");
    }

    [[noreturn]] void fail(const std::string& problem, const std::string& remedy = "take the model's own tokenizer files") const
    {
        throw InputError(m_file, problem, remedy);
    }

    /// The section as an object; an empty object where it is null or missing.
    json section(const char* name) const
    {
        const auto found = m_root.find(name);
        if (found == m_root.end() || found->is_null())
            return json::object();
        if (!found->is_object())
            fail(std::string("\"") + name + "\" is not an object");
        return *found;
    }

    static std::string typeOf(const json& object) { return text(object, "type", {}); }

    static std::string text(const json& object, const char* key, const std::string& fallback)
    {
        const auto found = object.find(key);
        return found != object.end() && found->is_string() ? found->get<std::string>() : fallback;
    }

    static bool flag(const json& object, const char* key, bool fallback)
    {
        const auto found = object.find(key);
        return found != object.end() && found->is_boolean() ? found->get<bool>() : fallback;
    }

    /// A section's steps: the section itself, or the parts of a sequence, in order.
    std::vector<json> steps(const json& section, const char* listName) const
    {
        if (section.empty())
            return {};
        if (typeOf(section) != "Sequence")
            return { section };
        const auto list = section.find(listName);
        if (list == section.end() || !list->is_array())
            fail(std::string("a \"Sequence\" has no list \"") + listName + "\"");
        std::vector<json> result;
        for (const json& step : *list) {
            if (!step.is_object())
                fail(std::string("\"") + listName + "\" holds something that is not an object");
            result.push_back(step);
        }
        return result;
    }

    std::vector<AddedToken> addedTokens() const
    {
        std::vector<AddedToken> added;
        const auto list = m_root.find("added_tokens");
        if (list != m_root.end() && list->is_array())
            for (const json& token : *list)
                added.push_back(parseAddedToken(token, m_file));
        added.insert(added.end(), m_config.added.begin(), m_config.added.end());
        return added;
    }

    const std::filesystem::path& file() const { return m_file; }
    const TokenizerConfig& config() const { return m_config; }

private:
    std::filesystem::path m_file;
    const TokenizerConfig& m_config;
    json m_root;
};

/// The specials that the post-processor puts around a text.
struct Around
{
    std::string first;
    std::string separator;
    int separatorsBetween = 1;
    bool isPlain = true;
};

std::string firstOfPair(const json& value)
{
    return value.is_array() && !value.empty() && value[0].is_string() ? value[0].get<std::string>() : std::string();
}

/// "[CLS] $A [SEP]" and "[CLS] $A [SEP] $B [SEP]" (or RoBERTa's with two between) out of a template's pieces.
Around aroundOfTemplate(const Reader& reader, const json& processor)
{
    const json pair = processor.value("pair", json::array());
    std::vector<std::string> shape; // special names; "" for a text
    for (const json& piece : pair) {
        if (piece.is_object() && piece.contains("Sequence"))
            shape.emplace_back();
        else if (piece.is_object() && piece.contains("SpecialToken") && piece["SpecialToken"].is_object())
            shape.push_back(Reader::text(piece["SpecialToken"], "id", {}));
        else
            reader.fail("the post-processor's pair template holds an unknown piece");
    }
    if (shape == std::vector<std::string> { "", "" })
        return {};
    Around around;
    around.isPlain = false;
    around.first = shape.empty() ? std::string() : shape.front();
    around.separator = shape.empty() ? std::string() : shape.back();
    around.separatorsBetween = static_cast<int>(shape.size()) - 4;
    std::vector<std::string> expected { around.first, "" };
    expected.insert(expected.end(), static_cast<std::size_t>(std::clamp(around.separatorsBetween, 0, 2)), around.separator);
    expected.insert(expected.end(), { "", around.separator });
    const bool isKnown = !around.first.empty() && !around.separator.empty() && around.separatorsBetween >= 1
        && shape == expected;
    if (!isKnown)
        reader.fail("the post-processor's template is neither BERT's nor RoBERTa's");
    return around;
}

Around readAround(const Reader& reader)
{
    for (const json& step : reader.steps(reader.section("post_processor"), "processors")) {
        const std::string type = Reader::typeOf(step);
        if (type == "TemplateProcessing")
            return aroundOfTemplate(reader, step);
        if (type == "BertProcessing" || type == "RobertaProcessing") {
            return { firstOfPair(step.value("cls", json())), firstOfPair(step.value("sep", json())),
                type == "BertProcessing" ? 1 : 2, false };
        }
        if (type != "ByteLevel")
            reader.fail("the post-processor \"" + type + "\" is not supported");
    }
    return {};
}

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
        spec.maxWordCharacters = static_cast<int>(std::clamp<std::int64_t>(limit->get<std::int64_t>(), 1, 10'000));
    spec.split = { .lowercase = false, .stripAccents = false, .splitIdeographs = false };
    for (const json& step : reader.steps(reader.section("normalizer"), "normalizers")) {
        const std::string type = Reader::typeOf(step);
        if (type == "BertNormalizer") {
            spec.split.lowercase = Reader::flag(step, "lowercase", true);
            spec.split.stripAccents = Reader::flag(step, "strip_accents", spec.split.lowercase);
            spec.split.splitIdeographs = Reader::flag(step, "handle_chinese_chars", true);
        } else if (type == "Lowercase") {
            spec.split.lowercase = true;
        } else if (type == "StripAccents") {
            spec.split.stripAccents = true;
        } else if (type != "NFD" && type != "NFC") {
            reader.fail("the normalizer \"" + type + "\" is not supported with WordPiece");
        }
    }
    for (const json& step : reader.steps(reader.section("pre_tokenizer"), "pretokenizers"))
        if (Reader::typeOf(step) != "BertPreTokenizer")
            reader.fail("the pre-tokenizer \"" + Reader::typeOf(step) + "\" is not supported with WordPiece");
    const TokenizerConfig& config = reader.config();
    spec.split.lowercase = config.lowercase.value_or(spec.split.lowercase);
    spec.split.stripAccents = config.stripAccents.value_or(spec.split.stripAccents);
    spec.split.splitIdeographs = config.splitIdeographs.value_or(spec.split.splitIdeographs);
    const Around around = readAround(reader);
    spec.first = config.name("cls_token", around.isPlain ? spec.first : around.first);
    spec.separator = config.name("sep_token", around.isPlain ? spec.separator : around.separator);
    spec.pad = config.name("pad_token", spec.pad);
    spec.mask = config.name("mask_token", spec.mask);
    spec.modelMaxLength = config.modelMaxLength;
    spec.added = reader.addedTokens();
    return std::make_unique<WordPieceTokenizer>(std::move(spec));
}

std::vector<Merge> readJsonMerges(const Reader& reader, const json& model)
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
            reader.fail("merge " + std::to_string(result.size() + 1) + " is not two symbols with one space between them");
        result.push_back({ line.substr(0, space), line.substr(space + 1), 0 });
    }
    return result;
}

std::unique_ptr<Tokenizer> readBpe(const Reader& reader, const json& model, std::string_view modelType)
{
    BpeSpec spec;
    spec.vocabularyFile = spec.mergesFile = reader.file();
    bool isByteLevel = false;
    for (const json& step : reader.steps(reader.section("pre_tokenizer"), "pretokenizers")) {
        if (Reader::typeOf(step) != "ByteLevel" || !Reader::flag(step, "use_regex", true))
            reader.fail("the pre-tokenizer \"" + Reader::typeOf(step) + "\" is not supported with BPE");
        isByteLevel = true;
        spec.addPrefixSpace = Reader::flag(step, "add_prefix_space", false);
    }
    if (!isByteLevel)
        reader.fail("BPE that is not byte-level is not supported");
    if (!reader.section("normalizer").empty())
        reader.fail("a normalizer is not supported with byte-level BPE");
    spec.tokens = parseVocabularyObject(model.value("vocab", json()), reader.file());
    spec.merges = readJsonMerges(reader, model);
    const Around around = readAround(reader);
    const bool isRoberta = around.isPlain ? modelType == "roberta" : true;
    if (!around.isPlain && around.separatorsBetween != 2)
        reader.fail("byte-level BPE with BERT's template is not supported");
    spec.family = isRoberta ? BpeFamily::Roberta : BpeFamily::Gpt2;
    const TokenizerConfig& config = reader.config();
    spec.addPrefixSpace = config.addPrefixSpace.value_or(spec.addPrefixSpace);
    spec.unknown = config.name("unk_token", Reader::text(model, "unk_token", {}));
    spec.first = config.name(isRoberta ? "cls_token" : "bos_token", around.first);
    spec.separator = config.name(isRoberta ? "sep_token" : "eos_token", around.separator);
    spec.pad = config.name("pad_token", {});
    spec.mask = config.name("mask_token", {});
    spec.modelMaxLength = config.modelMaxLength;
    spec.added = reader.addedTokens();
    return std::make_unique<BpeTokenizer>(std::move(spec));
}

} // namespace

std::unique_ptr<Tokenizer> tokenizerFromJson(
    const std::filesystem::path& file, const TokenizerConfig& config, std::string_view modelType)
{
    const Reader reader(file, config);
    const json model = reader.section("model");
    std::string type = Reader::typeOf(model);
    if (type.empty()) // older files leave it out
        type = model.contains("merges") ? "BPE" : model.contains("max_input_chars_per_word") ? "WordPiece" : "";
    if (type == "WordPiece")
        return readWordPiece(reader, model);
    if (type == "BPE")
        return readBpe(reader, model, modelType);
    reader.fail("the tokenizer model \"" + type + "\" is not supported", "use a WordPiece or byte-level BPE model");
}

} // namespace exitscope::data
