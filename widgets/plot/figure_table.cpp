#include "widgets/plot/figure_table.h"

#include "widgets/plot/number_text.h"
#include "widgets/plot/plot_names.h"

#include <algorithm>

namespace exitscope::widgets {

namespace {

QString kindName(SeriesKind kind)
{
    const auto name = nameOf(seriesKindNames, kind);
    return QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size()));
}

QString number(double value)
{
    return QString::fromLatin1(numberText(value));
}

/// pgfplots splits at every comma and knows no quotes.
QString plainName(QString name)
{
    name.replace(QLatin1Char(','), QLatin1Char(';'));
    name.replace(QLatin1Char('"'), QLatin1Char('\''));
    name.replace(QLatin1Char('\n'), QLatin1Char(' '));
    return name;
}

/// Which of the columns that not every plot needs this one has.
struct Columns
{
    bool hasLow = false;
    bool hasValue = false;
    bool hasKey = false;
};

class Rows
{
public:
    explicit Rows(Columns columns)
        : m_columns(columns)
    {
        add({ QStringLiteral("series"), QStringLiteral("kind"), QStringLiteral("x"), QStringLiteral("y"),
                QStringLiteral("low"), QStringLiteral("value"), QStringLiteral("key"), QStringLiteral("name") },
            m_table.headings);
        const std::vector<bool> isNumber { true, false, true, true, true, true, true, false };
        for (std::size_t column = 0; column < isNumber.size(); ++column)
            if (isThere(column))
                m_table.isNumber.push_back(isNumber[column]);
    }

    void add(const std::vector<QString>& all) { add(all, m_table.rows.emplace_back()); }
    TextTable take() { return std::move(m_table); }

private:
    [[nodiscard]] bool isThere(std::size_t column) const
    {
        return (column != 4 || m_columns.hasLow) && (column != 5 || m_columns.hasValue)
            && (column != 6 || m_columns.hasKey);
    }

    void add(const std::vector<QString>& all, std::vector<QString>& row) const
    {
        for (std::size_t column = 0; column < all.size(); ++column)
            if (isThere(column))
                row.push_back(all[column]);
    }

    Columns m_columns;
    TextTable m_table;
};

void addCells(Rows& rows, const CellMap& cells, const QString& index)
{
    for (int row = 0; row < cells.rows; ++row)
        for (int column = 0; column < cells.columns; ++column) {
            const auto place = static_cast<std::size_t>(row) * static_cast<std::size_t>(cells.columns)
                + static_cast<std::size_t>(column);
            rows.add({ index, QStringLiteral("cell"), number(cells.xFirst + column * cells.xStep),
                number(cells.yFirst + row * cells.yStep), {}, number(cells.values[place]), {},
                plainName(cells.words.empty() ? cells.valueTitle : cells.words[place].trimmed()) });
        }
}

} // namespace

TextTable plotTable(const Drawable& plot)
{
    const PlotModel& model = plot.model;
    const auto any = [&](auto has) { return std::any_of(model.series.begin(), model.series.end(), has); };
    Rows rows({ .hasLow = any([](const Series& series) { return !series.low.empty(); }),
        .hasValue = model.cells.has_value(),
        .hasKey = any([](const Series& series) { return !series.keys.empty(); }) });
    std::size_t index = 0;
    for (const Series& series : model.series) {
        for (std::size_t point = 0; point < series.x.size(); ++point)
            rows.add({ QString::number(index), kindName(series.kind), number(series.x[point]),
                number(series.y[point]), series.low.empty() ? QString() : number(series.low[point]), {},
                series.keys.empty() ? QString() : QString::number(series.keys[point]), plainName(series.name) });
        ++index;
    }
    for (const ReferenceMark& mark : model.marks)
        rows.add({ QString::number(index++), QStringLiteral("reference"),
            mark.kind == MarkKind::HorizontalLine ? QString() : number(mark.x),
            mark.kind == MarkKind::VerticalLine ? QString() : number(mark.y), {}, {}, {}, plainName(mark.name) });
    if (model.cells)
        addCells(rows, *model.cells, QString::number(index));
    return rows.take();
}

} // namespace exitscope::widgets
