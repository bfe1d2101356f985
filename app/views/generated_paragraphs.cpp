#include "app/views/generated_paragraphs.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace exitscope::app {

namespace {

struct GeneratedWords
{
    Q_DECLARE_TR_FUNCTIONS(GeneratedWords)
};

constexpr QChar lineEnd(0x23ce); ///< ⏎

QString shown(const std::string& text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

widgets::TokenPiece pieceOf(const engine::GeneratedToken& token, std::int64_t unit)
{
    widgets::TokenPiece piece { shown(token.text), false, unit };
    if (piece.text.startsWith(u' ')) {
        piece.startsWord = true;
        piece.text.remove(0, 1);
    }
    piece.text.replace(u'\n', lineEnd);
    if (token.text.empty())
        piece.text = QStringLiteral("·"); // part of a character, or a token that is no text
    return piece;
}

} // namespace

GeneratedParagraphs::GeneratedParagraphs(std::vector<std::int32_t> exitLayer, bool promptsStandApart, QString scoreName, bool hasDepths)
    : m_exitLayer(std::move(exitLayer))
    , m_promptsStandApart(promptsStandApart)
    , m_scoreName(std::move(scoreName))
    , m_hasDepths(hasDepths)
{
}

void GeneratedParagraphs::setPrompts(const QStringList& prompts)
{
    m_texts.clear();
    for (const QString& prompt : prompts) {
        m_texts.emplace_back();
        m_texts.back().prompt = prompt.toStdString();
    }
    m_partners.clear();
    lineUp();
}

void GeneratedParagraphs::add(std::size_t prompt, const engine::GeneratedToken& token)
{
    if (prompt >= m_texts.size())
        m_texts.resize(prompt + 1);
    m_texts[prompt].tokens.push_back(token);
    m_texts[prompt].text += token.text;
}

void GeneratedParagraphs::setTexts(const std::vector<engine::GeneratedText>& texts)
{
    m_texts = texts;
    m_partners.clear();
    lineUp();
}

void GeneratedParagraphs::setPartners(
    std::vector<std::vector<std::int32_t>> partners, std::shared_ptr<const GeneratedParagraphs> other)
{
    m_partners = std::move(partners);
    m_other = other;
}

void GeneratedParagraphs::lineUp()
{
    m_lines.clear();
    m_first.assign(1, 0);
    for (std::size_t text = 0; text < m_texts.size(); ++text) {
        addPrompt(text);
        addTokens(text);
        m_first.push_back(m_first.back() + std::ssize(m_texts[text].tokens));
    }
}

void GeneratedParagraphs::addPrompt(std::size_t text)
{
    for (const QString& line : shown(m_texts[text].prompt).split(u'\n')) {
        m_lines.push_back({ .text = text, .lead = {} });
        for (const QString& word : line.split(u' ', Qt::SkipEmptyParts))
            m_lines.back().lead.push_back({ word, true, -1 });
    }
    if (m_promptsStandApart && !m_lines.back().lead.empty())
        m_lines.push_back({ .text = text, .lead = {} });
}

void GeneratedParagraphs::addTokens(std::size_t text)
{
    const auto& tokens = m_texts[text].tokens;
    for (std::size_t place = 0; place < tokens.size(); ++place) {
        ++m_lines.back().count;
        const bool endsLine = tokens[place].text.find('\n') != std::string::npos;
        if (endsLine && place + 1 < tokens.size())
            m_lines.push_back({ .text = text, .lead = {}, .first = static_cast<std::int64_t>(place) + 1 });
    }
}

bool GeneratedParagraphs::isEmpty() const
{
    return std::all_of(m_texts.begin(), m_texts.end(), [](const auto& text) { return text.tokens.empty(); });
}

int GeneratedParagraphs::tokens(int paragraph) const
{
    const Line& line = m_lines[static_cast<std::size_t>(paragraph)];
    return static_cast<int>(std::ssize(line.lead) + line.count);
}

std::vector<widgets::TokenPiece> GeneratedParagraphs::pieces(int paragraph, int first, int count) const
{
    const Line& line = m_lines[static_cast<std::size_t>(paragraph)];
    std::vector<widgets::TokenPiece> pieces;
    for (std::int64_t place = first; place < std::int64_t { first } + count; ++place) {
        if (place < std::ssize(line.lead)) {
            pieces.push_back(line.lead[static_cast<std::size_t>(place)]);
            continue;
        }
        const std::int64_t token = line.first + place - std::ssize(line.lead);
        pieces.push_back(pieceOf(m_texts[line.text].tokens[static_cast<std::size_t>(token)], unitOf(line.text, token)));
    }
    return pieces;
}

QString GeneratedParagraphs::heading(int paragraph) const
{
    const auto place = static_cast<std::size_t>(paragraph);
    const bool isFirst = place == 0 || m_lines[place - 1].text != m_lines[place].text;
    return m_texts.size() > 1 && isFirst ? QString::number(m_lines[place].text + 1) : QString();
}

std::pair<std::size_t, std::int64_t> GeneratedParagraphs::tokenOf(std::int64_t unit) const
{
    const auto after = std::upper_bound(m_first.begin(), m_first.end(), unit);
    const auto text = static_cast<std::size_t>(after - m_first.begin()) - 1;
    return { text, unit - m_first[text] };
}

const engine::GeneratedToken& GeneratedParagraphs::token(std::int64_t unit) const
{
    const auto [text, place] = tokenOf(unit);
    return m_texts[text].tokens[static_cast<std::size_t>(place)];
}

std::pair<int, int> GeneratedParagraphs::placeOf(std::int64_t unit) const
{
    if (unit < 0 || unit >= units())
        return { -1, -1 };
    const auto [text, place] = tokenOf(unit);
    // The last line of the text that starts at or before the token; lines without tokens come before those with.
    const auto after = std::upper_bound(m_lines.begin(), m_lines.end(), std::pair(text, place),
        [](const auto& wanted, const Line& line) { return wanted < std::pair(line.text, line.first); });
    const auto line = after - 1;
    return { static_cast<int>(line - m_lines.begin()), static_cast<int>(std::ssize(line->lead) + place - line->first) };
}

int GeneratedParagraphs::exitOf(std::int64_t unit) const
{
    const auto found = std::lower_bound(m_exitLayer.begin(), m_exitLayer.end(), token(unit).exit);
    return std::min(static_cast<int>(found - m_exitLayer.begin()), exits() - 1);
}

bool GeneratedParagraphs::agrees(std::int64_t unit) const
{
    const auto [text, place] = tokenOf(unit);
    const auto at = static_cast<std::size_t>(place);
    return text >= m_partners.size() || at >= m_partners[text].size() || m_partners[text][at] >= 0;
}

widgets::LensMark GeneratedParagraphs::lens(std::int64_t unit) const
{
    return { .lens = widgets::Lens::NotPinned, .exitB = -1, .isChanged = !agrees(unit) };
}

QString GeneratedParagraphs::tip(std::int64_t unit) const
{
    const QLocale locale;
    const auto [text, place] = tokenOf(unit);
    const auto& one = token(unit);
    QStringList parts { GeneratedWords::tr("“%1”", "a token").arg(shown(one.text).replace(u'\n', lineEnd)),
        GeneratedWords::tr("token %1, id %2").arg(locale.toString(static_cast<qlonglong>(place + 1)), QString::number(one.id)),
        GeneratedWords::tr("left after layer %1 of %2")
            .arg(locale.toString(one.exit), locale.toString(m_exitLayer.back())) };
    if (!m_scoreName.isEmpty() && !std::isnan(one.score))
        parts << GeneratedWords::tr("%1 %2", "a measure, its value")
                     .arg(m_scoreName, locale.toString(static_cast<double>(one.score), 'g', 4));
    if (!agrees(unit))
        parts << GeneratedWords::tr("not in the other text");
    else if (const auto other = m_other.lock(); other && text < m_partners.size() && place < std::ssize(m_partners[text]))
        parts << GeneratedWords::tr("in the other text after layer %1")
                     .arg(locale.toString(other->texts()[text]
                                              .tokens[static_cast<std::size_t>(m_partners[text][static_cast<std::size_t>(place)])]
                                              .exit));
    return parts.join(QStringLiteral(", "));
}

} // namespace exitscope::app
