#pragma once

#include "core/difficulty/study.h"

#include <QAbstractTableModel>

#include <memory>

namespace exitscope::app {

/// The table of a study: one row for each predictor. Figures are in percent; sorting and copying go by the full numbers.
class DifficultyModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        Name,
        Accuracy,
        Deviation,
        OnTrain,
        Lead,
        LeadLow,
        LeadHigh,
        MicroPrecision,
        MicroRecall,
        MicroF1,
        MacroPrecision,
        MacroRecall,
        MacroF1,
        TruePositive,
        TrueNegative,
        GMean,
        Columns
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setStudy(std::shared_ptr<const difficulty::Study> study); ///< null: none
    difficulty::Predictor predictorAt(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    double value(int row, int column) const; ///< a share; NaN where there is none
    QString text(int row, int column) const;

    std::shared_ptr<const difficulty::Study> m_study;
};

} // namespace exitscope::app
