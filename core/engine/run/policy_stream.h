#pragma once

#include "core/engine/model/stepped_encoder.h"
#include "core/policy/running_policy.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace exitscope::engine {

/// Some examples to start together, with their units' numbers.
struct UnitPack
{
    Pack pack;
    std::vector<std::int64_t> units; ///< [R] of each asked row: a sequence's, or a word's
    std::vector<std::int32_t> owner {}; ///< [T] of a token classifier: which of `units` a token belongs to, -1: none
    std::vector<std::uint64_t> inputs {}; ///< [S] the numbers of its sequences among all of the dataset's
};

/// What went through layers, token by token.
struct TokenTally
{
    double layersRun = 0; ///< Σ of active tokens over layers
    double macs = 0;      ///< of layers (cost::tokenLayerMacs) and heads
};

/// One example's tokens, in a pack that outlives them.
struct TokenSpans
{
    std::span<const std::int32_t> ids, types; ///< as long as each other
};

/// One pass of a policy over a dataset; shared by its streams, which write the outcomes of distinct units.
struct PolicyPass
{
    policy::RunningPolicy& policy;
    bool needsSimilarity = false;
    std::int64_t leastRows = 1; ///< fewer wait for company before a layer as long as there is more to start
    policy::Outcome& outcome; ///< of all units, sized already
    std::function<const UnitPack*()> next {}; ///< what to start; null = nothing is left. Called from all streams
    std::function<TokenSpans(std::int64_t)> tokens {}; ///< of a unit, where a cascade starts it anew. Called from all streams
    std::function<bool()> proceed {}; ///< asked before every layer
    /// Token by token: through how many layers each token of a pack goes [T]; null: as far as its unit. Called from all streams
    std::function<std::vector<std::int32_t>(const UnitPack&)> layers {};
    TokenForm form = TokenForm::Compact;
    std::function<void(const TokenTally&)> ran {}; ///< told at the end of each stream, token by token only
};

/// One stream that runs a policy for real.
class RunStream
{
public:
    virtual ~RunStream() = default;
    /// Until nothing is left to start and none is under way; false when `proceed` said no.
    [[nodiscard]] virtual bool run(const PolicyPass& pass) = 0;
};

/// The answers of units that leave at an exit (0-based) with these logits [n, C] go into pass.outcome; `classes` C.
class AnswerWriter
{
public:
    void write(const PolicyPass& pass, std::int32_t exit, std::size_t classes, std::span<const std::int64_t> units,
        std::span<const float> logits);

private:
    std::vector<std::int32_t> m_classes;
    std::vector<float> m_values;
};

/// One stream that runs a policy for real. Units that leave are taken out after their layer, and the rows that remain of
/// a pack wait before the next layer until those of other packs have joined them: products keep their size however
/// few stay, so a weight is read once for many rows at every depth. Buffers are kept between passes.
///
/// Several models are a cascade: each runs up to its last exit, which is the only one, and who stays starts from scratch in
/// the next one, again together with the others.
class PolicyStream final : public RunStream
{
public:
    /// At least one; they take the same tokens and tell the same classes apart.
    explicit PolicyStream(const std::vector<std::shared_ptr<const PackedEncoder>>& models);

    [[nodiscard]] bool run(const PolicyPass& pass) override;

private:
    static constexpr std::int32_t noExit = -1;

    /// One layer on a unit's way.
    struct Step
    {
        std::size_t model = 0, layer = 0;
        std::int32_t exit = noExit; ///< the one behind it, 0-based along the way
        std::size_t head = 0;       ///< of the model, where there is an exit
    };

    void addSteps(std::size_t model, bool isWhole);
    std::size_t stepsFor(const policy::RunningPolicy& policy) const;
    std::size_t nextStep(const PolicyPass& pass, std::size_t steps);
    void passOn(const PolicyPass& pass, std::size_t step);
    void lookAt(const PolicyPass& pass, const Step& step, const PackedRows& rows);
    void leave(const PolicyPass& pass, const Step& step, const PackedRows& rows);
    std::size_t classes() const;

    std::deque<SteppedEncoder> m_models; ///< they cannot move
    std::vector<Step> m_steps;
    std::vector<PackedRows> m_waiting; ///< what stands before each step
    StepScores m_scores;
    std::vector<std::uint8_t> m_leaves;
    std::vector<std::int64_t> m_which, m_units;
    std::vector<float> m_logits;
    AnswerWriter m_answers;
};

} // namespace exitscope::engine
