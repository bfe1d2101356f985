#include "app/jobs/desktop_notice.h"
#include "app/jobs/job_list_model.h"
#include "app/main_window.h"
#include "app/session/preferences.h"
#include "app/views/calibration_view.h"
#include "widgets/panel/job_bar.h"
#include "widgets/panel/job_list.h"
#include "widgets/panel/log_panel.h"
#include "widgets/panel/message_bar.h"

#include <QAction>
#include <QApplication>
#include <QDockWidget>

namespace exitscope::app {

namespace {

widgets::JobPhase phaseOf(JobRunner::State state)
{
    switch (state) {
    case JobRunner::State::Idle:
        return widgets::JobPhase::Idle;
    case JobRunner::State::Running:
        return widgets::JobPhase::Running;
    case JobRunner::State::Paused:
        return widgets::JobPhase::Paused;
    case JobRunner::State::Cancelling:
        return widgets::JobPhase::Cancelling;
    }
    return widgets::JobPhase::Idle;
}

} // namespace

/// Below the views, out of sight until wanted.
void MainWindow::buildJobDocks()
{
    auto* jobs = new JobListModel(m_jobs, this);
    m_jobList = new widgets::JobList(jobs);
    m_jobsDock = newDock(tr("&Jobs"));
    m_jobsDock->setObjectName(QStringLiteral("jobs"));
    m_jobsDock->setWidget(m_jobList);
    addDockWidget(Qt::BottomDockWidgetArea, m_jobsDock);
    m_log = new widgets::LogModel(this);
    m_logPanel = new widgets::LogPanel(m_log);
    m_logDock = newDock(tr("Lo&g"));
    m_logDock->setObjectName(QStringLiteral("log"));
    m_logDock->setWidget(m_logPanel);
    addDockWidget(Qt::BottomDockWidgetArea, m_logDock);
    tabifyDockWidget(m_jobsDock, m_logDock);
    m_jobsDock->hide();
    m_logDock->hide();

    const auto connectRow = [this, jobs](auto signal, auto act) {
        connect(m_jobList, signal, this, [this, jobs, act](int row) { (m_jobs.*act)(jobs->idAt(row)); });
    };
    connectRow(&widgets::JobList::pauseRequested, &JobQueue::pause);
    connectRow(&widgets::JobList::resumeRequested, &JobQueue::resume);
    connectRow(&widgets::JobList::cancelRequested, &JobQueue::cancel);
    connectRow(&widgets::JobList::retryRequested, &JobQueue::retry);
    connect(m_jobList, &widgets::JobList::clearRequested, &m_jobs, &JobQueue::clearEnded);
    connect(m_messages, &widgets::MessageBar::shown, this,
        [this](const widgets::Message& message) { m_log->append(message, QDateTime::currentDateTime()); });
    connect(m_messages, &widgets::MessageBar::logRequested, this, [this] {
        m_logDock->show();
        m_logDock->raise();
        m_logPanel->showLast();
    });
}

/// For the log alone: worth finding again, not worth a message.
void MainWindow::log(widgets::MessageKind kind, const QString& text, const QString& source)
{
    m_log->append({ .kind = kind, .text = text, .remedy = {}, .details = {}, .source = source }, QDateTime::currentDateTime());
}

void MainWindow::connectJobs()
{
    connect(&m_jobs, &JobQueue::statusChanged, this, &MainWindow::showJob);
    connect(m_jobBar, &widgets::JobBar::pauseRequested, &m_jobs, &JobQueue::pauseCurrent);
    connect(m_jobBar, &widgets::JobBar::resumeRequested, &m_jobs, &JobQueue::resumeCurrent);
    connect(m_jobBar, &widgets::JobBar::cancelRequested, &m_jobs, &JobQueue::cancelCurrent);
    connect(&m_jobs, &JobQueue::jobFailed, this, [this](const QString& title, const QString& message) {
        m_calibration->setBusy(false);
        m_messages->showMessage({ .kind = widgets::MessageKind::Error, .text = tr("%1 failed: %2").arg(title, message),
            .remedy = tr("View > Jobs starts it again."), .details = {}, .source = title });
        tellDesktop(title, tr("Failed: %1").arg(message), m_jobs.lastSeconds());
    });
    connect(&m_jobs, &JobQueue::jobCancelled, this, [this](const QString& title) {
        m_messages->showMessage({ .kind = widgets::MessageKind::Information, .text = tr("%1 was cancelled.").arg(title),
            .remedy = tr("What it had is kept; starting it again continues there."), .details = {}, .source = title });
    });
    connect(&m_jobs, &JobQueue::jobFinished, this, [this](const QString& title, double seconds) {
        // Whoever asked for it sees what came out; the log keeps that and when it ended.
        log(widgets::MessageKind::Success, tr("Finished after %1.").arg(durationText(seconds)), title);
        tellDesktop(title, tr("Finished after %1.").arg(durationText(seconds)), seconds);
    });
    connect(&m_jobs, &JobQueue::stalled, this, [this](const QString& title, int seconds) {
        log(widgets::MessageKind::Warning, tr("No progress for %1.").arg(durationText(seconds)), title);
    });
    connect(&m_jobs, &JobQueue::becameIdle, this, [this] {
        if (m_isClosing)
            close();
    });
}

void MainWindow::showJob(const JobStatus& status)
{
    widgets::JobView view;
    view.phase = phaseOf(status.state);
    view.title = status.note.isEmpty() ? status.title : tr("%1: %2").arg(status.title, status.note);
    if (status.waiting > 0)
        view.title = tr("%1 (%n more waiting)", nullptr, static_cast<int>(status.waiting)).arg(view.title);
    view.done = status.done;
    view.total = status.total;
    view.perSecond = status.rate;
    view.secondsLeft = status.secondsLeft;
    if (status.silentSeconds > 0)
        view.silence = tr("no progress for %1").arg(durationText(status.silentSeconds));
    m_jobBar->setJob(view);
    const bool isActive = status.state == JobRunner::State::Running || status.state == JobRunner::State::Paused;
    m_pauseAction->setEnabled(isActive);
    m_cancelAction->setEnabled(isActive);
}

void MainWindow::tellDesktop(const QString& title, const QString& text, double seconds)
{
    if (!isWorthANotice(seconds, isActiveWindow(), storedPreferences().notifies))
        return;
    notifyDesktop(title, text);
    QApplication::alert(this);
}

} // namespace exitscope::app
