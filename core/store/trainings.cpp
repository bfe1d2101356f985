#include "core/error.h"
#include "core/store/rows.h"
#include "core/store/run_store.h"

#include <bit>

namespace exitscope::store {

namespace {

[[noreturn]] void failUnknown(const Database& database, TrainingId id)
{
    throw InputError(database.path(), "there is no training " + std::to_string(number(id)), "`exitscope trainings list` names them");
}

} // namespace

TrainingId RunStore::createTraining(const TrainingRequest& request)
{
    TrainingSummary training;
    training.uuid = newUuid();
    training.request = request;
    training.created = nowUtc();
    training.changed = training.created;
    Transaction transaction(*m_database, Transaction::Kind::Write);
    const TrainingId id = insertTraining(*m_database, training);
    transaction.commit();
    return id;
}

std::optional<TrainingId> RunStore::findTraining(const TrainingRequest& request) const
{
    Statement find = m_database->prepare(
        "SELECT id FROM trainings WHERE kind = ? AND config = ? AND output = ? AND seed = ? ORDER BY id DESC LIMIT 1");
    if (!find.bind(request.kind, request.config, request.output, std::bit_cast<std::int64_t>(request.seed)).step())
        return std::nullopt;
    return TrainingId { find.integer(0) };
}

void RunStore::resumeTraining(TrainingId id) { finishTraining(id, RunState::Running); }

void RunStore::updateTraining(
    TrainingId id, std::int64_t first, std::span<const std::string> events, std::int64_t steps, double seconds)
{
    Transaction transaction(*m_database, Transaction::Kind::Write);
    const TrainingSummary training = readTrainings(*m_database, id).front();
    if (first < 0 || first > training.events)
        throw InputError(m_path, "training " + std::to_string(number(id)) + " has " + std::to_string(training.events)
                + " events, and the next one would be number " + std::to_string(first),
            "give the events between them");
    replaceEvents(*m_database, id, first, events);
    m_database->prepare("UPDATE trainings SET steps = ?, seconds = ?, changed = ? WHERE id = ?")
        .bind(steps, seconds, nowUtc(), number(id))
        .run();
    transaction.commit();
}

void RunStore::finishTraining(TrainingId id, RunState state, const TrainingResult& result, const std::string& message)
{
    Transaction transaction(*m_database, Transaction::Kind::Write);
    TrainingSummary training = readTrainings(*m_database, id).front();
    training.state = state;
    training.message = message;
    training.result = result;
    training.changed = nowUtc();
    replaceTraining(*m_database, id, training);
    transaction.commit();
}

void RunStore::finishTraining(TrainingId id, RunState state, const std::string& message)
{
    Transaction transaction(*m_database, Transaction::Kind::Write);
    if (m_database->prepare("UPDATE trainings SET state = ?, message = ?, changed = ? WHERE id = ?")
            .bind(nameOf(state), message, nowUtc(), number(id))
            .run()
        == 0)
        failUnknown(*m_database, id);
    transaction.commit();
}

void RunStore::renameTraining(TrainingId id, const std::string& name)
{
    Transaction transaction(*m_database, Transaction::Kind::Write);
    if (m_database->prepare("UPDATE trainings SET name = ?, changed = ? WHERE id = ?").bind(name, nowUtc(), number(id)).run() == 0)
        failUnknown(*m_database, id);
    transaction.commit();
}

void RunStore::deleteTraining(TrainingId id)
{
    Transaction transaction(*m_database, Transaction::Kind::Write);
    if (m_database->prepare("DELETE FROM trainings WHERE id = ?").bind(number(id)).run() == 0)
        failUnknown(*m_database, id);
    transaction.commit();
}

std::vector<TrainingSummary> RunStore::listTrainings() const { return readTrainings(*m_database, std::nullopt); }

StoredTraining RunStore::training(TrainingId id) const
{
    Transaction reading(*m_database, Transaction::Kind::Read); // the curve of the same moment
    StoredTraining training { readTrainings(*m_database, id).front(), readEvents(*m_database, id) };
    reading.commit();
    return training;
}

} // namespace exitscope::store
