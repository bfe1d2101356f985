#include "app/views/difficulty_model.h"

#include "app/plots/difficulty_plot.h"
#include "widgets/table/copyable_table.h"

#include <QLocale>

#include <cmath>
#include <limits>

namespace exitscope::app {

namespace {

using difficulty::Predictor;

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

} // namespace

void DifficultyModel::setStudy(std::shared_ptr<const difficulty::Study> study)
{
    beginResetModel();
    m_study = std::move(study);
    endResetModel();
}

Predictor DifficultyModel::predictorAt(int row) const
{
    return m_study->results[static_cast<std::size_t>(row)].predictor;
}

int DifficultyModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() || !m_study ? 0 : static_cast<int>(m_study->results.size());
}

int DifficultyModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : Columns;
}

double DifficultyModel::value(int row, int column) const
{
    const auto& result = m_study->results[static_cast<std::size_t>(row)];
    const bool isMajority = result.predictor == Predictor::Majority;
    const auto test = result.test();
    switch (column) {
    case Accuracy:
        return test.mean.meanAccuracy;
    case Deviation:
        return result.runs.size() > 1 ? test.sd.meanAccuracy : nothing;
    case OnTrain:
        return result.trainRuns.empty() ? nothing : result.train().mean.meanAccuracy;
    case Lead:
        return isMajority ? nothing : result.toMajority.estimate.value;
    case LeadLow:
        return isMajority ? nothing : result.toMajority.estimate.interval.low;
    case LeadHigh:
        return isMajority ? nothing : result.toMajority.estimate.interval.high;
    default:
        return test.mean.*difficulty::scoreFields()[static_cast<std::size_t>(column - MicroPrecision) + 1].value;
    }
}

QString DifficultyModel::text(int row, int column) const
{
    if (column == Name)
        return predictorTitle(predictorAt(row));
    const double share = value(row, column);
    if (std::isnan(share))
        return QStringLiteral("–");
    const QString number = QLocale().toString(100 * share, 'f', 2);
    const bool isSigned = column >= Lead && column <= LeadHigh;
    return isSigned && share > 0 ? u'+' + number : number;
}

QVariant DifficultyModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || !m_study)
        return {};
    const int row = index.row(), column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(row, column);
    case widgets::sortRole:
        if (column == Name)
            return static_cast<int>(predictorAt(row));
        return std::isnan(value(row, column)) ? QVariant() : QVariant(value(row, column));
    case Qt::TextAlignmentRole:
        return int((column == Name ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    case Qt::ToolTipRole: {
        const auto& result = m_study->results[static_cast<std::size_t>(row)];
        QStringList notes;
        if (!result.epochs.empty())
            notes << tr("%n training(s), %1 s in all.", nullptr, static_cast<int>(result.epochs.size()))
                         .arg(QLocale().toString(result.seconds, 'f', 0));
        for (const std::string& note : result.notes)
            notes << QString::fromStdString(note);
        return notes.join(u'\n');
    }
    default:
        return {};
    }
}

QVariant DifficultyModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= Columns)
        return {};
    const QString titles[Columns] { tr("Predictor"), tr("Accuracy"), tr("± seeds"), tr("On train"), tr("Lead"), tr("from"), tr("to"),
        tr("Micro P"), tr("Micro R"), tr("Micro F1"), tr("Macro P"), tr("Macro R"), tr("Macro F1"), tr("TPR"), tr("TNR"), tr("G-mean") };
    const QString ofHard = tr("Of the hard class: the exit is wrong. Micro: over all units and exits at once; macro: over texts.");
    if (role == Qt::DisplayRole)
        return titles[section];
    if (role != Qt::ToolTipRole)
        return {};
    switch (section) {
    case Name:
        return {};
    case Accuracy:
        return tr("How often it is foreseen whether an exit is right, in percent: mean over exits and seeds");
    case Deviation:
        return tr("Standard deviation over seeds, or over guesses");
    case OnTrain:
        return tr("The same on what it was trained on");
    case Lead:
        return tr("Accuracy less that of majority");
    case LeadLow:
    case LeadHigh:
        return tr("Interval of the lead: paired bootstrap over the test texts");
    case TruePositive:
        return tr("Share of the wrong exits that are foreseen");
    case TrueNegative:
        return tr("Share of the right exits that are foreseen");
    case GMean:
        return tr("Root of TPR times TNR; 0 for whoever only knows one answer");
    default:
        return ofHard;
    }
}

} // namespace exitscope::app
