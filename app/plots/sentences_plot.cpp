#include "app/plots/sentences_plot.h"

#include "app/plots/plot_text.h"
#include "widgets/heatmap/exit_strip_layout.h"

#include <algorithm>
#include <limits>

namespace exitscope::app {

namespace {

QString shortened(const QString& text)
{
    constexpr qsizetype longest = 28;
    const QString line = widgets::onOneLine(text.left(4 * longest)).simplified();
    if (line.size() <= longest)
        return line;
    qsizetype cut = longest - 1;
    if (line[cut - 1].isHighSurrogate())
        --cut;
    return line.left(cut) + QStringLiteral("…");
}

} // namespace

widgets::PlotModel sentencesPlot(const widgets::ExitStripSource& source, std::span<const int> rows)
{
    rows = rows.first(std::min(rows.size(), mostSentences));
    widgets::PlotModel plot;
    plot.title = PlotText::tr("Sentences");
    plot.x.title = PlotText::tr("Exit layer");
    plot.x.isInteger = true;
    plot.legend = widgets::LegendPlace::None;
    widgets::CellMap cells;
    cells.columns = source.exits();
    cells.rows = static_cast<int>(rows.size());
    cells.valueTitle = PlotText::tr("Confidence");
    cells.valueRange = widgets::Range { 0, 1 };
    cells.values.resize(static_cast<std::size_t>(cells.columns) * rows.size());
    for (int exit = 0; exit < source.exits(); ++exit)
        plot.x.labels.emplace_back(exit, QString::number(source.layer(exit)));
    widgets::Series taken;
    taken.id = QStringLiteral("taken");
    taken.name = PlotText::tr("leaves here");
    taken.kind = widgets::SeriesKind::Points;
    taken.look = widgets::referenceLook(widgets::Marker::Ring);
    taken.look.color = widgets::seriesLook(3).color;
    for (std::size_t place = 0; place < rows.size(); ++place) {
        const std::size_t fromBelow = rows.size() - 1 - place; // the first row is the topmost
        const auto strip = source.item(rows[place]);
        for (std::size_t exit = 0; exit < strip.confidence.size(); ++exit)
            cells.values[fromBelow * static_cast<std::size_t>(cells.columns) + exit] = static_cast<double>(strip.confidence[exit]);
        plot.y.labels.emplace_back(static_cast<double>(fromBelow), shortened(strip.text));
        taken.x.push_back(source.exitOf(rows[place]));
        taken.y.push_back(static_cast<double>(fromBelow));
    }
    plot.cells = std::move(cells);
    plot.series.push_back(std::move(taken));
    return plot;
}

widgets::PlotModel tokensPlot(const widgets::TokenTextSource& source, std::span<const int> paragraphs)
{
    paragraphs = paragraphs.first(std::min(paragraphs.size(), mostSentences));
    widgets::PlotModel plot;
    plot.title = PlotText::tr("Tokens");
    plot.x.title = PlotText::tr("Token");
    plot.x.isInteger = true;
    plot.legend = widgets::LegendPlace::None;
    widgets::CellMap cells;
    for (const int paragraph : paragraphs)
        cells.columns = std::max(cells.columns, std::min(mostColumns, source.tokens(paragraph)));
    cells.rows = static_cast<int>(paragraphs.size());
    cells.xFirst = 1;
    cells.valueTitle = PlotText::tr("Exit layer");
    cells.valueRange = widgets::Range { static_cast<double>(source.layer(0)), static_cast<double>(source.layer(source.exits() - 1)) };
    const auto columns = static_cast<std::size_t>(cells.columns);
    cells.values.assign(columns * paragraphs.size(), std::numeric_limits<double>::quiet_NaN());
    cells.words.resize(cells.values.size());
    for (std::size_t place = 0; place < paragraphs.size(); ++place) {
        const std::size_t fromBelow = paragraphs.size() - 1 - place; // the first paragraph is the topmost
        plot.y.labels.emplace_back(static_cast<double>(fromBelow), source.heading(paragraphs[place]));
        std::size_t column = 0;
        for (const auto& piece : source.pieces(paragraphs[place], 0, cells.columns)) {
            if (column >= columns)
                break;
            const std::size_t cell = fromBelow * columns + column++;
            cells.words[cell] = (piece.startsWord ? QStringLiteral(" ") : QString()) + widgets::onOneLine(piece.text);
            if (piece.unit >= 0)
                cells.values[cell] = source.layer(source.exitOf(piece.unit));
        }
    }
    plot.cells = std::move(cells);
    return plot;
}

} // namespace exitscope::app
