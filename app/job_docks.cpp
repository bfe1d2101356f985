#include "app/job_docks.h"

#include "app/jobs/desktop_notice.h"
#include "app/jobs/job_list_model.h"
#include "app/panes.h"
#include "app/session/preferences.h"
#include "widgets/panel/job_bar.h"
#include "widgets/panel/job_list.h"
#include "widgets/panel/log_panel.h"
#include "widgets/panel/message_bar.h"

#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QMainWindow>

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

JobDocks::JobDocks(QMainWindow& window, JobQueue& jobs, widgets::JobBar& bar, widgets::MessageBar& messages)
    : QObject(&window)
    , m_window(window)
    , m_jobs(jobs)
    , m_bar(bar)
    , m_messages(messages)
{
    buildDocks();
    buildActions();
    connectQueue();
}

/// Below the views, out of sight until wanted.
void JobDocks::buildDocks()
{
    auto* model = new JobListModel(m_jobs, this);
    auto* list = new widgets::JobList(model);
    m_jobsDock = newDock(m_window, tr("&Jobs"), QStringLiteral("jobs"), list);
    m_window.addDockWidget(Qt::BottomDockWidgetArea, m_jobsDock);
    m_log = new widgets::LogModel(this);
    m_logPanel = new widgets::LogPanel(m_log);
    m_logDock = newDock(m_window, tr("Lo&g"), QStringLiteral("log"), m_logPanel);
    m_window.addDockWidget(Qt::BottomDockWidgetArea, m_logDock);
    m_window.tabifyDockWidget(m_jobsDock, m_logDock);
    m_jobsDock->hide();
    m_logDock->hide();

    const auto connectRow = [this, list, model](auto signal, auto act) {
        connect(list, signal, this, [this, model, act](int row) { (m_jobs.*act)(model->idAt(row)); });
    };
    connectRow(&widgets::JobList::pauseRequested, &JobQueue::pause);
    connectRow(&widgets::JobList::resumeRequested, &JobQueue::resume);
    connectRow(&widgets::JobList::cancelRequested, &JobQueue::cancel);
    connectRow(&widgets::JobList::retryRequested, &JobQueue::retry);
    connect(list, &widgets::JobList::clearRequested, &m_jobs, &JobQueue::clearEnded);
    connect(&m_messages, &widgets::MessageBar::shown, this,
        [this](const widgets::Message& message) { m_log->append(message, QDateTime::currentDateTime()); });
    connect(&m_messages, &widgets::MessageBar::logRequested, this, [this] {
        m_logDock->show();
        m_logDock->raise();
        m_logPanel->showLast();
    });
}

void JobDocks::buildActions()
{
    m_pause = new QAction(tr("&Pause or resume"), this);
    m_pause->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_P));
    m_pause->setStatusTip(tr("Halt the running job, or let it go on"));
    connect(m_pause, &QAction::triggered, this, [this] {
        if (m_jobs.status().state == JobRunner::State::Paused)
            m_jobs.resumeCurrent();
        else
            m_jobs.pauseCurrent();
    });
    m_cancel = new QAction(tr("Ca&ncel"), this);
    m_cancel->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Period));
    m_cancel->setStatusTip(tr("Stop the running job; what it has is kept"));
    connect(m_cancel, &QAction::triggered, &m_jobs, &JobQueue::cancelCurrent);
    m_pause->setEnabled(false);
    m_cancel->setEnabled(false);
}

void JobDocks::connectQueue()
{
    connect(&m_jobs, &JobQueue::statusChanged, this, &JobDocks::show);
    connect(&m_bar, &widgets::JobBar::pauseRequested, &m_jobs, &JobQueue::pauseCurrent);
    connect(&m_bar, &widgets::JobBar::resumeRequested, &m_jobs, &JobQueue::resumeCurrent);
    connect(&m_bar, &widgets::JobBar::cancelRequested, &m_jobs, &JobQueue::cancelCurrent);
    connect(&m_jobs, &JobQueue::jobFailed, this, [this](const QString& title, const QString& message) {
        m_messages.showMessage({ .kind = widgets::MessageKind::Error, .text = tr("%1 failed: %2").arg(title, message),
            .remedy = tr("View > Jobs starts it again."), .details = {}, .source = title });
        tellDesktop(title, tr("Failed: %1").arg(message), m_jobs.lastSeconds());
    });
    connect(&m_jobs, &JobQueue::jobCancelled, this, [this](const QString& title) {
        m_messages.showMessage({ .kind = widgets::MessageKind::Information, .text = tr("%1 was cancelled.").arg(title),
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
}

/// For the log alone: worth finding again, not worth a message.
void JobDocks::log(widgets::MessageKind kind, const QString& text, const QString& source)
{
    m_log->append({ .kind = kind, .text = text, .remedy = {}, .details = {}, .source = source }, QDateTime::currentDateTime());
}

void JobDocks::show(const JobStatus& status)
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
    m_bar.setJob(view);
    const bool isActive = status.state == JobRunner::State::Running || status.state == JobRunner::State::Paused;
    m_pause->setEnabled(isActive);
    m_cancel->setEnabled(isActive);
}

void JobDocks::tellDesktop(const QString& title, const QString& text, double seconds)
{
    if (!isWorthANotice(seconds, m_window.isActiveWindow(), storedPreferences().notifies))
        return;
    notifyDesktop(title, text);
    QApplication::alert(&m_window);
}

} // namespace exitscope::app
