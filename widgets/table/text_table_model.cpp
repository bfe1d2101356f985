#include "widgets/table/text_table_model.h"

#include "widgets/table/copyable_table.h"

#include <QLocale>

namespace exitscope::widgets {

TextTableModel::TextTableModel(TextTable table, QObject* parent)
    : QAbstractTableModel(parent)
    , m_table(std::move(table))
{
}

int TextTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_table.rows.size());
}

int TextTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_table.headings.size());
}

bool TextTableModel::isNumber(int column) const
{
    const auto place = static_cast<std::size_t>(column);
    return place < m_table.isNumber.size() && m_table.isNumber[place];
}

QVariant TextTableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const QString& text
        = m_table.rows[static_cast<std::size_t>(index.row())][static_cast<std::size_t>(index.column())];
    bool isParsed = false;
    const double value = isNumber(index.column()) ? text.toDouble(&isParsed) : 0;
    switch (role) {
    case Qt::DisplayRole:
        return isParsed ? QLocale().toString(value, 'g', 6) : text;
    case Qt::ToolTipRole:
        return text;
    case sortRole:
        return isParsed ? QVariant(value) : QVariant(text);
    case Qt::TextAlignmentRole:
        return QVariant(isNumber(index.column()) ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignLeft | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant TextTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole)
        return {};
    if (orientation == Qt::Vertical)
        return section + 1;
    return m_table.headings[static_cast<std::size_t>(section)];
}

} // namespace exitscope::widgets
