#include "app/views/layers_view.h"

#include "app/panes.h"
#include "app/session/live_point.h"
#include "app/session/workspace.h"
#include "app/views/plot_panel.h"
#include "core/metric/gold_scores.h"
#include "widgets/plot/plot_view.h"

#include <QAction>
#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QJsonObject>
#include <QLabel>
#include <QLocale>
#include <QToolButton>

#include <algorithm>

namespace exitscope::app {

LayersView::LayersView(const ViewContext& context, QWidget* parent)
    : View(parent)
    , m_context(context)
    , m_pinned(new PinnedOutcome(context, this))
    , m_grid(new QGridLayout)
    , m_exit(new QComboBox(this))
{
    addPanel(QStringLiteral("layers"), tr("Quality"), tr("Each exit alone, and those that leave there"), true);
    addPanel(QStringLiteral("exits"), tr("Exits"), tr("How many units leave at each exit"), true);
    addPanel(QStringLiteral("reliability"), tr("Reliability"), tr("Accuracy against confidence at one exit"), true);
    addPanel(QStringLiteral("ece"), tr("Calibration error"), tr("Expected calibration error of each exit"), false);
    addPanel(QStringLiteral("overthinking"), tr("Overthinking"), tr("Units that are right early and wrong at the end"), true);
    addPanel(QStringLiteral("perplexity"), tr("Perplexity"), tr("Of a language model: the perplexity at each exit"), true);
    addPanel(QStringLiteral("agreement"), tr("Agreement"),
        tr("Of a language model: how many words each exit predicts as the last one does"), true);
    m_exit->setAccessibleName(tr("Exit of the reliability diagram"));
    m_exit->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_panels[Reliability]->addChoice(m_exit);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 0);
    layout->addWidget(buildBar());
    layout->addLayout(m_grid, 1);
    connectPlots();
    connectContext();
    fillExitChoice();
    loadFacts();
    arrange();
}

LayersView::~LayersView()
{
    m_evidenceStop.request_stop();
}

PlotPanel* LayersView::addPanel(const QString& key, const QString& title, const QString& help, bool isShown)
{
    auto* panel = new PlotPanel(key, title, this);
    m_panels.push_back(panel);
    auto* choice = new QAction(title, this);
    choice->setCheckable(true);
    choice->setChecked(isShown);
    choice->setStatusTip(help);
    choice->setToolTip(help);
    connect(choice, &QAction::toggled, this, [this] {
        arrange();
        refresh();
        Q_EMIT stateChanged();
    });
    m_choices.push_back(choice);
    return panel;
}

QWidget* LayersView::buildBar()
{
    auto* bar = new QWidget(this);
    auto* layout = new QHBoxLayout(bar);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(new QLabel(tr("Show:"), bar));
    for (QAction* choice : m_choices) {
        auto* button = new QToolButton(bar);
        button->setDefaultAction(choice);
        button->setAccessibleName(choice->text());
        button->setFocusPolicy(Qt::StrongFocus);
        button->setVisible(choice->isVisible());
        connect(choice, &QAction::visibleChanged, button, [choice, button] { button->setVisible(choice->isVisible()); });
        layout->addWidget(button);
    }
    layout->addStretch(1);
    return bar;
}

void LayersView::connectContext()
{
    connect(&m_context.workspace, &Workspace::traceChanged, this, &LayersView::loadFacts);
    connect(&m_context.point, &LivePoint::liveChanged, this, [this] {
        m_evidence.reset();
        refresh();
    });
    connect(&m_context.point, &LivePoint::stateChanged, this, [this] {
        m_evidenceStop.request_stop();
        m_evidenceTask.drop();
        if (m_evidence)
            m_evidence->conditionalAccuracy.clear(); // of the point before
        refresh();
    });
    connect(&m_context.point, &LivePoint::intervalsChanged, this, &LayersView::findEvidence);
    connect(m_pinned, &PinnedOutcome::changed, this, &LayersView::refresh);
    connect(m_exit, &QComboBox::currentIndexChanged, this, [this] {
        m_wantedExit = chosenExit();
        m_wantedLayer = 0;
        refresh();
        Q_EMIT stateChanged();
    });
}

bool LayersView::isShown(Panel panel) const
{
    return m_choices[panel]->isChecked() && m_choices[panel]->isVisible();
}

void LayersView::offerWordPanels()
{
    const auto trace = m_context.workspace.trace();
    const bool isOffered = trace && metric::hasGoldLogProbs(*trace);
    if (m_choices[Perplexity]->isVisible() == isOffered)
        return;
    m_choices[Perplexity]->setVisible(isOffered);
    m_choices[Agreement]->setVisible(isOffered);
    arrange();
}

void LayersView::arrange()
{
    std::vector<PlotPanel*> shown;
    for (int panel = 0; panel < PanelCount; ++panel) {
        m_grid->removeWidget(m_panels[static_cast<std::size_t>(panel)]);
        m_panels[static_cast<std::size_t>(panel)]->setVisible(isShown(static_cast<Panel>(panel)));
        if (isShown(static_cast<Panel>(panel)))
            shown.push_back(m_panels[static_cast<std::size_t>(panel)]);
    }
    for (int row = 0; row < m_grid->rowCount(); ++row)
        m_grid->setRowStretch(row, 0);
    const bool hasTwoColumns = shown.size() > 2;
    const bool isFirstWide = hasTwoColumns && shown.size() % 2 == 1;
    m_grid->setColumnStretch(0, 1);
    m_grid->setColumnStretch(1, hasTwoColumns ? 1 : 0);
    int cell = 0;
    for (std::size_t place = 0; place < shown.size(); ++place) {
        const int columns = hasTwoColumns ? 2 : 1;
        const int span = place == 0 && isFirstWide ? 2 : 1;
        m_grid->addWidget(shown[place], cell / columns, cell % columns, 1, span);
        m_grid->setRowStretch(cell / columns, 1);
        cell += span;
    }
    setMainPart(this, shown.empty() ? nullptr : shown.front());
}

void LayersView::loadFacts()
{
    m_facts.reset();
    m_evidence.reset();
    m_evidenceStop.request_stop();
    m_evidenceTask.drop();
    offerWordPanels();
    fillExitChoice();
    refresh();
    const auto trace = m_context.workspace.trace();
    if (!trace) {
        m_factsTask.drop();
        return;
    }
    m_factsTask.run(
        this, [trace] { return layerFactsOf(trace); },
        [this](LayerFacts facts) {
            m_facts = std::make_shared<const LayerFacts>(std::move(facts));
            refresh();
        },
        [this](const QString& problem) { Q_EMIT failed(problem); });
}

void LayersView::findEvidence()
{
    const auto& state = m_context.point.state();
    const auto trace = m_context.workspace.trace();
    if (!state || !trace || trace->isRegression() || trace->labels().empty())
        return;
    m_evidenceStop.request_stop();
    m_evidenceStop = std::stop_source();
    policy::Outcome outcome;
    outcome.exit = state->exits;
    outcome.predictedClass = state->answers;
    m_evidenceTask.run(
        this,
        [trace, outcome = std::move(outcome), stop = m_evidenceStop.get_token()] { return layerEvidence(*trace, outcome, stop); },
        [this](std::optional<evidence::ExitEvidence> found) {
            if (!found)
                return;
            m_evidence = std::move(found);
            refresh();
        },
        [this](const QString& problem) { Q_EMIT failed(problem); });
}

void LayersView::fillExitChoice()
{
    const QSignalBlocker quiet(m_exit);
    m_exit->clear();
    m_exit->addItem(tr("Where units leave"), -1);
    if (const auto trace = m_context.workspace.trace())
        for (std::size_t exit = 0; exit < trace->exitLayer().size(); ++exit)
            m_exit->addItem(tr("Layer %1").arg(QLocale().toString(trace->exitLayer()[exit])), static_cast<int>(exit));
    if (const int layer = m_exit->findText(tr("Layer %1").arg(QLocale().toString(m_wantedLayer))); m_wantedLayer > 0 && layer > 0)
        m_wantedExit = m_exit->itemData(layer).toInt();
    m_exit->setCurrentIndex(std::max(0, m_exit->findData(m_wantedExit)));
}

int LayersView::chosenExit() const
{
    return m_exit->currentData().toInt();
}

QString LayersView::whyNoLabels() const
{
    const auto trace = m_context.workspace.trace();
    if (!trace)
        return tr("Open a trace to see its exits.");
    if (trace->isRegression())
        return tr("This trace predicts values; this plot is of classes.");
    if (!m_facts)
        return tr("Looking at every exit…");
    return tr("This trace has no labels, so nothing is known to be right. Trace the model on labelled data to see this.");
}

void LayersView::refresh()
{
    m_isStale = true;
    if (isVisible())
        draw();
}

void LayersView::showEvent(QShowEvent* event)
{
    View::showEvent(event);
    if (m_isStale)
        draw();
}

void LayersView::draw() const
{
    m_isStale = false;
    const auto& state = m_context.point.state();
    const auto& live = m_context.point.live();
    if (!live || !state || live->trace() != m_context.workspace.trace()) {
        const QString why = m_context.workspace.trace() ? tr("Preparing the rule…") : tr("Open a trace to see its exits.");
        for (PlotPanel* panel : m_panels)
            panel->setMissing(why);
        return;
    }
    m_exit->setEnabled(m_facts && m_facts->hasClassLabels());
    for (int place = 0; place < PanelCount; ++place) {
        const auto panel = static_cast<Panel>(place);
        if (!isShown(panel))
            continue;
        if (const QString why = whyMissing(panel); !why.isEmpty()) {
            m_panels[panel]->setMissing(why);
            continue;
        }
        m_panels[panel]->setModel(drawing(panel)());
        updateNotes(panel);
    }
}

QString LayersView::whyMissing(Panel panel) const
{
    const auto& live = *m_context.point.live();
    if (panel == Exits)
        return {};
    if (panel == Quality)
        return live.metricByExit().size() == live.trace()->exitLayer().size()
            ? QString()
            : tr("This trace has no labels, so the exits cannot be judged. Trace the model on labelled data to see this.");
    if (!m_facts || !m_facts->hasClassLabels())
        return whyNoLabels();
    if (isOfWords(panel) && m_facts->words.empty())
        return tr("This trace does not say how likely its words were.");
    if (panel == Overthinking && m_facts->exits.size() < 2)
        return tr("This trace has one exit, so nothing can be right before the end.");
    return {};
}

void LayersView::updateNotes(Panel panel) const
{
    if (panel == Exits)
        m_panels[Exits]->setNote(tr("%Ln unit(s)", nullptr, static_cast<int>(m_context.point.state()->exits.size())));
    if (panel != Overthinking)
        return;
    const double share = 100.0 * static_cast<double>(m_facts->overthinkers) / static_cast<double>(std::max<std::int64_t>(1, m_facts->labelled));
    QString note = tr("%Ln unit(s), %1 %", nullptr, static_cast<int>(m_facts->overthinkers)).arg(QLocale().toString(share, 'f', 1));
    if (m_evidence && m_evidence->overthinking.defined > 0)
        note += tr(" (95 %: %1 to %2)")
                    .arg(QLocale().toString(100 * m_evidence->overthinking.interval.low, 'f', 1),
                        QLocale().toString(100 * m_evidence->overthinking.interval.high, 'f', 1));
    m_panels[Overthinking]->setNote(note);
}

void LayersView::fit()
{
    for (PlotPanel* panel : m_panels)
        panel->plot()->fit();
}

std::vector<QAction*> LayersView::menuActions() const
{
    return m_choices;
}

QString LayersView::key() const
{
    return QStringLiteral("layers");
}

QString LayersView::title() const
{
    return tr("&Layers");
}

QJsonObject LayersView::state() const
{
    QJsonArray shown, ofWords;
    for (int panel = 0; panel < PanelCount; ++panel)
        if (m_choices[static_cast<std::size_t>(panel)]->isChecked())
            (isOfWords(panel) ? ofWords : shown).append(m_panels[static_cast<std::size_t>(panel)]->key());
    return { { QStringLiteral("plots"), shown }, { QStringLiteral("wordPlots"), ofWords },
        { QStringLiteral("reliabilityExit"), m_wantedExit } };
}

void LayersView::restore(const QJsonObject& state)
{
    if (const QJsonValue shown = state.value(QStringLiteral("plots")); shown.isArray())
        for (std::size_t panel = 0; panel < m_panels.size(); ++panel)
            if (!isOfWords(static_cast<int>(panel)) || shown.toArray().contains(m_panels[panel]->key()))
                m_choices[panel]->setChecked(shown.toArray().contains(m_panels[panel]->key()));
    if (const QJsonValue ofWords = state.value(QStringLiteral("wordPlots")); ofWords.isArray())
        for (const int panel : { Perplexity, Agreement })
            m_choices[static_cast<std::size_t>(panel)]->setChecked(
                ofWords.toArray().contains(m_panels[static_cast<std::size_t>(panel)]->key()));
    m_wantedExit = state.value(QStringLiteral("reliabilityExit")).toInt(-1);
    m_wantedLayer = state.value(QStringLiteral("reliabilityLayer")).toInt(); // as figures say it, who name no place
    fillExitChoice();
    refresh();
}

} // namespace exitscope::app
