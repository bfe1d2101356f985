#pragma once

#include "app/analysis/operating_point.h"
#include "app/session/run_set.h"

#include <QObject>

#include <cstdint>
#include <optional>
#include <vector>

namespace exitscope::app {

/// The one selection that every view reads and writes: current runs, operating point, selected examples. A setter
/// stores and announces once, with the originator, so that no view answers its own echo; an equal value is silent.
class SelectionHub final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    const RunSet& runs() const { return m_runs; }
    const OperatingPoint& operatingPoint() const { return m_point; }
    const std::vector<std::int64_t>& examples() const { return m_examples; } ///< unit indexes, ascending

    /// A second operating point, B, that the current one is looked at beside; none unless a person pinned one.
    const std::optional<OperatingPoint>& pinnedPoint() const { return m_pinned; }

    void setRuns(const RunSet& runs, const QObject* origin);
    void setOperatingPoint(const OperatingPoint& point, const QObject* origin);
    void setPinnedPoint(const std::optional<OperatingPoint>& point, const QObject* origin);
    void setExamples(std::vector<std::int64_t> examples, const QObject* origin);

Q_SIGNALS:
    void runsChanged(const QObject* origin);
    void operatingPointChanged(const QObject* origin);
    void pinnedPointChanged(const QObject* origin);
    void examplesChanged(const QObject* origin);

private:
    RunSet m_runs;
    OperatingPoint m_point;
    std::optional<OperatingPoint> m_pinned;
    std::vector<std::int64_t> m_examples;
};

} // namespace exitscope::app
