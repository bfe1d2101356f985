#include "core/engine/run/executor.h"

#include "core/engine/model/stream.h"
#include "core/engine/run/execution_data.h"
#include "core/engine/run/precision_audit.h"
#include "core/error.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <exception>
#include <limits>
#include <mutex>
#include <thread>

namespace exitscope::engine {

namespace {

using Clock = std::chrono::steady_clock;

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

/// Which examples run, and how many rows a product has at least.
struct Batching
{
    const std::vector<UnitPack>& packs;
    std::int64_t leastRows = 1;
    std::int64_t units = 0; ///< in the packs
};

/// One request from opening the model to the medians.
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
    }

    void open()
    {
        m_model = openModel(m_input.model, m_input.precision);
        if (!m_model->encoder())
            throw InputError(m_input.model,
                "a TorchScript module runs as a whole, so nothing can leave it early",
                "execute a checkpoint folder, or replay the policy on a trace with sweep");
        const auto& facts = m_model->facts();
        m_packTokens = m_input.packTokens > 0 ? m_input.packTokens : facts.packTokens;
        const auto cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
        m_report.streams = m_input.threads > 0 ? m_input.threads : cores;
        m_report.repeats = m_request.repeats;
        m_report.precision = facts.dtype;
        m_report.notes = facts.notes;
        m_full = { "fixed", { { "layer", std::to_string(facts.exitLayer.back()) } } };
        for (int stream = 0; stream < m_report.streams; ++stream)
            m_streams.push_back(std::make_unique<PolicyStream>(m_model->encoder()));
    }

    /// Data, identity and audit; whatever is wrong with a policy is found here, before minutes of work. False once
    /// cancelled.
    bool prepare()
    {
        const auto source = TokenSource::open(m_input, m_model->facts(), m_job);
        if (!source)
            return false;
        auto data = readAll(*source, m_packTokens, m_job);
        if (!data)
            return false;
        m_data = std::move(*data);
        if (std::ranges::any_of(m_request.policies, looksAtEmbeddings))
            for (const auto& [pack, units] : m_data.packs) {
                const auto means = m_model->meanWords(pack);
                m_embedding.insert(m_embedding.end(), means.begin(), means.end());
            }
        for (const auto& spec : m_request.policies)
            (void)runningPolicy(spec);
        addNotes(*source);
        const std::string modelHash = m_model->sha256(m_job);
        if (modelHash.empty())
            return false;
        m_report.frame = frameOf(m_data, m_model->facts(), source->info(),
            m_input.task.empty() ? source->info().task : m_input.task, modelHash);
        m_single = m_data.sample(std::max<std::int64_t>(m_request.batch1Examples, 0), 1);
        m_report.batch1Examples = static_cast<std::int64_t>(m_single.size());
        return m_input.precision == Precision::F32 || audit();
    }

    void addNotes(const TokenSource& source)
    {
        const auto add = [&](const std::vector<std::string>& notes) {
            m_report.notes.insert(m_report.notes.end(), notes.begin(), notes.end());
        };
        add(source.notes());
        add(source.info().warnings);
        if (source.info().dropped > 0)
            m_report.notes.push_back(
                std::to_string(source.info().dropped) + " rows without a gold label were left out");
        if (m_data.truncated > 0)
            m_report.notes.push_back(
                std::to_string(m_data.truncated) + " examples were cut to the longest input");
    }

    bool audit()
    {
        std::vector<Pack> sample;
        for (auto& chosen : m_data.sample(auditedExamples, m_packTokens))
            sample.push_back(std::move(chosen.pack));
        const auto found = auditPrecision(*openModel(m_input.model, Precision::F32), *m_model, sample, m_job);
        if (!found)
            return false;
        m_report.notes.push_back(m_model->facts().dtype + ": " + found->text());
        return true;
    }

    std::unique_ptr<policy::RunningPolicy> runningPolicy(const policy::PolicySpec& spec) const
    {
        const auto& facts = m_model->facts();
        policy::RunFacts known;
        known.model = facts.path;
        known.units = m_data.units();
        known.classes = facts.classes;
        known.exitLayer = facts.exitLayer;
        known.hasSimilarity = facts.hasSimilarity;
        known.hasLearned = facts.exitModule != ExitModule::None;
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
        if (m_model->facts().classes > 1)
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
        const Batching packed { m_data.packs, m_packTokens / 2, m_data.units() };
        const Batching single { m_single, 1, m_report.batch1Examples };
        m_total = (packed.units + single.units) * static_cast<std::int64_t>(specs.size() + 1) * m_request.repeats;
        std::vector<std::vector<double>> packedSeconds(specs.size() + 1), singleSeconds(specs.size() + 1);
        if (!warmUp())
            return false;
        for (int repeat = 0; repeat < m_request.repeats; ++repeat)
            for (std::size_t at = 0; at <= specs.size(); ++at) {
                const auto& spec = at == 0 ? m_full : specs[at - 1];
                auto outcome = emptyOutcome();
                const auto seconds = pass(spec, packed, outcome);
                if (!seconds)
                    return false;
                packedSeconds[at].push_back(*seconds);
                if (repeat == 0 && at > 0)
                    m_report.executions.push_back({ .spec = spec, .outcome = outcome });
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

    /// Every stream runs some packs at full depth: weights are in memory then, and buffers have grown.
    bool warmUp()
    {
        const std::size_t count = std::min(m_data.packs.size(), m_streams.size());
        const std::vector<UnitPack> some(m_data.packs.begin(), m_data.packs.begin() + static_cast<std::ptrdiff_t>(count));
        auto outcome = emptyOutcome();
        return pass(m_full, { some, 1, 0 }, outcome).has_value();
    }

    /// Wall time of one pass over `batching`; nothing once cancelled. The first error of a stream stops all.
    std::optional<double> pass(
        const policy::PolicySpec& spec, const Batching& batching, policy::Outcome& outcome)
    {
        const auto policy = runningPolicy(spec);
        std::atomic<std::size_t> taken = 0;
        std::atomic<bool> isStopped = false;
        std::mutex mutex;
        std::exception_ptr error;
        const PolicyPass shared { .policy = *policy,
            .needsSimilarity = policy::policyNamed(spec.name).info.needsSimilarity,
            .leastRows = batching.leastRows,
            .outcome = outcome,
            .next = [&]() -> const UnitPack* {
                const std::size_t at = taken++;
                if (at >= batching.packs.size())
                    return nullptr;
                if (batching.units > 0)
                    tell(spec, static_cast<std::int64_t>(batching.packs[at].units.size()));
                return &batching.packs[at];
            },
            .proceed = [&] { return !isStopped && m_job.proceed(); } };
        const auto work = [&](PolicyStream& stream) {
            try {
                enterStream();
                if (!stream.run(shared))
                    isStopped = true;
            } catch (...) {
                isStopped = true;
                const std::lock_guard lock(mutex);
                if (!error)
                    error = std::current_exception();
            }
        };
        const auto start = Clock::now();
        {
            std::vector<std::jthread> threads;
            for (const auto& stream : m_streams)
                threads.emplace_back([&] { work(*stream); });
        }
        const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
        if (error)
            std::rethrow_exception(error);
        if (isStopped)
            return std::nullopt;
        return seconds;
    }

    void tell(const policy::PolicySpec& spec, std::int64_t started)
    {
        const std::int64_t done = m_done += started;
        m_job.tell({ .done = done, .total = m_total, .unit = "examples", .note = spec.text() });
    }

    const ExecuteRequest& m_request;
    const TraceRequest& m_input;
    const JobContext& m_job;
    ExecuteReport m_report;
    std::shared_ptr<const ExitModel> m_model;
    int m_packTokens = 0;
    policy::PolicySpec m_full;
    ExecutionData m_data;
    std::vector<float> m_embedding; ///< [U, D] mean word embeddings, where a policy looks at them
    std::vector<UnitPack> m_single; ///< of one example each
    std::vector<std::unique_ptr<PolicyStream>> m_streams;
    std::atomic<std::int64_t> m_done = 0;
    std::int64_t m_total = 0;
};

} // namespace

ExecuteReport executePolicies(const ExecuteRequest& request, const JobContext& job)
{
    return Executing(request, job).run();
}

} // namespace exitscope::engine
