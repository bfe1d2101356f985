#include "app/plots/difficulty_plot.h"

#include "app/plots/plot_text.h"
#include "app/session/figure_words.h"
#include "widgets/theme/palette.h"

#include <QLocale>

#include <algorithm>

namespace exitscope::app {

namespace {

using difficulty::Predictor;

widgets::Series overExits(const QString& id, const QString& name, widgets::SeriesKind kind, const std::vector<double>& values)
{
    widgets::Series series;
    series.id = id;
    series.name = name;
    series.kind = kind;
    for (std::size_t exit = 0; exit < values.size(); ++exit) {
        series.x.push_back(static_cast<double>(exit + 1));
        series.y.push_back(values[exit]);
    }
    series.tooltip = [name, values](std::size_t exit) {
        return PlotText::tr("%1, exit %2: %3 %").arg(name, wordsLocale().toString(static_cast<int>(exit) + 1),
            wordsLocale().toString(100 * values[exit], 'f', 2));
    };
    return series;
}

} // namespace

QString predictorTitle(Predictor predictor)
{
    switch (predictor) {
    case Predictor::Majority:
        return PlotText::tr("majority");
    case Predictor::Guess:
        return PlotText::tr("guess by priors");
    case Predictor::LinearMean:
        return PlotText::tr("linear on mean embeddings");
    case Predictor::LinearBackbone:
        return PlotText::tr("linear on the frozen backbone");
    case Predictor::BiLstm:
        return PlotText::tr("BiLSTM");
    case Predictor::Transformer:
        return PlotText::tr("transformer");
    }
    return {};
}

widgets::PlotModel difficultyPlot(const difficulty::Study& study, const std::vector<Predictor>& predictors)
{
    widgets::PlotModel plot;
    plot.title = PlotText::tr("Difficulty");
    plot.x.title = PlotText::tr("Exit");
    plot.x.isInteger = true;
    plot.y.title = PlotText::tr("Accuracy of the prediction");
    plot.y.range = widgets::Range { 0, 1 };
    const auto resultOf = [&](Predictor predictor) {
        return std::find_if(study.results.begin(), study.results.end(), [&](const auto& one) { return one.predictor == predictor; });
    };
    int place = 0;
    for (const Predictor predictor : predictors) {
        const auto result = resultOf(predictor);
        if (result == study.results.end() || predictor == Predictor::Majority)
            continue;
        const auto key = difficulty::keyOf(predictor);
        auto bars = overExits(QString::fromLatin1(key.data(), static_cast<qsizetype>(key.size())), predictorTitle(predictor),
            widgets::SeriesKind::Bars, result->test().mean.outputAccuracy);
        bars.look = widgets::seriesLook(place++);
        plot.series.push_back(std::move(bars));
    }
    if (const auto majority = resultOf(Predictor::Majority); majority != study.results.end()) {
        auto line = overExits(QStringLiteral("majority"), predictorTitle(Predictor::Majority), widgets::SeriesKind::Line,
            majority->test().mean.outputAccuracy);
        line.look = widgets::referenceLook(widgets::Marker::Square, widgets::Dash::Solid);
        plot.series.push_back(std::move(line));
    }
    auto share = overExits(
        QStringLiteral("right"), PlotText::tr("share that the exit gets right"), widgets::SeriesKind::Line, study.testRight);
    share.look = widgets::referenceLook(widgets::Marker::None, widgets::Dash::Dashed);
    plot.series.push_back(std::move(share));
    plot.x.labels = exitTicks(plot.series.back().x);
    return plot;
}

} // namespace exitscope::app
