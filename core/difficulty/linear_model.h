#pragma once

#include "core/job.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace exitscope::difficulty {

/// Logistic regression from D features to L outputs at once: binary cross-entropy with logits over the outputs.
struct LinearModel
{
    std::int64_t features = 0, outputs = 0;
    std::vector<float> mean, scale; ///< [D] features are taken as (x − mean) · scale
    std::vector<float> weight;      ///< [L, D]
    std::vector<float> bias;        ///< [L]

    /// [U, L] of `points` [U, D].
    std::vector<float> logits(std::span<const float> points) const;
};

struct LinearOptions
{
    int epochs = 60;
    int batch = 64;
    double rate = 0.01, decay = 1e-4;
    std::uint64_t seed = 1;
};

/// Trained by Adam on standardised features. `points` [U, D], `right` [U, L]. Nothing when the job was stopped. The same on
/// every machine for the same seed but for the rounding of sums.
std::optional<LinearModel> trainLinear(std::span<const float> points, std::int64_t features,
    std::span<const std::uint8_t> right, std::int64_t outputs, const LinearOptions& options = {}, const JobContext& job = {});

} // namespace exitscope::difficulty
