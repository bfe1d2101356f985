#pragma once

#include "core/data/tokenizer.h"
#include "core/hashee/hash_function.h"
#include "core/hashee/token_counts.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace exitscope::hashee {

/// A table from vocabulary entries to buckets, fixed before anything runs and the same in training and inference.
struct TokenHash
{
    HashFunction function = HashFunction::Frequency;
    BucketScale scale;
    std::uint32_t seed = 1; ///< of the random functions and the clusters' seeds
    /// Buckets as the published code gives them, above layers + 1 for leftovers, and special tokens drawn like others by
    /// RandomInconsistent. Otherwise they are clamped, and special tokens always go all the way (methods.md §11.4).
    bool asReleased = false;
    std::string vocabularySha256; ///< of the tokenizer that it was made for
    std::string corpus; ///< what was counted, for people
    std::vector<data::TokenId> special; ///< ascending
    std::vector<std::int32_t> bucket; ///< [V]; empty for RandomInconsistent, whose occurrences draw
    std::vector<std::int64_t> count; ///< [V] occurrences in the corpus, or empty
    std::vector<float> score; ///< [V] mutual information in nats, or empty

    bool isSpecial(data::TokenId id) const;
    /// How many layers the tokens of one input go through [ids], 1 … layers. `input` is a number of the input's own (its place
    /// in the dataset), by which RandomInconsistent draws, whatever else is in a pack.
    std::vector<std::int32_t> layersOf(std::span<const data::TokenId> ids, std::uint64_t input) const;
};

/// One bucket of a table: the layers that its tokens go through, its entries, and their occurrences where they were counted.
struct BucketShare
{
    std::int32_t bucket = 0, layers = 0;
    std::int64_t entries = 0, occurrences = 0;
};

/// The buckets that hold entries, ascending; none of RandomInconsistent.
std::vector<BucketShare> bucketShares(const TokenHash& hash);

/// Who a tokenizer's vocabulary is: SHA-256 over its entries in order.
std::string vocabularySha256(const data::Tokenizer& tokenizer);

/// The table of random-consistent: special tokens go all the way, the others draw in the order of their ids.
std::vector<std::int32_t> randomBuckets(
    const BucketScale& scale, std::int64_t vocabulary, std::span<const data::TokenId> special, std::uint32_t seed);

/// Types, most frequent or of most information first, in buckets of ⌊seen / count⌋ types; what the division leaves over
/// goes to the next. Types that were never seen, and special ones, go all the way. `ranked` is the order.
std::vector<std::int32_t> rankedBuckets(
    const BucketScale& scale, std::int64_t vocabulary, std::span<const data::TokenId> ranked, bool asReleased);

/// Tokens by falling count, and by falling score; ties keep the order in which tokens came first.
std::vector<data::TokenId> rankedByCount(const TokenCounts& counts);
std::vector<data::TokenId> rankedByScore(const TokenCounts& counts, std::span<const double> scores);

/// Clusters in the order of the sums of their rows' norms, the smallest first (methods.md §2.3). `clusters` [V], `norms` [V].
std::vector<std::int32_t> clusterBuckets(const BucketScale& scale, std::span<const std::int32_t> clusters,
    std::span<const float> norms, std::span<const data::TokenId> special);

} // namespace exitscope::hashee
