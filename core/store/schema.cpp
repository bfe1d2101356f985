#include "core/store/schema.h"

#include "core/error.h"

#include <stdexcept>
#include <string>

namespace exitscope::store {

namespace {
// The comments inside the SQL are kept by SQLite: `.schema` in its shell shows them to whoever opens the
// file.
constexpr const char* version1 = R"sql(
CREATE TABLE models(
    id INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL,
    name TEXT NOT NULL,
    path TEXT NOT NULL,
    family TEXT NOT NULL,
    UNIQUE(sha256, name)
) STRICT;

CREATE TABLE datasets(
    id INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL,
    name TEXT NOT NULL,
    path TEXT NOT NULL,
    task TEXT NOT NULL,
    rows INTEGER NOT NULL,
    UNIQUE(sha256, name)
) STRICT;

CREATE TABLE traces(
    id INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE CHECK(sha256 <> ''),
    path TEXT NOT NULL,          -- where it was last seen
    task TEXT NOT NULL,
    units INTEGER NOT NULL,
    examples INTEGER NOT NULL,
    classes INTEGER NOT NULL,
    exit_layers TEXT NOT NULL CHECK(json_valid(exit_layers)),  -- [1,2,…], the last is the full model
    label_names TEXT NOT NULL CHECK(json_valid(label_names)),
    model INTEGER REFERENCES models(id),
    dataset INTEGER REFERENCES datasets(id)
) STRICT;

CREATE TABLE runs(
    id INTEGER PRIMARY KEY AUTOINCREMENT,  -- an id that was purged is never given again
    uuid TEXT NOT NULL UNIQUE,   -- the same in every store that the run was imported into
    work TEXT NOT NULL,          -- SHA-256 of what decides the numbers: equal for two runs of the same work
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    policies TEXT NOT NULL CHECK(json_valid(policies)),        -- specs as typed
    options TEXT NOT NULL CHECK(json_valid(options)),
    seed INTEGER NOT NULL,       -- the 64 bits of an unsigned number
    code_version TEXT NOT NULL,
    machine TEXT NOT NULL,
    planned_points INTEGER NOT NULL,
    point_count INTEGER NOT NULL DEFAULT 0,
    created TEXT NOT NULL,       -- UTC
    changed TEXT NOT NULL,
    state TEXT NOT NULL CHECK(state IN ('running', 'finished', 'cancelled', 'failed')),
    message TEXT NOT NULL DEFAULT '',
    notes TEXT NOT NULL DEFAULT '',
    look TEXT NOT NULL DEFAULT '',
    is_in_bin INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX runs_by_work ON runs(work);
CREATE INDEX runs_by_created ON runs(created);

CREATE TABLE run_traces(
    run INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE,
    place INTEGER NOT NULL,      -- 0 for the only one; several for cascades
    trace INTEGER NOT NULL REFERENCES traces(id),
    PRIMARY KEY(run, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE run_tags(
    run INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE,
    tag TEXT NOT NULL,
    PRIMARY KEY(run, tag)
) STRICT, WITHOUT ROWID;

CREATE TABLE points(
    -- Sums, never averages: every ratio is derived when it is read (v_points).
    run INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,    -- place in the plan, from 0
    policy TEXT NOT NULL,
    params TEXT NOT NULL CHECK(json_valid(params)),
    units INTEGER NOT NULL,
    sum_exit INTEGER NOT NULL,   -- sum of 1-based exit layers over the units
    layers INTEGER NOT NULL,     -- of the full model
    macs_spent REAL NOT NULL,    -- over the units; 0 when the cost is not known
    macs_full REAL NOT NULL,
    metrics TEXT NOT NULL CHECK(json_valid(metrics)),
    exit_histogram TEXT NOT NULL CHECK(json_valid(exit_histogram)),  -- units per exit
    PRIMARY KEY(run, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE calibrations(
    id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    trace_sha256 TEXT NOT NULL,
    policy TEXT NOT NULL,
    request TEXT NOT NULL CHECK(json_valid(request)),
    result TEXT NOT NULL CHECK(json_valid(result)),
    code_version TEXT NOT NULL,
    created TEXT NOT NULL
) STRICT;

CREATE TABLE saved_views(
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    state TEXT NOT NULL CHECK(json_valid(state)),
    UNIQUE(kind, name)
) STRICT;

CREATE VIEW v_runs AS
-- One row per run that is not in the bin.
SELECT runs.id AS run, runs.name, runs.kind, runs.state, runs.created, runs.changed,
       models.name AS model, datasets.name AS dataset, traces.task, traces.path AS trace,
       runs.policies, runs.point_count AS points, runs.planned_points, runs.notes, runs.machine, runs.code_version,
       (SELECT group_concat(tag, ', ') FROM run_tags WHERE run_tags.run = runs.id) AS tags
FROM runs
LEFT JOIN run_traces ON run_traces.run = runs.id AND run_traces.place = 0
LEFT JOIN traces ON traces.id = run_traces.trace
LEFT JOIN models ON models.id = traces.model
LEFT JOIN datasets ON datasets.id = traces.dataset
WHERE runs.is_in_bin = 0;

CREATE VIEW v_points AS
-- One row per operating point, ratios derived:
--   mean_exit      mean 1-based exit layer
--   layer_speedup  layers of the full model ÷ mean_exit (ratio of sums, not mean of ratios)
--   flops_ratio    cost spent ÷ cost of the full model; NULL when the cost is not known
-- For example: SELECT json_extract(params, '$.threshold'), accuracy, flops_ratio FROM v_points WHERE run = 17;
SELECT points.run, v_runs.name, v_runs.model, v_runs.dataset, v_runs.task, points.ordinal, points.policy, points.params,
       points.units,
       1.0 * points.sum_exit / nullif(points.units, 0) AS mean_exit,
       1.0 * points.layers * points.units / nullif(points.sum_exit, 0) AS layer_speedup,
       points.macs_spent / nullif(points.macs_full, 0) AS flops_ratio,
       json_extract(points.metrics, '$.accuracy') AS accuracy,
       points.metrics, points.exit_histogram, points.sum_exit, points.layers, points.macs_spent, points.macs_full
FROM points JOIN v_runs ON v_runs.run = points.run;
)sql";

// What a point knows beyond its sums: seconds of an execution, intervals of a bootstrap.
constexpr const char* version2 = R"sql(
ALTER TABLE points ADD COLUMN more TEXT NOT NULL DEFAULT '{}' CHECK(json_valid(more));

DROP VIEW v_points;
CREATE VIEW v_points AS
-- One row per operating point, ratios derived:
--   mean_exit         mean 1-based exit layer
--   layer_speedup     layers of the full model ÷ mean_exit (ratio of sums, not mean of ratios)
--   flops_ratio       cost spent ÷ cost of the full model; NULL when the cost is not known
--   seconds           of the packed execution; NULL when the point was replayed, not executed
--   measured_speedup  seconds of the full model in the same packs ÷ seconds
--   batch1_speedup    the same, one example at a time
-- For example: SELECT json_extract(params, '$.threshold'), accuracy, flops_ratio FROM v_points WHERE run = 17;
SELECT points.run, v_runs.name, v_runs.model, v_runs.dataset, v_runs.task, points.ordinal, points.policy, points.params,
       points.units,
       1.0 * points.sum_exit / nullif(points.units, 0) AS mean_exit,
       1.0 * points.layers * points.units / nullif(points.sum_exit, 0) AS layer_speedup,
       points.macs_spent / nullif(points.macs_full, 0) AS flops_ratio,
       json_extract(points.metrics, '$.accuracy') AS accuracy,
       json_extract(points.more, '$.seconds') AS seconds,
       json_extract(points.more, '$.full_seconds') / nullif(json_extract(points.more, '$.seconds'), 0)
           AS measured_speedup,
       json_extract(points.more, '$.batch1_full_seconds') / nullif(json_extract(points.more, '$.batch1_seconds'), 0)
           AS batch1_speedup,
       points.metrics, points.exit_histogram, points.sum_exit, points.layers, points.macs_spent, points.macs_full,
       points.more
FROM points JOIN v_runs ON v_runs.run = points.run;
)sql";

// What no replay gives back: where the units of a point left that was run.
constexpr const char* version3 = R"sql(
CREATE TABLE outcomes(
    -- Of an executed point: where every unit left and what it said there, in the order of the dataset.
    run INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,    -- of the point
    exits BLOB NOT NULL,         -- 16 bits a unit, little-endian: which exit, from 0
    classes BLOB NOT NULL,       -- 32 bits a unit, little-endian; empty for regression
    numbers BLOB NOT NULL,       -- 32-bit floats, little-endian; empty for classes
    PRIMARY KEY(run, ordinal)
) STRICT;
)sql";

// What was trained here: models have a history of their own, before any trace of them.
constexpr const char* version4 = R"sql(
CREATE TABLE trainings(
    id INTEGER PRIMARY KEY AUTOINCREMENT,  -- an id that was deleted is never given again
    uuid TEXT NOT NULL UNIQUE,   -- the same in every store that it was imported into
    name TEXT NOT NULL,
    kind TEXT NOT NULL,          -- train, compress
    config TEXT NOT NULL,        -- as it was given
    config_path TEXT NOT NULL,
    output TEXT NOT NULL,        -- folder of the checkpoint
    seed INTEGER NOT NULL,       -- the 64 bits of an unsigned number
    checkpoint TEXT NOT NULL DEFAULT '',
    checkpoint_sha256 TEXT NOT NULL DEFAULT '',  -- as models.sha256
    metric TEXT NOT NULL DEFAULT '',
    dev_by_exit TEXT NOT NULL DEFAULT '[]' CHECK(json_valid(dev_by_exit)),
    test_by_exit TEXT NOT NULL DEFAULT '[]' CHECK(json_valid(test_by_exit)),
    size_before TEXT NOT NULL DEFAULT '{}' CHECK(json_valid(size_before)),  -- parameters, layer_parameters, flops128
    size_after TEXT NOT NULL DEFAULT '{}' CHECK(json_valid(size_after)),
    structure TEXT NOT NULL DEFAULT '{}' CHECK(json_valid(structure)),  -- of a slimmed model: what is kept
    steps INTEGER NOT NULL DEFAULT 0,
    seconds REAL NOT NULL DEFAULT 0,
    code_version TEXT NOT NULL,
    machine TEXT NOT NULL,
    created TEXT NOT NULL,       -- UTC
    changed TEXT NOT NULL,
    state TEXT NOT NULL CHECK(state IN ('running', 'finished', 'cancelled', 'failed')),
    message TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX trainings_by_created ON trainings(created);

CREATE TABLE training_events(
    -- A learning curve, one event a row: what the training says of itself while it goes on.
    training INTEGER NOT NULL REFERENCES trainings(id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,    -- from 0
    event TEXT NOT NULL CHECK(json_valid(event)),
    PRIMARY KEY(training, ordinal)
) STRICT, WITHOUT ROWID;

CREATE VIEW v_trainings AS
-- One row per training; dev and test are of the last exit.
SELECT id AS training, name, kind, state, metric,
       json_extract(dev_by_exit, '$[#-1]') AS dev, json_extract(test_by_exit, '$[#-1]') AS test,
       dev_by_exit, test_by_exit,
       json_extract(size_before, '$.parameters') AS parameters_before, json_extract(size_after, '$.parameters') AS parameters,
       json_extract(size_before, '$.flops128') AS flops128_before, json_extract(size_after, '$.flops128') AS flops128,
       steps, seconds, seed, output, checkpoint_sha256,
       created, changed, machine, code_version
FROM trainings;
)sql";

constexpr Migration knownSteps[] = { { version1 }, { version2 }, { version3 }, { version4 } };
} // namespace

std::span<const Migration> migrations() { return knownSteps; }

void requireStore(Database& database, std::span<const Migration> steps)
{
    const std::int64_t identity = database.pragma("application_id");
    const bool isEmpty = [&] {
        Statement count = database.prepare("SELECT count(*) FROM sqlite_schema");
        return count.step() && count.integer(0) == 0;
    }();
    const std::int64_t version = database.pragma("user_version");
    const bool isNew = isEmpty && identity == 0 && version == 0;
    if (!isNew && identity != applicationId)
        throw InputError(database.path(), "is an SQLite file, but not a run store",
            "give a run store, or a name that is free");
    if (version > static_cast<std::int64_t>(steps.size()))
        throw InputError(database.path(),
            "was written by a newer Exitscope (store version " + std::to_string(version) + ", this one knows "
                + std::to_string(steps.size()) + ")",
            "update Exitscope, or use another store");
    if (version < 0 || (!isNew && version == 0))
        throw InputError(database.path(), "the run store has no valid version", "go back to a copy");
}

void migrate(Database& database, std::span<const Migration> steps)
{
    const auto last = static_cast<std::int64_t>(steps.size());
    {
        // One snapshot: between two reads of their own another program might finish making the store.
        const Transaction snapshot(database, Transaction::Kind::Read);
        requireStore(database, steps);
        if (database.pragma("user_version") == last)
            return;
    }
    // Decided when the file is made, and of no effect afterwards: purged space can be given back without a
    // rewrite.
    database.execute("PRAGMA auto_vacuum = INCREMENTAL");
    Transaction transaction(database, Transaction::Kind::Exclusive);
    requireStore(database, steps); // another program may have been quicker
    for (std::int64_t version = database.pragma("user_version"); version < last; ++version)
        database.execute(steps[static_cast<std::size_t>(version)].sql);
    database.execute(("PRAGMA application_id = " + std::to_string(applicationId)).c_str());
    database.execute(("PRAGMA user_version = " + std::to_string(last)).c_str());
    transaction.commit();
}

void bringUpToDate(Database& database)
{
    try {
        migrate(database, migrations());
    } catch (const std::logic_error& error) {
        throw InputError(
            database.path(), std::string("the run store is damaged: ") + error.what(), "go back to a copy");
    }
}

} // namespace exitscope::store
