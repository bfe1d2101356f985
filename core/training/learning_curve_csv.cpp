#include "core/training/learning_curve_csv.h"

#include "core/io/csv_cell.h"

#include <algorithm>
#include <vector>

namespace exitscope::training {

namespace {

/// Each once, in the order in which they come up.
std::vector<std::string> lossNames(std::span<const LearningEvent> events)
{
    std::vector<std::string> names;
    for (const LearningEvent& event : events)
        for (const std::string& name : event.lossNames)
            if (std::ranges::find(names, name) == names.end())
                names.push_back(name);
    return names;
}

std::string row(const LearningEvent& event, std::span<const std::string> losses, std::size_t exits)
{
    const bool isDev = event.kind == LearningEvent::Kind::Dev;
    std::string line = std::string(isDev ? "dev" : "step") + ',' + io::csvCell(event.phase) + ',' + std::to_string(event.phaseIndex) + ','
        + std::to_string(event.step) + ',' + io::csvCell(event.seconds) + ',';
    line += isDev ? ",," : io::csvCell(event.rate) + ',' + io::csvCell(event.tokensPerSecond) + ',' + io::csvCell(event.loss);
    for (const std::string& name : losses) {
        const auto place = static_cast<std::size_t>(std::ranges::find(event.lossNames, name) - event.lossNames.begin());
        line += ',' + (place < event.losses.size() ? io::csvCell(event.losses[place]) : std::string());
    }
    line += ',' + io::csvCell(event.metric);
    for (std::size_t exit = 0; exit < exits; ++exit)
        line += ',' + (exit < event.byExit.size() ? io::csvCell(event.byExit[exit]) : std::string());
    return line + (isDev ? event.isBest ? ",1\n" : ",0\n" : ",\n");
}

} // namespace

std::string learningCurveCsv(std::span<const LearningEvent> events)
{
    const auto losses = lossNames(events);
    std::size_t exits = 0;
    for (const LearningEvent& event : events)
        exits = std::max(exits, event.byExit.size());
    std::string csv = "event,phase,phase_index,step,seconds,lr,tokens_per_second,loss";
    for (const std::string& name : losses)
        csv += ',' + io::csvCell("loss " + name);
    csv += ",metric";
    for (std::size_t exit = 1; exit <= exits; ++exit)
        csv += ",dev exit " + std::to_string(exit);
    csv += ",best\n";
    for (const LearningEvent& event : events)
        csv += row(event, losses, exits);
    return csv;
}

} // namespace exitscope::training
