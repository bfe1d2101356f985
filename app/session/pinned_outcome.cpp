#include "app/session/pinned_outcome.h"

#include "app/plots/plot_text.h"
#include "app/session/selection_hub.h"
#include "app/session/workspace.h"

namespace exitscope::app {

policy::PolicySpec specOf(const OperatingPoint& point)
{
    policy::PolicySpec spec { point.policy, point.others };
    spec.parameters[point.parameter] = QString::number(point.value, 'g', 17).toStdString();
    return spec;
}

PinnedOutcome::PinnedOutcome(const ViewContext& context, QObject* parent)
    : QObject(parent)
    , m_context(context)
{
    connect(&context.hub, &SelectionHub::pinnedPointChanged, this, &PinnedOutcome::replay);
    connect(&context.workspace, &Workspace::traceChanged, this, &PinnedOutcome::replay);
    replay();
}

std::optional<policy::PolicySpec> PinnedOutcome::spec() const
{
    const auto& point = m_context.hub.pinnedPoint();
    return point ? std::optional(specOf(*point)) : std::nullopt;
}

QString PinnedOutcome::name() const
{
    const auto& point = m_context.hub.pinnedPoint();
    return point ? ruleText(specOf(*point)) : QString();
}

void PinnedOutcome::replay()
{
    m_task.drop();
    const bool wasThere = m_outcome != nullptr;
    m_outcome.reset();
    const auto& point = m_context.hub.pinnedPoint();
    const auto trace = m_context.workspace.trace();
    if (wasThere || !point || !trace)
        Q_EMIT changed();
    if (!point || !trace)
        return;
    m_task.run(
        this,
        [trace, spec = specOf(*point)] { return std::make_shared<const policy::Outcome>(policy::replay(*trace, spec)); },
        [this](std::shared_ptr<const policy::Outcome> outcome) {
            m_outcome = std::move(outcome);
            Q_EMIT changed();
        },
        [this](const QString& problem) { Q_EMIT failed(problem); });
}

} // namespace exitscope::app
