#pragma once

#include "core/data/tokenizer.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace exitscope::data {

/// A hash whose value for every prefix of a word falls out on the way (FNV-1a), so that the longest match can
/// be looked up without hashing each candidate again.
struct PrefixHash
{
    static constexpr std::uint32_t Empty = 2166136261u;
    static constexpr std::uint32_t step(std::uint32_t hash, char byte)
    {
        return (hash ^ static_cast<unsigned char>(byte)) * 16777619u;
    }
    static constexpr std::uint32_t of(std::string_view text)
    {
        std::uint32_t hash = Empty;
        for (const char byte : text)
            hash = step(hash, byte);
        return hash;
    }
};

/// Strings to ids, open addressing. The strings stay with the caller, who gives them back for every
/// comparison.
class TokenTable
{
public:
    explicit TokenTable(std::size_t capacity);

    /// `text(id)` gives the key of an id that is in the table. A key seen before gets the new id.
    template <typename Text> void insert(std::string_view key, TokenId id, Text text)
    {
        const std::uint32_t hash = PrefixHash::of(key);
        for (std::size_t at = spread(hash);; at = (at + 1) & m_mask) {
            Slot& slot = m_slots[at];
            if (slot.id < 0 || (slot.hash == hash && text(slot.id) == key)) {
                slot = { hash, id };
                return;
            }
        }
    }

    /// -1 when the key is not there. `hash` is PrefixHash::of(key).
    template <typename Text> TokenId find(std::uint32_t hash, std::string_view key, Text text) const
    {
        for (std::size_t at = spread(hash);; at = (at + 1) & m_mask) {
            const Slot& slot = m_slots[at];
            if (slot.id < 0)
                return -1;
            if (slot.hash == hash && text(slot.id) == key)
                return slot.id;
        }
    }

private:
    struct Slot
    {
        std::uint32_t hash = 0;
        TokenId id = -1;
    };
    std::size_t spread(std::uint32_t hash) const { return (hash ^ (hash >> 15)) & m_mask; }

    std::vector<Slot> m_slots;
    std::size_t m_mask = 0;
};

/// The tokens of a model, by id and by text. An empty string is an id without a token. Where a text occurs
/// twice, the later id is found, as the published tokenizers do.
class Vocabulary
{
public:
    explicit Vocabulary(std::vector<std::string> tokens);

    int size() const { return static_cast<int>(m_tokens.size()); }
    const std::string& token(TokenId id) const;
    std::optional<TokenId> find(std::string_view token) const;
    /// -1 when absent; `hash` is PrefixHash::of(token).
    TokenId find(std::uint32_t hash, std::string_view token) const
    {
        return m_table.find(hash, token,
            [this](TokenId id) -> std::string_view { return m_tokens[static_cast<std::size_t>(id)]; });
    }

private:
    std::vector<std::string> m_tokens;
    TokenTable m_table;
};

/// A token that is recognised in raw text, before anything is split.
struct AddedToken
{
    std::string content;
    std::optional<TokenId> id {}; ///< without: the vocabulary's
    bool eatsSpaceBefore = false;
    bool eatsSpaceAfter = false;
};

/// Cuts a text at the added tokens: leftmost first, the longest where several begin at one place.
class AddedTokenSplitter
{
public:
    struct Part
    {
        std::string_view text; ///< plain text, or the token's text
        TokenId id = -1; ///< -1 for plain text
    };

    AddedTokenSplitter() = default;
    /// Every token must have its id.
    explicit AddedTokenSplitter(std::span<const AddedToken> tokens);

    /// The next part from `at`, which moves behind it; `at` < text.size().
    Part next(std::string_view text, std::size_t& at) const;

private:
    const AddedToken* matchAt(std::string_view text, std::size_t at) const;

    std::vector<AddedToken> m_tokens; ///< longest first
    std::vector<bool> m_startsToken = std::vector<bool>(256, false); ///< by first byte
};

} // namespace exitscope::data
