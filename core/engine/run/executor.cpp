#include "core/engine/run/executor.h"

#include "core/cost/cascade_trace.h"
#include "core/engine/model/stream.h"
#include "core/engine/run/execution_data.h"
#include "core/engine/run/model_chain.h"
#include "core/engine/run/precision_audit.h"
#include "core/engine/run/timed_pass.h"
#include "core/engine/run/token_hashes.h"
#include "core/error.h"

#include <algorithm>
#include <atomic>
#include <limits>
#include <mutex>
#include <thread>

namespace exitscope::engine {

namespace {

constexpr std::int64_t auditedExamples = 128;
constexpr int mostRepeats = 1000;

double medianOf(std::vector<double> values)
{
    if (values.empty())
        return std::numeric_limits<double>::quiet_NaN();
    std::sort(values.begin(), values.end());
    const std::size_t half = values.size() / 2;
    return values.size() % 2 ? values[half] : (values[half - 1] + values[half]) / 2;
}

/// hash:function=cluster, the one function of the input that is more than its text and length.
bool looksAtEmbeddings(const policy::PolicySpec& spec)
{
    const auto function = spec.parameters.find("function");
    return function != spec.parameters.end() && function->second == "cluster";
}

/// One request from opening the models to the medians.
class Executing
{
public:
    Executing(const ExecuteRequest& request, const JobContext& job)
        : m_request(request)
        , m_input(request.input)
        , m_job(job)
    { }

    ExecuteReport run()
    {
        m_report.end = JobEnd::Cancelled;
        checkRequest();
        enterStream(); // the caller's thread reads and tokenises; nothing here may start a pool of its own
        open();
        if (prepare() && measure())
            m_report.end = JobEnd::Finished;
        return std::move(m_report);
    }

private:
    void checkRequest() const
    {
        if (m_request.policies.empty())
            throw InputError(std::string("there is no policy to execute"), "give one, such as entropy:threshold=0.3");
        if (m_request.repeats < 1 || m_request.repeats > mostRepeats)
            throw InputError("cannot repeat " + std::to_string(m_request.repeats) + " times",
                "use 1 to " + std::to_string(mostRepeats));
        if (!m_request.furtherModels.empty() && std::ranges::any_of(m_request.policies, isTokenHash))
            throw InputError(std::string("a hash of tokens runs within one model, and several are given"),
                "execute one model at a time");
        if (m_request.furtherModels.empty())
            return;
        for (const auto& spec : m_request.policies)
            if (spec.name != "cascade" && spec.name != "fixed")
                throw InputError("policy \"" + spec.name + "\" decides within one model, and "
                        + std::to_string(m_request.furtherModels.size() + 1) + " are given",
                    "use cascade or fixed, or execute one model at a time");
    }

    void open()
    {
        m_chain.emplace(m_request);
        const auto& last = m_chain->last().facts();
        m_packTokens = m_input.packTokens > 0 ? m_input.packTokens : last.packTokens;
        const auto cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
        m_report.streams = m_input.threads > 0 ? m_input.threads : cores;
        m_report.repeats = m_request.repeats;
        m_report.precision = last.dtype;
        m_full = { "fixed", { { "layer", std::to_string(last.exitLayer.back()) } } };
        m_isByToken = last.classifiesTokens;
        const bool hasTokenHash = std::ranges::any_of(m_request.policies, isTokenHash);
        for (int stream = 0; stream < m_report.streams; ++stream) {
            m_streams.push_back(m_isByToken ? m_chain->tokenStream() : m_chain->stream());
            if (hasTokenHash && !m_isByToken)
                m_tokenStreams.push_back(m_chain->tokenStream());
            if (m_chain->isCascade())
                m_lastStreams.push_back(m_chain->lastStream());
        }
    }

    /// Data, identity and audit; whatever is wrong with a policy is found here, before minutes of work. False once
    /// cancelled.
    bool prepare()
    {
        const auto source = TokenSource::open(m_input, m_chain->first().facts(), m_job);
        if (!source)
            return false;
        auto data = readAll(*source, m_packTokens, m_job);
        if (!data)
            return false;
        m_data = std::move(*data);
        if (!m_chain->requireSameReading(m_data, m_input, m_job))
            return false;
        if (std::ranges::any_of(m_request.policies, looksAtEmbeddings))
            for (const UnitPack& one : m_data.packs) {
                const auto means = m_chain->first().meanWords(one.pack);
                m_embedding.insert(m_embedding.end(), means.begin(), means.end());
            }
        if (!m_hashes.load(m_request, m_chain->last().facts(), m_job))
            return false;
        for (const auto& spec : m_request.policies)
            (void)runningPolicy(spec, m_chain->facts());
        addNotes(*source);
        m_single = m_data.sample(std::max<std::int64_t>(m_request.batch1Examples, 0), 1);
        for (const auto& pack : m_single)
            m_singleUnits += static_cast<std::int64_t>(pack.units.size());
        m_report.batch1Examples = static_cast<std::int64_t>(m_single.size());
        return describe(source->info()) && (m_input.precision == Precision::F32 || audit());
    }

    void note(const ExitModel& model, const std::string& text)
    {
        m_report.notes.push_back(m_chain->isCascade() ? model.facts().name + ": " + text : text);
    }

    void addNotes(const TokenSource& source)
    {
        const auto add = [&](const std::vector<std::string>& notes) {
            m_report.notes.insert(m_report.notes.end(), notes.begin(), notes.end());
        };
        for (const auto& model : m_chain->models())
            for (const auto& text : model->facts().notes)
                note(*model, text);
        add(source.notes());
        add(source.info().warnings);
        if (source.info().dropped > 0)
            m_report.notes.push_back(
                std::to_string(source.info().dropped) + " rows without a gold label were left out");
        if (m_data.truncated > 0)
            m_report.notes.push_back(std::to_string(m_data.truncated)
                + (m_isByToken ? " sentences hold a word longer than the longest input, which was cut"
                               : " examples were cut to the longest input"));
        if (m_data.windowed > 0)
            m_report.notes.push_back(std::to_string(m_data.windowed)
                + " sentences are longer than the model's positions and were read in windows that overlap by a quarter");
        add(m_hashes.notes());
    }

    /// The frames; false once cancelled.
    bool describe(const data::DatasetInfo& dataset)
    {
        std::vector<std::shared_ptr<const trace::Trace>> frames;
        for (const auto& model : m_chain->models()) {
            const std::string hash = model->sha256(m_job);
            if (hash.empty())
                return false;
            frames.push_back(
                frameOf(m_data, model->facts(), dataset, m_input.task.empty() ? dataset.task : m_input.task, hash));
        }
        m_report.frame = m_chain->isCascade() ? cost::cascadeOf(frames) : frames.front();
        m_report.models = std::move(frames);
        return true;
    }

    bool audit()
    {
        std::vector<Pack> sample;
        for (auto& chosen : m_data.sample(auditedExamples, m_packTokens))
            sample.push_back(std::move(chosen.pack));
        for (const auto& model : m_chain->models()) {
            const auto& facts = model->facts();
            const auto found = auditPrecision(*openModel(facts.path, Precision::F32), *model, sample, m_job);
            if (!found)
                return false;
            note(*model, facts.dtype + ": " + found->text());
        }
        return true;
    }

    std::unique_ptr<policy::RunningPolicy> runningPolicy(const policy::PolicySpec& spec, policy::RunFacts known) const
    {
        if (isTokenHash(spec))
            return hashPolicy(m_hashes.of(spec), m_data, m_chain->last().facts().exitLayer);
        known.units = m_data.units();
        if (m_isByToken) {
            if (spec.name == "hash")
                throw InputError(spec.text() + " decides for whole inputs, and the model classifies tokens",
                    "use function=frequency, mutual-information, clustered, random-consistent or random-inconsistent");
            return policy::runningPolicy(spec, known);
        }
        known.length = m_data.length;
        known.embedding = m_embedding;
        if (!m_data.text.empty()) // pre-tokenised data has none
            known.text = [this](std::int64_t unit) { return m_data.textOf(unit); };
        return policy::runningPolicy(spec, known);
    }

    policy::Outcome emptyOutcome() const
    {
        const auto units = static_cast<std::size_t>(m_data.units());
        policy::Outcome outcome;
        outcome.exit.resize(units);
        if (m_chain->last().facts().classes > 1)
            outcome.predictedClass.resize(units);
        else
            outcome.predictedValue.resize(units);
        return outcome;
    }

    /// In turns, so that what else the machine does meets all alike: the full model and every policy, packed and one at
    /// a time, and the whole again. False once cancelled.
    bool measure()
    {
        const auto& specs = m_request.policies;
        const Batching packed { m_data.packs, std::max(m_packTokens / 2, 1), m_data.units() };
        const Batching single { m_single, 1, m_singleUnits };
        m_total = (packed.units + single.units) * static_cast<std::int64_t>(specs.size() + 1) * m_request.repeats;
        std::vector<std::vector<double>> packedSeconds(specs.size() + 1), singleSeconds(specs.size() + 1);
        if (!warmUp())
            return false;
        for (int repeat = 0; repeat < m_request.repeats; ++repeat)
            for (std::size_t at = 0; at <= specs.size(); ++at) {
                const auto* spec = at == 0 ? nullptr : &specs[at - 1];
                auto outcome = emptyOutcome();
                const auto seconds = pass(spec, packed, outcome);
                if (!seconds)
                    return false;
                packedSeconds[at].push_back(*seconds);
                if (repeat == 0 && spec)
                    m_report.executions.push_back({ .spec = *spec, .outcome = outcome, .tokens = workOf(*spec) });
                if (single.units == 0)
                    continue;
                const auto alone = pass(spec, single, outcome);
                if (!alone)
                    return false;
                singleSeconds[at].push_back(
                    *alone * static_cast<double>(packed.units) / static_cast<double>(single.units));
            }
        m_report.fullSeconds = medianOf(packedSeconds[0]);
        m_report.batch1FullSeconds = medianOf(singleSeconds[0]);
        for (std::size_t at = 0; at < specs.size(); ++at) {
            m_report.executions[at].seconds = medianOf(packedSeconds[at + 1]);
            m_report.executions[at].batch1Seconds = medianOf(singleSeconds[at + 1]);
        }
        return true;
    }

    /// What the last pass ran, token by token; nothing where whole inputs left.
    std::optional<TokenWork> workOf(const policy::PolicySpec& spec) const
    {
        if (!m_isByToken && !isTokenHash(spec))
            return std::nullopt;
        TokenWork work { .layersRun = m_tally.layersRun, .flops = 2 * m_tally.macs };
        const auto& shape = m_chain->last().facts().shape.value();
        for (const auto& pack : m_data.packs) {
            work.tokens += static_cast<double>(pack.pack.ids.size());
            for (const std::int32_t length : pack.pack.lengths)
                work.fullFlops += 2 * static_cast<double>(cost::embeddingMacs(shape, length) + cost::encoderMacs(shape, length));
            work.fullFlops += 2 * static_cast<double>(pack.units.size()) * static_cast<double>(cost::headMacs(shape));
        }
        return work;
    }

    /// The streams that a policy (null: the full model) runs on.
    std::span<const std::unique_ptr<RunStream>> streamsFor(const policy::PolicySpec* spec) const
    {
        if (spec && !m_isByToken && isTokenHash(*spec))
            return m_tokenStreams;
        return spec || !m_chain->isCascade() ? m_streams : m_lastStreams;
    }

    /// Every stream runs some packs at full depth, through all models: weights are in memory then, and buffers have grown.
    bool warmUp()
    {
        const std::size_t count = std::min(m_data.packs.size(), m_streams.size());
        const std::vector<UnitPack> some(m_data.packs.begin(), m_data.packs.begin() + static_cast<std::ptrdiff_t>(count));
        const policy::PolicySpec deepest { "fixed", { { "layer", std::to_string(m_chain->facts().exitLayer.back()) } } };
        auto outcome = emptyOutcome();
        return pass(nullptr, { some, 1, 0 }, outcome)
            && (!m_chain->isCascade() || pass(&deepest, { some, 1, 0 }, outcome));
    }

    /// Wall time of one pass over `batching` under a policy, or of the full model (null); of a cascade that is the last one
    /// alone. Nothing once cancelled. A pass that was paused starts again afterwards.
    std::optional<double> pass(const policy::PolicySpec* spec, const Batching& batching, policy::Outcome& outcome)
    {
        const auto& rule = spec ? *spec : m_full;
        const std::int64_t doneBefore = m_done;
        for (;;) {
            if (!m_job.proceed())
                return std::nullopt;
            m_done = doneBefore;
            const auto policy = runningPolicy(rule, spec ? m_chain->facts() : m_chain->lastFacts());
            m_tally = {};
            PolicyPass pass { .policy = *policy,
                .needsSimilarity = policy::policyNamed(rule.name).info.needsSimilarity,
                .outcome = outcome,
                .tokens = [this](std::int64_t unit) { return m_data.tokensOf(unit); },
                .form = m_request.form,
                .ran = [this](const TokenTally& tally) {
                    const std::lock_guard lock(m_tallyMutex);
                    m_tally.layersRun += tally.layersRun;
                    m_tally.macs += tally.macs;
                } };
            if (isTokenHash(rule))
                pass.layers = [&hash = m_hashes.of(rule)](const UnitPack& pack) { return layersOf(hash, pack); };
            const auto timed = timePass(streamsFor(spec), std::move(pass), batching, m_job, [&](std::int64_t units) {
                if (batching.units > 0)
                    tell(spec ? rule.text() : "the full model", units);
            });
            if (timed.end == TimedPass::End::Cancelled)
                return std::nullopt;
            if (timed.end == TimedPass::End::Finished)
                return timed.seconds;
        }
    }

    void tell(const std::string& what, std::int64_t started)
    {
        const std::int64_t done = m_done += started;
        m_job.tell({ .done = done, .total = m_total, .unit = "examples", .note = what });
    }

    const ExecuteRequest& m_request;
    const TraceRequest& m_input;
    const JobContext& m_job;
    ExecuteReport m_report;
    std::optional<ModelChain> m_chain;
    int m_packTokens = 0;
    policy::PolicySpec m_full; ///< the last model's last exit
    ExecutionData m_data;
    std::vector<float> m_embedding; ///< [U, D] mean word embeddings, where a policy looks at them
    std::vector<UnitPack> m_single; ///< of one example each
    std::int64_t m_singleUnits = 0;
    bool m_isByToken = false; ///< the model classifies tokens
    TokenHashes m_hashes;
    std::vector<std::unique_ptr<RunStream>> m_streams, m_lastStreams; ///< the latter of a cascade's last model alone
    std::vector<std::unique_ptr<RunStream>> m_tokenStreams; ///< of a model of whole inputs, for hashes of tokens
    std::mutex m_tallyMutex;
    TokenTally m_tally; ///< of the pass under way, from all streams
    std::atomic<std::int64_t> m_done = 0;
    std::int64_t m_total = 0;
};

} // namespace

ExecuteReport executePolicies(const ExecuteRequest& request, const JobContext& job)
{
    return Executing(request, job).run();
}

} // namespace exitscope::engine
