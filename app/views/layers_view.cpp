#include "app/views/layers_view.h"

#include "app/plots/exits_plot.h"
#include "app/plots/tradeoff_plot.h"
#include "widgets/plot/plot_view.h"
#include "widgets/theme/palette.h"

#include <QLocale>
#include <QSplitter>
#include <QVBoxLayout>

#include <cmath>

namespace exitscope::app {

namespace {

const QString aloneId = QStringLiteral("alone");
const QString leavingId = QStringLiteral("leaving");

std::vector<double> layersOf(const trace::Trace& trace)
{
    return { trace.exitLayer().begin(), trace.exitLayer().end() };
}

widgets::PlotModel qualityModel(const LivePolicy& live, const LiveState& state)
{
    widgets::PlotModel model;
    model.title = LayersView::tr("Quality by layer");
    model.x.title = LayersView::tr("Exit after layer");
    model.x.isInteger = true;
    model.y.title = metricTitle(live.metric());
    if (live.metric() == "accuracy")
        model.y.range = widgets::Range { -0.03, 1.03 }; // stands still while the points move

    widgets::Series alone;
    alone.id = aloneId;
    alone.name = LayersView::tr("every example leaves here");
    alone.kind = widgets::SeriesKind::Line;
    alone.look = widgets::seriesLook(0);
    alone.x = layersOf(*live.trace());
    alone.y = live.metricByExit();
    if (alone.y.size() != alone.x.size())
        alone.x.clear(), alone.y.clear();

    widgets::Series leaving;
    leaving.id = leavingId;
    leaving.name = LayersView::tr("those that leave here under %1").arg(live.rule().title);
    leaving.kind = widgets::SeriesKind::Points;
    leaving.look = widgets::seriesLook(1);
    for (std::size_t exit = 0; exit < state.rightWhereLeft.size(); ++exit) {
        if (std::isnan(state.rightWhereLeft[exit]))
            continue; // nobody leaves here
        leaving.x.push_back(live.trace()->exitLayer()[exit]);
        leaving.y.push_back(state.rightWhereLeft[exit]);
        leaving.keys.push_back(state.point.histogram[exit]);
    }
    leaving.tooltip = [x = leaving.x, y = leaving.y, units = leaving.keys](std::size_t index) {
        const QLocale locale;
        return LayersView::tr("layer %1: %Ln leave(s) here, %2 of them right", nullptr, static_cast<int>(units[index]))
            .arg(locale.toString(x[index]), locale.toString(100 * y[index], 'f', 1) + locale.percent());
    };
    model.series = { std::move(alone), std::move(leaving) };
    return model;
}

} // namespace

LayersView::LayersView(QWidget* parent)
    : View(parent)
    , m_quality(new widgets::PlotView(this))
    , m_exits(new widgets::PlotView(this))
{
    auto* splitter = new QSplitter(Qt::Vertical, this);
    splitter->addWidget(m_quality);
    splitter->addWidget(m_exits);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    splitter->setChildrenCollapsible(false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 0);
    layout->addWidget(splitter);
    setFocusProxy(m_quality);
    for (auto* plot : { m_quality, m_exits })
        connect(plot, &widgets::PlotView::exportRequested, this, &LayersView::exportRequested);
}

void LayersView::setLive(std::shared_ptr<LivePolicy> live)
{
    m_live = std::move(live);
    if (!m_live) {
        m_quality->setModel({});
        m_exits->setModel({});
    }
}

void LayersView::setState(const LiveState& state)
{
    if (!m_live)
        return;
    m_quality->setModel(qualityModel(*m_live, state));
    ExitHistogram histogram;
    histogram.id = QStringLiteral("live");
    histogram.name = m_live->rule().title;
    histogram.exitLayer.assign(m_live->trace()->exitLayer().begin(), m_live->trace()->exitLayer().end());
    histogram.units = state.point.histogram;
    widgets::PlotModel model = exitsPlot(std::span<const ExitHistogram>(&histogram, 1));
    if (m_exits->model().series.size() == 1 && m_exits->model().series.front().x == model.series.front().x)
        m_exits->setValues(model.series.front().id, model.series.front().y);
    else
        m_exits->setModel(std::move(model));
}

void LayersView::fit()
{
    m_quality->fit();
    m_exits->fit();
}

widgets::PlotModel LayersView::shownModel() const
{
    return (m_exits->hasFocus() ? m_exits : m_quality)->shownModel();
}

QString LayersView::key() const
{
    return QStringLiteral("layers");
}

QString LayersView::title() const
{
    return tr("&Layers");
}

std::optional<ShownFigure> LayersView::figure() const
{
    if (!m_live)
        return {};
    return ShownFigure { "layers", shownModel() };
}

} // namespace exitscope::app
