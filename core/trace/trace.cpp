#include "core/trace/trace.h"

#include "core/error.h"
#include "core/trace/trace_checks.h"
#include "core/trace/trace_layout.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <optional>

namespace exitscope::trace {

namespace {

template <typename T> constexpr io::DType dtypeOf();
template <> constexpr io::DType dtypeOf<float>() { return io::DType::F32; }
template <> constexpr io::DType dtypeOf<std::int64_t>() { return io::DType::I64; }
template <> constexpr io::DType dtypeOf<std::int32_t>() { return io::DType::I32; }
template <> constexpr io::DType dtypeOf<std::uint8_t>() { return io::DType::U8; }

} // namespace

/// Fills a Trace and checks it: the one place that both a file and arrays pass through.
class TraceBuilder
{
public:
    TraceBuilder()
        : m_trace(new Trace)
    {
    }

    std::shared_ptr<const Trace> fromFile(const std::filesystem::path& path);
    std::shared_ptr<const Trace> fromArrays(Trace::Arrays arrays, std::int64_t classes, TraceInfo info);

private:
    [[noreturn]] void fail(const char* tensor, const std::string& problem, const std::string& remedy = {}) const;
    template <typename T>
    std::span<const T> read(const char* name, std::initializer_list<std::int64_t> shape, const char* meaning) const;
    void readShape();
    void readExits();
    void checkSize(const char* name, std::size_t size, std::int64_t expected, const char* meaning) const;
    void countExamples();
    void checkAll();
    void nameExits();
    void checkExitLayer() const;
    void checkExample() const;
    void checkLabels() const;
    void checkNotBelow(const char* name, std::span<const std::int32_t> values, std::int32_t least) const;
    void checkFlops() const;
    void checkEmbedding();
    void checkText() const;

    std::shared_ptr<Trace> m_trace;
    const char* m_main = tensor::logits; ///< the tensor that gives the extents
};

void TraceBuilder::fail(const char* tensor, const std::string& problem, const std::string& remedy) const
{
    throw InputError(m_trace->m_path, "tensor \"" + std::string(tensor) + "\": " + problem, remedy);
}

/// The tensor's values, or nothing when the file has no such tensor. An extent below 0 is not checked here.
template <typename T>
std::span<const T> TraceBuilder::read(
    const char* name, std::initializer_list<std::int64_t> shape, const char* meaning) const
{
    const auto* found = m_trace->m_file->find(name);
    if (!found)
        return {};
    if (found->dtype != dtypeOf<T>())
        fail(name, "is " + std::string(nameOf(found->dtype)) + ", should be " + std::string(nameOf(dtypeOf<T>())));
    const auto fits = [](std::int64_t actual, std::int64_t wanted) { return wanted < 0 || actual == wanted; };
    if (!std::equal(found->shape.begin(), found->shape.end(), shape.begin(), shape.end(), fits))
        fail(name, "has shape " + io::shapeText(found->shape) + ", should be " + meaning + " of " + m_main + " "
                + io::shapeText(m_trace->m_file->find(m_main)->shape));
    return found->as<T>();
}

/// The extents, from logits where the file has them, else from prediction.
void TraceBuilder::readShape()
{
    const auto* logits = m_trace->m_file->find(tensor::logits);
    const auto* prediction = m_trace->m_file->find(tensor::prediction);
    if (!logits && !prediction)
        throw InputError(m_trace->m_path, "has no tensor \"logits\"",
            "a trace needs logits F32 [units, exits, classes], or prediction, entropy, confidence and margin [units, exits]");
    m_main = logits ? tensor::logits : tensor::prediction;
    const auto& shape = logits ? logits->shape : prediction->shape;
    const char* const meant = logits ? "[units, exits, classes]" : "[units, exits]";
    if (shape.size() != (logits ? 3U : 2U))
        fail(m_main, "has shape " + io::shapeText(shape) + ", should be " + meant);
    m_trace->m_units = shape[0];
    m_trace->m_exits = shape[1];
    m_trace->m_classes = logits ? shape[2] : classesFrom(m_trace->m_path, m_trace->m_file->metadata());
}

/// What is said of each exit beside or in place of its logits.
void TraceBuilder::readExits()
{
    Trace& t = *m_trace;
    const std::int64_t units = t.m_units, exits = t.m_exits;
    t.m_logits = read<float>(tensor::logits, { units, exits, t.m_classes }, "[U, E, C]");
    if (t.m_logits.empty()) {
        t.m_prediction = read<std::int32_t>(tensor::prediction, { units, exits }, "[U, E]");
        t.m_entropy = read<float>(tensor::entropy, { units, exits }, "[U, E]");
        t.m_confidence = read<float>(tensor::confidence, { units, exits }, "[U, E]");
        t.m_margin = read<float>(tensor::margin, { units, exits }, "[U, E]");
    }
    t.m_similarity = read<float>(tensor::similarity, { units, exits }, "[U, E]");
    t.m_learned = read<float>(tensor::learned, { units, exits }, "[U, E]");
    t.m_goldLogProb = read<float>(tensor::goldLogProb, { units, exits }, "[U, E]");
    t.m_goldRank = read<std::int32_t>(tensor::goldRank, { units, exits }, "[U, E]");
    t.m_finalRank = read<std::int32_t>(tensor::finalRank, { units, exits }, "[U, E]");
    t.m_topIds = read<std::int32_t>(tensor::topIds, { units, exits, -1 }, "[U, E, K]");
    t.m_topLogits = read<float>(tensor::topLogits, { units, exits, t.topCount() }, "[U, E, K]");
}

std::shared_ptr<const Trace> TraceBuilder::fromFile(const std::filesystem::path& path)
{
    Trace& t = *m_trace;
    t.m_path = path;
    t.m_file = io::SafetensorsFile::open(path);
    t.m_info = infoFrom(path, t.m_file->metadata());
    readShape();
    const std::int64_t units = t.m_units;
    const std::int64_t exits = t.m_exits;
    readExits();
    if (t.isRegression())
        t.m_targets = read<float>(tensor::labels, { units }, "F32 [U] for regression (one output): U");
    else
        t.m_labels = read<std::int64_t>(tensor::labels, { units }, "[U]");
    t.m_exitLayer = read<std::int32_t>(tensor::exitLayer, { exits }, "[E]");
    t.m_example = read<std::int64_t>(tensor::example, { units }, "[U]");
    t.m_position = read<std::int32_t>(tensor::position, { units }, "[U]");
    t.m_takenLayer = read<std::int32_t>(tensor::takenLayer, { units }, "[U]");
    t.m_unitText = read<std::int64_t>(tensor::unitText, { units, 2 }, "[U, 2]");
    t.m_length = read<std::int32_t>(tensor::length, { -1 }, "[N]");
    t.m_layerFlops = read<float>(tensor::layerFlops, { -1, exits }, "[N, E]");
    t.m_embedding = read<float>(tensor::embedding, { -1, -1 }, "[N, D]");
    t.m_text = read<std::uint8_t>(tensor::text, { -1 }, "[B]");
    t.m_textOffset = read<std::int64_t>(tensor::textOffset, { -1 }, "[N+1]");
    if (!t.m_text.empty() && t.m_textOffset.empty())
        fail(tensor::text, "comes without \"text_offset\"", "add text_offset I64 [N+1], or leave both out");
    checkAll();
    return m_trace;
}

std::shared_ptr<const Trace> TraceBuilder::fromArrays(Trace::Arrays arrays, std::int64_t classes, TraceInfo info)
{
    Trace& t = *m_trace;
    t.m_owned = std::move(arrays);
    t.m_info = std::move(info);
    const auto& a = t.m_owned;
    const bool isCompact = a.logits.empty() && !a.prediction.empty();
    m_main = isCompact ? tensor::prediction : tensor::logits;
    const auto rows = isCompact ? std::ssize(a.prediction) : classes > 0 ? std::ssize(a.logits) / classes : 0;
    std::size_t units = std::max({ a.labels.size(), a.targets.size(), a.example.size() });
    if (!a.exitLayer.empty())
        units = static_cast<std::size_t>(rows) / a.exitLayer.size();
    t.m_classes = classes;
    t.m_units = static_cast<std::int64_t>(units);
    t.m_exits = units > 0 ? rows / t.m_units : 0;
    t.m_logits = a.logits;
    t.m_prediction = a.prediction;
    t.m_entropy = a.entropy;
    t.m_confidence = a.confidence;
    t.m_margin = a.margin;
    t.m_goldLogProb = a.goldLogProb;
    t.m_goldRank = a.goldRank;
    t.m_finalRank = a.finalRank;
    t.m_topIds = a.topIds;
    t.m_topLogits = a.topLogits;
    t.m_takenLayer = a.takenLayer;
    t.m_unitText = a.unitText;
    t.m_labels = a.labels;
    t.m_targets = a.targets;
    t.m_exitLayer = a.exitLayer;
    t.m_example = a.example;
    t.m_position = a.position;
    t.m_length = a.length;
    t.m_similarity = a.similarity;
    t.m_learned = a.learned;
    t.m_layerFlops = a.layerFlops;
    t.m_embedding = a.embedding;
    t.m_text = a.text;
    t.m_textOffset = a.textOffset;
    checkAll();
    return m_trace;
}

void TraceBuilder::checkSize(
    const char* name, std::size_t size, std::int64_t expected, const char* meaning) const
{
    if (size != 0 && size != static_cast<std::size_t>(expected))
        fail(name, "has " + std::to_string(size) + " values, should have " + std::to_string(expected) + " (" + meaning
                + ")");
}

/// N is what the per-example tensors say; they must agree, and cover every example that a unit names.
void TraceBuilder::countExamples()
{
    Trace& t = *m_trace;
    const std::int64_t named = t.m_example.empty() ? t.m_units : t.m_example.back() + 1;
    if (!t.m_length.empty())
        t.m_examples = static_cast<std::int64_t>(t.m_length.size());
    else if (!t.m_textOffset.empty())
        t.m_examples = static_cast<std::int64_t>(t.m_textOffset.size()) - 1;
    else if (!t.m_layerFlops.empty())
        t.m_examples = static_cast<std::int64_t>(t.m_layerFlops.size()) / t.m_exits;
    else
        t.m_examples = named;
    if (named > t.m_examples || (t.m_example.empty() && named != t.m_examples))
        fail(t.m_example.empty() ? m_main : tensor::example,
            "names " + std::to_string(named) + " examples, but the tensors per example hold "
                + std::to_string(t.m_examples));
}

void TraceBuilder::checkAll()
{
    Trace& t = *m_trace;
    if (t.m_units <= 0 || t.m_exits <= 0 || t.m_classes <= 0)
        throw InputError(t.m_path, "holds no units, exits or classes",
            "a trace needs logits F32 [units, exits, classes], none of them 0");
    if (t.m_exits > std::numeric_limits<std::int16_t>::max()
        || t.m_units > std::numeric_limits<std::uint32_t>::max())
        fail(m_main, "has more than 32767 exits or more than 4294967295 units", "split it");
    const std::int64_t perExit = t.m_units * t.m_exits;
    if (!t.isCompact() && std::ssize(t.m_logits) != perExit * t.m_classes)
        fail(tensor::logits, "has " + std::to_string(t.m_logits.size()) + " values, which is not units × exits × classes");
    if (!t.isRegression() && !t.m_targets.empty())
        fail(tensor::labels, "is F32, which is for regression (one output)", "use I64 classes");
    if (t.isRegression() && !t.m_labels.empty())
        fail(tensor::labels, "is I64, but one output means regression", "use F32 targets");
    checkExample();
    countExamples();
    checkSize(tensor::labels, t.m_labels.size(), t.m_units, "one per unit");
    checkSize(tensor::labels, t.m_targets.size(), t.m_units, "one per unit");
    checkSize(tensor::exitLayer, t.m_exitLayer.size(), t.m_exits, "one per exit");
    checkSize(tensor::example, t.m_example.size(), t.m_units, "one per unit");
    checkSize(tensor::position, t.m_position.size(), t.m_units, "one per unit");
    checkSize(tensor::length, t.m_length.size(), t.m_examples, "one per example");
    checkSize(tensor::similarity, t.m_similarity.size(), perExit, "units × exits");
    checkSize(tensor::learned, t.m_learned.size(), perExit, "units × exits");
    checkSize(tensor::layerFlops, t.m_layerFlops.size(), t.m_examples * t.m_exits, "examples × exits");
    checkSize(tensor::textOffset, t.m_textOffset.size(), t.m_examples + 1, "examples + 1");
    checkExitLayer();
    checkLabels();
    checkNotBelow(tensor::position, t.m_position, 0);
    checkNotBelow(tensor::length, t.m_length, 0);
    checkFlops();
    checkEmbedding();
    checkText();
    nameExits();
    checkExits(t);
    checkUnits(t);
}

void TraceBuilder::nameExits()
{
    Trace& t = *m_trace;
    if (!t.m_exitLayer.empty())
        return;
    t.m_defaultExitLayer.resize(static_cast<std::size_t>(t.m_exits));
    for (std::size_t e = 0; e < t.m_defaultExitLayer.size(); ++e)
        t.m_defaultExitLayer[e] = static_cast<std::int32_t>(e + 1);
    t.m_exitLayer = t.m_defaultExitLayer;
}

void TraceBuilder::checkExitLayer() const
{
    const auto layers = m_trace->m_exitLayer;
    for (std::size_t e = 0; e < layers.size(); ++e)
        if (layers[e] < 1 || (e > 0 && layers[e] <= layers[e - 1]))
            fail(tensor::exitLayer, "is " + std::to_string(layers[e]) + " at exit " + std::to_string(e + 1),
                "layers count from 1 and ascend");
}

void TraceBuilder::checkExample() const
{
    const auto examples = m_trace->m_example;
    if (!examples.empty() && examples.front() < 0)
        fail(tensor::example, "is " + std::to_string(examples.front()) + " at unit 0", "examples count from 0");
    const auto fall = std::adjacent_find(examples.begin(), examples.end(), std::greater<>());
    if (fall != examples.end())
        fail(tensor::example, "falls from " + std::to_string(fall[0]) + " to " + std::to_string(fall[1]) + " after unit "
                + std::to_string(fall - examples.begin()),
            "write the units in the order of their examples");
    if (!examples.empty() && examples.back() == std::numeric_limits<std::int64_t>::max())
        fail(tensor::example, "names example " + std::to_string(examples.back()), "examples count from 0");
}

void TraceBuilder::checkLabels() const
{
    const auto& t = *m_trace;
    const auto bad = std::find_if(t.m_labels.begin(), t.m_labels.end(),
        [&](std::int64_t label) { return label < -1 || label >= t.m_classes; });
    if (bad != t.m_labels.end())
        fail(tensor::labels, "is " + std::to_string(*bad) + " at unit " + std::to_string(bad - t.m_labels.begin()),
            "use 0 to " + std::to_string(t.m_classes - 1) + ", or -1 for no label");
    const auto count = static_cast<std::int64_t>(t.m_info.labelNames.size());
    if (count != 0 && count != t.m_classes)
        throw InputError(t.m_path,
            "metadata \"label_names\" has " + std::to_string(count) + " names for " + std::to_string(t.m_classes)
                + " classes",
            "name every class in the logits' order, or none");
}

void TraceBuilder::checkNotBelow(
    const char* name, std::span<const std::int32_t> values, std::int32_t least) const
{
    const auto bad = std::find_if(values.begin(), values.end(), [&](std::int32_t value) { return value < least; });
    if (bad != values.end())
        fail(name, "is " + std::to_string(*bad) + " at entry " + std::to_string(bad - values.begin()),
            "use numbers of at least " + std::to_string(least));
}

/// Cumulative costs: finite, not negative, not falling along the exits.
void TraceBuilder::checkFlops() const
{
    const auto& t = *m_trace;
    const auto exits = static_cast<std::size_t>(t.m_exits);
    for (std::size_t i = 0; i < t.m_layerFlops.size(); ++i) {
        const float before = i % exits == 0 ? 0.0F : t.m_layerFlops[i - 1];
        if (std::isfinite(t.m_layerFlops[i]) && t.m_layerFlops[i] >= before)
            continue;
        fail(tensor::layerFlops,
            "falls or is no number at example " + std::to_string(i / exits) + ", exit " + std::to_string(i % exits + 1),
            "write the cumulative FLOPs up to and including each exit");
    }
}

/// Finite: distances between examples are taken from them.
void TraceBuilder::checkEmbedding()
{
    Trace& t = *m_trace;
    if (t.m_embedding.empty())
        return;
    const auto rows = static_cast<std::size_t>(t.m_examples);
    const auto* inFile = t.m_file ? t.m_file->find(tensor::embedding) : nullptr;
    if (t.m_embedding.size() % rows != 0 || (inFile && inFile->shape.front() != t.m_examples))
        fail(tensor::embedding,
            "has " + std::to_string(t.m_embedding.size()) + " values, which is not one row for each of the "
                + std::to_string(rows) + " examples",
            "write it as [N, D]");
    t.m_embeddingWidth = static_cast<std::int64_t>(t.m_embedding.size() / rows);
    const auto bad = std::find_if(t.m_embedding.begin(), t.m_embedding.end(), [](float v) { return !std::isfinite(v); });
    if (bad != t.m_embedding.end())
        fail(tensor::embedding,
            "is not a finite number at example "
                + std::to_string((bad - t.m_embedding.begin()) / t.m_embeddingWidth),
            "write the mean of the example's word embeddings");
}

void TraceBuilder::checkText() const
{
    const auto& t = *m_trace;
    const auto offsets = t.m_textOffset;
    if (offsets.empty())
        return;
    if (offsets.front() < 0 || offsets.back() > static_cast<std::int64_t>(t.m_text.size())
        || !std::is_sorted(offsets.begin(), offsets.end()))
        fail(tensor::textOffset, "does not ascend within the " + std::to_string(t.m_text.size()) + " bytes of text");
}

std::shared_ptr<const Trace> Trace::open(const std::filesystem::path& path)
{
    return TraceBuilder().fromFile(path);
}

std::shared_ptr<const Trace> Trace::fromArrays(Arrays arrays, std::int64_t classes, TraceInfo info)
{
    return TraceBuilder().fromArrays(std::move(arrays), classes, std::move(info));
}

std::string_view Trace::text(std::int64_t example) const
{
    if (m_textOffset.empty() || example < 0 || example >= m_examples)
        return {};
    const auto begin = static_cast<std::size_t>(m_textOffset[static_cast<std::size_t>(example)]);
    const auto end = static_cast<std::size_t>(m_textOffset[static_cast<std::size_t>(example) + 1]);
    return { reinterpret_cast<const char*>(m_text.data()) + begin, end - begin };
}

} // namespace exitscope::trace
