#include "core/error.h"
#include "core/store/rows.h"

#include <nlohmann/json.hpp>

#include <bit>
#include <cmath>
#include <limits>

namespace exitscope::store {

namespace {

using Json = nlohmann::ordered_json;

/// What is not finite is null: JSON has no word for it.
std::string jsonOf(std::span<const double> values)
{
    Json array = Json::array();
    for (const double value : values)
        array.push_back(std::isfinite(value) ? Json(value) : Json(nullptr));
    return array.dump();
}

std::string jsonOf(const std::optional<StoredModelSize>& size)
{
    if (!size)
        return "{}";
    return Json { { "parameters", size->parameters }, { "layer_parameters", size->layerParameters },
        { "flops128", size->flops128 } }
        .dump();
}

/// Calls `read` on parsed JSON; what does not fit is a damaged store.
template <typename Read> auto readJson(const std::string& text, const Database& database, Read read)
{
    try {
        return read(Json::parse(text));
    } catch (const Json::exception&) {
        throw InputError(database.path(), "the run store is damaged: \"" + text.substr(0, 60) + "\" is no part of a training",
            "go back to a copy");
    }
}

std::vector<double> numbersFrom(const std::string& text, const Database& database)
{
    return readJson(text, database, [](const Json& json) {
        std::vector<double> values;
        for (const Json& value : json)
            values.push_back(value.is_null() ? std::numeric_limits<double>::quiet_NaN() : value.get<double>());
        return values;
    });
}

std::optional<StoredModelSize> sizeFrom(const std::string& text, const Database& database)
{
    return readJson(text, database, [](const Json& json) -> std::optional<StoredModelSize> {
        if (json.empty())
            return std::nullopt;
        return StoredModelSize { json.at("parameters").get<std::int64_t>(), json.at("layer_parameters").get<std::int64_t>(),
            json.at("flops128").get<double>() };
    });
}

TrainingSummary summaryFrom(const Statement& row, const Database& database)
{
    TrainingSummary training;
    training.id = TrainingId { row.integer(0) };
    training.uuid = row.text(1);
    TrainingRequest& request = training.request;
    request.name = row.text(2);
    request.kind = row.text(3);
    request.config = row.text(4);
    request.configPath = row.text(5);
    request.output = row.text(6);
    request.seed = std::bit_cast<std::uint64_t>(row.integer(7));
    request.codeVersion = row.text(8);
    request.machine = row.text(9);
    TrainingResult& result = training.result;
    result.checkpoint = row.text(10);
    result.checkpointSha256 = row.text(11);
    result.metric = row.text(12);
    result.devByExit = numbersFrom(row.text(13), database);
    result.testByExit = numbersFrom(row.text(14), database);
    result.before = sizeFrom(row.text(15), database);
    result.after = sizeFrom(row.text(16), database);
    result.structure = row.text(17) == "{}" ? std::string() : row.text(17);
    result.steps = row.integer(18);
    result.seconds = row.real(19);
    training.created = row.text(20);
    training.changed = row.text(21);
    training.state = stateFrom(row.text(22), database);
    training.message = row.text(23);
    training.events = row.integer(24);
    return training;
}

} // namespace

std::vector<TrainingSummary> readTrainings(Database& database, std::optional<TrainingId> training)
{
    constexpr const char* select
        = "SELECT id, uuid, name, kind, config, config_path, output, seed, code_version, machine, checkpoint, "
          "checkpoint_sha256, metric, dev_by_exit, test_by_exit, size_before, size_after, structure, steps, seconds, created, changed, "
          "state, message, (SELECT count(*) FROM training_events WHERE training = trainings.id) FROM trainings ";
    Statement statement
        = database.prepare(std::string(select) + (training ? "WHERE id = ?" : "ORDER BY created DESC, id DESC"));
    if (training)
        statement.bind(number(*training));
    std::vector<TrainingSummary> trainings;
    while (statement.step())
        trainings.push_back(summaryFrom(statement, database));
    if (training && trainings.empty())
        throw InputError(database.path(), "there is no training " + std::to_string(number(*training)),
            "`exitscope trainings list` names them");
    return trainings;
}

TrainingId insertTraining(Database& database, const TrainingSummary& training)
{
    const TrainingRequest& request = training.request;
    database
        .prepare("INSERT INTO trainings(uuid, name, kind, config, config_path, output, seed, code_version, machine, created, "
                 "changed, state) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(training.uuid, request.name, request.kind, request.config, request.configPath, request.output,
            std::bit_cast<std::int64_t>(request.seed), request.codeVersion, request.machine, training.created, training.changed,
            nameOf(training.state))
        .run();
    const TrainingId id { database.lastId() };
    replaceTraining(database, id, training);
    return id;
}

void replaceTraining(Database& database, TrainingId id, const TrainingSummary& by)
{
    const TrainingResult& result = by.result;
    const double seconds = std::isfinite(result.seconds) ? result.seconds : 0;
    database
        .prepare("UPDATE trainings SET checkpoint = ?, checkpoint_sha256 = ?, metric = ?, dev_by_exit = ?, test_by_exit = ?, "
                 "size_before = ?, size_after = ?, structure = ?, steps = ?, seconds = ?, changed = ?, state = ?, message = ? WHERE id = ?")
        .bind(result.checkpoint, result.checkpointSha256, result.metric, jsonOf(std::span<const double>(result.devByExit)),
            jsonOf(std::span<const double>(result.testByExit)), jsonOf(result.before), jsonOf(result.after),
            result.structure.empty() ? std::string("{}") : result.structure, result.steps, seconds, by.changed, nameOf(by.state),
            by.message, number(id))
        .run();
}

void replaceEvents(Database& database, TrainingId id, std::int64_t first, std::span<const std::string> events)
{
    database.prepare("DELETE FROM training_events WHERE training = ? AND ordinal >= ?").bind(number(id), first).run();
    Statement insert = database.prepare("INSERT INTO training_events(training, ordinal, event) VALUES(?, ?, ?)");
    for (const std::string& event : events)
        insert.bind(number(id), first++, event).run();
}

std::vector<std::string> readEvents(Database& database, TrainingId id)
{
    Statement read = database.prepare("SELECT event FROM training_events WHERE training = ? ORDER BY ordinal");
    read.bind(number(id));
    std::vector<std::string> events;
    while (read.step())
        events.push_back(read.text(0));
    return events;
}

} // namespace exitscope::store
