#include "app/session/selection_hub.h"

namespace exitscope::app {

void SelectionHub::setRuns(const RunSet& runs, const QObject* origin)
{
    if (runs == m_runs)
        return;
    m_runs = runs;
    Q_EMIT runsChanged(origin);
}

void SelectionHub::setOperatingPoint(const OperatingPoint& point, const QObject* origin)
{
    if (point == m_point)
        return;
    m_point = point;
    Q_EMIT operatingPointChanged(origin);
}

void SelectionHub::setPinnedPoint(const std::optional<OperatingPoint>& point, const QObject* origin)
{
    if (point == m_pinned)
        return;
    m_pinned = point;
    Q_EMIT pinnedPointChanged(origin);
}

void SelectionHub::setExamples(std::vector<std::int64_t> examples, const QObject* origin)
{
    if (examples == m_examples)
        return;
    m_examples = std::move(examples);
    Q_EMIT examplesChanged(origin);
}

} // namespace exitscope::app
