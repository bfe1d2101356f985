#include "core/store/rows.h"

#include "core/error.h"
#include "core/io/sha256.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <ctime>
#include <random>
#include <stdexcept>

namespace exitscope::store {

namespace {
using Json = nlohmann::json;

template <typename T> std::vector<T> valuesFrom(const std::string& json, const Database& database)
{
    try {
        return Json::parse(json).get<std::vector<T>>();
    } catch (const Json::exception&) {
        throw InputError(database.path(),
            "the run store is damaged: \"" + json.substr(0, 60) + "\" is not a list", "go back to a copy");
    }
}

std::optional<std::int64_t> keepModel(Database& database, const std::optional<ModelRecord>& model)
{
    if (!model)
        return std::nullopt;
    Statement keep
        = database.prepare("INSERT INTO models(sha256, name, path, family) VALUES(?, ?, ?, ?) "
                           "ON CONFLICT(sha256, name) DO UPDATE SET "
                           "path = CASE excluded.path WHEN '' THEN path ELSE excluded.path END, "
                           "family = CASE excluded.family WHEN '' THEN family ELSE excluded.family END "
                           "RETURNING id");
    keep.bind(model->sha256, model->name, model->path, model->family).step();
    return keep.integer(0);
}

std::optional<std::int64_t> keepDataset(Database& database, const std::optional<DatasetRecord>& dataset)
{
    if (!dataset)
        return std::nullopt;
    Statement keep
        = database.prepare("INSERT INTO datasets(sha256, name, path, task, rows) VALUES(?, ?, ?, ?, ?) "
                           "ON CONFLICT(sha256, name) DO UPDATE SET "
                           "path = CASE excluded.path WHEN '' THEN path ELSE excluded.path END, "
                           "task = CASE excluded.task WHEN '' THEN task ELSE excluded.task END, "
                           "rows = max(rows, excluded.rows) "
                           "RETURNING id");
    keep.bind(dataset->sha256, dataset->name, dataset->path, dataset->task, dataset->rows).step();
    return keep.integer(0);
}
} // namespace

std::string_view nameOf(RunState state)
{
    switch (state) {
    case RunState::Running:
        return "running";
    case RunState::Finished:
        return "finished";
    case RunState::Cancelled:
        return "cancelled";
    case RunState::Failed:
        return "failed";
    }
    return {};
}

std::string nowUtc()
{
    const std::time_t now = std::time(nullptr);
    std::tm utc {};
    gmtime_r(&now, &utc);
    std::array<char, 32> text {};
    return { text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &utc) };
}

std::string newUuid()
{
    static constexpr char digits[] = "0123456789abcdef";
    std::random_device random;
    std::array<std::uint8_t, 16> bytes {};
    for (std::uint8_t& byte : bytes)
        byte = static_cast<std::uint8_t>(random());
    bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0f) | 0x40);
    bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3f) | 0x80);
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            text += '-';
        text += digits[bytes[i] >> 4];
        text += digits[bytes[i] & 15];
    }
    return text;
}

std::string jsonOf(std::span<const std::string> values)
{
    return Json(std::vector<std::string>(values.begin(), values.end()))
        .dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string jsonOf(std::span<const int> values)
{
    return Json(std::vector<int>(values.begin(), values.end())).dump();
}

std::string jsonOf(std::span<const std::int64_t> values)
{
    std::string text = "[";
    for (const std::int64_t value : values)
        text += (text.size() > 1 ? "," : "") + std::to_string(value);
    return text + "]";
}

std::vector<std::string> stringsFrom(const std::string& json, const Database& database)
{
    return valuesFrom<std::string>(json, database);
}

std::vector<int> intsFrom(const std::string& json, const Database& database)
{
    return valuesFrom<int>(json, database);
}

std::vector<std::int64_t> countsFrom(const std::string& json, const Database& database)
{
    return valuesFrom<std::int64_t>(json, database);
}

RunState stateFrom(const std::string& name, const Database& database)
{
    for (const RunState state :
        { RunState::Running, RunState::Finished, RunState::Cancelled, RunState::Failed })
        if (nameOf(state) == name)
            return state;
    throw InputError(database.path(), "the run store is damaged: \"" + name + "\" is no state of a run",
        "go back to a copy");
}

std::string workKey(const RunRequest& request)
{
    Json traces = Json::array();
    for (const TraceRecord& trace : request.traces)
        traces.push_back(trace.sha256);
    Json options = Json::parse(request.options, nullptr, false);
    if (options.is_discarded())
        throw std::logic_error("a run's options are not JSON: " + request.options);
    const Json work { { "kind", request.kind }, { "traces", traces }, { "policies", request.policies },
        { "options", options }, { "seed", request.seed }, { "code", request.codeVersion } };
    return io::Sha256().update(work.dump(-1, ' ', false, Json::error_handler_t::replace)).hex();
}

std::vector<std::string> policyNames(std::span<const std::string> specs)
{
    std::vector<std::string> names;
    for (const std::string& spec : specs) {
        const std::string name = spec.substr(0, spec.find(':'));
        if (std::find(names.begin(), names.end(), name) == names.end())
            names.push_back(name);
    }
    return names;
}

std::int64_t keepTrace(Database& database, const TraceRecord& trace)
{
    if (trace.sha256.empty())
        throw std::logic_error("a trace without its hash cannot be stored");
    const auto model = keepModel(database, trace.model);
    const auto dataset = keepDataset(database, trace.dataset);
    Statement keep = database.prepare(
        "INSERT INTO traces(sha256, path, task, units, examples, classes, exit_layers, label_names, model, "
        "dataset) "
        "VALUES(?, ?, ?, ?, ?, ?, ?, ?, nullif(?, 0), nullif(?, 0)) ON CONFLICT(sha256) DO UPDATE SET "
        "path = CASE excluded.path WHEN '' THEN path ELSE excluded.path END, "
        "model = coalesce(model, excluded.model), dataset = coalesce(dataset, excluded.dataset) RETURNING "
        "id");
    keep.bind(trace.sha256, trace.path, trace.task, trace.units, trace.examples, trace.classes,
        jsonOf(trace.exitLayers), jsonOf(trace.labelNames), model.value_or(0), dataset.value_or(0));
    keep.step();
    return keep.integer(0);
}

std::vector<TraceRecord> readTraces(Database& database, std::optional<RunId> run)
{
    constexpr const char* select
        = "SELECT t.path, t.sha256, t.task, t.units, t.examples, t.classes, t.exit_layers, t.label_names, "
          "m.id, m.name, m.path, m.sha256, m.family, d.id, d.name, d.path, d.sha256, d.task, d.rows "
          "FROM traces t LEFT JOIN models m ON m.id = t.model LEFT JOIN datasets d ON d.id = t.dataset ";
    Statement statement = database.prepare(std::string(select)
        + (run ? "JOIN run_traces r ON r.trace = t.id WHERE r.run = ? ORDER BY r.place" : "ORDER BY t.id"));
    if (run)
        statement.bind(number(*run));
    std::vector<TraceRecord> traces;
    while (statement.step()) {
        TraceRecord trace;
        trace.path = statement.text(0);
        trace.sha256 = statement.text(1);
        trace.task = statement.text(2);
        trace.units = statement.integer(3);
        trace.examples = statement.integer(4);
        trace.classes = static_cast<int>(statement.integer(5));
        trace.exitLayers = intsFrom(statement.text(6), database);
        trace.labelNames = stringsFrom(statement.text(7), database);
        if (!statement.isNull(8))
            trace.model = ModelRecord { statement.text(9), statement.text(10), statement.text(11),
                statement.text(12) };
        if (!statement.isNull(13))
            trace.dataset = DatasetRecord { statement.text(14), statement.text(15), statement.text(16),
                statement.text(17), statement.integer(18) };
        traces.push_back(std::move(trace));
    }
    return traces;
}

RunId insertRun(Database& database, const RunRequest& request, const RunSummary& summary)
{
    Statement insert = database.prepare(
        "INSERT INTO runs(uuid, work, name, kind, policies, options, seed, code_version, machine, "
        "planned_points, created, "
        "changed, state, message, notes, look) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    insert.bind(summary.uuid, workKey(request), request.name, request.kind, jsonOf(request.policies),
        request.options, std::bit_cast<std::int64_t>(request.seed), request.codeVersion, request.machine,
        request.plannedPoints, summary.created, summary.changed, nameOf(summary.state), summary.message,
        summary.notes, summary.look);
    insert.run();
    const RunId id { database.lastId() };
    std::int64_t place = 0;
    for (const TraceRecord& trace : request.traces) {
        const std::int64_t traceRow = keepTrace(database, trace);
        database.prepare("INSERT INTO run_traces(run, place, trace) VALUES(?, ?, ?)")
            .bind(number(id), place++, traceRow)
            .run();
    }
    for (const std::string& tag : summary.tags)
        database.prepare("INSERT OR IGNORE INTO run_tags(run, tag) VALUES(?, ?)").bind(number(id), tag).run();
    return id;
}

std::int64_t insertPoints(Database& database, RunId id, std::span<const PointRecord> points)
{
    std::int64_t added = 0;
    {
        Statement insert = database.prepare(
            "INSERT INTO points(run, ordinal, policy, params, units, sum_exit, layers, macs_spent, "
            "macs_full, metrics, "
            "exit_histogram, more) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(run, ordinal) DO NOTHING");
        for (const PointRecord& point : points) {
            if (!std::isfinite(point.macsSpent) || !std::isfinite(point.macsFull))
                throw std::logic_error(
                    "the cost of point " + std::to_string(point.ordinal) + " is not finite");
            insert.bind(number(id), point.ordinal, point.policy, point.params, point.units, point.sumExit,
                point.layers, point.macsSpent, point.macsFull, point.metrics, jsonOf(point.exitHistogram),
                point.more);
            added += insert.run();
        }
    }
    database.prepare("UPDATE runs SET point_count = point_count + ?, changed = ? WHERE id = ?")
        .bind(added, nowUtc(), number(id))
        .run();
    return added;
}

std::vector<PointRecord> readPoints(Database& database, RunId id, std::int64_t first, std::int64_t limit)
{
    Statement statement = database.prepare(
        "SELECT ordinal, policy, params, units, sum_exit, layers, macs_spent, macs_full, metrics, "
        "exit_histogram, more FROM points WHERE run = ? AND ordinal >= ? ORDER BY ordinal LIMIT ?");
    statement.bind(number(id), first, limit);
    std::vector<PointRecord> points;
    while (statement.step()) {
        PointRecord point;
        point.ordinal = statement.integer(0);
        point.policy = statement.text(1);
        point.params = statement.text(2);
        point.units = statement.integer(3);
        point.sumExit = statement.integer(4);
        point.layers = static_cast<int>(statement.integer(5));
        point.macsSpent = statement.real(6);
        point.macsFull = statement.real(7);
        point.metrics = statement.text(8);
        point.exitHistogram = countsFrom(statement.text(9), database);
        point.more = statement.text(10);
        points.push_back(std::move(point));
    }
    return points;
}

} // namespace exitscope::store
