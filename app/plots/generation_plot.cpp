#include "app/plots/generation_plot.h"

#include "app/plots/exits_plot.h"
#include "app/plots/plot_text.h"
#include "app/session/figure_words.h"
#include "widgets/heatmap/exit_strip_layout.h"
#include "widgets/theme/palette.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace exitscope::app {

namespace {

/// A line of words; NaN: of a prompt.
struct WordLine
{
    QString heading;
    std::vector<std::pair<QString, double>> words;
};

std::vector<WordLine> linesOf(const GeneratedTexts& generated)
{
    std::vector<WordLine> lines;
    std::size_t left = mostFigureTokens;
    for (std::size_t i = 0; i < generated.texts.size() && left > 0; ++i) {
        const auto& text = generated.texts[i];
        const std::size_t first = lines.size();
        for (const QString& line : QString::fromStdString(text.prompt).split(u'\n')) {
            lines.emplace_back();
            for (const QString& word : line.split(u' ', Qt::SkipEmptyParts))
                lines.back().words.emplace_back(u' ' + word, std::numeric_limits<double>::quiet_NaN());
        }
        if (generated.promptsStandApart)
            lines.emplace_back();
        bool endsLine = false;
        for (const auto& token : text.tokens) {
            if (left == 0)
                break;
            --left;
            if (std::exchange(endsLine, token.text.find('\n') != std::string::npos))
                lines.emplace_back();
            lines.back().words.emplace_back(widgets::onOneLine(QString::fromStdString(token.text)), token.exit);
        }
        if (generated.texts.size() > 1)
            lines[first].heading = QString::number(i + 1);
    }
    std::erase_if(lines, [](const WordLine& line) {
        return std::all_of(line.words.begin(), line.words.end(), [](const auto& word) { return word.first.trimmed().isEmpty(); });
    });
    return lines;
}

widgets::Range layerRange(const GeneratedTexts& generated)
{
    return { static_cast<double>(generated.exitLayer.front()), static_cast<double>(generated.exitLayer.back()) };
}

widgets::PlotModel positionsFrame(const GeneratedTexts& generated)
{
    widgets::PlotModel plot;
    plot.title = PlotText::tr("Exits along the text");
    plot.x.title = PlotText::tr("Token");
    plot.x.isInteger = true;
    plot.y.title = PlotText::tr("Exit layer");
    plot.y.isInteger = true;
    const auto range = layerRange(generated);
    const double margin = std::max(0.3, 0.05 * (range.high - range.low));
    plot.y.range = widgets::Range { range.low - margin, range.high + margin };
    return plot;
}

/// Around each place as many tokens on both sides, fewer at the ends.
std::vector<double> runningMean(const std::vector<double>& values, std::size_t half)
{
    std::vector<double> sums(values.size() + 1, 0), means;
    for (std::size_t i = 0; i < values.size(); ++i)
        sums[i + 1] = sums[i] + values[i];
    for (std::size_t i = 0; i < values.size(); ++i) {
        const std::size_t reach = std::min({ half, i, values.size() - 1 - i });
        means.push_back((sums[i + reach + 1] - sums[i - reach]) / static_cast<double>(2 * reach + 1));
    }
    return means;
}

void addOne(widgets::PlotModel& plot, const engine::GeneratedText& text, const QString& rule)
{
    widgets::Series exits, mean;
    exits.id = QStringLiteral("exits");
    exits.name = PlotText::tr("each token, %1").arg(rule);
    exits.kind = widgets::SeriesKind::Points;
    exits.look = widgets::seriesLook(0);
    std::vector<QString> tips;
    for (const auto& token : text.tokens) {
        exits.x.push_back(static_cast<double>(exits.x.size() + 1));
        exits.y.push_back(token.exit);
        tips.push_back(PlotText::tr("token %1, “%2”: layer %3")
                           .arg(wordsLocale().toString(static_cast<qlonglong>(exits.x.size())),
                               widgets::onOneLine(QString::fromStdString(token.text)), wordsLocale().toString(token.exit)));
    }
    exits.tooltip = [tips = std::move(tips)](std::size_t index) { return tips[index]; };
    const std::size_t half = std::clamp<std::size_t>(exits.y.size() / 20, 2, 50);
    mean.id = QStringLiteral("mean");
    mean.name = PlotText::tr("running mean of %1 tokens").arg(wordsLocale().toString(static_cast<qlonglong>(2 * half + 1)));
    mean.look = widgets::seriesLook(3);
    mean.look.dash = widgets::Dash::Solid;
    mean.showsMarkers = false;
    mean.x = exits.x;
    mean.y = runningMean(exits.y, half);
    plot.series.push_back(std::move(exits));
    plot.series.push_back(std::move(mean));
}

void addSeveral(widgets::PlotModel& plot, std::span<const engine::GeneratedText> texts, const QString& rule)
{
    widgets::Series mean, band;
    mean.id = QStringLiteral("mean");
    mean.name = PlotText::tr("mean of %Ln text(s), %1", nullptr, static_cast<int>(texts.size())).arg(rule);
    mean.look = widgets::seriesLook(0);
    mean.showsMarkers = false;
    band.id = QStringLiteral("spread");
    band.name = PlotText::tr("one standard deviation to both sides");
    band.kind = widgets::SeriesKind::Band;
    band.look = mean.look;
    std::vector<std::int64_t> counts;
    for (std::size_t place = 0;; ++place) {
        double sum = 0, squares = 0, count = 0;
        for (const auto& text : texts)
            if (place < text.tokens.size()) {
                const double exit = text.tokens[place].exit;
                sum += exit;
                squares += exit * exit;
                count += 1;
            }
        if (count == 0)
            break;
        const double average = sum / count;
        const double deviation = std::sqrt(std::max(0.0, squares / count - average * average));
        mean.x.push_back(static_cast<double>(place + 1));
        mean.y.push_back(average);
        band.low.push_back(average - deviation);
        band.y.push_back(average + deviation);
        counts.push_back(static_cast<std::int64_t>(count));
    }
    band.x = mean.x;
    mean.tooltip = [y = mean.y, counts](std::size_t index) {
        return PlotText::tr("token %1: layer %2 on average of %Ln text(s)", nullptr, static_cast<int>(counts[index]))
            .arg(wordsLocale().toString(static_cast<qlonglong>(index + 1)), wordsLocale().toString(y[index], 'f', 2));
    };
    plot.series.push_back(std::move(band));
    plot.series.push_back(std::move(mean));
}

} // namespace

widgets::PlotModel generatedTextPlot(const GeneratedTexts& generated)
{
    const auto lines = linesOf(generated);
    widgets::PlotModel plot;
    plot.title = PlotText::tr("Generated text");
    plot.x.title = PlotText::tr("Token");
    plot.x.isInteger = true;
    plot.legend = widgets::LegendPlace::None;
    widgets::CellMap cells;
    cells.rows = static_cast<int>(lines.size());
    for (const WordLine& line : lines)
        cells.columns = std::max(cells.columns, static_cast<int>(line.words.size()));
    cells.xFirst = 1;
    cells.valueTitle = PlotText::tr("Exit layer");
    cells.valueRange = layerRange(generated);
    const auto columns = static_cast<std::size_t>(cells.columns);
    cells.values.assign(columns * lines.size(), std::numeric_limits<double>::quiet_NaN());
    cells.words.resize(cells.values.size());
    for (std::size_t place = 0; place < lines.size(); ++place) {
        const std::size_t fromBelow = lines.size() - 1 - place; // the first line is the topmost
        if (!lines[place].heading.isEmpty())
            plot.y.labels.emplace_back(static_cast<double>(fromBelow), lines[place].heading);
        for (std::size_t column = 0; column < lines[place].words.size(); ++column) {
            const auto& [word, layer] = lines[place].words[column];
            cells.words[fromBelow * columns + column] = word;
            cells.values[fromBelow * columns + column] = layer;
        }
    }
    plot.cells = std::move(cells);
    return plot;
}

widgets::PlotModel exitPositionsPlot(const GeneratedTexts& generated)
{
    auto plot = positionsFrame(generated);
    if (generated.texts.size() == 1)
        addOne(plot, generated.texts.front(), generated.rule);
    else
        addSeveral(plot, generated.texts, generated.rule);
    return plot;
}

widgets::PlotModel exitSharesPlot(const GeneratedTexts& generated)
{
    ExitHistogram histogram;
    histogram.id = QStringLiteral("exits");
    histogram.name = generated.rule;
    histogram.look = widgets::seriesLook(0);
    histogram.exitLayer.assign(generated.exitLayer.begin(), generated.exitLayer.end());
    histogram.units.assign(histogram.exitLayer.size(), 0);
    for (const auto& text : generated.texts)
        for (const auto& token : text.tokens) {
            const auto found = std::lower_bound(histogram.exitLayer.begin(), histogram.exitLayer.end(), token.exit);
            if (found != histogram.exitLayer.end())
                ++histogram.units[static_cast<std::size_t>(found - histogram.exitLayer.begin())];
        }
    auto plot = exitsPlot(std::span(&histogram, 1));
    plot.title = PlotText::tr("Where tokens leave");
    plot.y.title = PlotText::tr("Share of tokens");
    return plot;
}

} // namespace exitscope::app
