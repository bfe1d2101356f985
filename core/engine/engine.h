#pragma once

#include "core/data/dataset.h"
#include "core/difficulty/predictor.h"
#include "core/job.h"
#include "core/policy/policy.h"
#include "core/trace/trace.h"
#include "core/training/learning_curve.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace exitscope::engine {

enum class Precision { F32, BF16 };

/// One full-depth pass over a dataset. The result is the file `output` (command-line.md, "A trace file").
struct TraceRequest
{
    std::filesystem::path model;   ///< a checkpoint directory or a TorchScript file
    std::filesystem::path data;
    std::filesystem::path output;
    std::string task;              ///< empty: guessed from the dataset
    std::vector<std::string> textColumns;
    std::string labelColumn;
    std::optional<data::TagScheme> tagScheme; ///< CoNLL: see data::DatasetOptions
    data::UnseenTags unseenTags = data::UnseenTags::Refuse;
    Precision precision = Precision::F32;
    int threads = 0;               ///< streams of one thread each; 0 = one per core
    int maxLength = 0;             ///< tokens; 0 = the model's own limit
    int packTokens = 0;            ///< 0 = chosen by the engine
    bool withEmbeddings = false;   ///< also the mean word embedding of every example
    /// Language models read `data` as running text in windows of maxLength tokens, one every `stride` tokens (0: one behind the
    /// other); encoder-decoders line by line, and say the same line of `targets`.
    std::filesystem::path targets;
    int stride = 0;
    int topWords = 0;              ///< of language models: also the likeliest words of every exit with their logits
};

struct TraceReport
{
    JobEnd end = JobEnd::Finished; ///< Cancelled leaves the partial file, and the same request continues it
    std::int64_t units = 0, exits = 0, classes = 0;
    std::int64_t resumedUnits = 0; ///< taken from an earlier, killed run
    std::int64_t truncated = 0;    ///< examples longer than the model's positions
    std::string task;
    double seconds = 0, tokensPerSecond = 0;
    std::vector<std::string> notes; ///< "last head used at every layer", bf16 audit, dropped rows, …
};

/// How tokens that left are kept out of the layers above them.
enum class TokenForm {
    Compact,     ///< they are not computed: keys and values alone are taken from their frozen states
    Approximate, ///< they are computed and thrown away; the same answers, nothing saved
};

/// A policy run for real, and timed against the full model. `input.output` is not used.
struct ExecuteRequest
{
    TraceRequest input;
    /// Of a cascade, the models after input.model in the order in which they run; its policies are cascade and fixed.
    std::vector<std::filesystem::path> furtherModels;
    std::vector<policy::PolicySpec> policies;
    /// Timed passes of each policy and of the full model, in turns; medians are reported. One that is paused starts again.
    int repeats = 5;
    /// Examples that are run one at a time as well, spread evenly; their seconds are scaled to the dataset. 0 = none.
    std::int64_t batch1Examples = 256;
    /// Rules that decide for every token: a token classifier's, and the hash of tokens (HashEE, methods.md §2).
    TokenForm form = TokenForm::Compact;
    std::vector<std::filesystem::path> hashCorpus; ///< what hashes count that are not saved with the model
};

/// What an execution token by token ran. Sums over all tokens of the dataset, special ones included.
struct TokenWork
{
    double tokens = 0;      ///< in all sequences
    double layersRun = 0;   ///< Σ of the layers that each token went through
    double flops = 0;       ///< by the formula of methods.md §2.5, embeddings and heads included
    double fullFlops = 0;   ///< of the full model on the same sequences

    double meanLayers() const { return tokens > 0 ? layersRun / tokens : 0; }
};

/// One policy's exits, and seconds of wall time over all units by all streams. NaN where they were not measured.
struct Execution
{
    policy::PolicySpec spec;
    policy::Outcome outcome;
    double seconds = 0;       ///< packed: units leave, and what remains of several packs goes on together
    double batch1Seconds = 0; ///< one example at a time
    std::optional<TokenWork> tokens; ///< of an execution token by token
};

struct ExecuteReport
{
    JobEnd end = JobEnd::Finished;
    /// The dataset as the model sees it: labels, lengths, costs and names, but every logit 0. Null once cancelled.
    std::shared_ptr<const trace::Trace> frame; ///< of a cascade as cost::cascadeOf() puts those of its models together
    std::vector<std::shared_ptr<const trace::Trace>> models; ///< the frame of each model, in order; one is `frame` itself
    std::vector<Execution> executions; ///< in the request's order
    /// The full model with its last head only: the same packs, as many streams. Of a cascade the last model alone.
    double fullSeconds = 0;
    double batch1FullSeconds = 0; ///< one example at a time
    std::int64_t batch1Examples = 0; ///< how many the batch-1 seconds were measured on
    int streams = 0, repeats = 0;
    std::string precision; ///< "f32", "bf16"
    std::vector<std::string> notes;
};

/// exitscope train: a JSON configuration (README, "Training").
struct TrainRequest
{
    std::filesystem::path config;
    bool resume = false;
    /// Instead of the configuration's; the result is then in its output folder's "seed-N".
    std::optional<std::uint64_t> seed;
    training::Observer observe; ///< called from the job's thread, as often as the log has lines; may be empty
};

struct TrainReport
{
    JobEnd end = JobEnd::Finished;
    std::filesystem::path checkpoint;  ///< the best one, in the Hugging Face layout
    std::string metric;                ///< "accuracy"
    std::vector<double> devByExit, testByExit; ///< metric of each exit; testByExit empty without a test set
    double seconds = 0;
    std::int64_t steps = 0;
};

struct CompressRequest; // core/engine/compression.h
struct CompressReport;
struct GenerateRequest; // core/engine/generation.h
struct GenerateReport;

/// All that needs LibTorch, without a torch type in it. Obtained by loadEngine(); functions may be called from any one
/// thread at a time and never throw anything but InputError, IoError and std::exception.
class Engine
{
public:
    virtual ~Engine() = default;
    virtual TraceReport trace(const TraceRequest& request, const JobContext& job) = 0;
    /// Throws InputError for what cannot run layer by layer (TorchScript), or under one of the policies.
    virtual ExecuteReport execute(const ExecuteRequest& request, const JobContext& job) = 0;
    virtual TrainReport train(const TrainRequest& request, const JobContext& job) = 0;
    /// COST-EFF's pipeline, or stages of it. What is finished is not done again; a stage that was killed goes on where it stopped.
    virtual CompressReport compress(const CompressRequest& request, const JobContext& job) = 0;
    /// Trains a predictor of difficulty and asks it about both parts (difficulty::PredictorTrainer). Nothing when the job was
    /// stopped.
    virtual std::optional<difficulty::TrainedPredictor> foresee(const difficulty::PredictorTask& task, const JobContext& job) = 0;
    /// Keeps the model for the next request. May run beside any of the others, which cost each other time.
    virtual GenerateReport generate(const GenerateRequest& request, const JobContext& job) = 0;
    /// "LibTorch 1.13.1, OpenBLAS, 2 cores, avx512": for run cards. Also says when BLAS is the slow reference one.
    virtual std::string description() const = 0;
};

/// Loads the engine module on first use (about a second) and returns the one engine of the process. Throws
/// IoError when the module is missing, saying where it was looked for. EXITSCOPE_ENGINE names another module.
std::shared_ptr<Engine> loadEngine();

} // namespace exitscope::engine
