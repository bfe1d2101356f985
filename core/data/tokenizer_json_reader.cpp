#include "core/data/tokenizer_json_reader.h"

#include "core/error.h"

#include <algorithm>

namespace exitscope::data {

using nlohmann::json;

namespace {

std::string firstOfPair(const json& value)
{
    const bool isPair = value.is_array() && !value.empty() && value[0].is_string();
    return isPair ? value[0].get<std::string>() : std::string();
}

} // namespace

TokenizerJsonReader::TokenizerJsonReader(const std::filesystem::path& file, const TokenizerConfig& config)
    : m_file(file)
    , m_config(config)
    , m_root(readJson(file))
{
    if (!m_root.is_object())
        fail("is not a JSON object");
}

void TokenizerJsonReader::fail(const std::string& problem, const std::string& remedy) const
{
    throw InputError(m_file, problem, remedy);
}

json TokenizerJsonReader::section(const char* name) const
{
    const auto found = m_root.find(name);
    if (found == m_root.end() || found->is_null())
        return json::object();
    if (!found->is_object())
        fail(std::string("\"") + name + "\" is not an object");
    return *found;
}

std::vector<json> TokenizerJsonReader::steps(const char* sectionName, const char* listName) const
{
    const json all = section(sectionName);
    if (all.empty())
        return {};
    if (typeOf(all) != "Sequence")
        return { all };
    const auto list = all.find(listName);
    if (list == all.end() || !list->is_array())
        fail(std::string("the sequence in \"") + sectionName + "\" has no list \"" + listName + "\"");
    std::vector<json> result;
    for (const json& step : *list) {
        if (!step.is_object())
            fail(std::string("\"") + listName + "\" holds something that is not an object");
        result.push_back(step);
    }
    return result;
}

std::vector<AddedToken> TokenizerJsonReader::addedTokens() const
{
    std::vector<AddedToken> added;
    const auto list = m_root.find("added_tokens");
    if (list != m_root.end() && list->is_array())
        for (const json& token : *list)
            added.push_back(parseAddedToken(token, m_file));
    added.insert(added.end(), m_config.added.begin(), m_config.added.end());
    return added;
}

/// "[CLS] $A [SEP] $B [SEP]", RoBERTa's with two separators between, T5's that opens with nothing, or Llama's that ends with
/// nothing, out of the template for pairs.
TokenizerJsonReader::Around TokenizerJsonReader::aroundOfTemplate(const json& processor) const
{
    const json pair = processor.value("pair", json::array());
    std::vector<std::string> shape; // names of specials; "" for a text
    for (const json& piece : pair) {
        if (piece.is_object() && piece.contains("Sequence"))
            shape.emplace_back();
        else if (piece.is_object() && piece.contains("SpecialToken") && piece["SpecialToken"].is_object())
            shape.push_back(text(piece["SpecialToken"], "id", {}));
        else
            fail("the post-processor's template for pairs holds an unknown piece");
    }
    if (shape == std::vector<std::string> { "", "" })
        return {};
    for (const int between : { 1, 2 }) {
        if (shape.size() != static_cast<std::size_t>(4 + between))
            continue;
        const Around around { shape.front(), shape.back(), between, false };
        std::vector<std::string> expected { around.first, "" };
        expected.insert(expected.end(), static_cast<std::size_t>(between), around.separator);
        expected.insert(expected.end(), { "", around.separator });
        if (shape == expected && !around.first.empty() && !around.separator.empty())
            return around;
    }
    if (shape.size() == 4 && shape == std::vector<std::string> { "", shape[1], "", shape[1] } && !shape[1].empty())
        return { {}, shape[1], 1, false };
    if (shape.size() >= 3 && !shape.front().empty()
        && (shape == std::vector<std::string> { shape[0], "", shape[0], "" }
            || shape == std::vector<std::string> { shape[0], "", "" }))
        return { shape.front(), {}, 1, false };
    fail("the post-processor's template is none of BERT's, RoBERTa's, T5's and Llama's");
}

TokenizerJsonReader::Around TokenizerJsonReader::around() const
{
    for (const json& step : steps("post_processor", "processors")) {
        const std::string type = typeOf(step);
        if (type == "TemplateProcessing")
            return aroundOfTemplate(step);
        if (type == "BertProcessing" || type == "RobertaProcessing") {
            const Around around { firstOfPair(step.value("cls", json())),
                firstOfPair(step.value("sep", json())), type == "BertProcessing" ? 1 : 2, false };
            if (around.first.empty() || around.separator.empty())
                fail("the post-processor names no \"cls\" or \"sep\" token");
            return around;
        }
        if (type != "ByteLevel")
            fail("the post-processor \"" + type + "\" is not supported");
    }
    return {};
}

std::string TokenizerJsonReader::typeOf(const json& object) { return text(object, "type", {}); }

std::string TokenizerJsonReader::text(const json& object, const char* key, const std::string& fallback)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : fallback;
}

std::optional<bool> TokenizerJsonReader::optionalFlag(const json& object, const char* key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_boolean() ? std::optional(found->get<bool>()) : std::nullopt;
}

bool TokenizerJsonReader::flag(const json& object, const char* key, bool fallback)
{
    return optionalFlag(object, key).value_or(fallback);
}

} // namespace exitscope::data
