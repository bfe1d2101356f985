#include "core/hashee/hash_function.h"

#include "core/error.h"

#include <array>
#include <bit>
#include <string>
#include <utility>

namespace exitscope::hashee {

namespace {

constexpr std::array<std::pair<HashFunction, std::string_view>, 5> names {
    { { HashFunction::RandomConsistent, "random-consistent" }, { HashFunction::RandomInconsistent, "random-inconsistent" },
        { HashFunction::Frequency, "frequency" }, { HashFunction::MutualInformation, "mutual-information" },
        { HashFunction::Clustered, "clustered" } }
};

} // namespace

std::string_view nameOf(HashFunction function)
{
    for (const auto& [known, name] : names)
        if (known == function)
            return name;
    return {};
}

std::optional<HashFunction> hashFunctionNamed(std::string_view name)
{
    for (const auto& [function, known] : names)
        if (known == name)
            return function;
    return std::nullopt;
}

const std::vector<HashFunction>& allHashFunctions()
{
    static const std::vector<HashFunction> functions { HashFunction::RandomConsistent, HashFunction::RandomInconsistent,
        HashFunction::Frequency, HashFunction::MutualInformation, HashFunction::Clustered };
    return functions;
}

bool needsCorpus(HashFunction function)
{
    return function == HashFunction::Frequency || function == HashFunction::MutualInformation;
}

BucketScale bucketScale(std::int32_t layers, std::int32_t count)
{
    if (count < 1 || count > layers)
        throw InputError("cannot spread " + std::to_string(count) + " buckets over " + std::to_string(layers) + " layers",
            "use 1 to " + std::to_string(layers) + " buckets");
    return { layers, count };
}

BucketDraw::BucketDraw(std::uint32_t seed, const BucketScale& scale)
    : m_random(seed)
    , m_scale(scale)
    , m_mask(std::bit_ceil(static_cast<std::uint32_t>(scale.count)) - 1)
{
}

std::int32_t BucketDraw::operator()()
{
    if (m_scale.count == 1) // no number is drawn for a choice among one
        return m_scale.value(0);
    std::uint32_t k = 0;
    do
        k = static_cast<std::uint32_t>(m_random()) & m_mask;
    while (k >= static_cast<std::uint32_t>(m_scale.count));
    return m_scale.value(static_cast<std::int32_t>(k));
}

} // namespace exitscope::hashee
