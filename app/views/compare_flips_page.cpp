#include "app/views/compare_flips_page.h"

#include "app/session/selection_hub.h"
#include "app/session/workspace.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace exitscope::app {

CompareFlipsPage::CompareFlipsPage(const ViewContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_model(new CompareFlipsModel(this))
    , m_budget(new QComboBox(this))
    , m_shown(new QComboBox(this))
    , m_table(new QTableView(this))
    , m_all(new QPushButton(tr("Select &all of these"), this))
    , m_open(new QPushButton(tr("&Open their trace"), this))
    , m_note(new QLabel(this))
{
    m_table->setTabKeyNavigation(false);
    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Examples on which the runs differ"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + fontMetrics().height() / 2);
    m_table->horizontalHeader()->setSectionResizeMode(CompareFlipsModel::Text, QHeaderView::Stretch);
    m_budget->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_shown->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_note->setWordWrap(true);
    m_note->setTextFormat(Qt::PlainText);

    auto* atLabel = new QLabel(tr("A&t:"), this);
    atLabel->setBuddy(m_budget);
    auto* showLabel = new QLabel(tr("S&how:"), this);
    showLabel->setBuddy(m_shown);
    auto* bar = new QHBoxLayout;
    for (QWidget* widget : std::initializer_list<QWidget*> { atLabel, m_budget, showLabel, m_shown, m_all, m_open })
        bar->addWidget(widget);
    bar->addStretch();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 6);
    layout->addLayout(bar);
    layout->addWidget(m_note);
    layout->addWidget(m_table, 1);

    connect(m_budget, &QComboBox::activated, this, [this] {
        Q_EMIT budgetChosen();
        Q_EMIT stateChanged();
    });
    connect(m_shown, &QComboBox::currentIndexChanged, this, [this] {
        m_model->show(static_cast<FlipsShown>(std::max(0, m_shown->currentData().toInt())));
        Q_EMIT stateChanged();
    });
    connect(m_all, &QPushButton::clicked, this, [this] { m_table->selectAll(); });
    connect(m_open, &QPushButton::clicked, this, [this] {
        m_context.workspace.openTrace(QString::fromStdString(m_flips->trace->path().string()));
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &CompareFlipsPage::onSelectionChanged);
    connect(&m_context.workspace, &Workspace::traceChanged, this, &CompareFlipsPage::arrange);
    arrange();
}

void CompareFlipsPage::setBudgets(const QStringList& titles)
{
    const QString before = m_budget->currentText();
    m_budget->clear();
    m_budget->addItems(titles);
    m_budget->setCurrentIndex(std::max(0, m_budget->findText(before)));
}

int CompareFlipsPage::budget() const
{
    return m_budget->currentIndex();
}

void CompareFlipsPage::setFlips(std::shared_ptr<const RunFlips> flips, const QString& first, const QString& second)
{
    m_flips = std::move(flips);
    m_first = first;
    m_second = second;
    m_model->setFlips(m_flips, first, second);
    m_note->clear();
    arrange();
}

void CompareFlipsPage::setProblem(const QString& sentence)
{
    m_flips.reset();
    m_model->setFlips({}, {}, {});
    m_note->setText(sentence);
    arrange();
}

/// Unit numbers are those of the open trace, so only its examples can be selected.
bool CompareFlipsPage::isOfOpenTrace() const
{
    const auto& open = m_context.workspace.trace();
    return m_flips && open && (open->path() == m_flips->trace->path()
        || (!open->info().datasetSha256.empty() && open->info().datasetSha256 == m_flips->trace->info().datasetSha256
            && open->units() == m_flips->trace->units()));
}

void CompareFlipsPage::arrange()
{
    const bool canSelect = isOfOpenTrace();
    m_all->setEnabled(canSelect && m_model->rowCount() > 0);
    m_open->setVisible(m_flips && !canSelect && !m_flips->trace->path().empty());
    const QSignalBlocker blocker(m_shown);
    const int before = std::max(0, m_shown->currentIndex());
    m_shown->clear();
    const auto count = [this](std::int64_t n) { return static_cast<int>(m_flips ? n : 0); };
    const int first = m_flips ? count(m_flips->onlyFirst) : 0, second = m_flips ? count(m_flips->onlySecond) : 0;
    m_shown->addItem(tr("All %Ln that differ", nullptr, first + second), static_cast<int>(FlipsShown::Both));
    m_shown->addItem(tr("Only “%1” right: %Ln", nullptr, first).arg(m_first), static_cast<int>(FlipsShown::OnlyFirst));
    m_shown->addItem(tr("Only “%1” right: %Ln", nullptr, second).arg(m_second), static_cast<int>(FlipsShown::OnlySecond));
    m_shown->setCurrentIndex(before);
    m_shown->setEnabled(m_flips != nullptr);
    if (m_flips && m_flips->units.empty())
        m_note->setText(tr("The two runs are right and wrong on the same examples here."));
    else if (m_flips && !canSelect)
        m_note->setText(tr("Another trace is open: open the runs' own to see these examples in the other views."));
    else if (m_flips)
        m_note->clear();
    m_note->setVisible(!m_note->text().isEmpty());
    for (const int column : { CompareFlipsModel::Unit, CompareFlipsModel::Gold, CompareFlipsModel::First,
             CompareFlipsModel::Second }) {
        m_table->resizeColumnToContents(column);
        m_table->setColumnWidth(column, std::min(m_table->columnWidth(column), 24 * fontMetrics().averageCharWidth()));
    }
}

void CompareFlipsPage::onSelectionChanged()
{
    if (!isOfOpenTrace())
        return;
    std::vector<std::int64_t> units;
    for (const QModelIndex& index : m_table->selectionModel()->selectedRows())
        units.push_back(m_model->unitAt(index.row()));
    std::sort(units.begin(), units.end());
    m_context.hub.setExamples(std::move(units), this);
}

QJsonObject CompareFlipsPage::state() const
{
    return { { QStringLiteral("budget"), m_budget->currentIndex() }, { QStringLiteral("shown"), m_shown->currentIndex() } };
}

void CompareFlipsPage::restore(const QJsonObject& state)
{
    m_shown->setCurrentIndex(std::clamp(state.value(QStringLiteral("shown")).toInt(), 0, m_shown->count() - 1));
}

} // namespace exitscope::app
