#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace exitscope::engine {

/// What a stage's folder says of it: the file stage.json.
struct StageRecord
{
    std::string stage;
    std::string identity; ///< SHA-256 of all that decides what it computes
    bool isFinished = false;
    std::string model;    ///< SHA-256 of the weights that it ended with
    std::string metric;
    std::vector<double> devByExit, testByExit;
    std::int64_t steps = 0;
    double seconds = 0;
};

/// Nothing where the folder has none. Throws InputError for a damaged one.
std::optional<StageRecord> readStageRecord(const std::filesystem::path& folder);
void saveStageRecord(const std::filesystem::path& folder, const StageRecord& record);
/// Takes back that the folder was ever begun; a checkpoint in it stays until it is replaced.
void forgetStage(const std::filesystem::path& folder);

} // namespace exitscope::engine
