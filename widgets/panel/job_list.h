#pragma once

#include <QWidget>

class QAbstractItemModel;
class QPushButton;
class QTableView;

namespace exitscope::widgets {

/// What a model of jobs says of a row beyond its texts. Fraction belongs to the cell with the bar.
enum class JobListRole { Fraction = 0x0100 + 40, CanPause, CanResume, CanCancel, CanRetry };

/// Every job: what waits, runs, ended. Its buttons act on the selected rows.
class JobList final : public QWidget
{
    Q_OBJECT

public:
    explicit JobList(QAbstractItemModel* model, QWidget* parent = nullptr);

    QSize sizeHint() const override;

Q_SIGNALS:
    void pauseRequested(int row);
    void resumeRequested(int row);
    void cancelRequested(int row);
    void retryRequested(int row);
    void clearRequested(); ///< those that ended

private:
    QPushButton* addButton(const QString& text, const QString& tip);
    void updateButtons();
    void request(JobListRole can, void (JobList::*signal)(int));

    QAbstractItemModel* m_model;
    QTableView* m_table;
    QPushButton* m_pause;
    QPushButton* m_resume;
    QPushButton* m_cancel;
    QPushButton* m_retry;
    QPushButton* m_clear;
};

} // namespace exitscope::widgets
