#pragma once

#include "app/session/run_set.h"

#include <QObject>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace exitscope::app {

/// Where on its trade-off a policy is operated: a rule and the value of the one parameter that the scrubber moves.
struct OperatingPoint
{
    std::string policy;    ///< "entropy"; empty = none yet
    std::string parameter; ///< "threshold", "patience", "layer"
    double value = 0;
    std::map<std::string, std::string> others = {}; ///< the rule's further parameters, as on the command line

    friend bool operator==(const OperatingPoint&, const OperatingPoint&) = default;
};

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

    void setRuns(const RunSet& runs, const QObject* origin);
    void setOperatingPoint(const OperatingPoint& point, const QObject* origin);
    void setExamples(std::vector<std::int64_t> examples, const QObject* origin);

Q_SIGNALS:
    void runsChanged(const QObject* origin);
    void operatingPointChanged(const QObject* origin);
    void examplesChanged(const QObject* origin);

private:
    RunSet m_runs;
    OperatingPoint m_point;
    std::vector<std::int64_t> m_examples;
};

} // namespace exitscope::app
