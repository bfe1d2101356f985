#include "app/views/learning_panel.h"

#include "app/panes.h"
#include "app/plots/learning_plot.h"
#include "app/session/preferences.h"
#include "app/views/plot_panel.h"
#include "widgets/plot/plot_view.h"

#include <QApplication>
#include <QCheckBox>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

namespace exitscope::app {

namespace {

constexpr std::chrono::milliseconds drawDelay { 80 }; ///< before each of the plots

} // namespace

LearningPanel::LearningPanel(QWidget* parent)
    : QWidget(parent)
    , m_logarithmic(new QCheckBox(tr("Lo&garithmic"), this))
    , m_loss(new PlotPanel(QStringLiteral("learning-loss"), tr("Loss"), this))
    , m_dev(new PlotPanel(QStringLiteral("learning-dev"), tr("On dev"), this))
    , m_rate(new PlotPanel(QStringLiteral("learning-rate"), tr("Learning rate"), this))
    , m_splitter(new QSplitter(Qt::Vertical, this))
    , m_last(m_dev)
{
    m_logarithmic->setToolTip(tr("The axis of the loss"));
    m_loss->addChoice(m_logarithmic);
    for (PlotPanel* panel : { m_loss, m_dev, m_rate }) {
        panel->plot()->setHoverReach(widgets::PlotView::HoverReach::Column);
        panel->plot()->setMinimumSize(10 * fontMetrics().height(), 5 * fontMetrics().height());
        m_splitter->addWidget(panel);
        connect(panel->plot(), &widgets::PlotView::visibleRangeChanged, this, [this, panel] { follow(panel); });
        connect(panel->plot(), &widgets::PlotView::exportRequested, this, [this, panel] {
            m_last = panel;
            Q_EMIT exportRequested();
        });
    }
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(0, 5);
    m_splitter->setStretchFactor(1, 5);
    m_splitter->setStretchFactor(2, 2);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_splitter);
    setMainPart(this, m_dev);
    m_delay.setSingleShot(true);
    connect(&m_delay, &QTimer::timeout, this, &LearningPanel::drawNext);
    connect(m_logarithmic, &QCheckBox::toggled, this, [this] {
        draw(m_loss);
        Q_EMIT stateChanged();
    });
    connect(m_splitter, &QSplitter::splitterMoved, this, &LearningPanel::stateChanged);
    connect(qApp, &QApplication::focusChanged, this, [this](const QWidget*, QWidget* now) {
        for (const PlotPanel* panel : { m_loss, m_dev, m_rate })
            if (now && panel->isAncestorOf(now))
                m_last = panel;
    });
    for (PlotPanel* panel : { m_loss, m_dev, m_rate })
        draw(panel);
}

void LearningPanel::setEvents(Events events)
{
    m_events = std::make_shared<Events>(std::move(events));
    drawInTurn(Fit::Yes);
}

void LearningPanel::append(std::span<const training::LearningEvent> events)
{
    if (m_events.use_count() > 1) // a figure is being made of those so far
        m_events = std::make_shared<Events>(*m_events);
    // A training that goes on repeats what came after its last state.
    if (!events.empty())
        while (!m_events->empty() && (m_events->back().step > events.front().step || m_events->back() == events.front()))
            m_events->pop_back();
    m_events->insert(m_events->end(), events.begin(), events.end());
    drawInTurn(Fit::No);
}

/// Not restarted by every event, or a fast training would never be drawn.
void LearningPanel::drawInTurn(Fit fit)
{
    if (fit == Fit::Yes) {
        m_isFitting = true;
        m_due.clear();
        m_delay.stop();
    }
    for (PlotPanel* panel : { m_loss, m_dev, m_rate }) // what is drawn next stands at the back
        if (std::find(m_due.begin(), m_due.end(), panel) == m_due.end())
            m_due.insert(m_due.begin(), panel);
    if (!m_delay.isActive())
        m_delay.start(m_isFitting ? std::chrono::milliseconds(0) : drawDelay);
}

void LearningPanel::drawNext()
{
    PlotPanel* panel = m_due.back();
    m_due.pop_back();
    draw(panel);
    if (m_isFitting) {
        m_isFollowing = true;
        panel->plot()->fit();
        m_isFollowing = false;
    }
    if (!m_due.empty())
        m_delay.start(m_isFitting ? std::chrono::milliseconds(0) : drawDelay);
    else
        m_isFitting = false;
}

void LearningPanel::draw(PlotPanel* panel)
{
    const auto map = storedPreferences().depthMap;
    widgets::PlotModel model;
    QString missing;
    if (panel == m_loss) {
        model = lossPlot(*m_events, isLogarithmic() ? widgets::Scale::Log : widgets::Scale::Linear, map);
        missing = tr("The losses of the first steps are waited for.");
    } else if (panel == m_dev) {
        model = devPlot(*m_events, map);
        missing = tr("Dev was not asked yet.");
    } else {
        model = ratePlot(*m_events);
        missing = tr("The first steps are waited for.");
    }
    if (model.series.empty())
        return panel->setMissing(missing);
    if (panel != m_rate) { // the lowest plot says what is along
        model.description = describePlot(drawable(model));
        model.x.title.clear();
    }
    m_isFollowing = true; // each is given the whole
    panel->setModel(std::move(model));
    m_isFollowing = false;
}

/// All plots show the same steps.
void LearningPanel::follow(const PlotPanel* leader)
{
    if (m_isFollowing)
        return;
    m_isFollowing = true;
    const auto steps = leader->plot()->visibleX();
    const bool isWhole = leader->plot()->model().x.range == steps; // and stays whole while steps are added
    for (PlotPanel* panel : { m_loss, m_dev, m_rate }) {
        if (panel == leader || !panel->hasPlot() || panel->plot()->visibleX() == steps)
            continue;
        if (isWhole)
            panel->plot()->fit();
        else
            panel->plot()->setVisibleRange(steps, panel->plot()->visibleY());
    }
    m_isFollowing = false;
}

bool LearningPanel::isLogarithmic() const
{
    return m_logarithmic->isChecked();
}

void LearningPanel::setLogarithmic(bool isLogarithmic)
{
    m_logarithmic->setChecked(isLogarithmic);
}

void LearningPanel::fit()
{
    m_isFollowing = true;
    for (PlotPanel* panel : { m_loss, m_dev, m_rate })
        panel->plot()->fit();
    m_isFollowing = false;
}

std::string LearningPanel::shownPlot() const
{
    return m_last->key().toStdString();
}

std::function<widgets::PlotModel()> LearningPanel::drawing(const std::string& plot) const
{
    const auto map = storedPreferences().depthMap;
    const auto scale = isLogarithmic() ? widgets::Scale::Log : widgets::Scale::Linear;
    std::shared_ptr<const Events> events = m_events;
    if (plot == m_loss->key().toStdString())
        return [events, scale, map] { return lossPlot(*events, scale, map); };
    if (plot == m_rate->key().toStdString())
        return [events] { return ratePlot(*events); };
    return [events, map] { return devPlot(*events, map); };
}

PlotPanel* LearningPanel::panel(const std::string& plot) const
{
    for (PlotPanel* panel : { m_loss, m_dev, m_rate })
        if (panel->key().toStdString() == plot)
            return panel;
    return nullptr;
}

QByteArray LearningPanel::layoutState() const
{
    return m_splitter->saveState();
}

void LearningPanel::restoreLayout(const QByteArray& state)
{
    m_splitter->restoreState(state);
}

} // namespace exitscope::app
