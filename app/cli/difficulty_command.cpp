#include "app/cli/command.h"
#include "app/cli/exit_status.h"
#include "app/cli/table_formats.h"
#include "core/difficulty/annotation_source.h"
#include "core/difficulty/baselines.h"
#include "core/difficulty/study_file.h"
#include "core/engine/engine.h"
#include "core/error.h"
#include "core/report/difficulty_table.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>
#include <optional>

namespace exitscope::cli {

namespace {

using difficulty::Annotation;
using difficulty::Predictor;

struct DifficultyOptions
{
    std::filesystem::path train, test; ///< annotations, or traces
    std::filesystem::path whole;       ///< one, to be split
    std::filesystem::path annotate, output;
    double split = 0.8;
    std::uint64_t splitSeed = 1;
    std::vector<std::string> predictors;
    std::string format = "text";
    difficulty::StudyOptions study;
};

/// Nothing when the job was stopped.
std::optional<std::pair<Annotation, Annotation>> openSides(const DifficultyOptions& options, const JobContext& job)
{
    if (!options.whole.empty()) {
        const auto whole = difficulty::openAnnotation(options.whole, job);
        return whole ? std::optional(difficulty::split(*whole, options.split, options.splitSeed)) : std::nullopt;
    }
    auto train = difficulty::openAnnotation(options.train, job);
    auto test = train ? difficulty::openAnnotation(options.test, job) : std::nullopt;
    if (!test)
        return std::nullopt;
    return std::pair(std::move(*train), std::move(*test));
}

/// As named; else those that the input allows.
std::vector<Predictor> predictorsOf(const DifficultyOptions& options, const Annotation& train, const Annotation& test)
{
    std::vector<Predictor> predictors;
    for (const std::string& name : options.predictors)
        predictors.push_back(difficulty::predictorNamed(name));
    if (!predictors.empty())
        return predictors;
    predictors = { Predictor::Majority, Predictor::Guess };
    if (!options.study.training.model.empty())
        return { difficulty::allPredictors().begin(), difficulty::allPredictors().end() };
    if (!train.features.empty() && !test.features.empty())
        predictors.push_back(Predictor::LinearMean);
    return predictors;
}

void print(const difficulty::Study& study, const std::string& format, Console& console)
{
    if (console.isJson()) {
        console.printJson(difficulty::toJson(study));
        return;
    }
    const auto text = [&](const report::TextTable& table) {
        return formatted(table.headings, table.rows, tableFormatNamed(format));
    };
    if (format == "text")
        console.print(std::to_string(study.trainUnits) + " units to learn from, " + std::to_string(study.testUnits) + " of "
            + std::to_string(study.testExamples) + " texts to be foreseen; percent. Hard: the exit is wrong.\nPrecision, recall and F1 "
                                                      "are of the hard class. Brackets: paired bootstrap over test texts.\n\n");
    console.print(text(report::studyTable(study)) + "\n" + text(report::exitAccuracyTable(study)));
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

void check(const DifficultyOptions& options)
{
    const bool hasSides = !options.train.empty() && !options.test.empty();
    if (options.whole.empty() && !hasSides)
        throw InputError(std::string("there is nothing to learn from"),
            "give --train and --test, or --data to be split, or --annotate X.trace --out labels.tsv");
    if (!options.whole.empty() && (!options.train.empty() || !options.test.empty()))
        throw InputError(std::string("--data is split into both parts"), "leave out --train and --test, or --data");
    requireFolderOf(options.output);
}

int runDifficulty(const DifficultyOptions& options, Console& console)
{
    if (!options.annotate.empty())
        return runAnnotate(options, console);
    check(options);
    const JobContext job = console.job();
    const auto sides = openSides(options, job);
    if (!sides) {
        console.endJob();
        console.note("stopped");
        return Cancelled;
    }
    difficulty::StudyOptions study = options.study;
    study.predictors = predictorsOf(options, sides->first, sides->second);
    study.bootstrap.seed = study.firstSeed;
    std::optional<difficulty::Study> begun;
    if (!options.output.empty() && std::filesystem::exists(options.output))
        begun = difficulty::readStudy(options.output);
    const auto train = [](const difficulty::PredictorTask& task, const JobContext& inner) {
        return engine::loadEngine()->foresee(task, inner);
    };
    const auto keep = [&](const difficulty::Study& done) {
        if (!options.output.empty())
            difficulty::saveStudy(options.output, done);
    };
    const auto done = difficulty::runStudy(sides->first, sides->second, study, train, job, keep, begun ? &*begun : nullptr);
    console.endJob();
    if (!done) {
        console.note(options.output.empty() ? "stopped; with --out what was finished would be kept"
                                            : "stopped; run the same command to continue");
        return Cancelled;
    }
    keep(*done);
    for (const auto& result : done->results)
        for (const std::string& note : result.notes)
            console.note(std::string(difficulty::titleOf(result.predictor)) + ": " + note);
    print(*done, options.format, console);
    return Done;
}

void addTrainingOptions(CLI::App& command, difficulty::StudyOptions& study)
{
    auto& training = study.training;
    command.add_option("--model", training.model, "Checkpoint: embeddings, frozen backbone, what the transformer starts from")
        ->type_name("DIR");
    command.add_flag("--from-scratch", training.isFromScratch, "BiLSTM and transformer at random, in the model's shape");
    command.add_option("--seeds", study.seeds, "Trainings of each predictor")->capture_default_str()->check(CLI::Range(1, 100));
    command.add_option("--epochs", training.epochs, "Exactly so many; by default until the loss on a tenth of the texts rises")
        ->check(CLI::Range(1, 10000));
    command.add_option("--rate", training.rate, "Learning rate; each predictor has its own")->check(CLI::PositiveNumber);
    command.add_option("--batch", training.batch, "Texts of a step")->capture_default_str()->check(CLI::Range(1, 65536));
    command.add_option("--max-length", training.maxLength, "Longest input in tokens; the model's own limit by default")
        ->check(CLI::PositiveNumber);
    command.add_option("--layers", training.layers, "Of a transformer without a model")->capture_default_str()->check(CLI::Range(1, 48));
    command.add_option("--hidden", training.hidden, "Its width; that of the BiLSTM each way")->capture_default_str()->check(CLI::Range(1, 4096));
    command.add_option("--threads", training.threads, "Seeds trained side by side, one thread each; 1 by default")
        ->type_name("N")
        ->check(CLI::PositiveNumber);
    command.add_option("--trials", study.trials, "Of guessing by priors")->capture_default_str()->check(CLI::Range(1, 100000));
    command.add_option("--seed", study.firstSeed, "The first, of trainings, guesses and bootstrap draws")->capture_default_str();
    command.add_option("--draws", study.bootstrap.draws, "Bootstrap draws")->capture_default_str();
    command.add_option("--confidence", study.bootstrap.confidence, "Of the intervals")->capture_default_str();
}

} // namespace

void addDifficulty(CommandLine& line)
{
    auto* command = addCommand(line, "difficulty", "Can it be foreseen which exits are wrong? Annotate, and score predictors");
    command->footer("A file is an annotation (columns sentence1, sentence2, label, where a label lists 1 or 0 for each exit that is "
                    "right or\nwrong, or has such a list for each word), or a trace, whose exits are held against its labels.\n"
                    "Predictors: majority, guess, linear-mean, linear-backbone, bilstm, transformer. Without --model the last two\n"
                    "learn a vocabulary and start at random, and linear-mean takes traces made with --embeddings.");
    const auto options = std::make_shared<DifficultyOptions>();
    command->add_option("--train", options->train, "What predictors learn from")->type_name("FILE.tsv|X.trace");
    command->add_option("--test", options->test, "What they are scored on")->type_name("FILE.tsv|X.trace");
    command->add_option("--data,--annotation,--trace", options->whole, "One for both, split by texts")->type_name("FILE.tsv|X.trace");
    command->add_option("--split", options->split, "With --data: the share to learn from")->capture_default_str();
    command->add_option("--split-seed", options->splitSeed, "Of the split")->capture_default_str();
    command->add_option("--predictors", options->predictors, "Which; by default all that the input allows")
        ->type_name("A[,B...]")
        ->delimiter(',')
        ->allow_extra_args(false);
    addTrainingOptions(*command, options->study);
    command->add_option("--annotate", options->annotate, "Write which exits of this trace are right, as labels")
        ->type_name("X.trace");
    command->add_option("--out", options->output, "Keeps the study, and continues it when it was stopped; with --annotate: the labels")
        ->type_name("FILE");
    command->add_option("--format", options->format, "How it is printed")
        ->check(CLI::IsMember({ "text", "markdown", "latex", "tsv" }))
        ->capture_default_str();
    command->callback([&line, options] {
        line.action = [options](Console& console) { return runDifficulty(*options, console); };
    });
}

} // namespace exitscope::cli
