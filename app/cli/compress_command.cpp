#include "app/cli/command.h"
#include "app/cli/exit_status.h"
#include "app/cli/stored_training.h"
#include "app/cli/text_table.h"
#include "core/engine/compression.h"
#include "core/engine/engine.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace exitscope::cli {

namespace {

nlohmann::ordered_json toJson(const engine::ModelSize& size)
{
    return { { "parameters", size.parameters }, { "layer_parameters", size.layerParameters }, { "flops_128", size.flops128 } };
}

nlohmann::ordered_json toJson(const engine::CompressReport& report)
{
    nlohmann::ordered_json json;
    json["checkpoint"] = report.checkpoint.string();
    json["stages"] = report.stages;
    json["before"] = toJson(report.before);
    json["after"] = toJson(report.after);
    json["structure"] = nlohmann::ordered_json::parse(training::toJson(report.structure));
    json["metric"] = report.metric;
    json["dev"] = report.devByExit;
    json["test"] = report.testByExit;
    json["steps"] = report.steps;
    json["seconds"] = report.seconds;
    return json;
}

/// "13.92 million"
std::string millions(double count)
{
    return decimal(count / 1e6, 2);
}

std::string sizeTable(const engine::CompressReport& report)
{
    TextTable table({ { "", Align::Left }, { "before", Align::Right }, { "after", Align::Right }, { "smaller by", Align::Right } });
    const auto row = [&](const char* name, double before, double after) {
        table.addRow({ name, millions(before), millions(after), after > 0 ? decimal(before / after, 2) + "x" : "-" });
    };
    const engine::ModelSize& before = report.before;
    const engine::ModelSize& after = report.after;
    row("parameters, million", static_cast<double>(before.parameters), static_cast<double>(after.parameters));
    row("of them in layers", static_cast<double>(before.layerParameters), static_cast<double>(after.layerParameters));
    row("MFLOPs at 128 tokens", before.flops128, after.flops128);
    return table.text();
}

std::string scores(const char* set, const engine::CompressReport& report, const std::vector<double>& byExit)
{
    if (byExit.empty())
        return {};
    std::string line = std::string(set) + " " + report.metric + " by exit, %:";
    for (const double value : byExit)
        line += " " + decimal(100 * value, 2);
    return line + "\n";
}

int compress(const engine::CompressRequest& request, const StoredTrainingOptions& keeping, Console& console)
{
    const JobContext job = console.job();
    const auto kept = runKept(keeping, "compress", request.config, {}, !request.fresh, [&](training::Observer observer) {
        engine::CompressRequest observed = request;
        observed.observe = std::move(observer);
        return engine::loadEngine()->compress(observed, job);
    });
    const engine::CompressReport& report = kept.report;
    if (report.end == JobEnd::Cancelled)
        return cancelled(console);
    if (console.isJson()) {
        nlohmann::ordered_json json = toJson(report);
        if (kept.training)
            json["training"] = static_cast<std::int64_t>(*kept.training);
        console.printJson(json);
        return Done;
    }
    console.print(sizeTable(report) + scores("dev", report, report.devByExit) + scores("test", report, report.testByExit)
        + "The model is in " + report.checkpoint.string() + "\n");
    return Done;
}

} // namespace

void addCompress(CommandLine& line)
{
    auto* command = addCommand(line, "compress", "Make a slender multi-exit model of a large one (COST-EFF): distil, prune, recover");
    auto request = std::make_shared<engine::CompressRequest>();
    command->add_option("--config", request->config, "What to slim on what, as JSON")->type_name("FILE.json")->required();
    command
        ->add_option("--stage", request->stages,
            "Only this stage: finetune, ta, prune, recover-features or recover; may be given more than once")
        ->type_name("NAME");
    command->add_flag("--fresh", request->fresh, "Do stages again that are done or begun, all or those of --stage");
    auto keeping = std::make_shared<StoredTrainingOptions>();
    addStoredTrainingOptions(command, *keeping);
    command->callback([&line, request, keeping] {
        line.action = [request, keeping](Console& console) {
            requireFolderOf(keeping->store);
            return compress(*request, *keeping, console);
        };
    });
}

} // namespace exitscope::cli
