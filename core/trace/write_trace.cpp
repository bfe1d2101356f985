#include "core/trace/trace_layout.h"
#include "core/trace/trace_writer.h"

#include <map>

namespace exitscope::trace {

namespace {

TraceLayout layoutOf(const Trace& trace)
{
    TraceLayout layout;
    layout.units = trace.units();
    layout.exits = trace.exits();
    layout.classes = trace.classes();
    layout.examples = trace.examples();
    layout.textBytes = trace.textOffset().empty() ? -1 : static_cast<std::int64_t>(trace.textBytes().size());
    layout.withLabels = trace.hasLabels();
    layout.withExample = !trace.example().empty();
    layout.withPosition = !trace.position().empty();
    layout.withLength = !trace.length().empty();
    layout.withSimilarity = !trace.similarity().empty();
    layout.withLearned = !trace.learned().empty();
    layout.withLayerFlops = !trace.layerFlops().empty();
    layout.embeddingWidth = trace.embeddingWidth();
    layout.isCompact = trace.isCompact();
    layout.withGoldLogProb = !trace.goldLogProb().empty();
    layout.withGoldRank = !trace.goldRank().empty();
    layout.withFinalRank = !trace.finalRank().empty();
    layout.topCount = trace.topCount();
    layout.withTakenLayer = !trace.takenLayer().empty();
    layout.withUnitText = !trace.unitText().empty();
    return layout;
}

} // namespace

void writeTrace(const std::filesystem::path& path, const Trace& trace)
{
    const TraceLayout layout = layoutOf(trace);
    const std::map<std::string, std::span<const std::byte>, std::less<>> bytes {
        { tensor::logits, std::as_bytes(trace.logits()) },
        { tensor::prediction, std::as_bytes(trace.prediction()) },
        { tensor::entropy, std::as_bytes(trace.entropy()) },
        { tensor::confidence, std::as_bytes(trace.confidence()) },
        { tensor::margin, std::as_bytes(trace.margin()) },
        { tensor::goldLogProb, std::as_bytes(trace.goldLogProb()) },
        { tensor::goldRank, std::as_bytes(trace.goldRank()) },
        { tensor::finalRank, std::as_bytes(trace.finalRank()) },
        { tensor::topIds, std::as_bytes(trace.topIds()) },
        { tensor::topLogits, std::as_bytes(trace.topLogits()) },
        { tensor::takenLayer, std::as_bytes(trace.takenLayer()) },
        { tensor::unitText, std::as_bytes(trace.unitText()) },
        { tensor::labels, trace.isRegression() ? std::as_bytes(trace.targets()) : std::as_bytes(trace.labels()) },
        { tensor::exitLayer, std::as_bytes(trace.exitLayer()) },
        { tensor::example, std::as_bytes(trace.example()) },
        { tensor::position, std::as_bytes(trace.position()) },
        { tensor::length, std::as_bytes(trace.length()) },
        { tensor::similarity, std::as_bytes(trace.similarity()) },
        { tensor::learned, std::as_bytes(trace.learned()) },
        { tensor::layerFlops, std::as_bytes(trace.layerFlops()) },
        { tensor::embedding, std::as_bytes(trace.embedding()) },
        { tensor::text, std::as_bytes(trace.textBytes()) },
        { tensor::textOffset, std::as_bytes(trace.textOffset()) },
    };
    const auto specs = layout.specs();
    std::vector<std::span<const std::byte>> data;
    for (const auto& spec : specs)
        data.push_back(bytes.find(spec.name)->second);
    io::writeSafetensors(path, specs, data, metadataOf(trace.info(), layout));
}

} // namespace exitscope::trace
