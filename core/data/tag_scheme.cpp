#include "core/data/tag_scheme.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace exitscope::data {

namespace {

constexpr std::array<std::pair<TagScheme, std::string_view>, 4> schemeNames { { { TagScheme::Plain, "plain" },
    { TagScheme::Iob1, "IOB1" }, { TagScheme::Iob2, "IOB2" }, { TagScheme::Iobes, "IOBES" } } };

constexpr SpanTag outside {};

char partOf(char letter)
{
    switch (letter) {
    case 'B':
    case 'I':
    case 'E':
    case 'S':
        return letter;
    case 'L':
        return 'E';
    case 'U':
        return 'S';
    case 'M':
        return 'I';
    default:
        return 'O';
    }
}

/// The letter that a word of a span gets; `follows`: another span of its type ends right before this one.
char letterIn(TagScheme scheme, bool isFirst, bool isLast, bool follows)
{
    if (scheme == TagScheme::Iob1)
        return isFirst && follows ? 'B' : 'I';
    if (scheme == TagScheme::Iobes && isLast)
        return isFirst ? 'S' : 'E';
    return isFirst ? 'B' : 'I';
}

void note(SchemeScan::Evidence& evidence, std::int64_t line, const std::string& tag)
{
    if (evidence.count++ > 0)
        return;
    evidence.line = line;
    evidence.tag = tag;
}

} // namespace

std::string_view nameOf(TagScheme scheme)
{
    for (const auto& [known, name] : schemeNames)
        if (known == scheme)
            return name;
    return {};
}

std::optional<TagScheme> tagSchemeNamed(std::string_view name)
{
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    for (const auto& [scheme, known] : schemeNames)
        if (std::ranges::equal(name, known, {}, lower, lower))
            return scheme;
    return std::nullopt;
}

std::optional<SpanTag> parseSpanTag(std::string_view tag)
{
    if (tag == "O")
        return outside;
    if (tag.size() < 3 || tag[1] != '-' || partOf(tag[0]) == 'O')
        return std::nullopt;
    return SpanTag { partOf(tag[0]), tag.substr(2) };
}

bool areSpanTags(std::span<const std::string> names)
{
    bool hasSpan = false;
    for (const auto& name : names) {
        const auto tag = parseSpanTag(name);
        if (!tag)
            return false;
        hasSpan = hasSpan || tag->part != 'O';
    }
    return hasSpan;
}

bool startsSpan(const SpanTag& before, const SpanTag& tag)
{
    if (tag.part == 'O')
        return false;
    return tag.part == 'B' || tag.part == 'S' || before.part == 'O' || before.part == 'E' || before.part == 'S'
        || before.type != tag.type;
}

bool endsSpan(const SpanTag& tag, const SpanTag& after)
{
    if (tag.part == 'O')
        return false;
    return tag.part == 'E' || tag.part == 'S' || after.part == 'O' || after.part == 'B' || after.part == 'S'
        || after.type != tag.type;
}

std::vector<std::string> convertTags(std::span<const std::string> tags, TagScheme to)
{
    assert(to != TagScheme::Plain);
    std::vector<std::string> converted;
    SpanTag before;
    for (std::size_t word = 0; word < tags.size(); ++word) {
        const auto tag = parseSpanTag(tags[word]);
        if (!tag || tag->part == 'O') {
            converted.push_back(tags[word]);
            before = outside;
            continue;
        }
        const auto after = word + 1 < tags.size() ? parseSpanTag(tags[word + 1]).value_or(outside) : outside;
        const char letter = letterIn(
            to, startsSpan(before, *tag), endsSpan(*tag, after), before.part != 'O' && before.type == tag->type);
        converted.push_back(std::string { letter, '-' } + std::string(tag->type));
        before = *tag;
    }
    return converted;
}

void SchemeScan::add(std::span<const std::string> tags, std::span<const std::int64_t> lines)
{
    assert(tags.size() == lines.size());
    SpanTag before;
    for (std::size_t word = 0; word < tags.size(); ++word) {
        const auto tag = parseSpanTag(tags[word]);
        if (!tag) {
            m_isPlain = true;
            return;
        }
        m_hasSpans = m_hasSpans || tag->part != 'O';
        m_hasEnds = m_hasEnds || tag->part == 'E' || tag->part == 'S';
        const bool follows = before.part != 'O' && before.type == tag->type;
        if (tag->part == 'I' && !follows)
            note(m_insideStarts, lines[word], tags[word]);
        if (tag->part == 'B' && !follows)
            note(m_needlessBegins, lines[word], tags[word]);
        before = *tag;
    }
}

TagScheme SchemeScan::scheme() const
{
    if (m_isPlain || !m_hasSpans)
        return TagScheme::Plain;
    if (m_hasEnds)
        return TagScheme::Iobes;
    return m_insideStarts.count > m_needlessBegins.count ? TagScheme::Iob1 : TagScheme::Iob2;
}

} // namespace exitscope::data
