#pragma once

#include "app/session/run_set.h"

#include <QWidget>

class QAction;
class QLineEdit;
class QSortFilterProxyModel;
class QTreeView;

namespace exitscope::app {

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

    QSize sizeHint() const override;

Q_SIGNALS:
    void runsSelected(const exitscope::app::RunSet& runs);
    void runActivated(const exitscope::app::RunSet& run);
    void traceActivated(const QString& path);
    void modelActivated(const QString& path);
    void datasetActivated(const QString& path);
    void deleteRequested(const exitscope::app::RunSet& runs);

private:
    void activate(const QModelIndex& proxyIndex);
    void showMenu(const QPoint& position);

    LibraryModel* m_model;
    QSortFilterProxyModel* m_proxy;
    QLineEdit* m_filter;
    QTreeView* m_tree;
    QAction* m_rename;
    QAction* m_delete;
    QAction* m_open;
    bool m_isSelecting = false;
};

} // namespace exitscope::app
