#pragma once

#include "core/difficulty/study.h"

#include <filesystem>
#include <functional>

namespace exitscope::app {

/// What the Difficulty view asks for.
struct DifficultyRequest
{
    std::filesystem::path train, test; ///< annotations or traces; without a test file, `train` is split
    double share = 0.8;                ///< of its texts to learn from
    difficulty::StudyOptions options;
};

/// A study and the file that keeps it.
struct KeptStudy
{
    std::filesystem::path file;
    difficulty::Study study;
};

/// Where a study of these data is kept: beside the data, or in `fallback` where that folder cannot be written to. The file
/// of the same study where there is one, to be continued; else one that is not there yet.
std::filesystem::path studyFileFor(
    const DifficultyRequest& request, const std::string& identity, const std::filesystem::path& fallback);

/// Runs the study, and keeps it in its file after every predictor; `onKept` is told which. False when the job was stopped.
/// Throws InputError.
bool keepStudy(const DifficultyRequest& request, const std::filesystem::path& fallback, const JobContext& job,
    const std::function<void(const std::filesystem::path& file)>& onKept);

} // namespace exitscope::app
