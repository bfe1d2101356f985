#include "app/views/examples_model.h"

#include "widgets/table/bar_delegate.h"
#include "widgets/theme/depth_map.h"

#include <QLocale>

#include <cmath>

namespace exitscope::app {

namespace {

using examples::Column;
using examples::Verdict;

constexpr int longestCell = 400; ///< characters; more than a row can show

QString fromUtf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString oneLine(std::string_view utf8)
{
    // Four bytes hold a character at most; a cut one becomes a replacement sign beyond what is shown.
    QString text = fromUtf8(utf8.substr(0, 4 * longestCell)).left(longestCell);
    text.replace(QLatin1Char('\t'), QStringLiteral("  ·  "));
    for (QChar& letter : text)
        if (letter == QLatin1Char('\n') || letter == QLatin1Char('\r'))
            letter = QLatin1Char(' ');
    return text;
}

QString number(float value, int decimals)
{
    return std::isnan(value) ? QString() : QLocale().toString(static_cast<double>(value), 'f', decimals);
}

/// Small distances need their digits, large ones do not.
QString distanceText(float distance)
{
    const QString digits = QLocale().toString(static_cast<double>(std::abs(distance)), 'g', 3);
    return (distance < 0 ? QStringLiteral("−") : QStringLiteral("+")) + digits;
}

QString effectText(examples::Effect effect)
{
    switch (effect) {
    case examples::Effect::None:
        return {};
    case examples::Effect::Same:
        return ExamplesModel::tr("same");
    case examples::Effect::Mends:
        return ExamplesModel::tr("mends");
    case examples::Effect::Breaks:
        return ExamplesModel::tr("breaks");
    case examples::Effect::Changes:
        return ExamplesModel::tr("changes");
    }
    return {};
}

QString departureSentence(const examples::UnitColumns& columns, const examples::Departure& departure)
{
    const QString layer = QLocale().toString(columns.trace().exitLayer()[static_cast<std::size_t>(departure.exit)]);
    const QString threshold = QLocale().toString(static_cast<double>(departure.threshold), 'g', 6);
    const QString distance = distanceText(departure.distance);
    switch (departure.effect) {
    case examples::Effect::Mends:
        return ExamplesModel::tr("At threshold %1 (%2) it exits at layer %3, which mends the answer.")
            .arg(threshold, distance, layer);
    case examples::Effect::Breaks:
        return ExamplesModel::tr("At threshold %1 (%2) it exits at layer %3, which breaks the answer.")
            .arg(threshold, distance, layer);
    case examples::Effect::Changes:
        return ExamplesModel::tr("At threshold %1 (%2) it exits at layer %3 with another answer.")
            .arg(threshold, distance, layer);
    case examples::Effect::Same:
    case examples::Effect::None:
        break;
    }
    return ExamplesModel::tr("At threshold %1 (%2) it exits at layer %3 with the same answer.")
        .arg(threshold, distance, layer);
}

QString yesOrNo(bool value)
{
    return value ? QStringLiteral("yes") : QStringLiteral("no"); // for files, as core writes it
}

} // namespace

void ExamplesModel::setColumns(std::optional<examples::UnitColumns> columns, examples::Arrangement arrangement)
{
    beginResetModel();
    m_columns = std::move(columns);
    m_arrangement = std::move(arrangement);
    endResetModel();
}

void ExamplesModel::updateColumns(const examples::UnitColumns& columns)
{
    const bool areOtherTags = !m_columns || &m_columns->tags() != &columns.tags();
    m_columns = columns;
    if (areOtherTags)
        announceCells();
    else // the point decides these alone
        announceCells(static_cast<int>(Column::Prediction), static_cast<int>(Column::Slack));
}

void ExamplesModel::announceCells(int firstColumn, int lastColumn)
{
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, firstColumn), index(rowCount() - 1, lastColumn));
}

/// Rows are places, not units: their number changes at the end, and every cell is told anew. A reset would cost the view
/// its scroll position, and a layout change a list of all selected cells.
void ExamplesModel::setArrangement(examples::Arrangement arrangement)
{
    const auto before = m_arrangement.units.size(), after = arrangement.units.size();
    if (after < before) {
        beginRemoveRows({}, static_cast<int>(after), static_cast<int>(before) - 1);
        m_arrangement.units.resize(after);
        endRemoveRows();
    } else if (after > before) {
        beginInsertRows({}, static_cast<int>(before), static_cast<int>(after) - 1);
        const auto tail = arrangement.units.begin() + static_cast<std::ptrdiff_t>(before);
        m_arrangement.units.insert(m_arrangement.units.end(), tail, arrangement.units.end());
        endInsertRows();
    }
    m_arrangement = std::move(arrangement);
    announceCells();
}

int ExamplesModel::rowOf(std::int64_t unit) const
{
    const auto at = static_cast<std::size_t>(unit);
    if (unit < 0 || at >= m_arrangement.rows.size() || m_arrangement.rows[at] == examples::Arrangement::noRow)
        return -1;
    return static_cast<int>(m_arrangement.rows[at]);
}

int ExamplesModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_arrangement.units.size());
}

int ExamplesModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : examples::columnCount;
}

QVariant ExamplesModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || !m_columns)
        return {};
    const auto unit = unitAt(index.row());
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return text(unit, column);
    case Qt::ToolTipRole:
        return toolTip(unit, column);
    case Qt::TextAlignmentRole: {
        const bool isNumber = column == Column::Number || column == Column::Exit || column == Column::Confidence
            || column == Column::Slack || column == Column::Length;
        return QVariant::fromValue(Qt::Alignment(isNumber ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignLeft | Qt::AlignVCenter));
    }
    case widgets::sortRole:
        return raw(unit, column);
    case widgets::barRole:
    case widgets::barColorRole:
        return column == Column::Exit ? bar(unit, role) : QVariant();
    case unitRole:
        return static_cast<qlonglong>(unit);
    default:
        return {};
    }
}

QVariant ExamplesModel::bar(std::int64_t unit, int role) const
{
    const auto exits = static_cast<int>(m_columns->trace().exits());
    const auto exit = m_columns->exit(unit);
    if (role == widgets::barRole)
        return static_cast<double>(exit + 1) / exits;
    return widgets::depthColor(widgets::DepthMap::Viridis, exits > 1 ? static_cast<double>(exit) / (exits - 1) : 0);
}

QString ExamplesModel::answer(std::int64_t label, float value) const
{
    return m_columns->trace().isRegression() ? number(value, 2) : QString::fromStdString(m_columns->className(label));
}

QString ExamplesModel::text(std::int64_t unit, Column column) const
{
    const auto& columns = *m_columns;
    const bool isRegression = columns.trace().isRegression();
    const auto tick = [](bool value) { return value ? QStringLiteral("✓") : QStringLiteral("✗"); };
    switch (column) {
    case Column::Number:
        return QLocale().toString(static_cast<qlonglong>(unit) + 1);
    case Column::Text:
        return oneLine(columns.text(unit));
    case Column::Label:
        return answer(columns.answers().labelOf(unit), columns.target(unit));
    case Column::Prediction:
        return answer(isRegression ? -1 : columns.predictedClass(unit), columns.predictedValue(unit));
    case Column::FullPrediction:
        return answer(isRegression ? -1 : columns.fullClass(unit), columns.fullValue(unit));
    case Column::Exit:
        return QLocale().toString(columns.layer(unit));
    case Column::Confidence:
        return number(columns.confidence(unit), 3);
    case Column::Correct: {
        const auto verdict = columns.verdict(unit);
        return verdict == Verdict::Unknown ? QString() : tick(verdict == Verdict::Right);
    }
    case Column::Overthinks:
        return columns.overthinks(unit) ? tr("overthinks") : QString();
    case Column::Agrees:
        return tick(columns.agrees(unit));
    case Column::Slack:
        return slackText(unit);
    case Column::Length:
        return columns.trace().length().empty() ? QString() : QLocale().toString(columns.length(unit));
    case Column::Tag:
        return QString::fromStdString(columns.tags().textOf(columns.trace().exampleOf(unit)));
    }
    return {};
}

QString ExamplesModel::slackText(std::int64_t unit) const
{
    const auto slack = m_columns->slack(unit);
    const auto& nearest = slack.nearest();
    if (!nearest.exists())
        return {};
    const QString effect = effectText(nearest.effect);
    return tr("%1 %2", "distance and effect: +0.012 mends").arg(distanceText(nearest.distance), effect);
}

QString ExamplesModel::slackToolTip(std::int64_t unit) const
{
    const auto slack = m_columns->slack(unit);
    QStringList sentences;
    for (const auto* departure : { &slack.earlier, &slack.later })
        if (departure->exists())
            sentences << departureSentence(*m_columns, *departure);
    if (sentences.isEmpty() && m_columns->hasSlack())
        sentences << tr("It exits here at every threshold.");
    return sentences.join(QLatin1Char('\n'));
}

QString ExamplesModel::toolTip(std::int64_t unit, Column column) const
{
    constexpr std::size_t longestTip = 4000;
    switch (column) {
    case Column::Text:
        return QStringLiteral("<p>%1</p>").arg(fromUtf8(m_columns->text(unit).substr(0, longestTip)).toHtmlEscaped());
    case Column::Slack:
        return slackToolTip(unit);
    case Column::Overthinks:
        if (m_columns->overthinks(unit)) {
            const auto first = m_columns->answers().firstRight[static_cast<std::size_t>(unit)];
            return tr("Right first at layer %1, wrong at the last one.")
                .arg(QLocale().toString(m_columns->trace().exitLayer()[static_cast<std::size_t>(first)]));
        }
        return {};
    case Column::Correct:
        switch (m_columns->verdict(unit)) {
        case Verdict::Right:
            return tr("Right where it exits.");
        case Verdict::Wrong:
            return tr("Wrong where it exits.");
        case Verdict::Unknown:
            return {};
        }
        return {};
    case Column::Agrees:
        return m_columns->agrees(unit) ? tr("The full model says the same.") : tr("The full model says something else.");
    case Column::Label:
    case Column::Prediction:
    case Column::FullPrediction:
    case Column::Tag:
        return text(unit, column); // names may be cut
    case Column::Number:
    case Column::Exit:
    case Column::Confidence:
    case Column::Length:
        return {};
    }
    return {};
}

/// As files have it: full precision, '.' decimals.
QVariant ExamplesModel::raw(std::int64_t unit, Column column) const
{
    const auto& columns = *m_columns;
    const auto answers = [&](std::int64_t label, float value) {
        return columns.trace().isRegression() ? QVariant(static_cast<double>(value))
                                              : QVariant(QString::fromStdString(columns.className(label)));
    };
    const bool isRegression = columns.trace().isRegression();
    switch (column) {
    case Column::Number:
        return static_cast<qlonglong>(unit) + 1;
    case Column::Text:
        return fromUtf8(columns.text(unit));
    case Column::Label:
        return answers(columns.answers().labelOf(unit), columns.target(unit));
    case Column::Prediction:
        return answers(isRegression ? -1 : columns.predictedClass(unit), columns.predictedValue(unit));
    case Column::FullPrediction:
        return answers(isRegression ? -1 : columns.fullClass(unit), columns.fullValue(unit));
    case Column::Exit:
        return columns.layer(unit);
    case Column::Confidence:
        return isRegression ? QVariant(QString()) : QVariant(columns.confidence(unit));
    case Column::Correct: {
        const auto verdict = columns.verdict(unit);
        return verdict == Verdict::Unknown ? QString() : yesOrNo(verdict == Verdict::Right);
    }
    case Column::Overthinks:
        return yesOrNo(columns.overthinks(unit));
    case Column::Agrees:
        return yesOrNo(columns.agrees(unit));
    case Column::Slack: {
        const auto slack = columns.slack(unit);
        return slack.nearest().exists() ? QVariant(slack.nearest().distance) : QVariant(QString());
    }
    case Column::Length:
        return columns.trace().length().empty() ? QVariant(QString()) : QVariant(columns.length(unit));
    case Column::Tag:
        return text(unit, column);
    }
    return {};
}

QVariant ExamplesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    struct Heading
    {
        QString title, help;
    };
    const Heading headings[examples::columnCount] = {
        { tr("#"), tr("Place in the dataset") },
        { tr("Text"), {} },
        { tr("Label"), tr("The gold label") },
        { tr("Prediction"), tr("What the exit says where it leaves") },
        { tr("Full model"), tr("What the last exit says") },
        { tr("Exit"), tr("The layer after which it leaves") },
        { tr("Confidence"), tr("The largest probability at the exit") },
        { tr("Correct"), tr("Right where it exits") },
        { tr("Overthinks"), tr("Right at some exit, wrong at the last one") },
        { tr("Agrees"), tr("The same answer as the full model") },
        { tr("Slack"), tr("How far the threshold must move before it exits elsewhere, and what that does to the answer") },
        { tr("Tokens"), tr("Length in tokens") },
        { tr("Tags"), tr("Tags of the dataset, and the slices it is in") },
    };
    if (section < 0 || section >= examples::columnCount)
        return {};
    if (role == Qt::DisplayRole)
        return headings[section].title;
    return role == Qt::ToolTipRole ? QVariant(headings[section].help) : QVariant();
}

void ExamplesModel::sort(int column, Qt::SortOrder order)
{
    if (column >= 0 && column < examples::columnCount)
        Q_EMIT sortRequested({ static_cast<Column>(column), order == Qt::DescendingOrder });
}

} // namespace exitscope::app
