#include "widgets/table/table_text.h"

#include <QStringList>

namespace exitscope::widgets {

namespace {

QString oneLine(QString text)
{
    for (const char separator : { '\t', '\n', '\r' })
        text.replace(QLatin1Char(separator), QLatin1Char(' '));
    return text;
}

QString csvCell(const QString& text)
{
    const bool needsQuotes = text.contains(QLatin1Char(',')) || text.contains(QLatin1Char('"'))
        || text.contains(QLatin1Char('\n')) || text.contains(QLatin1Char('\r'));
    if (!needsQuotes)
        return text;
    QString doubled = text;
    doubled.replace(QLatin1Char('"'), QLatin1String("\"\""));
    return QLatin1Char('"') + doubled + QLatin1Char('"');
}

QString markdownCell(const QString& text)
{
    QString escaped = oneLine(text);
    escaped.replace(QLatin1Char('\\'), QLatin1String("\\\\"));
    escaped.replace(QLatin1Char('|'), QLatin1String("\\|"));
    return escaped;
}

template <typename Cell>
QString joined(const std::vector<QString>& cells, const QString& separator, Cell cell)
{
    QStringList parts;
    for (const QString& text : cells)
        parts << cell(text);
    return parts.join(separator);
}

bool isNumber(const TextTable& table, std::size_t column)
{
    return column < table.isNumber.size() && table.isNumber[column];
}

QString markdown(const TextTable& table)
{
    const auto row = [](const std::vector<QString>& cells) {
        return QLatin1String("| ") + joined(cells, QStringLiteral(" | "), markdownCell) + QLatin1String(" |\n");
    };
    QString text = row(table.headings) + QLatin1Char('|');
    for (std::size_t column = 0; column < table.headings.size(); ++column)
        text += isNumber(table, column) ? QLatin1String(" ---: |") : QLatin1String(" --- |");
    text += QLatin1Char('\n');
    for (const auto& cells : table.rows)
        text += row(cells);
    return text;
}

QString latex(const TextTable& table)
{
    const auto row = [](const std::vector<QString>& cells) {
        return QLatin1String("  ") + joined(cells, QStringLiteral(" & "), latexEscaped) + QLatin1String(" \\\\\n");
    };
    QString columns;
    for (std::size_t column = 0; column < table.headings.size(); ++column)
        columns += isNumber(table, column) ? QLatin1Char('r') : QLatin1Char('l');
    QString text = QLatin1String("\\begin{tabular}{") + columns + QLatin1String("}\n  \\toprule\n");
    text += row(table.headings) + QLatin1String("  \\midrule\n");
    for (const auto& cells : table.rows)
        text += row(cells);
    return text + QLatin1String("  \\bottomrule\n\\end{tabular}\n");
}

QString separated(const TextTable& table, const QString& separator, QString (*cell)(const QString&))
{
    QString text = joined(table.headings, separator, cell) + QLatin1Char('\n');
    for (const auto& cells : table.rows)
        text += joined(cells, separator, cell) + QLatin1Char('\n');
    return text;
}

} // namespace

QString tableText(const TextTable& table, TableFormat format)
{
    switch (format) {
    case TableFormat::Tsv:
        return separated(table, QStringLiteral("\t"), [](const QString& text) { return oneLine(text); });
    case TableFormat::Csv:
        return separated(table, QStringLiteral(","), csvCell);
    case TableFormat::Markdown:
        return markdown(table);
    case TableFormat::Latex:
        return latex(table);
    }
    return {};
}

QString latexEscaped(const QString& text)
{
    QString escaped;
    for (const QChar& letter : text) {
        switch (letter.unicode()) {
        case '&':
        case '%':
        case '$':
        case '#':
        case '_':
        case '{':
        case '}':
            escaped += QLatin1Char('\\');
            escaped += letter;
            break;
        case '~':
            escaped += QLatin1String("\\textasciitilde{}");
            break;
        case '^':
            escaped += QLatin1String("\\textasciicircum{}");
            break;
        case '\\':
            escaped += QLatin1String("\\textbackslash{}");
            break;
        case '<':
            escaped += QLatin1String("\\textless{}");
            break;
        case '>':
            escaped += QLatin1String("\\textgreater{}");
            break;
        case '\n':
        case '\r':
        case '\t':
            escaped += QLatin1Char(' ');
            break;
        default:
            escaped += letter;
        }
    }
    return escaped;
}

} // namespace exitscope::widgets
