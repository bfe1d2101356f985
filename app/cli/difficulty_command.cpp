#include "app/cli/command.h"
#include "app/cli/exit_status.h"
#include "app/cli/text_table.h"
#include "core/difficulty/baselines.h"
#include "core/difficulty/linear_model.h"
#include "core/error.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>
#include <optional>

namespace exitscope::cli {

namespace {

struct DifficultyOptions
{
    std::filesystem::path train, test; ///< annotations, or traces
    std::filesystem::path annotate, output;
    int trials = 10;
    std::uint64_t seed = 1;
};

/// One side of the study; with features where it came from a trace that has them.
struct Side
{
    difficulty::Annotation annotation;
    std::shared_ptr<const trace::Trace> trace; ///< null for an annotation that was read
};

std::optional<Side> open(const std::filesystem::path& path, const JobContext& job)
{
    Side side;
    if (path.extension() == ".trace") {
        side.trace = trace::Trace::open(path);
        side.annotation = difficulty::annotate(*side.trace);
        return side;
    }
    auto annotation = difficulty::readAnnotation(path, job);
    if (!annotation)
        return std::nullopt;
    side.annotation = std::move(*annotation);
    return side;
}

/// Whether every unit is an example with features of its own.
bool hasFeatures(const Side& side)
{
    return side.trace && !side.trace->embedding().empty() && side.trace->example().empty()
        && side.annotation.units() == side.trace->units();
}

struct Row
{
    std::string name;
    difficulty::Scores scores;
};

/// Nothing when the job was stopped.
std::optional<std::vector<Row>> rowsOf(
    const Side& train, const Side& test, const DifficultyOptions& options, Console& console, const JobContext& job)
{
    std::vector<Row> rows;
    rows.push_back({ "majority",
        difficulty::score(test.annotation, difficulty::majority(train.annotation, test.annotation)) });
    rows.push_back({ "guess by priors",
        difficulty::guessed(train.annotation, test.annotation, options.trials, options.seed) });
    if (!hasFeatures(train) || !hasFeatures(test)) {
        console.note("no linear model on mean word embeddings: it takes traces made with --embeddings on both sides");
        return rows;
    }
    if (train.trace->embeddingWidth() != test.trace->embeddingWidth())
        throw InputError(options.test, "its embeddings are of another width than those of " + options.train.string(),
            "trace both with one model");
    const auto model = difficulty::trainLinear(train.trace->embedding(), train.trace->embeddingWidth(),
        train.annotation.right, train.annotation.outputs, { .seed = options.seed }, job);
    if (!model)
        return std::nullopt;
    rows.push_back({ "linear on mean embeddings",
        difficulty::scoreLogits(test.annotation, model->logits(test.trace->embedding())) });
    return rows;
}

nlohmann::ordered_json jsonOf(const difficulty::Scores& scores)
{
    return { { "layer_accuracy", scores.outputAccuracy }, { "mean_accuracy", scores.meanAccuracy },
        { "micro_precision", scores.microPrecision }, { "micro_recall", scores.microRecall }, { "micro_f1", scores.microF1 },
        { "macro_precision", scores.macroPrecision }, { "macro_recall", scores.macroRecall }, { "macro_f1", scores.macroF1 },
        { "tpr", scores.truePositiveRate }, { "tnr", scores.trueNegativeRate }, { "g_mean", scores.gMean } };
}

void print(const std::vector<Row>& rows, const Side& train, const Side& test, Console& console)
{
    if (console.isJson()) {
        nlohmann::ordered_json json { { "train_units", train.annotation.units() }, { "test_units", test.annotation.units() },
            { "outputs", test.annotation.outputs }, { "predictors", nlohmann::ordered_json::array() } };
        for (const Row& row : rows) {
            auto entry = jsonOf(row.scores);
            entry["predictor"] = row.name;
            json["predictors"].push_back(std::move(entry));
        }
        console.printJson(json);
        return;
    }
    TextTable table({ { "predictor" }, { "accuracy", Align::Right }, { "micro P", Align::Right }, { "micro R", Align::Right },
        { "micro F1", Align::Right }, { "macro F1", Align::Right }, { "TPR", Align::Right }, { "TNR", Align::Right },
        { "G-mean", Align::Right } });
    for (const auto& [name, s] : rows)
        table.addRow({ name, decimal(s.meanAccuracy, 4), decimal(s.microPrecision, 4), decimal(s.microRecall, 4),
            decimal(s.microF1, 4), decimal(s.macroF1, 4), decimal(s.truePositiveRate, 4), decimal(s.trueNegativeRate, 4),
            decimal(s.gMean, 4) });
    std::vector<TextTable::Column> columns { { "accuracy at exit" } };
    for (std::int64_t output = 1; output <= test.annotation.outputs; ++output)
        columns.push_back({ std::to_string(output), Align::Right });
    TextTable layers(columns);
    for (const auto& [name, s] : rows) {
        std::vector<std::string> cells { name };
        for (const double accuracy : s.outputAccuracy)
            cells.push_back(decimal(accuracy, 3));
        layers.addRow(cells);
    }
    console.print("Hard: the exit is wrong. Precision, recall and F1 are of the hard class.\n" + table.text() + layers.text());
}

int runAnnotate(const DifficultyOptions& options, Console& console)
{
    if (options.output.empty())
        throw InputError(std::string("--annotate needs --out"), "name the file for the labels, such as difficulty.tsv");
    requireFolderOf(options.output);
    const auto annotation = difficulty::annotate(*trace::Trace::open(options.annotate));
    difficulty::writeAnnotation(options.output, annotation);
    const auto shares = difficulty::priors(annotation);
    if (console.isJson())
        console.printJson({ { "annotation", options.output.string() }, { "examples", annotation.examples() },
            { "units", annotation.units() }, { "outputs", annotation.outputs }, { "right", shares } });
    else
        console.print(options.output.string() + ": " + std::to_string(annotation.units()) + " units of "
            + std::to_string(annotation.examples()) + " examples, " + std::to_string(annotation.outputs) + " exits\n");
    return Done;
}

int runDifficulty(const DifficultyOptions& options, Console& console)
{
    if (!options.annotate.empty())
        return runAnnotate(options, console);
    if (options.train.empty() || options.test.empty())
        throw InputError(std::string("--train and --test are required"), "or --annotate X.trace --out labels.tsv");
    const JobContext job = console.job();
    const auto train = open(options.train, job);
    const auto test = train ? open(options.test, job) : std::nullopt;
    const auto rows = test ? rowsOf(*train, *test, options, console, job) : std::nullopt;
    console.endJob();
    if (!rows) {
        console.note("stopped");
        return Cancelled;
    }
    print(*rows, *train, *test, console);
    return Done;
}

} // namespace

void addDifficulty(CommandLine& line)
{
    auto* command = addCommand(line, "difficulty", "Can it be foreseen which exits are wrong? Annotate, and score predictors");
    command->footer("A file is an annotation (columns sentence1, sentence2, label, where a label lists 1 or 0 for each exit that is "
                    "right or\nwrong), or a trace, whose exits are held against its labels.");
    const auto options = std::make_shared<DifficultyOptions>();
    command->add_option("--train", options->train, "What predictors learn from")->type_name("FILE.tsv|X.trace");
    command->add_option("--test", options->test, "What they are scored on")->type_name("FILE.tsv|X.trace");
    command->add_option("--annotate", options->annotate, "Write which exits of this trace are right, as labels")
        ->type_name("X.trace");
    command->add_option("--out", options->output, "With --annotate: the file")->type_name("FILE.tsv");
    command->add_option("--trials", options->trials, "Of guessing by priors")->capture_default_str()->check(CLI::PositiveNumber);
    command->add_option("--seed", options->seed, "Of guesses and of training")->capture_default_str();
    command->callback([&line, options] {
        line.action = [options](Console& console) { return runDifficulty(*options, console); };
    });
}

} // namespace exitscope::cli
