#pragma once

#include "app/analysis/run_comparison.h"

#include <QAbstractTableModel>

#include <memory>

namespace exitscope::app {

enum class FlipsShown { Both, OnlyFirst, OnlySecond };

/// The examples on which two runs differ; text is read from the trace when a row is in sight.
class CompareFlipsModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Unit, Text, Gold, First, Second, Columns };

    using QAbstractTableModel::QAbstractTableModel;

    void setFlips(std::shared_ptr<const RunFlips> flips, const QString& first, const QString& second);
    void show(FlipsShown shown);
    std::vector<std::int64_t> units() const; ///< of all rows, ascending
    std::int64_t unitAt(int row) const { return at(row).unit; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    const RunFlips::Unit& at(int row) const { return m_flips->units[m_rows[static_cast<std::size_t>(row)]]; }
    QString label(std::int64_t number) const;
    QString decision(std::int32_t predicted, std::int32_t layer, bool isRight) const;

    std::shared_ptr<const RunFlips> m_flips;
    std::vector<std::size_t> m_rows; ///< into the flips
    QString m_first, m_second;
    FlipsShown m_shown = FlipsShown::Both;
};

} // namespace exitscope::app
