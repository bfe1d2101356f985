#include "app/views/types_model.h"

#include "widgets/table/bar_delegate.h"
#include "widgets/theme/palette.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace exitscope::app {

TypesModel::TypesModel(QObject* parent)
    : QAbstractTableModel(parent)
{
    setContent({});
}

void TypesModel::setContent(Content content)
{
    beginResetModel();
    m_content = std::move(content);
    m_columns = { TypeColumn::Name, TypeColumn::Count, TypeColumn::MeanExit, TypeColumn::Spread };
    if (m_content.hasRight)
        m_columns.push_back(TypeColumn::Right);
    if (m_content.hasB)
        m_columns.insert(m_columns.end(), { TypeColumn::MeanExitB, TypeColumn::Later });
    endResetModel();
}

int TypesModel::placeOf(TypeColumn column) const
{
    const auto found = std::ranges::find(m_columns, column);
    return found == m_columns.end() ? 0 : static_cast<int>(found - m_columns.begin());
}

int TypesModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_content.rows.size());
}

int TypesModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

double TypesModel::numberOf(const TypeFigures& row, TypeColumn column) const
{
    switch (column) {
    case TypeColumn::Name:
        break;
    case TypeColumn::Count:
        return static_cast<double>(row.count);
    case TypeColumn::MeanExit:
        return row.meanExit;
    case TypeColumn::Spread:
        return row.spread;
    case TypeColumn::Right:
        return row.right;
    case TypeColumn::MeanExitB:
        return row.meanExitB;
    case TypeColumn::Later:
        return row.meanExit - row.meanExitB;
    }
    return 0;
}

QString TypesModel::textOf(const TypeFigures& row, TypeColumn column) const
{
    const QLocale locale;
    const double number = numberOf(row, column);
    if (column == TypeColumn::Name)
        return QString::fromStdString(m_content.types->names[static_cast<std::size_t>(row.type)]);
    if (std::isnan(number))
        return QStringLiteral("–");
    if (column == TypeColumn::Count)
        return locale.toString(static_cast<qlonglong>(row.count));
    if (column == TypeColumn::Right)
        return tr("%1 %").arg(locale.toString(100 * number, 'f', 1));
    const QString text = locale.toString(number, 'f', 2);
    return column == TypeColumn::Later && number > 0 ? u'+' + text : text;
}

QVariant TypesModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const auto& row = m_content.rows[static_cast<std::size_t>(index.row())];
    const TypeColumn column = columnAt(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return textOf(row, column);
    case Qt::TextAlignmentRole:
        return static_cast<int>(Qt::AlignVCenter | (column == TypeColumn::Name ? Qt::AlignLeft : Qt::AlignRight));
    case widgets::sortRole:
        return column == TypeColumn::Name ? QVariant(textOf(row, column)) : QVariant(numberOf(row, column));
    case widgets::barRole:
        return column == TypeColumn::MeanExit ? QVariant(row.meanExit / m_content.layers) : QVariant();
    case widgets::barColorRole:
        return widgets::seriesLook(0).color;
    default:
        return {};
    }
}

QVariant TypesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section >= columnCount() || (role != Qt::DisplayRole && role != Qt::ToolTipRole))
        return {};
    const bool isTip = role == Qt::ToolTipRole;
    switch (columnAt(section)) {
    case TypeColumn::Name:
        if (m_content.key == TypeKey::Word)
            return isTip ? tr("Words, whatever their case") : tr("Word");
        return isTip ? tr("The gold label") : tr("Tag");
    case TypeColumn::Count:
        return isTip ? tr("How many tokens are of this kind") : tr("Count");
    case TypeColumn::MeanExit:
        return isTip ? tr("The mean layer after which they leave under A") : tr("Mean exit");
    case TypeColumn::Spread:
        return isTip ? tr("The standard deviation of these layers") : tr("Spread");
    case TypeColumn::Right:
        return isTip ? tr("The share that leaves with the right answer") : tr("Right");
    case TypeColumn::MeanExitB:
        return isTip ? tr("The mean layer after which they leave under B") : tr("Mean exit, B");
    case TypeColumn::Later:
        return isTip ? tr("How many layers later they leave under A than under B") : tr("A − B");
    }
    return {};
}

void TypesModel::sort(int column, Qt::SortOrder order)
{
    if (column >= 0 && column < columnCount())
        Q_EMIT sortWanted(columnAt(column), order == Qt::DescendingOrder);
}

} // namespace exitscope::app
