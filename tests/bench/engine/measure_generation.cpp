#include "engine_measurements.h"
#include "numbers.h"
#include "stopwatch.h"

#include "core/engine/model/stream.h"
#include "core/engine/run/generator.h"
#include "core/engine/run/step_cost.h"
#include "tests/engine/support/naive_decoder.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <numeric>
#include <string>

namespace exitscope::bench {

namespace {

constexpr std::int64_t layers = 12, written = 24, fewestTexts = 6;

/// Llama's layers in the size of GPT-2, with a classifier whose say changes from token to token.
std::shared_ptr<const engine::Decoder> decoderWith(const std::filesystem::path& folder, std::int64_t vocabulary)
{
    const test::FakeDecoderShape shape { .layers = layers,
        .hidden = 768,
        .heads = 12,
        .keyHeads = 12,
        .headSize = 64,
        .feedForward = 2048,
        .vocabulary = vocabulary,
        .positions = 64 };
    test::FakeCheckpoint fake = test::fakeLlama(shape);
    for (auto& [name, tensor] : fake.tensors) // of unit gain at this width
        if (tensor.shape.size() == 2)
            for (float& value : tensor.values)
                value *= 4 / std::sqrt(static_cast<float>(tensor.shape[1]));
    fake.add("exit_module.weight", { 2, shape.hidden }, 0.3F);
    fake.add("exit_module.bias", { 2 }, 0.0F);
    fake.write(folder);
    return std::make_shared<const engine::Decoder>(engine::DecoderCheckpoint::open(folder));
}

/// Bytes that a step reads of the weights: all layers and the head, once however many texts share it.
double weightBytes(const cost::DecoderShape& shape)
{
    return 4.0 * static_cast<double>(cost::fullStepMacs(shape, 0, 0)); // one product a weight, the cache left out
}

class Measuring
{
public:
    Measuring(std::filesystem::path folder, GenerationMeasurements& result)
        : m_result(result)
        , m_folder(std::move(folder))
    {
        engine::enterStream();
    }

    void run()
    {
        machine();
        {
            const auto decoder = decoderWith(m_folder / "model", 8000);
            m_result.one = times(decoder, 1);
            m_result.many = times(decoder, 32);
        }
        const auto wide = decoderWith(m_folder / "wide", 32000);
        softmax(wide);
    }

private:
    void machine()
    {
        std::vector<float> memory(std::size_t { 96 } << 20, 1.0F);
        const auto much = at::from_blob(memory.data(), { static_cast<std::int64_t>(memory.size()) });
        const auto a = at::ones({ 1024, 1024 }), b = at::ones({ 1024, 1024 });
        const auto times = paired(Clock::Thread,
            { [&] { keep(much.sum().item<double>()); }, [&] { keep(at::mm(a, b)[0][0].item<double>()); } });
        m_result.bandwidth = static_cast<double>(memory.size()) * 4 / median(times[0]) * 1e-6;
        m_result.productRate = 2.0 * 1024 * 1024 * 1024 / median(times[1]) * 1e-6;
    }

    static std::vector<engine::TokenPrompt> prompts(std::int64_t texts)
    {
        std::vector<engine::TokenPrompt> made;
        for (std::int64_t text = 0; text < texts; ++text)
            made.push_back({ .ids = { static_cast<data::TokenId>(3 + text) }, .encoded = {} });
        return made;
    }

    static engine::GenerationWork write(
        const std::shared_ptr<const engine::Decoder>& decoder, const calm::GenerationRule& rule, std::int64_t texts)
    {
        engine::Generator generator(
            decoder, { .rule = rule, .sampling = {}, .maxTokens = written, .texts = texts, .goesOnAfterEnd = true });
        keep(static_cast<double>(generator.write(prompts(std::max(texts, fewestTexts))).size()));
        return generator.work();
    }

    /// The threshold of a measure at which the mean exit comes nearest to half of the layers.
    static calm::GenerationRule ruleAtHalf(
        const std::shared_ptr<const engine::Decoder>& decoder, const std::string& measure, std::int64_t texts)
    {
        double low = 0, high = 1; // thresholds at which all leave at once, and none
        calm::GenerationRule rule, best = calm::parseGenerationRule("full");
        double distance = layers;
        for (int step = 0; step < 12; ++step) {
            const double middle = (low + high) / 2;
            rule = calm::parseGenerationRule(measure + ":threshold=" + std::to_string(middle));
            const auto work = write(decoder, rule, texts);
            const double mean = work.layersRun / static_cast<double>(work.tokens);
            if (std::abs(mean - layers / 2.0) < distance) {
                distance = std::abs(mean - layers / 2.0);
                best = rule;
            }
            (mean < layers / 2.0 ? low : high) = middle;
        }
        return best;
    }

    WritingTimes times(const std::shared_ptr<const engine::Decoder>& decoder, std::int64_t texts)
    {
        const auto full = calm::parseGenerationRule("full");
        const auto rule = ruleAtHalf(decoder, "learned", texts);
        engine::GenerationWork fullWork, ruleWork;
        const auto measured = paired(Clock::Thread,
            { [&] { fullWork = write(decoder, full, texts); }, [&] { ruleWork = write(decoder, rule, texts); } });
        const auto shape = engine::decoderShape(decoder->config());
        const double seconds = median(measured[0]) * 1e-3;
        const double reading = static_cast<double>(fullWork.steps) * weightBytes(shape)
            / (m_result.bandwidth * 1e9);
        const double multiplying = fullWork.fullFlops / (m_result.productRate * 1e9);
        WritingTimes result;
        result.isMemoryBound = reading > multiplying;
        result.shareOfBound = std::max(reading, multiplying) / seconds;
        result.layersSaved = 1 - ruleWork.layersRun / static_cast<double>(ruleWork.tokens) / layers;
        result.savingKept = (1 - 1 / medianRatio(measured[0], measured[1])) / result.layersSaved;
        result.headShare = static_cast<double>(cost::wordHeadMacs(shape))
            / static_cast<double>(cost::fullStepMacs(shape, 0, 0));
        return result;
    }

    void softmax(const std::shared_ptr<const engine::Decoder>& decoder)
    {
        const auto rule = ruleAtHalf(decoder, "margin", 1);
        engine::GenerationWork work;
        const auto measured = paired(Clock::Thread,
            { [&] { write(decoder, calm::parseGenerationRule("full"), 1); }, [&] { work = write(decoder, rule, 1); } });
        m_result.softmaxSpeedup = medianRatio(measured[0], measured[1]);
        m_result.softmaxLayersSaved = 1 - work.layersRun / static_cast<double>(work.tokens) / layers;
    }

    GenerationMeasurements& m_result;
    std::filesystem::path m_folder;
};

} // namespace

extern "C" __attribute__((visibility("default"))) void exitscope_measure_generation(
    const char* folder, GenerationMeasurements& result)
{
    Measuring(folder, result).run();
}

} // namespace exitscope::bench
