#pragma once

#include <cstdint>
#include <optional>
#include <random>
#include <string_view>
#include <vector>

namespace exitscope::hashee {

/// The maps from tokens to layers of HashEE (methods.md §2.3).
enum class HashFunction {
    RandomConsistent,   ///< every vocabulary entry draws once
    RandomInconsistent, ///< every occurrence draws anew
    Frequency,          ///< the most frequent leave first
    MutualInformation,  ///< those that tell most of the label leave first
    Clustered,          ///< k-means of the word embeddings, the cluster with the smallest sum of norms first
};

std::string_view nameOf(HashFunction function); ///< "random-consistent", …, "mutual-information", "clustered"
std::optional<HashFunction> hashFunctionNamed(std::string_view name);
const std::vector<HashFunction>& allHashFunctions();
/// Whether it is made from a corpus: then labels as well, for mutual information.
bool needsCorpus(HashFunction function);

/// The numbering of buckets. A token in bucket b goes through layers 1 … b − 1 (methods.md §11.3); a model of L layers has
/// buckets 2 … L + 1. `count` of them are used, interval = ⌊L / count⌋ apart.
struct BucketScale
{
    static constexpr std::int32_t first = 2;

    std::int32_t layers = 0; ///< L of the model
    std::int32_t count = 0;  ///< B

    std::int32_t last() const { return layers + 1; } ///< of tokens that go all the way
    std::int32_t interval() const { return layers / count; }
    std::int32_t value(std::int32_t k) const { return first + k * interval(); } ///< of bucket k, from 0
};

/// Throws InputError unless 1 ≤ count ≤ layers.
BucketScale bucketScale(std::int32_t layers, std::int32_t count);

/// The layers that a token of a bucket goes through: bucket − 1, at most all of them.
constexpr std::int32_t layersOf(std::int32_t bucket, std::int32_t layers)
{
    return bucket > layers ? layers : bucket - 1;
}

/// Buckets drawn evenly: 32 bits of a Mersenne twister, masked, drawn again while too large. The same numbers as NumPy's
/// legacy generator gives for randint(0, count) from the same seed.
class BucketDraw
{
public:
    BucketDraw(std::uint32_t seed, const BucketScale& scale);
    std::int32_t operator()();

private:
    std::mt19937 m_random;
    BucketScale m_scale;
    std::uint32_t m_mask = 0;
};

} // namespace exitscope::hashee
