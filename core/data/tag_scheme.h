#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace exitscope::data {

/// How the tags of words mark spans. Plain: they do not ("NOUN").
enum class TagScheme {
    Plain,
    Iob1,  ///< B- only where a span follows another of its type without a gap
    Iob2,  ///< B- at the beginning of every span
    Iobes, ///< E- at the end as well, S- for spans of one word; also BILOU and BMES, whose letters mean the same
};

std::string_view nameOf(TagScheme scheme); ///< "plain", "IOB1", "IOB2", "IOBES"
std::optional<TagScheme> tagSchemeNamed(std::string_view name); ///< any case

/// One tag taken apart. Outside a span `part` is 'O' and `type` empty; parts are otherwise B, I, E and S.
struct SpanTag
{
    char part = 'O';
    std::string_view type;

    friend bool operator==(const SpanTag&, const SpanTag&) = default;
};

/// "B-PER", "O"; nothing for a tag that does not mark spans. L is read as E, U as S, M as I.
std::optional<SpanTag> parseSpanTag(std::string_view tag);

/// Do these names mark spans: every one is a span tag, and one at least is not "O"?
bool areSpanTags(std::span<const std::string> names);

/// Where spans begin and end between two neighbouring tags, as the script of the CoNLL shared tasks (conlleval) has it for
/// IOB1, IOB2 and IOBES alike. A sentence is surrounded by O.
bool startsSpan(const SpanTag& before, const SpanTag& tag);
bool endsSpan(const SpanTag& tag, const SpanTag& after);

/// The same spans in another scheme. Tags that mark none stay as they are. `to` is not Plain.
std::vector<std::string> convertTags(std::span<const std::string> tags, TagScheme to);

/// Finds the scheme of a file, sentence by sentence.
class SchemeScan
{
public:
    /// `lines` [tags]: where each tag stands.
    void add(std::span<const std::string> tags, std::span<const std::int64_t> lines);

    /// IOB2 where nothing speaks against it.
    TagScheme scheme() const;

    /// A tag that only one scheme has, the first of the file.
    struct Evidence
    {
        std::int64_t line = 0, count = 0; ///< 0: there is none
        std::string tag;
    };
    const Evidence& againstIob2() const { return m_insideStarts; } ///< I- that begins a span
    const Evidence& againstIob1() const { return m_needlessBegins; } ///< B- with no span of its type right before it
    bool isMixed() const { return !m_isPlain && !m_hasEnds && m_insideStarts.count > 0 && m_needlessBegins.count > 0; }

private:
    bool m_isPlain = false; ///< a tag was met that marks no spans
    bool m_hasSpans = false, m_hasEnds = false;
    Evidence m_insideStarts, m_needlessBegins;
};

} // namespace exitscope::data
