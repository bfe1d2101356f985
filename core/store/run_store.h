#pragma once

#include "core/store/records.h"
#include "core/store/training_records.h"

#include <filesystem>
#include <memory>
#include <span>
#include <utility>

namespace exitscope::store {

class Database;

enum class OpenMode { CreateIfMissing, MustExist };
enum class Bin { Without, Only, With };

struct ImportResult
{
    std::int64_t runsAdded = 0;
    std::int64_t runsExtended = 0; ///< known before, but the other store had further points or its end
    std::int64_t runsKnown = 0;
    std::int64_t pointsAdded = 0;
    std::int64_t trainingsAdded = 0;
    std::int64_t trainingsExtended = 0; ///< known before, but the other store had it further on
};

/// One SQLite file with everything that was run. One object per thread; several objects and processes may
/// have the same file open: readers see the last committed state and never wait for the writer.
///
/// Every call is one transaction. Errors: InputError for a file that is no store, a newer or a damaged one,
/// and for an id that is not there; IoError for a full disk or a store that another program keeps locked.
class RunStore
{
public:
    /// Opens or makes the store and brings it to the current schema.
    explicit RunStore(const std::filesystem::path& path, OpenMode mode = OpenMode::CreateIfMissing);
    ~RunStore();
    RunStore(RunStore&&) noexcept;
    RunStore& operator=(RunStore&&) noexcept;

    /// True for an SQLite file that carries our application id: decides what a dropped file is. Never throws.
    static bool isStore(const std::filesystem::path& path);

    const std::filesystem::path& path() const { return m_path; }

    /// A new run in state Running.
    RunId createRun(const RunRequest& request);
    /// The latest run of the same work that did not finish and is not in the bin.
    std::optional<RunId> findUnfinished(const RunRequest& request) const;
    /// Takes an unfinished run up again: state Running.
    void resumeRun(RunId id);
    /// All or nothing. A point whose ordinal is stored already is left as it is; gives the number added.
    std::int64_t appendPoints(RunId id, std::span<const PointRecord> points);
    void finishRun(RunId id, RunState state, const std::string& message = {});

    std::vector<RunSummary> listRuns(Bin bin = Bin::Without) const; ///< newest first
    Run run(RunId id) const;
    std::int64_t countPoints(RunId id) const;
    std::vector<PointRecord> points(RunId id) const; ///< by ordinal
    /// Ordinals stored, as ascending half-open ranges: a plan minus these is what remains to be done.
    std::vector<std::pair<std::int64_t, std::int64_t>> storedOrdinals(RunId id) const;

    /// Keeps where every unit of an executed point left, in the place of what was kept before.
    void putOutcome(RunId id, std::int64_t ordinal, const OutcomeRecord& outcome);
    std::optional<OutcomeRecord> outcome(RunId id, std::int64_t ordinal) const; ///< none was kept
    /// The points with a kept outcome of the same work as `trace`: its model on its dataset, as far as hashes tell. Newest
    /// run first, without the bin.
    std::vector<ExecutedPoint> executedPoints(const TraceRecord& trace) const;

    void renameRun(RunId id, const std::string& name);
    void setNotes(RunId id, const std::string& notes);
    void setTags(RunId id, std::span<const std::string> tags);
    void tagRun(RunId id, const std::string& tag);
    void untagRun(RunId id, const std::string& tag);
    void setLook(RunId id, const std::string& lookJson);

    void deleteRun(RunId id); ///< into the bin
    void restoreRun(RunId id);
    /// Removes one run in the bin for good. InputError when it is not in the bin.
    void purgeRun(RunId id);
    /// Empties the bin and gives the space back; the number of runs removed.
    std::int64_t purge();

    std::vector<TraceRecord> traces() const;
    /// The trace moved: its new place on this machine.
    void setTracePath(const std::string& sha256, const std::string& path);

    CalibrationId addCalibration(const CalibrationRecord& record);
    std::vector<std::pair<CalibrationId, CalibrationRecord>> calibrations() const;

    ViewId saveView(const SavedView& view); ///< replaces the view of the same kind and name
    std::vector<std::pair<ViewId, SavedView>> savedViews() const;
    void deleteView(ViewId id);

    /// A new training in state Running.
    TrainingId createTraining(const TrainingRequest& request);
    /// The latest training of the same work, finished or not.
    std::optional<TrainingId> findTraining(const TrainingRequest& request) const;
    /// Takes a training up again: state Running; its curve and what is known of its result stay.
    void resumeTraining(TrainingId id);
    /// Puts `events` (JSON, one each) in the place of all from the event `first` on; `first` is at most the number of events.
    void updateTraining(TrainingId id, std::int64_t first, std::span<const std::string> events, std::int64_t steps, double seconds);
    void finishTraining(TrainingId id, RunState state, const TrainingResult& result, const std::string& message = {});
    /// Ends it with what is known of its result as it is.
    void finishTraining(TrainingId id, RunState state, const std::string& message = {});
    void renameTraining(TrainingId id, const std::string& name);
    void deleteTraining(TrainingId id); ///< for good; its checkpoint stays
    std::vector<TrainingSummary> listTrainings() const; ///< newest first
    StoredTraining training(TrainingId id) const;

    /// A consistent copy of this moment, whoever writes meanwhile; appears under its name only when it is complete.
    /// Replaces a store of that name. InputError for this store's own name and for a file that is no store.
    void copyTo(const std::filesystem::path& other) const;

    /// Merges another store, matching runs and trainings by uuid, everything else by hash. Importing twice adds nothing;
    /// the other store is not changed. What was edited here (name, notes, bin) stays; tags are united.
    ImportResult importFrom(const std::filesystem::path& other);

private:
    std::filesystem::path m_path;
    std::unique_ptr<Database> m_database;
};

} // namespace exitscope::store
