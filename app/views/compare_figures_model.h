#pragma once

#include "app/analysis/run_comparison.h"

#include <QAbstractTableModel>
#include <QStringList>

#include <memory>

namespace exitscope::app {

/// A comparison as lines: every budget has one for each run.
class CompareFiguresModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Budget, Run, Figure, FigureInterval, Difference, DifferenceInterval, BootstrapP, McNemarP, Point, Columns };

    using QAbstractTableModel::QAbstractTableModel;

    void setComparison(std::shared_ptr<const RunsCompared> comparison, QStringList names);
    int runs() const { return static_cast<int>(m_names.size()); }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// "accuracy at 2×", "FLOPs at accuracy 0.9"; translated, numbers in the locale.
    static QString budgetText(const evidence::BudgetRow& row, const evidence::FrontOptions& options);

private:
    QString text(const evidence::BudgetRow& row, int run, int column) const;
    QString toolTip(const evidence::BudgetRow& row, int run, int column) const;

    std::shared_ptr<const RunsCompared> m_comparison;
    QStringList m_names;
};

} // namespace exitscope::app
