#include "core/engine/run/text_tracer.h"

#include "core/cost/cost_model.h"
#include "core/data/text_stream.h"
#include "core/engine/model/step_kernels.h"
#include "core/engine/model/stream.h"
#include "core/engine/run/prompts.h"
#include "core/engine/run/step_cost.h"
#include "core/engine/run/window_reader.h"
#include "core/error.h"
#include "core/io/sha256.h"
#include "core/trace/trace_writer.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <exception>
#include <mutex>
#include <thread>

namespace exitscope::engine {

namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// What every word adds to a text in which it does not come first; special ones and parts of characters as the vocabulary has
/// them. [V], the rows that no token has by number.
std::vector<std::string> wordNames(const data::Tokenizer& tokenizer, std::int64_t vocabulary)
{
    std::vector<std::string> names;
    const auto tokens = static_cast<data::TokenId>(std::min<std::int64_t>(vocabulary, tokenizer.vocabularySize()));
    std::vector<data::TokenId> before;
    tokenizer.appendIds("a", before);
    for (data::TokenId id = 0; id < tokens; ++id) {
        data::TextStream told(tokenizer, before);
        std::string name = told.add(id);
        names.push_back(name.empty() ? tokenizer.token(id) : std::move(name));
    }
    while (std::ssize(names) < vocabulary)
        names.push_back('#' + std::to_string(names.size()));
    return names;
}

trace::TracePlan planOf(const Decoder& decoder, const data::Tokenizer& tokenizer, const TextWindows& windows,
    WindowTraceOptions& options, const std::string& modelHash)
{
    const DecoderConfig& config = decoder.config();
    trace::TracePlan plan;
    plan.units = windows.units();
    plan.exits = std::ssize(config.exitLayer);
    plan.classes = config.vocabulary;
    plan.exitLayer = config.exitLayer;
    plan.isCompact = plan.withLabels = plan.withSimilarity = plan.withGold = plan.withFinalRank = true;
    plan.withLearned = config.hasClassifier;
    plan.topCount = options.topWords;
    plan.example = windows.exampleOfUnits();
    plan.position = windows.positions();
    plan.length = windows.lengths();
    plan.layerFlops = windowFlops(config, windows);
    plan.textOffset = windows.textOffset();
    plan.unitText = windows.unitText();
    plan.takenLayer = std::move(options.takenLayer);
    plan.info = std::move(options.info);
    plan.info.modelName = decoder.checkpoint().name();
    plan.info.modelSha256 = modelHash;
    plan.info.labelNames = wordNames(tokenizer, config.vocabulary);
    const auto head = 2 * cost::wordHeadMacs(decoderShape(config));
    plan.info.extra.insert(plan.info.extra.end(),
        { { "dtype", "f32" }, { "heads", config.hasOwnHeads ? "own" : "the last head at every layer" },
            { "units", "tokens" }, { cost::headFlopsKey, std::to_string(head) } });
    if (config.hasClassifier)
        plan.info.extra.emplace_back("learned_kind", "exit classifier");
    const nlohmann::json identity { modelHash, options.identity, options.topWords, stepKernels().name };
    plan.identity = io::Sha256().update(identity.dump()).hex();
    return plan;
}

/// Streams that take one window after the other.
class WindowStreams
{
public:
    WindowStreams(std::shared_ptr<const Decoder> decoder, const TextWindows& windows, trace::TraceWriter& writer,
        int topWords, const JobContext& job)
        : m_decoder(std::move(decoder))
        , m_windows(windows)
        , m_writer(writer)
        , m_topWords(topWords)
        , m_job(job)
        , m_done(writer.presentCount())
    {
    }

    /// False once the job was stopped. Throws the first error of a stream.
    bool run(int threads)
    {
        const auto count = std::min<std::int64_t>(threads, m_windows.windows());
        {
            std::vector<std::jthread> streams;
            for (std::int64_t i = 0; i < count; ++i)
                streams.emplace_back([this] { work(); });
        }
        if (m_error)
            std::rethrow_exception(m_error);
        return !m_isStopped;
    }

    std::int64_t tokens() const { return m_tokens; }

private:
    void work()
    {
        try {
            enterStream();
            WindowReader reader(m_decoder, m_windows.longest(), m_windows.longestEncoded(), m_topWords);
            for (std::int64_t at = m_next++; at < m_windows.windows() && !m_isStopped; at = m_next++)
                if (!readWindow(reader, at))
                    m_isStopped = true;
        } catch (...) {
            const std::lock_guard lock(m_mutex);
            if (!m_error)
                m_error = std::current_exception();
            m_isStopped = true;
        }
    }

    bool readWindow(WindowReader& reader, std::int64_t at)
    {
        const auto [firstUnit, lastUnit] = m_windows.unitsOf(at);
        const auto isPresent = [&](std::int64_t from, std::int64_t to) {
            const auto& present = m_writer.present();
            return std::all_of(present.begin() + from, present.begin() + to, [](bool unit) { return unit; });
        };
        if (isPresent(firstUnit, lastUnit))
            return true;
        const auto wants = [&, first = firstUnit](std::int64_t from, std::int64_t count) {
            return !isPresent(first + from, first + from + count);
        };
        const auto found = [&, first = firstUnit](std::int64_t from, trace::TraceChunk&& chunk) {
            take(first + from, std::move(chunk));
        };
        return reader.read(m_windows.window(at), wants, found, m_job);
    }

    void take(std::int64_t firstUnit, trace::TraceChunk&& chunk)
    {
        const std::int64_t count = std::ssize(chunk.finalRank) / std::ssize(m_decoder->config().exitLayer);
        std::int64_t fresh = 0;
        for (std::int64_t unit = firstUnit; unit < firstUnit + count; ++unit) {
            chunk.units.push_back(unit);
            fresh += m_writer.present()[static_cast<std::size_t>(unit)] ? 0 : 1;
        }
        m_writer.write(chunk);
        m_tokens += count;
        const std::int64_t done = m_done += fresh;
        m_job.tell({ .done = done, .total = m_windows.units(), .unit = "tokens", .note = {} });
    }

    std::shared_ptr<const Decoder> m_decoder;
    const TextWindows& m_windows;
    trace::TraceWriter& m_writer;
    int m_topWords;
    const JobContext& m_job;
    std::atomic<std::int64_t> m_next = 0, m_done = 0, m_tokens = 0;
    std::atomic<bool> m_isStopped = false;
    std::mutex m_mutex;
    std::exception_ptr m_error;
};

void requireSuited(const TraceRequest& request)
{
    const auto refuse = [&](bool isAsked, const char* what) {
        if (isAsked)
            throw InputError(request.model, std::string("is a language model, which reads plain text: ") + what, "leave it out");
    };
    refuse(!request.textColumns.empty() || !request.labelColumn.empty(), "there are no columns");
    refuse(request.withEmbeddings, "mean word embeddings are of whole inputs");
    refuse(request.tagScheme.has_value(), "there are no tags");
    if (request.precision != Precision::F32)
        throw InputError(request.model, "is a language model, which is traced in f32", "leave --dtype out");
    if (request.stride < 0 || request.topWords < 0)
        throw InputError(std::string("a stride and a number of words are not below 0"), "0 is the usual");
}

} // namespace

bool traceWindows(std::shared_ptr<const Decoder> decoder, const data::Tokenizer& tokenizer, const TextWindows& windows,
    WindowTraceOptions options, TraceReport& report, const JobContext& job)
{
    if (options.topWords > decoder->config().vocabulary)
        throw InputError("the model has " + std::to_string(decoder->config().vocabulary) + " words", "keep fewer of them");
    const std::string modelHash = decoder->checkpoint().sha256(job);
    if (modelHash.empty())
        return false;
    report.task = options.info.task;
    report.units = windows.units();
    report.exits = std::ssize(decoder->config().exitLayer);
    report.classes = decoder->config().vocabulary;
    trace::TraceWriter writer(options.output, planOf(*decoder, tokenizer, windows, options, modelHash));
    writer.setLabels(windows.labels());
    writer.writeText(0, windows.text());
    report.resumedUnits = writer.presentCount();
    const auto start = Clock::now();
    const auto cores = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
    WindowStreams streams(std::move(decoder), windows, writer, options.topWords, job);
    if (!streams.run(options.threads > 0 ? options.threads : cores))
        return false;
    report.tokensPerSecond = static_cast<double>(streams.tokens()) / std::max(secondsSince(start), 1e-9);
    writer.finish();
    return true;
}

TraceReport traceText(const TraceRequest& request, const JobContext& job)
{
    const auto start = Clock::now();
    requireSuited(request);
    TraceReport report;
    report.end = JobEnd::Cancelled;
    const auto decoder = std::make_shared<const Decoder>(DecoderCheckpoint::open(request.model));
    const auto tokenizer = openTokenizer(decoder->checkpoint());
    const auto windows = TextWindows::read(request, decoder->config(), *tokenizer, job);
    if (!windows)
        return report;
    report.notes = decoder->checkpoint().map().notes;
    report.notes.insert(report.notes.end(), windows->notes().begin(), windows->notes().end());
    report.truncated = windows->cut();
    if (report.truncated > 0)
        report.notes.push_back(std::to_string(report.truncated) + " pairs were cut to the longest input");
    WindowTraceOptions options;
    options.output = request.output;
    options.threads = request.threads;
    options.topWords = request.topWords;
    options.info.task = request.task.empty() ? "language-model" : request.task;
    options.info.datasetName = request.data.filename().string();
    options.info.datasetSha256 = windows->sha256();
    options.identity = nlohmann::json { windows->sha256(), request.maxLength, request.stride }.dump();
    if (traceWindows(decoder, *tokenizer, *windows, std::move(options), report, job))
        report.end = JobEnd::Finished;
    report.seconds = secondsSince(start);
    return report;
}

} // namespace exitscope::engine
