#include "core/engine/compress/compress_journal.h"

#include "core/io/atomic_file.h"

namespace exitscope::engine {

std::vector<StagePlace> placesOf(std::span<const StagePlan> plans)
{
    StagePlace all;
    std::vector<StagePlace> places;
    for (const StagePlan& plan : plans) {
        places.push_back({ all.allPhases, all.allSteps, 0, 0, 0 });
        all.allPhases += std::ssize(plan.phases);
        all.allSteps += plan.steps();
    }
    for (StagePlace& place : places) {
        place.allPhases = all.allPhases;
        place.allSteps = all.allSteps;
    }
    return places;
}

training::LearningEvent placed(training::LearningEvent event, const StagePlace& place)
{
    event.phaseIndex += place.phases;
    event.phases = place.allPhases;
    event.step += place.steps;
    event.steps = place.allSteps;
    event.seconds += place.seconds;
    return event;
}

void joinJournals(const std::filesystem::path& output, std::span<const std::filesystem::path> stageFolders,
    std::span<const StagePlace> places)
{
    std::string log, curve;
    for (std::size_t stage = 0; stage < stageFolders.size(); ++stage) {
        log += io::readWholeFile(stageFolders[stage] / "train.log");
        for (const auto& event : training::readLearningCurve(stageFolders[stage] / training::learningCurveFile))
            curve += training::toJson(placed(event, places[stage])) + "\n";
    }
    io::writeFileAtomically(output / "train.log", log);
    io::writeFileAtomically(output / training::learningCurveFile, curve);
}

} // namespace exitscope::engine
