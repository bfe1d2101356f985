#include "app/session/pane_source.h"

#include "app/session/live_point.h"
#include "app/session/outcome_shelf.h"
#include "app/session/pinned_outcome.h"
#include "app/session/settings.h"
#include "app/session/traced_with.h"
#include "app/session/workspace.h"
#include "core/sweep/evaluate.h"

namespace exitscope::app {

namespace {

PaneOutcome replayed(const std::shared_ptr<const trace::Trace>& trace, const policy::PolicySpec& spec)
{
    auto outcome = policy::replay(*trace, spec);
    PaneOutcome pane;
    pane.rule = paneRule(spec);
    pane.point = sweep::Evaluator(trace).pointOf(spec, outcome);
    pane.outcomes = std::make_shared<const UnitOutcomes>(UnitOutcomes { std::move(outcome.exit), std::move(outcome.predictedClass) });
    return pane;
}

} // namespace

PaneSource::PaneSource(const ViewContext& context, OutcomeChoice::Kind usual, QObject* parent)
    : QObject(parent)
    , m_context(context)
    , m_usual { usual }
    , m_choice { usual }
{
    connect(&context.point, &LivePoint::stateChanged, this, &PaneSource::takeLive);
    connect(&context.hub, &SelectionHub::pinnedPointChanged, this, &PaneSource::replayPinned);
    connect(&context.workspace, &Workspace::traceChanged, this, [this] { load(Asker::Trace); });
    connect(&context.workspace, &Workspace::storeChanged, this, [this] {
        if (m_choice.kind == OutcomeChoice::Kind::Executed)
            load(Asker::Trace);
    });
    load(Asker::Trace);
}

void PaneSource::choose(const OutcomeChoice& choice)
{
    if (choice == m_choice)
        return;
    m_choice = choice;
    Q_EMIT choiceChanged();
    load(Asker::Person);
}

void PaneSource::set(std::optional<PaneOutcome> outcome)
{
    const bool isNothingNew = !outcome && !m_outcome;
    m_outcome = std::move(outcome);
    if (!isNothingNew)
        Q_EMIT changed();
}

void PaneSource::takeLive()
{
    const auto& state = m_context.point.state();
    const auto trace = m_context.workspace.trace();
    if (m_choice.kind != OutcomeChoice::Kind::Live || !state || !trace
        || static_cast<std::int64_t>(state->exits.size()) != trace->units())
        return;
    PaneOutcome pane;
    pane.rule = paneRule(state->point.spec);
    pane.point = state->point;
    pane.outcomes = std::make_shared<const UnitOutcomes>(UnitOutcomes { state->exits, state->answers });
    set(std::move(pane));
}

void PaneSource::replayPinned()
{
    if (m_choice.kind != OutcomeChoice::Kind::Pinned)
        return;
    m_task.drop();
    set({});
    const auto& point = m_context.hub.pinnedPoint();
    const auto trace = m_context.workspace.trace();
    if (!point || !trace)
        return;
    m_task.run(
        this, [trace, spec = specOf(*point)] { return replayed(trace, spec); }, [this](PaneOutcome pane) { set(std::move(pane)); },
        [this](const QString& problem) { Q_EMIT failed(problem); });
}

void PaneSource::load(Asker asker)
{
    m_task.drop();
    switch (m_choice.kind) {
    case OutcomeChoice::Kind::Live:
        set({});
        return takeLive();
    case OutcomeChoice::Kind::Pinned:
        return replayPinned();
    case OutcomeChoice::Kind::Executed:
    case OutcomeChoice::Kind::Table:
        break;
    }
    set({});
    const auto trace = m_context.workspace.trace();
    const bool isStored = m_choice.kind == OutcomeChoice::Kind::Executed && m_choice.id != takenId();
    if (!trace || (isStored && !m_context.workspace.hasStore()))
        return; // it comes
    OutcomePlaces places { m_context.workspace.storePath().toStdString(), {} };
    if (const auto made = tracingOf(m_context.workspace.tracePath(), *trace); !made.model.empty())
        places.models.push_back(made.model);
    m_task.run(
        this, [choice = m_choice, trace, places] { return readOutcome(choice, trace, places); },
        [this](PaneOutcome pane) { set(std::move(pane)); },
        [this, asker](const QString& problem) {
            m_choice = m_usual; // of another trace it says nothing
            Q_EMIT choiceChanged();
            if (asker == Asker::Person)
                Q_EMIT failed(problem);
            load(Asker::Trace);
        });
}

} // namespace exitscope::app
