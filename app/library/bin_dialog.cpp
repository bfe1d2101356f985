#include "app/library/bin_dialog.h"

#include <QDateTime>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace exitscope::app {

namespace {

/// A time of the store (ISO 8601, UTC) as people here write it.
QString timeText(const std::string& stored)
{
    const auto time = QDateTime::fromString(QString::fromStdString(stored), Qt::ISODate);
    return time.isValid() ? QLocale().toString(time.toLocalTime(), QLocale::ShortFormat) : QString::fromStdString(stored);
}

} // namespace

BinDialog::BinDialog(QWidget* parent)
    : QDialog(parent)
    , m_list(new QTreeWidget(this))
    , m_note(new QLabel(this))
    , m_restore(new QPushButton(tr("&Restore"), this))
    , m_empty(new QPushButton(tr("&Empty the bin…"), this))
{
    setWindowTitle(tr("Bin"));
    m_list->setHeaderLabels({ tr("Run"), tr("Policies"), tr("Points"), tr("Created") });
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setAccessibleName(tr("Deleted runs"));
    m_note->setWordWrap(true);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->addButton(m_restore, QDialogButtonBox::ActionRole);
    buttons->addButton(m_empty, QDialogButtonBox::DestructiveRole);
    for (auto* button : { m_restore, m_empty })
        button->setAutoDefault(false); // Return closes: nothing is lost by a key pressed too often
    buttons->button(QDialogButtonBox::Close)->setDefault(true);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_note);
    layout->addWidget(m_list, 1);
    layout->addWidget(buttons);
    resize(44 * fontMetrics().height(), 22 * fontMetrics().height());
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_list, &QTreeWidget::itemSelectionChanged, this, &BinDialog::arrange);
    connect(m_restore, &QPushButton::clicked, this, [this] { Q_EMIT restoreRequested(selected()); });
    connect(m_empty, &QPushButton::clicked, this, [this] {
        const auto answer = QMessageBox::question(this, tr("Empty the bin?"),
            tr("%n run(s) will be removed for good. This cannot be undone.", nullptr, m_list->topLevelItemCount()),
            QMessageBox::Yes | QMessageBox::Cancel, QMessageBox::Cancel);
        if (answer == QMessageBox::Yes)
            Q_EMIT emptyRequested();
    });
}

void BinDialog::setRuns(const std::vector<store::RunSummary>& runs)
{
    m_list->clear();
    for (const auto& run : runs) {
        QStringList policies;
        for (const auto& policy : run.policies)
            policies << QString::fromStdString(policy);
        auto* item = new QTreeWidgetItem(m_list,
            { run.name.empty() ? tr("Run %1").arg(static_cast<qlonglong>(run.id)) : QString::fromStdString(run.name),
                QLocale().createSeparatedList(policies), QLocale().toString(static_cast<qlonglong>(run.points)),
                timeText(run.created) });
        item->setData(0, Qt::UserRole, static_cast<qlonglong>(run.id));
    }
    for (int column = 0; column < m_list->columnCount(); ++column)
        m_list->resizeColumnToContents(column);
    m_list->setColumnWidth(0, std::min(m_list->columnWidth(0), 20 * fontMetrics().height()));
    arrange();
}

void BinDialog::arrange()
{
    const bool isEmpty = m_list->topLevelItemCount() == 0;
    m_note->setText(isEmpty ? tr("The bin is empty.") : tr("Runs stay here until the bin is emptied."));
    m_empty->setEnabled(!isEmpty);
    m_restore->setEnabled(!m_list->selectedItems().isEmpty());
}

RunSet BinDialog::selected() const
{
    RunSet runs;
    for (const auto* item : m_list->selectedItems())
        runs.ids.push_back(store::RunId { item->data(0, Qt::UserRole).toLongLong() });
    return runs;
}

} // namespace exitscope::app
