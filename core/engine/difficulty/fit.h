#pragma once

#include "core/difficulty/predictor.h"
#include "core/engine/difficulty/unit_model.h"

#include <atomic>
#include <optional>

namespace exitscope::engine {

struct FitOptions
{
    int epochs = 0;     ///< exactly so many; 0: until the held-out loss no longer falls
    int mostEpochs = 10;
    int patience = 2;   ///< epochs without a smaller held-out loss before it ends
    double heldOut = 0.1; ///< share of the texts that early stopping looks at, and that are not trained on
    double dropout = 0.1;
    std::int64_t batch = 32; ///< texts
    OptimizerConfig optimizer;
    std::uint64_t seed = 1;
};

/// Steps of several seeds that are trained side by side, told as one.
class SharedSteps
{
public:
    SharedSteps(const JobContext& job, std::int64_t total)
        : m_job(job)
        , m_total(total)
    {
    }

    void done(std::int64_t steps, const std::string& note)
    {
        const auto now = m_done += steps;
        m_job.tell({ now, m_total, "steps", note });
    }

private:
    const JobContext& m_job;
    const std::int64_t m_total;
    std::atomic<std::int64_t> m_done = 0;
};

/// What fit() takes at most, for progress.
std::int64_t mostSteps(const UnitInputs& inputs, const FitOptions& options);

/// Trains by AdamW on binary cross-entropy with logits, the mean over units and outputs; `right` [U, L]. The model ends with
/// the weights of its best epoch by held-out loss, or with the last ones where the epochs are given. Gives the epochs up to
/// those weights; nothing when the job was stopped. The same for the same seed on one machine. Throws InputError where the
/// loss is no longer finite.
std::optional<double> fit(UnitModel& model, const UnitInputs& inputs, const at::Tensor& right, const FitOptions& options,
    SharedSteps& steps, const JobContext& job);

/// Logits [U, L] of every unit; nothing when the job was stopped.
std::optional<std::vector<float>> logitsOf(
    const UnitModel& model, const UnitInputs& inputs, std::int64_t outputs, const JobContext& job);

} // namespace exitscope::engine
