#include "widgets/heatmap/token_block.h"

#include "widgets/heatmap/exit_strip_layout.h"

#include <QFontMetrics>
#include <QTextLayout>

#include <algorithm>
#include <numeric>

namespace exitscope::widgets {

namespace {

constexpr qsizetype longestToken = 200; // letters; a token of a megabyte is no word

QString shownText(const TokenPiece& piece)
{
    QString text = onOneLine(piece.text.left(longestToken));
    if (piece.text.size() > longestToken)
        text += QStringLiteral("…");
    return text.isEmpty() ? QStringLiteral("␣") : text;
}

bool hasRightToLeft(const QString& text)
{
    return std::any_of(text.begin(), text.end(), [](QChar letter) {
        return letter.direction() == QChar::DirR || letter.direction() == QChar::DirAL;
    });
}

/// Letters that are written in one with their neighbours stay so across the pieces of a word.
QString joined(const std::vector<TokenPiece>& pieces, std::size_t place)
{
    QString text = shownText(pieces[place]);
    const QChar joiner(0x200d);
    const auto joins = [](QChar letter) { return letter.joiningType() == QChar::Joining_Dual; };
    if (place + 1 < pieces.size() && !pieces[place + 1].startsWord && joins(text.back()))
        text += joiner;
    if (!pieces[place].startsWord && place > 0 && !pieces[place - 1].text.isEmpty() && joins(pieces[place - 1].text.back()))
        text.prepend(joiner);
    return text;
}

/// Marks the boxes whose letters take part in an occurrence of `find` in the running text.
void markFound(std::vector<TokenBox>& boxes, const std::vector<TokenPiece>& pieces, const QString& find)
{
    if (find.isEmpty())
        return;
    QString text;
    std::vector<std::pair<qsizetype, qsizetype>> spans;
    for (const TokenPiece& piece : pieces) {
        if (piece.startsWord && !text.isEmpty())
            text += QLatin1Char(' ');
        const qsizetype start = text.size();
        text += piece.text;
        spans.emplace_back(start, text.size());
    }
    std::size_t place = 0;
    for (qsizetype at = text.indexOf(find, 0, Qt::CaseInsensitive); at >= 0;
         at = text.indexOf(find, at + find.size(), Qt::CaseInsensitive)) {
        while (place < spans.size() && spans[place].second <= at)
            ++place;
        for (std::size_t hit = place; hit < spans.size() && spans[hit].first < at + find.size(); ++hit)
            boxes[hit].isFound = true;
    }
}

} // namespace

void TokenLayouter::reset(const QFont& font, int width, bool withNumbers, bool withHeadings)
{
    const QFontMetrics metrics(font);
    if (font != m_font)
        m_shaped.clear();
    m_font = font;
    m_padding = std::max(1, metrics.height() / 6);
    m_space = std::max(2, metrics.horizontalAdvance(QLatin1Char(' ')));
    m_gutter = withHeadings ? metrics.horizontalAdvance(QStringLiteral("0000000")) : m_padding;
    m_width = std::max(width - m_gutter - m_space, metrics.height() * 4);
    const QFontMetrics small(numberFont(font));
    m_numberHeight = withNumbers ? small.height() : 0;
    m_least = withNumbers ? small.horizontalAdvance(QStringLiteral("00▸≠")) : metrics.horizontalAdvance(QLatin1Char('i'));
    m_textTop = m_padding / 2;
    m_boxHeight = metrics.height() + 2 * m_textTop + m_numberHeight;
    m_lineHeight = m_boxHeight + std::max(3, metrics.height() / 4);
    m_usual = std::max(m_least, metrics.averageCharWidth() * 5) + 2 * m_padding + m_space;
}

std::vector<BlockPlace> TokenLayouter::blocksOf(const TokenTextSource& source) const
{
    std::vector<BlockPlace> blocks;
    blocks.reserve(static_cast<std::size_t>(source.paragraphs()));
    for (int paragraph = 0; paragraph < source.paragraphs(); ++paragraph) {
        const int tokens = source.tokens(paragraph);
        for (int first = 0; first == 0 || first < tokens; first += mostTokens)
            blocks.push_back({ paragraph, first, std::min(mostTokens, tokens - first) });
    }
    return blocks;
}

int TokenLayouter::guessedHeight(const BlockPlace& place) const
{
    const int perLine = std::max(1, m_width / m_usual);
    return std::max(1, (place.count + perLine - 1) / perLine) * m_lineHeight + m_lineHeight / 3;
}

const TokenLayouter::Shaped& TokenLayouter::shaped(const QString& text)
{
    if (const Shaped* known = m_shaped.object(text))
        return *known;
    QStaticText made(text);
    made.setTextFormat(Qt::PlainText);
    QTextOption option;
    option.setWrapMode(QTextOption::NoWrap);
    made.setTextOption(option);
    made.prepare({}, m_font);
    auto* entry = new Shaped { nullptr, static_cast<int>(made.size().width() + 0.999) };
    entry->text = std::make_shared<const QStaticText>(std::move(made));
    m_shaped.insert(text, entry);
    return *entry;
}

/// Sets the boxes from `from` on side by side: in the order in which their letters would stand, by the rules for texts that
/// run both ways; against the right edge where the paragraph runs from right to left.
void TokenLayouter::placeLine(std::vector<TokenBox>& boxes, const std::vector<TokenPiece>& pieces, std::size_t from,
    bool isRightToLeft, bool isMixed, int line) const
{
    const std::size_t count = boxes.size() - from;
    std::vector<std::size_t> order(count);
    std::iota(order.begin(), order.end(), from);
    if (isMixed) {
        QString text;
        std::vector<int> middle;
        for (std::size_t place = from; place < boxes.size(); ++place) {
            if (place > from && pieces[place].startsWord)
                text += QLatin1Char(' ');
            const QString shown = shownText(pieces[place]);
            middle.push_back(static_cast<int>(text.size() + shown.size() / 2));
            text += shown;
        }
        QTextLayout layout(text, m_font);
        QTextOption option;
        option.setTextDirection(isRightToLeft ? Qt::RightToLeft : Qt::LeftToRight);
        option.setWrapMode(QTextOption::NoWrap);
        layout.setTextOption(option);
        layout.beginLayout();
        const QTextLine whole = layout.createLine();
        layout.endLayout();
        std::vector<double> x;
        for (const int letter : middle)
            x.push_back(whole.cursorToX(letter));
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return x[a - from] < x[b - from]; });
    }
    int width = 0;
    const auto gapAfter = [&](std::size_t place) { // in reading order, between a token and the next
        return place + 1 < boxes.size() && !pieces[place + 1].startsWord ? 1 : m_space;
    };
    for (std::size_t place = from; place < boxes.size(); ++place)
        width += boxes[place].rect.width() + (place + 1 < boxes.size() ? gapAfter(place) : 0);
    int left = m_gutter + m_space / 2 + (isRightToLeft ? std::max(0, m_width - width) : 0);
    for (std::size_t at = 0; at < count; ++at) {
        TokenBox& box = boxes[order[at]];
        box.rect.moveTo(left, line * m_lineHeight);
        box.line = line;
        left += box.rect.width();
        if (at + 1 < count) {
            const auto [earlier, later] = std::minmax(order[at], order[at + 1]);
            left += later == earlier + 1 ? gapAfter(earlier) : m_space;
        }
    }
}

TokenBlock TokenLayouter::laidOut(const TokenTextSource& source, const BlockPlace& place, const QString& find)
{
    TokenBlock block;
    const auto pieces = source.pieces(place.paragraph, place.first, place.count);
    if (place.first == 0)
        block.heading = source.heading(place.paragraph);
    QString start; // tells the direction, as the first strong letter does
    bool isMixed = false;
    for (const TokenPiece& piece : pieces) {
        if (start.size() < longestToken)
            start += piece.text.left(longestToken);
        isMixed = isMixed || hasRightToLeft(piece.text);
    }
    const bool isRightToLeft = isMixed && start.isRightToLeft();
    int line = 0, used = 0;
    std::size_t lineStart = 0;
    block.boxes.reserve(pieces.size());
    for (std::size_t at = 0; at < pieces.size(); ++at) {
        const Shaped& word = shaped(isMixed ? joined(pieces, at) : shownText(pieces[at]));
        const int width = std::min(m_width, std::max(word.width, pieces[at].unit >= 0 ? m_least : 0) + 2 * m_padding);
        const int gap = at == lineStart ? 0 : pieces[at].startsWord ? m_space : 1;
        if (at > lineStart && used + gap + width > m_width) {
            placeLine(block.boxes, pieces, lineStart, isRightToLeft, isMixed, line++);
            lineStart = at;
            used = 0;
        }
        used += (at == lineStart ? 0 : gap) + width;
        block.boxes.push_back({ QRect(0, 0, width, m_boxHeight), word.text, pieces[at].unit, place.first + static_cast<int>(at),
            line, false });
    }
    placeLine(block.boxes, pieces, lineStart, isRightToLeft, isMixed, line);
    markFound(block.boxes, pieces, find);
    block.height = (line + 1) * m_lineHeight + m_lineHeight / 3;
    return block;
}

} // namespace exitscope::widgets
