#include "app/views/compare_figures_model.h"
#include "app/views/compare_figures_page.h"
#include "app/views/compare_flips_page.h"
#include "app/views/compare_view.h"
#include "core/error.h"

#include <QAction>
#include <QComboBox>
#include <QLineEdit>
#include <QLocale>
#include <QProgressBar>
#include <QRegularExpression>

#include <cmath>

namespace exitscope::app {

/// Numbers between spaces or semicolons, with the locale's decimals or a point; none where one is not a number above
/// `above`.
std::optional<std::vector<double>> CompareView::numbersIn(const QString& text, double above)
{
    static const QRegularExpression gap(QStringLiteral("[\\s;×x]+"));
    std::vector<double> numbers;
    for (const QString& part : text.split(gap, Qt::SkipEmptyParts)) {
        bool isGood = false;
        double value = QLocale::c().toDouble(part, &isGood);
        if (!isGood)
            value = QLocale().toDouble(part, &isGood);
        if (!isGood || !std::isfinite(value) || value <= above)
            return std::nullopt;
        numbers.push_back(value);
    }
    return numbers;
}

std::optional<ComparisonChoice> CompareView::choice() const
{
    const auto speedups = numbersIn(m_speedups->text(), 0);
    const auto qualities = numbersIn(m_qualities->text(), -1e300);
    if (!speedups || !qualities || (speedups->empty() && qualities->empty()))
        return std::nullopt;
    ComparisonChoice choice;
    choice.baseline = static_cast<std::size_t>(std::max(0, m_baseline->currentIndex()));
    choice.speedups = *speedups;
    choice.qualities = *qualities;
    choice.metric = m_metric->currentData().toString().toStdString();
    if (m_axis->currentData().isValid())
        choice.axis = evidence::CostAxis::Layers;
    return choice;
}

void CompareView::startComparing()
{
    m_delay.stop();
    m_stop.request_stop();
    m_comparing.drop();
    m_flipping.drop();
    m_comparison.reset();
    m_copyLatex->setEnabled(false);
    m_busy->hide();
    if (runCount() < 2)
        return;
    const auto asked = choice();
    if (!asked) {
        m_figures->setProblem(tr("Type speed-ups above 0 or values of the quality, with spaces between: 1.5 2 3."));
        m_flips->setProblem({});
        return;
    }
    rebuildPlot();
    m_busy->show();
    m_stop = {};
    JobContext job;
    job.stop = m_stop.get_token();
    m_comparing.run(
        this, [runs = m_runs, asked = *asked, job] { return compareRuns(*runs, asked, job); },
        [this](std::optional<RunsCompared> found) { onCompared(std::move(found)); },
        [this](const QString& problem) {
            m_busy->hide();
            m_figures->setProblem(problem);
            m_flips->setProblem(problem);
        });
}

void CompareView::onCompared(std::optional<RunsCompared> found)
{
    m_busy->hide();
    if (!found)
        return;
    m_comparison = std::make_shared<const RunsCompared>(std::move(*found));
    QStringList names, budgets;
    for (std::size_t i = 0; i < runCount(); ++i)
        names << nameOf(i);
    m_figures->setComparison(m_comparison, names);
    for (const auto& row : m_comparison->sides.rows)
        if (row.kind == evidence::BudgetRow::Kind::AtCost)
            budgets << CompareFiguresModel::budgetText(row, m_comparison->options.front);
    m_flips->setBudgets(budgets);
    m_copyLatex->setEnabled(true);
    startFlips();
    Q_EMIT compared();
}

void CompareView::startFlips()
{
    m_flipping.drop();
    if (!m_comparison)
        return;
    const auto& sides = m_comparison->sides;
    const int budget = m_flips->budget();
    const auto first = static_cast<std::size_t>(m_baseline->currentIndex());
    const auto second = static_cast<std::size_t>(m_other->currentIndex());
    if (budget < 0 || first == second) {
        m_flips->setProblem(budget < 0 ? tr("Type a speed-up to compare at.")
                                       : tr("Choose another run to hold against the baseline."));
        return;
    }
    const auto& row = sides.rows[static_cast<std::size_t>(budget)];
    const auto &one = row.sides[first].point, &two = row.sides[second].point;
    if (!sides.problems[second].empty()) {
        m_flips->setProblem(tr("“%1” cannot be laid on the baseline's examples: %2.")
                                .arg(nameOf(second), QString::fromStdString(sides.problems[second])));
        return;
    }
    if (!one || !two) {
        m_flips->setProblem(tr("“%1” has no operating point that cheap.").arg(nameOf(one ? second : first)));
        return;
    }
    m_flipping.run(
        this,
        [runs = m_runs, first, second, one = one->spec, two = two->spec] {
            return std::make_shared<const RunFlips>(flipsOf((*runs)[first], one, (*runs)[second], two));
        },
        [this, first, second](std::shared_ptr<const RunFlips> flips) {
            m_flips->setFlips(std::move(flips), nameOf(first), nameOf(second));
            Q_EMIT flipsFound();
        },
        [this](const QString& problem) { m_flips->setProblem(problem); });
}

} // namespace exitscope::app
