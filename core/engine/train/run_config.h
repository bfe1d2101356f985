#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace exitscope::engine {

/// Which epoch's weights are kept, by the dev metric.
enum class Selection { BestMean, LastExit };

enum class StoredAs { F32, F16 };

struct OptimizerConfig
{
    double rate = 5e-4;
    double decay = 0.01;   ///< decoupled; not on biases and norms
    double warmup = 0.1;   ///< share of the steps, linear from 0; then linear to 0
    double clip = 1;       ///< largest gradient norm; 0 = no clipping
    double epsilon = 1e-8;
    double beta1 = 0.9, beta2 = 0.999;
};

/// Ends a phase before its last step.
struct EarlyStopping
{
    std::int64_t patience = 3; ///< evaluations in a row that may pass without a gain
    double leastGain = 0;      ///< in the score by which weights are selected; more than this is a gain
};

/// What every training has, whatever it trains.
struct RunConfig
{
    std::filesystem::path path;
    std::string text; ///< the file itself, copied beside the checkpoint
    std::filesystem::path output;
    std::uint64_t seed = 1;
    std::int64_t checkpointEvery = 200; ///< steps between two training states
    int evaluations = 1;                ///< dev evaluations per epoch
    int threads = 0;                    ///< streams of one thread each; 0 = one per core
    int shards = 2;                     ///< parts of a batch; fixes the order of sums, so the result does not depend on threads
    StoredAs storedAs = StoredAs::F32;
    std::optional<EarlyStopping> earlyStopping;
};

} // namespace exitscope::engine
