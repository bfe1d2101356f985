#include "widgets/panel/job_list.h"

#include <QAbstractItemModel>
#include <QApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <functional>

namespace exitscope::widgets {

namespace {

/// A bar behind the counts, in the style's own look.
class ProgressDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const QVariant fraction = index.data(static_cast<int>(JobListRole::Fraction));
        if (!fraction.isValid()) {
            QStyledItemDelegate::paint(painter, option, index);
            return;
        }
        QStyleOptionProgressBar bar;
        bar.rect = option.rect.adjusted(2, 2, -2, -2);
        bar.palette = option.palette;
        bar.fontMetrics = option.fontMetrics;
        bar.direction = option.direction;
        bar.state = option.state | QStyle::State_Horizontal;
        bar.minimum = 0;
        bar.maximum = fraction.toDouble() < 0 ? 0 : 1000;
        bar.progress = static_cast<int>(1000 * std::clamp(fraction.toDouble(), 0.0, 1.0));
        bar.text = index.data(Qt::DisplayRole).toString();
        bar.textVisible = true;
        bar.textAlignment = Qt::AlignCenter;
        QApplication::style()->drawControl(QStyle::CE_ProgressBar, &bar, painter);
    }
};

} // namespace

JobList::JobList(QAbstractItemModel* model, QWidget* parent)
    : QWidget(parent)
    , m_model(model)
    , m_table(new QTableView(this))
    , m_pause(addButton(tr("&Pause"), tr("Halt the job, or hold it back while it waits")))
    , m_resume(addButton(tr("&Resume"), tr("Let it go on")))
    , m_cancel(addButton(tr("&Cancel"), tr("Stop the job; what it has is kept")))
    , m_retry(addButton(tr("Re&try"), tr("Start a cancelled or failed job again; it continues where it stopped")))
    , m_clear(addButton(tr("C&lear"), tr("Take the ended jobs off the list")))
{
    m_table->setModel(model);
    m_table->setAccessibleName(tr("Jobs"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setTabKeyNavigation(false);
    m_table->setTextElideMode(Qt::ElideMiddle);
    m_table->setShowGrid(false);
    m_table->setItemDelegate(new ProgressDelegate(m_table));
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() * 3 / 2);
    const int unit = fontMetrics().averageCharWidth();
    const int widths[] { 34, 20, 22, 12, 16, 12, 14 };
    for (int column = 0; column < model->columnCount() && column < 7; ++column)
        m_table->setColumnWidth(
            column, std::max(widths[column] * unit, m_table->horizontalHeader()->sectionSizeHint(column)));
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch); // titles have the longest words

    auto* buttons = new QVBoxLayout;
    for (auto* button : { m_pause, m_resume, m_cancel, m_retry, m_clear })
        buttons->addWidget(button);
    buttons->addStretch();
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 4, 0);
    layout->addWidget(m_table, 1);
    layout->addLayout(buttons);
    setFocusProxy(m_table);

    connect(m_pause, &QPushButton::clicked, this, [this] { request(JobListRole::CanPause, &JobList::pauseRequested); });
    connect(m_resume, &QPushButton::clicked, this, [this] { request(JobListRole::CanResume, &JobList::resumeRequested); });
    connect(m_cancel, &QPushButton::clicked, this, [this] { request(JobListRole::CanCancel, &JobList::cancelRequested); });
    connect(m_retry, &QPushButton::clicked, this, [this] { request(JobListRole::CanRetry, &JobList::retryRequested); });
    connect(m_clear, &QPushButton::clicked, this, &JobList::clearRequested);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &JobList::updateButtons);
    connect(model, &QAbstractItemModel::dataChanged, this, &JobList::updateButtons);
    connect(model, &QAbstractItemModel::modelReset, this, &JobList::updateButtons);
    connect(model, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex&, int first) {
        if (!m_table->selectionModel()->hasSelection())
            m_table->selectRow(first);
        updateButtons();
    });
    updateButtons();
}

QPushButton* JobList::addButton(const QString& text, const QString& tip)
{
    auto* button = new QPushButton(text, this);
    button->setToolTip(tip);
    return button;
}

QSize JobList::sizeHint() const
{
    return { 110 * fontMetrics().averageCharWidth(), 9 * fontMetrics().height() };
}

void JobList::updateButtons()
{
    const auto can = [this](JobListRole role) {
        const auto rows = m_table->selectionModel()->selectedRows();
        return std::any_of(
            rows.begin(), rows.end(), [role](const QModelIndex& row) { return row.data(static_cast<int>(role)).toBool(); });
    };
    m_pause->setEnabled(can(JobListRole::CanPause));
    m_resume->setEnabled(can(JobListRole::CanResume));
    m_cancel->setEnabled(can(JobListRole::CanCancel));
    m_retry->setEnabled(can(JobListRole::CanRetry));
    m_clear->setEnabled(m_model->rowCount() > 0);
}

/// From the last row up: a retried job moves to the end, and rows after it move.
void JobList::request(JobListRole can, void (JobList::*signal)(int))
{
    std::vector<int> rows;
    for (const QModelIndex& row : m_table->selectionModel()->selectedRows())
        if (row.data(static_cast<int>(can)).toBool())
            rows.push_back(row.row());
    std::sort(rows.begin(), rows.end(), std::greater<>());
    for (const int row : rows)
        Q_EMIT (this->*signal)(row);
}

} // namespace exitscope::widgets
