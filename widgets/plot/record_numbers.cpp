#include "widgets/plot/record_numbers.h"

#include "core/error.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <string>

namespace exitscope::widgets {

namespace {

class Lines
{
public:
    explicit Lines(std::string_view csv)
        : m_rest(csv)
    {
    }

    /// The next line's cells; false at the end.
    bool next(std::vector<std::string_view>& cells)
    {
        cells.clear();
        if (m_rest.empty())
            return false;
        const auto end = std::min(m_rest.find('\n'), m_rest.size());
        std::string_view line = m_rest.substr(0, end);
        m_rest.remove_prefix(std::min(end + 1, m_rest.size()));
        ++m_line;
        for (;;) {
            const auto comma = line.find(',');
            cells.push_back(line.substr(0, comma));
            if (comma == std::string_view::npos)
                return true;
            line.remove_prefix(comma + 1);
        }
    }

    [[noreturn]] void refuse(const std::string& problem) const
    {
        throw InputError("line " + std::to_string(m_line) + " of the figure's numbers " + problem);
    }

private:
    std::string_view m_rest;
    int m_line = 0;
};

class Numbers
{
public:
    Numbers(PlotModel& model, std::string_view csv)
        : m_model(model)
        , m_lines(csv)
    {
    }

    void read()
    {
        std::vector<std::string_view> cells;
        if (!m_lines.next(cells))
            m_lines.refuse("is missing");
        findColumns(cells);
        while (m_lines.next(cells)) {
            if (cells.size() != m_width)
                m_lines.refuse("has another number of cells than the first");
            readRow(cells);
        }
    }

private:
    enum Column { SeriesIndex, X, Y, Low, Value, Key, columnCount };

    void findColumns(const std::vector<std::string_view>& headings)
    {
        constexpr std::array<std::string_view, columnCount> names { "series", "x", "y", "low", "value", "key" };
        m_width = headings.size();
        for (std::size_t column = 0; column < names.size(); ++column) {
            const auto found = std::find(headings.begin(), headings.end(), names[column]);
            m_columns[column] = found == headings.end() ? -1 : static_cast<int>(found - headings.begin());
        }
        if (m_columns[SeriesIndex] < 0 || m_columns[X] < 0 || m_columns[Y] < 0)
            m_lines.refuse("lacks the column series, x or y");
    }

    template <typename Number> Number number(std::string_view text) const
    {
        Number value {};
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error != std::errc() || end != text.data() + text.size())
            m_lines.refuse("has a number that cannot be read");
        return value;
    }

    std::string_view cell(const std::vector<std::string_view>& cells, Column column) const
    {
        const int place = m_columns[column];
        return place < 0 ? std::string_view() : cells[static_cast<std::size_t>(place)];
    }

    void readRow(const std::vector<std::string_view>& cells)
    {
        const auto index = number<std::size_t>(cell(cells, SeriesIndex));
        const std::size_t series = m_model.series.size();
        if (index < series)
            readPoint(m_model.series[index], cells);
        else if (index - series < m_model.marks.size())
            readMark(m_model.marks[index - series], cells);
        else if (index - series == m_model.marks.size() && m_model.cells)
            m_model.cells->values.push_back(number<double>(cell(cells, Value)));
        else
            m_lines.refuse("belongs to no series");
    }

    void readPoint(Series& series, const std::vector<std::string_view>& cells) const
    {
        series.x.push_back(number<double>(cell(cells, X)));
        series.y.push_back(number<double>(cell(cells, Y)));
        if (const auto low = cell(cells, Low); !low.empty())
            series.low.push_back(number<double>(low));
        if (const auto key = cell(cells, Key); !key.empty())
            series.keys.push_back(number<std::int64_t>(key));
    }

    void readMark(ReferenceMark& mark, const std::vector<std::string_view>& cells) const
    {
        if (mark.kind != MarkKind::HorizontalLine)
            mark.x = number<double>(cell(cells, X));
        if (mark.kind != MarkKind::VerticalLine)
            mark.y = number<double>(cell(cells, Y));
    }

    PlotModel& m_model;
    Lines m_lines;
    std::size_t m_width = 0;
    std::array<int, columnCount> m_columns {};
};

} // namespace

void readNumbers(PlotModel& model, std::string_view csv)
{
    Numbers(model, csv).read();
}

} // namespace exitscope::widgets
