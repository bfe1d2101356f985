#include "app/views/tradeoff_view.h"

#include "app/analysis/seed_groups.h"
#include "app/panes.h"
#include "app/plots/latency_plot.h"
#include "app/plots/reference_marks.h"
#include "app/plots/run_series.h"
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
        { CostAxis::LayerSpeedup, CostAxis::FlopsRatio, CostAxis::MeanExit, CostAxis::MeasuredTime })
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

/// Of the selected runs. Throws InputError where they have nothing to draw.
widgets::PlotModel TradeoffView::plotOf(const TradeoffOptions& chosen)
{
    if (m_metric->currentData() == latencyKey)
        return latencyPlot(
            *m_runs, chosen.x == CostAxis::FlopsRatio ? Saving::Flops : Saving::Layers, chosen.xScale);
    auto model = tradeoffPlot(*m_runs, chosen);
    wantBands();
    return model;
}

void TradeoffView::rebuild()
{
    widgets::PlotModel model;
    const TradeoffOptions chosen = options();
    QString note = leftOutByCost();
    if (m_runs && !m_runs->empty() && !chosen.metric.empty()) {
        try {
            model = plotOf(chosen);
        } catch (const InputError& error) {
            if (note.isEmpty())
                note = QString::fromUtf8(error.what());
        }
    }
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    Q_EMIT stateChanged();
    if (model.x.title.isEmpty()) {
        model.title = tr("Trade-off");
        model.x.title = titleOf(chosen.x);
        model.x.scale = chosen.xScale;
        model.y.title = metricTitle(chosen.metric);
    }
    if (m_references && !(m_runs && knownReferences(*m_runs)))
        addReferences(model, *m_references, chosen, chosen.metric);
    addLive(model);
    m_plot->setModel(std::move(model));
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
    if (series == liveId) {
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

std::optional<ShownFigure> TradeoffView::figure() const
{
    if (isEmpty())
        return {};
    return ShownFigure { m_metric->currentData() == latencyKey ? "latency" : "tradeoff", shownModel(), m_runs };
}

} // namespace exitscope::app
