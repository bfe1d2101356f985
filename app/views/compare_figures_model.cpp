#include "app/views/compare_figures_model.h"

#include "app/plots/tradeoff_plot.h"

#include <QFont>
#include <QLocale>

#include <cmath>

namespace exitscope::app {

namespace {

const QString nothing = QStringLiteral("–");

QString number(double value, bool withSign = false)
{
    if (std::isnan(value))
        return nothing;
    const QString text = QLocale().toString(value, 'f', 4);
    return withSign && value > 0 ? u'+' + text : text;
}

QString interval(const evidence::Estimate& figure)
{
    if (std::isnan(figure.value))
        return nothing;
    return CompareFiguresModel::tr("%1 to %2", "ends of an interval")
        .arg(number(figure.interval.low), number(figure.interval.high));
}

QString pText(double p)
{
    if (std::isnan(p))
        return nothing;
    return p < 0.0001 ? u'<' + QLocale().toString(0.0001, 'f', 4) : QLocale().toString(p, 'f', 4);
}

QString axisText(evidence::CostAxis axis)
{
    return axis == evidence::CostAxis::Flops ? CompareFiguresModel::tr("FLOPs") : CompareFiguresModel::tr("layers");
}

} // namespace

QString CompareFiguresModel::budgetText(const evidence::BudgetRow& row, const evidence::FrontOptions& options)
{
    const QString metric = metricTitle(std::string(metric::nameOf(options.metric)));
    const QString at = QLocale().toString(row.at, 'g', 6);
    return row.kind == evidence::BudgetRow::Kind::AtCost
        ? tr("%1 at %2× fewer %3", "accuracy at 2× fewer FLOPs").arg(metric, at, axisText(options.axis))
        : tr("Share of %1 at %2 %3", "share of FLOPs at accuracy 0.9").arg(axisText(options.axis), metric, at);
}

void CompareFiguresModel::setComparison(std::shared_ptr<const RunsCompared> comparison, QStringList names)
{
    beginResetModel();
    m_comparison = std::move(comparison);
    m_names = std::move(names);
    endResetModel();
}

int CompareFiguresModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() || !m_comparison ? 0 : static_cast<int>(m_comparison->sides.rows.size()) * runs();
}

int CompareFiguresModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : Columns;
}

QVariant CompareFiguresModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || !m_comparison)
        return {};
    const auto& row = m_comparison->sides.rows[static_cast<std::size_t>(index.row() / runs())];
    const int run = index.row() % runs();
    const auto& side = row.sides[static_cast<std::size_t>(run)];
    switch (role) {
    case Qt::DisplayRole:
        return text(row, run, index.column());
    case Qt::ToolTipRole:
        return toolTip(row, run, index.column());
    case Qt::TextAlignmentRole:
        return int((index.column() >= Figure && index.column() <= McNemarP ? Qt::AlignRight : Qt::AlignLeft)
            | (index.column() == Budget ? Qt::AlignTop : Qt::AlignVCenter));
    case Qt::FontRole: {
        QFont font;
        font.setBold(side.isBest && (index.column() == Figure || index.column() == Run));
        return font;
    }
    case Qt::AccessibleTextRole:
        if (index.column() == Figure && side.isBest)
            return tr("%1, among the best").arg(text(row, run, Figure));
        return {};
    default:
        return {};
    }
}

QString CompareFiguresModel::text(const evidence::BudgetRow& row, int run, int column) const
{
    const auto& side = row.sides[static_cast<std::size_t>(run)];
    const bool isBaseline = static_cast<std::size_t>(run) == m_comparison->sides.baseline;
    switch (column) {
    case Budget:
        return run == 0 ? budgetText(row, m_comparison->options.front) : QString();
    case Run:
        return m_names.value(run);
    case Figure:
        return number(side.estimate.value);
    case FigureInterval:
        return interval(side.estimate);
    case Difference:
        return isBaseline ? tr("baseline") : side.toBaseline ? number(side.toBaseline->estimate.value, true) : nothing;
    case DifferenceInterval:
        return side.toBaseline ? interval(side.toBaseline->estimate) : isBaseline ? QString() : nothing;
    case BootstrapP:
        return side.toBaseline ? pText(side.toBaseline->p) : isBaseline ? QString() : nothing;
    case McNemarP:
        return side.test ? pText(side.test->mid) : isBaseline ? QString() : nothing;
    case Point:
        return side.point ? QString::fromStdString(side.point->spec.text()) : QString();
    default:
        return {};
    }
}

QString CompareFiguresModel::toolTip(const evidence::BudgetRow& row, int run, int column) const
{
    const auto& side = row.sides[static_cast<std::size_t>(run)];
    if (column == McNemarP && side.test)
        return tr("Only this run is right on %1, only the baseline on %2. Exact p %3, χ² %4.")
            .arg(QLocale().toString(static_cast<qlonglong>(side.test->onlyFirst)),
                QLocale().toString(static_cast<qlonglong>(side.test->onlySecond)), pText(side.test->exact),
                QLocale().toString(side.test->chiSquare, 'f', 2));
    if (column == Point && side.point)
        return tr("The best point within the cost: %1, cost %2, %3 %4")
            .arg(QString::fromStdString(side.point->spec.text()), QLocale().toString(side.point->cost, 'f', 4),
                metricTitle(std::string(metric::nameOf(m_comparison->options.front.metric))), number(side.point->quality));
    if (column == Figure && std::isnan(side.estimate.value)) {
        const auto& problem = m_comparison->sides.problems[static_cast<std::size_t>(run)];
        return problem.empty() ? tr("The run's frontier does not reach this budget.") : QString::fromStdString(problem);
    }
    return text(row, run, column);
}

QVariant CompareFiguresModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Budget:
        return tr("Budget");
    case Run:
        return tr("Run");
    case Figure:
        return tr("Value");
    case FigureInterval:
        return tr("Interval");
    case Difference:
        return tr("Less the baseline");
    case DifferenceInterval:
        return tr("Its interval");
    case BootstrapP:
        return tr("p");
    case McNemarP:
        return tr("McNemar p");
    case Point:
        return tr("Operating point");
    default:
        return {};
    }
}

} // namespace exitscope::app
