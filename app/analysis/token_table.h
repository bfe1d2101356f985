#pragma once

#include "core/trace/trace.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace exitscope::app {

/// Whether the units of a trace are tokens with a place in their example.
bool isTokenTrace(const trace::Trace& trace);

/// The tokens of a trace's examples and which units they are. Their texts are the metadata's `tokens` (a JSON array with an array
/// of strings for each example, by position), or what `unit_text` says of the text, with the words between as tokens of no unit, else
/// the words of the text where positions fit them, else unknown.
/// Pieces follow the tokenizer's custom: "##" before a piece that continues a word; or a space, "▁" or "Ġ" before one that
/// starts a word, when any piece has it; else every token is a word.
class TokenTable
{
public:
    TokenTable() = default;
    explicit TokenTable(const trace::Trace& trace);

    struct Piece
    {
        std::string text; ///< UTF-8
        bool startsWord = true;
        std::int64_t unit = -1;
    };

    int tokens(std::int64_t example) const; ///< how many
    std::vector<Piece> pieces(const trace::Trace& trace, std::int64_t example, int first, int count) const;
    int tokenOf(const trace::Trace& trace, std::int64_t unit) const; ///< place in its example
    std::pair<std::int64_t, std::int64_t> unitsOf(std::int64_t example) const; ///< [first, last)

private:
    enum class Custom { Words, Hashes, Space, Underline, Byte };

    /// A token of a text whose units say where they stand in it.
    struct Placed
    {
        std::string text;
        bool startsWord = true;
        std::int64_t unit = -1;
    };

    void placeUnits(const trace::Trace& trace);
    void readTexts(const trace::Trace& trace);
    void findCustom();
    /// Its positions name different tokens that are there, in order: tokens are found by position. Else by order of units.
    bool fits(const trace::Trace& trace, std::int64_t example) const;

    std::vector<std::int64_t> m_firstUnit;           ///< [N + 1]
    std::vector<std::vector<std::string>> m_texts;   ///< [N] by position; may be empty
    std::vector<bool> m_fits;                        ///< [N]
    std::vector<std::vector<Placed>> m_placed;       ///< [N], or empty where units do not say where they stand
    std::vector<std::int32_t> m_placeOf;             ///< [U] the same
    Custom m_custom = Custom::Words;
};

} // namespace exitscope::app
