#include "app/job_docks.h"
#include "app/library/library_panel.h"
#include "app/main_window.h"
#include "app/session/demo.h"
#include "app/views/calibration_view.h"
#include "app/views/difficulty_view.h"
#include "app/views/generate_view.h"
#include "app/views/tokens_view.h"
#include "app/views/tradeoff_view.h"
#include "app/views/train_view.h"
#include "app/views/view.h"
#include "widgets/panel/empty_state.h"
#include "widgets/panel/plain_title.h"
#include "widgets/panel/scrubber_bar.h"

#include <QAction>
#include <QDir>
#include <QDockWidget>
#include <QMenu>
#include <QMenuBar>
#include <QTabWidget>

namespace exitscope::app {

void MainWindow::buildActions()
{
    const auto add = [this](QMenu* menu, const QString& text, const QKeySequence& shortcut, const QString& tip,
                         auto slot) {
        auto* action = menu->addAction(text);
        action->setShortcut(shortcut);
        action->setStatusTip(tip);
        connect(action, &QAction::triggered, this, slot);
        return action;
    };

    QMenu* file = menuBar()->addMenu(tr("&File"));
    add(file, tr("&New store…"), QKeySequence::New, tr("Start an empty store of runs"), &MainWindow::newStore);
    auto* openStoreAction
        = add(file, tr("&Open store…"), QKeySequence::Open, tr("Open a store of runs"), &MainWindow::openStore);
    QMenu* recent = file->addMenu(tr("Open &recent"));
    connect(recent, &QMenu::aboutToShow, this, [this, recent] { fillRecent(recent); });
    auto* openTraceAction = add(file, tr("Open &trace…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O),
        tr("Open a trace file"), &MainWindow::openTrace);
    add(file, tr("Open te&xts…"), {}, tr("Open what a sweep of generation has written, to calibrate on it"), &MainWindow::openTexts);
    file->addAction(m_train->openAction());
    auto* demoAction = add(file, tr("Open the &demo"), {}, tr("The bundled model and corpus"), &MainWindow::openTheDemo);
    file->addSeparator();
    m_saveAsAction = add(file, tr("&Save store as…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S),
        tr("Copy the open store to another file and go on there"), &MainWindow::saveStoreAs);
    file->addSeparator();
    add(file, tr("&Close window"), QKeySequence::Close, tr("What is open comes back at the next start"), &QWidget::close);
    add(file, tr("&Quit"), QKeySequence::Quit, tr("What is open comes back at the next start"), &QWidget::close);

    QMenu* edit = menuBar()->addMenu(tr("&Edit"));
    addRunActions(file, edit);
    add(edit, tr("&Find"), QKeySequence::Find, tr("Search in the view, or else in the sentences"), [this] {
        View* view = currentView();
        if (!view || !view->canFind())
            showView(view = m_tokens);
        view->find();
    });
    add(edit, tr("Filter the &library"), QKeySequence(Qt::CTRL | Qt::Key_L), tr("Show only what has the words that you type"), [this] {
        m_libraryDock->show();
        m_libraryPanel->focusFilter();
    });

    QMenu* view = menuBar()->addMenu(tr("&View"));
    for (std::size_t i = 0; i < m_views.size(); ++i)
        add(view, m_views[i]->title(), i < 9 ? QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + i)) : QKeySequence(), tr("Bring this view to the front"),
            [this, page = m_views[i]] { showView(page); });
    view->addSeparator();
    add(view, tr("&Fit"), QKeySequence(Qt::CTRL | Qt::Key_0), tr("Show everything in the plot"), [this] {
        if (View* shown = currentView())
            shown->fit();
    });
    for (const View* page : m_views) {
        const auto choices = page->menuActions();
        if (choices.empty())
            continue;
        QMenu* menu = view->addMenu(tr("In “%1”", "choices of a view").arg(widgets::plainTitle(page->title())));
        for (QAction* action : choices)
            menu->addAction(action);
    }
    view->addSeparator();
    view->addAction(m_libraryDock->toggleViewAction());
    view->addAction(m_inspectorDock->toggleViewAction());
    view->addAction(m_jobDocks->jobsDock()->toggleViewAction());
    view->addAction(m_jobDocks->logDock()->toggleViewAction());
    add(view, tr("Re&set layout"), {}, tr("Every dock back to its usual place"), &MainWindow::resetLayout);

    QMenu* run = menuBar()->addMenu(tr("&Run"));
    m_traceAction = add(run, tr("&Trace a model…"), QKeySequence(Qt::CTRL | Qt::Key_T),
        tr("One full pass of a dataset through a model"), [this] { traceModel(); });
    m_sweepAction = add(run, tr("&Sweep policies…"), QKeySequence(Qt::CTRL | Qt::Key_R),
        tr("Evaluate policies over the open trace and keep the run"), &MainWindow::sweep);
    run->addAction(m_tokens->executeAction());
    add(run, tr("Make a &hash of tokens…"), {}, tr("A table that sends every vocabulary entry through some layers, kept with its model"),
        [this] { makeHashTable({}); });
    run->addSeparator();
    run->addAction(m_calibration->startAction());
    run->addAction(m_calibration->useAction());
    run->addAction(m_difficulty->startAction());
    run->addAction(m_generate->writeAction());
    run->addAction(m_generate->stopAction());
    run->addAction(m_train->startAction());
    run->addAction(m_train->continueAction());
    run->addSeparator();
    run->addAction(m_scrubber->stepDownAction());
    run->addAction(m_scrubber->stepUpAction());
    run->addAction(m_scrubber->settingsAction());
    run->addSeparator();
    run->addAction(m_jobDocks->pauseAction());
    run->addAction(m_jobDocks->cancelAction());

    QMenu* exportMenu = menuBar()->addMenu(tr("E&xport"));
    m_exportAction = add(exportMenu, tr("&Figure…"), QKeySequence(Qt::CTRL | Qt::Key_E),
        tr("The plot in view as PDF, SVG, PNG, CSV or TeX"), &MainWindow::exportFigure);
    add(exportMenu, tr("&All views…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E),
        tr("A folder with the figure of every view, their numbers, and a Makefile that draws them again"),
        &MainWindow::exportAllFigures);

    addMannerActions(edit, menuBar()->addMenu(tr("&Help")));
    explainParts();

    m_empty->addButton(m_traceAction);
    m_empty->addButton(openTraceAction);
    m_empty->addButton(openStoreAction);
    if (findDemo())
        m_empty->addButton(demoAction);
    else
        demoAction->setEnabled(false);
}

void MainWindow::fillRecent(QMenu* menu)
{
    menu->clear();
    const auto addAll = [this, menu](const QString& kind) {
        for (const QString& path : m_settings.recent(kind))
            connect(menu->addAction(QDir::toNativeSeparators(path)), &QAction::triggered, this,
                [this, path] { openPath(path); });
    };
    addAll(QStringLiteral("stores"));
    menu->addSeparator();
    addAll(QStringLiteral("traces"));
    addAll(QStringLiteral("texts"));
    if (menu->actions().size() == 1) { // the separator
        menu->addAction(tr("Nothing yet"))->setEnabled(false);
        return;
    }
    menu->addSeparator();
    connect(menu->addAction(tr("&Clear the list")), &QAction::triggered, this, [this] {
        m_settings.clearRecent(QStringLiteral("stores"));
        m_settings.clearRecent(QStringLiteral("traces"));
    });
}

} // namespace exitscope::app
