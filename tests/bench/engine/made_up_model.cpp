#include "made_up_model.h"

#include "tests/engine/support/fake_checkpoint.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

namespace exitscope::bench {

std::shared_ptr<const engine::Checkpoint> makeCheckpoint(const std::filesystem::path& folder, int layers)
{
    const test::FakeShape shape { .layers = layers,
        .hidden = 768,
        .heads = 12,
        .feedForward = 3072,
        .vocabulary = 2000,
        .positions = 512,
        .types = 2,
        .classes = 3 };
    std::vector<int> exits(static_cast<std::size_t>(layers));
    std::iota(exits.begin(), exits.end(), 1);
    auto fake = test::fakeOwnExits(shape, exits);
    for (auto& [name, tensor] : fake.tensors)
        if (tensor.shape.size() == 2)
            for (float& value : tensor.values)
                value *= 0.15F;
    fake.write(folder / "model");
    return engine::Checkpoint::open(folder / "model");
}

Sequences makeSequences(std::size_t count)
{
    std::mt19937 random(3);
    const auto uniform = [&] { return (static_cast<double>(random()) + 0.5) / 4294967296.0; };
    const auto drawn = [&](double mean, double deviation) { // of the logarithm; Box and Muller's transform
        const double normal = std::sqrt(-2 * std::log(uniform())) * std::cos(2 * M_PI * uniform());
        return static_cast<std::size_t>(
            std::lround(std::clamp(std::exp(mean + deviation * normal), 2.0, 80.0)));
    };
    Sequences sequences(count);
    std::size_t premise = 0;
    for (std::size_t i = 0; i < count; ++i) {
        if (i % 3 == 0)
            premise = drawn(2.58, 0.39);
        sequences[i].resize(premise + drawn(2.12, 0.35) + 3);
        for (auto& id : sequences[i])
            id = static_cast<std::int32_t>(random() % 2000);
    }
    return sequences;
}

engine::Pack packOf(std::span<const std::vector<std::int32_t>> sequences)
{
    engine::Pack pack;
    for (const auto& sequence : sequences) {
        pack.ids.insert(pack.ids.end(), sequence.begin(), sequence.end());
        pack.lengths.push_back(static_cast<std::int32_t>(sequence.size()));
    }
    return pack;
}

std::vector<engine::Pack> packsOf(const Sequences& sequences, std::size_t most)
{
    std::vector<engine::Pack> packs;
    for (std::size_t first = 0; first < sequences.size();) {
        std::size_t last = first, tokens = 0;
        while (last < sequences.size() && (last == first || tokens + sequences[last].size() <= most))
            tokens += sequences[last++].size();
        packs.push_back(packOf(std::span(sequences).subspan(first, last - first)));
        first = last;
    }
    return packs;
}

} // namespace exitscope::bench
