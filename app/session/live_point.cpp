#include "app/session/live_point.h"

#include "app/analysis/bands.h"
#include "app/session/preferences.h"
#include "app/session/workspace.h"

#include <algorithm>
#include <chrono>

namespace exitscope::app {

using namespace std::chrono_literals;

LivePoint::LivePoint(Workspace& workspace, SelectionHub& hub, QObject* parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_hub(hub)
{
    m_rest.setSingleShot(true);
    m_rest.setInterval(250ms);
    connect(&m_rest, &QTimer::timeout, this, &LivePoint::findIntervals);
    connect(&workspace, &Workspace::liveChanged, this, &LivePoint::onLiveChanged);
    connect(&hub, &SelectionHub::operatingPointChanged, this, &LivePoint::evaluate);
}

const std::shared_ptr<LivePolicy>& LivePoint::live() const
{
    return m_workspace.live();
}

void LivePoint::onLiveChanged()
{
    m_state.reset();
    m_intervals.clear();
    m_intervalTask.drop();
    Q_EMIT liveChanged();
    if (!live())
        return;
    const ScrubbedRule& rule = live()->rule();
    OperatingPoint point { rule.policy, rule.parameter, live()->initialValue(), rule.others };
    if (m_wanted && m_wanted->policy == rule.policy && m_wanted->others == rule.others)
        point = *m_wanted;
    m_wanted.reset();
    if (m_hub.operatingPoint() == point)
        evaluate();
    else
        m_hub.setOperatingPoint(point, &m_workspace);
}

void LivePoint::evaluate()
{
    const OperatingPoint point = m_hub.operatingPoint();
    if (!live() || live()->rule().policy != point.policy)
        return;
    m_state = live()->at(point.value);
    m_intervals.clear();
    m_intervalTask.drop();
    m_rest.start();
    Q_EMIT stateChanged();
}

/// How sure the figures of the resting point are, off the GUI thread.
void LivePoint::findIntervals()
{
    if (!live() || !m_state)
        return;
    m_intervalTask.run(
        this, [trace = live()->trace(), spec = m_state->point.spec,
            options = evidence::BootstrapOptions { .draws = storedPreferences().draws }] { return intervalsAt(trace, spec, options); },
        [this](sweep::Intervals intervals) {
            m_intervals = std::move(intervals);
            Q_EMIT intervalsChanged();
        },
        [this](const QString& problem) { Q_EMIT failed(problem); });
}

void LivePoint::moveTo(double value, const QObject* origin)
{
    if (!live())
        return;
    const ScrubbedRule& rule = live()->rule();
    m_hub.setOperatingPoint({ rule.policy, rule.parameter, value, rule.others }, origin);
}

void LivePoint::goTo(const OperatingPoint& point, const QObject* origin)
{
    const auto& rules = m_workspace.rules();
    const auto found = std::find_if(rules.begin(), rules.end(), [&](const ScrubbedRule& rule) {
        return rule.policy == point.policy && rule.parameter == point.parameter;
    });
    if (found == rules.end())
        return;
    if (live() && live()->rule().policy == point.policy && live()->rule().others == point.others) {
        m_hub.setOperatingPoint(point, origin);
        return;
    }
    m_wanted = point;
    ScrubbedRule rule = *found;
    rule.others = point.others;
    m_workspace.prepareRule(rule);
}

} // namespace exitscope::app
