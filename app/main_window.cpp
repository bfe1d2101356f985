#include "app/main_window.h"

#include "app/job_docks.h"
#include "app/library/library_model.h"
#include "app/library/library_panel.h"
#include "app/library/run_card.h"
#include "app/panes.h"
#include "app/views/calibration_view.h"
#include "app/views/compare_view.h"
#include "app/views/difficulty_view.h"
#include "app/views/examples_view.h"
#include "app/views/generate_view.h"
#include "app/views/layers_view.h"
#include "app/views/tokens_view.h"
#include "app/views/tradeoff_view.h"
#include "app/views/train_view.h"
#include "app/views/view.h"
#include "core/difficulty/study_file.h"
#include "core/engine/checkpoint/decoder_checkpoint.h"
#include "core/figure/figure_file.h"
#include "core/generations/generations.h"
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
#include <chrono>

namespace exitscope::app {

namespace {

constexpr std::chrono::milliseconds saveDelay { 500 };
constexpr std::chrono::milliseconds closeNotice { 300 }; ///< an edit that takes less is not worth a word

} // namespace

MainWindow::MainWindow(QWidget* parent)
    : QMainWindow(parent)
    , m_trainings(&m_jobs)
    , m_workspace(&m_jobs)
    , m_point(m_workspace, m_hub)
    , m_keeper(m_workspace, m_hub, m_point)
    , m_library(new LibraryModel(this))
{
    setAcceptDrops(true);
    m_saveDelay.setSingleShot(true);
    m_saveDelay.setInterval(saveDelay);
    connect(&m_saveDelay, &QTimer::timeout, this, &MainWindow::remember);
    buildParts();
    buildActions();
    connectWorkspace();
    connectViews();
    connectRuns();
    // A first start fits the screen, frame and all; docks get what their text needs.
    const QSize room = screen()->availableSize();
    resize(QSize(1440, 900).boundedTo(QSize(room.width() - 16, room.height() - 48)));
    const int unit = fontMetrics().averageCharWidth();
    resizeDocks({ m_libraryDock, m_inspectorDock }, { 26 * unit, 40 * unit }, Qt::Horizontal);
    m_usualLayout = saveState();
    restoreGeometry(m_settings.windowGeometry());
    restoreState(m_settings.windowState());
    restoreViews();
    showColours();
    connectSession();
    updateTitle();
    updateViews();
}

/// Docks and tabs speak while they go; by then the members that would listen are gone.
MainWindow::~MainWindow()
{
    centralWidget()->removeEventFilter(this);
    for (QObject* part : findChildren<QObject*>())
        part->disconnect(this);
}

void MainWindow::buildParts()
{
    m_tabs = new QTabWidget;
    m_tabs->setDocumentMode(true);
    m_tabs->setMovable(true);
    buildViews();
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
    m_libraryDock = newDock(*this, tr("Librar&y"), QStringLiteral("library"), m_libraryPanel);
    addDockWidget(Qt::LeftDockWidgetArea, m_libraryDock);
    m_inspector = new widgets::InspectorPanel;
    m_inspectorDock = newDock(*this, tr("&Inspector"), QStringLiteral("inspector"), m_inspector);
    addDockWidget(Qt::RightDockWidgetArea, m_inspectorDock);
    buildRunCard();
    m_jobDocks = new JobDocks(*this, m_jobs, *m_jobBar, *m_messages);
}

void MainWindow::buildViews()
{
    const ViewContext context { m_workspace, m_hub, m_point };
    m_tradeoff = new TradeoffView;
    m_tokens = new TokensView(context);
    m_calibration = new CalibrationView;
    m_difficulty = new DifficultyView;
    m_generate = new GenerateView;
    m_train = new TrainView(m_trainings);
    addView(m_tradeoff);
    addView(new LayersView(context));
    addView(m_tokens);
    auto* examples = new ExamplesView({ m_workspace, m_hub, m_point });
    addView(examples);
    connect(examples, &ExamplesView::unitActivated, this, [this] { m_tabs->setCurrentWidget(m_tokens); });
    addView(new CompareView({ m_workspace, m_hub, m_point }));
    addView(m_calibration);
    addView(m_difficulty);
    addView(m_generate);
    addView(m_train);
}

void MainWindow::addView(View* view)
{
    view->setObjectName(view->key());
    m_views.push_back(view);
    m_tabs->addTab(view, view->title());
    connect(view, &View::exportRequested, this, &MainWindow::exportFigure);
    connect(view, &View::failed, this, &MainWindow::showMessage);
    connect(view, &View::stateChanged, this, &MainWindow::rememberSoon);
}

View* MainWindow::currentView() const
{
    return qobject_cast<View*>(m_tabs->currentWidget());
}

View* MainWindow::viewNamed(const QString& key) const
{
    const auto found
        = std::find_if(m_views.begin(), m_views.end(), [&](const View* view) { return view->key() == key; });
    return found == m_views.end() ? nullptr : *found;
}

void MainWindow::showView(View* view)
{
    if ((view == m_difficulty || view == m_generate || view == m_train) && !m_wantsTabs) { // which need nothing that is open
        m_wantsTabs = true;
        updateViews();
    }
    m_tabs->setCurrentWidget(view);
    focusInto(view);
}

bool MainWindow::isStorePath(const QString& path)
{
    return store::RunStore::isStore(path.toStdString()) || QFileInfo(path).suffix().toLower() == u"db";
}

void MainWindow::openPath(const QString& path)
{
    const QFileInfo info(path);
    const QString suffix = info.suffix().toLower();
    if (path.endsWith(QLatin1String(difficulty::studySuffix.data()))) {
        m_difficulty->openStudy(path);
        showView(m_difficulty);
    } else if (engine::isDecoderCheckpoint(path.toStdString())) {
        m_generate->takeFiles({ path });
        showView(m_generate);
    } else if (info.isDir() && isTrainingFolder(path.toStdString())) {
        m_train->openFolder(path);
        showView(m_train);
    } else if (info.isDir() || suffix == u"pt")
        traceModel(path);
    else if (isStorePath(path))
        m_workspace.openStore(path);
    else if (suffix == u"trace")
        m_workspace.openTrace(path);
    else if (figure::looksLikeFigure(path.toStdString()))
        openFigure(path);
    else if (generations::isGenerationsFile(path.toStdString()))
        readTexts(path);
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
    const bool hasSomething = m_workspace.trace() || !m_tradeoff->isEmpty() || m_wantsTabs || m_difficulty->hasStudy()
        || m_calibration->hasTexts() || m_train->hasTraining();
    m_center->setCurrentWidget(hasSomething ? static_cast<QWidget*>(m_tabs) : m_empty);
    m_scrubber->setVisible(static_cast<bool>(m_workspace.live()));
    m_sweepAction->setEnabled(m_workspace.trace() && m_workspace.hasStore());
    m_exportAction->setEnabled(hasSomething);
    m_saveAsAction->setEnabled(m_workspace.hasStore());
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    m_runCard->commit();
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
    if (m_workspace.isEditing() && !m_leavesEdits) {
        event->ignore();
        m_isClosing = true; // editsEnded() closes, editFailed() does not
        QTimer::singleShot(closeNotice, this, &MainWindow::sayWhatIsAwaited);
        return;
    }
    if (m_workspace.unmadeEdits() > 0 && !m_leavesEdits && !leavesUnmadeEdits()) {
        event->ignore();
        m_isClosing = false;
        return;
    }
    remember();
    QMainWindow::closeEvent(event);
}

/// SQLite waits ten seconds for another writer, so this ends: with the edits made, or with one that failed and is told.
void MainWindow::sayWhatIsAwaited()
{
    if (!m_isClosing || !m_workspace.isEditing())
        return;
    m_messages->showMessage({ widgets::MessageKind::Information,
        tr("%Ln change(s) wait for the store; the window closes once they are kept.", nullptr, m_workspace.edits()),
        tr("Another program may be writing to it."), {}, tr("Close without them"), [this] {
            m_leavesEdits = true;
            m_workspace.abandonEdits();
            close();
        } });
}

/// What the store did not take is in no file yet. True: it may go.
bool MainWindow::leavesUnmadeEdits()
{
    const auto answer = QMessageBox::question(this, tr("Changes are not kept"),
        tr("%Ln change(s) could not be written to the store. Save a copy of the store that has them?", nullptr,
            m_workspace.unmadeEdits()),
        QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, QMessageBox::Save);
    if (answer == QMessageBox::Save)
        saveStoreAs();
    return answer == QMessageBox::Discard;
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    for (const QUrl& url : event->mimeData()->urls())
        if (url.isLocalFile() && isStorePath(url.toLocalFile()))
            dropStore(url.toLocalFile());
        else if (url.isLocalFile())
            openPath(url.toLocalFile());
}

} // namespace exitscope::app
