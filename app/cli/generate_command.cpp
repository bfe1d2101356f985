#include "app/cli/command.h"
#include "app/cli/exit_status.h"
#include "app/cli/figure_options.h"
#include "app/cli/generate_output.h"
#include "app/cli/generate_sweep.h"
#include "core/calm/rule_range.h"
#include "core/engine/engine.h"
#include "core/error.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <vector>

namespace exitscope::cli {

namespace {

struct GenerateOptions
{
    engine::GenerateRequest request;
    std::vector<std::string> policies;
    std::vector<std::filesystem::path> references;
    std::filesystem::path out;
    RunsOutput runs;
    FigureOptions figure; ///< without an output: none
    std::string plot = "text";
    bool cutsLongPrompts = false;
};

engine::GenerateRequest requestOf(const GenerateOptions& options)
{
    engine::GenerateRequest request = options.request;
    request.longPrompt = options.cutsLongPrompts ? engine::LongPrompt::Cut : engine::LongPrompt::Refuse;
    return request;
}

/// One rule, whose texts are printed; several go into a file.
std::string ruleOf(const GenerateOptions& options)
{
    std::vector<calm::GenerationRule> rules;
    for (const auto& policy : options.policies)
        for (auto& rule : calm::parseGenerationRules(policy))
            rules.push_back(std::move(rule));
    if (rules.size() > 1)
        throw InputError(std::to_string(rules.size()) + " rules are a sweep, which goes into a file",
            "add --out FILE.generations, or give one rule");
    if (!options.runs.store.empty())
        throw InputError(std::string("--store is for a sweep"), "add --out FILE.generations, or leave it out");
    if (!options.references.empty())
        throw InputError(std::string("--references are for a sweep"), "add --out FILE.generations, or leave them out");
    return rules.empty() ? "full" : rules.front().text();
}

/// The figure of the texts, found out to be possible before anything is written; none where none is wanted.
std::optional<app::FigureRequest> figureOf(const GenerateOptions& options, const Gui& gui)
{
    if (options.figure.request.output.empty())
        return {};
    if (!gui.exportGeneration)
        throw std::runtime_error("--figure needs the GUI build (Qt draws the figures); this one was built with "
                                 "-DEXITSCOPE_GUI=OFF");
    FigureOptions figure = options.figure;
    figure.request.plot = options.plot == "text" ? "generation" : "generation-" + options.plot;
    return completed(figure);
}

int sweep(const GenerateOptions& options, Console& console)
{
    if (!options.figure.request.output.empty())
        throw InputError(std::string("--figure draws the texts of one rule"), "leave --out out, or draw the sweep's runs with exitscope export");
    if (!options.request.prompts.empty())
        throw InputError(std::string("a sweep takes its prompts from a file"), "give --data FILE instead of --prompt");
    if (options.request.data.empty())
        throw InputError(std::string("there is no prompt"), "give --data FILE with one a line");
    if (!options.request.trace.empty())
        throw InputError(std::string("a sweep keeps its texts in its own file"), "leave --trace out");
    if (options.request.compare)
        throw InputError(std::string("a sweep compares with the full model by itself"), "leave --compare out");
    return sweepGenerations(
        { requestOf(options), options.request.data, options.references, options.policies, options.out }, options.runs,
        console);
}

int generate(const GenerateOptions& options, const Gui& gui, Console& console)
{
    const auto figure = figureOf(options, gui);
    engine::GenerateRequest request = requestOf(options);
    request.rule = ruleOf(options);
    if (request.prompts.empty() && request.data.empty())
        throw InputError(std::string("there is no prompt"), "give --prompt TEXT, or --data FILE with one a line");
    // A single text appears as it is written; several would mix.
    const bool streams = !console.isJson() && request.data.empty() && request.prompts.size() == 1 && request.beams == 1;
    if (streams)
        request.onToken = [&console, isFirst = true](std::size_t, const engine::GeneratedToken& token) mutable {
            if (isFirst)
                console.endJob();
            isFirst = false;
            console.print(token.text);
        };
    JobContext job = console.job();
    if (streams)
        job.report = nullptr; // the text itself shows how far it is
    if (!request.trace.empty())
        requireFolderOf(request.trace);
    const auto report = engine::loadEngine()->generate(request, job);
    console.endJob();
    for (const auto& note : report.notes)
        console.note(note);
    if (report.end == JobEnd::Cancelled) {
        console.note("stopped");
        return Cancelled;
    }
    std::vector<std::filesystem::path> files;
    if (figure)
        files = gui.exportGeneration(*figure, request, report);
    if (console.isJson()) {
        auto json = toJson(report);
        for (const auto& file : files)
            json["figure"].push_back(file.string());
        console.printJson(json);
        return Done;
    }
    console.print((streams ? "\n" : textsOf(report)) + summaryOf(report));
    for (const auto& file : files)
        console.print(file.string() + '\n');
    return Done;
}

void addSampling(CLI::App& command, engine::GenerateRequest& request)
{
    command.add_option("--temperature", request.temperature, "Draw words at this temperature; 0 takes the likeliest")
        ->capture_default_str()
        ->check(CLI::NonNegativeNumber)
        ->type_name("T");
    command.add_option("--top-k", request.topWords, "Draw from that many of the likeliest words; 0: from all")
        ->capture_default_str()
        ->check(CLI::NonNegativeNumber)
        ->type_name("K");
    command.add_option("--top-p", request.topShare, "Draw from the fewest words that have this probability together")
        ->capture_default_str()
        ->check(CLI::Range(0.0, 1.0))
        ->type_name("P");
    command.add_option("--seed", request.seed, "Of what is drawn; the same seed writes the same texts")
        ->capture_default_str()
        ->type_name("N");
    command.add_option("--beams", request.beams, "Beam search over that many texts, by the full model only")
        ->capture_default_str()
        ->check(CLI::Range(1, 1000))
        ->type_name("N");
    command.add_option("--length-penalty", request.lengthPenalty,
               "Of beam search: a text's log-probability is divided by its length to this power")
        ->capture_default_str()
        ->type_name("X");
}

void addFigure(CLI::App& command, GenerateOptions& options)
{
    const std::string group = "Figure";
    command.add_option("--figure", options.figure.request.output, "Draw what was written: PDF, SVG, PNG, CSV or TeX")
        ->type_name("FILE")
        ->group(group);
    command
        .add_option("--plot", options.plot,
            "Of the figure: text (running words in the colours of their depths), positions (exits along the text) or layers (how many "
            "leave where)")
        ->capture_default_str()
        ->check(CLI::IsMember({ "text", "positions", "layers" }))
        ->type_name("NAME")
        ->group(group);
    command.add_option("--format", options.figure.request.format, "pdf, svg, png, csv or tex; the file's extension by default")
        ->group(group);
    addRanges(command, options.figure);
    addLook(command, options.figure);
}

} // namespace

void addGenerate(CommandLine& line)
{
    auto* command = addCommand(line, "generate", "Write text, every token leaving where a rule says (CALM)");
    command->footer(
        "A rule is full, fixed:layer=N, margin:threshold=T (CALM's softmax response), confidence:threshold=T, entropy:threshold=T,\n"
        "saturation:threshold=T, learned:threshold=T (an exit classifier) or oracle. All but the first two take first_exit and\n"
        "exit_every; measures with an upper threshold decay=TAU and decay_form=paper|t5x; softmax measures\n"
        "shortlist=fixed|decaying|adaptive with words and least_words.");
    const auto options = std::make_shared<GenerateOptions>();
    auto& request = options->request;
    command->add_option("--model", request.model, "Checkpoint folder (GPT-2, Llama, T5, BART), or a model file of llama2.c")
        ->type_name("DIR")
        ->required();
    command->add_option("--prompt", request.prompts, "What to go on from; may be given several times")
        ->type_name("TEXT")
        ->allow_extra_args(false);
    command->add_option("--data", request.data, "Prompts, one a line")->type_name("FILE");
    command
        ->add_option("--policy", options->policies,
            "The rule by which tokens leave, \"full\" unless given; with --out several, and ranges as margin:threshold=1:0:21")
        ->type_name("SPEC");
    command
        ->add_option("--references", options->references,
            "With --out: what each prompt should lead to, line by line; may be given several times")
        ->type_name("FILE")
        ->allow_extra_args(false);
    command
        ->add_option("--out", options->out,
            "A sweep: every rule and the full model over --data, into this file; started again it goes on where it was")
        ->type_name("FILE.generations");
    command
        ->add_option("--store", options->runs.store,
            "With --out: keep the points in this run store too, a run for each rule, to be drawn and compared")
        ->type_name("RUNS.db");
    command->add_option("--name", options->runs.name, "Of these runs, after their rule; the name of the prompts' file unless given");
    command->add_option("--max-tokens", request.maxTokens, "At most so many are written for a prompt")
        ->capture_default_str()
        ->check(CLI::PositiveNumber)
        ->type_name("N");
    command->add_option("--batch", request.texts, "Texts that are written at a time; each is what it would be alone")
        ->capture_default_str()
        ->check(CLI::Range(1, 4096))
        ->type_name("N");
    addSampling(*command, request);
    command->add_flag("--cut", options->cutsLongPrompts,
        "Shorten a prompt that leaves no room in the model's positions, instead of refusing it");
    command->add_option("--trace", request.trace,
               "Keep what was written as a trace: every exit's answer to every token, and the layer that it really took")
        ->type_name("X.trace");
    command->add_flag("--compare", request.compare,
        "Let the full model write the same texts in the same run: tokens per second, and where the texts differ");
    addFigure(*command, *options);
    command->callback([&line, options] {
        line.action = [options, &gui = line.gui](Console& console) {
            return options->out.empty() ? generate(*options, gui, console) : sweep(*options, console);
        };
    });
}

} // namespace exitscope::cli
