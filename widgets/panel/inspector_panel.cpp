#include "widgets/panel/inspector_panel.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace exitscope::widgets {

InspectorPanel::InspectorPanel(QWidget* parent)
    : QWidget(parent)
    , m_tree(new QTreeWidget(this))
{
    m_tree->setColumnCount(2);
    m_tree->setHeaderHidden(true);
    m_tree->setRootIsDecorated(false);
    m_tree->setIndentation(fontMetrics().height() / 2);
    m_tree->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_tree->setUniformRowHeights(true);
    m_tree->setAlternatingRowColors(true);
    m_tree->header()->setSectionResizeMode(0, QHeaderView::Fixed); // fitKeys()
    m_tree->header()->setSectionResizeMode(1, QHeaderView::Stretch); // long values are elided; their tool tip has them whole
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->setAccessibleName(tr("Inspector"));
    auto* copy = new QAction(tr("Copy"), m_tree);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    connect(copy, &QAction::triggered, this, &InspectorPanel::copySelection);
    m_tree->addAction(copy);
    m_tree->setContextMenuPolicy(Qt::ActionsContextMenu);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_tree);
    setFocusProxy(m_tree);
}

bool InspectorPanel::sameKeys(const std::vector<InspectorGroup>& groups) const
{
    if (m_tree->topLevelItemCount() != static_cast<int>(groups.size()))
        return false;
    for (int index = 0; index < m_tree->topLevelItemCount(); ++index) {
        const QTreeWidgetItem* group = m_tree->topLevelItem(index);
        const InspectorGroup& next = groups[static_cast<std::size_t>(index)];
        if (group->text(0) != next.title || group->childCount() != static_cast<int>(next.entries.size()))
            return false;
        for (int row = 0; row < group->childCount(); ++row)
            if (group->child(row)->text(0) != next.entries[static_cast<std::size_t>(row)].key)
                return false;
    }
    return true;
}

void InspectorPanel::setGroups(const std::vector<InspectorGroup>& groups)
{
    const bool isSame = sameKeys(groups);
    if (!isSame)
        m_tree->clear();
    for (std::size_t index = 0; index < groups.size(); ++index) {
        const InspectorGroup& next = groups[index];
        QTreeWidgetItem* group = isSame ? m_tree->topLevelItem(static_cast<int>(index)) : nullptr;
        if (!group) {
            group = new QTreeWidgetItem(m_tree, { next.title });
            QFont strong = font();
            strong.setBold(true);
            group->setFont(0, strong);
            group->setFlags(Qt::ItemIsEnabled);
            group->setFirstColumnSpanned(true);
            group->setExpanded(true);
        }
        for (std::size_t row = 0; row < next.entries.size(); ++row) {
            const InspectorEntry& entry = next.entries[row];
            QTreeWidgetItem* item = isSame ? group->child(static_cast<int>(row)) : nullptr;
            if (!item)
                item = new QTreeWidgetItem(group, { entry.key });
            // An item that is given its own text again is drawn again all the same.
            if (item->text(1) != entry.value) {
                item->setText(1, entry.value);
                item->setToolTip(1, entry.value);
            }
            item->setToolTip(0, entry.help.isEmpty() ? entry.key : entry.help);
        }
    }
    if (!isSame) {
        m_tree->expandAll();
        fitKeys();
    }
}

/// One long key must not take the values' place: those are what is read.
void InspectorPanel::fitKeys()
{
    const QAbstractItemView* view = m_tree;
    m_tree->setColumnWidth(0, std::min(view->sizeHintForColumn(0), m_tree->viewport()->width() * 3 / 5));
}

void InspectorPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitKeys();
}

QString InspectorPanel::selectionAsText() const
{
    const bool hasSelection = !m_tree->selectedItems().isEmpty();
    QString text;
    for (int index = 0; index < m_tree->topLevelItemCount(); ++index) {
        const QTreeWidgetItem* group = m_tree->topLevelItem(index);
        for (int row = 0; row < group->childCount(); ++row) {
            const QTreeWidgetItem* item = group->child(row);
            if (!hasSelection || item->isSelected())
                text += item->text(0) + QLatin1Char('\t') + item->text(1) + QLatin1Char('\n');
        }
    }
    return text;
}

QSize InspectorPanel::sizeHint() const
{
    const int em = fontMetrics().height();
    return { 16 * em, 24 * em };
}

void InspectorPanel::copySelection()
{
    QApplication::clipboard()->setText(selectionAsText());
}

} // namespace exitscope::widgets
