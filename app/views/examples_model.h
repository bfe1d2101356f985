#pragma once

#include "core/examples/arrangement.h"
#include "core/examples/unit_columns.h"

#include <QAbstractTableModel>

#include <memory>
#include <optional>

namespace exitscope::app {

/// The units of a trace under the operating point as a table. Cells are read from the mapped trace when they are in sight;
/// of a row nothing is kept but which unit it shows. Sorting and filtering happen elsewhere: sort() asks for it, and
/// setArrangement() swaps the result in. Unit indexes are the identity of rows (unitRole).
class ExamplesModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Roles { unitRole = Qt::UserRole + 1000 }; ///< qlonglong

    using QAbstractTableModel::QAbstractTableModel;

    /// Another trace: every row is new. Nothing: empty.
    void setColumns(std::optional<examples::UnitColumns> columns, examples::Arrangement arrangement = {});
    /// The same trace at another operating point, or with other tags: cells change, rows stay.
    void updateColumns(const examples::UnitColumns& columns);
    /// Other rows in another order, of the units of the present trace.
    void setArrangement(examples::Arrangement arrangement);

    const std::optional<examples::UnitColumns>& columns() const { return m_columns; }
    std::int64_t unitAt(int row) const { return m_arrangement.units[static_cast<std::size_t>(row)]; }
    int rowOf(std::int64_t unit) const; ///< -1 where it is filtered out
    const std::vector<std::uint32_t>& units() const { return m_arrangement.units; } ///< in the order shown

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order) override;

Q_SIGNALS:
    void sortRequested(const exitscope::examples::SortBy& sort);

private:
    QString text(std::int64_t unit, examples::Column column) const;
    QVariant raw(std::int64_t unit, examples::Column column) const;
    QString toolTip(std::int64_t unit, examples::Column column) const;
    QString answer(std::int64_t label, float value) const;
    QString slackText(std::int64_t unit) const;
    QString slackToolTip(std::int64_t unit) const;
    QVariant bar(std::int64_t unit, int role) const;
    void announceCells(int firstColumn = 0, int lastColumn = examples::columnCount - 1);

    std::optional<examples::UnitColumns> m_columns;
    examples::Arrangement m_arrangement;
};

} // namespace exitscope::app
