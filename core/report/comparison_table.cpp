#include "core/report/comparison_table.h"

#include <array>
#include <charconv>
#include <cmath>

namespace exitscope::report {

namespace {

std::string decimal(double value, int decimals)
{
    if (std::isnan(value))
        return "-";
    std::array<char, 64> text {};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed, decimals).ptr;
    return { text.data(), end };
}

std::string figureText(const evidence::Estimate& figure)
{
    if (std::isnan(figure.value))
        return "-";
    return decimal(figure.value, 4) + " [" + decimal(figure.interval.low, 4) + ", " + decimal(figure.interval.high, 4) + "]";
}

/// Two significant digits are what a thousand draws can tell.
std::string pText(double p)
{
    return std::isnan(p) ? "-" : p < 0.0001 ? "<0.0001" : decimal(p, 4);
}

std::string shortest(double value)
{
    std::array<char, 32> text {};
    return { text.data(), std::to_chars(text.data(), text.data() + text.size(), value).ptr };
}

const char* axisName(evidence::CostAxis axis)
{
    return axis == evidence::CostAxis::Flops ? "FLOPs" : "layers";
}

std::string markdownEscaped(const std::string& text)
{
    std::string escaped;
    for (const char c : text) {
        if (std::string_view("|\\*_`<").find(c) != std::string_view::npos)
            escaped += '\\';
        escaped += c == '\n' || c == '\t' ? ' ' : c;
    }
    return escaped;
}

template <typename Cell> std::string line(std::size_t columns, const char* begin, const char* between, const char* end, Cell cell)
{
    std::string text = begin;
    for (std::size_t i = 0; i < columns; ++i)
        text += (i > 0 ? between : "") + cell(i);
    return text + end;
}

TextTable plain(const ComparisonTable& table)
{
    TextTable text;
    text.headings = table.headings;
    for (const auto& row : table.rows) {
        auto& cells = text.rows.emplace_back();
        for (const auto& cell : row)
            cells.push_back(cell.text);
    }
    return text;
}

std::string markdown(const ComparisonTable& table, const std::string& caption)
{
    const auto columns = table.headings.size();
    std::string text = line(columns, "| ", " | ", " |\n", [&](auto i) { return markdownEscaped(table.headings[i]); });
    text += line(columns, "| ", " | ", " |\n", [](auto i) { return std::string(i == 0 ? "---" : "---:"); });
    for (const auto& row : table.rows)
        text += line(columns, "| ", " | ", " |\n", [&](auto i) {
            const auto cell = markdownEscaped(row[i].text);
            return row[i].isBold ? "**" + cell + "**" : cell;
        });
    return text + "\n" + markdownEscaped(caption) + "\n";
}

std::string latex(const ComparisonTable& table, const std::string& caption)
{
    const auto columns = table.headings.size();
    std::string text = "% \\usepackage{booktabs}\n\\begin{table}\n\\centering\n\\begin{tabular}{l";
    text += std::string(columns - 1, 'r') + "}\n\\toprule\n";
    text += line(columns, "", " & ", " \\\\\n\\midrule\n", [&](auto i) { return latexEscaped(table.headings[i]); });
    for (const auto& row : table.rows)
        text += line(columns, "", " & ", " \\\\\n", [&](auto i) {
            const auto cell = latexEscaped(row[i].text);
            return row[i].isBold ? "\\textbf{" + cell + "}" : cell;
        });
    return text + "\\bottomrule\n\\end{tabular}\n\\caption{" + latexEscaped(caption) + "}\n\\end{table}\n";
}

} // namespace

ComparisonTable comparisonTable(const evidence::SideBySide& sides, std::span<const std::string> names,
    const evidence::FrontOptions& options)
{
    const std::string metric(metric::nameOf(options.metric));
    ComparisonTable table;
    table.headings.push_back("");
    for (std::size_t i = 0; i < names.size(); ++i) {
        table.headings.push_back(names[i]);
        if (i != sides.baseline)
            for (const char* heading : { "less the baseline", "p", "McNemar p" })
                table.headings.push_back(heading);
    }
    for (const auto& row : sides.rows) {
        const bool isAtCost = row.kind == evidence::BudgetRow::Kind::AtCost;
        std::vector<ComparisonCell> cells { { isAtCost
                ? metric + " at " + shortest(row.at) + "x " + axisName(options.axis)
                : std::string(axisName(options.axis)) + " at " + metric + " " + shortest(row.at) } };
        for (std::size_t i = 0; i < row.sides.size(); ++i) {
            const auto& side = row.sides[i];
            cells.push_back({ figureText(side.estimate), side.isBest });
            if (i == sides.baseline)
                continue;
            cells.push_back({ side.toBaseline ? figureText(side.toBaseline->estimate) : "-" });
            cells.push_back({ side.toBaseline ? pText(side.toBaseline->p) : "-" });
            cells.push_back({ side.test ? pText(side.test->mid) : "-" });
        }
        table.rows.push_back(std::move(cells));
    }
    return table;
}

std::string comparisonCaption(const evidence::ComparisonOptions& options)
{
    const auto percent = decimal(100 * options.bootstrap.confidence, 0);
    return percent + "% intervals from " + std::to_string(options.bootstrap.draws)
        + " paired bootstrap draws (seed " + std::to_string(options.bootstrap.seed)
        + "). Bold: the best, and what the paired bootstrap cannot tell from it at " + decimal(1 - options.bootstrap.confidence, 2)
        + " (Holm); none where that is all of them. McNemar p: mid-p of the best point of either side within the cost.";
}

std::string comparisonText(const ComparisonTable& table, const std::string& caption, TableFormat format)
{
    switch (format) {
    case TableFormat::Tsv:
    case TableFormat::Csv:
        return tableText(plain(table), format);
    case TableFormat::Markdown:
        return markdown(table, caption);
    case TableFormat::Latex:
        return latex(table, caption);
    }
    return {};
}

} // namespace exitscope::report
