#include "core/difficulty/predictor.h"

#include "core/error.h"
#include "core/nearest_name.h"

#include <algorithm>
#include <array>

namespace exitscope::difficulty {

namespace {

constexpr std::array<Predictor, 6> predictors { Predictor::Majority, Predictor::Guess, Predictor::LinearMean,
    Predictor::LinearBackbone, Predictor::BiLstm, Predictor::Transformer };

constexpr std::array<std::string_view, 6> keys { "majority", "guess", "linear-mean", "linear-backbone", "bilstm", "transformer" };

} // namespace

std::span<const Predictor> allPredictors()
{
    return predictors;
}

std::string_view keyOf(Predictor predictor)
{
    return keys[static_cast<std::size_t>(predictor)];
}

std::string_view titleOf(Predictor predictor)
{
    constexpr std::array<std::string_view, 6> titles { "majority", "guess by priors", "linear on mean embeddings",
        "linear on the frozen backbone", "BiLSTM", "transformer" };
    return titles[static_cast<std::size_t>(predictor)];
}

Predictor predictorNamed(std::string_view key)
{
    const auto found = std::find(keys.begin(), keys.end(), key);
    if (found == keys.end())
        throw InputError("there is no predictor \"" + std::string(key) + "\"", nameRemedy(key, keys));
    return predictors[static_cast<std::size_t>(found - keys.begin())];
}

bool isTrained(Predictor predictor)
{
    return predictor != Predictor::Majority && predictor != Predictor::Guess;
}

} // namespace exitscope::difficulty
