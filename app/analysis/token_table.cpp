#include "app/analysis/token_table.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace exitscope::app {

namespace {

constexpr std::string_view underline = "\xe2\x96\x81"; // ▁
constexpr std::string_view byteSpace = "\xc4\xa0";     // Ġ

std::vector<std::string> wordsOf(std::string_view text)
{
    const auto isSpace = [](char letter) { return letter == ' ' || letter == '\t' || letter == '\n' || letter == '\r'; };
    std::vector<std::string> words;
    auto at = text.begin();
    while (true) {
        at = std::find_if_not(at, text.end(), isSpace);
        if (at == text.end())
            return words;
        const auto end = std::find_if(at, text.end(), isSpace);
        words.emplace_back(at, end);
        at = end;
    }
}

} // namespace

bool isTokenTrace(const trace::Trace& trace)
{
    return !trace.position().empty() && !trace.example().empty();
}

TokenTable::TokenTable(const trace::Trace& trace)
{
    if (!isTokenTrace(trace))
        return;
    const auto examples = static_cast<std::size_t>(trace.examples());
    const auto of = trace.example();
    m_firstUnit.reserve(examples + 1);
    for (std::size_t example = 0; example <= examples; ++example)
        m_firstUnit.push_back(std::lower_bound(of.begin(), of.end(), static_cast<std::int64_t>(example)) - of.begin());
    if (!trace.unitText().empty()) {
        placeUnits(trace);
        return;
    }
    m_texts.resize(examples);
    readTexts(trace);
    findCustom();
    m_fits.resize(examples);
    for (std::size_t example = 0; example < examples; ++example)
        m_fits[example] = fits(trace, static_cast<std::int64_t>(example));
}

void TokenTable::placeUnits(const trace::Trace& trace)
{
    const auto* bytes = reinterpret_cast<const char*>(trace.textBytes().data());
    const auto& names = trace.info().labelNames;
    m_placed.resize(static_cast<std::size_t>(trace.examples()));
    m_placeOf.resize(static_cast<std::size_t>(trace.units()));
    for (std::int64_t example = 0; example < trace.examples(); ++example) {
        auto& placed = m_placed[static_cast<std::size_t>(example)];
        const auto [first, last] = unitsOf(example);
        const auto begin = trace.textOffset()[static_cast<std::size_t>(example)];
        const auto end = trace.textOffset()[static_cast<std::size_t>(example) + 1];
        const auto addBetween = [&](std::int64_t from, std::int64_t to) {
            for (auto& word : wordsOf({ bytes + from, static_cast<std::size_t>(to - from) }))
                placed.push_back({ std::move(word), true, -1 });
        };
        std::int64_t at = begin;
        for (auto unit = first; unit < last; ++unit) {
            const auto u = static_cast<std::size_t>(unit);
            const auto from = std::clamp(trace.unitText()[2 * u], at, end);
            const auto to = std::clamp(trace.unitText()[2 * u + 1], from, end);
            addBetween(at, from);
            Placed token { std::string(bytes + from, static_cast<std::size_t>(to - from)), placed.empty(), unit };
            if (token.text.size() > 1 && token.text.front() == ' ') {
                token.text.erase(0, 1);
                token.startsWord = true;
            }
            // Special tokens, and all but the last part of a character, add nothing to the text: they show their name.
            if (const auto label = trace.labels().empty() ? -1 : trace.labels()[u];
                token.text.empty() && label >= 0 && label < std::ssize(names))
                token.text = names[static_cast<std::size_t>(label)];
            m_placeOf[u] = static_cast<std::int32_t>(placed.size());
            placed.push_back(std::move(token));
            at = to;
        }
        addBetween(at, end);
    }
}

void TokenTable::readTexts(const trace::Trace& trace)
{
    const auto& extra = trace.info().extra;
    const auto said = std::find_if(extra.begin(), extra.end(), [](const auto& entry) { return entry.first == "tokens"; });
    if (said != extra.end()) {
        const auto json = nlohmann::json::parse(said->second, nullptr, false);
        if (json.is_array() && json.size() == m_texts.size())
            for (std::size_t example = 0; example < m_texts.size(); ++example)
                if (json[example].is_array())
                    for (const auto& token : json[example])
                        m_texts[example].push_back(token.is_string() ? token.get<std::string>() : std::string());
        return;
    }
    for (std::size_t example = 0; example < m_texts.size(); ++example)
        m_texts[example] = wordsOf(trace.text(static_cast<std::int64_t>(example)));
}

void TokenTable::findCustom()
{
    const std::pair<std::string_view, Custom> customs[]
        = { { "##", Custom::Hashes }, { underline, Custom::Underline }, { byteSpace, Custom::Byte }, { " ", Custom::Space } };
    for (const auto& tokens : m_texts)
        for (const auto& token : tokens)
            for (const auto& [mark, custom] : customs)
                if (token.size() > mark.size() && token.starts_with(mark)) {
                    m_custom = custom;
                    return;
                }
}

bool TokenTable::fits(const trace::Trace& trace, std::int64_t example) const
{
    const auto [first, last] = unitsOf(example);
    std::int64_t before = -1;
    for (auto unit = first; unit < last; ++unit) {
        const std::int64_t position = trace.position()[static_cast<std::size_t>(unit)];
        if (position <= before)
            return false;
        before = position;
    }
    return before < static_cast<std::int64_t>(m_texts[static_cast<std::size_t>(example)].size());
}

std::pair<std::int64_t, std::int64_t> TokenTable::unitsOf(std::int64_t example) const
{
    const auto place = static_cast<std::size_t>(example);
    return { m_firstUnit[place], m_firstUnit[place + 1] };
}

int TokenTable::tokens(std::int64_t example) const
{
    const auto place = static_cast<std::size_t>(example);
    if (!m_placed.empty())
        return static_cast<int>(m_placed[place].size());
    return static_cast<int>(m_fits[place] ? static_cast<std::int64_t>(m_texts[place].size())
                                          : m_firstUnit[place + 1] - m_firstUnit[place]);
}

int TokenTable::tokenOf(const trace::Trace& trace, std::int64_t unit) const
{
    if (!m_placed.empty())
        return m_placeOf[static_cast<std::size_t>(unit)];
    const auto example = trace.exampleOf(unit);
    return static_cast<int>(m_fits[static_cast<std::size_t>(example)]
            ? std::int64_t { trace.position()[static_cast<std::size_t>(unit)] }
            : unit - unitsOf(example).first);
}

std::vector<TokenTable::Piece> TokenTable::pieces(
    const trace::Trace& trace, std::int64_t example, int first, int count) const
{
    std::vector<Piece> pieces;
    const int end = std::min(tokens(example), first + count);
    if (!m_placed.empty()) {
        const auto& placed = m_placed[static_cast<std::size_t>(example)];
        for (int token = first; token < end; ++token) {
            const Placed& one = placed[static_cast<std::size_t>(token)];
            pieces.push_back({ one.text, one.startsWord, one.unit });
        }
        return pieces;
    }
    const auto& texts = m_texts[static_cast<std::size_t>(example)];
    const bool isByPosition = m_fits[static_cast<std::size_t>(example)];
    const auto [unitsFrom, unitsTo] = unitsOf(example);
    const auto positions = trace.position();
    // Positions ascend where they fit: the first unit at or behind `first` is found by halving.
    auto unit = isByPosition
        ? std::lower_bound(positions.begin() + unitsFrom, positions.begin() + unitsTo, first) - positions.begin()
        : unitsFrom + first;
    for (int token = first; token < end; ++token) {
        Piece piece;
        if (!isByPosition || (unit < unitsTo && positions[static_cast<std::size_t>(unit)] == token))
            piece.unit = unit++;
        const std::int64_t place = isByPosition ? token : std::int64_t { positions[static_cast<std::size_t>(piece.unit)] };
        if (place >= 0 && place < static_cast<std::int64_t>(texts.size()))
            piece.text = texts[static_cast<std::size_t>(place)];
        else
            piece.text = std::to_string(place).insert(0, 1, '#');
        const auto strip = [&piece](std::string_view mark) {
            const bool has = piece.text.starts_with(mark) && piece.text.size() > mark.size();
            if (has)
                piece.text.erase(0, mark.size());
            return has;
        };
        switch (m_custom) {
        case Custom::Words:
            break;
        case Custom::Hashes:
            piece.startsWord = !strip("##");
            break;
        case Custom::Space:
            piece.startsWord = strip(" ") || token == 0;
            break;
        case Custom::Underline:
            piece.startsWord = strip(underline) || token == 0;
            break;
        case Custom::Byte:
            piece.startsWord = strip(byteSpace) || token == 0;
            break;
        }
        pieces.push_back(std::move(piece));
    }
    return pieces;
}

} // namespace exitscope::app
