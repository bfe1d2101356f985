#include "app/main_window.h"
#include "app/session/demo.h"
#include "app/views/view.h"
#include "widgets/panel/message_bar.h"

#include <QDir>
#include <QDockWidget>
#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QTabWidget>

#include <algorithm>
#include <utility>

namespace exitscope::app {

namespace {

constexpr std::size_t mostAtStart = 2;

bool isDemoReady(const Demo& demo)
{
    std::error_code error;
    return std::filesystem::exists(demo.store, error) && std::filesystem::exists(demo.trace, error);
}

} // namespace

/// Whatever can be changed and found again is remembered a moment after it changed, so that a kill loses nothing.
void MainWindow::connectSession()
{
    connect(&m_keeper, &SessionKeeper::changed, this, &MainWindow::rememberSoon);
    connect(&m_keeper, &SessionKeeper::traceLost, this, &MainWindow::sayTraceIsLost);
    connect(m_tabs, &QTabWidget::currentChanged, this, &MainWindow::rememberSoon);
    for (const auto* dock : findChildren<QDockWidget*>()) {
        connect(dock, &QDockWidget::dockLocationChanged, this, &MainWindow::rememberSoon);
        connect(dock, &QDockWidget::topLevelChanged, this, &MainWindow::rememberSoon);
        connect(dock, &QDockWidget::visibilityChanged, this, &MainWindow::rememberSoon);
    }
    centralWidget()->installEventFilter(this); // resized with the window, and when a dock's border is dragged
    if (!m_damagedSettings.isEmpty())
        m_messages->showMessage({ widgets::MessageKind::Warning,
            tr("The settings could not be read; the defaults are used."),
            tr("What could not be read is kept as %1.").arg(QDir::toNativeSeparators(m_damagedSettings)), {} });
}

bool MainWindow::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == centralWidget() && event->type() == QEvent::Resize)
        rememberSoon();
    return QMainWindow::eventFilter(watched, event);
}

void MainWindow::moveEvent(QMoveEvent* event)
{
    QMainWindow::moveEvent(event);
    rememberSoon();
}

/// Not restarted by every change: a long drag is remembered while it lasts.
void MainWindow::rememberSoon()
{
    if (!m_saveDelay.isActive())
        m_saveDelay.start();
}

void MainWindow::restoreViews()
{
    for (View* view : m_views)
        view->restore(m_settings.viewState(view->key()));
    if (View* last = viewNamed(m_settings.lastView()))
        m_tabs->setCurrentWidget(last);
}

void MainWindow::remember()
{
    m_saveDelay.stop();
    for (const View* view : m_views)
        m_settings.setViewState(view->key(), view->state());
    if (const View* view = currentView())
        m_settings.setLastView(view->key());
    m_settings.setWindow(saveGeometry(), saveState());
    if (m_hasStarted && m_workspace.hasStore() && !m_keeper.isRestoring())
        m_settings.setSession(m_keeper.current());
    if (m_settings.save() || std::exchange(m_saidUnsaved, true))
        return;
    m_messages->showMessage({ widgets::MessageKind::Warning,
        tr("The settings cannot be saved: what is open will not be found again at the next start."),
        tr("Make room for %1, or the right to write it.").arg(QDir::toNativeSeparators(m_settings.path())), {} });
}

void MainWindow::resetLayout()
{
    restoreState(m_usualLayout);
    for (auto* dock : findChildren<QDockWidget*>())
        dock->setFloating(false);
    rememberSoon();
}

void MainWindow::start(const QString& path)
{
    const Session last = m_settings.session();
    m_hasStarted = true;
    if (path.isEmpty())
        return startAgain(last);
    if (isStorePath(path))
        return startWith(path, last);
    const QString usual = QDir(dataFolder()).filePath(QStringLiteral("runs.db"));
    m_workspace.openStore(QFileInfo::exists(last.store) ? last.store : usual, [this, path](bool) { openPath(path); });
}

void MainWindow::startWith(const QString& path, const Session& last)
{
    const bool isLast = QFileInfo(path).absoluteFilePath() == QFileInfo(last.store).absoluteFilePath() && last.hasRuns;
    m_workspace.openStore(path, [this, isLast, last](bool isOpen) {
        if (!isOpen)
            return;
        if (isLast)
            return m_keeper.restore(last);
        selectAtStart();
        if (const auto& traces = m_workspace.traces(); !traces.empty())
            m_workspace.openTrace(QString::fromStdString(traces.front().path));
    });
}

void MainWindow::startAgain(const Session& last)
{
    const auto demo = findDemo();
    const bool isDemo = demo && last.store.toStdString() == demo->store.string();
    if (!last.store.isEmpty() && QFileInfo::exists(last.store) && !(isDemo && !isDemoReady(*demo)))
        return m_workspace.openStore(last.store, [this, last](bool isOpen) {
            if (isOpen && !last.hasRuns)
                selectAtStart();
            if (isOpen)
                m_keeper.restore(last);
        });
    if (!last.store.isEmpty() && !isDemo)
        m_messages->showMessage({ widgets::MessageKind::Warning,
            tr("The store %1 is not there any more.").arg(QDir::toNativeSeparators(last.store)),
            tr("File > Open store… finds it at its new place."), {} });
    if (demo)
        return openTheDemo();
    m_workspace.openStore(QDir(dataFolder()).filePath(QStringLiteral("runs.db")), [this](bool isOpen) {
        if (isOpen)
            selectAtStart();
    });
}

void MainWindow::openTheDemo()
{
    if (const auto demo = findDemo())
        m_workspace.openDemo(*demo, [this] { selectAtStart(); });
}

/// The newest, in the order in which they were made, so that a run has the same colour at every start.
void MainWindow::selectAtStart()
{
    RunSet selected;
    for (const auto& run : m_workspace.runs())
        if (selected.ids.size() < mostAtStart)
            selected.ids.push_back(run.id);
    std::sort(selected.ids.begin(), selected.ids.end());
    m_hub.setRuns(selected, &m_workspace);
}

/// The copy is what stays open. A running job goes on writing where it started.
void MainWindow::saveStoreAs()
{
    if (!m_workspace.hasStore())
        return;
    const QString kind = QStringLiteral("stores");
    QString path = QFileDialog::getSaveFileName(this, tr("Save the store as"),
        QDir(m_settings.lastFolder(kind)).filePath(QFileInfo(m_workspace.storePath()).fileName()), tr("Stores (*.db)"));
    if (path.isEmpty())
        return;
    if (QFileInfo(path).suffix().isEmpty())
        path += QStringLiteral(".db");
    m_settings.setLastFolder(kind, QFileInfo(path).path());
    m_workspace.saveStoreAs(path);
}

} // namespace exitscope::app
