#include "core/data/tokenizer_files.h"

#include "core/data/unicode_text.h"
#include "core/error.h"
#include "core/io/atomic_file.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace exitscope::data {

using nlohmann::json;

namespace {

constexpr std::size_t FileLimit = std::size_t { 256 } << 20;
constexpr std::int64_t IdLimit = 10'000'000;
constexpr std::size_t GapLimit = 100'000; ///< ids without a token; a single wild id must not cost a gigabyte
constexpr std::int64_t NoMaximum = 1'000'000; ///< published configurations write 1e30 for "no limit"

std::int64_t lineOf(std::string_view text, std::size_t byte)
{
    const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(byte, text.size()));
    return 1 + std::count(text.begin(), end, '\n');
}

/// Refuses a key that occurs twice in one object: either value could be meant.
class DuplicateKeyGuard
{
public:
    explicit DuplicateKeyGuard(const std::filesystem::path& file)
        : m_file(file)
    { }

    bool operator()(int depth, json::parse_event_t event, json& value)
    {
        const auto level = static_cast<std::size_t>(depth);
        if (event == json::parse_event_t::object_start) {
            m_keys.resize(std::max(m_keys.size(), level + 2));
            m_keys[level + 1].clear();
        } else if (event == json::parse_event_t::key) {
            const auto& key = value.get_ref<const std::string&>();
            if (!m_keys[level].insert(key).second) {
                throw InputError(m_file, "the key \"" + key + "\" occurs twice in one object",
                    "keep the one that is meant");
            }
        }
        return true;
    }

private:
    const std::filesystem::path& m_file;
    std::vector<std::unordered_set<std::string>> m_keys;
};

void takeFlag(
    const json& object, const char* key, std::optional<bool>& flag, const std::filesystem::path& file)
{
    const auto found = object.find(key);
    if (found == object.end() || found->is_null())
        return;
    if (!found->is_boolean())
        throw InputError(file, std::string("\"") + key + "\" is not true or false", "write true or false");
    flag = found->get<bool>();
}

int parseMaximum(const json& object)
{
    const auto found = object.find("model_max_length");
    if (found == object.end() || !found->is_number())
        return 0;
    const double value = found->get<double>();
    return value >= 1 && value < static_cast<double>(NoMaximum) ? static_cast<int>(value) : 0;
}

constexpr const char* Roles[]
    = { "unk_token", "cls_token", "sep_token", "pad_token", "mask_token", "bos_token", "eos_token" };

/// Token names from either file; each may be a string or an object with "content". `mask_token` often brings
/// lstrip.
void takeNames(const json& object, TokenizerConfig& config, const std::filesystem::path& file)
{
    for (const char* role : Roles) {
        const auto found = object.find(role);
        if (found == object.end() || found->is_null())
            continue;
        const AddedToken token = parseAddedToken(*found, file);
        config.names[role] = token.content;
        const bool known = std::any_of(config.added.begin(), config.added.end(),
            [&token](const AddedToken& other) { return other.content == token.content; });
        if (found->is_object() && !known)
            config.added.push_back(token);
    }
}

TokenId parseId(const json& value, const std::string& token, const std::filesystem::path& file)
{
    if (!value.is_number_integer() || value.get<double>() < 0
        || value.get<double>() > static_cast<double>(IdLimit)) {
        throw InputError(file, "the id of token \"" + token + "\" is not a whole number from 0 to 10000000",
            "take the file from the model's publisher again");
    }
    return value.get<TokenId>();
}

TokenId parseIdKey(const std::string& key, const std::filesystem::path& file)
{
    if (key.empty() || key.size() > 8 || key.find_first_not_of("0123456789") != std::string::npos)
        throw InputError(file, "\"" + key + "\" in \"added_tokens_decoder\" is not a token id",
            "write the id as a number");
    return static_cast<TokenId>(std::stol(key));
}

InputError gapError(const std::string& token, TokenId id, const std::filesystem::path& file)
{
    return { file, "token \"" + token + "\" has the id " + std::to_string(id) + ", far beyond the vocabulary",
        "take the file from the model's publisher again" };
}

void takeAddedTokensFile(const std::filesystem::path& file, TokenizerConfig& config)
{
    if (!std::filesystem::exists(file))
        return;
    const json object = readJson(file);
    if (!object.is_object())
        throw InputError(file, "is not a JSON object of token and id", "write {\"token\": id}");
    for (const auto& [content, id] : object.items())
        config.added.push_back({ .content = content, .id = parseId(id, content, file) });
}

} // namespace

std::string TokenizerConfig::name(const std::string& role, const std::string& fallback) const
{
    const auto found = names.find(role);
    return found == names.end() ? fallback : found->second;
}

json readJson(const std::filesystem::path& file)
{
    const std::string text = io::readWholeFile(file, FileLimit);
    try {
        return json::parse(text, DuplicateKeyGuard(file));
    } catch (const json::parse_error& error) {
        throw InputError(file, lineOf(text, error.byte), "is not valid JSON",
            "take the file from the model's publisher again");
    }
}

AddedToken parseAddedToken(const json& value, const std::filesystem::path& file)
{
    AddedToken token;
    if (value.is_string()) {
        token.content = value.get<std::string>();
        return token;
    }
    if (!value.is_object() || !value.contains("content") || !value["content"].is_string()) {
        throw InputError(file, "a special token is neither a string nor an object with \"content\"",
            "write the token's text");
    }
    token.content = value["content"].get<std::string>();
    std::optional<bool> left;
    std::optional<bool> right;
    takeFlag(value, "lstrip", left, file);
    takeFlag(value, "rstrip", right, file);
    token.eatsSpaceBefore = left.value_or(false);
    token.eatsSpaceAfter = right.value_or(false);
    if (value.contains("id"))
        token.id = parseId(value["id"], token.content, file);
    return token;
}

TokenizerConfig readTokenizerConfig(const std::filesystem::path& modelDir)
{
    TokenizerConfig config;
    const auto main = modelDir / "tokenizer_config.json";
    if (std::filesystem::exists(main)) {
        const json object = readJson(main);
        if (!object.is_object())
            throw InputError(main, "is not a JSON object", "take the file from the model's publisher again");
        takeFlag(object, "do_lower_case", config.lowercase, main);
        takeFlag(object, "strip_accents", config.stripAccents, main);
        takeFlag(object, "tokenize_chinese_chars", config.splitIdeographs, main);
        takeFlag(object, "add_prefix_space", config.addPrefixSpace, main);
        takeFlag(object, "keep_accents", config.keepAccents, main);
        takeFlag(object, "remove_space", config.removeSpace, main);
        config.modelMaxLength = parseMaximum(object);
        const auto decoder = object.find("added_tokens_decoder");
        if (decoder != object.end() && decoder->is_object()) {
            for (const auto& [id, value] : decoder->items()) {
                AddedToken token = parseAddedToken(value, main);
                token.id = parseIdKey(id, main);
                config.added.push_back(std::move(token));
            }
        }
        takeNames(object, config, main);
    }
    const auto map = modelDir / "special_tokens_map.json";
    if (std::filesystem::exists(map)) {
        const json object = readJson(map);
        if (!object.is_object())
            throw InputError(map, "is not a JSON object", "take the file from the model's publisher again");
        takeNames(object, config, map);
    }
    takeAddedTokensFile(modelDir / "added_tokens.json", config);
    return config;
}

std::vector<std::string> readVocabularyLines(const std::filesystem::path& file)
{
    const std::string text = io::readWholeFile(file, FileLimit);
    std::string_view rest = text;
    if (rest.starts_with("\xEF\xBB\xBF"))
        rest.remove_prefix(3);
    std::vector<std::string> tokens;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        std::string_view line = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        if (!unicode::isValid(line)) {
            throw InputError(file, static_cast<std::int64_t>(tokens.size()) + 1, "is not valid UTF-8",
                "save the vocabulary as UTF-8");
        }
        tokens.emplace_back(line);
        if (tokens.size() > static_cast<std::size_t>(IdLimit))
            throw InputError(file, "has more than 10000000 lines", "give the model's vocabulary");
    }
    if (tokens.empty())
        throw InputError(file, "is empty", "give the vocabulary that the model was trained with");
    return tokens;
}

std::vector<std::string> parseVocabularyObject(const json& object, const std::filesystem::path& file)
{
    if (!object.is_object() || object.empty())
        throw InputError(
            file, "holds no JSON object of token and id", "take the file from the model's publisher again");
    std::vector<std::string> tokens;
    std::vector<bool> taken;
    for (const auto& [content, value] : object.items()) {
        const auto id = static_cast<std::size_t>(parseId(value, content, file));
        if (id >= object.size() + GapLimit)
            throw gapError(content, static_cast<TokenId>(id), file);
        if (id >= tokens.size()) {
            tokens.resize(id + 1);
            taken.resize(id + 1);
        }
        if (taken[id]) {
            throw InputError(file,
                "the id " + std::to_string(id) + " belongs to both \"" + tokens[id] + "\" and \"" + content
                    + "\"",
                "take the file from the model's publisher again");
        }
        taken[id] = true;
        tokens[id] = content;
    }
    return tokens;
}

std::vector<Merge> readMerges(const std::filesystem::path& file)
{
    const std::string text = io::readWholeFile(file, FileLimit);
    std::vector<Merge> merges;
    std::string_view rest = text;
    for (std::int64_t number = 1; !rest.empty(); ++number) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        std::string_view line = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        if (number == 1 && line.starts_with("#version"))
            continue;
        if (line.empty() && rest.find_first_not_of("\r\n") == std::string_view::npos)
            break; // blank lines at the end
        const std::size_t space = line.find(' ');
        if (space == std::string_view::npos || space == 0 || space + 1 == line.size()
            || line.find(' ', space + 1) != std::string_view::npos) {
            throw InputError(file, number, "is not two symbols with one space between them",
                "take merges.txt from the model's publisher again");
        }
        if (!unicode::isValid(line))
            throw InputError(file, number, "is not valid UTF-8", "save the merges as UTF-8");
        merges.push_back({ std::string(line.substr(0, space)), std::string(line.substr(space + 1)), number });
    }
    return merges;
}

void placeAddedTokens(
    std::vector<std::string>& tokens, std::vector<AddedToken>& added, const std::filesystem::path& file)
{
    std::unordered_map<std::string, TokenId> known;
    for (std::size_t id = 0; id < tokens.size(); ++id)
        if (!tokens[id].empty())
            known[tokens[id]] = static_cast<TokenId>(id);
    std::vector<AddedToken> placed;
    std::unordered_set<std::string> seen;
    for (AddedToken& token : added) {
        if (token.content.empty())
            continue;
        const auto found = known.find(token.content);
        if (!token.id && found == known.end())
            continue; // a role that this vocabulary does not have, such as a mask
        const TokenId id = token.id.value_or(found == known.end() ? 0 : found->second);
        const auto index = static_cast<std::size_t>(id);
        if (index < tokens.size() && !tokens[index].empty() && tokens[index] != token.content) {
            throw InputError(file,
                "the added token \"" + token.content + "\" has the id " + std::to_string(id) + " of \""
                    + tokens[index] + "\"",
                "take the tokenizer's files from one model");
        }
        if (index >= tokens.size() + GapLimit)
            throw gapError(token.content, id, file);
        if (index >= tokens.size())
            tokens.resize(index + 1);
        tokens[index] = token.content;
        known[token.content] = id;
        token.id = id;
        if (seen.insert(token.content).second)
            placed.push_back(std::move(token));
    }
    added = std::move(placed);
}

} // namespace exitscope::data
