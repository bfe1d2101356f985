#pragma once

#include "core/engine/compression.h"
#include "core/engine/engine.h"
#include "core/store/run_store.h"
#include "core/training/learning_curve.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace exitscope::training {

/// The request by which a store remembers a training of the configuration `config`; `kind` is "train" or "compress". With a
/// seed the result lies in the output folder's "seed-N" (engine::TrainRequest). An empty name is made from the output's. Throws
/// InputError for a file that cannot be read; what is wrong in it is for the engine to say.
store::TrainingRequest trainingRequestOf(const std::string& kind, const std::filesystem::path& config,
    std::optional<std::uint64_t> seed = std::nullopt, const std::string& name = {});

/// Keeps one training in a run store while it goes on: command line and window use the same one. The store knows of it from its
/// first event or its end on, so that a configuration that cannot start leaves nothing behind. Events are committed every few
/// seconds; where the store cannot take them (it is locked, the disk is full) they are given with the next ones, and what is
/// still missing at the end is an error then. Events must come from one thread at a time.
class TrainingRecorder
{
public:
    /// With `resume` the latest training of the same work is taken up, and its curve goes on where the training does.
    TrainingRecorder(store::RunStore& store, store::TrainingRequest request, bool resume);

    /// What a job calls; `next` is called with the same events. The recorder must outlive it.
    Observer observer(Observer next = {});

    /// The end of a job by its report: Finished with all that it says, or Cancelled. Throws what the store does.
    store::TrainingId finish(const engine::TrainReport& report);
    store::TrainingId finish(const engine::CompressReport& report);
    /// For a job that threw, which is the error to be told: never throws.
    void fail(const std::string& message) noexcept;

    std::optional<store::TrainingId> id() const { return m_id; } ///< none before the first event

private:
    void take(const LearningEvent& event);
    void begin();
    void goOnFrom(const LearningEvent& event);
    void commit();
    store::TrainingId end(JobEnd end, const store::TrainingResult& result);

    store::RunStore& m_store;
    store::TrainingRequest m_request;
    bool m_isResumed;
    std::optional<store::TrainingId> m_id;
    std::vector<LearningEvent> m_earlier; ///< of a training that is taken up: what its file says that it had done
    std::vector<std::string> m_pending;   ///< events that the store does not have
    std::int64_t m_first = 0;             ///< place of the first pending event in the curve
    std::int64_t m_steps = 0;
    double m_seconds = 0;
    std::chrono::steady_clock::time_point m_committed {};
};

} // namespace exitscope::training
