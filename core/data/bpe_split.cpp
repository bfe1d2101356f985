#include "core/data/bpe_split.h"

#include "core/data/unicode_text.h"

#include <array>
#include <cstddef>

namespace exitscope::data {

namespace {

enum class Kind : unsigned char { Letter, Number, Space, Other };

Kind kindOf(char32_t c)
{
    if (unicode::isLetter(c))
        return Kind::Letter;
    if (unicode::isNumber(c))
        return Kind::Number;
    return unicode::isWhiteSpace(c) ? Kind::Space : Kind::Other;
}

const std::array<Kind, 128>& asciiKinds()
{
    static const auto kinds = [] {
        std::array<Kind, 128> table {};
        for (std::size_t c = 0; c < table.size(); ++c)
            table[c] = kindOf(static_cast<char32_t>(c));
        return table;
    }();
    return kinds;
}

Kind nextKind(std::string_view text, std::size_t& at)
{
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) {
        ++at;
        return asciiKinds()[byte];
    }
    return kindOf(unicode::next(text, at));
}

std::size_t contractionLength(std::string_view text)
{
    for (const std::string_view ending : { "'s", "'t", "'re", "'ve", "'m", "'ll", "'d" })
        if (text.starts_with(ending))
            return ending.size();
    return 0;
}

/// The end of the run of `kind` that goes on at `at`.
std::size_t endOfRun(std::string_view text, std::size_t at, Kind kind)
{
    while (at < text.size()) {
        std::size_t behind = at;
        if (nextKind(text, behind) != kind)
            break;
        at = behind;
    }
    return at;
}

} // namespace

std::string_view nextBpePiece(std::string_view text)
{
    if (const std::size_t length = contractionLength(text))
        return text.substr(0, length);
    std::size_t at = text.size() > 1 && text[0] == ' ' ? 1 : 0;
    const Kind kind = nextKind(text, at);
    if (kind != Kind::Space)
        return text.substr(0, endOfRun(text, at, kind));

    // White space: all of it at the end of the text, else all but its last character.
    std::size_t end = 0;
    std::size_t beforeLast = 0;
    while (end < text.size()) {
        std::size_t behind = end;
        if (nextKind(text, behind) != Kind::Space)
            break;
        beforeLast = end;
        end = behind;
    }
    const bool keepsLast = end == text.size() || beforeLast == 0;
    return text.substr(0, keepsLast ? end : beforeLast);
}

} // namespace exitscope::data
