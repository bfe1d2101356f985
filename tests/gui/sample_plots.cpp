#include "tests/gui/sample_plots.h"

#include <cmath>
#include <limits>

namespace exitscope::widgets::samples {

namespace {

double quality(double speedup, double strength)
{
    return 0.905 - 0.035 / strength * std::pow(speedup - 1, 1.35) / 3;
}

Series curve(const QString& id, const QString& name, int look, double strength, int points)
{
    Series series;
    series.id = id;
    series.name = name;
    series.kind = SeriesKind::Line;
    series.look = seriesLook(look);
    for (int point = 0; point < points; ++point) {
        const double speedup = 1 + 6.0 * point / (points - 1);
        series.x.push_back(speedup);
        series.y.push_back(quality(speedup, strength) + 0.002 * std::sin(7 * speedup + strength));
        series.keys.push_back(100 * look + point);
    }
    return series;
}

} // namespace

PlotModel tradeoff(int layers)
{
    PlotModel model;
    model.title = QStringLiteral("Trade-off");
    model.x.title = QStringLiteral("Speed-up (layers)");
    model.y.title = QStringLiteral("Accuracy");

    Series frontier = curve(QStringLiteral("frontier"), QStringLiteral("entropy, exact"), 0, 1.25, 400);
    frontier.kind = SeriesKind::StepLine;
    frontier.step = StepShape::HoldsLeft;
    for (std::size_t point = 1; point < frontier.y.size(); ++point)
        frontier.y[point] = std::min(frontier.y[point], frontier.y[point - 1]);
    Series band;
    band.id = QStringLiteral("frontier-band");
    band.kind = SeriesKind::Band;
    band.look = frontier.look;
    band.inLegend = false;
    for (std::size_t point = 0; point < frontier.x.size(); point += 8) {
        band.x.push_back(frontier.x[point]);
        band.y.push_back(frontier.y[point] + 0.006);
        band.low.push_back(frontier.y[point] - 0.006);
    }
    Series patience = curve(QStringLiteral("patience"), QStringLiteral("patience"), 1, 1.0, 9);
    Series margin = curve(QStringLiteral("margin"), QStringLiteral("margin ≥ t"), 2, 0.85, 24);
    Series fixed;
    fixed.id = QStringLiteral("fixed");
    fixed.name = QStringLiteral("fixed layer");
    fixed.kind = SeriesKind::Points;
    fixed.look = referenceLook(Marker::Ring);
    for (int layer = 2; layer <= layers; ++layer) {
        fixed.x.push_back(static_cast<double>(layers) / layer);
        fixed.y.push_back(quality(fixed.x.back(), 0.55));
    }
    model.series = { band, frontier, patience, margin, fixed };
    ReferenceMark full { .id = QStringLiteral("full"), .name = QStringLiteral("full model"), .y = 0.905 };
    ReferenceMark oracle { .id = QStringLiteral("oracle"), .name = QStringLiteral("oracle"), .kind = MarkKind::Point };
    oracle.x = 5.2;
    oracle.y = 0.93;
    model.marks = { full, oracle };
    return model;
}

PlotModel layers(int layers)
{
    PlotModel model;
    model.title = QStringLiteral("Layers");
    model.x.title = QStringLiteral("Layer");
    model.x.isInteger = true;
    model.y.title = QStringLiteral("Share of examples");
    model.y.range = Range { 0, 1 };
    Series exits;
    exits.id = QStringLiteral("exits");
    exits.name = QStringLiteral("leave here");
    exits.kind = SeriesKind::Bars;
    exits.look = seriesLook(5);
    exits.colors = depthSteps(DepthMap::Viridis, layers);
    Series accuracy;
    accuracy.id = QStringLiteral("accuracy");
    accuracy.name = QStringLiteral("accuracy of the exit");
    accuracy.look = referenceLook(Marker::Disc, Dash::Solid);
    for (int layer = 1; layer <= layers; ++layer) {
        exits.x.push_back(layer);
        exits.y.push_back(0.32 * std::exp(-std::pow((layer - 4.0) / 3.2, 2)) + 0.02);
        accuracy.x.push_back(layer);
        accuracy.y.push_back(0.9 - 0.38 * std::exp(-layer / 2.6));
    }
    model.series = { exits, accuracy };
    return model;
}

PlotModel stackedLayers(int layers)
{
    PlotModel model = samples::layers(layers);
    Series right = model.series.front();
    right.id = QStringLiteral("right");
    right.name = QStringLiteral("right");
    right.kind = SeriesKind::StackedBars;
    right.colors.clear();
    right.look = seriesLook(0);
    Series wrong = right;
    wrong.id = QStringLiteral("wrong");
    wrong.name = QStringLiteral("wrong");
    wrong.look = seriesLook(3);
    for (std::size_t layer = 0; layer < wrong.y.size(); ++layer)
        wrong.y[layer] *= 0.25;
    model.y.range.reset();
    model.series = { right, wrong };
    return model;
}

PlotModel cellMap(int layers, int bins)
{
    PlotModel model;
    model.title = QStringLiteral("Confidence by layer");
    model.x.title = QStringLiteral("Layer");
    model.x.isInteger = true;
    model.y.title = QStringLiteral("Confidence");
    CellMap cells;
    cells.columns = layers;
    cells.rows = bins;
    cells.valueTitle = QStringLiteral("Examples");
    cells.xFirst = 1;
    cells.yStep = 0.5 / bins;
    cells.yFirst = 0.5 + cells.yStep / 2;
    for (int row = 0; row < bins; ++row)
        for (int column = 0; column < layers; ++column) {
            const double centre = 0.3 + 0.9 * column / layers;
            const double value = std::round(180 * std::exp(-std::pow((row / double(bins) - centre) / 0.25, 2)));
            cells.values.push_back(value < 1 ? std::numeric_limits<double>::quiet_NaN() : value);
        }
    model.cells = cells;
    return model;
}

PlotModel logarithmic()
{
    PlotModel model;
    model.title = QStringLiteral("Cost");
    model.x.title = QStringLiteral("FLOPs per example");
    model.x.scale = Scale::Log;
    model.y.title = QStringLiteral("Accuracy");
    Series series;
    series.id = QStringLiteral("flops");
    series.name = QStringLiteral("entropy");
    series.look = seriesLook(0);
    series.x = { 0, 1e6, 1e7, -5, 1e8, 1e9 };
    series.y = { 0.5, 0.6, 0.7, 0.7, 0.85, 0.9 };
    model.series = { series };
    return model;
}

} // namespace exitscope::widgets::samples
