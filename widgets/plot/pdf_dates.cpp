#include "widgets/plot/pdf_dates.h"

#include <algorithm>
#include <vector>

namespace exitscope::widgets {

namespace {

constexpr QByteArrayView fixedDate("D:20000101000000Z");

struct Edit
{
    qsizetype at = 0; ///< in the old file
    qsizetype length = 0;
};

/// The dates between parentheses behind /CreationDate and /ModDate, in file order, before `end`.
std::vector<Edit> datesIn(const QByteArray& pdf, qsizetype end)
{
    std::vector<Edit> edits;
    for (const QByteArrayView key : { QByteArrayView("/CreationDate (D:"), QByteArrayView("/ModDate (D:") }) {
        qsizetype at = pdf.indexOf(key);
        while (at >= 0 && at < end) {
            const qsizetype open = at + key.size() - 2;
            const qsizetype close = pdf.indexOf(')', open);
            if (close > open && close - open <= 24)
                edits.push_back({ open, close - open });
            at = pdf.indexOf(key, open);
        }
    }
    std::sort(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) { return a.at < b.at; });
    return edits;
}

qsizetype moved(qsizetype offset, const std::vector<Edit>& edits)
{
    qsizetype shift = 0;
    for (const Edit& edit : edits)
        if (edit.at < offset)
            shift += fixedDate.size() - edit.length;
    return offset + shift;
}

} // namespace

QByteArray withFixedDates(const QByteArray& pdf)
{
    const qsizetype tail = pdf.lastIndexOf("startxref\n");
    if (tail < 0)
        return pdf;
    const qsizetype numberAt = tail + 10;
    const qsizetype numberEnd = pdf.indexOf('\n', numberAt);
    const qsizetype table = pdf.mid(numberAt, numberEnd - numberAt).toLongLong();
    if (table <= 0 || table >= tail || !pdf.mid(table, 4).startsWith("xref"))
        return pdf;

    const std::vector<Edit> edits = datesIn(pdf, table);
    QByteArray result;
    result.reserve(pdf.size() + 64);
    qsizetype copied = 0;
    for (const Edit& edit : edits) {
        result.append(pdf.constData() + copied, edit.at - copied);
        result.append(fixedDate);
        copied = edit.at + edit.length;
    }
    result.append(pdf.constData() + copied, table - copied);

    // "xref", "0 n", then entries of twenty bytes: offset, generation, n or f.
    for (qsizetype line = table; line < tail;) {
        const qsizetype end = pdf.indexOf('\n', line) + 1;
        QByteArray entry = pdf.mid(line, end - line);
        if (entry.size() == 20 && entry.at(17) == 'n')
            entry.replace(0, 10, QByteArray::number(moved(entry.left(10).toLongLong(), edits)).rightJustified(10, '0'));
        result.append(entry);
        line = end;
    }
    result.append("startxref\n" + QByteArray::number(moved(table, edits)));
    result.append(pdf.constData() + numberEnd, pdf.size() - numberEnd);
    return result;
}

} // namespace exitscope::widgets
