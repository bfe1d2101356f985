#include "app/library/library_panel.h"

#include "app/library/library_filter.h"
#include "app/library/library_model.h"
#include "app/panes.h"

#include <QAction>
#include <QItemSelectionModel>
#include <QLineEdit>
#include <QMenu>
#include <QTimer>
#include <QTreeView>
#include <QVBoxLayout>

namespace exitscope::app {

LibraryPanel::LibraryPanel(LibraryModel* model, QWidget* parent)
    : QWidget(parent)
    , m_model(model)
    , m_proxy(new LibraryFilter(model, this))
    , m_filter(new QLineEdit(this))
    , m_tree(new QTreeView(this))
    , m_rename(new QAction(tr("&Rename"), this))
    , m_delete(new QAction(tr("&Delete"), this))
    , m_open(new QAction(tr("&Open"), this))
    , m_delay(new QTimer(this))
{
    m_filter->setPlaceholderText(tr("Filter the library"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setAccessibleName(tr("Filter the library"));
    m_filter->setToolTip(tr("Words, or name:, policy:, tag:, model:, dataset:, state:, notes: with a word, or comparisons "
                            "such as accuracy>0.9, points>=100, created>2026-11-01; - before one turns it round"));
    m_delay->setSingleShot(true);
    m_delay->setInterval(80);
    connect(m_delay, &QTimer::timeout, this, &LibraryPanel::applyFilter);
    connect(m_filter, &QLineEdit::textChanged, m_delay, qOverload<>(&QTimer::start));
    connect(m_proxy, &QAbstractItemModel::rowsInserted, m_tree, &QTreeView::expandAll);

    m_tree->setModel(m_proxy);
    m_tree->setHeaderHidden(true);
    m_tree->setUniformRowHeights(true);
    m_tree->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_tree->setEditTriggers(QAbstractItemView::EditKeyPressed);
    m_tree->setTextElideMode(Qt::ElideMiddle);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_tree->setAccessibleName(tr("Library"));
    m_tree->expandAll();

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(m_filter);
    layout->addWidget(m_tree);
    setMainPart(this, m_tree);

    m_rename->setShortcut(Qt::Key_F2);
    m_delete->setShortcut(QKeySequence::Delete);
    for (auto* action : { m_rename, m_delete, m_open }) {
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        m_tree->addAction(action);
    }
    connect(m_rename, &QAction::triggered, this, [this] { m_tree->edit(m_tree->currentIndex()); });
    connect(m_delete, &QAction::triggered, this, [this] {
        if (const auto runs = selectedRuns(); !runs.ids.empty())
            Q_EMIT deleteRequested(runs);
    });
    connect(m_open, &QAction::triggered, this, [this] { activate(m_tree->currentIndex()); });
    connect(m_tree, &QTreeView::activated, this, &LibraryPanel::activate);
    connect(m_tree, &QTreeView::customContextMenuRequested, this, &LibraryPanel::showMenu);
    connect(m_tree->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        if (!m_isSelecting)
            Q_EMIT runsSelected(selectedRuns());
    });
}

RunSet LibraryPanel::selectedRuns() const
{
    RunSet runs;
    for (const QModelIndex& index : m_tree->selectionModel()->selectedRows())
        if (const auto run = m_model->runAt(m_proxy->mapToSource(index)))
            runs.ids.push_back(*run);
    return runs;
}

void LibraryPanel::selectRuns(const RunSet& runs)
{
    QItemSelection selection;
    for (const auto run : runs.ids)
        if (const QModelIndex index = m_proxy->mapFromSource(m_model->indexOfRun(run)); index.isValid())
            selection.select(index, index);
    m_isSelecting = true;
    m_tree->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    m_isSelecting = false;
}

void LibraryPanel::focusFilter()
{
    m_filter->setFocus();
    m_filter->selectAll();
}

void LibraryPanel::setFilter(const QString& text)
{
    m_filter->setText(text);
    applyFilter();
}

void LibraryPanel::setStore(const QString& path)
{
    m_store = path;
    m_metricsTask.drop();
    readMetrics();
}

void LibraryPanel::addRunActions(const std::vector<QAction*>& actions)
{
    m_runActions.insert(m_runActions.end(), actions.begin(), actions.end());
}

int LibraryPanel::shownRuns() const
{
    int shown = 0;
    const QModelIndex runs = m_proxy->index(0, 0);
    for (int row = 0; row < m_proxy->rowCount(runs); ++row)
        shown += m_model->runAt(m_proxy->mapToSource(m_proxy->index(row, 0, runs))) ? 1 : 0;
    return shown;
}

/// A text that is no filter yet ("accuracy>") leaves the list as it is and says so quietly.
void LibraryPanel::applyFilter()
{
    m_delay->stop();
    const bool isGood = m_proxy->setText(m_filter->text());
    m_filter->setStatusTip(m_proxy->problem());
    QFont font = m_filter->font();
    font.setItalic(!isGood);
    m_filter->setFont(font);
    m_filter->setAccessibleDescription(m_proxy->problem());
    if (isGood)
        readMetrics();
    m_tree->expandAll();
}

void LibraryPanel::readMetrics()
{
    if (m_store.isEmpty() || !m_proxy->needsMetrics())
        return;
    m_metricsTask.run(
        this,
        [path = m_store.toStdString()] { return std::make_shared<const store::BestMetrics>(store::bestMetrics(path)); },
        [this](std::shared_ptr<const store::BestMetrics> best) {
            m_proxy->setBest(std::move(best));
            m_tree->expandAll();
        },
        [this](const QString& problem) { m_filter->setStatusTip(problem); });
}

QSize LibraryPanel::sizeHint() const
{
    const int unit = fontMetrics().averageCharWidth();
    return { 30 * unit, 40 * unit };
}

void LibraryPanel::activate(const QModelIndex& proxyIndex)
{
    const QModelIndex index = m_proxy->mapToSource(proxyIndex);
    switch (m_model->kindAt(index)) {
    case LibraryModel::Kind::Group:
    case LibraryModel::Kind::Hint:
        return;
    case LibraryModel::Kind::Model:
        Q_EMIT modelActivated(m_model->pathAt(index));
        return;
    case LibraryModel::Kind::Dataset:
        Q_EMIT datasetActivated(m_model->pathAt(index));
        return;
    case LibraryModel::Kind::Study:
        Q_EMIT studyActivated(m_model->pathAt(index));
        return;
    case LibraryModel::Kind::Trace:
        Q_EMIT traceActivated(m_model->pathAt(index));
        return;
    case LibraryModel::Kind::Run:
        Q_EMIT runActivated({ { *m_model->runAt(index) } });
        return;
    }
}

void LibraryPanel::showMenu(const QPoint& position)
{
    const QModelIndex index = m_proxy->mapToSource(m_tree->indexAt(position));
    const auto kind = m_model->kindAt(index);
    if (kind == LibraryModel::Kind::Group || kind == LibraryModel::Kind::Hint)
        return;
    QMenu menu(this);
    menu.addAction(m_open);
    if (kind == LibraryModel::Kind::Model)
        connect(menu.addAction(tr("&Hash of tokens…")), &QAction::triggered, this,
            [this, path = m_model->pathAt(index)] { Q_EMIT hashTableWanted(path); });
    if (kind == LibraryModel::Kind::Run) {
        menu.addAction(m_rename);
        menu.addSeparator();
        for (QAction* action : m_runActions)
            menu.addAction(action);
        menu.addSeparator();
        menu.addAction(m_delete);
    }
    menu.exec(m_tree->viewport()->mapToGlobal(position));
}

} // namespace exitscope::app
