#include "app/jobs/job_list_model.h"

#include "widgets/panel/job_bar.h"
#include "widgets/panel/job_list.h"

#include <QLocale>

namespace exitscope::app {

namespace {

QString stateText(const JobRecord& record)
{
    switch (record.state) {
    case JobState::Waiting:
        return JobListModel::tr("waiting");
    case JobState::Held:
        return JobListModel::tr("held back");
    case JobState::Running:
        return record.status.silentSeconds > 0
            ? JobListModel::tr("no progress for %1").arg(durationText(record.status.silentSeconds))
            : JobListModel::tr("running");
    case JobState::Paused:
        return JobListModel::tr("paused");
    case JobState::Cancelling:
        return JobListModel::tr("cancelling…");
    case JobState::Finished:
        return JobListModel::tr("finished");
    case JobState::Cancelled:
        return JobListModel::tr("cancelled");
    case JobState::Failed:
        return JobListModel::tr("failed");
    }
    return {};
}

QString progressText(const JobStatus& status)
{
    const QLocale locale;
    if (status.total > 0)
        return JobListModel::tr("%1 of %2").arg(locale.toString(static_cast<qlonglong>(status.done)),
            locale.toString(static_cast<qlonglong>(status.total)));
    return status.done > 0 ? locale.toString(static_cast<qlonglong>(status.done)) : QString();
}

QString text(const JobRecord& record, JobListModel::Column column)
{
    const QLocale locale;
    using Column = JobListModel::Column;
    switch (column) {
    case Column::Title:
        return record.status.title;
    case Column::State:
        return stateText(record);
    case Column::Progress:
        return progressText(record.status);
    case Column::Rate:
        if (record.state != JobState::Running || !record.status.rate)
            return {};
        return JobListModel::tr("%1/s").arg(
            locale.toString(*record.status.rate, 'f', *record.status.rate < 10 ? 1 : 0));
    case Column::Left:
        if (record.state != JobState::Running || !record.status.secondsLeft)
            return {};
        return widgets::timeLeftText(*record.status.secondsLeft);
    case Column::Started:
        return record.started.isValid() ? locale.toString(record.started.time(), QLocale::ShortFormat) : QString();
    case Column::Took:
        return record.started.isValid() ? durationText(record.seconds) : QString();
    }
    return {};
}

QString tip(const JobRecord& record)
{
    QStringList lines { record.status.title, stateText(record) };
    for (const QString& line : { record.status.note, record.problem })
        if (!line.isEmpty())
            lines << line;
    return lines.join(u'\n');
}

/// 0 to 1; below 0 where it is not known.
double fraction(const JobRecord& record)
{
    if (record.state == JobState::Finished)
        return 1;
    if (record.status.total <= 0)
        return record.state == JobState::Running ? -1 : 0;
    return static_cast<double>(record.status.done) / static_cast<double>(record.status.total);
}

} // namespace

QString durationText(double seconds)
{
    const QLocale locale;
    if (seconds < 10)
        return JobListModel::tr("%1 s").arg(locale.toString(seconds, 'f', 1));
    const auto whole = static_cast<qlonglong>(seconds);
    if (whole < 60)
        return JobListModel::tr("%1 s").arg(locale.toString(whole));
    if (whole < 3600)
        return JobListModel::tr("%1 min %2 s").arg(locale.toString(whole / 60), locale.toString(whole % 60));
    return JobListModel::tr("%1 h %2 min").arg(locale.toString(whole / 3600), locale.toString(whole % 3600 / 60));
}

JobListModel::JobListModel(JobQueue& queue, QObject* parent)
    : QAbstractTableModel(parent)
    , m_queue(queue)
    , m_rows(static_cast<int>(queue.count()))
{
    connect(&queue, &JobQueue::recordAdded, this, [this] {
        beginInsertRows({}, m_rows, m_rows);
        ++m_rows;
        endInsertRows();
    });
    connect(&queue, &JobQueue::recordChanged, this, [this](std::size_t place) {
        const int row = static_cast<int>(place);
        if (row < m_rows)
            Q_EMIT dataChanged(index(row, 0), index(row, columnCount() - 1));
    });
    connect(&queue, &JobQueue::recordsCleared, this, [this] {
        beginResetModel();
        m_rows = static_cast<int>(m_queue.count());
        endResetModel();
    });
}

int JobListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int JobListModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(Column::Took) + 1;
}

QVariant JobListModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || static_cast<std::size_t>(index.row()) >= m_queue.count())
        return {};
    const JobRecord record = m_queue.record(static_cast<std::size_t>(index.row()));
    using widgets::JobListRole;
    switch (role) {
    case Qt::DisplayRole:
        return text(record, static_cast<Column>(index.column()));
    case Qt::ToolTipRole:
        return tip(record);
    case static_cast<int>(JobListRole::Fraction):
        return static_cast<Column>(index.column()) == Column::Progress ? QVariant(fraction(record)) : QVariant();
    case static_cast<int>(JobListRole::CanPause):
        return record.state == JobState::Running || record.state == JobState::Waiting;
    case static_cast<int>(JobListRole::CanResume):
        return record.state == JobState::Paused || record.state == JobState::Held;
    case static_cast<int>(JobListRole::CanCancel):
        return !isOver(record.state) && record.state != JobState::Cancelling;
    case static_cast<int>(JobListRole::CanRetry):
        return record.state == JobState::Cancelled || record.state == JobState::Failed;
    default:
        return {};
    }
}

QVariant JobListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Column::Title:
        return tr("Job");
    case Column::State:
        return tr("State");
    case Column::Progress:
        return tr("Progress");
    case Column::Rate:
        return tr("Rate");
    case Column::Left:
        return tr("Time left");
    case Column::Started:
        return tr("Started");
    case Column::Took:
        return tr("Took");
    }
    return {};
}

JobId JobListModel::idAt(int row) const
{
    return m_queue.record(static_cast<std::size_t>(row)).id;
}

} // namespace exitscope::app
