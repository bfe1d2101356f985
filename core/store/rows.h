#pragma once

#include "core/store/records.h"
#include "core/store/sqlite.h"
#include "core/store/training_records.h"

#include <optional>
#include <span>
#include <string>

/// Between records and rows: what the files of the run store share.
namespace exitscope::store {

constexpr std::int64_t number(RunId id) { return static_cast<std::int64_t>(id); }
constexpr std::int64_t number(TrainingId id) { return static_cast<std::int64_t>(id); }

std::string nowUtc(); ///< "2026-11-22T10:00:00Z"
std::string newUuid(); ///< random, version 4

std::string jsonOf(std::span<const std::string> values);
std::string jsonOf(std::span<const int> values);
std::string jsonOf(std::span<const std::int64_t> values);

/// Throw InputError with the database's path when the text is not what we wrote.
std::vector<std::string> stringsFrom(const std::string& json, const Database& database);
std::vector<int> intsFrom(const std::string& json, const Database& database);
std::vector<std::int64_t> countsFrom(const std::string& json, const Database& database);
RunState stateFrom(const std::string& name, const Database& database);

/// What decides the numbers of a run, hashed. Options are compared as JSON, not as text.
std::string workKey(const RunRequest& request);

/// "entropy:threshold=0.3" gives "entropy"; each name once, in order.
std::vector<std::string> policyNames(std::span<const std::string> specs);

/// Finds the trace by hash or adds it, its model and its dataset; fills what was empty before. Gives the
/// row's id.
std::int64_t keepTrace(Database& database, const TraceRecord& trace);
/// All traces in order of id, or the ones of a run in their order.
std::vector<TraceRecord> readTraces(Database& database, std::optional<RunId> run);

/// Throws InputError when there is no such run.
Run readRun(Database& database, RunId id);
/// Inserts a run as given, with its traces and tags; points are counted as they come.
RunId insertRun(Database& database, const RunRequest& request, const RunSummary& summary);
/// Those whose ordinal is not there yet; counts them in the run. Inside a transaction of the caller.
std::int64_t insertPoints(Database& database, RunId id, std::span<const PointRecord> points);
void insertOutcome(Database& database, RunId id, std::int64_t ordinal, const OutcomeRecord& outcome);
std::optional<OutcomeRecord> readOutcome(Database& database, RunId id, std::int64_t ordinal);
std::vector<std::int64_t> outcomeOrdinals(Database& database, RunId id); ///< of the points that have one, ascending
/// By ordinal, from `first` on, at most `limit`.
std::vector<PointRecord> readPoints(Database& database, RunId id, std::int64_t first, std::int64_t limit);

/// All trainings, newest first, or one. Throws InputError for what we did not write.
std::vector<TrainingSummary> readTrainings(Database& database, std::optional<TrainingId> training);
/// Inserts a training as given, without its curve.
TrainingId insertTraining(Database& database, const TrainingSummary& training);
/// Everything but what names it: state, result, times.
void replaceTraining(Database& database, TrainingId id, const TrainingSummary& by);
void replaceEvents(Database& database, TrainingId id, std::int64_t first, std::span<const std::string> events);
std::vector<std::string> readEvents(Database& database, TrainingId id); ///< in order

} // namespace exitscope::store
