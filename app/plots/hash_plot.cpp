#include "app/plots/hash_plot.h"

#include "app/plots/plot_text.h"

namespace exitscope::app {

widgets::PlotModel hashPlot(const HashEntries& entries)
{
    widgets::PlotModel plot;
    plot.title = PlotText::tr("Buckets of the hash");
    plot.x.title = PlotText::tr("Exit layer");
    plot.x.isInteger = true;
    plot.y.title = PlotText::tr("Share, %");
    plot.legend = widgets::LegendPlace::Above;
    const auto add = [&plot](const QString& id, const QString& name, int look) -> widgets::Series& {
        auto& series = plot.series.emplace_back();
        series.id = id;
        series.name = name;
        series.kind = widgets::SeriesKind::Bars;
        series.look = widgets::seriesLook(look);
        return series;
    };
    auto& types = add(QStringLiteral("types"), PlotText::tr("vocabulary entries"), 0);
    const auto all = static_cast<double>(entries.tokens.size());
    for (const auto& share : entries.shares) {
        types.x.push_back(share.layers);
        types.y.push_back(100 * static_cast<double>(share.entries) / all);
        plot.x.labels.emplace_back(share.layers, QString::number(share.layers));
    }
    if (entries.occurrences > 0) {
        auto& tokens = add(QStringLiteral("tokens"), PlotText::tr("occurrences in the corpus"), 1);
        for (const auto& share : entries.shares) {
            tokens.x.push_back(share.layers);
            tokens.y.push_back(100 * static_cast<double>(share.occurrences) / static_cast<double>(entries.occurrences));
        }
    }
    return plot;
}

} // namespace exitscope::app
