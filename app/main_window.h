#pragma once

#include "app/session/live_point.h"
#include "app/session/selection_hub.h"
#include "app/session/session_keeper.h"
#include "app/session/settings.h"
#include "app/session/training_desk.h"
#include "app/session/workspace.h"

#include <QMainWindow>
#include <QSet>
#include <QTimer>

#include <memory>
#include <vector>

class QAction;
class QDockWidget;
class QMenu;
class QStackedWidget;
class QTabWidget;

namespace exitscope::widgets {
class EmptyState;
class InspectorPanel;
class JobBar;
class MessageBar;
class ScrubberBar;
}

namespace exitscope::app {

class CalibrationView;
class DifficultyView;
class GenerateView;
struct Figure;
class HelpWindow;
class JobDocks;
class LibraryModel;
class LibraryPanel;
struct RememberedView;
class RunCard;
struct FigureSource;
struct SetFigure;
class TokensView;
class TradeoffView;
class TrainView;
struct TrainedTrace;
class View;

/// The window: library, views, inspector, scrubber, job bar. It connects; what things mean is in the workspace, the
/// hub and the views.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(QWidget* parent = nullptr);
    ~MainWindow() override;

    /// After the first paint: the given store, trace, model or dataset, else what was open last, else the demo.
    void start(const QString& path);
    Workspace& workspace() { return m_workspace; }
    SelectionHub& hub() { return m_hub; }
    LivePoint& livePoint() { return m_point; }
    TrainingDesk& trainings() { return m_trainings; }
    const std::vector<View*>& views() const { return m_views; } ///< in the order of their tabs
    View* viewNamed(const QString& key) const;                  ///< null: there is none
    void showView(View* view);

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void moveEvent(QMoveEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    // Parts (main_window.cpp)
    void buildParts();
    void buildViews();
    void addView(View* view);
    View* currentView() const;
    static bool isStorePath(const QString& path);
    void openPath(const QString& path);
    void showMessage(const QString& problem);
    void updateTitle();
    void updateViews();
    void sayWhatIsAwaited();

    // What is found again at the next start (main_window_session.cpp)
    void connectSession();
    void restoreViews();
    void rememberSoon();
    void remember();
    void resetLayout();
    void startWith(const QString& path, const Session& last);
    void startAgain(const Session& last);
    void openTheDemo();
    void selectAtStart();
    void saveStoreAs();

    // Who tells whom (main_window_connections.cpp)
    void connectWorkspace();
    void connectViews();
    void connectDifficulty();
    void connectGenerate();
    void listStudies();

    // Training (main_window_training.cpp)
    void connectTraining();
    void listTrainings();
    void traceTrained(const TrainedTrace& trace);

    // The operating point (main_window_point.cpp)
    void onLiveChanged();
    void onPointMoved();
    void showInspector();
    void showReadout();
    void changeRuleSettings();
    QStringList ruleTitles() const;

    // Actions and menus (main_window_actions.cpp)
    void buildActions();
    void fillRecent(QMenu* menu);

    // Finding, helping, preferring (main_window_manners.cpp)
    void addMannerActions(QMenu* edit, QMenu* help);
    void explainParts();
    void findCommand();
    void showPreferences();
    void showColours();
    void showHelp(const QString& page);
    std::vector<QWidget*> panes() const;
    void offerTour();
    void startTour();

    // Acts on stored runs (main_window_runs.cpp)
    void buildRunCard();
    void addRunActions(QMenu* file, QMenu* edit);
    void connectRuns();
    void listRuns();
    void showRunCard();
    void showSwept(const RunSet& made);
    void offerToResume();
    void offerToLocate(const std::vector<PlottedRun>& runs);
    void sayTraceIsLost(const QString& path);
    void locateTrace(const QString& path);
    bool leavesUnmadeEdits();
    void deleteRuns(const RunSet& runs);
    void showBin();
    void importRuns();
    void dropStore(const QString& path);
    void withSelectedRun(std::function<void(const store::Run&)> use);
    void repeatRun();
    void repeat(const store::RunRequest& request);
    void copyRunAsCommand();
    void chooseColour();

    // Dialogs (main_window_dialogs.cpp)
    void openStore();
    void newStore();
    void openTrace();
    void openTexts();
    void readTexts(const QString& path);
    void traceModel(const QString& model = {}, const QString& dataset = {});
    void execute();
    /// The hash of tokens kept with a model, or else a dialog to make one.
    void showHashTable(const QString& model);
    void openHashTable(const QString& path, const QString& model);
    void makeHashTable(const QString& model);
    void sweep();
    /// Of the open trace, starting from these rules, and from a cascade with further models where there are any.
    void sweepFrom(const QStringList& further, const QStringList& specifications);
    QString dataFolder() const;

    // Figures (main_window_figures.cpp)
    void exportFigure();
    void exportAllFigures();
    void saveAllFigures(const QString& folder, const std::vector<SetFigure>& figures);
    std::optional<FigureSource> figureOf(const View& view);
    std::string lastLanguage() const;
    void openFigure(const QString& path);
    void showFigure(const QString& path, const Figure& figure, const RememberedView& remembered);
    void zoomWhenThere(View* view, const Figure& figure, const RememberedView& remembered, bool loadsRuns, bool loadsTrace);
    QString bringBack(const RememberedView& remembered);
    bool openTraceOf(const std::string& sha256);
    void goToPoint(const std::string& spec);
    std::string pointText() const;
    std::string traceHash();

    QString m_damagedSettings = Settings::mend(); ///< where they were put aside; before anything reads them
    Settings m_settings;
    JobQueue m_jobs;
    TrainingDesk m_trainings;
    SelectionHub m_hub;
    Workspace m_workspace;
    LivePoint m_point;
    SessionKeeper m_keeper;
    LibraryModel* m_library;
    LibraryPanel* m_libraryPanel = nullptr;
    QTabWidget* m_tabs = nullptr;
    std::vector<View*> m_views;
    QStackedWidget* m_center = nullptr;
    widgets::EmptyState* m_empty = nullptr;
    TradeoffView* m_tradeoff = nullptr;
    TokensView* m_tokens = nullptr;
    CalibrationView* m_calibration = nullptr;
    DifficultyView* m_difficulty = nullptr;
    GenerateView* m_generate = nullptr;
    TrainView* m_train = nullptr;
    widgets::InspectorPanel* m_inspector = nullptr;
    widgets::ScrubberBar* m_scrubber = nullptr;
    widgets::JobBar* m_jobBar = nullptr;
    widgets::MessageBar* m_messages = nullptr;
    QDockWidget* m_libraryDock = nullptr;
    QDockWidget* m_inspectorDock = nullptr;
    RunCard* m_runCard = nullptr;
    QDockWidget* m_runDock = nullptr;
    JobDocks* m_jobDocks = nullptr;
    HelpWindow* m_help = nullptr; ///< null until it is wanted
    bool m_wantsTour = false;     ///< asked for before there was something to show
    QAction* m_saveAsAction = nullptr;
    QAction* m_traceAction = nullptr;
    QAction* m_sweepAction = nullptr;
    QAction* m_exportAction = nullptr;
    QuickTask m_figureTask, m_textsTask;
    QSet<QString> m_lostTraces; ///< paths that were said to be empty; each once
    bool m_saidUnsaved = false; ///< that settings cannot be saved
    bool m_wantsTabs = false; ///< a view is wanted that needs nothing open
    bool m_isClosing = false;
    bool m_leavesEdits = false; ///< closing does not wait for the store
    bool m_hasStarted = false;
    QByteArray m_usualLayout; ///< of the docks
    QTimer m_saveDelay;       ///< what is remembered is saved a moment after it changed
};

} // namespace exitscope::app
