#include "app/main_window.h"

#include "app/library/library_model.h"
#include "app/library/library_panel.h"
#include "app/plots/tradeoff_plot.h"
#include "app/session/demo.h"
#include "app/views/layers_view.h"
#include "app/views/tokens_view.h"
#include "app/views/tradeoff_view.h"
#include "widgets/panel/empty_state.h"
#include "widgets/panel/inspector_panel.h"
#include "widgets/panel/job_bar.h"
#include "widgets/panel/message_bar.h"
#include "widgets/panel/scrubber_bar.h"

#include <QAction>
#include <QCloseEvent>
#include <QDir>
#include <QDockWidget>
#include <QFileInfo>
#include <QLocale>
#include <QMessageBox>
#include <QMimeData>
#include <QScreen>
#include <QStackedWidget>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace exitscope::app {

namespace {

constexpr std::size_t mostAtStart = 2;

widgets::JobPhase phaseOf(JobRunner::State state)
{
    switch (state) {
    case JobRunner::State::Idle:
        return widgets::JobPhase::Idle;
    case JobRunner::State::Running:
        return widgets::JobPhase::Running;
    case JobRunner::State::Paused:
        return widgets::JobPhase::Paused;
    case JobRunner::State::Cancelling:
        return widgets::JobPhase::Cancelling;
    }
    return widgets::JobPhase::Idle;
}

} // namespace

MainWindow::MainWindow(QWidget* parent)
    : QMainWindow(parent)
    , m_workspace(&m_jobs)
    , m_library(new LibraryModel(this))
{
    setAcceptDrops(true);
    buildParts();
    buildActions();
    connectWorkspace();
    connectViews();
    connectJobs();
    // A first start fits the screen, frame and all; docks get what their text needs.
    const QSize room = screen()->availableSize();
    resize(QSize(1440, 900).boundedTo(QSize(room.width() - 16, room.height() - 48)));
    const int unit = fontMetrics().averageCharWidth();
    resizeDocks({ m_libraryDock, m_inspectorDock }, { 26 * unit, 40 * unit }, Qt::Horizontal);
    restoreGeometry(m_settings.windowGeometry());
    restoreState(m_settings.windowState());
    m_tabs->setCurrentIndex(m_settings.lastView());
    updateTitle();
    updateViews();
}

MainWindow::~MainWindow() = default;

void MainWindow::buildParts()
{
    m_tradeoff = new TradeoffView;
    m_layers = new LayersView;
    m_tokens = new TokensView;
    m_tabs = new QTabWidget;
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_tradeoff, tr("&Trade-off"));
    m_tabs->addTab(m_layers, tr("&Layers"));
    m_tabs->addTab(m_tokens, tr("To&kens"));
    m_empty = new widgets::EmptyState;
    m_empty->setContent(QIcon(), tr("Nothing is open yet"),
        tr("Trace a model over a dataset, open a trace or a store of runs, or drop any of them on this window."));
    m_center = new QStackedWidget;
    m_center->addWidget(m_empty);
    m_center->addWidget(m_tabs);

    m_messages = new widgets::MessageBar;
    m_scrubber = new widgets::ScrubberBar;
    m_jobBar = new widgets::JobBar;
    auto* center = new QWidget;
    auto* layout = new QVBoxLayout(center);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_messages);
    layout->addWidget(m_center, 1);
    layout->addWidget(m_scrubber);
    layout->addWidget(m_jobBar);
    setCentralWidget(center);

    m_libraryPanel = new LibraryPanel(m_library);
    m_libraryDock = new QDockWidget(tr("Library"), this);
    m_libraryDock->setObjectName(QStringLiteral("library"));
    m_libraryDock->setWidget(m_libraryPanel);
    addDockWidget(Qt::LeftDockWidgetArea, m_libraryDock);
    m_inspector = new widgets::InspectorPanel;
    m_inspectorDock = new QDockWidget(tr("Inspector"), this);
    m_inspectorDock->setObjectName(QStringLiteral("inspector"));
    m_inspectorDock->setWidget(m_inspector);
    addDockWidget(Qt::RightDockWidgetArea, m_inspectorDock);
}

void MainWindow::connectWorkspace()
{
    connect(&m_workspace, &Workspace::failed, this, &MainWindow::showMessage);
    connect(&m_workspace, &Workspace::storeChanged, this, [this] {
        m_settings.setLastStore(m_workspace.storePath());
        m_settings.addRecent(QStringLiteral("stores"), m_workspace.storePath());
        updateTitle();
    });
    connect(&m_workspace, &Workspace::runsListed, this, [this] {
        m_library->setRuns(m_workspace.runs());
        auto traces = m_workspace.traces();
        for (const QString& path : m_settings.recent(QStringLiteral("traces"))) {
            store::TraceRecord record;
            record.path = path.toStdString();
            if (std::none_of(traces.begin(), traces.end(), [&](const auto& known) { return known.path == record.path; }))
                traces.push_back(std::move(record));
        }
        m_library->setTraces(traces);
        m_library->setModels(m_settings.recent(QStringLiteral("models")));
        m_library->setDatasets(m_settings.recent(QStringLiteral("datasets")));
        m_libraryPanel->selectRuns(m_hub.runs());
    });
    connect(&m_workspace, &Workspace::traceChanged, this, [this] {
        m_tokens->setTrace(m_workspace.trace());
        QStringList titles;
        for (const auto& rule : m_workspace.rules())
            titles << rule.title;
        m_scrubber->setPolicies(titles, 0);
        m_settings.setLastTrace(m_workspace.tracePath());
        updateTitle();
        updateViews();
    });
    connect(&m_workspace, &Workspace::liveChanged, this, &MainWindow::onLiveChanged);
    connect(&m_workspace, &Workspace::runsLoaded, this, [this](auto runs) {
        m_tradeoff->setRuns(std::move(runs));
        updateViews();
    });
    connect(&m_workspace, &Workspace::sweepFinished, this, [this](const RunSet& made) {
        RunSet runs = m_hub.runs();
        runs.ids.insert(runs.ids.end(), made.ids.begin(), made.ids.end());
        m_hub.setRuns(runs, &m_workspace);
        m_tabs->setCurrentWidget(m_tradeoff);
    });
}

void MainWindow::connectViews()
{
    connect(m_scrubber, &widgets::ScrubberBar::policyChosen, &m_workspace, &Workspace::chooseRule);
    connect(m_scrubber, &widgets::ScrubberBar::thresholdMoved, this, [this](double value) {
        if (const auto& live = m_workspace.live())
            m_hub.setOperatingPoint({ live->rule().policy, live->rule().parameter, value }, m_scrubber);
    });
    connect(m_tradeoff, &TradeoffView::pointChosen, this, &MainWindow::goTo);
    connect(&m_hub, &SelectionHub::operatingPointChanged, this, &MainWindow::onPointChanged);
    connect(&m_hub, &SelectionHub::runsChanged, this, [this](const QObject* origin) {
        if (origin != m_libraryPanel)
            m_libraryPanel->selectRuns(m_hub.runs());
        m_workspace.selectRuns(m_hub.runs());
    });
    connect(&m_hub, &SelectionHub::examplesChanged, this, [this](const QObject* origin) {
        if (origin != m_tokens)
            m_tokens->setSelectedUnits(m_hub.examples());
    });
    connect(m_tokens, &TokensView::unitsSelected, this,
        [this](const std::vector<std::int64_t>& units) { m_hub.setExamples(units, m_tokens); });
    connect(m_libraryPanel, &LibraryPanel::runsSelected, this,
        [this](const RunSet& runs) { m_hub.setRuns(runs, m_libraryPanel); });
    connect(m_libraryPanel, &LibraryPanel::runActivated, this, [this](const RunSet& run) {
        m_hub.setRuns(run, m_libraryPanel);
        m_tabs->setCurrentWidget(m_tradeoff);
    });
    connect(m_libraryPanel, &LibraryPanel::traceActivated, &m_workspace, &Workspace::openTrace);
    connect(m_libraryPanel, &LibraryPanel::modelActivated, this, [this](const QString& path) { traceModel(path); });
    connect(m_libraryPanel, &LibraryPanel::datasetActivated, this, [this](const QString& path) { traceModel({}, path); });
    connect(m_libraryPanel, &LibraryPanel::deleteRequested, this, [this](const RunSet& runs) {
        m_workspace.deleteRuns(runs);
        m_hub.setRuns({}, &m_workspace);
        m_messages->showMessage({ widgets::MessageKind::Information,
            tr("%n run(s) moved to the bin.", nullptr, static_cast<int>(runs.ids.size())),
            tr("“exitscope runs restore” brings them back."), {} });
    });
    connect(m_library, &LibraryModel::runRenamed, &m_workspace, &Workspace::renameRun);
    connect(m_tradeoff, &TradeoffView::exportRequested, this, &MainWindow::exportFigure);
    connect(m_layers, &LayersView::exportRequested, this, &MainWindow::exportFigure);
}

void MainWindow::connectJobs()
{
    connect(&m_jobs, &JobQueue::statusChanged, this, [this](const JobStatus& status) {
        widgets::JobView view;
        view.phase = phaseOf(status.state);
        view.title = status.note.isEmpty() ? status.title : tr("%1: %2").arg(status.title, status.note);
        if (status.waiting > 0)
            view.title = tr("%1 (%n more waiting)", nullptr, static_cast<int>(status.waiting)).arg(view.title);
        view.done = status.done;
        view.total = status.total;
        view.perSecond = status.rate;
        view.secondsLeft = status.secondsLeft;
        m_jobBar->setJob(view);
        const bool isActive = status.state == JobRunner::State::Running || status.state == JobRunner::State::Paused;
        m_pauseAction->setEnabled(isActive);
        m_cancelAction->setEnabled(isActive);
    });
    connect(m_jobBar, &widgets::JobBar::pauseRequested, &m_jobs, &JobQueue::pauseCurrent);
    connect(m_jobBar, &widgets::JobBar::resumeRequested, &m_jobs, &JobQueue::resumeCurrent);
    connect(m_jobBar, &widgets::JobBar::cancelRequested, &m_jobs, &JobQueue::cancelCurrent);
    connect(&m_jobs, &JobQueue::jobFailed, this, [this](const QString& title, const QString& message) {
        m_messages->showMessage({ widgets::MessageKind::Error, tr("%1 failed: %2").arg(title, message), {}, {} });
    });
    connect(&m_jobs, &JobQueue::jobCancelled, this, [this](const QString& title) {
        m_messages->showMessage({ widgets::MessageKind::Information, tr("%1 was cancelled.").arg(title),
            tr("What it had is kept; starting it again continues there."), {} });
    });
    connect(&m_jobs, &JobQueue::becameIdle, this, [this] {
        if (m_isClosing)
            close();
    });
}

void MainWindow::start(const QString& store)
{
    if (!store.isEmpty()) {
        if (m_workspace.openStore(store)) {
            const auto runs = m_workspace.runs();
            if (!runs.empty())
                m_hub.setRuns({ { runs.front().id } }, &m_workspace);
            const auto traces = m_workspace.traces();
            if (!traces.empty())
                m_workspace.openTrace(QString::fromStdString(traces.front().path));
        }
        return;
    }
    if (const auto demo = findDemo())
        m_workspace.openDemo(*demo);
    else
        m_workspace.openStore(QDir(dataFolder()).filePath(QStringLiteral("runs.db")));
    RunSet selected;
    for (const auto& run : m_workspace.runs())
        selected.ids.push_back(run.id);
    // In the order in which they were made, so that a run has the same colour at every start.
    std::sort(selected.ids.begin(), selected.ids.end());
    if (selected.ids.size() > mostAtStart)
        selected.ids.resize(mostAtStart);
    m_hub.setRuns(selected, &m_workspace);
}

void MainWindow::openPath(const QString& path)
{
    const QFileInfo info(path);
    const QString suffix = info.suffix().toLower();
    if (info.isDir() || suffix == u"pt")
        traceModel(path);
    else if (store::RunStore::isStore(path.toStdString()) || suffix == u"db")
        m_workspace.openStore(path);
    else if (suffix == u"trace")
        m_workspace.openTrace(path);
    else
        traceModel({}, path);
}

void MainWindow::showMessage(const QString& problem)
{
    m_messages->showMessage({ widgets::MessageKind::Error, problem, {}, {} });
}

void MainWindow::updateTitle()
{
    QStringList parts;
    if (m_workspace.trace())
        parts << QFileInfo(m_workspace.tracePath()).completeBaseName();
    if (m_workspace.hasStore())
        parts << QFileInfo(m_workspace.storePath()).fileName();
    parts << QStringLiteral("Exitscope");
    setWindowTitle(parts.join(QStringLiteral(" · ")));
}

void MainWindow::updateViews()
{
    const bool hasSomething = m_workspace.trace() || !m_tradeoff->isEmpty();
    m_center->setCurrentWidget(hasSomething ? static_cast<QWidget*>(m_tabs) : m_empty);
    m_scrubber->setVisible(static_cast<bool>(m_workspace.live()));
    m_sweepAction->setEnabled(m_workspace.trace() && m_workspace.hasStore());
    m_exportAction->setEnabled(hasSomething);
}

void MainWindow::onLiveChanged()
{
    const auto& live = m_workspace.live();
    m_tradeoff->setLive(live);
    m_layers->setLive(live);
    updateViews();
    if (!live) {
        m_inspector->setGroups({});
        return;
    }
    const ScrubbedRule& rule = live->rule();
    m_scrubber->setParameterName(QString::fromStdString(rule.parameter));
    if (rule.isInteger)
        m_scrubber->setIntegers(static_cast<int>(rule.low), static_cast<int>(rule.high));
    else
        m_scrubber->setBreakpoints(live->breakpoints());
    OperatingPoint point { rule.policy, rule.parameter, live->initialValue() };
    if (m_wanted && m_wanted->policy == rule.policy)
        point = *m_wanted;
    m_wanted.reset();
    if (m_hub.operatingPoint() == point)
        onPointChanged();
    else
        m_hub.setOperatingPoint(point, &m_workspace);
}

void MainWindow::onPointChanged()
{
    const auto& live = m_workspace.live();
    const OperatingPoint point = m_hub.operatingPoint();
    if (!live || live->rule().policy != point.policy)
        return;
    const LiveState state = live->at(point.value);
    m_scrubber->setValue(point.value);
    widgets::Readout readout;
    readout.speedup = state.point.layerSpeedup();
    readout.metricName = metricTitle(live->metric());
    readout.metric = metricOf(state.point, live->metric());
    readout.note = tr("mean exit %1 of %2")
                       .arg(QLocale().toString(state.point.meanExit(), 'f', 2), QLocale().toString(state.point.layers));
    m_scrubber->setReadout(readout);
    m_tradeoff->setPoint(state.point);
    m_layers->setState(state);
    m_tokens->setExits(state.exits);
    showInspector(state);
}

void MainWindow::goTo(const OperatingPoint& point)
{
    const auto& rules = m_workspace.rules();
    for (std::size_t i = 0; i < rules.size(); ++i) {
        if (rules[i].policy != point.policy || rules[i].parameter != point.parameter)
            continue;
        if (m_workspace.live() && m_workspace.live()->rule().policy == point.policy) {
            m_hub.setOperatingPoint(point, m_tradeoff);
            return;
        }
        m_wanted = point;
        m_scrubber->setPolicies([&] {
            QStringList titles;
            for (const auto& rule : rules)
                titles << rule.title;
            return titles;
        }(), static_cast<int>(i));
        m_workspace.chooseRule(static_cast<int>(i));
        return;
    }
}

void MainWindow::showInspector(const LiveState& state)
{
    const auto& live = *m_workspace.live();
    const QLocale locale;
    std::vector<widgets::InspectorGroup> groups;
    widgets::InspectorGroup point { tr("Operating point"), {} };
    point.entries.push_back({ tr("Policy"), live.rule().title, {} });
    point.entries.push_back({ QString::fromStdString(live.rule().parameter),
        locale.toString(m_hub.operatingPoint().value, 'g', 6), {} });
    point.entries.push_back({ tr("Speed-up by layers"), tr("%1×").arg(locale.toString(state.point.layerSpeedup(), 'f', 3)),
        tr("Layers of the full model over the mean exit layer") });
    point.entries.push_back({ tr("Mean exit layer"), locale.toString(state.point.meanExit(), 'f', 3), {} });
    if (state.point.flopsFull > 0)
        point.entries.push_back({ tr("FLOPs of the full model"),
            tr("%1 %").arg(locale.toString(100 * state.point.flopsRatio(), 'f', 1)),
            tr("FLOPs spent, every tried exit head included, over those of the full model; real lengths") });
    for (const auto& [name, value] : state.point.metrics)
        point.entries.push_back({ metricTitle(name), locale.toString(value, 'f', 4), {} });
    if (!live.metricByExit().empty())
        point.entries.push_back({ tr("%1 of the full model").arg(metricTitle(live.metric())),
            locale.toString(live.metricByExit().back(), 'f', 4), {} });
    groups.push_back(std::move(point));

    const auto& trace = *live.trace();
    widgets::InspectorGroup source { tr("Trace"), {} };
    const auto add = [&source](const QString& key, const std::string& value) {
        if (!value.empty())
            source.entries.push_back({ key, QString::fromStdString(value), {} });
    };
    add(tr("Model"), trace.info().modelName);
    add(tr("Dataset"), trace.info().datasetName);
    add(tr("Task"), trace.info().task);
    source.entries.push_back({ tr("Units"), locale.toString(static_cast<qlonglong>(trace.units())), {} });
    source.entries.push_back({ tr("Exits"), locale.toString(static_cast<qlonglong>(trace.exits())), {} });
    groups.push_back(std::move(source));
    m_inspector->setGroups(groups);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (m_jobs.isBusy()) {
        event->ignore();
        if (m_isClosing)
            return;
        const auto answer = QMessageBox::question(this, tr("A job is running"),
            tr("“%1” is still running. Stop it and close? What it has so far is kept.").arg(m_jobs.status().title),
            QMessageBox::Close | QMessageBox::Cancel, QMessageBox::Cancel);
        if (answer != QMessageBox::Close)
            return;
        m_isClosing = true;
        m_jobs.cancelAll();
        if (m_jobs.isBusy())
            return; // becameIdle() closes
        event->accept();
    }
    m_settings.setWindow(saveGeometry(), saveState());
    m_settings.setLastView(m_tabs->currentIndex());
    QMainWindow::closeEvent(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    for (const QUrl& url : event->mimeData()->urls())
        if (url.isLocalFile())
            openPath(url.toLocalFile());
}

} // namespace exitscope::app
