#include "app/library/library_model.h"
#include "app/library/library_panel.h"
#include "app/main_window.h"
#include "app/views/calibration_view.h"
#include "app/views/difficulty_view.h"
#include "app/views/generate_view.h"
#include "app/views/tokens_view.h"
#include "app/views/tradeoff_view.h"
#include "widgets/panel/message_bar.h"
#include "widgets/panel/scrubber_bar.h"

#include <QAction>
#include <QDir>
#include <QTabWidget>

#include <algorithm>

namespace exitscope::app {

void MainWindow::connectWorkspace()
{
    connect(&m_workspace, &Workspace::failed, this, &MainWindow::showMessage);
    connect(&m_workspace, &Workspace::storeChanged, this, [this] {
        m_settings.addRecent(QStringLiteral("stores"), m_workspace.storePath());
        updateTitle();
        updateViews();
    });
    connect(&m_workspace, &Workspace::storeSaved, this, [this](const QString& path) {
        m_messages->showMessage({ widgets::MessageKind::Success,
            tr("The store was saved as %1, which is open now.").arg(QDir::toNativeSeparators(path)),
            m_jobs.isBusy() ? tr("The running job keeps writing to the store before.") : QString(), {} });
    });
    connect(&m_workspace, &Workspace::calibrated, m_calibration, &CalibrationView::showPicture);
    connect(m_calibration, &CalibrationView::textsClosed, this, &MainWindow::updateViews);
    connect(&m_workspace, &Workspace::calibrationEnded, this, [this] { m_calibration->setBusy(false); });
    connect(&m_jobs, &JobQueue::jobFailed, this, [this] { m_calibration->setBusy(false); });
    connect(&m_jobs, &JobQueue::becameIdle, this, [this] {
        if (m_isClosing)
            close();
    });
    connect(&m_workspace, &Workspace::busyChanged, this, [this](bool isBusy) {
        m_tabs->setCursor(isBusy ? Qt::BusyCursor : Qt::ArrowCursor);
    });
    connect(&m_workspace, &Workspace::traceChanged, this, [this] {
        m_calibration->setTrace(m_workspace.trace());
        m_difficulty->setTracePath(m_workspace.tracePath());
        m_scrubber->setPolicies(ruleTitles(), 0);
        updateTitle();
        updateViews();
    });
    connect(&m_point, &LivePoint::liveChanged, this, &MainWindow::onLiveChanged);
    connect(&m_point, &LivePoint::stateChanged, this, &MainWindow::onPointMoved);
    connect(&m_point, &LivePoint::intervalsChanged, this, [this] {
        showReadout();
        showInspector();
    });
    connect(&m_point, &LivePoint::failed, this, &MainWindow::showMessage);
    // Once the first picture of it is there.
    connect(&m_point, &LivePoint::intervalsChanged, this, &MainWindow::offerTour);
    connect(&m_workspace, &Workspace::runsLoaded, this, [this](auto runs) {
        m_tradeoff->setRuns(std::move(runs));
        showInspector();
        updateViews();
    });
    connect(&m_workspace, &Workspace::sweepFinished, this, &MainWindow::showSwept);
}

/// Beside what is shown of the same data; runs over other data have no place on the same axes.
void MainWindow::showSwept(const RunSet& made)
{
    const auto datasetOf = [this](store::RunId id) {
        const auto* run = m_library->summaryAt(m_library->indexOfRun(id));
        return run ? run->dataset : std::string();
    };
    RunSet runs = m_hub.runs();
    for (const auto id : made.ids) {
        const std::string dataset = datasetOf(id);
        if (!dataset.empty())
            std::erase_if(runs.ids, [&](store::RunId shown) { return datasetOf(shown) != dataset; });
        if (std::find(runs.ids.begin(), runs.ids.end(), id) == runs.ids.end())
            runs.ids.push_back(id);
    }
    if (runs == m_hub.runs())
        m_workspace.selectRuns(runs); // a resumed one has more points now
    else
        m_hub.setRuns(runs, &m_workspace);
    m_tabs->setCurrentWidget(m_tradeoff);
}

void MainWindow::connectViews()
{
    connect(m_scrubber, &widgets::ScrubberBar::policyChosen, &m_workspace, &Workspace::chooseRule);
    connect(m_scrubber, &widgets::ScrubberBar::thresholdMoved, this,
        [this](double value) { m_point.moveTo(value, m_scrubber); });
    connect(m_scrubber->settingsAction(), &QAction::triggered, this, &MainWindow::changeRuleSettings);
    connect(m_tokens, &TokensView::executeRequested, this, &MainWindow::execute);
    connect(&m_workspace, &Workspace::executed, this, [this](const OutcomeChoice& point, const QStringList& notes) {
        m_tokens->showExecuted(point);
        showView(m_tokens);
        m_messages->showMessage({ widgets::MessageKind::Success, tr("The policy was executed and is kept in the store."),
            notes.join(QLatin1Char('\n')), {} });
    });
    connect(m_tradeoff, &TradeoffView::pointChosen, this,
        [this](const OperatingPoint& point) { m_point.goTo(point, m_tradeoff); });
    connect(m_calibration, &CalibrationView::pointChosen, this,
        [this](const OperatingPoint& point) { m_point.goTo(point, m_calibration); });
    connect(m_calibration, &CalibrationView::startRequested, this, [this](const CalibrationChoice& choice) {
        m_calibration->setBusy(true);
        m_workspace.startCalibration(choice);
    });
    connect(&m_hub, &SelectionHub::runsChanged, this, [this](const QObject* origin) {
        if (origin != m_libraryPanel)
            m_libraryPanel->selectRuns(m_hub.runs());
        m_workspace.selectRuns(m_hub.runs());
    });
    connect(m_libraryPanel, &LibraryPanel::runsSelected, this,
        [this](const RunSet& runs) { m_hub.setRuns(runs, m_libraryPanel); });
    connect(m_libraryPanel, &LibraryPanel::runActivated, this, [this](const RunSet& run) {
        m_hub.setRuns(run, m_libraryPanel);
        m_tabs->setCurrentWidget(m_tradeoff);
    });
    connect(m_libraryPanel, &LibraryPanel::traceActivated, &m_workspace, &Workspace::openTrace);
    connect(m_libraryPanel, &LibraryPanel::modelActivated, this, [this](const QString& path) { traceModel(path); });
    connect(m_libraryPanel, &LibraryPanel::datasetActivated, this, [this](const QString& path) { traceModel({}, path); });
    connect(m_libraryPanel, &LibraryPanel::hashTableWanted, this, &MainWindow::showHashTable);
    connect(&m_workspace, &Workspace::hashMade, this, &MainWindow::openHashTable);
    connect(m_library, &LibraryModel::runRenamed, &m_workspace, &Workspace::renameRun);
    connectDifficulty();
    connectGenerate();
    connectTraining();
}

void MainWindow::connectDifficulty()
{
    connect(m_difficulty, &DifficultyView::startRequested, this, [this](const DifficultyRequest& request) {
        m_difficulty->setBusy(true);
        m_workspace.startStudy(request);
    });
    connect(m_difficulty, &DifficultyView::studyOpened, this, [this](const QString& file) {
        m_settings.addRecent(QStringLiteral("studies"), file);
        listStudies();
        updateViews();
    });
    connect(&m_workspace, &Workspace::studied, m_difficulty, &DifficultyView::openStudy);
    connect(&m_workspace, &Workspace::studyEnded, this, [this] { m_difficulty->setBusy(false); });
    connect(&m_jobs, &JobQueue::jobFailed, this, [this] { m_difficulty->setBusy(false); });
    connect(m_libraryPanel, &LibraryPanel::studyActivated, this, [this](const QString& file) {
        m_difficulty->openStudy(file);
        showView(m_difficulty);
    });
    listStudies();
}

void MainWindow::connectGenerate()
{
    const auto list = [this] { m_generate->setModels(m_settings.recent(QStringLiteral("generators"))); };
    connect(m_generate, &GenerateView::wrote, this, [this, list](const QString& model) {
        if (m_settings.recent(QStringLiteral("generators")).value(0) == model)
            return;
        m_settings.addRecent(QStringLiteral("generators"), model);
        list();
    });
    list();
}

void MainWindow::listStudies()
{
    const QStringList files = m_settings.recent(QStringLiteral("studies"));
    m_difficulty->setKept(files);
    m_library->setStudies(files);
}

} // namespace exitscope::app
