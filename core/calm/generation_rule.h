#pragma once

#include "core/calm/decay.h"
#include "core/calm/shortlist.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace exitscope::calm {

/// What a token is looked at by, to decide whether it leaves (methods.md §3.1).
enum class TokenMeasure {
    Full,       ///< none: every token goes through all layers
    Fixed,      ///< none: every token leaves after the same layer
    Margin,     ///< softmax difference ≥ threshold: CALM's softmax response
    Confidence, ///< largest probability > threshold
    Entropy,    ///< entropy < threshold
    Saturation, ///< cosine of the states after and before the layer ≥ threshold; not at the first layer
    Learned,    ///< exit classifier ≥ threshold
    Oracle,     ///< the first exit that says what the full model will; saves nothing, and bounds what can be saved
};

/// How each token of a text that is being written finds its exit. Written like the policies of a trace,
/// "margin:threshold=0.8,decay=4,first_exit=2".
struct GenerationRule
{
    TokenMeasure measure = TokenMeasure::Full;
    float threshold = 0;
    std::int64_t layer = 0;      ///< Fixed: 1-based
    std::int64_t firstExit = 1;  ///< a layer; no token leaves before the first exit at or above it
    std::int64_t exitEvery = 1;  ///< every that many exits from there
    Decay decay;
    Shortlist shortlist;

    /// Whether the measure reads the words' logits at every decision.
    bool readsHead() const;
    /// Whether a token with this score leaves at the 0-based step `step` of at most `longest`. False for NaN.
    bool leaves(float score, std::int64_t step, std::int64_t longest) const;
    std::string text() const; ///< canonical: keys sorted, defaults left out

    friend bool operator==(const GenerationRule&, const GenerationRule&) = default;
};

/// Throws InputError that says which measures, keys or values there are.
GenerationRule parseGenerationRule(std::string_view text);

/// After which of the exits a token may leave before the last: indexes into `exitLayer`, ascending, the last exit left out.
/// Throws InputError when a fixed layer has no exit.
std::vector<std::size_t> decisionExits(const GenerationRule& rule, std::span<const std::int32_t> exitLayer);

std::string_view nameOf(TokenMeasure measure);
std::span<const TokenMeasure> allMeasures(); ///< in the order in which a person is offered them
bool hasThreshold(TokenMeasure measure);
bool mayDecay(TokenMeasure measure); ///< its threshold may fall along a text

} // namespace exitscope::calm
