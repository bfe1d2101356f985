#include "app/cli/command.h"
#include "app/cli/compare_output.h"
#include "app/cli/exit_status.h"
#include "app/cli/opened_traces.h"
#include "core/error.h"
#include "core/evidence/comparison.h"
#include "core/evidence/reference_curve.h"
#include "core/report/stored_side.h"
#include "core/sweep/sweep.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <array>
#include <memory>
#include <optional>

namespace exitscope::cli {

namespace {

struct CompareOptions
{
    std::vector<std::string> first, second; ///< traces and policies
    std::filesystem::path store;
    std::vector<std::int64_t> runs;
    std::string cost;
    std::string metric;
    std::filesystem::path reference;
    evidence::ComparisonOptions comparison;
    std::vector<double> speedups;
};

/// What one side is: from the command line or from a stored run.
struct Side
{
    std::string name;
    std::shared_ptr<const sweep::Evaluator> evaluator;
    std::vector<policy::PolicySpec> specs;
};

std::vector<policy::PolicySpec> specsOf(std::span<const sweep::Point> points)
{
    std::vector<policy::PolicySpec> specs;
    for (const auto& point : points)
        specs.push_back(point.spec);
    return specs;
}

/// A side's words: traces are files, or have the ending of one; the first word can be nothing else.
std::pair<std::vector<std::filesystem::path>, std::vector<std::string>> sorted(const std::vector<std::string>& words)
{
    std::pair<std::vector<std::filesystem::path>, std::vector<std::string>> sorted;
    for (const auto& word : words) {
        const std::filesystem::path path(word);
        std::error_code ignored; // a word too long for a path is none
        if (sorted.first.empty() || path.extension() == ".trace" || std::filesystem::is_regular_file(path, ignored))
            sorted.first.push_back(path);
        else
            sorted.second.push_back(word);
    }
    return sorted;
}

/// Nothing when it was stopped.
std::optional<Side> sideOf(const std::vector<std::string>& words, const char* option, const JobContext& job)
{
    const auto [traces, policies] = sorted(words);
    if (traces.empty() || policies.empty())
        throw InputError(std::string(option) + " needs a trace and at least one policy",
            std::string(option) + " X.trace entropy:threshold=exact, for example");
    sweep::Plan plan;
    Side side;
    for (const auto& trace : traces)
        side.name += (side.name.empty() ? "" : " > ") + trace.string();
    side.name += ":";
    for (const auto& policy : policies) {
        plan.ranges.push_back(policy::parseRange(policy));
        requireForTraces(plan.ranges.back(), traces.size());
        side.name += " " + policy;
    }
    auto opened = openTraces(traces);
    plan.trace = std::move(opened.trace);
    plan.models = std::move(opened.models);
    side.evaluator = std::make_shared<const sweep::Evaluator>(plan.trace);
    sweep::PointList points;
    if (sweep::sweep(plan, points, job).end == JobEnd::Cancelled)
        return std::nullopt;
    side.specs = specsOf(points.points);
    return side;
}

std::optional<std::pair<Side, Side>> sidesOf(const CompareOptions& options, const JobContext& job)
{
    if (!options.store.empty() || !options.runs.empty()) {
        if (options.runs.size() != 2 || options.store.empty() || !options.first.empty() || !options.second.empty())
            throw InputError(std::string("stored runs are compared two at a time"), "give --store RUNS.db --run N --run M");
        const store::RunStore store(options.store, store::OpenMode::MustExist);
        auto sides = report::openSides(
            store, std::array { store::RunId { options.runs[0] }, store::RunId { options.runs[1] } });
        const auto sideOf = [](report::StoredSide& side) {
            return Side { std::move(side.name), std::move(side.evaluator), std::move(side.specs) };
        };
        return std::pair(sideOf(sides[0]), sideOf(sides[1]));
    }
    auto first = sideOf(options.first, "--a", job);
    auto second = first ? sideOf(options.second, "--b", job) : std::nullopt;
    if (!second)
        return std::nullopt;
    return std::pair(std::move(*first), std::move(*second));
}

evidence::CostAxis axisOf(const Side& first, const Side& second, const std::string& name)
{
    const bool inFlops = first.evaluator->cost().isInFlops() && second.evaluator->cost().isInFlops();
    return name == "layers" || (name.empty() && !inFlops) ? evidence::CostAxis::Layers : evidence::CostAxis::Flops;
}

std::vector<metric::CostQuality> referenceOf(const std::filesystem::path& file, metric::Metric metric)
{
    if (file.empty())
        return {};
    if (file.extension() == ".trace")
        return evidence::fixedLayerCurve(sweep::Evaluator(trace::Trace::open(file)), metric);
    return evidence::readReferenceCurve(file);
}

int runCompare(const CompareOptions& given, Console& console)
{
    evidence::requireUsable(given.comparison.bootstrap);
    const JobContext job = console.job();
    const auto sides = sidesOf(given, job);
    const auto stopped = [&console] {
        console.note("stopped");
        return Cancelled;
    };
    if (!sides)
        return stopped();
    const auto& [first, second] = *sides;
    noteWhatIf(first.evaluator->trace(), console);
    auto options = given.comparison;
    if (!given.speedups.empty() || !options.qualities.empty())
        options.speedups = given.speedups;
    options.front.metric = report::metricNamed(*first.evaluator, given.metric);
    options.front.axis = axisOf(first, second, given.cost);
    options.front.reference = referenceOf(given.reference, options.front.metric);
    const auto comparison
        = evidence::compare({ *first.evaluator, first.specs }, { *second.evaluator, second.specs }, options, job);
    if (!comparison)
        return stopped();
    const SideNames names { first.name, second.name };
    if (console.isJson())
        console.printJson(comparisonJson(*comparison, options, names));
    else
        console.print(comparisonText(*comparison, options, names));
    return Done;
}

void addFigureOptions(CLI::App* command, const std::shared_ptr<CompareOptions>& options)
{
    auto& comparison = options->comparison;
    command->add_option("--at-speedup", options->speedups, "The metric at these speed-ups; 1.5 2 3 unless one is given")
        ->type_name("X");
    command->add_option("--at-metric", comparison.qualities, "The cost at these values of the metric")->type_name("Y");
    command->add_option("--cost", options->cost, "What costs are counted in; FLOPs where both traces know them")
        ->check(CLI::IsMember({ "layers", "flops" }));
    command->add_option("--metric", options->metric, "accuracy, f1, mcc, pearson, ...; the task's first one");
    command
        ->add_option("--reference", options->reference,
            "Give ELUE scores (mean over a side's points of the metric in percent less the reference's at the same "
            "FLOPs; linear, clamped): a CSV file with the columns flops and score, or a trace, whose exits are "
            "then the reference")
        ->type_name("CURVE.csv|X.trace");
    command
        ->add_option("--hypervolume-reference", comparison.hypervolumeReference,
            "The hypervolume is the area below the front, right of its points up to cost 1, above this metric")
        ->capture_default_str();
    command->add_option("--draws", comparison.bootstrap.draws, "Bootstrap draws of the examples")->capture_default_str();
    command->add_option("--confidence", comparison.bootstrap.confidence, "Of the intervals")->capture_default_str();
    command->add_option("--seed", comparison.bootstrap.seed, "Of the draws")->capture_default_str();
}

} // namespace

void addCompare(CommandLine& line)
{
    auto* command = addCommand(line, "compare",
        "Two sets of operating points on the same examples: the metric at equal cost, the cost at equal metric, with "
        "paired bootstrap intervals and McNemar's test");
    const auto options = std::make_shared<CompareOptions>();
    command
        ->add_option("--a", options->first,
            "One side: a trace and its policies (as sweep --policy takes them); several traces are a cascade's models, in "
            "the order in which they run")
        ->type_name("X.trace ... SPEC ...");
    command->add_option("--b", options->second, "The other side")->type_name("X.trace ... SPEC ...");
    command->add_option("--store", options->store, "Compare stored runs")->type_name("RUNS.db");
    command->add_option("--run", options->runs, "A run of the store; twice, a and b")->type_name("N");
    addFigureOptions(command, options);
    command->footer(
        "Examples: exitscope compare --a dev.trace entropy:threshold=exact --b dev.trace 'patience:patience=1|2|3|4'\n"
        "          exitscope compare --a small.trace large.trace cascade:threshold=exact --b large.trace entropy:threshold=exact\n"
        "Both sides are resampled together. Intervals are percentiles of the draws, with the frontier found anew in each;\n"
        "between its points it is linear. \"p\" is the two-sided bootstrap p-value of no difference. McNemar's test is of\n"
        "the best point of either side within the cost. A cost is a share of the full model's: 1 / speed-up.");
    command->callback([&line, options] {
        line.action = [options](Console& console) { return runCompare(*options, console); };
    });
}

} // namespace exitscope::cli
