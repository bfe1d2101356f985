#include "app/session/training_desk.h"

#include "app/session/settings.h"
#include "core/engine/engine.h"
#include "core/io/atomic_file.h"
#include "core/store/run_store.h"
#include "core/training/training_recorder.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QPointer>

#include <filesystem>
#include <mutex>
#include <utility>

namespace exitscope::app {

namespace {

/// Runs it, and keeps it in the order's store while it goes on.
template <typename Run>
auto runKept(const TrainingOrder& order, const char* kind, const training::Observer& observe, const Run& run)
{
    if (order.store.isEmpty())
        return run(observe);
    store::RunStore store(order.store.toStdString(), store::OpenMode::MustExist);
    training::TrainingRecorder recorder(
        store, training::trainingRequestOf(kind, order.config.toStdString(), order.seed), order.continues);
    try {
        const auto report = run(recorder.observer(observe));
        recorder.finish(report);
        return report;
    } catch (const std::exception& error) {
        recorder.fail(error.what());
        throw;
    }
}

TrainingOutcome trainWithEngine(const TrainingOrder& order, const training::Observer& observe, const JobContext& context)
{
    const auto config = std::filesystem::path(order.config.toStdString());
    if (order.kind == training::TrainingPlan::Kind::Compress) {
        const auto report = runKept(order, "compress", observe, [&](training::Observer tell) {
            return engine::loadEngine()->compress({ .config = config, .fresh = false, .stages = {}, .observe = std::move(tell) }, context);
        });
        return { report.end, QString::fromStdString(report.checkpoint.string()), report.metric, report.devByExit, report.testByExit,
            report.seconds, report.steps, report.structure, report.before, report.after };
    }
    const auto report = runKept(order, "train", observe, [&](training::Observer tell) {
        return engine::loadEngine()->train(
            { .config = config, .resume = order.continues, .seed = order.seed, .observe = std::move(tell) }, context);
    });
    return { report.end, QString::fromStdString(report.checkpoint.string()), report.metric, report.devByExit, report.testByExit,
        report.seconds, report.steps, {}, {}, {} };
}

} // namespace

/// Between the job's thread, which puts events in, and the GUI's, which empties it: one delivery is under way at most.
struct TrainingDesk::Mailbox
{
    QPointer<TrainingDesk> desk; ///< read on the GUI thread only
    QString folder;
    std::mutex mutex;
    Events events;
    bool isPosted = false;

    static void post(const std::shared_ptr<Mailbox>& box, const training::LearningEvent& event)
    {
        const std::scoped_lock lock(box->mutex);
        box->events.push_back(event);
        if (!std::exchange(box->isPosted, true))
            QMetaObject::invokeMethod(QCoreApplication::instance(), [box] { box->deliver(); }, Qt::QueuedConnection);
    }

    void deliver()
    {
        Events came;
        {
            const std::scoped_lock lock(mutex);
            isPosted = false;
            came.swap(events);
        }
        if (desk && !came.empty())
            Q_EMIT desk->eventsCame(folder, came);
    }
};

TrainingDesk::TrainingDesk(JobQueue* jobs, QObject* parent)
    : QObject(parent)
    , m_jobs(jobs)
    , m_trainer(trainWithEngine)
{
    connect(jobs, &JobQueue::recordAdded, this, &TrainingDesk::onRecordAdded);
    connect(jobs, &JobQueue::recordChanged, this, &TrainingDesk::onRecordChanged);
}

/// What was stopped and is tried again goes on where it stopped.
void TrainingDesk::start(TrainingOrder order)
{
    order.store = m_store;
    const auto mailbox = std::make_shared<Mailbox>();
    mailbox->desk = this;
    mailbox->folder = order.folder;
    const auto outcome = std::make_shared<TrainingOutcome>();
    JobQueue::Job job;
    const QString name = QFileInfo(order.folder).fileName();
    job.title = order.kind == training::TrainingPlan::Kind::Compress ? tr("Compressing into %1").arg(name) : tr("Training %1").arg(name);
    job.work = [order, mailbox, outcome, trainer = m_trainer, isAgain = std::make_shared<bool>(false)](const JobContext& context) {
        TrainingOrder now = order;
        now.continues = order.continues || *isAgain;
        if (!std::exchange(*isAgain, true) && !order.json.empty()) {
            const std::filesystem::path config(order.config.toStdString());
            std::filesystem::create_directories(config.parent_path());
            io::writeFileAtomically(config, order.json);
        }
        *outcome = trainer(now, [mailbox](const training::LearningEvent& event) { Mailbox::post(mailbox, event); }, context);
        return outcome->end;
    };
    job.onFinished = [this, mailbox, outcome] {
        mailbox->deliver(); // the last events come before the end
        m_places.remove(mailbox->folder);
        Q_EMIT stateChanged(mailbox->folder);
        Q_EMIT finished(mailbox->folder, *outcome);
    };
    const QString title = job.title;
    m_places.remove(order.folder);
    const JobId id = m_jobs->enqueue(std::move(job));
    m_places.insert(order.folder, { id, title, stateAt(id) });
    Q_EMIT stateChanged(order.folder);
}

TrainingDesk::State TrainingDesk::stateOf(const QString& folder) const
{
    return m_places.value(folder).state;
}

TrainingDesk::State TrainingDesk::stateAt(JobId id) const
{
    for (std::size_t place = m_jobs->count(); place-- > 0;) {
        const JobRecord record = m_jobs->record(place);
        if (record.id != id)
            continue;
        switch (record.state) {
        case JobState::Running:
        case JobState::Cancelling:
            return State::Running;
        case JobState::Paused:
        case JobState::Held:
            return State::Paused;
        case JobState::Waiting:
            return State::Waiting;
        case JobState::Finished:
        case JobState::Cancelled:
        case JobState::Failed:
            return State::Unknown;
        }
    }
    return State::Unknown;
}

/// One that was stopped and is tried again has another number now.
void TrainingDesk::onRecordAdded()
{
    const JobRecord added = m_jobs->record(m_jobs->count() - 1);
    for (auto place = m_places.begin(); place != m_places.end(); ++place)
        if (place->state == State::Unknown && place->title == added.status.title) {
            place->id = added.id;
            place->state = stateAt(added.id);
            Q_EMIT stateChanged(place.key());
            return;
        }
}

void TrainingDesk::onRecordChanged(std::size_t where)
{
    const JobRecord record = m_jobs->record(where);
    for (auto place = m_places.begin(); place != m_places.end(); ++place) {
        const State now = place->id == record.id ? stateAt(record.id) : place->state;
        if (now == place->state)
            continue;
        place->state = now;
        const QString folder = place.key();
        Q_EMIT stateChanged(folder);
        if (record.state == JobState::Cancelled || record.state == JobState::Failed)
            Q_EMIT stopped(folder);
        return;
    }
}

void TrainingDesk::cancel(const QString& folder)
{
    m_jobs->cancel(m_places.value(folder).id);
}

void TrainingDesk::pause(const QString& folder)
{
    m_jobs->pause(m_places.value(folder).id);
}

void TrainingDesk::resume(const QString& folder)
{
    m_jobs->resume(m_places.value(folder).id);
}

} // namespace exitscope::app
