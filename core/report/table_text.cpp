#include "core/report/table_text.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace exitscope::report {

namespace {

using Row = std::vector<std::string>;
using Cell = std::string (*)(const std::string&);

std::string oneLine(std::string text)
{
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
    return text;
}

std::string tsvCell(const std::string& text)
{
    return oneLine(text);
}

std::string csvCell(const std::string& text)
{
    if (text.find_first_of(",\"\n\r") == std::string::npos)
        return text;
    std::string quoted = "\"";
    for (const char c : text)
        quoted += c == '"' ? "\"\"" : std::string(1, c);
    return quoted + '"';
}

std::string markdownCell(const std::string& text)
{
    std::string escaped;
    for (const char c : oneLine(text)) {
        if (std::string_view("\\|*`<").find(c) != std::string_view::npos)
            escaped += '\\';
        escaped += c;
    }
    return escaped;
}

std::string latexCell(const std::string& text)
{
    return latexEscaped(text);
}

std::string joined(const Row& cells, std::string_view separator, Cell cell)
{
    std::string line;
    for (std::size_t column = 0; column < cells.size(); ++column) {
        if (column > 0)
            line += separator;
        line += cell(cells[column]);
    }
    return line;
}

bool isNumber(const TextTable& table, std::size_t column)
{
    return column < table.isNumber.size() && table.isNumber[column];
}

std::string separated(const TextTable& table, std::string_view separator, Cell cell)
{
    std::string text = joined(table.headings, separator, cell) + '\n';
    for (const auto& row : table.rows)
        text += joined(row, separator, cell) + '\n';
    return text;
}

std::string markdown(const TextTable& table)
{
    const auto line = [](const Row& cells) { return "| " + joined(cells, " | ", markdownCell) + " |\n"; };
    std::string text = line(table.headings) + '|';
    for (std::size_t column = 0; column < table.headings.size(); ++column)
        text += isNumber(table, column) ? " ---: |" : " --- |";
    text += '\n';
    for (const auto& row : table.rows)
        text += line(row);
    return text;
}

std::string latex(const TextTable& table)
{
    const auto line = [](const Row& cells) { return "  " + joined(cells, " & ", latexCell) + " \\\\\n"; };
    std::string text = "\\begin{tabular}{";
    for (std::size_t column = 0; column < table.headings.size(); ++column)
        text += isNumber(table, column) ? 'r' : 'l';
    text += "}\n  \\toprule\n" + line(table.headings) + "  \\midrule\n";
    for (const auto& row : table.rows)
        text += line(row);
    return text + "  \\bottomrule\n\\end{tabular}\n";
}

std::string latexLetter(char c)
{
    switch (c) {
    case '&':
    case '%':
    case '$':
    case '#':
    case '_':
    case '{':
    case '}':
        return { '\\', c };
    case '~':
        return "\\textasciitilde{}";
    case '^':
        return "\\textasciicircum{}";
    case '\\':
        return "\\textbackslash{}";
    case '<':
        return "\\textless{}";
    case '>':
        return "\\textgreater{}";
    case '\n':
    case '\r':
    case '\t':
        return " ";
    default:
        return std::string(1, c);
    }
}

/// What our titles and rules use and pdfTeX's fonts know in formulas only.
constexpr std::array<std::pair<std::string_view, std::string_view>, 14> formulas { { { "≥", "\\geq" },
    { "≤", "\\leq" }, { "≠", "\\neq" }, { "≈", "\\approx" }, { "∞", "\\infty" }, { "−", "-" }, { "→", "\\to" },
    { "α", "\\alpha" }, { "δ", "\\delta" }, { "ε", "\\varepsilon" }, { "λ", "\\lambda" }, { "ρ", "\\rho" },
    { "τ", "\\tau" }, { "θ", "\\theta" } } };

} // namespace

std::string tableText(const TextTable& table, TableFormat format)
{
    switch (format) {
    case TableFormat::Tsv:
        return separated(table, "\t", tsvCell);
    case TableFormat::Csv:
        return separated(table, ",", csvCell);
    case TableFormat::Markdown:
        return markdown(table);
    case TableFormat::Latex:
        return latex(table);
    }
    return {};
}

std::string latexEscaped(std::string_view text)
{
    std::string escaped;
    while (!text.empty()) {
        const auto found = std::find_if(
            formulas.begin(), formulas.end(), [&](const auto& formula) { return text.starts_with(formula.first); });
        if (found != formulas.end())
            escaped += "\\ensuremath{" + std::string(found->second) + "}";
        else
            escaped += latexLetter(text.front());
        text.remove_prefix(found != formulas.end() ? found->first.size() : 1);
    }
    return escaped;
}

} // namespace exitscope::report
