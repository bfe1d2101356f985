#include "app/session/training_record.h"

#include "core/error.h"
#include "core/io/atomic_file.h"

#include <algorithm>
#include <charconv>

namespace exitscope::app {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t largestFile = std::size_t { 1 } << 24;

bool isThere(const fs::path& path)
{
    std::error_code error;
    return fs::exists(path, error);
}

bool isCheckpoint(const fs::path& folder)
{
    return isThere(folder / "config.json") && (isThere(folder / "model.safetensors") || isThere(folder / "pytorch_model.bin"));
}

/// "seed-7": 7.
std::optional<std::uint64_t> seedOf(const fs::path& folder)
{
    const std::string name = folder.filename().string();
    std::uint64_t seed = 0;
    if (!name.starts_with("seed-"))
        return std::nullopt;
    const auto read = std::from_chars(name.data() + 5, name.data() + name.size(), seed);
    return read.ec == std::errc() && read.ptr == name.data() + name.size() ? std::optional(seed) : std::nullopt;
}

bool isOutputOf(const fs::path& config, const fs::path& folder)
{
    const auto plan = training::readPlan(config);
    return fs::weakly_canonical(plan.output) == fs::weakly_canonical(folder);
}

/// The configuration may lie in the folder, or its text is kept there and it lies above, where its relative paths begin.
fs::path configOf(const fs::path& folder, const fs::path& kept)
{
    if (!isThere(kept))
        return {};
    if (isOutputOf(kept, folder))
        return kept;
    const std::string text = io::readWholeFile(kept, largestFile);
    for (fs::path above = folder.parent_path(); above.has_relative_path(); above = above.parent_path()) {
        std::error_code error;
        for (const auto& entry : fs::directory_iterator(above, error)) {
            const bool isLikely = entry.path().extension() == ".json" && entry.is_regular_file(error) && entry.file_size(error) == text.size();
            if (isLikely && io::readWholeFile(entry.path(), largestFile) == text && isOutputOf(entry.path(), folder))
                return entry.path();
        }
    }
    return {};
}

/// The last lines of the log are the scores of what was kept.
bool saysItEnded(const fs::path& log)
{
    if (!isThere(log))
        return false;
    const std::string text = io::readWholeFile(log, largestFile);
    return text.starts_with("final ") || text.find("\nfinal ") != std::string::npos;
}

/// Of a compression that has not ended: its stages' curves one behind the other. How long later stages take is not known here.
std::vector<training::LearningEvent> stageEvents(const fs::path& folder)
{
    std::vector<training::LearningEvent> all;
    std::int64_t steps = 0, phases = 0;
    double seconds = 0;
    for (const char* stage : { "1-finetune", "2-ta", "3-prune", "4-recover-features", "5-recover" }) {
        const fs::path curve = folder / stage / training::learningCurveFile;
        if (!isThere(curve))
            continue;
        auto events = training::readLearningCurve(curve);
        if (events.empty())
            continue;
        const training::LearningEvent last = events.back();
        for (auto& event : events) {
            event.step += steps;
            event.phaseIndex += phases;
            event.seconds += seconds;
            all.push_back(std::move(event));
        }
        steps += last.step;
        phases += last.phases;
        seconds += last.seconds;
    }
    for (auto& event : all) {
        event.steps = std::max(event.steps, steps);
        event.phases = phases;
    }
    return all;
}

/// Of the stages of a compression, in their order, the last that is there.
fs::path lastStage(const fs::path& folder)
{
    for (const char* stage : { "5-recover", "4-recover-features", "3-prune" })
        if (isCheckpoint(folder / stage))
            return folder / stage;
    return {};
}

} // namespace

bool isTrainingFolder(const fs::path& folder)
{
    return isThere(folder / training::learningCurveFile) || isThere(folder / training::keptStructureFile)
        || isThere(folder / "compress.json");
}

TrainingRecord readTrainingRecord(const fs::path& given)
{
    TrainingRecord record;
    record.folder = fs::absolute(given).lexically_normal();
    if (!isTrainingFolder(record.folder) && !isThere(record.folder / "train.json"))
        throw InputError(record.folder, "holds no training", "choose the output folder of a training or a compression");
    if (isThere(record.folder / training::learningCurveFile))
        record.events = training::readLearningCurve(record.folder / training::learningCurveFile);
    else
        record.events = stageEvents(record.folder);
    const fs::path stage = lastStage(record.folder);
    record.model = isCheckpoint(record.folder) ? record.folder : stage;
    for (const fs::path& place : { record.folder, stage })
        if (!place.empty() && !record.structure && isThere(place / training::keptStructureFile))
            record.structure = training::readKeptStructure(place / training::keptStructureFile);
    record.seed = seedOf(record.folder);
    const fs::path home = record.seed && !isThere(record.folder / "train.json") ? record.folder.parent_path() : record.folder;
    const bool isCompression = isThere(record.folder / "compress.json");
    const fs::path kept = isCompression ? record.folder / "compress.json" : home / "train.json";
    record.config = configOf(record.seed ? record.folder.parent_path() : record.folder, kept);
    if (isThere(kept))
        record.plan = training::readPlan(record.config.empty() ? kept : record.config);
    record.isFinished = isCompression || !isThere(record.folder / "train.log") ? isCheckpoint(record.folder)
                                                                               : saysItEnded(record.folder / "train.log");
    return record;
}

} // namespace exitscope::app
