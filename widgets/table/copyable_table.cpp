#include "widgets/table/copyable_table.h"

#include "widgets/plot/number_text.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QMenu>
#include <QMetaType>

#include <algorithm>

namespace exitscope::widgets {

namespace {

/// A cell as a file has it: the raw number where there is one.
QString cellText(const QModelIndex& index)
{
    const QVariant raw = index.data(sortRole);
    switch (raw.typeId()) {
    case QMetaType::Double:
    case QMetaType::Float:
        return QString::fromLatin1(numberText(raw.toDouble()));
    case QMetaType::Int:
    case QMetaType::UInt:
    case QMetaType::LongLong:
    case QMetaType::ULongLong:
        return raw.toString();
    case QMetaType::QString:
        return raw.toString();
    default:
        return index.data(Qt::DisplayRole).toString();
    }
}

bool isNumeric(const QModelIndex& index)
{
    const int type = index.data(sortRole).typeId();
    return type == QMetaType::Double || type == QMetaType::Float || type == QMetaType::Int
        || type == QMetaType::LongLong;
}

} // namespace

CopyableTable::CopyableTable(QWidget* parent)
    : QTableView(parent)
{
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setAlternatingRowColors(true);
    setWordWrap(false);
    setTabKeyNavigation(false); // Tab leaves the table; arrows walk it
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + fontMetrics().height() / 2);
    const struct
    {
        QString text;
        TableFormat format;
        QKeySequence key;
    } entries[] = { { tr("Copy"), TableFormat::Tsv, QKeySequence::Copy }, { tr("Copy as CSV"), TableFormat::Csv, {} },
        { tr("Copy as Markdown"), TableFormat::Markdown, {} }, { tr("Copy as LaTeX"), TableFormat::Latex, {} } };
    for (const auto& entry : entries) {
        auto* action = new QAction(entry.text, this);
        action->setShortcut(entry.key);
        action->setShortcutContext(Qt::WidgetShortcut);
        connect(action, &QAction::triggered, this, [this, format = entry.format] { copyAs(format); });
        addAction(action);
    }
}

/// Read from the ranges: a list of every selected cell would take as long as a million of them.
QList<int> CopyableTable::copiedRows() const
{
    QList<int> rows;
    if (selectionModel()->hasSelection()) {
        for (const QItemSelectionRange& range : selectionModel()->selection())
            for (int row = range.top(); row <= range.bottom(); ++row)
                rows << row;
        std::sort(rows.begin(), rows.end());
        rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    } else {
        for (int row = 0; row < model()->rowCount(rootIndex()); ++row)
            rows << row;
    }
    return rows;
}

QString CopyableTable::selectionAs(TableFormat format) const
{
    if (!model())
        return {};
    const QList<int> rows = copiedRows();
    TextTable table;
    std::vector<int> columns;
    for (int visual = 0; visual < model()->columnCount(rootIndex()); ++visual) {
        const int column = horizontalHeader()->logicalIndex(visual);
        if (isColumnHidden(column))
            continue;
        columns.push_back(column);
        table.headings.push_back(model()->headerData(column, Qt::Horizontal).toString());
        table.isNumber.push_back(!rows.isEmpty() && isNumeric(model()->index(rows.front(), column, rootIndex())));
    }
    for (const int row : rows) {
        std::vector<QString>& cells = table.rows.emplace_back();
        for (const int column : columns)
            cells.push_back(cellText(model()->index(row, column, rootIndex())));
    }
    return tableText(table, format);
}

void CopyableTable::addCopyActions(QMenu* menu)
{
    menu->addActions(actions());
}

void CopyableTable::copy()
{
    copyAs(TableFormat::Tsv);
}

void CopyableTable::copyAs(TableFormat format)
{
    if (const auto rows = model() ? copiedRows().size() : 0; rows > m_mostCopied) {
        Q_EMIT copyRefused(static_cast<int>(rows));
        return;
    }
    QApplication::clipboard()->setText(selectionAs(format));
}

void CopyableTable::contextMenuEvent(QContextMenuEvent* event)
{
    QMenu menu(this);
    addCopyActions(&menu);
    menu.exec(event->globalPos());
}

} // namespace exitscope::widgets
