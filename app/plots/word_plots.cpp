#include "app/plots/word_plots.h"

#include "app/plots/exits_plot.h"
#include "app/plots/plot_text.h"
#include "app/session/figure_words.h"

#include <QLocale>

#include <cmath>

namespace exitscope::app {

namespace {

using metric::ExitWords;
using widgets::Series;

QString percent(double share)
{
    const QLocale locale = wordsLocale();
    return locale.toString(100 * share, 'f', 1) + QLatin1Char(' ') + locale.percent();
}

QString rankText(double rank) { return wordsLocale().toString(rank, 'f', rank < 100 ? 1 : 0); }

Series lineOf(const trace::Trace& trace, const std::vector<ExitWords>& words, double ExitWords::*value, const QString& id,
    const QString& name, int look)
{
    Series line;
    line.id = id;
    line.name = name;
    line.kind = widgets::SeriesKind::Line;
    line.look = widgets::seriesLook(look);
    for (std::size_t exit = 0; exit < words.size(); ++exit) {
        if (!std::isfinite(words[exit].*value))
            continue;
        line.x.push_back(trace.exitLayer()[exit]);
        line.y.push_back(words[exit].*value);
        line.keys.push_back(static_cast<std::int64_t>(exit));
    }
    return line;
}

widgets::PlotModel emptyPlot(const QString& title, const QString& axis)
{
    widgets::PlotModel plot;
    plot.title = title;
    plot.x.title = PlotText::tr("Exit layer");
    plot.x.isInteger = true;
    plot.y.title = axis;
    return plot;
}

} // namespace

widgets::PlotModel perplexityPlot(const trace::Trace& trace, const std::vector<ExitWords>& words)
{
    auto plot = emptyPlot(PlotText::tr("Perplexity"), PlotText::tr("%1 (less is better)").arg(metricTitle("perplexity")));
    Series line = lineOf(
        trace, words, &ExitWords::perplexity, QStringLiteral("perplexity"), PlotText::tr("each exit alone"), 0);
    line.tooltip = [words, keys = line.keys, layers = line.x](std::size_t index) {
        const ExitWords& exit = words[static_cast<std::size_t>(keys[index])];
        const QLocale locale = wordsLocale();
        QString text = PlotText::tr("layer %1 alone: perplexity %2, %3 bits per token, %4 of the next words right")
                           .arg(locale.toString(layers[index]), locale.toString(exit.perplexity, 'f', 2),
                               locale.toString(exit.bitsPerToken, 'f', 3), percent(exit.accuracy));
        if (std::isfinite(exit.meanGoldRank))
            text += u'\n' + PlotText::tr("mean rank of the word that comes: %1").arg(rankText(exit.meanGoldRank));
        return text;
    };
    plot.x.labels = exitTicks(line.x);
    plot.y.scale = widgets::Scale::Log;
    plot.series.push_back(std::move(line));
    return plot;
}

widgets::PlotModel agreementPlot(const trace::Trace& trace, const std::vector<ExitWords>& words)
{
    auto plot = emptyPlot(PlotText::tr("Agreement"), PlotText::tr("Share of the words"));
    plot.y.range = widgets::Range { -0.03, 1.03 };
    Series agreement = lineOf(trace, words, &ExitWords::agreement, QStringLiteral("agreement"),
        PlotText::tr("says what the last layer says"), 0);
    Series settled = lineOf(
        trace, words, &ExitWords::settled, QStringLiteral("settled"), PlotText::tr("and so does every layer above it"), 1);
    const auto tell = [&](Series& line, double ExitWords::*value, const QString& sentence) {
        line.tooltip = [words, value, sentence, keys = line.keys, layers = line.x](std::size_t index) {
            const ExitWords& exit = words[static_cast<std::size_t>(keys[index])];
            QString text = sentence.arg(wordsLocale().toString(layers[index]), percent(exit.*value));
            if (std::isfinite(exit.meanFinalRank))
                text += u'\n' + PlotText::tr("mean rank of the word that the last layer says: %1").arg(rankText(exit.meanFinalRank));
            return text;
        };
    };
    tell(agreement, &ExitWords::agreement, PlotText::tr("layer %1 predicts %2 of the words as the last layer does"));
    tell(settled, &ExitWords::settled, PlotText::tr("by layer %1 the prediction of %2 of the words stays what it is at the end"));
    plot.x.labels = exitTicks(agreement.x);
    plot.series.push_back(std::move(agreement));
    plot.series.push_back(std::move(settled));
    return plot;
}

} // namespace exitscope::app
