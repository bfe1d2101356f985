#include "widgets/heatmap/exit_strip_layout.h"

#include <QTextLayout>

#include <algorithm>

namespace exitscope::widgets {

namespace {

/// Places of `find` in `text`: at most so many as are worth a rectangle.
std::vector<std::pair<int, int>> placesOf(const QString& find, const QString& text)
{
    constexpr std::size_t most = 64;
    std::vector<std::pair<int, int>> places;
    if (find.isEmpty())
        return places;
    for (qsizetype at = text.indexOf(find, 0, Qt::CaseInsensitive); at >= 0 && places.size() < most;
         at = text.indexOf(find, at + find.size(), Qt::CaseInsensitive))
        places.emplace_back(static_cast<int>(at), static_cast<int>(find.size()));
    return places;
}

StripLine shaped(const QString& text, const QString& find, const QFont& font, int width)
{
    StripLine line;
    line.text.setTextFormat(Qt::PlainText);
    line.text.setText(text);
    QTextOption option;
    option.setWrapMode(QTextOption::NoWrap);
    option.setTextDirection(text.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    line.text.setTextOption(option);
    line.text.prepare({}, font);
    const auto places = placesOf(find, text);
    if (!places.empty()) {
        QTextLayout layout(text, font);
        layout.setTextOption(option);
        layout.beginLayout();
        QTextLine only = layout.createLine();
        only.setLineWidth(line.text.size().width() + 1);
        layout.endLayout();
        for (const auto& [start, length] : places) {
            const double a = only.cursorToX(start), b = only.cursorToX(start + length);
            line.found.emplace_back(std::min(a, b), 0, std::abs(b - a), only.height());
        }
    }
    if (text.isRightToLeft())
        line.left = std::max(0.0, width - line.text.size().width());
    return line;
}

/// The text from shortly before the find text on, where that stands so far behind that two lines would not show it.
QString aroundFound(const QString& text, const QString& find, qsizetype roomy)
{
    constexpr qsizetype before = 24;
    if (find.isEmpty())
        return text;
    const qsizetype at = text.indexOf(find, 0, Qt::CaseInsensitive);
    if (at < roomy)
        return text;
    qsizetype start = text.lastIndexOf(QLatin1Char(' '), at - before);
    if (start < at - 3 * before)
        start = at - before;
    if (start > 0 && text[start].isLowSurrogate())
        --start;
    return QStringLiteral("… ") + text.mid(start).trimmed();
}

} // namespace

QFont numberFont(const QFont& font)
{
    QFont small = font;
    if (font.pointSizeF() > 0)
        small.setPointSizeF(font.pointSizeF() * 0.78);
    else
        small.setPixelSize(std::max(6, font.pixelSize() * 4 / 5));
    return small;
}

StripGeometry::StripGeometry(const QFontMetrics& metrics, int width, int exits, bool withNumbers, bool withLens)
{
    const int em = metrics.height();
    padding = std::max(2, em / 3);
    rowHeight = 2 * metrics.lineSpacing() + 2 * padding;
    const int middle = rowHeight / 2;
    int stripHeight = em * 5 / 4;
    int widest = std::max(6, em * 4 / 5);
    if (withNumbers) {
        numberWidth = metrics.horizontalAdvance(QStringLiteral("100")) * 4 / 5 + 3;
        widest = std::max(widest, numberWidth);
        stripHeight = em;
    }
    const int most = exits > 0 ? std::max(width * 2 / 5, em) / exits : em;
    cellWidth = std::clamp(most, 3, widest);
    const int top = withNumbers ? padding : middle - stripHeight / 2;
    strip = QRect(2 * padding, top, cellWidth * exits, stripHeight);
    if (withNumbers)
        numbers = QRect(strip.left(), strip.bottom() + 3, strip.width(), rowHeight - strip.bottom() - 4);
    const int badgeWidth = metrics.horizontalAdvance(QStringLiteral("00")) + 2 * padding;
    badge = QRect(strip.right() + 1 + 3 * padding, middle - em * 2 / 3, badgeWidth, em * 4 / 3);
    int left = badge.right() + 1;
    if (withLens) {
        lens = QRect(left + padding, badge.top(), badgeWidth + metrics.horizontalAdvance(QStringLiteral("▸≠")) + padding,
            badge.height());
        left = lens.right() + 1;
    }
    const int answerWidth = std::clamp(width / 5, 6 * em, 12 * em);
    answer = QRect(left + 3 * padding, padding, answerWidth, 2 * metrics.lineSpacing());
    left = answer.right() + 1 + 2 * padding;
    text = QRect(left, padding, std::max(em, width - left - 2 * padding), 2 * metrics.lineSpacing());
}

QRect StripGeometry::cell(int exit) const
{
    return QRect(strip.left() + exit * cellWidth, strip.top(), cellWidth, strip.height());
}

QString onOneLine(QString text)
{
    for (QChar& letter : text)
        if (letter.category() == QChar::Other_Control || letter.category() == QChar::Separator_Line
            || letter.category() == QChar::Separator_Paragraph)
            letter = QLatin1Char(' ');
    return text;
}

StripRow laidOut(ExitStrip strip, const StripGeometry& geometry, const QFont& font, const QString& find)
{
    StripRow row;
    row.strip = std::move(strip);
    const QFontMetrics metrics(font);
    if (!row.strip.tag.isEmpty()) {
        const int room = geometry.text.width() / 3;
        row.tagWidth = std::min(metrics.horizontalAdvance(row.strip.tag) + 4 * geometry.padding, room);
    }
    const int width = std::max(1, geometry.text.width() - row.tagWidth);

    // Two lines hold so many letters at most; a cell of a megabyte must not be shaped for them.
    const qsizetype most = 4 * qsizetype(width) / std::max(1, metrics.horizontalAdvance(QLatin1Char('i'))) + 16;
    const qsizetype usual = 2 * qsizetype(width) / std::max(1, metrics.averageCharWidth()) * 4 / 5;
    const QString text = onOneLine(aroundFound(row.strip.text, find, usual).left(2 * most));
    const QString head = text.left(most);
    QTextLayout layout(head, font);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setTextDirection(head.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    layout.setTextOption(option);
    layout.beginLayout();
    while (row.lineCount < 2) {
        QTextLine line = layout.createLine();
        if (!line.isValid())
            break;
        line.setLineWidth(width);
        QString part = text.mid(line.textStart(), line.textLength());
        const bool isLast = row.lineCount == 1;
        if (isLast && line.textStart() + line.textLength() < text.size()) {
            part = metrics.elidedText(text.mid(line.textStart(), most), Qt::ElideRight, width);
            row.isCut = true;
        }
        row.lines[static_cast<std::size_t>(row.lineCount++)] = shaped(part.trimmed(), find, font, width);
    }
    layout.endLayout();
    return row;
}

} // namespace exitscope::widgets
