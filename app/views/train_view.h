#pragma once

#include "app/jobs/quick_task.h"
#include "app/session/training_desk.h"
#include "app/session/training_record.h"
#include "app/views/view.h"

#include <optional>

class QAction;
class QComboBox;
class QLabel;
class QSplitter;
class QStackedWidget;
class QTabWidget;

namespace exitscope::widgets {
class EmptyState;
}

namespace exitscope::app {

class LearningPanel;
class StructurePanel;
class TrainForm;

/// What is to be traced of a result.
struct TrainedTrace
{
    QString model, data;
    QStringList textColumns;
    QString labelColumn, task;
    std::vector<std::filesystem::path> parents; ///< models that it was made from, the nearest first
};

/// View 9: train a classifier with exits, or slim a model, and watch: losses, what dev says of every exit, the learning rate, what
/// is kept. Any folder with a learning curve or a kept structure can be opened; one that was stopped can be gone on with.
class TrainView final : public View
{
    Q_OBJECT

public:
    TrainView(TrainingDesk& desk, QWidget* parent = nullptr);

    QString key() const override;
    QString title() const override;
    std::optional<ShownFigure> figure() const override;
    void fit() override;
    void zoomTo(const std::string& plot, std::optional<widgets::Range> x, std::optional<widgets::Range> y) override;
    std::vector<QAction*> menuActions() const override;
    QJsonObject state() const override;
    void restore(const QJsonObject& state) override;

    void setKept(const QStringList& folders);       ///< that were opened before, newest first
    void setOfferedFolder(const QString& folder);   ///< where results go that have no folder of their own
    void openFolder(const QString& folder);         ///< shows its training, or says why not
    void takeFiles(const QStringList& paths);       ///< a training, a configuration, data, a model
    bool hasTraining() const { return m_record.has_value(); }
    const std::optional<TrainingRecord>& record() const { return m_record; }
    QAction* openAction() const { return m_open; }
    QAction* startAction() const { return m_start; }
    QAction* continueAction() const { return m_continue; }

Q_SIGNALS:
    void opened(const QString& folder);
    void traceRequested(const exitscope::app::TrainedTrace& trace);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    QAction* newAction(const QString& key, const QString& text, const QString& tip, void (TrainView::*act)());
    void buildActions();
    QWidget* buildResults();
    void connectDesk();

    void start();
    void goOn();
    void pauseOrResume();
    void stop();
    void traceDev();
    void traceTest();
    void requestTrace(const std::string& dataset);
    void showFolder();
    void openTraining();
    void openConfiguration();
    void showConfiguration();
    void saveConfiguration();
    void copyCommand();
    void readConfiguration(const QString& file);

    void showRecord(TrainingRecord record);
    void onEvents(const QString& folder, const TrainingDesk::Events& events);
    void onFinished(const QString& folder, const TrainingOutcome& outcome);
    void refresh(const QString& folder); ///< reads what is shown again, where it is that
    void describe();
    QString progressText() const;
    QString resultText() const;
    void update();
    QString shownFolder() const;

    TrainingDesk& m_desk;
    std::optional<TrainingRecord> m_record;   ///< none: nothing is shown
    std::optional<TrainingOutcome> m_outcome; ///< of what is shown, where it ended while the window was open
    QAction* m_start;
    QAction* m_continue;
    QAction* m_pause;
    QAction* m_stop;
    QAction* m_traceDev;
    QAction* m_traceTest;
    QAction* m_showFolder;
    QAction* m_open;
    QAction* m_openConfiguration;
    QAction* m_showConfiguration;
    QAction* m_saveConfiguration;
    QAction* m_copyCommand;
    QSplitter* m_splitter;
    TrainForm* m_form;
    QComboBox* m_kept;
    QStackedWidget* m_pages;
    widgets::EmptyState* m_empty;
    QLabel* m_heading;
    QLabel* m_facts;
    QTabWidget* m_tabs;
    LearningPanel* m_curves;
    StructurePanel* m_structure;
    QuickTask m_opening, m_reading;
};

} // namespace exitscope::app
