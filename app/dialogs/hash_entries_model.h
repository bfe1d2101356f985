#pragma once

#include "app/analysis/hash_entries.h"

#include <QAbstractTableModel>

#include <memory>

namespace exitscope::app {

/// The entries of a hash's table in the order in which they were arranged. Sorting is asked for, not done here.
class HashEntriesModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    void setEntries(std::shared_ptr<const HashEntries> entries, std::vector<std::int32_t> ids);
    HashColumn columnAt(int column) const { return m_columns[static_cast<std::size_t>(column)]; }
    int placeOf(HashColumn column) const; ///< 0 where it is not shown

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override; ///< tells, and waits for the next entries

Q_SIGNALS:
    void sortWanted(exitscope::app::HashColumn column, bool isDescending);

private:
    std::shared_ptr<const HashEntries> m_entries; ///< null: none yet
    std::vector<std::int32_t> m_ids;
    std::vector<HashColumn> m_columns;
};

} // namespace exitscope::app
