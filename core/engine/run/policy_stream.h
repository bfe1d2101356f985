#pragma once

#include "core/engine/model/stepped_encoder.h"
#include "core/policy/running_policy.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace exitscope::engine {

/// Some examples to start together, with their units' numbers.
struct UnitPack
{
    Pack pack;
    std::vector<std::int64_t> units; ///< [S]
};

/// One pass of a policy over a dataset; shared by its streams, which write the outcomes of distinct units.
struct PolicyPass
{
    policy::RunningPolicy& policy;
    bool needsSimilarity = false;
    std::int64_t leastRows = 1; ///< fewer wait for company before a layer as long as there is more to start
    policy::Outcome& outcome; ///< of all units, sized already
    std::function<const UnitPack*()> next; ///< what to start; null = nothing is left. Called from all streams
    std::function<bool()> proceed; ///< asked before every layer
};

/// One stream that runs a policy for real. Units that leave are taken out after their layer, and the rows that remain of
/// a pack wait before the next layer until those of other packs have joined them: products keep their size however
/// few stay, so a weight is read once for many rows at every depth. Buffers are kept between passes.
class PolicyStream
{
public:
    explicit PolicyStream(std::shared_ptr<const PackedEncoder> encoder);

    /// Until nothing is left to start and none is under way; false when `proceed` said no.
    [[nodiscard]] bool run(const PolicyPass& pass);

private:
    std::size_t nextLayer(const PolicyPass& pass, std::size_t layers);
    void lookAt(const PolicyPass& pass, std::int32_t exit, const PackedRows& rows);
    void leave(const PolicyPass& pass, std::int32_t exit, const PackedRows& rows);

    SteppedEncoder m_encoder;
    std::vector<PackedRows> m_waiting; ///< [L] what stands before each layer
    StepScores m_scores;
    std::vector<std::uint8_t> m_leaves;
    std::vector<std::int64_t> m_which, m_units;
    std::vector<float> m_logits, m_values;
    std::vector<std::int32_t> m_classes;
};

} // namespace exitscope::engine
