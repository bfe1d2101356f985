#pragma once

#include "core/data/tokenizer.h"
#include "core/data/tokenizer_files.h"

#include <nlohmann/json.hpp>

namespace exitscope::data {

/// A tokenizer.json while it is read: typed access, with errors that name the file.
class TokenizerJsonReader
{
public:
    /// The specials that the post-processor puts around a text.
    struct Around
    {
        std::string first; ///< empty with T5
        std::string separator; ///< empty with Llama
        int separatorsBetween = 1; ///< between the texts of a pair: 1 as BERT, 2 as RoBERTa
        bool isPlain = true; ///< no specials at all
    };

    TokenizerJsonReader(const std::filesystem::path& file, const TokenizerConfig& config);

    [[noreturn]] void fail(
        const std::string& problem, const std::string& remedy = "take the model's own tokenizer files") const;

    /// A section as an object; an empty one where it is null or missing.
    nlohmann::json section(const char* name) const;
    /// A section's steps in order: the parts of a "Sequence", else the section itself.
    std::vector<nlohmann::json> steps(const char* sectionName, const char* listName) const;
    std::vector<AddedToken> addedTokens() const; ///< those of the configuration too
    Around around() const;

    static std::string typeOf(const nlohmann::json& object);
    static std::string text(const nlohmann::json& object, const char* key, const std::string& fallback);
    static std::optional<bool> optionalFlag(const nlohmann::json& object, const char* key);
    static bool flag(const nlohmann::json& object, const char* key, bool fallback);

    const std::filesystem::path& file() const { return m_file; }
    const TokenizerConfig& config() const { return m_config; }

private:
    Around aroundOfTemplate(const nlohmann::json& processor) const;

    std::filesystem::path m_file;
    const TokenizerConfig& m_config;
    nlohmann::json m_root;
};

/// The BPE model of a tokenizer.json: over bytes (GPT-2, RoBERTa, Llama 3), or over characters with bytes for what no piece
/// covers (Llama 1 and 2).
std::unique_ptr<Tokenizer> tokenizerFromBpeJson(
    const TokenizerJsonReader& reader, const nlohmann::json& model, std::string_view modelType);

/// The Unigram model of an ALBERT-like tokenizer.json.
std::unique_ptr<Tokenizer> tokenizerFromUnigramJson(
    const TokenizerJsonReader& reader, const nlohmann::json& model);

} // namespace exitscope::data
