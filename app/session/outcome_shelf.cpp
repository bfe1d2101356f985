#include "app/session/outcome_shelf.h"

#include "app/analysis/hash_text.h"
#include "app/plots/plot_text.h"
#include "app/session/settings.h"
#include "app/session/workspace.h"
#include "core/engine/checkpoint/checkpoint.h"
#include "core/engine/checkpoint/describe.h"
#include "core/error.h"
#include "core/hashee/hashed_words.h"
#include "core/hashee/token_hash_file.h"
#include "core/sweep/evaluate.h"
#include "core/sweep/point_record.h"
#include "core/sweep/taken_exits.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <numeric>

namespace exitscope::app {

namespace {

QString takenRule(const sweep::TakenExits& taken)
{
    return taken.rule.empty() ? QCoreApplication::translate("OutcomeShelf", "as it was written")
                              : QString::fromStdString(taken.rule);
}

struct Asked
{
    std::shared_ptr<const trace::Trace> trace;
    std::string store;
    std::vector<std::filesystem::path> tables;
};

std::vector<OutcomeShelf::Entry> entriesFor(const Asked& asked)
{
    std::vector<OutcomeShelf::Entry> entries;
    if (const auto taken = sweep::takenExits(*asked.trace))
        entries.push_back({ { OutcomeChoice::Kind::Executed, takenId() }, OutcomeKind::Executed, takenRule(*taken) });
    if (!asked.store.empty())
        for (const auto& executed : store::RunStore(asked.store, store::OpenMode::MustExist)
                                        .executedPoints(sweep::describe(*asked.trace, {})))
            entries.push_back({ { OutcomeChoice::Kind::Executed,
                                    QStringLiteral("%1/%2").arg(QString::fromStdString(executed.run.uuid)).arg(executed.point.ordinal) },
                OutcomeKind::Executed,
                QStringLiteral("%1 · %2").arg(paneRule(sweep::pointOf(executed.point).spec), runName(executed.run)) });
    for (const auto& path : asked.tables) {
        try {
            const auto hash = hashee::loadTokenHash(path, {});
            if (hash.scale.layers == asked.trace->fullLayers())
                entries.push_back({ { OutcomeChoice::Kind::Table, QString::fromStdString(path.string()) }, OutcomeKind::Table,
                    QStringLiteral("%1 · %2").arg(
                        hashText(hash.function, hash.scale.count), QString::fromStdString(path.parent_path().filename().string())) });
        } catch (const InputError&) {
            continue; // damaged, or gone since: nothing to choose, and said where it is opened
        }
    }
    return entries;
}

PaneOutcome readTaken(const std::shared_ptr<const trace::Trace>& trace)
{
    auto taken = sweep::takenExits(*trace);
    if (!taken)
        throw InputError(trace->path(), "does not say where its units left when the model ran", "replay a policy on it");
    PaneOutcome pane;
    pane.kind = OutcomeKind::Executed;
    pane.rule = takenRule(*taken);
    pane.point = sweep::Evaluator(trace).pointOf(taken->spec, taken->outcome);
    pane.outcomes = std::make_shared<const UnitOutcomes>(
        UnitOutcomes { std::move(taken->outcome.exit), std::move(taken->outcome.predictedClass) });
    return pane;
}

UnitOutcomes outcomesFrom(store::OutcomeRecord record)
{
    return { std::move(record.exits), std::move(record.classes) };
}

PaneOutcome readExecuted(const QString& id, const trace::Trace& trace, const std::filesystem::path& path)
{
    const store::RunStore store(path, store::OpenMode::MustExist);
    const auto known = store.executedPoints(sweep::describe(trace, {}));
    const auto found = std::ranges::find_if(known, [&id](const store::ExecutedPoint& one) {
        return id == QStringLiteral("%1/%2").arg(QString::fromStdString(one.run.uuid)).arg(one.point.ordinal);
    });
    const auto outcome = found == known.end() ? std::nullopt : store.outcome(found->run.id, found->point.ordinal);
    if (!outcome)
        throw InputError(path, "does not hold what was executed of this trace", "execute it again");
    const auto isAnExit = [&trace](std::int32_t exit) { return exit >= 0 && exit < trace.exits(); };
    if (static_cast<std::int64_t>(outcome->exits.size()) != trace.units() || !std::ranges::all_of(outcome->exits, isAnExit))
        throw InputError(path, "the execution was of a model with other exits", "execute the traced one");
    PaneOutcome pane;
    pane.kind = OutcomeKind::Executed;
    pane.point = sweep::pointOf(found->point);
    pane.rule = paneRule(pane.point.spec);
    pane.outcomes = std::make_shared<const UnitOutcomes>(outcomesFrom(*outcome));
    return pane;
}

/// The folder with the tokenizer that a table was made for: its own, or one of the known models'.
std::shared_ptr<const engine::Checkpoint> modelOf(
    const std::filesystem::path& table, const std::vector<std::filesystem::path>& models)
{
    std::vector<std::filesystem::path> folders { table.parent_path() };
    folders.insert(folders.end(), models.begin(), models.end());
    for (const auto& folder : folders)
        if (std::filesystem::exists(folder / "config.json"))
            return engine::Checkpoint::open(folder);
    throw InputError(table, "there is no model beside it, whose tokenizer it needs", "put it into the model's folder");
}

PaneOutcome readTable(const std::filesystem::path& path, const std::shared_ptr<const trace::Trace>& trace,
    const std::vector<std::filesystem::path>& models)
{
    const auto model = modelOf(path, models);
    const auto& config = model->config();
    const auto tokenizer = data::loadTokenizer(
        model->path(), config.modelType.empty() ? engine::nameOf(config.family) : std::string_view(config.modelType));
    const auto hash = hashee::loadTokenHash(
        path, { tokenizer->vocabularySize(), hashee::vocabularySha256(*tokenizer), static_cast<std::int32_t>(config.layers) });
    policy::Outcome outcome;
    auto layers = *hashee::layersOfWords(
        hash, *tokenizer, static_cast<std::int32_t>(config.positions - config.positionOffset), *trace);
    for (const auto layer : layers)
        outcome.exit.push_back(hashee::exitAtOrAbove(trace->exitLayer(), layer));
    if (!trace->isRegression()) {
        const auto exits = static_cast<std::size_t>(trace->exits());
        std::vector<std::int32_t> classes(outcome.exit.size() * exits);
        policy::predictClasses(*trace, 0, trace->units(), classes);
        for (std::size_t unit = 0; unit < outcome.exit.size(); ++unit)
            outcome.predictedClass.push_back(classes[unit * exits + static_cast<std::size_t>(outcome.exit[unit])]);
    } else {
        for (std::size_t unit = 0; unit < outcome.exit.size(); ++unit)
            outcome.predictedValue.push_back(trace->logits(static_cast<std::int64_t>(unit), outcome.exit[unit]).front());
    }
    const policy::PolicySpec spec { "hash",
        { { "function", std::string(hashee::nameOf(hash.function)) }, { "buckets", std::to_string(hash.scale.count) } } };
    PaneOutcome pane;
    pane.kind = OutcomeKind::Table;
    pane.rule = paneRule(spec);
    pane.point = sweep::Evaluator(trace).pointOf(spec, outcome);
    pane.point.sumExitLayers = std::accumulate(layers.begin(), layers.end(), std::int64_t { 0 }); // frozen there, whatever exit follows
    pane.outcomes = std::make_shared<const UnitOutcomes>(UnitOutcomes { std::move(outcome.exit), std::move(outcome.predictedClass) });
    if (trace->exits() < trace->fullLayers())
        pane.layers = std::make_shared<const std::vector<std::int32_t>>(std::move(layers));
    return pane;
}

} // namespace

OutcomeShelf::OutcomeShelf(const ViewContext& context, QObject* parent)
    : QObject(parent)
    , m_context(context)
{
    connect(&context.workspace, &Workspace::traceChanged, this, &OutcomeShelf::list);
    connect(&context.workspace, &Workspace::storeChanged, this, &OutcomeShelf::list);
    connect(&context.workspace, &Workspace::runsListed, this, &OutcomeShelf::list);
    list();
}

void OutcomeShelf::addTable(const QString& path)
{
    if (m_tables.contains(path))
        return;
    m_tables << path;
    list();
}

void OutcomeShelf::setTables(const QStringList& paths)
{
    m_tables = paths;
    list();
}

void OutcomeShelf::list()
{
    m_task.drop();
    Asked asked { m_context.workspace.trace(), m_context.workspace.storePath().toStdString(), {} };
    if (!asked.trace) {
        m_entries.clear();
        Q_EMIT changed();
        return;
    }
    QStringList tables = m_tables;
    for (const QString& model : Settings().recent(QStringLiteral("models")))
        if (const QString table = QDir(model).absoluteFilePath(QLatin1String(hashee::tokenHashFile));
            QFileInfo(model).fileName() == QString::fromStdString(asked.trace->info().modelName) && !tables.contains(table))
            tables << table;
    for (const QString& table : tables)
        if (QFileInfo::exists(table) && isTokenTrace(*asked.trace))
            asked.tables.emplace_back(table.toStdString());
    m_task.run(
        this, [asked] { return entriesFor(asked); },
        [this](std::vector<Entry> entries) {
            m_entries = std::move(entries);
            Q_EMIT changed();
        },
        [this](const QString&) { // the store cannot be read now, and says so where it is opened
            m_entries.clear();
            Q_EMIT changed();
        });
}

PaneOutcome readOutcome(
    const OutcomeChoice& choice, const std::shared_ptr<const trace::Trace>& trace, const OutcomePlaces& places)
{
    if (choice.kind == OutcomeChoice::Kind::Executed && choice.id == takenId())
        return readTaken(trace);
    return choice.kind == OutcomeChoice::Kind::Executed
        ? readExecuted(choice.id, *trace, places.store)
        : readTable(choice.id.toStdString(), trace, places.models);
}

} // namespace exitscope::app
