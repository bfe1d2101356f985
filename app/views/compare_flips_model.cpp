#include "app/views/compare_flips_model.h"

#include <QFont>
#include <QLocale>

namespace exitscope::app {

namespace {
constexpr int longestText = 400; ///< characters of an example in a cell; the tooltip has more
constexpr int longestToolTip = 2000;
}

void CompareFlipsModel::setFlips(std::shared_ptr<const RunFlips> flips, const QString& first, const QString& second)
{
    m_flips = std::move(flips);
    m_first = first;
    m_second = second;
    show(m_shown);
}

void CompareFlipsModel::show(FlipsShown shown)
{
    beginResetModel();
    m_shown = shown;
    m_rows.clear();
    for (std::size_t i = 0; m_flips && i < m_flips->units.size(); ++i)
        if (shown == FlipsShown::Both || m_flips->units[i].isFirstRight == (shown == FlipsShown::OnlyFirst))
            m_rows.push_back(i);
    endResetModel();
}

std::vector<std::int64_t> CompareFlipsModel::units() const
{
    std::vector<std::int64_t> units;
    for (const auto row : m_rows)
        units.push_back(m_flips->units[row].unit);
    return units;
}

int CompareFlipsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int CompareFlipsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : Columns;
}

QString CompareFlipsModel::label(std::int64_t number) const
{
    const auto& names = m_flips->trace->info().labelNames;
    return number >= 0 && static_cast<std::size_t>(number) < names.size()
        ? QString::fromStdString(names[static_cast<std::size_t>(number)])
        : QLocale().toString(static_cast<qlonglong>(number));
}

QString CompareFlipsModel::decision(std::int32_t predicted, std::int32_t layer, bool isRight) const
{
    return tr("%1 %2, layer %3", "a tick or cross, what was said, where")
        .arg(QChar(isRight ? 0x2713 : 0x2717), label(predicted), QLocale().toString(layer));
}

QVariant CompareFlipsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const auto& unit = at(index.row());
    const auto& trace = *m_flips->trace;
    if (role == Qt::FontRole && (index.column() == First || index.column() == Second)) {
        QFont font;
        font.setBold(unit.isFirstRight == (index.column() == First));
        return font;
    }
    if (role == Qt::ToolTipRole && index.column() == Text)
        return QString::fromUtf8(trace.text(trace.exampleOf(unit.unit))).left(longestToolTip);
    if (role == Qt::TextAlignmentRole && index.column() == Unit)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Unit:
        return QLocale().toString(static_cast<qlonglong>(unit.unit));
    case Text:
        return QString::fromUtf8(trace.text(trace.exampleOf(unit.unit))).left(longestText).simplified();
    case Gold:
        return label(trace.labels()[static_cast<std::size_t>(unit.unit)]);
    case First:
        return decision(unit.first, unit.firstLayer, unit.isFirstRight);
    case Second:
        return decision(unit.second, unit.secondLayer, !unit.isFirstRight);
    default:
        return {};
    }
}

QVariant CompareFlipsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || (role != Qt::DisplayRole && role != Qt::ToolTipRole))
        return {};
    switch (section) {
    case Unit:
        return tr("No.");
    case Text:
        return tr("Text");
    case Gold:
        return tr("Label");
    case First:
        return m_first;
    case Second:
        return m_second;
    default:
        return {};
    }
}

} // namespace exitscope::app
