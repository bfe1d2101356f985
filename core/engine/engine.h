#pragma once

#include "core/job.h"

#include <cstdint>
#include <filesystem>
#include <memory>
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
    Precision precision = Precision::F32;
    int threads = 0;               ///< streams of one thread each; 0 = one per core
    int maxLength = 0;             ///< tokens; 0 = the model's own limit
    int packTokens = 0;            ///< 0 = chosen by the engine
    bool withEmbeddings = false;   ///< also the mean word embedding of every example
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

/// exitscope train: a JSON configuration (README, "Training").
struct TrainRequest
{
    std::filesystem::path config;
    bool resume = false;
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

/// All that needs LibTorch, without a torch type in it. Obtained by loadEngine(); functions may be called from any one
/// thread at a time and never throw anything but InputError, IoError and std::exception.
class Engine
{
public:
    virtual ~Engine() = default;
    virtual TraceReport trace(const TraceRequest& request, const JobContext& job) = 0;
    virtual TrainReport train(const TrainRequest& request, const JobContext& job) = 0;
    /// "LibTorch 1.13.1, OpenBLAS, 2 cores, avx512": for run cards. Also says when BLAS is the slow reference one.
    virtual std::string description() const = 0;
};

/// Loads the engine module on first use (about a second) and returns the one engine of the process. Throws
/// IoError when the module is missing, saying where it was looked for. EXITSCOPE_ENGINE names another module.
std::shared_ptr<Engine> loadEngine();

} // namespace exitscope::engine
