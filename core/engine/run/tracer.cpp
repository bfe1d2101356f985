#include "core/engine/run/tracer.h"

#include "core/cost/cost_model.h"
#include "core/engine/checkpoint/decoder_checkpoint.h"
#include "core/engine/checkpoint/describe.h"
#include "core/engine/model/row_kernels.h"
#include "core/engine/model/stream.h"
#include "core/engine/run/dataset_survey.h"
#include "core/engine/run/exit_model.h"
#include "core/engine/run/precision_audit.h"
#include "core/engine/run/stream_pool.h"
#include "core/engine/run/text_tracer.h"
#include "core/engine/run/token_source.h"
#include "core/error.h"
#include "core/io/sha256.h"
#include "core/trace/trace_writer.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <thread>

namespace exitscope::engine {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::int64_t auditedExamples = 128;
constexpr std::size_t largestTagBytes = 4u << 20; // tags are metadata, which every reader parses whole

double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// [N, E] cumulative FLOPs of sentences whose words are classified each: the layers of all windows, and at every exit a head
/// for every word.
std::vector<float> tokenFlops(
    const cost::EncoderShape& shape, const DatasetSurvey& survey, std::span<const std::int32_t> exitLayer)
{
    std::vector<float> flops;
    for (std::int64_t example = 0; example < survey.examples(); ++example) {
        const auto first = static_cast<std::size_t>(survey.windowOffset[static_cast<std::size_t>(example)]);
        const auto last = static_cast<std::size_t>(survey.windowOffset[static_cast<std::size_t>(example) + 1]);
        const auto [from, to] = survey.unitsOf(example);
        const auto all = cost::cumulativeFlops(
            shape, std::span(survey.windows).subspan(first, last - first), exitLayer, to - from);
        flops.insert(flops.end(), all.begin(), all.end());
    }
    return flops;
}

/// One trace from opening the model to the finished file.
class Tracing
{
public:
    Tracing(const TraceRequest& request, const JobContext& job)
        : m_request(request)
        , m_job(job)
    { }

    TraceReport run()
    {
        const auto start = Clock::now();
        m_report.end = JobEnd::Cancelled;
        enterStream(); // the caller's thread reads and tokenises; nothing here may start a pool of its own
        m_model = openModel(m_request.model, m_request.precision);
        m_packTokens = m_request.packTokens > 0 ? m_request.packTokens : m_model->facts().packTokens;
        m_report.notes = m_model->facts().notes;
        if (m_request.withEmbeddings && m_model->facts().classifiesTokens)
            throw InputError(m_request.model, "it classifies tokens, and mean word embeddings are of whole inputs",
                "trace without embeddings");
        if (m_request.withEmbeddings && m_model->facts().embeddingWidth == 0)
            throw InputError(m_request.model, "a TorchScript module does not show its word embeddings",
                "trace without embeddings, or from the checkpoint's folder");
        if (prepare() && trace())
            m_report.end = JobEnd::Finished;
        m_report.seconds = secondsSince(start);
        return std::move(m_report);
    }

private:
    /// Survey, hash and audit: all that the file's header says. False once cancelled.
    bool prepare()
    {
        std::string modelHash;
        std::exception_ptr hashError;
        std::jthread hashing(
            [&] { // beside the tokeniser: both take about a second for a large model or dataset
                try {
                    modelHash = m_model->sha256(m_job);
                } catch (...) {
                    hashError = std::current_exception();
                }
            });
        m_source = TokenSource::open(m_request, m_model->facts(), m_job);
        if (!m_source)
            return false;
        const bool isReduced = m_request.precision != Precision::F32;
        auto found = survey(*m_source, isReduced ? auditedExamples : 0, m_job);
        hashing.join();
        if (hashError)
            std::rethrow_exception(hashError);
        if (!found || modelHash.empty())
            return false;
        m_survey = std::move(*found);
        fillReport();
        m_info = info(modelHash);
        return !isReduced || audit();
    }

    void fillReport()
    {
        const auto& info = m_source->info();
        const auto& facts = m_model->facts();
        m_report.units = m_survey.units();
        m_report.exits = static_cast<std::int64_t>(facts.exitLayer.size());
        m_report.classes = facts.classes;
        m_report.truncated = m_survey.truncated;
        m_report.task = m_request.task.empty() ? info.task : m_request.task;
        const auto add = [&](const std::vector<std::string>& notes) {
            m_report.notes.insert(m_report.notes.end(), notes.begin(), notes.end());
        };
        add(m_source->notes());
        add(info.warnings);
        if (info.dropped > 0)
            m_report.notes.push_back(
                std::to_string(info.dropped) + " rows without a gold label were left out");
        if (m_survey.truncated > 0)
            m_report.notes.push_back(std::to_string(m_survey.truncated)
                + (facts.classifiesTokens ? " sentences hold a word longer than the longest input, which was cut"
                                          : " examples were cut to the longest input"));
        if (m_survey.windowed > 0)
            m_report.notes.push_back(std::to_string(m_survey.windowed)
                + " sentences are longer than the model's positions and were read in windows that overlap by a quarter");
    }

    trace::TraceInfo info(const std::string& modelHash) const
    {
        const auto& facts = m_model->facts();
        const auto& dataset = m_source->info();
        trace::TraceInfo info { .task = m_report.task,
            .labelNames = labelNamesOf(facts, dataset),
            .modelName = facts.name,
            .modelSha256 = modelHash,
            .datasetName = dataset.name,
            .datasetSha256 = dataset.sha256,
            .extra = {} };
        info.extra = { { "dtype", facts.dtype }, { "heads", facts.head } };
        if (facts.exitModule != ExitModule::None)
            info.extra.emplace_back("learned_kind", nameOf(facts.exitModule));
        if (facts.classifiesTokens)
            info.extra.emplace_back("units", "words");
        if (dataset.tagScheme != data::TagScheme::Plain)
            info.extra.emplace_back("tag_scheme", data::nameOf(dataset.tagScheme));
        if (facts.shape)
            info.extra.emplace_back(cost::shapeKey, cost::toJson(*facts.shape));
        if (!m_survey.tags.empty()) {
            std::string tags = nlohmann::json(m_survey.tags)
                                   .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
            if (tags.size() <= largestTagBytes)
                info.extra.emplace_back("tags", std::move(tags));
        }
        return info;
    }

    /// Compares the reduced precision with F32 on a sample and puts the result where everyone sees it.
    bool audit()
    {
        const auto exact = openModel(m_request.model, Precision::F32);
        std::vector<Pack> sample;
        for (const TokenExample& example : m_survey.sample) {
            if (sample.empty()
                || sample.back().ids.size() + example.ids.size() > static_cast<std::size_t>(m_packTokens))
                sample.emplace_back();
            append(sample.back(), example);
        }
        const auto found = auditPrecision(*exact, *m_model, sample, m_job);
        m_survey.sample.clear();
        if (!found)
            return false;
        m_report.notes.push_back(m_model->facts().dtype + ": " + found->text());
        m_info.extra.emplace_back("dtype_audit", found->text());
        return true;
    }

    static void append(Pack& pack, const TokenExample& example)
    {
        for (const std::int32_t row : example.asked)
            pack.asked.push_back(static_cast<std::int32_t>(pack.ids.size()) + row);
        pack.ids.insert(pack.ids.end(), example.ids.begin(), example.ids.end());
        pack.types.insert(pack.types.end(), example.types.begin(), example.types.end());
        pack.lengths.insert(pack.lengths.end(), example.lengths.begin(), example.lengths.end());
    }

    /// Moves the text offsets into the plan: from then on four bytes an example are held, its length.
    trace::TracePlan plan()
    {
        const auto& facts = m_model->facts();
        trace::TracePlan plan;
        plan.units = m_report.units;
        plan.exits = m_report.exits;
        plan.classes = m_report.classes;
        plan.exitLayer = facts.exitLayer;
        plan.withLabels = m_survey.isLabelled();
        plan.withSimilarity = facts.hasSimilarity;
        plan.withLearned = facts.exitModule != ExitModule::None;
        plan.embeddingWidth = m_request.withEmbeddings ? facts.embeddingWidth : 0;
        plan.length = m_survey.length;
        plan.example = m_survey.exampleOfUnits();
        plan.position = m_survey.placeOfUnits();
        m_hasText = !m_survey.textOffset.empty();
        plan.textOffset = std::move(m_survey.textOffset);
        if (facts.shape && facts.classifiesTokens)
            plan.layerFlops = tokenFlops(*facts.shape, m_survey, facts.exitLayer);
        else if (facts.shape)
            plan.layerFlopsOf = [&facts](std::span<const std::int32_t> lengths) {
                return cost::cumulativeFlops(*facts.shape, lengths, facts.exitLayer);
            };
        plan.info = m_info;
        // Packs shape the rounding of products, and so does what multiplies: a file is continued only by its
        // like.
        nlohmann::json identity { m_info.modelSha256, m_info.datasetSha256, facts.dtype, m_packTokens,
            m_request.maxLength, m_request.textColumns, m_request.labelColumn, plan.embeddingWidth, blasName(),
            rowKernels().name };
        if (facts.classifiesTokens)
            identity.push_back({ data::nameOf(m_request.tagScheme.value_or(data::TagScheme::Plain)),
                m_request.unseenTags == data::UnseenTags::LeaveOut });
        plan.identity = io::Sha256().update(identity.dump()).hex();
        return plan;
    }

    /// The second pass: packs of consecutive examples, so that results come in the dataset's order and a pack
    /// is the same whether or not an earlier run was killed. False once cancelled.
    bool trace()
    {
        trace::TraceWriter writer(m_request.output, plan());
        if (!m_survey.labels.empty())
            writer.setLabels(m_survey.labels);
        else if (!m_survey.targets.empty())
            writer.setTargets(m_survey.targets);
        m_survey.labels = {};
        m_survey.targets = {};
        m_report.resumedUnits = writer.presentCount();
        m_done = m_report.resumedUnits;
        const auto start = Clock::now();
        if (!feed(writer))
            return false;
        m_report.tokensPerSecond = static_cast<double>(m_tokens) / std::max(secondsSince(start), 1e-9);
        writer.finish();
        return true;
    }

    bool feed(trace::TraceWriter& writer)
    {
        StreamPool pool(*m_model, streams(), m_job,
            [&](const PackTask& task, PackScores&& scores) { consume(writer, task, std::move(scores)); });
        m_source->rewind();
        TokenExample example;
        std::int64_t textBytes = 0;
        for (std::int64_t first = 0; first < m_survey.examples();) {
            const std::int64_t count = packedExamples(m_survey.rows, first, m_packTokens);
            const auto& present = writer.present();
            const std::int64_t firstUnit = m_survey.unitsOf(first).first;
            const std::int64_t lastUnit = m_survey.unitsOf(first + count - 1).second;
            const bool isPresent = std::all_of(
                present.begin() + firstUnit, present.begin() + lastUnit, [](bool unit) { return unit; });
            PackTask task { .firstUnit = firstUnit, .pack = {} };
            std::string text;
            for (std::int64_t at = first; at < first + count; ++at) {
                const auto [from, to] = m_survey.unitsOf(at);
                if (!m_source->next(example) || example.units() != to - from
                    || static_cast<std::int32_t>(example.ids.size()) != m_survey.rows[static_cast<std::size_t>(at)])
                    throw InputError(m_request.data, "it changed while it was being read", "start again");
                text += example.text();
                if (!isPresent)
                    append(task.pack, example);
            }
            if (m_hasText)
                writer.writeText(textBytes, text);
            textBytes += static_cast<std::int64_t>(text.size());
            if (!isPresent && !pool.submit(std::move(task)))
                return false;
            first += count;
        }
        return pool.finish();
    }

    int streams() const
    {
        const auto cores = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
        return m_request.threads > 0 ? m_request.threads : cores;
    }

    void consume(trace::TraceWriter& writer, const PackTask& task, PackScores&& scores)
    {
        const auto count = static_cast<std::int64_t>(task.pack.askedRows());
        trace::TraceChunk chunk { .units = {},
            .logits = std::move(scores.logits),
            .similarity = std::move(scores.similarity),
            .learned = std::move(scores.learned),
            .embedding = m_request.withEmbeddings ? m_model->meanWords(task.pack) : std::vector<float>() };
        std::int64_t fresh = 0;
        for (std::int64_t unit = task.firstUnit; unit < task.firstUnit + count; ++unit) {
            chunk.units.push_back(unit);
            fresh += !writer.present()[static_cast<std::size_t>(unit)];
        }
        writer.write(chunk);
        m_tokens += static_cast<std::int64_t>(task.pack.ids.size());
        const std::int64_t done = m_done += fresh;
        m_job.tell({ .done = done,
            .total = m_report.units,
            .unit = m_survey.unitOffset.empty() ? "examples" : "words",
            .note = {} });
    }

    const TraceRequest& m_request;
    const JobContext& m_job;
    TraceReport m_report;
    std::shared_ptr<const ExitModel> m_model;
    int m_packTokens = 0;
    std::unique_ptr<TokenSource> m_source;
    DatasetSurvey m_survey;
    trace::TraceInfo m_info;
    bool m_hasText = false;
    std::atomic<std::int64_t> m_done = 0, m_tokens = 0;
};

} // namespace

TraceReport traceDataset(const TraceRequest& request, const JobContext& job)
{
    if (isDecoderCheckpoint(request.model))
        return traceText(request, job);
    if (!request.targets.empty() || request.stride > 0 || request.topWords > 0)
        throw InputError(request.model, "is no language model, and --target, --stride and --top are for those", "leave them out");
    return Tracing(request, job).run();
}

} // namespace exitscope::engine
