#pragma once

#include "app/jobs/job_queue.h"

#include <QAbstractTableModel>

namespace exitscope::app {

/// The queue as a table, in the order in which jobs were asked for. Answers widgets::JobListRole.
class JobListModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Column { Title, State, Progress, Rate, Left, Started, Took };

    explicit JobListModel(JobQueue& queue, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    JobId idAt(int row) const;

private:
    JobQueue& m_queue;
    int m_rows = 0;
};

/// "0.4 s", "12 s", "3 min 20 s", "1 h 5 min".
[[nodiscard]] QString durationText(double seconds);

} // namespace exitscope::app
