#include "engine_measurements.h"
#include "made_up_model.h"
#include "numbers.h"
#include "stopwatch.h"

#include "core/engine/model/row_kernels.h"
#include "core/engine/model/stream.h"
#include "core/engine/run/policy_stream.h"

#include <algorithm>
#include <cstdio>
#include <numeric>
#include <random>

namespace exitscope::bench {

namespace {

constexpr int layers = 6;
constexpr std::size_t examples = 320, singleExamples = 32;

/// Exits that are known beforehand, so that what ought to be saved is known too; heads are run at every exit all the
/// same, as a rule on their answers would have it.
class GivenExits final : public policy::RunningPolicy
{
public:
    explicit GivenExits(std::vector<std::int32_t> exitOf)
        : RunningPolicy(allExits(), true)
        , m_exitOf(std::move(exitOf))
    { }

private:
    static std::vector<std::int32_t> allExits()
    {
        std::vector<std::int32_t> exits(static_cast<std::size_t>(layers));
        std::iota(exits.begin(), exits.end(), 0);
        return exits;
    }

    void choose(std::span<const std::int64_t> units, const policy::ExitView& view,
        std::span<std::uint8_t> leaves) override
    {
        for (std::size_t i = 0; i < units.size(); ++i)
            leaves[i] = m_exitOf[static_cast<std::size_t>(units[i])] == view.firstExit;
    }

    std::vector<std::int32_t> m_exitOf;
};

/// The full model: one head, at the end.
class LastExit final : public policy::RunningPolicy
{
public:
    LastExit()
        : RunningPolicy({ layers - 1 }, false)
    { }

private:
    void choose(std::span<const std::int64_t>, const policy::ExitView&, std::span<std::uint8_t>) override { }
};

/// A seventh of the units at each exit but the last, where two sevenths stay to the end: half of the layers are saved.
std::vector<std::int32_t> makeExits()
{
    std::mt19937 random(11);
    std::vector<std::int32_t> exits(examples);
    for (auto& exit : exits)
        exit = std::min(static_cast<std::int32_t>(random() % (layers + 1)), layers - 1);
    return exits;
}

class Measuring
{
public:
    Measuring(const std::filesystem::path& folder, ExecutionMeasurements& result)
        : m_result(result)
        , m_checkpoint(makeCheckpoint(folder, layers))
        , m_sequences(makeSequences(examples))
        , m_exitOf(makeExits())
        , m_single(packs(1, singleExamples))
    {
        engine::enterStream();
        m_outcome.exit.resize(examples);
        m_outcome.predictedClass.resize(examples);
    }

    void run()
    {
        double spent = 0, all = 0;
        for (std::size_t i = 0; i < examples; ++i) {
            spent += static_cast<double>(m_sequences[i].size()) * (m_exitOf[i] + 1);
            all += static_cast<double>(m_sequences[i].size()) * layers;
        }
        m_result.layersSaved = all / spent;
        char text[160];
        std::snprintf(text, sizeof text, "%d layers 768/12/3072, %d examples of %.1f tokens on average, %s, %s", layers,
            static_cast<int>(examples), all / layers / static_cast<double>(examples), engine::rowKernels().name,
            engine::blasName().c_str());
        m_result.setting = text;
        m_result.exact = measure(engine::Precision::F32);
        if (__builtin_cpu_supports("avx512bf16") || __builtin_cpu_supports("avx512bw"))
            m_result.half = measure(engine::Precision::BF16);
    }

private:
    std::vector<engine::UnitPack> packs(std::size_t tokens, std::size_t count) const
    {
        std::vector<engine::UnitPack> made;
        std::int64_t unit = 0;
        for (auto& pack : packsOf({ m_sequences.begin(), m_sequences.begin() + static_cast<std::ptrdiff_t>(count) }, tokens)) {
            made.push_back({ std::move(pack), {} });
            for (std::size_t i = 0; i < made.back().pack.lengths.size(); ++i)
                made.back().units.push_back(unit++);
        }
        return made;
    }

    void pass(engine::PolicyStream& stream, policy::RunningPolicy& policy,
        const std::vector<engine::UnitPack>& from, std::int64_t leastRows)
    {
        std::size_t at = 0;
        const engine::PolicyPass shared { .policy = policy,
            .leastRows = leastRows,
            .outcome = m_outcome,
            .next = [&] { return at < from.size() ? &from[at++] : nullptr; },
            .proceed = [] { return true; } };
        keep(stream.run(shared) ? 1 : 0);
    }

    ExecutionTimes measure(engine::Precision precision)
    {
        const auto encoder = std::make_shared<const engine::PackedEncoder>(m_checkpoint, precision);
        const int tokens = encoder->defaultPackTokens();
        const auto packed = packs(static_cast<std::size_t>(tokens), examples);
        engine::PolicyStream stream(std::vector { encoder });
        GivenExits early(m_exitOf);
        LastExit full;
        const auto times = paired(Clock::Thread,
            { [&] { pass(stream, full, packed, tokens / 2); }, [&] { pass(stream, early, packed, tokens / 2); },
                [&] { pass(stream, early, packed, 1); }, [&] { pass(stream, full, m_single, 1); },
                [&] { pass(stream, early, m_single, 1); } });
        const double scale = static_cast<double>(tokensOf(packed)) / static_cast<double>(tokensOf(m_single));
        return { .packedSpeedup = medianRatio(times[0], times[1]),
            .batch1Speedup = medianRatio(times[3], times[4]),
            .shareOfIdeal = medianRatio(times[0], times[1]) / m_result.layersSaved,
            .shareWithoutWaiting = medianRatio(times[0], times[2]) / m_result.layersSaved,
            .overBatch1 = medianRatio(times[4], times[1]) * scale };
    }

    static std::size_t tokensOf(const std::vector<engine::UnitPack>& packs)
    {
        std::size_t tokens = 0;
        for (const auto& pack : packs)
            tokens += pack.pack.ids.size();
        return tokens;
    }

    ExecutionMeasurements& m_result;
    std::shared_ptr<const engine::Checkpoint> m_checkpoint;
    Sequences m_sequences;
    std::vector<std::int32_t> m_exitOf;
    std::vector<engine::UnitPack> m_single;
    policy::Outcome m_outcome;
};

} // namespace

extern "C" __attribute__((visibility("default"))) void exitscope_measure_execution(
    const char* folder, ExecutionMeasurements& result)
{
    Measuring(folder, result).run();
}

} // namespace exitscope::bench
