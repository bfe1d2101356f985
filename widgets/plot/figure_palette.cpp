#include "widgets/plot/figure_palette.h"

namespace exitscope::widgets {

PlotModel recoloured(PlotModel model, const FigureSpec& spec)
{
    const auto isOrdered = [](DepthMap map) { return map == DepthMap::Viridis || map == DepthMap::Cividis; };
    for (Series& series : model.series) {
        series.look.color = inPalette(series.look.color, spec.palette);
        if (!spec.depth)
            continue;
        const int steps = static_cast<int>(series.colors.size());
        for (const DepthMap known : { DepthMap::Viridis, DepthMap::Cividis })
            if (series.colors == depthSteps(known, steps)) {
                series.colors = depthSteps(*spec.depth, steps);
                break;
            }
    }
    for (ReferenceMark& mark : model.marks)
        mark.look.color = inPalette(mark.look.color, spec.palette);
    if (model.cells && spec.depth && isOrdered(model.cells->map))
        model.cells->map = *spec.depth;
    return model;
}

} // namespace exitscope::widgets
