#include "app/views/compare_figures_page.h"

#include "app/views/compare_figures_model.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

namespace exitscope::app {

CompareFiguresPage::CompareFiguresPage(QWidget* parent)
    : QWidget(parent)
    , m_model(new CompareFiguresModel(this))
    , m_table(new QTableView(this))
    , m_copy(new QToolButton(this))
    , m_caption(new QLabel(this))
    , m_problem(new QLabel(this))
{
    m_table->setTabKeyNavigation(false);
    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Figures at equal cost and at equal quality"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->verticalHeader()->hide();
    m_table->setWordWrap(true);
    m_table->setTextElideMode(Qt::ElideMiddle);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_copy->setText(tr("&Copy table"));
    m_copy->setPopupMode(QToolButton::InstantPopup);
    m_copy->setMenu(new QMenu(m_copy));
    const auto addCopy = [this](const QString& text, report::TableFormat format, const QKeySequence& key) {
        auto* action = new QAction(text, this);
        action->setShortcut(key);
        action->setShortcutContext(Qt::WidgetShortcut);
        connect(action, &QAction::triggered, this, [this, format] { copyAs(format); });
        m_table->addAction(action);
        m_copy->menu()->addAction(action);
    };
    addCopy(tr("Copy as tab-separated values"), report::TableFormat::Tsv, QKeySequence::Copy);
    addCopy(tr("Copy as Markdown"), report::TableFormat::Markdown, {});
    addCopy(tr("Copy as LaTeX"), report::TableFormat::Latex, {});
    for (QLabel* label : { m_caption, m_problem }) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    auto* foot = new QHBoxLayout;
    foot->addWidget(m_caption, 1);
    foot->addWidget(m_copy, 0, Qt::AlignTop);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 6);
    layout->addWidget(m_problem);
    layout->addWidget(m_table, 1);
    layout->addLayout(foot);
    arrange();
}

void CompareFiguresPage::setComparison(std::shared_ptr<const RunsCompared> comparison, const QStringList& names)
{
    m_comparison = std::move(comparison);
    m_names = names;
    m_model->setComparison(m_comparison, names);
    m_problem->setText(problems());
    arrange();
}

void CompareFiguresPage::setProblem(const QString& sentence)
{
    m_comparison.reset();
    m_model->setComparison({}, {});
    m_problem->setText(sentence);
    arrange();
}

QString CompareFiguresPage::problems() const
{
    QStringList sentences;
    for (int i = 0; m_comparison && i < m_names.size(); ++i)
        if (const auto& problem = m_comparison->sides.problems[static_cast<std::size_t>(i)]; !problem.empty())
            sentences << tr("“%1” is not tested against the baseline: %2.").arg(m_names[i], QString::fromStdString(problem));
    return sentences.join(u'\n');
}

/// A budget stands beside at least two rows: wide enough for each to need no more than two lines.
int CompareFiguresPage::budgetWidth() const
{
    const QFontMetrics metrics(m_table->font());
    const int margins = 2 * (m_table->style()->pixelMetric(QStyle::PM_FocusFrameHMargin, nullptr, m_table) + 3);
    int width = m_table->horizontalHeader()->sectionSizeHint(CompareFiguresModel::Budget) - margins;
    for (int row = 0; row < m_model->rowCount(); row += m_model->runs()) {
        const QString text = m_model->index(row, CompareFiguresModel::Budget).data().toString();
        const int whole = metrics.horizontalAdvance(text);
        const auto isTooHigh = [&] {
            return metrics.boundingRect(QRect(0, 0, width, QWIDGETSIZE_MAX), Qt::TextWordWrap, text).height()
                > 2 * metrics.lineSpacing();
        };
        while (width < whole && isTooHigh())
            width += metrics.averageCharWidth();
    }
    return width + margins;
}

void CompareFiguresPage::arrange()
{
    m_problem->setVisible(!m_problem->text().isEmpty());
    m_copy->setEnabled(m_comparison != nullptr);
    m_table->clearSpans();
    m_caption->clear();
    if (!m_comparison)
        return;
    const int runs = m_model->runs();
    for (int row = 0; row < m_model->rowCount(); row += runs)
        m_table->setSpan(row, CompareFiguresModel::Budget, runs, 1);
    m_table->resizeColumnsToContents();
    const int most = 30 * fontMetrics().averageCharWidth();
    for (const int column : { CompareFiguresModel::Run, CompareFiguresModel::Point })
        m_table->setColumnWidth(column, std::min(m_table->columnWidth(column), most));
    m_table->setColumnWidth(CompareFiguresModel::Budget, budgetWidth());
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + fontMetrics().height() / 2);
    const auto& bootstrap = m_comparison->options.bootstrap;
    m_caption->setText(tr("%1 % intervals of %2 paired bootstrap draws. Bold is the best and what the paired bootstrap cannot "
                          "tell from it; nothing is where all are alike. McNemar's test is of the best point of either "
                          "run within the cost.")
                           .arg(QLocale().toString(100 * bootstrap.confidence, 'g', 4), QLocale().toString(bootstrap.draws)));
}

void CompareFiguresPage::copyAs(report::TableFormat format) const
{
    if (m_comparison)
        QApplication::clipboard()->setText(QString::fromStdString(report::comparisonText(
            m_comparison->table, report::comparisonCaption(m_comparison->options), format)));
}

} // namespace exitscope::app
