#include "app/session/workspace.h"

#include "app/session/preferences.h"
#include "app/session/traced_with.h"
#include "core/cost/cascade_trace.h"
#include "core/sweep/stored_sweep.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace exitscope::app {

namespace {

std::filesystem::path toPath(const QString& path)
{
    return path.toStdString();
}

QString fromPath(const std::filesystem::path& path)
{
    return QString::fromStdString(path.string());
}

/// On a worker, with a connection of its own; the run is added to `made`.
JobEnd sweepInto(const std::filesystem::path& path, const std::shared_ptr<const trace::Trace>& trace,
    const std::vector<std::string>& specifications, const std::string& name, RunSet& made, const JobContext& context,
    const std::vector<std::shared_ptr<const trace::Trace>>& models = {})
{
    store::RunStore store(path, store::OpenMode::MustExist);
    sweep::StoredSweep sweep;
    sweep.plan.models = models;
    sweep.plan.trace = models.empty() ? trace : cost::cascadeOf(models);
    sweep.name = name;
    for (const auto& specification : specifications)
        sweep.plan.ranges.push_back(policy::parseRange(specification));
    const auto done = sweep::sweepIntoStore(store, sweep, context);
    if (std::find(made.ids.begin(), made.ids.end(), done.run) == made.ids.end()) // a job that is tried again
        made.ids.push_back(done.run);
    return done.end;
}

} // namespace

Workspace::Workspace(JobQueue* jobs, QObject* parent)
    : QObject(parent)
    , m_jobs(jobs)
{
    connect(&m_store, &OpenStore::opened, this, &Workspace::onStoreOpened);
    connect(&m_store, &OpenStore::listed, this, &Workspace::runsListed);
    connect(&m_store, &OpenStore::failed, this, &Workspace::failed);
    connect(&m_store, &OpenStore::editsEnded, this, &Workspace::editsEnded);
    connect(&m_history, &QUndoStack::indexChanged, this, &Workspace::forgetFailedEdits);
}

Workspace::~Workspace() = default;

void Workspace::openStore(const QString& path, std::function<void(bool)> then)
{
    Q_EMIT busyChanged(true);
    m_store.open(path, [this, then = std::move(then)](bool isOpen) {
        Q_EMIT busyChanged(false);
        if (then)
            then(isOpen);
    });
}

void Workspace::onStoreOpened()
{
    m_loading.drop();
    m_selected = {};
    m_history.clear();
    watchStore();
    Q_EMIT storeChanged();
    Q_EMIT runsListed();
    Q_EMIT runsLoaded(std::make_shared<const std::vector<PlottedRun>>());
    makeUnmadeEdits(storePath());
}

void Workspace::saveStoreAs(const QString& path)
{
    Q_EMIT busyChanged(true);
    m_store.copyTo(path, [this, path, from = storePath()](const QString& problem) {
        Q_EMIT busyChanged(false);
        if (!problem.isEmpty())
            Q_EMIT failed(problem);
        else
            openStore(path, [this, path, from](bool isOpen) {
                if (!isOpen)
                    return;
                makeUnmadeEdits(from);
                Q_EMIT storeSaved(path);
            });
    });
}

void Workspace::openTrace(const QString& path)
{
    Q_EMIT busyChanged(true);
    m_opening.run(
        this, [path] { return trace::Trace::open(toPath(path)); },
        [this, path](std::shared_ptr<const trace::Trace> opened) { setTrace(path, std::move(opened)); },
        [this](const QString& problem) {
            Q_EMIT busyChanged(false);
            Q_EMIT failed(problem);
        });
}

void Workspace::setTrace(const QString& path, std::shared_ptr<const trace::Trace> trace)
{
    m_trace = std::move(trace);
    m_tracePath = path;
    m_rules = scrubbedRules(*m_trace);
    m_live.reset();
    m_settings.addRecent(QStringLiteral("traces"), path);
    Q_EMIT traceChanged();
    Q_EMIT runsListed(); // the library names what was opened
    Q_EMIT liveChanged();
    if (!m_rules.empty())
        chooseRule(0);
    else
        Q_EMIT busyChanged(false);
}

void Workspace::chooseRule(int index)
{
    if (index >= 0 && static_cast<std::size_t>(index) < m_rules.size())
        prepareRule(m_rules[static_cast<std::size_t>(index)]);
}

void Workspace::prepareRule(const ScrubbedRule& rule)
{
    if (!m_trace)
        return;
    Q_EMIT busyChanged(true);
    m_preparing.run(
        this, [trace = m_trace, rule] { return prepareLivePolicy(trace, rule); },
        [this](std::shared_ptr<LivePolicy> live) {
            m_live = std::move(live);
            Q_EMIT busyChanged(false);
            Q_EMIT liveChanged();
        },
        [this](const QString& problem) {
            Q_EMIT busyChanged(false);
            Q_EMIT failed(problem);
        });
}

void Workspace::selectRuns(const RunSet& runs)
{
    m_selected = runs;
    if (!hasStore())
        return;
    m_loading.run(
        this,
        [path = toPath(storePath()), ids = runs.ids] {
            const store::RunStore reader(path, store::OpenMode::MustExist);
            return std::make_shared<const std::vector<PlottedRun>>(loadRuns(reader, ids));
        },
        [this](std::shared_ptr<const std::vector<PlottedRun>> loaded) { Q_EMIT runsLoaded(std::move(loaded)); },
        [this](const QString& problem) { Q_EMIT failed(problem); });
}

void Workspace::startTrace(engine::TraceRequest request)
{
    if (request.threads == 0)
        request.threads = storedPreferences().threads;
    m_settings.addRecent(QStringLiteral("models"), fromPath(request.model));
    m_settings.addRecent(QStringLiteral("datasets"), fromPath(request.data));
    QDir().mkpath(QFileInfo(fromPath(request.output)).absolutePath());
    rememberTracing(request);
    JobQueue::Job job;
    job.title = tr("Tracing %1").arg(fromPath(request.data.filename()));
    job.work = [request](const JobContext& context) { return engine::loadEngine()->trace(request, context).end; };
    job.onFinished = [this, request] { openTrace(fromPath(request.output)); };
    m_jobs->enqueue(std::move(job));
    Q_EMIT runsListed();
}

void Workspace::startSweep(const QStringList& specifications, const QString& name,
    const std::vector<std::shared_ptr<const trace::Trace>>& models)
{
    if (!hasStore() || !m_trace || specifications.isEmpty())
        return;
    std::vector<std::string> specs;
    for (const QString& specification : specifications)
        specs.push_back(specification.toStdString());
    auto made = std::make_shared<RunSet>();
    JobQueue::Job job;
    const QString first = QFileInfo(m_tracePath).completeBaseName();
    job.title = models.empty() ? tr("Sweeping %1").arg(first) : tr("Sweeping a cascade that begins with %1").arg(first);
    job.work = [store = toPath(storePath()), trace = m_trace, specs, name = name.toStdString(), made, models](
                   const JobContext& context) { return sweepInto(store, trace, specs, name, *made, context, models); };
    job.onFinished = [this, made] {
        m_store.refresh([this, made] { Q_EMIT sweepFinished(*made); });
    };
    job.onCancelled = [this] { m_store.refresh(); };
    m_jobs->enqueue(std::move(job));
}

void Workspace::startCalibration(const CalibrationChoice& choice)
{
    if (!m_trace && !choice.texts)
        return;
    const auto store = hasStore() ? std::optional(toPath(storePath())) : std::nullopt;
    auto picture = std::make_shared<CalibrationPicture>();
    JobQueue::Job job;
    job.title = tr("Calibrating %1").arg(QString::fromStdString(choice.policy));
    job.work = [trace = m_trace, store, choice, picture](const JobContext& context) {
        auto done = calibrateChoice(trace, choice, context);
        if (!done)
            return JobEnd::Cancelled;
        if (store)
            store::RunStore(*store, store::OpenMode::MustExist).addCalibration(done->record);
        *picture = std::move(done->picture);
        return JobEnd::Finished;
    };
    job.onFinished = [this, picture] {
        m_store.refresh();
        Q_EMIT calibrationEnded();
        Q_EMIT calibrated(*picture);
    };
    job.onCancelled = [this] { Q_EMIT calibrationEnded(); };
    m_jobs->enqueue(std::move(job));
}

void Workspace::openDemo(const Demo& demo, const std::function<void()>& then)
{
    openStore(fromPath(demo.store), [this, demo, then](bool isOpen) {
        if (!isOpen)
            return;
        if (!QFileInfo::exists(fromPath(demo.trace))) {
            traceDemo(demo);
        } else {
            openTrace(fromPath(demo.trace));
            if (runs().empty() && bin().empty()) // the program was stopped in between
                sweepDemo(demo, storePath());
        }
        then();
    });
}

void Workspace::traceDemo(const Demo& demo)
{
    engine::TraceRequest request;
    request.model = demo.model;
    request.data = demo.corpus;
    request.output = demo.trace;
    request.task = "demo";
    JobQueue::Job job;
    job.title = tr("Tracing the demo");
    job.work = [request](const JobContext& context) { return engine::loadEngine()->trace(request, context).end; };
    job.onFinished = [this, demo, store = storePath()] {
        openTrace(fromPath(demo.trace));
        sweepDemo(demo, store);
    };
    m_jobs->enqueue(std::move(job));
}

void Workspace::sweepDemo(const Demo& demo, const QString& store)
{
    auto made = std::make_shared<RunSet>();
    JobQueue::Job job;
    job.title = tr("Sweeping the demo");
    job.work = [store = toPath(store), path = demo.trace, made, entropy = tr("Demo, entropy").toStdString(),
                   patience = tr("Demo, patience").toStdString()](const JobContext& context) {
        const auto trace = trace::Trace::open(path);
        const JobEnd end = sweepInto(store, trace, { "entropy:threshold=exact" }, entropy, *made, context);
        if (end != JobEnd::Finished)
            return end;
        return sweepInto(store, trace, { "patience:patience=1:11:11" }, patience, *made, context);
    };
    job.onFinished = [this, made] {
        m_store.refresh([this, made] { Q_EMIT sweepFinished(*made); });
    };
    m_jobs->enqueue(std::move(job));
}

} // namespace exitscope::app
