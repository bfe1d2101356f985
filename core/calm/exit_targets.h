#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace exitscope::calm {

/// What a decoder's layers and its exit classifier are trained on (methods.md §3.4). Layers are counted from 1 in words, from
/// 0 in arrays.

/// How much the loss of each layer counts, [L], adding up to 1.
enum class LayerWeights {
    Linear,    ///< i / Σj: CALM Eq. 6, the default
    Uniform,   ///< 1 / L
    Geometric, ///< 1, 2, 4, … (T5X, aggregation_weights = −1)
};
std::vector<double> layerWeights(LayerWeights kind, std::int64_t layers);

/// The independent classifier's targets at the layers below the last, [L − 1]: 1 where a layer says what the last one says.
std::vector<std::uint8_t> agreementTargets(std::span<const std::int32_t> words);

/// Binary cross-entropy of chances against targets, [n] each, unweighted mean (CALM App. D). Chances are kept off 0 and 1 by
/// 1e-12, so that one wrong certainty costs 27.6 and not everything.
double independentLoss(std::span<const double> chances, std::span<const std::uint8_t> targets);

/// What one example of each target counts in a batch that is to be balanced (T5X): 1 − its target's share.
struct BalancedWeights
{
    double leave = 0; ///< of a target of 1
    double stay = 0;  ///< of a target of 0
};
BalancedWeights balancedWeights(std::span<const std::uint8_t> targets);

/// ln of the chance that a token leaves first at each layer, [L − 1] chances to [L] values: Σ_{j<i} ln(1 − c_j) + ln c_i, and
/// at the last layer, where all leave, Σ ln(1 − c_j). They are the log-probabilities of a distribution.
std::vector<double> firstExitLogProbabilities(std::span<const double> chances);

/// The geometric-like classifier's target: the first layer, 0-based, that says what the last one says.
std::int64_t firstAgreement(std::span<const std::int32_t> words);

/// Its loss, −ln P(first exit = target), with chances kept off 0 and 1 as in independentLoss().
double firstExitLoss(std::span<const double> chances, std::int64_t target);

} // namespace exitscope::calm
