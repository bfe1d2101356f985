#pragma once

#include <cstdint>
#include <span>

namespace exitscope::calm {

/// The three measures of CALM (methods.md §3.1) and those of its published code: how sure a decoder's layer is of the next
/// token. All are floats as the models compute them; a token leaves where one is at least the threshold. NaN where an input
/// is not a number: that never leaves.

/// The largest minus the second largest probability of softmax(logits) [V]; the paper's softmax response. 1 where V is 1.
float softmaxDifference(std::span<const float> logits);

/// The largest probability of softmax(logits) [V] (T5X, `softmax_max`).
float softmaxMaximum(std::span<const float> logits);

/// The cosine between the state after a layer and the state before it, [H] each: hidden-state saturation. NaN where either
/// has no length.
float stateSaturation(std::span<const float> state, std::span<const float> below);

/// sigmoid(weight·state + bias): the exit classifier with one output, [H].
float classifierChance(std::span<const float> state, std::span<const float> weight, float bias);

/// softmax(logits)[1] of an exit classifier with two outputs (T5X): the same as sigmoid(logits[1] − logits[0]).
float classifierChance(float stay, float leave);

} // namespace exitscope::calm
