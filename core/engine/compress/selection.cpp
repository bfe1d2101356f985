#include "core/engine/compress/selection.h"

#include <algorithm>
#include <cassert>
#include <numeric>

namespace exitscope::engine {

namespace {

using Indices = std::vector<std::vector<std::int32_t>>;
using Scores = std::vector<std::vector<float>>;

/// Original indices of what `choice` names by place.
Indices picked(const Indices& kept, const Indices& choice)
{
    Indices after(kept.size());
    for (std::size_t layer = 0; layer < kept.size(); ++layer)
        for (const std::int32_t place : choice[layer])
            after[layer].push_back(kept[layer][static_cast<std::size_t>(place)]);
    return after;
}

/// Scores at their original indices, 0 for what had gone before.
Scores spread(const Indices& kept, const Scores& scores, std::int64_t original)
{
    Scores all(kept.size(), std::vector<float>(static_cast<std::size_t>(original)));
    for (std::size_t layer = 0; layer < kept.size(); ++layer) {
        assert(kept[layer].size() == scores[layer].size());
        for (std::size_t place = 0; place < kept[layer].size(); ++place)
            all[layer][static_cast<std::size_t>(kept[layer][place])] = scores[layer][place];
    }
    return all;
}

} // namespace

std::vector<std::int32_t> largest(std::span<const float> scores, std::int64_t count)
{
    assert(count <= std::ssize(scores));
    std::vector<std::int32_t> order(scores.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](std::int32_t a, std::int32_t b) {
        return scores[static_cast<std::size_t>(a)] > scores[static_cast<std::size_t>(b)];
    });
    order.resize(static_cast<std::size_t>(count));
    std::sort(order.begin(), order.end());
    return order;
}

LayerChoice chosen(const Importance& importance, std::int64_t heads, std::int64_t feedForward)
{
    LayerChoice choice;
    for (const auto& scores : importance.heads)
        choice.heads.push_back(largest(scores, heads));
    for (const auto& scores : importance.feedForward)
        choice.feedForward.push_back(largest(scores, feedForward));
    return choice;
}

training::KeptStructure narrowed(const training::KeptStructure& structure, const Importance& importance,
    const LayerChoice& choice, std::int64_t wordRank)
{
    training::KeptStructure after = structure;
    after.headScores = spread(structure.headsKept, importance.heads, structure.heads);
    after.feedForwardScores = spread(structure.feedForwardKept, importance.feedForward, structure.feedForward);
    after.headsKept = picked(structure.headsKept, choice.heads);
    after.feedForwardKept = picked(structure.feedForwardKept, choice.feedForward);
    after.wordRank = wordRank;
    return after;
}

} // namespace exitscope::engine
