#include "app/session/workspace.h"

#include "app/analysis/hash_text.h"
#include "app/analysis/pane_outcome.h"
#include "app/session/preferences.h"
#include "core/engine/checkpoint/checkpoint.h"
#include "core/error.h"
#include "core/hashee/token_hash_file.h"
#include "core/io/sha256.h"
#include "core/sweep/executed_points.h"
#include "core/sweep/execution_check.h"
#include "core/sweep/stored_execution.h"

namespace exitscope::app {

namespace {

struct Kept
{
    OutcomeChoice point;
    QStringList notes;
};

bool areOther(const std::string& a, const std::string& b)
{
    return !a.empty() && !b.empty() && a != b;
}

/// Whether model and data are those of the trace, by their hashes, which takes seconds where running takes minutes. False once
/// stopped; throws InputError where they are others.
bool isTracedWork(const trace::Trace& trace, const engine::TraceRequest& input, const JobContext& job)
{
    job.tell({ .done = 0, .total = 0, .unit = {}, .note = "reading model and data" });
    if (areOther(io::sha256OfFile(input.data), trace.info().datasetSha256))
        throw InputError(input.data, "is not the data of the open trace, by its hash", "choose what was traced");
    if (!std::filesystem::is_directory(input.model))
        throw InputError(input.model, "is one file, and only a model's folder can run layer by layer", "choose the model's folder");
    const auto hash = engine::Checkpoint::open(input.model)->sha256(job);
    if (areOther(hash, trace.info().modelSha256))
        throw InputError(input.model, "is not the model of the open trace, by its hash", "choose the one that was traced");
    return !hash.empty();
}

JobEnd executeInto(const std::filesystem::path& path, const std::shared_ptr<const trace::Trace>& trace,
    const engine::ExecuteRequest& request, Kept& kept, const JobContext& job)
{
    if (!isTracedWork(*trace, request.input, job))
        return JobEnd::Cancelled;
    const auto report = engine::loadEngine()->execute(request, job);
    if (report.end == JobEnd::Cancelled)
        return JobEnd::Cancelled;
    sweep::requireSameWork(*trace, *report.frame);
    std::vector<std::string> policies;
    for (const auto& spec : request.policies)
        policies.push_back(spec.text());
    const auto outcomes = sweep::executedOutcomes(report);
    store::RunStore store(path, store::OpenMode::MustExist);
    const auto run = sweep::storeExecution(store,
        { .name = {},
            .policies = policies,
            .options = sweep::executionOptions(request, report),
            .models = report.models,
            .traces = {},
            .outcomes = outcomes },
        sweep::executedPoints(report));
    kept.point = { OutcomeChoice::Kind::Executed, QString::fromStdString(store.run(run).summary.uuid) + QStringLiteral("/0") };
    for (const auto& note : report.notes)
        kept.notes << QString::fromStdString(note);
    return JobEnd::Finished;
}

} // namespace

void Workspace::startExecution(engine::ExecuteRequest request)
{
    if (!hasStore() || !m_trace || request.policies.size() != 1)
        return;
    if (request.input.threads == 0)
        request.input.threads = storedPreferences().threads;
    m_settings.addRecent(QStringLiteral("models"), QString::fromStdString(request.input.model.string()));
    m_settings.addRecent(QStringLiteral("datasets"), QString::fromStdString(request.input.data.string()));
    auto kept = std::make_shared<Kept>();
    JobQueue::Job job;
    job.title = tr("Executing %1").arg(paneRule(request.policies.front()));
    job.work = [store = std::filesystem::path(storePath().toStdString()), trace = m_trace, request, kept](
                   const JobContext& context) { return executeInto(store, trace, request, *kept, context); };
    job.onFinished = [this, kept] {
        m_store.refresh([this, kept] { Q_EMIT executed(kept->point, kept->notes); });
    };
    m_jobs->enqueue(std::move(job));
}

void Workspace::startHash(const engine::TokenHashRequest& request, const QString& output)
{
    m_settings.addRecent(QStringLiteral("models"), QString::fromStdString(request.model.string()));
    JobQueue::Job job;
    job.title = tr("Making a %1").arg(hashText(request.function, request.buckets));
    job.work = [request, path = std::filesystem::path(output.toStdString())](const JobContext& context) {
        const auto hash = engine::buildTokenHash(request, context);
        if (!hash)
            return JobEnd::Cancelled;
        hashee::saveTokenHash(path, *hash);
        return JobEnd::Finished;
    };
    job.onFinished = [this, output, model = QString::fromStdString(request.model.string())] {
        Q_EMIT runsListed(); // the library's model has a table now
        Q_EMIT hashMade(output, model);
    };
    m_jobs->enqueue(std::move(job));
    Q_EMIT runsListed();
}

} // namespace exitscope::app
