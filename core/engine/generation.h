#pragma once

#include "core/data/tokenizer.h"
#include "core/job.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace exitscope::engine {

struct GenerationRun;

/// What to do with a prompt that leaves no room for what is to be written.
enum class LongPrompt {
    Refuse, ///< an error that names the prompt
    Cut,    ///< its end is kept, of an encoder's input its beginning
};

struct GeneratedToken
{
    data::TokenId id = 0;
    std::string text; ///< what it added to the text; may be empty while a character is not complete
    std::int32_t exit = 0; ///< layers that it went through, 1-based
    float score = 0; ///< of the measure where it left; NaN where nothing was measured
};

/// Texts written by a model, each token leaving where a rule says.
struct GenerateRequest
{
    std::filesystem::path model; ///< a checkpoint directory, or a model file of llama2.c
    std::vector<std::string> prompts;
    std::filesystem::path data; ///< further prompts, one a line; may be empty
    std::string rule = "full"; ///< calm::parseGenerationRule
    std::int64_t maxTokens = 128; ///< written ones, a text
    std::int64_t texts = 8; ///< at a time
    std::int64_t beams = 1; ///< more: beam search, by the full model only
    double lengthPenalty = 1; ///< of beam search: a text's log-probability is divided by its length to this power
    double temperature = 0; ///< 0: always the likeliest word
    std::int64_t topWords = 0; ///< 0: all
    double topShare = 1;
    std::uint64_t seed = 1;
    LongPrompt longPrompt = LongPrompt::Refuse;
    /// Where what was written is kept as a trace: the full model reads it once more, and every token has the layer that it really
    /// took; empty: nowhere.
    std::filesystem::path trace;
    bool compare = false; ///< the full model writes the same texts too, in the same run
    /// Called from the working thread after each token, with the token's text as far as it can be told already. May be empty.
    std::function<void(std::size_t prompt, const GeneratedToken& token)> onToken;
    /// The same model writes the same texts under these afterwards, one after the other; their runs are told and not kept.
    std::vector<std::string> furtherRules;
    /// Called from the working thread after each run, the full model's included, in the order in which they were written: rule,
    /// the full model's where it was to be compared, furtherRules. What it throws ends the generation. May be empty.
    std::function<void(const GenerationRun&)> onRun;
};

struct GeneratedText
{
    std::string prompt;
    std::string text; ///< what was written after it
    std::vector<GeneratedToken> tokens;
    std::int64_t promptTokens = 0; ///< as the model read them, special ones included
    std::int64_t promptCut = 0;    ///< tokens of the prompt that were dropped
    bool hasEnded = false; ///< by its own end token; else there was no more room
    double flops = 0, fullFlops = 0; ///< its part of the run's; 0 of beam search
};

/// All texts under one rule.
struct GenerationRun
{
    std::string rule; ///< canonical
    std::vector<GeneratedText> texts; ///< in the prompts' order
    double readSeconds = 0; ///< prompts
    double writeSeconds = 0;
    std::int64_t tokens = 0; ///< written
    double layersRun = 0; ///< Σ of their exits
    std::int64_t headUses = 0; ///< full vocabulary heads that were run
    double flops = 0, fullFlops = 0; ///< of the written tokens, by formula (methods.md §8.4); the full model on the same texts

    double tokensPerSecond() const { return writeSeconds > 0 ? static_cast<double>(tokens) / writeSeconds : 0; }
    double meanExit() const { return tokens > 0 ? layersRun / static_cast<double>(tokens) : 0; }
    double flopsRatio() const { return fullFlops > 0 ? flops / fullFlops : 1; }
};

struct GenerateReport
{
    JobEnd end = JobEnd::Finished; ///< Cancelled: no texts
    std::string model, family;
    std::int64_t layers = 0, vocabulary = 0;
    std::vector<std::int32_t> exitLayer; ///< 1-based
    GenerationRun run;
    std::vector<GenerationRun> full; ///< one, where it was to be compared
    std::vector<std::string> notes;
};

} // namespace exitscope::engine
