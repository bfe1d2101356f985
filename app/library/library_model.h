#pragma once

#include "app/session/run_set.h"

#include <QAbstractItemModel>
#include <QStringList>

#include <array>
#include <functional>
#include <optional>
#include <unordered_map>
#include <vector>

namespace exitscope::app {

/// The library's tree: models, datasets and traces by path, runs by id. Ten thousand runs are plain values, whose texts are
/// made when a row is in sight; what changes is told row by row, so that selection and scroll survive a run that grows.
class LibraryModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum class Kind { Group, Model, Dataset, Trace, Run, Study, Hint };
    enum Role { KindRole = Qt::UserRole + 1, IdRole, PathRole };

    explicit LibraryModel(QObject* parent = nullptr);

    void setModels(const QStringList& folders);
    void setDatasets(const QStringList& files);
    void setStudies(const QStringList& files); ///< of difficulty
    void setTraces(const std::vector<store::TraceRecord>& traces);
    /// `interrupted`: those in state Running that nobody works on.
    void setRuns(const std::vector<store::RunSummary>& runs, const RunSet& interrupted = {});

    std::optional<store::RunId> runAt(const QModelIndex& index) const;
    const store::RunSummary* summaryAt(const QModelIndex& index) const; ///< null: no run; valid until setRuns()
    QString pathAt(const QModelIndex& index) const;
    Kind kindAt(const QModelIndex& index) const;
    QModelIndex indexOfRun(store::RunId id) const;
    QModelIndex indexOfPath(Kind kind, const QString& path) const;

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& index) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

Q_SIGNALS:
    /// A person edited a run's name in place.
    void runRenamed(const exitscope::app::RunSet& run, const QString& name);

private:
    enum Group { Runs, Traces, Models, Datasets, Studies, Groups };
    struct Row
    {
        QString key; ///< a path, or of a run its number: identity
        QString text, toolTip;
        store::RunSummary run; ///< of a run, whose texts are made from it
        bool isInterrupted = false;

        bool isSameAs(const Row& other) const;
    };

    // How rows come and go (library_model_rows.cpp)
    void setRows(Group group, std::vector<Row> rows);
    void clearRows(Group group);
    void replaceRows(Group group, std::vector<Row> rows);
    void removeRowsIf(Group group, const std::function<bool(const Row&)>& isGone);
    void mergeRows(Group group, std::vector<Row> rows);

    void setPaths(Group group, const QStringList& paths);
    QModelIndex groupIndex(Group group) const;
    const Row* rowAt(const QModelIndex& index) const;
    static Kind kindOf(Group group);
    static QString titleOf(Group group);
    static QString hintOf(Group group);
    static QString nameOf(const store::RunSummary& run);
    static QString textOf(const Row& row);
    static QString cardOf(const Row& row);

    std::array<std::vector<Row>, Groups> m_rows;
    std::unordered_map<std::int64_t, int> m_rowOfRun;
};

} // namespace exitscope::app
