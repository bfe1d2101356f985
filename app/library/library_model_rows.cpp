#include "app/library/library_model.h"

#include <QSet>

#include <algorithm>
#include <iterator>

namespace exitscope::app {

namespace {

std::ptrdiff_t offset(std::size_t row) { return static_cast<std::ptrdiff_t>(row); }

} // namespace

/// Rows that are gone are removed in blocks, then the new ones put in where they belong and those that changed their place
/// moved. An empty group's one row is the hint, which no list holds.
void LibraryModel::setRows(Group group, std::vector<Row> rows)
{
    QSet<QString> wanted;
    for (const Row& row : rows)
        wanted.insert(row.key);
    const auto isGone = [&wanted](const Row& row) { return !wanted.contains(row.key); };
    auto& old = m_rows[group];
    if (rows.empty())
        clearRows(group);
    else if (std::all_of(old.begin(), old.end(), isGone))
        replaceRows(group, std::move(rows));
    else {
        removeRowsIf(group, isGone);
        mergeRows(group, std::move(rows));
    }
}

/// The row that is left turns into the hint.
void LibraryModel::clearRows(Group group)
{
    auto& old = m_rows[group];
    const QModelIndex parent = groupIndex(group);
    if (old.empty())
        return;
    if (old.size() > 1) {
        beginRemoveRows(parent, 1, static_cast<int>(old.size()) - 1);
        old.erase(old.begin() + 1, old.end());
        endRemoveRows();
    }
    old.clear();
    Q_EMIT dataChanged(index(0, 0, parent), index(0, 0, parent));
}

/// Nothing of the old stays: the new come below, then the old (or the hint) go, so that the group is never without a row.
void LibraryModel::replaceRows(Group group, std::vector<Row> rows)
{
    auto& old = m_rows[group];
    const QModelIndex parent = groupIndex(group);
    if (old.empty())
        old.emplace_back(); // stands for the hint
    const auto before = old.size();
    beginInsertRows(parent, static_cast<int>(before), static_cast<int>(before + rows.size()) - 1);
    old.insert(old.end(), std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
    endInsertRows();
    beginRemoveRows(parent, 0, static_cast<int>(before) - 1);
    old.erase(old.begin(), old.begin() + offset(before));
    endRemoveRows();
}

void LibraryModel::removeRowsIf(Group group, const std::function<bool(const Row&)>& isGone)
{
    auto& old = m_rows[group];
    for (std::size_t end = old.size(); end > 0;) {
        std::size_t begin = end - 1;
        if (!isGone(old[begin])) {
            end = begin;
            continue;
        }
        while (begin > 0 && isGone(old[begin - 1]))
            --begin;
        beginRemoveRows(groupIndex(group), static_cast<int>(begin), static_cast<int>(end) - 1);
        old.erase(old.begin() + offset(begin), old.begin() + offset(end));
        endRemoveRows();
        end = begin;
    }
}

/// `rows` holds every key that is here still.
void LibraryModel::mergeRows(Group group, std::vector<Row> rows)
{
    auto& old = m_rows[group];
    const QModelIndex parent = groupIndex(group);
    QSet<QString> known;
    for (const Row& row : old)
        known.insert(row.key);
    for (std::size_t i = 0; i < rows.size();) {
        if (!known.contains(rows[i].key)) {
            std::size_t end = i + 1; // a block of new ones at once
            while (end < rows.size() && !known.contains(rows[end].key))
                ++end;
            beginInsertRows(parent, static_cast<int>(i), static_cast<int>(end) - 1);
            old.insert(old.begin() + offset(i), std::make_move_iterator(rows.begin() + offset(i)),
                std::make_move_iterator(rows.begin() + offset(end)));
            endInsertRows();
            i = end;
            continue;
        }
        if (old[i].key != rows[i].key) {
            const auto found = std::find_if(
                old.begin() + offset(i), old.end(), [&](const Row& row) { return row.key == rows[i].key; });
            const int from = static_cast<int>(found - old.begin());
            beginMoveRows(parent, from, from, parent, static_cast<int>(i));
            std::rotate(old.begin() + offset(i), found, found + 1);
            endMoveRows();
        }
        const bool isSame = old[i].isSameAs(rows[i]);
        old[i] = std::move(rows[i]);
        const QModelIndex here = index(static_cast<int>(i), 0, parent);
        if (!isSame)
            Q_EMIT dataChanged(here, here);
        ++i;
    }
}

} // namespace exitscope::app
