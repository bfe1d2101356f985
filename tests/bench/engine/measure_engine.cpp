#include "engine_measurements.h"
#include "made_up_model.h"
#include "numbers.h"
#include "plain_encoder.h"
#include "stopwatch.h"

#include "core/cost/encoder_shape.h"
#include "core/engine/checkpoint/checkpoint.h"
#include "core/engine/checkpoint/cost_shape.h"
#include "core/engine/model/load_weights.h"
#include "core/engine/model/packed_encoder.h"
#include "core/engine/model/row_kernels.h"
#include "core/engine/model/stream.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <stdexcept>
#include <thread>

namespace exitscope::bench {

namespace {

constexpr int layers = 4; // they are all alike

double tokensOf(const Sequences& sequences)
{
    double tokens = 0;
    for (const auto& sequence : sequences)
        tokens += static_cast<double>(sequence.size());
    return tokens;
}

double processorSeconds()
{
    timespec time {};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

class Measuring
{
public:
    Measuring(const std::filesystem::path& folder, EngineMeasurements& result)
        : m_result(result)
        , m_checkpoint(makeCheckpoint(folder, layers))
        , m_encoder(m_checkpoint, engine::Precision::F32)
        , m_weights(engine::loadWeights(m_checkpoint->encoder()))
        , m_sequences(makeSequences(96))
        , m_few(m_sequences.begin(), m_sequences.begin() + 32)
        , m_packs(packsOf(m_sequences, static_cast<std::size_t>(m_encoder.defaultPackTokens())))
    {
        engine::enterStream();
    }

    void run()
    {
        char text[128];
        std::snprintf(text, sizeof text, "%d layers 768/12/3072, %.1f tokens on average, %s, %s",
            layers,
            tokensOf(m_sequences) / static_cast<double>(m_sequences.size()), engine::rowKernels().name,
            engine::blasName().c_str());
        m_result.setting = text;
        againstOthers();
        bfloat16();
        streams();
        difference();
        opening();
    }

private:
    void runPacks(const engine::PackedEncoder& encoder, engine::PackWorkspace& workspace) const
    {
        for (const auto& pack : m_packs)
            keep(static_cast<double>(encoder.run(pack, workspace)->logits.back()));
    }

    void runPlainBatches(const Sequences& sequences, std::size_t batch, std::int64_t width) const
    {
        for (std::size_t first = 0; first < sequences.size(); first += batch) {
            const Sequences part(sequences.begin() + static_cast<std::ptrdiff_t>(first),
                sequences.begin() + static_cast<std::ptrdiff_t>(std::min(sequences.size(), first + batch)));
            keep(static_cast<double>(
                *runPlain(m_checkpoint->config(), m_weights, part, width).data_ptr<float>()));
        }
    }

    void againstOthers()
    {
        constexpr std::int64_t side = 1024;
        const at::Tensor a = at::randn({ side, side }), b = at::randn({ side, side });
        at::Tensor c = at::empty({ side, side });
        const auto product = [&] {
            for (int repeat = 0; repeat < 8; ++repeat)
                at::mm_out(c, a, b);
        };
        const auto ownSingle = [&] {
            for (const auto& sequence : m_few)
                keep(static_cast<double>(
                    m_encoder.run(packOf(std::span(&sequence, 1)), m_workspace)->logits.back()));
        };
        const auto times = paired(Clock::Thread,
            { product, [&] { runPacks(m_encoder, m_workspace); }, ownSingle,
                [&] { runPlainBatches(m_few, 1, 0); }, [&] { runPlainBatches(m_sequences, 32, 0); },
                [&] { runPlainBatches(m_few, 32, 128); } });

        const cost::EncoderShape shape = engine::costShape(m_checkpoint->encoder());
        double flops = 0; // layers only: heads and embeddings are not counted as work
        for (const auto& sequence : m_sequences)
            flops += 2.0
                * static_cast<double>(cost::encoderMacs(shape, static_cast<std::int64_t>(sequence.size())));
        const double productFlops = 8 * 2.0 * side * side * side;
        m_result.productRate = productFlops / median(times[0]) * 1e-6;
        m_result.packedShare = medianRatio(times[0], times[1]) * flops / productFlops;
        const double scale = tokensOf(m_sequences) / tokensOf(m_few);
        m_result.overOwnSingle = medianRatio(times[2], times[1]) * scale;
        m_result.overSingle = medianRatio(times[3], times[1]) * scale;
        m_result.overDatasetOrder = medianRatio(times[4], times[1]);
        m_result.overPadded128 = medianRatio(times[5], times[1]) * scale;
    }

    void bfloat16()
    {
        if (!__builtin_cpu_supports("avx512bf16") && !__builtin_cpu_supports("avx512bw"))
            return;
        const engine::PackedEncoder half(m_checkpoint, engine::Precision::BF16);
        engine::PackWorkspace workspace;
        const auto times = paired(
            Clock::Thread, { [&] { runPacks(m_encoder, m_workspace); }, [&] { runPacks(half, workspace); } });
        m_result.bfloat16Gain = medianRatio(times[0], times[1]);
    }

    void streams()
    {
        const auto stream = [&](int repeats) {
            engine::enterStream();
            engine::PackWorkspace workspace;
            for (int repeat = 0; repeat < repeats; ++repeat)
                runPacks(m_encoder, workspace);
        };
        std::array<double, 2> used {}; // processor time of the whole process
        const auto times = paired(Clock::Wall,
            { [&] {
                 const double before = processorSeconds();
                 std::jthread([&] { stream(2); }).join();
                 used[0] += processorSeconds() - before;
             },
                [&] {
                    const double before = processorSeconds();
                    std::jthread other([&] { stream(1); });
                    std::jthread([&] { stream(1); }).join();
                    other.join();
                    used[1] += processorSeconds() - before;
                } });
        m_result.secondStreamGain = medianRatio(times[0], times[1]);
        m_result.secondStreamWaste = used[1] / used[0];
    }

    void difference()
    {
        const std::size_t exits = m_checkpoint->config().exitLayer.size(), classes = 3;
        std::size_t first = 0;
        for (const auto& pack : m_packs) {
            const auto together = m_encoder.run(pack, m_workspace)->logits;
            for (std::size_t unit = 0; unit < pack.lengths.size(); ++unit) {
                const auto alone
                    = m_encoder.run(packOf(std::span(&m_sequences[first + unit], 1)), m_workspace)->logits;
                for (std::size_t exit = 0; exit < exits; ++exit) {
                    const float *x = together.data() + (unit * exits + exit) * classes,
                                *y = alone.data() + exit * classes;
                    for (std::size_t i = 0; i < classes; ++i)
                        m_result.largestDifference = std::max(
                            m_result.largestDifference, static_cast<double>(std::fabs(x[i] - y[i])));
                    m_result.flipped
                        += std::max_element(x, x + classes) - x != std::max_element(y, y + classes) - y;
                    ++m_result.decisions;
                }
            }
            first += pack.lengths.size();
        }
    }

    void opening()
    {
        const auto file = m_checkpoint->weights().files().front();
        const auto times = paired(Clock::Wall,
            { [&] {
                 const engine::PackedEncoder encoder(
                     engine::Checkpoint::open(m_checkpoint->path()), engine::Precision::F32);
                 keep(static_cast<double>(encoder.config().layers));
             },
                [&] {
                    std::unique_ptr<std::FILE, int (*)(std::FILE*)> stream(
                        std::fopen(file.c_str(), "rb"), std::fclose);
                    std::vector<char> bytes(std::filesystem::file_size(file));
                    if (!stream || std::fread(bytes.data(), 1, bytes.size(), stream.get()) != bytes.size())
                        throw std::runtime_error("cannot read " + file.string());
                    keep(bytes[bytes.size() / 2]);
                } });
        m_result.openMilliseconds = median(times[0]);
        m_result.copyOverOpen = medianRatio(times[1], times[0]);
    }

    EngineMeasurements& m_result;
    std::shared_ptr<const engine::Checkpoint> m_checkpoint;
    engine::PackedEncoder m_encoder;
    engine::PackWorkspace m_workspace;
    engine::EncoderWeights m_weights;
    Sequences m_sequences, m_few;
    std::vector<engine::Pack> m_packs;
};

} // namespace

extern "C" __attribute__((visibility("default"))) void exitscope_measure_engine(
    const char* folder, EngineMeasurements& result)
{
    Measuring(folder, result).run();
}

} // namespace exitscope::bench
