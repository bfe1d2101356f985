#include "app/analysis/run_command.h"
#include "app/library/bin_dialog.h"
#include "app/library/library_model.h"
#include "app/library/library_panel.h"
#include "app/library/run_card.h"
#include "app/main_window.h"
#include "app/panes.h"
#include "app/plots/run_look.h"
#include "app/views/calibration_view.h"
#include "core/error.h"
#include "widgets/panel/message_bar.h"

#include <QAction>
#include <QClipboard>
#include <QColorDialog>
#include <QDir>
#include <QDockWidget>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QLocale>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QTimer>

#include <algorithm>

namespace exitscope::app {

void MainWindow::buildRunCard()
{
    m_runCard = new RunCard;
    m_runDock = newDock(*this, tr("Run"), QStringLiteral("run"), m_runCard);
    addDockWidget(Qt::RightDockWidgetArea, m_runDock);
}

void MainWindow::addRunActions(QMenu* file, QMenu* edit)
{
    auto* undo = m_workspace.history().createUndoAction(this, tr("&Undo"));
    undo->setShortcut(QKeySequence::Undo);
    auto* redo = m_workspace.history().createRedoAction(this, tr("&Redo"));
    redo->setShortcut(QKeySequence::Redo);
    undo->setStatusTip(tr("Take back the last change to the store"));
    redo->setStatusTip(tr("Make it again"));
    edit->addAction(undo);
    edit->addAction(redo);
    edit->addSeparator();
    const auto make = [this](const QString& text, const QString& tip, auto slot) {
        auto* action = new QAction(text, this);
        action->setStatusTip(tip);
        connect(action, &QAction::triggered, this, slot);
        return action;
    };
    auto* card = make(tr("&Tags and notes"), tr("Write about the selected runs"), [this] {
        m_runDock->show();
        m_runDock->raise();
        m_runCard->editTags();
    });
    card->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N));
    const std::vector<QAction*> ofRuns { card, make(tr("&Colour…"), tr("The colour of the run in every plot"), &MainWindow::chooseColour),
        make(tr("Re&peat with…"), tr("Sweep again, with the policies of this run to start from"), &MainWindow::repeatRun),
        make(tr("Copy as co&mmand"), tr("The command line that makes this run"), &MainWindow::copyRunAsCommand) };
    for (QAction* action : ofRuns)
        edit->addAction(action);
    m_libraryPanel->addRunActions(ofRuns);
    edit->addAction(make(tr("&Bin…"), tr("Deleted runs: restore them, or remove them for good"), &MainWindow::showBin));
    edit->addSeparator();
    // Before what closes the window.
    const auto actions = file->actions();
    QAction* const before = actions.size() > 3 ? actions[actions.size() - 3] : nullptr;
    file->insertAction(
        before, make(tr("&Import runs…"), tr("Take over the runs of another store"), &MainWindow::importRuns));
    edit->addAction(m_runDock->toggleViewAction());
    edit->addSeparator();
}

void MainWindow::connectRuns()
{
    connect(&m_workspace, &Workspace::runsListed, this, &MainWindow::listRuns);
    connect(&m_workspace, &Workspace::editsEnded, this, [this] {
        if (m_isClosing && !m_jobs.isBusy())
            close();
    });
    connect(&m_workspace, &Workspace::editFailed, this,
        [this](const QString& problem, const std::function<void()>& again, bool isKept) {
            m_isClosing = m_isClosing && m_jobs.isBusy(); // what was not kept is worth a look before the window goes
            m_messages->showMessage({ widgets::MessageKind::Error, problem,
                isKept ? tr("The change is not lost: try again, or save a copy of the store, which gets it.") : QString(), {},
                again ? tr("Try again") : QString(), again });
        });
    connect(&m_workspace, &Workspace::storeChanged, this, [this] { m_libraryPanel->setStore(m_workspace.storePath()); });
    connect(&m_workspace, &Workspace::storeChanged, this, [this] { m_lostTraces.clear(); });
    connect(&m_workspace, &Workspace::storeChanged, this, &MainWindow::offerToResume);
    connect(&m_workspace, &Workspace::runsLoaded, this, [this](const auto& runs) { offerToLocate(*runs); });
    connect(&m_workspace, &Workspace::traceLocated, this, [this](const QString& before, const QString& now) {
        m_lostTraces.remove(before);
        if (m_keeper.lostTrace() == before)
            m_keeper.restoreFrom(now);
    });
    connect(&m_workspace, &Workspace::traceRefused, this, [this](const QString& before, const QString& problem) {
        m_messages->showMessage({ widgets::MessageKind::Error, problem, {}, {}, tr("Locate…"), [this, before] { locateTrace(before); } });
    });
    connect(&m_workspace, &Workspace::storeLost, this, [this](const QString& path) {
        m_messages->showMessage({ widgets::MessageKind::Warning,
            tr("The store %1 was deleted or moved while it was open.").arg(QDir::toNativeSeparators(path)),
            tr("What is shown stays; put the file back, or save the store under another name."), {},
            tr("Save a copy as…"), [this] { saveStoreAs(); } });
    });
    connect(&m_workspace, &Workspace::runsImported, this, [this](qint64 added, qint64 extended, qint64 known) {
        m_messages->showMessage({ widgets::MessageKind::Success,
            tr("%n run(s) imported.", nullptr, static_cast<int>(added)),
            tr("%1 had more points there, %2 were known already.")
                .arg(QLocale().toString(extended), QLocale().toString(known)),
            {} });
    });
    connect(&m_hub, &SelectionHub::runsChanged, this, &MainWindow::showRunCard);
    connect(m_libraryPanel, &LibraryPanel::deleteRequested, this, &MainWindow::deleteRuns);
    connect(m_runCard, &RunCard::renamed, &m_workspace, &Workspace::renameRun);
    connect(m_runCard, &RunCard::tagged, &m_workspace, &Workspace::setTags);
    connect(m_runCard, &RunCard::noted, &m_workspace, &Workspace::setNotes);
}

void MainWindow::listRuns()
{
    m_library->setRuns(m_workspace.runs(), m_workspace.interrupted());
    m_calibration->setSaved(m_workspace.calibrations());
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
    showRunCard();
}

void MainWindow::showRunCard()
{
    std::vector<store::RunSummary> runs;
    for (const auto id : m_hub.runs().ids)
        if (const auto* run = m_library->summaryAt(m_library->indexOfRun(id)))
            runs.push_back(*run);
    m_runCard->setRuns(runs);
}

void MainWindow::offerToResume()
{
    const RunSet interrupted = m_workspace.interrupted();
    if (interrupted.ids.empty())
        return;
    m_messages->showMessage({ widgets::MessageKind::Information,
        tr("%n sweep(s) did not come to an end: the program was stopped.", nullptr, static_cast<int>(interrupted.ids.size())),
        tr("What they had is kept."), {}, tr("Resume"), [this, interrupted] { m_workspace.resume(interrupted); } });
}

void MainWindow::offerToLocate(const std::vector<PlottedRun>& runs)
{
    for (const auto& run : runs)
        for (const auto& trace : run.run.request.traces) {
            const QString path = QString::fromStdString(trace.path);
            if (!run.trace && !path.isEmpty() && !QFileInfo::exists(path))
                sayTraceIsLost(path);
        }
}

/// Once for each trace, whoever missed it first: the session that ended with it, or runs that were made with it.
void MainWindow::sayTraceIsLost(const QString& path)
{
    if (m_lostTraces.contains(path))
        return;
    m_lostTraces.insert(path);
    m_messages->showMessage({ widgets::MessageKind::Warning,
        tr("The trace %1 is not there any more.").arg(QDir::toNativeSeparators(path)),
        tr("Its runs show their stored points only."), {}, tr("Locate…"), [this, path] { locateTrace(path); } });
}

/// What the store knows is the trace only where it is the same file; what nobody knows is opened as it is.
void MainWindow::locateTrace(const QString& path)
{
    const QString kind = QStringLiteral("traces");
    const QString found = QFileDialog::getOpenFileName(this, tr("Where is %1 now?").arg(QFileInfo(path).fileName()),
        m_settings.lastFolder(kind), tr("Traces (*.trace *.safetensors);;All files (*)"));
    if (found.isEmpty()) {
        m_lostTraces.remove(path); // it may be offered again
        return;
    }
    m_settings.setLastFolder(kind, QFileInfo(found).path());
    for (const auto& trace : m_workspace.traces())
        if (QString::fromStdString(trace.path) == path)
            return m_workspace.locateTrace(trace, found);
    m_keeper.restoreFrom(found);
}

void MainWindow::deleteRuns(const RunSet& runs)
{
    const int after = m_workspace.history().index() + 1;
    m_workspace.deleteRuns(runs, [this, runs, after] {
        m_hub.setRuns({}, &m_workspace);
        m_messages->showMessage({ widgets::MessageKind::Information,
            tr("%n run(s) moved to the bin.", nullptr, static_cast<int>(runs.ids.size())), {}, {}, tr("Undo"), [this, runs, after] {
                if (m_workspace.history().index() == after)
                    m_workspace.history().undo();
                else
                    m_workspace.restoreRuns(runs); // other edits came in between
                m_hub.setRuns(runs, &m_workspace);
            } });
    });
}

void MainWindow::showBin()
{
    BinDialog dialog(this);
    dialog.setRuns(m_workspace.bin());
    connect(&dialog, &BinDialog::restoreRequested, &m_workspace, &Workspace::restoreRuns);
    connect(&dialog, &BinDialog::emptyRequested, &m_workspace, &Workspace::emptyBin);
    connect(&m_workspace, &Workspace::runsListed, &dialog, [this, &dialog] { dialog.setRuns(m_workspace.bin()); });
    dialog.exec();
}

void MainWindow::importRuns()
{
    const QString kind = QStringLiteral("stores");
    const QString path = QFileDialog::getOpenFileName(
        this, tr("Import runs"), m_settings.lastFolder(kind), tr("Stores (*.db);;All files (*)"));
    if (path.isEmpty())
        return;
    m_settings.setLastFolder(kind, QFileInfo(path).path());
    m_workspace.importRuns(path);
}

/// A second store can be opened in place of the first, or its runs put beside those that are there.
void MainWindow::dropStore(const QString& path)
{
    if (!m_workspace.hasStore() || QFileInfo(path) == QFileInfo(m_workspace.storePath())) {
        m_workspace.openStore(path);
        return;
    }
    auto* box = new QMessageBox(QMessageBox::Question, tr("Another store"),
        tr("Open %1 in place of the store that is open, or import its runs?").arg(QFileInfo(path).fileName()),
        QMessageBox::Cancel, this);
    auto* open = box->addButton(tr("&Open"), QMessageBox::AcceptRole);
    auto* import = box->addButton(tr("&Import"), QMessageBox::ActionRole);
    box->setAttribute(Qt::WA_DeleteOnClose);
    connect(open, &QPushButton::clicked, this, [this, path] { m_workspace.openStore(path); });
    connect(import, &QPushButton::clicked, this, [this, path] { m_workspace.importRuns(path); });
    box->open(); // the drop must end before the answer comes
}

void MainWindow::withSelectedRun(std::function<void(const store::Run&)> use)
{
    if (const auto runs = m_libraryPanel->selectedRuns(); !runs.ids.empty())
        m_workspace.readRun(runs.ids.front(), std::move(use));
}

void MainWindow::repeatRun()
{
    withSelectedRun([this](const store::Run& run) { repeat(run.request); });
}

/// The run's first trace is opened where it is not open; further ones are the models of a cascade.
void MainWindow::repeat(const store::RunRequest& request)
{
    const QStringList traces = tracePathsOf(request);
    if (traces.isEmpty() || traces.front().isEmpty())
        return;
    const auto ask = [this, further = traces.mid(1), specifications = specificationsOf(request)] {
        sweepFrom(further, specifications);
    };
    const QString path = traces.front();
    if (m_workspace.trace() && m_workspace.tracePath() == path)
        return ask();
    connect(&m_workspace, &Workspace::traceChanged, this,
        [this, path, ask] {
            if (m_workspace.tracePath() == path)
                ask();
        },
        static_cast<Qt::ConnectionType>(Qt::QueuedConnection | Qt::SingleShotConnection));
    m_workspace.openTrace(path);
}

void MainWindow::copyRunAsCommand()
{
    withSelectedRun([this](const store::Run& run) {
        try {
            const QString command = commandOf(run, m_workspace.storePath());
            QGuiApplication::clipboard()->setText(command);
            m_messages->showMessage(
                { widgets::MessageKind::Success, tr("The command that makes this run was copied."), command, {} });
        } catch (const InputError& error) {
            showMessage(QString::fromUtf8(error.what()));
        }
    });
}

void MainWindow::chooseColour()
{
    const auto runs = m_libraryPanel->selectedRuns();
    const auto* run = runs.ids.empty() ? nullptr : m_library->summaryAt(m_library->indexOfRun(runs.ids.front()));
    if (!run)
        return;
    auto look = lookOf(*run, 0);
    const QColor chosen = QColorDialog::getColor(look.color, this, tr("Colour of “%1”").arg(QString::fromStdString(run->name)));
    if (!chosen.isValid())
        return;
    look.color = chosen;
    m_workspace.setLook({ { runs.ids.front() } }, lookJson(look));
}

} // namespace exitscope::app
