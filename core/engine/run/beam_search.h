#pragma once

#include "core/engine/run/generator.h"

#include <memory>
#include <span>
#include <vector>

namespace exitscope::engine {

struct BeamOptions
{
    std::int64_t beams = 4;
    std::int64_t maxTokens = 128;
    double lengthPenalty = 1; ///< a text's log-probability is divided by its length to this power; 0 = not at all
};

/// The full model's most probable texts, as far as `beams` texts side by side find them. A text that ends is kept aside; the
/// search ends when `beams` are kept and the best text that goes on is, at its present length, no better than the worst of
/// them, or when there is no more room.
/// Early exits do not apply: scores of different depths cannot be compared.
class BeamSearch
{
public:
    BeamSearch(std::shared_ptr<const Decoder> decoder, const BeamOptions& options);

    /// The best text of each prompt. Shorter than the prompts where the job was cancelled.
    std::vector<WrittenText> write(std::span<const TokenPrompt> prompts, const JobContext& job = {});

    const GenerationWork& work() const { return m_work; }

private:
    struct Beam
    {
        std::vector<data::TokenId> ids;
        double logProbability = 0;
    };
    struct Kept
    {
        std::vector<data::TokenId> ids;
        double score = 0;
        bool hasEnded = false;
    };
    struct Candidate;

    std::vector<data::TokenId> search(DecoderSession& session, const TokenPrompt& prompt, bool& hasEnded);
    std::vector<Candidate> extend(DecoderSession& session, const TokenPrompt& prompt, std::span<const Beam> beams);
    double score(double logProbability, std::size_t length) const;
    void keep(std::vector<Kept>& kept, Kept text) const;

    std::shared_ptr<const Decoder> m_decoder;
    BeamOptions m_options;
    GenerationWork m_work;
    std::vector<float> m_states, m_logits;
};

} // namespace exitscope::engine
