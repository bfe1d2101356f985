#include "app/plots/compare_plot.h"

#include "app/plots/plot_text.h"
#include "app/plots/tradeoff_request.h"
#include "app/session/figure_words.h"
#include "core/error.h"

namespace exitscope::app {

widgets::PlotModel comparePlot(const FigureRequest& request, std::span<const PlottedRun> runs)
{
    TradeoffOptions options;
    options.x = tradeoffOptions(request.tradeoff, request.metric).x;
    if (options.x != CostAxis::LayerSpeedup && options.x != CostAxis::FlopsRatio)
        throw InputError("runs are not compared at --x " + request.tradeoff.xAxis, "use speedup or flops");
    options.metric = request.metric;
    options.references = { true, false, false, false };
    widgets::PlotModel model = tradeoffPlot(runs, options);
    model.title = PlotText::tr("Comparison");
    for (const double speedup : request.speedups)
        model.marks.push_back({ QStringLiteral("at/%1").arg(speedup),
            PlotText::tr("%1×").arg(wordsLocale().toString(speedup, 'g', 4)), widgets::MarkKind::VerticalLine,
            options.x == CostAxis::LayerSpeedup ? speedup : 1 / speedup, 0,
            widgets::referenceLook(widgets::Marker::None, widgets::Dash::Dotted) });
    return model;
}

} // namespace exitscope::app
