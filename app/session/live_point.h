#pragma once

#include "app/analysis/live_policy.h"
#include "app/jobs/quick_task.h"
#include "app/session/selection_hub.h"

#include <QTimer>

#include <optional>

namespace exitscope::app {

class Workspace;

/// The hub's operating point, evaluated on the open trace: once, for every view. The state follows within the same frame;
/// the intervals follow once the point rests.
class LivePoint final : public QObject
{
    Q_OBJECT

public:
    LivePoint(Workspace& workspace, SelectionHub& hub, QObject* parent = nullptr);

    const std::shared_ptr<LivePolicy>& live() const; ///< null: no trace, or its rule is being prepared
    const std::optional<LiveState>& state() const { return m_state; } ///< empty as long as live() is null
    const sweep::Intervals& intervals() const { return m_intervals; } ///< empty while it moves

    /// The rule under the scrubber at another value of its parameter.
    void moveTo(double value, const QObject* origin);
    /// Any rule that the open trace can run; prepares it first where it is another one. Nothing happens where the trace
    /// lacks what the rule needs.
    void goTo(const OperatingPoint& point, const QObject* origin);

Q_SIGNALS:
    void liveChanged();      ///< another rule or trace, or none; the state follows
    void stateChanged();
    void intervalsChanged();
    void failed(const QString& problem);

private:
    void onLiveChanged();
    void evaluate();
    void findIntervals();

    Workspace& m_workspace;
    SelectionHub& m_hub;
    std::optional<LiveState> m_state;
    sweep::Intervals m_intervals;
    QTimer m_rest; ///< after the last move, before the intervals are computed
    QuickTask m_intervalTask;
    std::optional<OperatingPoint> m_wanted; ///< to go to once its rule is prepared
};

} // namespace exitscope::app
