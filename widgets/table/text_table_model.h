#pragma once

#include "widgets/table/table_text.h"

#include <QAbstractTableModel>

namespace exitscope::widgets {

/// A TextTable to look at. Number columns are shown in the locale and sort by value; sortRole keeps their text as
/// files have it.
class TextTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    explicit TextTableModel(TextTable table, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] bool isNumber(int column) const;

    TextTable m_table;
};

} // namespace exitscope::widgets
