#include "widgets/table/table_text.h"

namespace exitscope::widgets {

namespace {

std::vector<std::string> utf8(const std::vector<QString>& cells)
{
    std::vector<std::string> bytes;
    for (const QString& cell : cells)
        bytes.push_back(cell.toStdString());
    return bytes;
}

} // namespace

QString tableText(const TextTable& table, TableFormat format)
{
    report::TextTable bytes { utf8(table.headings), table.isNumber, {} };
    for (const auto& row : table.rows)
        bytes.rows.push_back(utf8(row));
    return QString::fromStdString(report::tableText(bytes, format));
}

QString latexEscaped(const QString& text)
{
    return QString::fromStdString(report::latexEscaped(text.toStdString()));
}

} // namespace exitscope::widgets
