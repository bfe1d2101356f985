#pragma once

#include "core/job.h"
#include "core/training/kept_structure.h"
#include "core/training/learning_curve.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace exitscope::engine {

/// exitscope compress: a JSON configuration (README, "Compression").
struct CompressRequest
{
    std::filesystem::path config;
    bool fresh = false;              ///< true: also finished stages are done again
    std::vector<std::string> stages; ///< by name, in the pipeline's order; empty = all. An earlier one that is missing is an error
    training::Observer observe;      ///< called from the job's thread; may be empty
};

/// A model in numbers, before or after it was made smaller.
struct ModelSize
{
    std::int64_t parameters = 0;      ///< embeddings and heads included
    std::int64_t layerParameters = 0; ///< of the layers alone
    double flops128 = 0;              ///< the full model, 128 tokens, multiply and add counted as two
};

struct CompressReport
{
    JobEnd end = JobEnd::Finished;
    std::filesystem::path checkpoint; ///< of the last stage that was asked for
    std::vector<std::string> stages;  ///< done, or found done
    training::KeptStructure structure;
    ModelSize before, after;
    std::string metric;
    std::vector<double> devByExit, testByExit; ///< metric of each exit; testByExit empty without a test set
    double seconds = 0;
    std::int64_t steps = 0;
};

} // namespace exitscope::engine
