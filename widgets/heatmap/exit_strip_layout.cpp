#include "widgets/heatmap/exit_strip_layout.h"

#include <QTextLayout>

#include <algorithm>

namespace exitscope::widgets {

StripGeometry::StripGeometry(const QFontMetrics& metrics, int width, int exits)
{
    const int em = metrics.height();
    padding = std::max(2, em / 3);
    rowHeight = 2 * metrics.lineSpacing() + 2 * padding;
    const int most = exits > 0 ? std::max(width * 2 / 5, em) / exits : em;
    cellWidth = std::clamp(most, 3, std::max(6, em * 4 / 5));
    const int middle = rowHeight / 2;
    const int stripHeight = em * 5 / 4;
    strip = QRect(2 * padding, middle - stripHeight / 2, cellWidth * exits, stripHeight);
    const int badgeWidth = metrics.horizontalAdvance(QStringLiteral("00")) + 2 * padding;
    badge = QRect(strip.right() + 1 + 2 * padding, middle - em * 2 / 3, badgeWidth, em * 4 / 3);
    const int answerWidth = std::clamp(width / 6, 6 * em, 11 * em);
    answer = QRect(badge.right() + 1 + 2 * padding, padding, answerWidth, 2 * metrics.lineSpacing());
    const int left = answer.right() + 1 + 2 * padding;
    text = QRect(left, padding, std::max(em, width - left - 2 * padding), 2 * metrics.lineSpacing());
}

QRect StripGeometry::cell(int exit) const
{
    return QRect(strip.left() + exit * cellWidth, strip.top(), cellWidth, strip.height());
}

StripRow laidOut(ExitStrip strip, const StripGeometry& geometry, const QFont& font)
{
    StripRow row;
    row.strip = std::move(strip);
    const QFontMetrics metrics(font);
    if (!row.strip.tag.isEmpty())
        row.tagWidth = metrics.horizontalAdvance(row.strip.tag) + 4 * geometry.padding;
    const int width = std::max(1, geometry.text.width() - row.tagWidth);

    QString text = row.strip.text;
    for (QChar& letter : text)
        if (letter == QLatin1Char('\n') || letter == QLatin1Char('\r') || letter == QLatin1Char('\t'))
            letter = QLatin1Char(' ');
    // Two lines hold so many letters at most; a cell of a megabyte must not be shaped for them.
    const qsizetype most = 4 * qsizetype(width) / std::max(1, metrics.horizontalAdvance(QLatin1Char('i'))) + 16;
    const QString head = text.left(most);
    QTextLayout layout(head, font);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
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
        QStaticText& prepared = row.lines[static_cast<std::size_t>(row.lineCount++)];
        prepared.setTextFormat(Qt::PlainText);
        prepared.setText(part.trimmed());
        prepared.prepare({}, font);
    }
    layout.endLayout();
    return row;
}

} // namespace exitscope::widgets
