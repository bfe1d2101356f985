#include "core/trace/trace_writer.h"

#include "core/io/sha256.h"
#include "core/trace/journal.h"
#include "core/trace/part_file.h"
#include "core/trace/trace_layout.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <stdexcept>

namespace exitscope::trace {

namespace {

using Clock = std::chrono::steady_clock;

/// How much a kill may lose: what was written since the last sync.
constexpr auto syncEvery = std::chrono::milliseconds(500);
constexpr std::size_t syncUnits = 65536;

std::filesystem::path withSuffix(std::filesystem::path path, const char* suffix)
{
    path += suffix;
    return path;
}

std::int64_t examplesOf(const TracePlan& plan)
{
    return plan.example.empty() ? plan.units : plan.example.back() + 1;
}

TraceLayout layoutOf(const TracePlan& plan)
{
    TraceLayout layout;
    layout.units = plan.units;
    layout.examples = examplesOf(plan);
    layout.withExample = !plan.example.empty();
    layout.withPosition = !plan.position.empty();
    layout.exits = plan.exits;
    layout.classes = plan.classes;
    layout.isCompact = plan.isCompact;
    layout.withGoldLogProb = layout.withGoldRank = plan.withGold;
    layout.withFinalRank = plan.withFinalRank;
    layout.topCount = plan.topCount;
    layout.withTakenLayer = !plan.takenLayer.empty();
    layout.withUnitText = !plan.unitText.empty();
    layout.embeddingWidth = plan.embeddingWidth;
    layout.textBytes = plan.textOffset.empty() ? -1 : plan.textOffset.back();
    layout.withLabels = plan.withLabels;
    layout.withLength = !plan.length.empty();
    layout.withSimilarity = plan.withSimilarity;
    layout.withLearned = plan.withLearned;
    layout.withLayerFlops = !plan.layerFlops.empty() || plan.layerFlopsOf;
    return layout;
}

/// A caller's mistake, not an input's.
void demand(bool condition, const char* what)
{
    if (!condition)
        throw std::logic_error(std::string("TraceWriter: ") + what);
}

void demandSizes(const TracePlan& plan)
{
    const auto sized = [](std::size_t size, std::int64_t expected) {
        return size == 0 || size == static_cast<std::size_t>(expected);
    };
    demand(plan.units > 0 && plan.exits > 0 && plan.classes > 0, "the plan holds no units, exits or classes");
    demand(plan.embeddingWidth >= 0, "the embedding's width is below 0");
    demand(sized(plan.example.size(), plan.units), "example is not [U]");
    demand(sized(plan.position.size(), plan.units), "position is not [U]");
    demand(plan.example.empty() || plan.embeddingWidth == 0, "embeddings are of examples, and units are not");
    const std::int64_t examples = examplesOf(plan);
    demand(plan.exitLayer.size() == static_cast<std::size_t>(plan.exits), "exitLayer is not [E]");
    demand(sized(plan.length.size(), examples), "length is not [N]");
    demand(sized(plan.layerFlops.size(), examples * plan.exits), "layerFlops is not [N, E]");
    demand(!plan.layerFlopsOf || (!plan.length.empty() && plan.layerFlops.empty()), "layerFlopsOf needs lengths alone");
    demand(sized(plan.textOffset.size(), examples + 1), "textOffset is not [N+1]");
    demand(sized(plan.unitText.size(), 2 * plan.units), "unitText is not [U, 2]");
    demand(sized(plan.takenLayer.size(), plan.units), "takenLayer is not [U]");
    demand(!plan.isCompact || plan.classes > 1, "regression has no compact form");
}

} // namespace

struct TraceWriter::Impl
{
    Impl(std::filesystem::path target, TracePlan given)
        : plan((demandSizes(given), std::move(given)))
        , specs(layoutOf(plan).specs())
        , header(io::safetensorsHeader(specs, metadataOf(plan.info, layoutOf(plan))))
        , fileSize(placeTensors())
        , journal(target, withSuffix(target, ".journal"), io::Sha256().update(plan.identity).update("\n").update(header).hex(),
              plan.units)
        , written(static_cast<std::size_t>(plan.units), false)
    {
        const auto existing = journal.recorded().empty() ? PartFile::Existing::Replace : PartFile::Existing::Continue;
        try {
            part.emplace(target, withSuffix(target, ".part"), fileSize, existing);
        } catch (...) {
            journal.remove();
            throw;
        }
        if (!part->continued())
            journal.restart();
        for (const std::int64_t unit : journal.recorded())
            mark(unit);
        present = written;
        presentCount = writtenCount;
        writeStatic();
    }

    std::uint64_t placeTensors()
    {
        std::uint64_t offset = header.size();
        for (const auto& spec : specs) {
            offsets[spec.name] = offset;
            offset += spec.byteCount();
        }
        return offset;
    }

    void writeStatic()
    {
        part->writeAt(0, std::as_bytes(std::span(header)));
        put(tensor::exitLayer, std::span<const std::int32_t>(plan.exitLayer));
        put(tensor::example, std::span<const std::int64_t>(plan.example));
        put(tensor::position, std::span<const std::int32_t>(plan.position));
        put(tensor::length, std::span<const std::int32_t>(plan.length));
        put(tensor::layerFlops, std::span<const float>(plan.layerFlops));
        writeLayerFlops();
        put(tensor::textOffset, std::span<const std::int64_t>(plan.textOffset));
        put(tensor::unitText, std::span<const std::int64_t>(plan.unitText));
        put(tensor::takenLayer, std::span<const std::int32_t>(plan.takenLayer));
        textBytes = plan.textOffset.empty() ? -1 : plan.textOffset.back();
        plan.example = {};
        plan.position = {};
        plan.length = {};
        plan.layerFlops = {};
        plan.textOffset = {};
        plan.unitText = {};
        plan.takenLayer = {};
    }

    void writeLayerFlops()
    {
        constexpr std::size_t block = 4096;
        const auto exits = static_cast<std::size_t>(plan.exits);
        for (std::size_t first = 0; plan.layerFlopsOf && first < plan.length.size(); first += block) {
            const auto lengths = std::span(plan.length).subspan(first, std::min(block, plan.length.size() - first));
            const std::vector<float> flops = plan.layerFlopsOf(lengths);
            demand(flops.size() == lengths.size() * exits, "layerFlopsOf does not give [n, E]");
            put(tensor::layerFlops, std::span<const float>(flops), first * exits);
        }
    }

    template <typename T> void put(const char* name, std::span<const T> values, std::uint64_t from = 0)
    {
        if (!values.empty())
            part->writeAt(offsets.at(name) + from * sizeof(T), std::as_bytes(values));
    }

    void mark(std::int64_t unit)
    {
        if (written[static_cast<std::size_t>(unit)])
            return;
        written[static_cast<std::size_t>(unit)] = true;
        ++writtenCount;
    }

    /// The rows of a chunk at their units, runs of consecutive units in one write.
    template <typename T>
    void putRows(const char* name, const TraceChunk& chunk, const std::vector<T>& values, std::size_t width)
    {
        const auto& units = chunk.units;
        for (std::size_t first = 0; first < units.size();) {
            std::size_t last = first + 1;
            while (last < units.size() && units[last] == units[last - 1] + 1)
                ++last;
            put(name, std::span<const T>(values).subspan(first * width, (last - first) * width),
                static_cast<std::uint64_t>(units[first]) * width);
            first = last;
        }
    }

    /// Data before journal: a unit is recorded only when its numbers are on disk.
    void sync()
    {
        if (pending.empty())
            return;
        part->sync();
        journal.append(pending);
        pending.clear();
        lastSync = Clock::now();
    }

    TracePlan plan;
    std::vector<io::TensorSpec> specs;
    std::string header;
    std::map<std::string, std::uint64_t, std::less<>> offsets;
    std::uint64_t fileSize;
    Journal journal;
    std::optional<PartFile> part;
    std::mutex mutex;
    std::vector<bool> present, written; ///< per unit: when opened, and by now
    std::int64_t presentCount = 0, writtenCount = 0;
    std::vector<std::int64_t> pending;
    Clock::time_point lastSync = Clock::now();
    std::int64_t textBytes = -1, textWritten = 0; ///< −1: the trace carries no text
    bool labelsSet = false, done = false;
};

TraceWriter::TraceWriter(std::filesystem::path target, TracePlan plan)
    : m_impl(std::make_unique<Impl>(std::move(target), std::move(plan)))
{
}

TraceWriter::~TraceWriter()
{
    if (m_impl->done)
        return;
    try {
        m_impl->sync();
    } catch (const std::exception&) {
        // What is not recorded is computed again; a destructor has nobody to tell.
    }
}

const std::vector<bool>& TraceWriter::present() const
{
    return m_impl->present;
}

std::int64_t TraceWriter::presentCount() const
{
    return m_impl->presentCount;
}

void TraceWriter::setLabels(std::span<const std::int64_t> labels)
{
    demand(m_impl->plan.withLabels && m_impl->plan.classes > 1, "the plan has no class labels");
    demand(labels.size() == m_impl->present.size(), "labels are not [U]");
    const std::lock_guard lock(m_impl->mutex);
    m_impl->put(tensor::labels, labels);
    m_impl->labelsSet = true;
}

void TraceWriter::setTargets(std::span<const float> targets)
{
    demand(m_impl->plan.withLabels && m_impl->plan.classes == 1, "the plan has no targets");
    demand(targets.size() == m_impl->present.size(), "targets are not [U]");
    const std::lock_guard lock(m_impl->mutex);
    m_impl->put(tensor::labels, targets);
    m_impl->labelsSet = true;
}

void TraceWriter::setText(std::span<const std::uint8_t> bytes)
{
    demand(static_cast<std::int64_t>(bytes.size()) == m_impl->textBytes, "text is not textOffset's");
    const std::lock_guard lock(m_impl->mutex);
    m_impl->put(tensor::text, bytes);
    m_impl->textWritten = m_impl->textBytes;
}

void TraceWriter::writeText(std::int64_t from, std::string_view text)
{
    const std::lock_guard lock(m_impl->mutex);
    const auto size = static_cast<std::int64_t>(text.size());
    demand(from == m_impl->textWritten && size <= m_impl->textBytes - from, "text is not textOffset's");
    m_impl->put(tensor::text, std::span(text), static_cast<std::uint64_t>(from));
    m_impl->textWritten += size;
}

void TraceWriter::write(const TraceChunk& chunk)
{
    const auto& plan = m_impl->plan;
    const auto exits = static_cast<std::size_t>(plan.exits);
    const auto width = exits * static_cast<std::size_t>(plan.classes);
    const std::size_t count = chunk.units.size();
    const auto tops = exits * static_cast<std::size_t>(plan.topCount);
    const auto demandRows = [&](std::size_t size, bool isThere, std::size_t rowWidth, const char* what) {
        demand(size == (isThere ? count * rowWidth : 0), what);
    };
    demandRows(chunk.logits.size(), !plan.isCompact, width, "logits are not [n, E, C]");
    demandRows(chunk.prediction.size(), plan.isCompact, exits, "prediction is not [n, E]");
    demandRows(chunk.entropy.size(), plan.isCompact, exits, "entropy is not [n, E]");
    demandRows(chunk.confidence.size(), plan.isCompact, exits, "confidence is not [n, E]");
    demandRows(chunk.margin.size(), plan.isCompact, exits, "margin is not [n, E]");
    demandRows(chunk.goldLogProb.size(), plan.withGold, exits, "goldLogProb is not [n, E]");
    demandRows(chunk.goldRank.size(), plan.withGold, exits, "goldRank is not [n, E]");
    demandRows(chunk.finalRank.size(), plan.withFinalRank, exits, "finalRank is not [n, E]");
    demandRows(chunk.topIds.size(), true, tops, "topIds are not [n, E, K]");
    demandRows(chunk.topLogits.size(), true, tops, "topLogits are not [n, E, K]");
    demandRows(chunk.similarity.size(), plan.withSimilarity, exits, "similarity is not [n, E]");
    demandRows(chunk.learned.size(), plan.withLearned, exits, "learned is not [n, E]");
    const auto embeddingWidth = static_cast<std::size_t>(plan.embeddingWidth);
    demand(chunk.embedding.size() == count * embeddingWidth, "embedding is not [n, D]");
    demand(std::all_of(chunk.units.begin(), chunk.units.end(),
               [&](std::int64_t unit) { return unit >= 0 && unit < plan.units; }),
        "a unit is out of range");

    const std::lock_guard lock(m_impl->mutex);
    const auto putRows = [&](const char* name, const auto& values, std::size_t rowWidth) {
        if (!values.empty())
            m_impl->putRows(name, chunk, values, rowWidth);
    };
    putRows(tensor::logits, chunk.logits, width);
    putRows(tensor::prediction, chunk.prediction, exits);
    putRows(tensor::entropy, chunk.entropy, exits);
    putRows(tensor::confidence, chunk.confidence, exits);
    putRows(tensor::margin, chunk.margin, exits);
    putRows(tensor::goldLogProb, chunk.goldLogProb, exits);
    putRows(tensor::goldRank, chunk.goldRank, exits);
    putRows(tensor::finalRank, chunk.finalRank, exits);
    putRows(tensor::topIds, chunk.topIds, tops);
    putRows(tensor::topLogits, chunk.topLogits, tops);
    putRows(tensor::similarity, chunk.similarity, exits);
    putRows(tensor::learned, chunk.learned, exits);
    putRows(tensor::embedding, chunk.embedding, embeddingWidth);
    for (const std::int64_t unit : chunk.units)
        m_impl->mark(unit);
    m_impl->pending.insert(m_impl->pending.end(), chunk.units.begin(), chunk.units.end());
    if (m_impl->pending.size() >= syncUnits || Clock::now() - m_impl->lastSync >= syncEvery)
        m_impl->sync();
}

void TraceWriter::finish()
{
    const std::lock_guard lock(m_impl->mutex);
    const auto& plan = m_impl->plan;
    demand(m_impl->writtenCount == plan.units, "finish() before every unit was written");
    demand(!plan.withLabels || m_impl->labelsSet, "finish() without the labels");
    demand(m_impl->textBytes < 0 || m_impl->textWritten == m_impl->textBytes, "finish() without the text");
    m_impl->part->commit();
    m_impl->journal.remove();
    m_impl->done = true;
}

void TraceWriter::discard()
{
    const std::lock_guard lock(m_impl->mutex);
    m_impl->part->discard();
    m_impl->journal.remove();
    m_impl->done = true;
}

} // namespace exitscope::trace
