#include "core/difficulty/baselines.h"

#include "core/error.h"

#include <random>

namespace exitscope::difficulty {

void requireAlike(const Annotation& train, const Annotation& test)
{
    if (train.outputs != test.outputs)
        throw InputError("\"" + train.name + "\" tells of " + std::to_string(train.outputs) + " exits, \"" + test.name
                + "\" of " + std::to_string(test.outputs),
            "give two parts of one annotation");
    if (train.isOfWords() != test.isOfWords())
        throw InputError(test.path, std::string("its labels are those of ") + (test.isOfWords() ? "words" : "whole texts")
                + ", those of the training part of " + (train.isOfWords() ? "words" : "whole texts"),
            "give two parts of one annotation");
}

std::vector<double> priors(const Annotation& annotation)
{
    const auto outputs = static_cast<std::size_t>(annotation.outputs);
    std::vector<double> shares(outputs);
    for (std::size_t i = 0; i < annotation.right.size(); ++i)
        shares[i % outputs] += annotation.right[i];
    for (double& share : shares)
        share /= static_cast<double>(annotation.units());
    return shares;
}

std::vector<std::uint8_t> majority(const Annotation& train, const Annotation& test)
{
    requireAlike(train, test);
    const auto shares = priors(train);
    std::vector<std::uint8_t> right(test.right.size());
    for (std::size_t i = 0; i < right.size(); ++i)
        right[i] = shares[i % shares.size()] >= 0.5 ? 1 : 0;
    return right;
}

void forEachGuess(const Annotation& train, const Annotation& test, int trials, std::uint64_t seed,
    const std::function<void(const std::vector<std::uint8_t>& right)>& take)
{
    requireAlike(train, test);
    const auto shares = priors(train);
    std::mt19937_64 random(seed);
    std::vector<std::uint8_t> right(test.right.size());
    for (int trial = 0; trial < trials; ++trial) {
        for (std::size_t i = 0; i < right.size(); ++i)
            right[i] = static_cast<double>(random() >> 11) * 0x1.0p-53 < shares[i % shares.size()] ? 1 : 0;
        take(right);
    }
}

Scores guessed(const Annotation& train, const Annotation& test, int trials, std::uint64_t seed)
{
    std::vector<Scores> scores;
    forEachGuess(train, test, trials, seed, [&](const auto& right) { scores.push_back(score(test, right)); });
    return spreadOf(scores).mean;
}

} // namespace exitscope::difficulty
