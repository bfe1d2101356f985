#include "app/cli/table_generations.h"

#include "app/cli/exit_status.h"
#include "app/cli/generations_output.h"
#include "app/cli/guarantee_output.h"
#include "app/cli/text_table.h"
#include "core/error.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

namespace exitscope::cli {

namespace {

int showPoints(const GenerationsTableOptions& options, TableFormat format, Console& console)
{
    const auto generations = generations::readGenerations(options.generations);
    const auto points = operatingPoints(generations, metric::bleuSplitNamed(options.bleuWords));
    if (console.isJson()) {
        console.printJson(generationsJson(generations, points));
        return Done;
    }
    console.print(generationsTable(points, format));
    console.note(std::to_string(generations.settings.prompts) + " prompts; scores in percent, BLEU of the corpus over words cut by "
        + options.bleuWords + "; speed-ups measured, prompts included");
    return Done;
}

report::GuaranteeTableOptions optionsOf(const GenerationsTableOptions& given, std::uint64_t seed)
{
    report::GuaranteeTableOptions options;
    options.distance = calibration::textDistanceNamed(given.loss);
    if (!given.textualDeltas.empty() || !given.riskDeltas.empty()) {
        options.textualDeltas = given.textualDeltas;
        options.riskDeltas = given.riskDeltas;
    }
    if (!(given.epsilon > 0 && given.epsilon < 1))
        throw InputError(std::string("epsilon is outside (0, 1)"), "it is the probability that the guarantee may fail: 0.05");
    options.terms.procedure.epsilon = given.epsilon;
    options.terms.split = { given.share, seed, false };
    options.splits = given.splits;
    return options;
}

int showGuarantee(const GenerationsTableOptions& given, std::uint64_t seed, TableFormat format, Console& console)
{
    const auto options = optionsOf(given, seed);
    const auto generations = generations::readGenerations(given.generations);
    if (!generations.hasReferences() && !given.riskDeltas.empty())
        throw InputError(given.generations, "it has no references, and a risk is measured against them",
            "leave --risk-delta out, or sweep with --references");
    const auto test = given.test.empty() ? std::nullopt : std::optional(generations::readGenerations(given.test));
    const auto sets = test ? calibration::SequenceSets(generations, *test) : calibration::SequenceSets(generations);
    const auto table = report::guaranteeTable(sets, options, console.job());
    console.endJob();
    if (!table) {
        console.note("stopped");
        return Cancelled;
    }
    if (console.isJson()) {
        console.printJson(guaranteeTableJson(*table, options));
        return Done;
    }
    console.print(guaranteeTableText(*table, format));
    const std::string halves = test
        ? "calibrated on " + generations.settings.data + ", tested on the " + std::to_string(test->settings.prompts) + " prompts of "
            + test->settings.data
        : std::to_string(table->splits) + " random splits, " + decimal(100 * given.share, 0) + " % to calibrate on";
    console.note(std::to_string(table->prompts) + " prompts, " + std::to_string(table->layers) + " layers; " + halves + ", epsilon "
        + decimal(given.epsilon, 2) + "; loss " + calibration::formulaOf(options.distance)
        + "; holds: the risk of the test half is at most delta");
    return Done;
}

} // namespace

void addGenerationsTable(CLI::App& command, GenerationsTableOptions& options)
{
    constexpr const char* group = "Of generations";
    command
        .add_option("--generations", options.generations,
            "Instead of a trace: what generate --out has written. Rows are constraint, tolerance and rule, as in CALM's table")
        ->type_name("FILE")
        ->group(group);
    command
        .add_option("--test", options.test,
            "Other texts of the same model and rules to test on; the first are then all for calibration, and nothing is split")
        ->type_name("FILE")
        ->group(group);
    command.add_option("--show", options.show, "guarantee: what calibration buys; points: cost and quality of every rule")
        ->check(CLI::IsMember({ "guarantee", "points" }))
        ->capture_default_str()
        ->group(group);
    command.add_option("--loss", options.loss, "rouge-l, token-f1, bleu or different")
        ->capture_default_str()
        ->type_name("NAME")
        ->group(group);
    command.add_option("--textual-delta", options.textualDeltas, "Tolerated distance from the full model's texts; 0.1 0.25 unless given")
        ->type_name("D")
        ->group(group);
    command.add_option("--risk-delta", options.riskDeltas, "Tolerated loss against the references; 0.02 0.05 unless given")
        ->type_name("D")
        ->group(group);
    command.add_option("--epsilon", options.epsilon, "The probability with which a guarantee may fail")
        ->capture_default_str()
        ->group(group);
    command.add_option("--share", options.share, "Share of the texts to calibrate on")->capture_default_str()->group(group);
    command.add_option("--splits", options.splits, "Random splits; figures are means over them")->capture_default_str()->group(group);
    command.add_option("--bleu-words", options.bleuWords, "How BLEU cuts words: 13a, international, or spaces where they are cut")
        ->capture_default_str()
        ->type_name("NAME")
        ->group(group);
}

int tableOfGenerations(const GenerationsTableOptions& options, std::uint64_t seed, TableFormat format, Console& console)
{
    return options.show == "points" ? showPoints(options, format, console) : showGuarantee(options, seed, format, console);
}

} // namespace exitscope::cli
