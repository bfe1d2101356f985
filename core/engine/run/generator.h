#pragma once

#include "core/calm/generation_rule.h"
#include "core/calm/sampling.h"
#include "core/cost/decoder_shape.h"
#include "core/engine/model/decoder.h"
#include "core/job.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace exitscope::engine {

/// What a model is to go on from.
struct TokenPrompt
{
    std::vector<data::TokenId> ids; ///< the decoder's first tokens, at least one
    std::vector<data::TokenId> encoded; ///< the encoder's input; empty for a decoder alone
};

struct WrittenToken
{
    data::TokenId id = 0;
    std::int32_t exit = 0; ///< layers that it went through, 1-based
    float score = 0; ///< of the measure where it left; NaN where nothing was measured, at the last layer and under fixed rules
};

struct WrittenText
{
    std::vector<WrittenToken> tokens;
    bool hasEnded = false; ///< by a token that ends texts, which is its last; else there was no more room
    double flops = 0, fullFlops = 0; ///< its part of GenerationWork's
};

struct GeneratorOptions
{
    calm::GenerationRule rule;
    calm::Sampling sampling;
    std::int64_t maxTokens = 128; ///< written ones, a text; fewer where the model's positions end first
    std::int64_t texts = 8; ///< at a time
    bool goesOnAfterEnd = false; ///< for measurements: a token that ends texts is a word like others
};

/// What a generation cost. Sums over all written tokens.
struct GenerationWork
{
    double readSeconds = 0; ///< prompts: the encoder, and all of a decoder's prompt but its last token
    double writeSeconds = 0;
    std::int64_t steps = 0; ///< passes over the model; several texts share one
    std::int64_t tokens = 0;
    double layersRun = 0; ///< Σ of the tokens' exits
    std::int64_t headUses = 0; ///< full vocabulary heads that were run, for decisions and for answers
    double flops = 0, fullFlops = 0; ///< by the formula of methods.md §8.4, prompts left out; the full model on the same texts
};

/// Writes texts under a rule, several at a time: a text that ends makes room for the next prompt. What is written for a prompt
/// does not depend on the others, nor on how many share a step.
class Generator
{
public:
    /// After each token: which prompt, and the token. False stops all.
    using OnToken = std::function<bool(std::size_t, const WrittenToken&)>;

    /// Throws InputError when the model lacks what the rule needs.
    Generator(std::shared_ptr<const Decoder> decoder, GeneratorOptions options);
    ~Generator();

    /// In the prompts' order; shorter than these where the job was cancelled. Prompts must leave room for one token.
    std::vector<WrittenText> write(
        std::span<const TokenPrompt> prompts, const JobContext& job = {}, const OnToken& onToken = {});

    const GenerationWork& work() const { return m_work; }

private:
    struct Slot;
    struct Row;

    void begin(Slot& slot, std::size_t index, const TokenPrompt& prompt);
    void step(std::span<Slot*> slots);
    void decide(std::size_t exit, bool isLast);
    void measure(std::size_t exit, std::span<float> scores);
    void measureHead(std::size_t exit, std::span<float> scores);
    void shorten(Row& row, std::size_t exit, float score);
    void answer(std::size_t exit, bool isLast, std::span<const std::uint8_t> leaves, std::span<const float> scores);
    void take(Row& row, std::size_t exit, std::span<const float> logits, float score);
    void stepOracle();
    void account(const Row& row, std::int64_t exit);

    std::shared_ptr<const Decoder> m_decoder;
    GeneratorOptions m_options;
    std::vector<std::size_t> m_decisions; ///< exits before the last
    cost::DecoderShape m_shape;
    std::unique_ptr<DecoderSession> m_session;
    GenerationWork m_work;

    std::vector<Row> m_rows; ///< tokens that are still going through layers
    std::vector<TextPlace> m_places; ///< theirs
    std::vector<float> m_states, m_below; ///< [rows, H]
    std::vector<float> m_logits; ///< [rows, V] or a shortlist's
    bool m_haveLogits = false; ///< m_logits holds this exit's, of every row
};

} // namespace exitscope::engine
