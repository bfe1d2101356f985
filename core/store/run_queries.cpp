#include "core/error.h"
#include "core/store/rows.h"
#include "core/store/run_store.h"

#include <bit>
#include <unordered_map>

namespace exitscope::store {

namespace {
constexpr const char* selectRuns
    = "SELECT r.id, r.uuid, r.name, r.kind, m.name, d.name, t.task, r.policies, r.point_count, "
      "r.planned_points, r.created, "
      "r.changed, r.state, r.message, r.notes, r.look, r.is_in_bin, r.options, r.seed, r.code_version, "
      "r.machine "
      "FROM runs r LEFT JOIN run_traces p ON p.run = r.id AND p.place = 0 LEFT JOIN traces t ON t.id = "
      "p.trace "
      "LEFT JOIN models m ON m.id = t.model LEFT JOIN datasets d ON d.id = t.dataset ";

RunSummary summaryFrom(const Statement& row, const Database& database)
{
    RunSummary run;
    run.id = RunId { row.integer(0) };
    run.uuid = row.text(1);
    run.name = row.text(2);
    run.kind = row.text(3);
    run.model = row.text(4);
    run.dataset = row.text(5);
    run.task = row.text(6);
    run.policies = policyNames(stringsFrom(row.text(7), database));
    run.points = row.integer(8);
    run.plannedPoints = row.integer(9);
    run.created = row.text(10);
    run.changed = row.text(11);
    run.state = stateFrom(row.text(12), database);
    run.message = row.text(13);
    run.notes = row.text(14);
    run.look = row.text(15);
    run.isInBin = row.integer(16) != 0;
    return run;
}
} // namespace

std::vector<RunSummary> RunStore::listRuns(Bin bin) const
{
    Transaction reading(*m_database, Transaction::Kind::Read); // runs and tags of the same moment
    const std::string where = bin == Bin::With ? ""
        : bin == Bin::Only                     ? "WHERE r.is_in_bin = 1 "
                                               : "WHERE r.is_in_bin = 0 ";
    std::vector<RunSummary> runs;
    std::unordered_map<std::int64_t, std::size_t> places;
    {
        Statement statement = m_database->prepare(selectRuns + where + "ORDER BY r.created DESC, r.id DESC");
        while (statement.step()) {
            places.emplace(statement.integer(0), runs.size());
            runs.push_back(summaryFrom(statement, *m_database));
        }
    }
    {
        Statement tags = m_database->prepare("SELECT run, tag FROM run_tags ORDER BY run, tag");
        while (tags.step())
            if (const auto place = places.find(tags.integer(0)); place != places.end())
                runs[place->second].tags.push_back(tags.text(1));
    }
    reading.commit();
    return runs;
}

Run readRun(Database& database, RunId id)
{
    Run run;
    Statement statement = database.prepare(std::string(selectRuns) + "WHERE r.id = ?");
    if (!statement.bind(number(id)).step())
        throw InputError(database.path(), "there is no run " + std::to_string(number(id)),
            "`exitscope runs list` names them");
    run.summary = summaryFrom(statement, database);
    run.request.name = run.summary.name;
    run.request.kind = run.summary.kind;
    run.request.plannedPoints = run.summary.plannedPoints;
    run.request.policies = stringsFrom(statement.text(7), database);
    run.request.options = statement.text(17);
    run.request.seed = std::bit_cast<std::uint64_t>(statement.integer(18));
    run.request.codeVersion = statement.text(19);
    run.request.machine = statement.text(20);
    run.request.traces = readTraces(database, id);
    Statement tags = database.prepare("SELECT tag FROM run_tags WHERE run = ? ORDER BY tag");
    tags.bind(number(id));
    while (tags.step())
        run.summary.tags.push_back(tags.text(0));
    return run;
}

Run RunStore::run(RunId id) const
{
    Transaction reading(*m_database, Transaction::Kind::Read);
    Run run = readRun(*m_database, id);
    reading.commit();
    return run;
}

std::vector<TraceRecord> RunStore::traces() const { return readTraces(*m_database, std::nullopt); }

std::vector<std::pair<CalibrationId, CalibrationRecord>> RunStore::calibrations() const
{
    Statement statement = m_database->prepare("SELECT id, name, trace_sha256, policy, request, result, "
                                              "code_version, created FROM calibrations ORDER BY id");
    std::vector<std::pair<CalibrationId, CalibrationRecord>> records;
    while (statement.step())
        records.emplace_back(CalibrationId { statement.integer(0) },
            CalibrationRecord { statement.text(1), statement.text(2), statement.text(3), statement.text(4),
                statement.text(5), statement.text(6), statement.text(7) });
    return records;
}

std::vector<std::pair<ViewId, SavedView>> RunStore::savedViews() const
{
    Statement statement
        = m_database->prepare("SELECT id, name, kind, state FROM saved_views ORDER BY kind, name");
    std::vector<std::pair<ViewId, SavedView>> views;
    while (statement.step())
        views.emplace_back(ViewId { statement.integer(0) },
            SavedView { statement.text(1), statement.text(2), statement.text(3) });
    return views;
}

} // namespace exitscope::store
