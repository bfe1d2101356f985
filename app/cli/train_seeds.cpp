#include "app/cli/train_seeds.h"

#include "app/cli/exit_status.h"
#include "app/cli/seed_figure_output.h"
#include "app/cli/text_table.h"
#include "core/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace exitscope::cli {

namespace {

using Json = nlohmann::ordered_json;
using Kept = KeptReport<engine::TrainReport>;

/// The steps of one training as a part of those of all. Nothing is known of later ones but that they are like it.
JobContext partOf(const JobContext& whole, std::int64_t stepsBefore, std::size_t index, std::size_t count)
{
    JobContext part = whole;
    part.report = [whole, stepsBefore, index, count](const Progress& progress) {
        Progress shown = progress;
        if (progress.unit == std::string_view("steps")) {
            shown.done += stepsBefore;
            shown.total = stepsBefore + progress.total * static_cast<std::int64_t>(count - index);
        }
        shown.note = "seed " + std::to_string(index + 1) + " of " + std::to_string(count) + ", " + progress.note;
        whole.tell(shown);
    };
    return part;
}

std::vector<report::SeedFigure> byExit(const std::vector<Kept>& all, std::vector<double> engine::TrainReport::* values)
{
    std::vector<report::SeedFigure> figures;
    for (std::size_t exit = 0; exit < (all.front().report.*values).size(); ++exit) {
        std::vector<double> ofSeeds;
        for (const Kept& each : all)
            ofSeeds.push_back((each.report.*values)[exit]);
        figures.push_back(report::seedFigure(std::move(ofSeeds)));
    }
    return figures;
}

Json jsonOf(const std::vector<report::SeedFigure>& figures)
{
    Json array = Json::array();
    for (const auto& figure : figures)
        array.push_back(figureJson(figure));
    return array;
}

void print(const std::vector<Kept>& all, Console& console)
{
    const auto dev = byExit(all, &engine::TrainReport::devByExit), test = byExit(all, &engine::TrainReport::testByExit);
    const auto& metric = all.front().report.metric;
    const bool isShare = metric != "nll"; // everything else goes up to 1
    const auto text = [&](const report::SeedFigure& figure) {
        return isShare ? figureText(figure, 2, 100) : figureText(figure, 4);
    };
    std::vector<TextTable::Column> columns { { "exit", Align::Right }, { "dev " + metric, Align::Right } };
    if (!test.empty())
        columns.push_back({ "test " + metric, Align::Right });
    TextTable table(columns);
    for (std::size_t exit = 0; exit < dev.size(); ++exit) {
        std::vector<std::string> cells { std::to_string(exit + 1), text(dev[exit]) };
        if (!test.empty())
            cells.push_back(text(test[exit]));
        table.addRow(std::move(cells));
    }
    console.print(table.text());
    const auto folder = all.front().report.checkpoint.parent_path().string();
    const std::string seeds = all.size() == 1 ? "one seed" : std::to_string(all.size()) + " seeds: " + spreadName(all.size());
    console.print("\nOver " + seeds + (isShare ? ", in percent" : "") + ". The checkpoints are in the folders of " + folder + "\n");
}

void checkSeeds(const std::vector<std::uint64_t>& seeds)
{
    auto sorted = seeds;
    std::ranges::sort(sorted);
    const auto twice = std::ranges::adjacent_find(sorted);
    if (twice != sorted.end())
        throw InputError("--seeds has " + std::to_string(*twice) + " twice", "give each seed once");
}

} // namespace

Json toJson(const Kept& kept)
{
    const engine::TrainReport& report = kept.report;
    Json json;
    json["checkpoint"] = report.checkpoint.string();
    json["metric"] = report.metric;
    json["dev"] = report.devByExit;
    json["test"] = report.testByExit;
    json["steps"] = report.steps;
    json["seconds"] = report.seconds;
    if (kept.training)
        json["training"] = static_cast<std::int64_t>(*kept.training);
    return json;
}

Kept trainKept(engine::TrainRequest request, const StoredTrainingOptions& keeping, const JobContext& job)
{
    return runKept(keeping, "train", request.config, request.seed, request.resume, [&](training::Observer observe) {
        request.observe = std::move(observe);
        return engine::loadEngine()->train(request, job);
    });
}

int trainSeeds(const engine::TrainRequest& request, const std::vector<std::uint64_t>& seeds, const StoredTrainingOptions& keeping,
    Console& console)
{
    checkSeeds(seeds);
    const JobContext job = console.job();
    std::vector<Kept> all;
    std::int64_t steps = 0;
    Json runs = Json::array();
    for (std::size_t index = 0; index < seeds.size(); ++index) {
        engine::TrainRequest one = request;
        one.seed = seeds[index];
        all.push_back(trainKept(std::move(one), keeping, partOf(job, steps, index, seeds.size())));
        if (all.back().report.end == JobEnd::Cancelled) {
            console.note("stopped at seed " + std::to_string(seeds[index]) + "; run the same command with --resume to continue");
            return Cancelled;
        }
        steps += all.back().report.steps;
        Json run = toJson(all.back());
        run["seed"] = seeds[index];
        runs.push_back(std::move(run));
    }
    console.endJob();
    if (console.isJson())
        console.printJson({ { "metric", all.front().report.metric }, { "dev", jsonOf(byExit(all, &engine::TrainReport::devByExit)) },
            { "test", jsonOf(byExit(all, &engine::TrainReport::testByExit)) }, { "seeds", std::move(runs) } });
    else
        print(all, console);
    return Done;
}

} // namespace exitscope::cli
