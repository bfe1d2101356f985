#include "core/evidence/resampling.h"

#include "core/error.h"
#include "core/evidence/random.h"

#include <algorithm>
#include <limits>
#include <string>

namespace exitscope::evidence {

namespace {

constexpr std::size_t mostKept = std::size_t { 256 } << 20;

} // namespace

void requireUsable(const BootstrapOptions& options)
{
    if (options.draws < 20 || options.draws > 1'000'000)
        throw InputError(std::to_string(options.draws) + " bootstrap draws", "use 20 to 1,000,000 draws; 1,000 is usual");
    if (!(options.confidence > 0 && options.confidence < 1))
        throw InputError(std::string("the confidence is not between 0 and 1"), "use 0.95, for example");
    const double least = 2 / (1 - options.confidence) - 1;
    if (options.draws + 1e-6 < least)
        throw InputError(std::to_string(options.draws) + " bootstrap draws are too few for that confidence",
            "use at least " + std::to_string(static_cast<std::int64_t>(least) + 1));
}

Resampling::Resampling(std::int64_t examples, const BootstrapOptions& options)
    : m_examples(examples)
    , m_options(options)
{
    requireUsable(options);
    if (examples < 1 || examples > std::numeric_limits<std::uint32_t>::max())
        throw InputError(std::to_string(examples) + " examples cannot be resampled");
    const std::size_t bytes = static_cast<std::size_t>(examples) * blockDraws;
    m_keepsAll = blocks() <= mostKept / bytes;
    m_kept.resize(m_keepsAll ? blocks() : 1);
    m_current = blocks();
}

std::size_t Resampling::drawsIn(std::size_t block) const
{
    return std::min(blockDraws, static_cast<std::size_t>(m_options.draws) - block * blockDraws);
}

std::span<const std::uint8_t> Resampling::block(std::size_t index)
{
    auto& weights = m_kept[m_keepsAll ? index : 0];
    if (m_keepsAll ? weights.empty() : m_current != index)
        fill(index, weights);
    m_current = index;
    return weights;
}

void Resampling::fill(std::size_t index, std::vector<std::uint8_t>& weights) const
{
    const auto count = static_cast<std::uint32_t>(m_examples);
    weights.assign(static_cast<std::size_t>(m_examples) * blockDraws, 0);
    for (std::size_t draw = 0; draw < blockDraws; ++draw) {
        Random random(m_options.seed, index * blockDraws + draw);
        for (std::uint32_t i = 0; i < count; ++i)
            ++weights[std::size_t { random.below(count) } * blockDraws + draw];
    }
}

} // namespace exitscope::evidence
