#include "widgets/plot/plot_table_dialog.h"

#include "widgets/table/copyable_table.h"
#include "widgets/table/text_table_model.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QSortFilterProxyModel>
#include <QVBoxLayout>

namespace exitscope::widgets {

PlotTableDialog::PlotTableDialog(TextTable table, const QString& title, QWidget* parent)
    : QDialog(parent)
{
    setWindowTitle(tr("%1: values").arg(title));
    auto* view = new CopyableTable(this);
    view->setAccessibleName(tr("Values of the plot"));
    auto* sorted = new QSortFilterProxyModel(this);
    sorted->setSourceModel(new TextTableModel(std::move(table), sorted));
    sorted->setSortRole(sortRole);
    view->setModel(sorted);
    view->setSortingEnabled(true);
    view->sortByColumn(-1, Qt::AscendingOrder);
    view->resizeColumnsToContents();
    view->horizontalHeader()->setStretchLastSection(true);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(view);
    layout->addWidget(buttons);
    const int em = fontMetrics().height();
    resize(40 * em, 28 * em);
}

} // namespace exitscope::widgets
