#pragma once

#include "core/engine/run/execution_data.h"
#include "core/engine/run/exit_model.h"
#include "core/engine/run/policy_stream.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace exitscope::engine {

/// The complete models that an execution runs: one, or those of a cascade in order. A cascade has one exit for each model,
/// behind its last head; layers add up along it.
class ModelChain
{
public:
    /// Throws InputError for a model that cannot run layer by layer, for models that differ in classes or in their names,
    /// and for several of a regression.
    explicit ModelChain(const ExecuteRequest& request);

    bool isCascade() const { return m_models.size() > 1; }
    const std::vector<std::shared_ptr<const ExitModel>>& models() const { return m_models; }
    const ExitModel& first() const { return *m_models.front(); }
    const ExitModel& last() const { return *m_models.back(); }

    /// What a policy knows of the whole chain, or of its last model alone; not of the data.
    policy::RunFacts facts() const;
    policy::RunFacts lastFacts() const;
    std::unique_ptr<RunStream> stream() const;
    std::unique_ptr<RunStream> lastStream() const;
    /// Token by token, of the only model.
    std::unique_ptr<RunStream> tokenStream() const;

    /// Throws InputError, naming model and line, when one of the further models would read the dataset otherwise than
    /// `data`, which is as the first one reads it. False once cancelled.
    [[nodiscard]] bool requireSameReading(
        const ExecutionData& data, const TraceRequest& input, const JobContext& job) const;

private:
    void requireCascade(const ExitModel& model) const;

    std::vector<std::shared_ptr<const ExitModel>> m_models;
    std::vector<std::int32_t> m_exitLayer; ///< of the chain
};

} // namespace exitscope::engine
