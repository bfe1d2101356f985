#include "engine_measurements.h"
#include "made_up_model.h"
#include "stopwatch.h"

#include "core/engine/checkpoint/cost_shape.h"
#include "core/engine/model/stream.h"
#include "core/engine/run/token_stream.h"
#include "core/hashee/token_hash.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <utility>

namespace exitscope::bench {

namespace {

constexpr int layers = 12, batch = 32, buckets = 6;
constexpr std::int32_t vocabulary = 2000, firstToken = 0, separator = 1;

/// The full model, and a hash of whole inputs' tokens, answer at the end alone.
class LastExit final : public policy::RunningPolicy
{
public:
    LastExit()
        : RunningPolicy({ layers - 1 }, false)
    { }

private:
    void choose(std::span<const std::int64_t>, const policy::ExitView&, std::span<std::uint8_t>) override { }
};

/// Ids by Zipf's law: the k-th most frequent with a chance proportional to k to the power of −exponent.
std::vector<std::int32_t> zipf(std::size_t count, double exponent, std::mt19937& random)
{
    std::vector<double> sums;
    double sum = 0;
    for (int k = 1; k <= vocabulary - 2; ++k)
        sums.push_back(sum += std::pow(k, -exponent));
    std::vector<std::int32_t> ids;
    for (std::size_t i = 0; i < count; ++i) {
        const double drawn = (static_cast<double>(random()) + 0.5) / 4294967296.0 * sum;
        ids.push_back(2 + static_cast<std::int32_t>(std::ranges::lower_bound(sums, drawn) - sums.begin()));
    }
    return ids;
}

/// One batch of sequences, and how far a frequency hash, made from a corpus of the same law, sends each token.
struct Batch
{
    engine::UnitPack pack;
    std::vector<std::int32_t> layersOf;
    double flopsSpeedup = 1;
};

Batch batchOf(const std::vector<std::int32_t>& lengths, double exponent, const cost::EncoderShape& shape)
{
    std::mt19937 random(17);
    const std::vector<std::int32_t> special { firstToken, separator };
    hashee::TokenCounts counts(vocabulary, special, 0);
    counts.add(zipf(200'000, exponent, random));
    hashee::TokenHash hash;
    hash.scale = hashee::bucketScale(layers, buckets);
    hash.bucket = hashee::rankedBuckets(hash.scale, vocabulary, hashee::rankedByCount(counts), false);
    Batch made;
    double full = 0, spent = 0;
    for (std::size_t sequence = 0; sequence < lengths.size(); ++sequence) {
        auto ids = zipf(static_cast<std::size_t>(lengths[sequence]), exponent, random);
        ids.front() = firstToken;
        ids.back() = separator;
        const auto some = hash.layersOf(ids, 0);
        for (std::int32_t layer = 0; layer < layers; ++layer) {
            const auto active = std::ranges::count_if(some, [&](std::int32_t most) { return most > layer; });
            spent += static_cast<double>(cost::tokenLayerMacs(shape, layer, active, lengths[sequence]));
            full += static_cast<double>(cost::layerMacs(shape, layer, lengths[sequence]));
        }
        made.layersOf.insert(made.layersOf.end(), some.begin(), some.end());
        made.pack.pack.ids.insert(made.pack.pack.ids.end(), ids.begin(), ids.end());
        made.pack.pack.lengths.push_back(lengths[sequence]);
        made.pack.units.push_back(static_cast<std::int64_t>(sequence));
        made.pack.inputs.push_back(sequence);
    }
    made.flopsSpeedup = full / spent;
    return made;
}

/// The batch whose exponent gives `wanted`; 1 is a batch that no token leaves.
Batch batchAt(const std::vector<std::int32_t>& lengths, double wanted, const cost::EncoderShape& shape)
{
    double low = 0, high = 4;
    for (int step = 0; step < 20; ++step) {
        const double middle = (low + high) / 2;
        (batchOf(lengths, middle, shape).flopsSpeedup < wanted ? low : high) = middle;
    }
    auto found = batchOf(lengths, high, shape);
    if (wanted <= 1) {
        std::ranges::fill(found.layersOf, layers);
        found.flopsSpeedup = 1;
    }
    return found;
}

class Measuring
{
public:
    explicit Measuring(const std::filesystem::path& folder)
        : m_checkpoint(makeCheckpoint(folder, layers))
        , m_encoder(std::make_shared<const engine::PackedEncoder>(m_checkpoint, engine::Precision::F32))
        , m_shape(engine::costShape(m_checkpoint->encoder()))
        , m_stream(m_encoder, m_shape)
    {
        engine::enterStream();
        m_outcome.exit.resize(batch);
        m_outcome.predictedClass.resize(batch);
    }

    void measure(const std::vector<std::int32_t>& lengths, TokenExitTimes (&result)[3])
    {
        const Batch batches[] { batchAt(lengths, 1, m_shape), batchAt(lengths, 2, m_shape), batchAt(lengths, 3, m_shape) };
        engine::PolicyStream full(std::vector { m_encoder });
        const auto times = paired(Clock::Thread,
            { [&] { pass(full, batches[0], false); }, [&] { pass(m_stream, batches[0], true); },
                [&] { pass(m_stream, batches[1], true); }, [&] { pass(m_stream, batches[2], true); } });
        for (std::size_t i = 0; i < 3; ++i) {
            const double speedup = medianRatio(times[0], times[i + 1]), promised = batches[i].flopsSpeedup;
            result[i] = { .flopsSpeedup = promised,
                .wallSpeedup = speedup,
                .savingKept = promised > 1 ? (1 - 1 / speedup) / (1 - 1 / promised) : 0 };
        }
    }

private:
    void pass(engine::RunStream& stream, const Batch& which, bool isHashed)
    {
        bool isGiven = false;
        engine::PolicyPass shared { .policy = m_policy,
            .outcome = m_outcome,
            .next = [&]() -> const engine::UnitPack* { return std::exchange(isGiven, true) ? nullptr : &which.pack; },
            .proceed = [] { return true; } };
        if (isHashed)
            shared.layers = [&](const engine::UnitPack&) { return which.layersOf; };
        keep(stream.run(shared) ? 1 : 0);
    }

    std::shared_ptr<const engine::Checkpoint> m_checkpoint;
    std::shared_ptr<const engine::PackedEncoder> m_encoder;
    cost::EncoderShape m_shape;
    engine::TokenStream m_stream;
    LastExit m_policy;
    policy::Outcome m_outcome;
};

} // namespace

extern "C" __attribute__((visibility("default"))) void exitscope_measure_token_exits(
    const char* folder, TokenExitMeasurements& result)
{
    Measuring measuring(folder);
    std::vector<std::int32_t> lengths;
    for (const auto& sequence : makeSequences(batch))
        lengths.push_back(static_cast<std::int32_t>(sequence.size()));
    measuring.measure(lengths, result.snli);
    measuring.measure(std::vector<std::int32_t>(batch, 128), result.long128);
}

} // namespace exitscope::bench
