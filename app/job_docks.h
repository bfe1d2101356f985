#pragma once

#include "app/jobs/job_queue.h"

#include <QObject>

class QAction;
class QDockWidget;
class QMainWindow;

namespace exitscope::widgets {
class JobBar;
class LogModel;
class LogPanel;
class MessageBar;
enum class MessageKind;
}

namespace exitscope::app {

/// Where jobs are seen: the bar below the views, the docks of all jobs and of the log, the desktop's notice at the end of a
/// long one. Every message of the window is kept in the log.
class JobDocks final : public QObject
{
    Q_OBJECT

public:
    JobDocks(QMainWindow& window, JobQueue& jobs, widgets::JobBar& bar, widgets::MessageBar& messages);

    QDockWidget* jobsDock() const { return m_jobsDock; }
    QDockWidget* logDock() const { return m_logDock; }
    QAction* pauseAction() const { return m_pause; } ///< halts the running job, or lets it go on
    QAction* cancelAction() const { return m_cancel; }

private:
    void buildDocks();
    void buildActions();
    void connectQueue();
    void show(const JobStatus& status);
    void log(widgets::MessageKind kind, const QString& text, const QString& source);
    void tellDesktop(const QString& title, const QString& text, double seconds);

    QMainWindow& m_window;
    JobQueue& m_jobs;
    widgets::JobBar& m_bar;
    widgets::MessageBar& m_messages;
    QDockWidget* m_jobsDock = nullptr;
    QDockWidget* m_logDock = nullptr;
    widgets::LogModel* m_log = nullptr;
    widgets::LogPanel* m_logPanel = nullptr;
    QAction* m_pause = nullptr;
    QAction* m_cancel = nullptr;
};

} // namespace exitscope::app
