#include "app/dialogs/hash_entries_model.h"

#include "widgets/table/copyable_table.h"

#include <QLocale>

#include <algorithm>

namespace exitscope::app {

void HashEntriesModel::setEntries(std::shared_ptr<const HashEntries> entries, std::vector<std::int32_t> ids)
{
    beginResetModel();
    m_entries = std::move(entries);
    m_ids = std::move(ids);
    m_columns = { HashColumn::Token, HashColumn::Id, HashColumn::Bucket, HashColumn::Layers };
    if (m_entries && !m_entries->hash.count.empty())
        m_columns.push_back(HashColumn::Count);
    if (m_entries && !m_entries->hash.score.empty())
        m_columns.push_back(HashColumn::Score);
    endResetModel();
}

int HashEntriesModel::placeOf(HashColumn column) const
{
    const auto found = std::ranges::find(m_columns, column);
    return found == m_columns.end() ? 0 : static_cast<int>(found - m_columns.begin());
}

int HashEntriesModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_ids.size());
}

int HashEntriesModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant HashEntriesModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || !m_entries)
        return {};
    const auto id = m_ids[static_cast<std::size_t>(index.row())];
    const auto at = static_cast<std::size_t>(id);
    const auto& hash = m_entries->hash;
    const HashColumn column = columnAt(index.column());
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(Qt::AlignVCenter | (column == HashColumn::Token ? Qt::AlignLeft : Qt::AlignRight));
    if (role != Qt::DisplayRole && role != widgets::sortRole)
        return {};
    const bool isText = role == Qt::DisplayRole;
    const QLocale locale;
    const auto whole = [&](qlonglong value) { return isText ? QVariant(locale.toString(value)) : QVariant(value); };
    switch (column) {
    case HashColumn::Token: {
        const QString token = QString::fromStdString(m_entries->tokens[at]);
        return isText && hash.isSpecial(id) ? tr("%1 (special)").arg(token) : token;
    }
    case HashColumn::Id:
        return isText ? QVariant(QString::number(id)) : QVariant(id);
    case HashColumn::Bucket:
        return at < hash.bucket.size() ? whole(hash.bucket[at]) : QVariant(QStringLiteral("–"));
    case HashColumn::Layers:
        return at < hash.bucket.size() ? whole(hashee::layersOf(hash.bucket[at], hash.scale.layers)) : QVariant(QStringLiteral("–"));
    case HashColumn::Count:
        return whole(hash.count[at]);
    case HashColumn::Score:
        return isText ? QVariant(locale.toString(static_cast<double>(hash.score[at]), 'g', 4)) : QVariant(static_cast<double>(hash.score[at]));
    }
    return {};
}

QVariant HashEntriesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section >= columnCount() || (role != Qt::DisplayRole && role != Qt::ToolTipRole))
        return {};
    const bool isTip = role == Qt::ToolTipRole;
    switch (columnAt(section)) {
    case HashColumn::Token:
        return isTip ? tr("An entry of the vocabulary") : tr("Token");
    case HashColumn::Id:
        return isTip ? tr("Its number in the vocabulary, from 0") : tr("Id");
    case HashColumn::Bucket:
        return isTip ? tr("Buckets count from 2, as HashEE numbers them") : tr("Bucket");
    case HashColumn::Layers:
        return isTip ? tr("The layers that it goes through before it leaves") : tr("Layers");
    case HashColumn::Count:
        return isTip ? tr("How often it occurs in the corpus that was counted") : tr("Count");
    case HashColumn::Score:
        return isTip ? tr("Its mutual information with the label, in nats") : tr("Information");
    }
    return {};
}

void HashEntriesModel::sort(int column, Qt::SortOrder order)
{
    if (column >= 0 && column < columnCount())
        Q_EMIT sortWanted(columnAt(column), order == Qt::DescendingOrder);
}

} // namespace exitscope::app
