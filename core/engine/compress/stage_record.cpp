#include "core/engine/compress/stage_record.h"

#include "core/error.h"
#include "core/io/atomic_file.h"

#include <nlohmann/json.hpp>

namespace exitscope::engine {

namespace {

constexpr const char* recordFile = "stage.json";
constexpr std::size_t largestFile = std::size_t { 1 } << 20;

} // namespace

std::optional<StageRecord> readStageRecord(const std::filesystem::path& folder)
{
    const auto path = folder / recordFile;
    if (!std::filesystem::exists(path))
        return std::nullopt;
    try {
        const auto json = nlohmann::json::parse(io::readWholeFile(path, largestFile));
        StageRecord record;
        record.stage = json.at("stage");
        record.identity = json.at("identity");
        record.isFinished = json.at("finished");
        if (!record.isFinished)
            return record;
        record.model = json.at("model_sha256");
        record.metric = json.at("metric");
        record.devByExit = json.at("dev").get<std::vector<double>>();
        record.testByExit = json.at("test").get<std::vector<double>>();
        record.steps = json.at("steps");
        record.seconds = json.at("seconds");
        return record;
    } catch (const nlohmann::json::exception&) {
        throw InputError(path, "not the record of a stage", "do the stage again with --fresh");
    }
}

void saveStageRecord(const std::filesystem::path& folder, const StageRecord& record)
{
    nlohmann::ordered_json json { { "stage", record.stage }, { "identity", record.identity }, { "finished", record.isFinished } };
    if (record.isFinished) {
        json["model_sha256"] = record.model;
        json["metric"] = record.metric;
        json["dev"] = record.devByExit;
        json["test"] = record.testByExit;
        json["steps"] = record.steps;
        json["seconds"] = record.seconds;
    }
    io::writeFileAtomically(folder / recordFile, json.dump(1) + "\n");
}

void forgetStage(const std::filesystem::path& folder)
{
    std::filesystem::remove(folder / recordFile);
    std::filesystem::remove(folder / "training_state.safetensors");
}

} // namespace exitscope::engine
