#pragma once

#include "core/data/tokenizer_vocabulary.h"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// Readers of the files that describe a tokenizer. All of them are untrusted: every function throws
/// InputError with the file, the line where it has one, and what to do.
namespace exitscope::data {

/// tokenizer_config.json, special_tokens_map.json and added_tokens.json taken together; what they do not say
/// is empty.
struct TokenizerConfig
{
    std::optional<bool> lowercase;
    std::optional<bool> stripAccents;
    std::optional<bool> splitIdeographs;
    std::optional<bool> addPrefixSpace;
    std::optional<bool> keepAccents;
    std::optional<bool> removeSpace;
    int modelMaxLength = 0; ///< 0: none, or so large that it means none
    std::map<std::string, std::string> names; ///< "unk_token" → "[UNK]"
    std::vector<AddedToken> added;

    /// The name given for a role ("cls_token"), else `fallback`.
    std::string name(const std::string& role, const std::string& fallback) const;
};

/// One line of merges.txt: two symbols that become one.
struct Merge
{
    std::string left;
    std::string right;
    std::int64_t line = 0; ///< 0 where the file has no lines to speak of
};

/// Strict JSON: no duplicate keys, valid UTF-8. The error names the line.
nlohmann::json readJson(const std::filesystem::path& file);
TokenizerConfig readTokenizerConfig(const std::filesystem::path& modelDir);
/// An added token as tokenizer files write it: {"content": …, "lstrip": …, "rstrip": …, "id": …}.
AddedToken parseAddedToken(const nlohmann::json& value, const std::filesystem::path& file);
/// One token per line; the line number from 0 is the id.
std::vector<std::string> readVocabularyLines(const std::filesystem::path& file);
/// An object of token → id; `file` is for errors only.
std::vector<std::string> parseVocabularyObject(
    const nlohmann::json& object, const std::filesystem::path& file);
std::vector<Merge> readMerges(const std::filesystem::path& file);

/// Gives every added token an id and every id its token: those of the vocabulary keep theirs, new ones extend
/// it.
void placeAddedTokens(
    std::vector<std::string>& tokens, std::vector<AddedToken>& added, const std::filesystem::path& file);

} // namespace exitscope::data
