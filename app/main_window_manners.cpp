#include "app/dialogs/about_dialog.h"
#include "app/dialogs/command_finder.h"
#include "app/dialogs/preferences_dialog.h"
#include "app/help/explain_actions.h"
#include "app/help/help_window.h"
#include "app/job_docks.h"
#include "app/library/library_panel.h"
#include "app/library/run_card.h"
#include "app/main_window.h"
#include "app/panes.h"
#include "app/session/demo.h"
#include "app/tour.h"
#include "app/views/tokens_view.h"
#include "app/views/tradeoff_view.h"
#include "app/views/view.h"
#include "widgets/heatmap/depth_legend.h"
#include "widgets/heatmap/exit_strip_view.h"
#include "widgets/heatmap/token_text_view.h"
#include "widgets/panel/inspector_panel.h"
#include "widgets/panel/message_bar.h"
#include "widgets/panel/plain_title.h"
#include "widgets/panel/scrubber_bar.h"
#include "widgets/plot/plot_view.h"

#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QKeyEvent>
#include <QMenu>
#include <QMenuBar>
#include <QStackedWidget>
#include <QTabWidget>
#include <QWhatsThis>

namespace exitscope::app {

namespace {

struct HelpPage
{
    const char* view;
    const char* page;
};

constexpr HelpPage helpPages[] = {
    { "tradeoff", "views#Trade-off" },
    { "layers", "views#Layers" },
    { "tokens", "views#Tokens" },
    { "examples", "views#Examples" },
    { "compare", "views#Compare" },
    { "calibration", "calibration" },
    { "difficulty", "difficulty" },
    { "generate", "generate" },
    { "train", "training#In the window" },
};

} // namespace

/// Edit and Help: what is about the program, not about what is open. Called once all menus are filled.
void MainWindow::addMannerActions(QMenu* edit, QMenu* help)
{
    const auto add = [this](QMenu* menu, const QString& text, const QKeySequence& keys, const QString& tip, auto slot) {
        auto* action = menu->addAction(text);
        action->setShortcut(keys);
        action->setStatusTip(tip);
        connect(action, &QAction::triggered, this, slot);
        return action;
    };
    add(edit, tr("Find a c&ommand…"), QKeySequence(Qt::CTRL | Qt::Key_K), tr("Any action by parts of its name"),
        &MainWindow::findCommand);
    add(edit, tr("&Next pane"), QKeySequence(Qt::Key_F6), tr("Move the keyboard to the next part of the window"),
        [this] { moveBetween(panes(), 1); });
    add(edit, tr("Pre&vious pane"), QKeySequence(Qt::SHIFT | Qt::Key_F6), tr("Move the keyboard to the part before"),
        [this] { moveBetween(panes(), -1); });
    edit->addSeparator();
    add(edit, tr("Prefer&ences…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P),
        tr("Language, theme, colours, draws, threads"), &MainWindow::showPreferences);

    add(help, tr("&Help on this"), QKeySequence::HelpContents, tr("The page of the manual about the part with the keyboard"),
        [this] {
            // What explains nothing of its own, such as the tabs, leads to the view.
            const QWidget* part = focusWidget();
            const bool isOwn = part && helpPageOf(part) != helpPageOf(this);
            showHelp(helpPageOf(isOwn || m_center->currentWidget() != m_tabs ? part : currentView()));
        });
    add(help, tr("&Manual"), {}, tr("The manual from its first page"), [this] {
        showHelp(QStringLiteral("getting-started"));
    })->setObjectName(QStringLiteral("manual"));
    add(help, tr("&Keyboard and mouse"), QKeySequence(Qt::CTRL | Qt::Key_F1), tr("Every key, and what the mouse does in a plot"),
        [this] { showHelp(QStringLiteral("shortcuts")); });
    QAction* what = QWhatsThis::createAction(this);
    what->setText(tr("&What is this?"));
    what->setStatusTip(tr("Click on anything to be told what it is"));
    help->addAction(what);
    auto* tour = add(help, tr("&Tour of the demo"), {}, tr("Three steps through the demo"), &MainWindow::startTour);
    tour->setObjectName(QStringLiteral("tour"));
    tour->setEnabled(findDemo().has_value());
    help->addSeparator();
    add(help, tr("&About Exitscope"), {}, tr("Versions of all parts, to be copied into a report"), [this] {
        AboutDialog(this).exec();
    })->setObjectName(QStringLiteral("about"));
}

void MainWindow::explainParts()
{
    explainActions(*this);
    setHelpPage(this, QStringLiteral("getting-started"));
    for (const auto& [key, page] : helpPages)
        setHelpPage(viewNamed(QLatin1String(key)), QLatin1String(page));
    setHelpPage(m_scrubber, QStringLiteral("policies"));
    setHelpPage(m_libraryPanel, QStringLiteral("views#The library"));
    setHelpPage(m_runCard, QStringLiteral("views#The library"));
    setHelpPage(m_inspector, QStringLiteral("views#The inspector"));
    setHelpPage(m_jobDocks->jobsDock(), QStringLiteral("views#Jobs"));
    m_scrubber->setWhatsThis(tr("The operating point: a policy and its threshold. Drag the slider, or press [ and ], and every view "
                                "shows where the examples leave now."));
    m_libraryPanel->setWhatsThis(tr("Runs, traces, models and datasets. Selected runs are shown in every view; a double click opens."));
    m_inspector->setWhatsThis(tr("All figures of the operating point, with 95 % bootstrap intervals once it rests."));
}

void MainWindow::findCommand()
{
    CommandFinder(menuBar(), this).exec();
}

void MainWindow::showPreferences()
{
    PreferencesDialog dialog(storedPreferences(), this);
    connect(&dialog, &PreferencesDialog::chosen, this, [this](const Preferences& preferences) {
        storePreferences(preferences);
        applyPreferences(preferences);
        showColours();
    });
    dialog.exec();
}

void MainWindow::showColours()
{
    // Plots read the colours of series with their palette; where only these changed, nobody else tells them.
    for (auto* plot : findChildren<widgets::PlotView*>()) {
        QEvent changed(QEvent::PaletteChange);
        QApplication::sendEvent(plot, &changed);
    }
    const widgets::DepthMap map = storedPreferences().depthMap;
    for (auto* strips : findChildren<widgets::ExitStripView*>())
        strips->setDepthMap(map);
    for (auto* text : findChildren<widgets::TokenTextView*>())
        text->setDepthMap(map);
    for (auto* legend : findChildren<widgets::DepthLegend*>())
        legend->setDepthMap(map);
}

void MainWindow::showHelp(const QString& page)
{
    if (!m_help)
        m_help = new HelpWindow(this);
    m_help->showPage(page);
    m_help->show();
    m_help->raise();
    m_help->activateWindow();
}

/// Those in sight, in reading order.
std::vector<QWidget*> MainWindow::panes() const
{
    QWidget* center = m_center->currentWidget() == m_tabs ? m_tabs->currentWidget() : m_center->currentWidget();
    std::vector<QWidget*> all { m_messages, m_libraryPanel, center, m_scrubber, m_inspector };
    for (const auto* dock : { m_runDock, m_jobDocks->jobsDock(), m_jobDocks->logDock() })
        all.push_back(dock->widget());
    std::erase_if(all, [](const QWidget* pane) { return !pane->isVisible(); });
    return all;
}

/// Esc, where nothing that has the keyboard wanted it (a drag, an editor): lets go of the selected examples.
void MainWindow::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && !m_hub.examples().empty()) {
        m_hub.setExamples({}, this);
        return;
    }
    QMainWindow::keyPressEvent(event);
}

/// Once in a person's life, on the demo, when there is something to see.
void MainWindow::offerTour()
{
    const auto demo = findDemo();
    const bool isDemo = demo && m_workspace.storePath().toStdString() == demo->store.string();
    if (!m_wantsTour && (!isDemo || storedPreferences().hasSeenTour))
        return;
    if (m_center->currentWidget() == m_tabs && isVisible())
        startTour();
}

void MainWindow::startTour()
{
    if (findChild<Tour*>())
        return;
    m_wantsTour = !m_workspace.live();
    if (m_wantsTour)
        return openTheDemo();
    m_tabs->setCurrentWidget(m_tradeoff);
    auto* tour = new Tour(this,
        { { m_tradeoff, tr("What stopping early buys"),
              tr("Every point is a threshold: quality upwards, cost along. A click on a point makes it the operating point; the wheel "
                 "zooms, a double click shows everything again.") },
            { m_scrubber, tr("The live operating point"),
                tr("Drag the slider, or press [ and ]. Every example is decided again, exactly, and every view follows.") },
            { m_tokens, tr("Where each sentence leaves"),
                tr("One strip for each sentence, coloured by the layer where it leaves. F1 explains whatever has the keyboard.") } });
    connect(tour, &Tour::stepShown, this, [this](std::size_t step) {
        if (step == 1)
            m_tabs->setCurrentWidget(m_tokens); // the third step is about it, and the second already shows there
    });
    connect(tour, &Tour::ended, this, [] {
        Preferences preferences = storedPreferences();
        preferences.hasSeenTour = true;
        storePreferences(preferences);
    });
    tour->start();
}

} // namespace exitscope::app
