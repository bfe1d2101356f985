#include "core/hashee/token_hash.h"

#include "core/io/sha256.h"
#include "core/mixed_bits.h"

#include <algorithm>
#include <numeric>

namespace exitscope::hashee {

namespace {

void sendAllTheWay(const BucketScale& scale, std::span<const data::TokenId> special, std::vector<std::int32_t>& bucket)
{
    for (const auto id : special)
        bucket[static_cast<std::size_t>(id)] = scale.last();
}

} // namespace

bool TokenHash::isSpecial(data::TokenId id) const { return std::binary_search(special.begin(), special.end(), id); }

std::vector<std::int32_t> TokenHash::layersOf(std::span<const data::TokenId> ids, std::uint64_t input) const
{
    std::vector<std::int32_t> layers;
    layers.reserve(ids.size());
    if (function == HashFunction::RandomInconsistent) {
        BucketDraw draw(static_cast<std::uint32_t>(mixedBits(mixedBits(seed) ^ input)), scale);
        for (const auto id : ids) {
            const std::int32_t drawn = draw();
            layers.push_back(
                hashee::layersOf(isSpecial(id) && !asReleased ? scale.last() : drawn, scale.layers));
        }
        return layers;
    }
    for (const auto id : ids)
        layers.push_back(hashee::layersOf(bucket[static_cast<std::size_t>(id)], scale.layers));
    return layers;
}

std::vector<BucketShare> bucketShares(const TokenHash& hash)
{
    std::vector<BucketShare> shares;
    for (std::size_t id = 0; id < hash.bucket.size(); ++id) {
        const auto value = hash.bucket[id];
        auto at = std::ranges::find(shares, value, &BucketShare::bucket);
        if (at == shares.end())
            at = shares.insert(at, { value, layersOf(value, hash.scale.layers), 0, 0 });
        ++at->entries;
        at->occurrences += hash.count.empty() ? 0 : hash.count[id];
    }
    std::ranges::sort(shares, {}, &BucketShare::bucket);
    return shares;
}

std::string vocabularySha256(const data::Tokenizer& tokenizer)
{
    io::Sha256 hash;
    for (data::TokenId id = 0; id < tokenizer.vocabularySize(); ++id)
        hash.update(tokenizer.token(id)).update("\n");
    return hash.hex();
}

std::vector<std::int32_t> randomBuckets(
    const BucketScale& scale, std::int64_t vocabulary, std::span<const data::TokenId> special, std::uint32_t seed)
{
    BucketDraw draw(seed, scale);
    std::vector<std::int32_t> bucket(static_cast<std::size_t>(vocabulary));
    sendAllTheWay(scale, special, bucket);
    for (auto& value : bucket)
        if (value == 0)
            value = draw();
    return bucket;
}

std::vector<std::int32_t> rankedBuckets(
    const BucketScale& scale, std::int64_t vocabulary, std::span<const data::TokenId> ranked, bool asReleased)
{
    std::vector<std::int32_t> bucket(static_cast<std::size_t>(vocabulary), scale.last());
    const auto size = static_cast<std::int64_t>(ranked.size()) / scale.count;
    std::int32_t value = BucketScale::first;
    std::int64_t inBucket = 0;
    for (const auto id : ranked) {
        bucket[static_cast<std::size_t>(id)] = asReleased ? value : std::min(value, scale.last());
        if (++inBucket >= size && value < scale.last()) {
            value += scale.interval();
            inBucket = 0;
        }
    }
    return bucket;
}

std::vector<data::TokenId> rankedByCount(const TokenCounts& counts)
{
    auto ranked = counts.seen();
    std::stable_sort(ranked.begin(), ranked.end(),
        [&](data::TokenId a, data::TokenId b) { return counts.of(a) > counts.of(b); });
    return ranked;
}

std::vector<data::TokenId> rankedByScore(const TokenCounts& counts, std::span<const double> scores)
{
    std::vector<std::size_t> order(counts.seen().size());
    std::iota(order.begin(), order.end(), std::size_t { 0 });
    std::stable_sort(
        order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return scores[a] > scores[b]; });
    std::vector<data::TokenId> ranked;
    for (const auto at : order)
        ranked.push_back(counts.seen()[at]);
    return ranked;
}

std::vector<std::int32_t> clusterBuckets(const BucketScale& scale, std::span<const std::int32_t> clusters,
    std::span<const float> norms, std::span<const data::TokenId> special)
{
    std::vector<double> sums(static_cast<std::size_t>(scale.count));
    for (std::size_t id = 0; id < clusters.size(); ++id)
        sums[static_cast<std::size_t>(clusters[id])] += static_cast<double>(norms[id]);
    std::vector<std::size_t> order(sums.size());
    std::iota(order.begin(), order.end(), std::size_t { 0 });
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return sums[a] < sums[b]; });
    std::vector<std::int32_t> valueOf(sums.size());
    for (std::size_t k = 0; k < order.size(); ++k)
        valueOf[order[k]] = scale.value(static_cast<std::int32_t>(k));
    std::vector<std::int32_t> bucket;
    for (const auto cluster : clusters)
        bucket.push_back(valueOf[static_cast<std::size_t>(cluster)]);
    sendAllTheWay(scale, special, bucket);
    return bucket;
}

} // namespace exitscope::hashee
