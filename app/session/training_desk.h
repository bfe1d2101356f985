#pragma once

#include "app/jobs/job_queue.h"
#include "core/engine/compression.h"
#include "core/training/kept_structure.h"
#include "core/training/learning_curve.h"
#include "core/training/training_plan.h"

#include <QHash>
#include <QObject>
#include <QString>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace exitscope::app {

/// One training or compression to be done.
struct TrainingOrder
{
    training::TrainingPlan::Kind kind = training::TrainingPlan::Kind::Train;
    QString config;                    ///< the file
    std::string json;                  ///< to be written there first; empty: it is there
    QString folder;                    ///< where its result will be
    std::optional<std::uint64_t> seed; ///< of several
    bool continues = false;            ///< where it was stopped
    QString store;                     ///< that keeps its configuration, curve and result; empty: none. The desk says which
};

/// What became of it.
struct TrainingOutcome
{
    JobEnd end = JobEnd::Finished;
    QString checkpoint;
    std::string metric;
    std::vector<double> dev, test; ///< by exit; test empty without a test set
    double seconds = 0;
    std::int64_t steps = 0;
    std::optional<training::KeptStructure> structure; ///< of a compression
    engine::ModelSize before, after;                  ///< of a compression
};

/// Trains in jobs, one after the other, and hands on what the trainings say. GUI thread only.
class TrainingDesk final : public QObject
{
    Q_OBJECT

public:
    using Events = std::vector<training::LearningEvent>;
    enum class State { Unknown, Waiting, Running, Paused };
    /// Does the work, on a thread of its own: the engine, or a test.
    using Trainer = std::function<TrainingOutcome(const TrainingOrder&, const training::Observer&, const JobContext&)>;

    explicit TrainingDesk(JobQueue* jobs, QObject* parent = nullptr);

    void setTrainer(Trainer trainer) { m_trainer = std::move(trainer); }
    /// Where trainings that start from now on are kept; empty: nowhere but in their folders.
    void setStore(const QString& path) { m_store = path; }
    void start(TrainingOrder order);
    State stateOf(const QString& folder) const;
    void cancel(const QString& folder);
    void pause(const QString& folder);
    void resume(const QString& folder);

Q_SIGNALS:
    void eventsCame(const QString& folder, const exitscope::app::TrainingDesk::Events& events);
    void stateChanged(const QString& folder);
    void finished(const QString& folder, const exitscope::app::TrainingOutcome& outcome);
    void stopped(const QString& folder); ///< cancelled, or failed, which the job says itself

private:
    struct Mailbox;

    struct Place
    {
        JobId id {};
        QString title;
        State state = State::Unknown;
    };

    State stateAt(JobId id) const;
    void onRecordAdded();
    void onRecordChanged(std::size_t place);

    JobQueue* m_jobs;
    Trainer m_trainer;
    QString m_store;
    QHash<QString, Place> m_places; ///< by folder; what was stopped stays, as the list of jobs offers it again
};

} // namespace exitscope::app
