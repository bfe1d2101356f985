#pragma once

#include "app/session/run_set.h"

#include <QStandardItemModel>
#include <QStringList>

#include <optional>
#include <vector>

namespace exitscope::app {

/// The library's tree: models, datasets and traces by path, runs by id. Rows are updated in place, so that selection
/// and scroll survive a run that grows.
class LibraryModel final : public QStandardItemModel
{
    Q_OBJECT

public:
    enum class Kind { Group, Model, Dataset, Trace, Run };
    enum Role { KindRole = Qt::UserRole + 1, IdRole, PathRole };

    explicit LibraryModel(QObject* parent = nullptr);

    void setModels(const QStringList& folders);
    void setDatasets(const QStringList& files);
    void setTraces(const std::vector<store::TraceRecord>& traces);
    void setRuns(const std::vector<store::RunSummary>& runs);

    std::optional<store::RunId> runAt(const QModelIndex& index) const;
    QString pathAt(const QModelIndex& index) const;
    Kind kindAt(const QModelIndex& index) const;
    QModelIndex indexOfRun(store::RunId id) const;
    QModelIndex indexOfPath(Kind kind, const QString& path) const;

Q_SIGNALS:
    /// A person edited a run's name in place.
    void runRenamed(const exitscope::app::RunSet& run, const QString& name);

private:
    struct Row
    {
        QString key; ///< path or id: identity
        QString text, toolTip;
        bool isEditable = false;
    };

    void setRows(QStandardItem* group, Kind kind, const std::vector<Row>& rows);
    void setPaths(QStandardItem* group, Kind kind, const QStringList& paths);

    QStandardItem* m_models;
    QStandardItem* m_datasets;
    QStandardItem* m_traces;
    QStandardItem* m_runs;
    bool m_isUpdating = false;
};

} // namespace exitscope::app
