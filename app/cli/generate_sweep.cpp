#include "app/cli/generate_sweep.h"

#include "app/cli/command.h"
#include "app/cli/exit_status.h"
#include "app/cli/generations_output.h"
#include "core/engine/engine.h"
#include "core/sweep/stored_generations.h"

#include <nlohmann/json.hpp>

namespace exitscope::cli {

namespace {

/// Numbers of the runs, for --json.
std::vector<std::int64_t> keepRuns(const generations::Generations& generations,
    std::span<const generations::OperatingPoint> points, const RunsOutput& output, Console& console)
{
    if (output.store.empty())
        return {};
    store::RunStore store(output.store);
    const auto stored = sweep::storeGenerations(store, generations, points, output.name);
    std::vector<std::int64_t> numbers;
    std::string text;
    for (const auto run : stored.runs) {
        numbers.push_back(static_cast<std::int64_t>(run));
        text += (text.empty() ? "" : ", ") + std::to_string(numbers.back());
    }
    console.note((stored.runs.size() == 1 ? "kept as run " : "kept as runs ") + text);
    return numbers;
}

} // namespace

int sweepGenerations(const generations::SweepRequest& request, const RunsOutput& output, Console& console)
{
    requireFolderOf(request.out);
    requireFolderOf(output.store);
    const JobContext job = console.job();
    const auto end = generations::sweepGenerations(
        request,
        [](const engine::GenerateRequest& asked, const JobContext& context) {
            return engine::loadEngine()->generate(asked, context);
        },
        job);
    console.endJob();
    for (const auto& note : end.notes)
        console.note(note);
    if (end.end == JobEnd::Cancelled) {
        console.note("stopped; the same command goes on with " + request.out.string());
        return Cancelled;
    }
    const auto generations = generations::readGenerations(request.out);
    const auto points = operatingPoints(generations);
    const auto runs = keepRuns(generations, points, output, console);
    if (console.isJson()) {
        auto json = generationsJson(generations, points);
        if (!runs.empty())
            json["runs"] = runs;
        json["written"] = end.written;
        json["known"] = end.known;
        console.printJson(json);
        return Done;
    }
    console.print(generationsTable(points, TableFormat::Text));
    console.note(std::to_string(end.written) + (end.written == 1 ? " rule" : " rules") + " written, " + std::to_string(end.known)
        + " known before; in " + request.out.string());
    return Done;
}

} // namespace exitscope::cli
