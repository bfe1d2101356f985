#include "app/cli/command.h"
#include "app/cli/examples_output.h"
#include "app/cli/exit_status.h"
#include "app/cli/opened_traces.h"
#include "core/error.h"
#include "core/examples/arrangement.h"
#include "core/examples/slice.h"
#include "core/examples/unit_rows.h"
#include "core/io/atomic_file.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>
#include <optional>

namespace exitscope::cli {

namespace {

struct ExamplesOptions
{
    std::filesystem::path trace;
    std::string policy;
    std::string filter;
    std::string sort = "number";
    bool isDescending = false;
    std::size_t limit = 50; ///< 0 = all
    std::filesystem::path csv;
    std::filesystem::path store;
    std::string slice;
    bool wantsAtlas = false;
};

/// What the options ask for, before anything slow.
struct Question
{
    std::optional<policy::PolicySpec> policy;
    examples::Filter filter;
    examples::SortBy sort;
};

Question questionOf(const ExamplesOptions& options)
{
    if (!options.slice.empty() && options.store.empty())
        throw InputError(std::string("--slice keeps the examples in a run store"), "give --store RUNS.db too");
    requireFolderOf(options.csv);
    Question question;
    if (!options.policy.empty())
        question.policy = policy::parseSpec(options.policy);
    question.filter = examples::Filter::parse(options.filter);
    question.sort = { examples::columnNamed(options.sort), options.isDescending };
    return question;
}

std::shared_ptr<const examples::TagSet> tagsOf(const trace::Trace& trace, const std::filesystem::path& store)
{
    auto tags = std::make_shared<examples::TagSet>(trace);
    if (!store.empty() && std::filesystem::exists(store))
        for (const auto& slice :
            examples::slicesIn(store::RunStore(store, store::OpenMode::MustExist), examples::datasetKey(trace)))
            tags->add(slice.name, slice.examples);
    return tags;
}

/// Nothing when it was stopped.
std::optional<examples::UnitColumns> columnsOf(
    const ExamplesOptions& options, const Question& question, const JobContext& job)
{
    const auto trace = trace::Trace::open(options.trace);
    const auto answers = examples::answersOf(trace, job);
    if (!answers)
        return std::nullopt;
    const auto decision
        = examples::decide(*answers, question.policy ? &*question.policy : nullptr, examples::WithSlack::Yes, job);
    if (!decision)
        return std::nullopt;
    return examples::UnitColumns(answers, decision, tagsOf(*trace, options.store));
}

bool writeFile(const std::filesystem::path& path, const examples::UnitColumns& columns,
    std::span<const std::uint32_t> units, const JobContext& job)
{
    io::AtomicFile file(path);
    if (!examples::writeCsv(columns, units, [&file](std::string_view text) { file.write(text); }, job))
        return false;
    file.commit();
    return true;
}

void keep(const ExamplesOptions& options, const examples::UnitColumns& columns, std::span<const std::uint32_t> units)
{
    store::RunStore store(options.store);
    examples::keepSlice(store,
        { options.slice, examples::datasetKey(columns.trace()), columns.trace().info().datasetName,
            examples::examplesOf(columns.trace(), units), options.filter });
}

void print(const ExamplesOptions& options, const examples::UnitColumns& columns, std::span<const std::uint32_t> units,
    const std::optional<examples::Atlas>& atlas, Console& console)
{
    const auto shown = units.first(options.limit == 0 ? units.size() : std::min(options.limit, units.size()));
    if (console.isJson()) {
        nlohmann::ordered_json json { { "units", columns.units() }, { "matched", units.size() } };
        auto rows = nlohmann::ordered_json::array();
        for (const auto unit : shown)
            rows.push_back(examples::rowJson(columns, unit));
        json["examples"] = std::move(rows);
        if (atlas)
            json["overthinking"] = atlasJson(*atlas);
        console.printJson(json);
        return;
    }
    console.print(unitsText(columns, shown));
    console.print(std::to_string(units.size()) + " of " + std::to_string(columns.units())
        + (shown.size() < units.size() ? ", the first " + std::to_string(shown.size()) + " shown" : "") + "\n");
    if (atlas)
        console.print("\n" + atlasText(*atlas));
}

int runExamples(const ExamplesOptions& options, Console& console)
{
    const auto question = questionOf(options);
    const JobContext job = console.job();
    const auto stopped = [&console] {
        console.note("stopped");
        return Cancelled;
    };
    const auto columns = columnsOf(options, question, job);
    if (!columns)
        return stopped();
    noteWhatIf(columns->trace(), console);
    const auto arrangement = examples::arrange(*columns, question.filter, question.sort, job);
    if (!arrangement)
        return stopped();
    std::optional<examples::Atlas> atlas;
    if (options.wantsAtlas && !(atlas = examples::overthinkingAtlas(*columns, job)))
        return stopped();
    if (!options.csv.empty() && !writeFile(options.csv, *columns, arrangement->units, job))
        return stopped();
    if (!options.slice.empty())
        keep(options, *columns, arrangement->units);
    console.endJob();
    print(options, *columns, arrangement->units, atlas, console);
    return Done;
}

std::string filterHelp()
{
    std::string text = "A filter, as in the window: ";
    for (const auto& info : examples::fields())
        text += std::string(info.name) + (info.field == examples::Field::Labelled ? "" : ", ");
    return text + "; words beside them are looked for in the text";
}

} // namespace

void addExamples(CommandLine& line)
{
    auto* command = addCommand(line, "examples",
        "Which examples exit where under one operating point, how far that is from changing, and which ones a filter finds");
    const auto options = std::make_shared<ExamplesOptions>();
    command->add_option("--trace", options->trace, "The trace")->type_name("X.trace")->required();
    command
        ->add_option("--policy", options->policy,
            "One operating point, entropy:threshold=0.3 for example; without it every example runs to the end")
        ->type_name("SPEC");
    command->add_option("--filter", options->filter, filterHelp())->type_name("FILTER");
    command->add_option("--sort", options->sort, "A column: number, text, label, exit, confidence, slack, ...")
        ->capture_default_str();
    command->add_flag("--descending", options->isDescending, "From the largest down");
    command->add_option("--limit", options->limit, "So many rows at most on standard output; 0 for all")
        ->capture_default_str();
    command->add_option("--csv", options->csv, "Write all rows found as CSV")->type_name("FILE");
    command->add_option("--store", options->store, "Slices in this run store count as tags")->type_name("RUNS.db");
    command->add_option("--slice", options->slice, "Keep what was found as a slice of this name in the store")
        ->type_name("NAME");
    command->add_flag("--overthinking", options->wantsAtlas,
        "Also who is right early and wrong at the end: by layer, class, length and tag");
    command->footer(
        "Example: exitscope examples --trace dev.trace --policy entropy:threshold=0.3 \\\n"
        "             --filter 'wrong slack<0.01 -label:negative (exit<=4 or \"not bad\")' --sort slack\n"
        "Slack is how far the threshold must move before an example exits elsewhere; \"elsewhere\" says what that does to the\n"
        "answer: mends, breaks, changes it, or leaves it the same.");
    command->callback([&line, options] {
        line.action = [options](Console& console) { return runExamples(*options, console); };
    });
}

} // namespace exitscope::cli
