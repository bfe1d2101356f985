#include "app/views/tradeoff_view.h"

#include "app/analysis/seed_groups.h"
#include "app/panes.h"
#include "app/plots/figure.h"
#include "app/plots/latency_plot.h"
#include "app/plots/run_series.h"
#include "app/plots/tradeoff_request.h"
#include "core/error.h"
#include "widgets/plot/plot_view.h"
#include "widgets/theme/palette.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace exitscope::app {

namespace {
const QString latencyKey = QStringLiteral("measured speed-up"); // among the metrics, whose names have no blanks
}

TradeoffView::TradeoffView(QWidget* parent)
    : View(parent)
    , m_xAxis(new QComboBox(this))
    , m_metric(new QComboBox(this))
    , m_log(new QCheckBox(tr("&Log scale"), this))
    , m_all(new QCheckBox(tr("All &outcomes"), this))
    , m_bandsShown(new QAction(tr("Bootstrap &bands"), this))
    , m_seedsGrouped(new QAction(tr("Group &seeds"), this))
    , m_note(new QLabel(this))
    , m_plot(new widgets::PlotView(this))
{
    for (const CostAxis axis :
        { CostAxis::LayerSpeedup, CostAxis::FlopsRatio, CostAxis::MeanExit, CostAxis::MeasuredTime, CostAxis::Mflops })
        m_xAxis->addItem(titleOf(axis), static_cast<int>(axis));
    m_metric->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_all->setToolTip(tr("Show every outcome of an exact sweep, not only the best for its cost"));

    auto* metricLabel = new QLabel(tr("&Quality:"), this);
    metricLabel->setBuddy(m_metric);
    auto* costLabel = new QLabel(tr("&Cost:"), this);
    costLabel->setBuddy(m_xAxis);
    auto* bar = new QHBoxLayout;
    bar->addWidget(metricLabel);
    bar->addWidget(m_metric);
    bar->addSpacing(12);
    bar->addWidget(costLabel);
    bar->addWidget(m_xAxis);
    bar->addSpacing(12);
    bar->addWidget(m_log);
    bar->addWidget(m_all);
    auto* show = new QToolButton(this);
    buildReferences(show);
    bar->addWidget(show);
    bar->addStretch();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 0);
    layout->addLayout(bar);
    layout->addWidget(m_note);
    layout->addWidget(m_plot, 1);
    m_note->setWordWrap(true);
    m_note->setTextFormat(Qt::PlainText);
    m_note->hide();
    setMainPart(this, m_plot);
    for (QAction* reference : m_referenceActions)
        reference->setChecked(true);

    connect(m_xAxis, &QComboBox::currentIndexChanged, this, &TradeoffView::rebuild);
    connect(m_metric, &QComboBox::currentIndexChanged, this, &TradeoffView::rebuild);
    connect(m_log, &QCheckBox::toggled, this, &TradeoffView::rebuild);
    connect(m_all, &QCheckBox::toggled, this, &TradeoffView::rebuild);
    for (QAction* action : menuActions())
        connect(action, &QAction::toggled, this, &TradeoffView::rebuild);
    connect(m_plot, &widgets::PlotView::pointClicked, this, &TradeoffView::onClicked);
    connect(m_plot, &widgets::PlotView::exportRequested, this, &TradeoffView::exportRequested);
}

TradeoffView::~TradeoffView()
{
    m_bandStop.request_stop();
}

TradeoffOptions TradeoffView::options() const
{
    TradeoffOptions options;
    options.x = static_cast<CostAxis>(m_xAxis->currentData().toInt());
    options.xScale = m_log->isChecked() ? widgets::Scale::Log : widgets::Scale::Linear;
    options.metric = m_metric->currentData().toString().toStdString();
    options.shown = m_all->isChecked() ? CurveShown::AllOutcomes : CurveShown::Frontier;
    options.references = { m_referenceActions[0]->isChecked(), m_referenceActions[1]->isChecked(),
        m_referenceActions[2]->isChecked(), m_referenceActions[3]->isChecked() };
    if (m_bandsShown->isChecked())
        options.bands = m_bands;
    if (m_seedsGrouped->isChecked() && m_seedsGrouped->isEnabled())
        options.grouping = RunGrouping::Seeds;
    return options;
}

bool TradeoffView::isEmpty() const
{
    return (!m_runs || m_runs->empty()) && !m_live;
}

void TradeoffView::setRuns(std::shared_ptr<const std::vector<PlottedRun>> runs)
{
    m_runs = std::move(runs);
    m_seedsGrouped->setEnabled(m_runs && !groupBySeed(*m_runs).groups.empty());
    m_bandTask.drop();
    m_bands = std::make_shared<const Bands>(); // another store may give the same number to another run
    refillMetrics();
    rebuild();
}

void TradeoffView::setLive(std::shared_ptr<LivePolicy> live)
{
    m_live = std::move(live);
    m_point.reset();
    wantReferences();
    refillMetrics();
    rebuild();
}

void TradeoffView::refillMetrics()
{
    QStringList names;
    const auto add = [&names](const std::string& name) {
        const QString text = QString::fromStdString(name);
        if (!name.empty() && !names.contains(text))
            names << text;
    };
    if (m_live)
        add(m_live->metric());
    if (m_runs)
        for (const auto& run : *m_runs)
            if (!run.points.empty())
                for (const auto& [name, value] : run.points.front().metrics)
                    add(name);
    const QSignalBlocker blocker(m_metric);
    const QString before = m_wantedMetric.isEmpty() ? m_metric->currentData().toString() : m_wantedMetric;
    m_metric->clear();
    for (const QString& name : names)
        m_metric->addItem(metricTitle(name.toStdString()), name);
    if (m_runs && hasMeasured(*m_runs))
        m_metric->addItem(tr("Measured speed-up"), latencyKey);
    if (const int index = m_metric->findData(before); index >= 0) {
        m_metric->setCurrentIndex(index);
        m_wantedMetric.clear();
    }
}

double TradeoffView::costOf(const sweep::Point& point) const
{
    return app::costOf(point, options().x);
}

LiveTradeoff TradeoffView::shown() const
{
    return { m_runs, options(), m_metric->currentData() == latencyKey, m_live, m_references };
}

void TradeoffView::rebuild()
{
    auto plot = liveTradeoffPlot(shown());
    if (m_runs && !m_runs->empty() && plot.problem.isEmpty() && m_metric->currentData() != latencyKey)
        wantBands();
    QString note = leftOutByCost();
    if (note.isEmpty())
        note = plot.problem;
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    Q_EMIT stateChanged();
    m_markedSeries = plot.markedSeries;
    m_plot->setModel(std::move(plot.model));
    if (m_point)
        setPoint(*m_point);
}

void TradeoffView::setPoint(const sweep::Point& point)
{
    m_point = point;
    const auto value = metricOf(point, options().metric);
    if (value && std::isfinite(*value) && std::isfinite(costOf(point)))
        m_plot->setMarker(m_markedSeries, costOf(point), *value);
    else
        m_plot->clearMarker();
}

void TradeoffView::onClicked(const QString& series, int index)
{
    const auto* clicked = m_plot->model().find(series);
    if (!clicked || static_cast<std::size_t>(index) >= clicked->keys.size())
        return;
    const auto key = static_cast<std::size_t>(clicked->keys[static_cast<std::size_t>(index)]);
    if (series == liveSeriesId) {
        if (m_live && key < m_live->curve().value.size())
            Q_EMIT pointChosen({ m_live->rule().policy, m_live->rule().parameter, m_live->curve().value[key],
                m_live->rule().others });
        return;
    }
    if (!m_runs)
        return;
    for (const auto& run : *m_runs) {
        const QString prefix = QString::number(static_cast<qlonglong>(run.run.summary.id)) + u'/';
        if (!series.startsWith(prefix) || key >= run.points.size())
            continue;
        const auto& spec = run.points[key].spec;
        const std::string swept = sweptParameter(spec.name);
        OperatingPoint point { spec.name, swept, 0, spec.parameters };
        bool isNumber = false;
        if (const auto given = spec.parameters.find(swept); given != spec.parameters.end())
            point.value = QString::fromStdString(given->second).toDouble(&isNumber);
        point.others.erase(swept);
        if (isNumber) // not one value per exit
            Q_EMIT pointChosen(point);
        return;
    }
}

void TradeoffView::fit()
{
    m_plot->fit();
}

widgets::PlotModel TradeoffView::shownModel() const
{
    return m_plot->shownModel();
}

QString TradeoffView::key() const
{
    return QStringLiteral("tradeoff");
}

QString TradeoffView::title() const
{
    return tr("&Trade-off");
}

QString TradeoffView::latencyChoice()
{
    return latencyKey;
}

/// Stored runs alone are what the command line draws from the store; with the scrubber's curve beside them, or bands that it
/// would not find, they are only here.
std::optional<ShownFigure> TradeoffView::figure() const
{
    if (isEmpty())
        return {};
    const LiveTradeoff now = shown();
    ShownFigure figure;
    figure.request.plot = now.isLatency ? "latency" : "tradeoff";
    figure.request.tradeoff = tradeoffRequest(now.options);
    if (now.isLatency && now.options.x != CostAxis::FlopsRatio)
        figure.request.tradeoff.xAxis = "speedup"; // what is drawn then
    if (!now.isLatency)
        figure.request.metric = now.options.metric;
    figure.x = m_plot->visibleX();
    figure.y = m_plot->visibleY();
    figure.runs = m_runs;
    figure.draw = [now] { return liveTradeoffPlot(now).model; };
    if (m_runs && !m_runs->empty() && liveTradeoffPlot(now).problem.isEmpty()
        && isSamePlot(storedTradeoffPlot(now), liveTradeoffPlot(now).model) && hasJustItsBands(*m_runs, now.options))
        figure.source = ShownFigure::Source::Runs;
    return figure;
}

void TradeoffView::zoomTo(const std::string&, std::optional<widgets::Range> x, std::optional<widgets::Range> y)
{
    m_plot->zoomTo(x, y);
}

} // namespace exitscope::app
