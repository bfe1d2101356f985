#pragma once

#include "core/cost/encoder_shape.h"
#include "core/engine/model/stepped_encoder.h"
#include "core/engine/run/policy_stream.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace exitscope::engine {

/// One stream that runs a policy token by token. A token that leaves is frozen in its state: the layers above attend to it
/// through their own keys and values, and compute nothing else for it. What remains of a pack waits for other packs before
/// the next layer as in PolicyStream.
///
/// Units leave as the policy says, by what heads say of their asked token. With a rule on answers the other pieces of a word
/// leave with the first one, and special tokens stay as long as any word of their sequence does. With pass.layers (a hash)
/// every token leaves by itself. A sequence whose asked tokens have all left is done.
class TokenStream final : public RunStream
{
public:
    explicit TokenStream(std::shared_ptr<const PackedEncoder> encoder, const cost::EncoderShape& shape);

    [[nodiscard]] bool run(const PolicyPass& pass) override;

private:
    std::size_t nextLayer(const PolicyPass& pass, std::size_t layers);
    void start(const PolicyPass& pass, const UnitPack& pack);
    void tally(std::size_t layer, const TokenRows& rows);
    void lookAt(const PolicyPass& pass, std::int32_t exit, const TokenRows& rows);
    void markLeaving(const TokenRows& rows, std::size_t layer);
    std::int32_t exitBehind(std::size_t layer) const;

    SteppedEncoder m_encoder;
    cost::EncoderShape m_shape;
    std::vector<TokenRows> m_waiting; ///< what stands before each layer
    TokenTally m_tally;
    StepScores m_scores;
    AnswerWriter m_answers;
    std::vector<std::uint8_t> m_leaves; ///< [active]
    std::vector<std::uint8_t> m_unitLeaves; ///< [asked]
    std::vector<std::int64_t> m_units, m_leaving, m_which; ///< of asked tokens
    std::vector<float> m_logits;
};

} // namespace exitscope::engine
