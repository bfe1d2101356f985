#pragma once

#include "app/jobs/quick_task.h"
#include "app/session/run_set.h"

#include <QWidget>

class QAction;
class QLineEdit;
class QTimer;
class QTreeView;

namespace exitscope::app {

class LibraryFilter;
class LibraryModel;

/// The library dock: a filter line over the tree. Selecting runs makes them current; a double click or Return opens.
class LibraryPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit LibraryPanel(LibraryModel* model, QWidget* parent = nullptr);

    RunSet selectedRuns() const;
    void selectRuns(const RunSet& runs); ///< announces nothing
    void focusFilter();
    /// Where the metrics of runs are read when a filter asks for them; empty: nowhere.
    void setStore(const QString& path);
    void setFilter(const QString& text);
    int shownRuns() const; ///< that the filter lets through
    /// Further acts on the selected runs, for the menu.
    void addRunActions(const std::vector<QAction*>& actions);

    QSize sizeHint() const override;

Q_SIGNALS:
    void runsSelected(const exitscope::app::RunSet& runs);
    void runActivated(const exitscope::app::RunSet& run);
    void traceActivated(const QString& path);
    void modelActivated(const QString& path);
    void datasetActivated(const QString& path);
    void hashTableWanted(const QString& model);
    void studyActivated(const QString& path);
    void deleteRequested(const exitscope::app::RunSet& runs);

private:
    void activate(const QModelIndex& proxyIndex);
    void showMenu(const QPoint& position);
    void applyFilter();
    void readMetrics();

    LibraryModel* m_model;
    LibraryFilter* m_proxy;
    QLineEdit* m_filter;
    QTreeView* m_tree;
    QAction* m_rename;
    QAction* m_delete;
    QAction* m_open;
    std::vector<QAction*> m_runActions;
    QTimer* m_delay; ///< after the last keystroke in the filter
    QString m_store;
    QuickTask m_metricsTask;
    bool m_isSelecting = false;
};

} // namespace exitscope::app
