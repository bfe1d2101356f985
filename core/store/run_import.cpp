#include "core/error.h"
#include "core/store/rows.h"
#include "core/store/run_store.h"
#include "core/store/schema.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <stdexcept>

namespace exitscope::store {

namespace {
constexpr std::int64_t pointsPerStep = 10'000;

/// The other store to read from, at our version. An older one is brought there in a private copy, never in
/// place.
std::unique_ptr<Database> openOther(const std::filesystem::path& path)
{
    auto other = std::make_unique<Database>(path, Database::Open::MustExist);
    requireStore(*other, migrations());
    if (other->pragma("user_version") == static_cast<std::int64_t>(migrations().size())) {
        other->execute("PRAGMA query_only = ON");
        return other;
    }
    auto copy = std::make_unique<Database>(path, Database::Open::Temporary);
    copy->copyFrom(*other);
    bringUpToDate(*copy);
    return copy;
}

std::int64_t copyPoints(Database& from, RunId fromRun, Database& into, RunId intoRun)
{
    std::int64_t added = 0;
    std::int64_t next = std::numeric_limits<std::int64_t>::min();
    while (true) {
        const std::vector<PointRecord> points = readPoints(from, fromRun, next, pointsPerStep);
        if (points.empty())
            return added;
        added += insertPoints(into, intoRun, points);
        next = points.back().ordinal + 1;
    }
}

/// Of points that have none here.
void copyOutcomes(Database& from, RunId fromRun, Database& into, RunId intoRun)
{
    const auto known = outcomeOrdinals(into, intoRun);
    for (const std::int64_t ordinal : outcomeOrdinals(from, fromRun))
        if (!std::ranges::binary_search(known, ordinal))
            if (const auto outcome = readOutcome(from, fromRun, ordinal))
                insertOutcome(into, intoRun, ordinal, *outcome);
}

struct KnownRun
{
    RunId id {};
    RunState state = RunState::Running;
    bool isInBin = false;
};

std::optional<KnownRun> findByUuid(Database& database, const std::string& uuid)
{
    Statement find = database.prepare("SELECT id, state, is_in_bin FROM runs WHERE uuid = ?");
    if (!find.bind(uuid).step())
        return std::nullopt;
    return KnownRun { RunId { find.integer(0) }, stateFrom(find.text(1), database), find.integer(2) != 0 };
}

/// A run that is here already: the points that it lacks, the end if it was still open, the tags of both.
void extendRun(
    Database& database, const KnownRun& known, Database& from, const RunSummary& other, ImportResult& result)
{
    const std::int64_t added = other.points > 0 ? copyPoints(from, other.id, database, known.id) : 0;
    copyOutcomes(from, other.id, database, known.id);
    const bool ends = known.state != RunState::Finished && other.state == RunState::Finished;
    if (ends)
        database.prepare("UPDATE runs SET state = 'finished', message = '', changed = ? WHERE id = ?")
            .bind(other.changed, number(known.id))
            .run();
    for (const std::string& tag : other.tags)
        database.prepare("INSERT OR IGNORE INTO run_tags(run, tag) VALUES(?, ?)")
            .bind(number(known.id), tag)
            .run();
    result.pointsAdded += added;
    ++(added > 0 || ends ? result.runsExtended : result.runsKnown);
}

void importRun(Database& database, Database& from, RunId id, ImportResult& result)
{
    const Run run = readRun(from, id);
    const auto known = findByUuid(database, run.summary.uuid);
    if (known && known->isInBin) {
        ++result.runsKnown;
    } else if (known) {
        extendRun(database, *known, from, run.summary, result);
    } else {
        const RunId added = insertRun(database, run.request, run.summary);
        result.pointsAdded += copyPoints(from, id, database, added);
        copyOutcomes(from, id, database, added);
        ++result.runsAdded;
    }
}

void copyCalibrations(Database& from, Database& into)
{
    Statement read = from.prepare("SELECT uuid, name, trace_sha256, policy, request, result, code_version, "
                                  "created FROM calibrations ORDER BY id");
    Statement write = into.prepare(
        "INSERT OR IGNORE INTO calibrations(uuid, name, trace_sha256, policy, request, result, "
        "code_version, created) VALUES(?, ?, ?, ?, ?, ?, ?, ?)");
    while (read.step())
        write
            .bind(read.text(0), read.text(1), read.text(2), read.text(3), read.text(4), read.text(5),
                read.text(6), read.text(7))
            .run();
}

/// A view of the same kind and name that is here already stays as it is.
void copyViews(Database& from, Database& into)
{
    Statement read = from.prepare("SELECT kind, name, state FROM saved_views ORDER BY id");
    Statement write = into.prepare("INSERT OR IGNORE INTO saved_views(kind, name, state) VALUES(?, ?, ?)");
    while (read.step())
        write.bind(read.text(0), read.text(1), read.text(2)).run();
}

/// A training that is here already takes over what the other store has further on: its end, or a longer curve.
void importTraining(Database& database, Database& from, const TrainingSummary& theirs, ImportResult& result)
{
    std::optional<TrainingSummary> ours;
    {
        Statement find = database.prepare("SELECT id FROM trainings WHERE uuid = ?");
        if (find.bind(theirs.uuid).step())
            ours = readTrainings(database, TrainingId { find.integer(0) }).front();
    }
    if (!ours) {
        replaceEvents(database, insertTraining(database, theirs), 0, readEvents(from, theirs.id));
        ++result.trainingsAdded;
        return;
    }
    const bool isFurther = ours->state != RunState::Finished
        && (theirs.state == RunState::Finished || theirs.events > ours->events);
    if (!isFurther)
        return;
    replaceTraining(database, ours->id, theirs);
    replaceEvents(database, ours->id, 0, readEvents(from, theirs.id));
    ++result.trainingsExtended;
}

void copyTrainings(Database& from, Database& into, ImportResult& result)
{
    auto trainings = readTrainings(from, std::nullopt);
    std::ranges::reverse(trainings); // the oldest first: ids ascend with time
    for (const TrainingSummary& training : trainings)
        importTraining(into, from, training, result);
}

void copyAll(Database& from, Database& database, ImportResult& result)
{
    std::vector<RunId> ids;
    {
        Statement list = from.prepare("SELECT id FROM runs WHERE is_in_bin = 0 ORDER BY created, id");
        while (list.step())
            ids.push_back(RunId { list.integer(0) });
    }
    for (const RunId id : ids)
        importRun(database, from, id, result);
    copyTrainings(from, database, result);
    copyCalibrations(from, database);
    copyViews(from, database);
}
} // namespace

ImportResult RunStore::importFrom(const std::filesystem::path& other)
{
    std::error_code ignored;
    if (!std::filesystem::exists(other, ignored))
        throw InputError(other, "there is no such run store", "give the store to import from");
    if (std::filesystem::equivalent(other, m_path, ignored))
        throw InputError(other, "a store cannot be imported into itself", "give another store");
    const std::unique_ptr<Database> source = openOther(other);
    Database& from = *source;

    Transaction reading(from, Transaction::Kind::Read); // one moment of the other store, whoever writes to it
    Transaction writing(*m_database, Transaction::Kind::Write);
    ImportResult result;
    try {
        copyAll(from, *m_database, result);
    } catch (const std::logic_error& error) {
        // What our own functions would never write: the other file was made or changed by something else.
        throw InputError(
            other, std::string("holds what no run store does: ") + error.what(), "import another copy");
    }
    writing.commit();
    return result;
}

} // namespace exitscope::store
