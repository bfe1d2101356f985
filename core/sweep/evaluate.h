#pragma once

#include "core/cost/cost_model.h"
#include "core/metric/metrics.h"
#include "core/sweep/point.h"

#include <memory>
#include <vector>

namespace exitscope::sweep {

/// Turns outcomes over one trace into points. Made once per trace; evaluate() may be called from several threads.
class Evaluator
{
public:
    explicit Evaluator(std::shared_ptr<const trace::Trace> trace, const cost::CostOptions& options = {});

    const trace::Trace& trace() const { return *m_trace; }
    const std::shared_ptr<const trace::Trace>& sharedTrace() const { return m_trace; }
    const cost::CostModel& cost() const { return m_cost; }
    const std::vector<metric::Metric>& metrics() const { return m_metrics; } ///< of the trace's task; empty without labels

    /// Replays `spec`. Throws InputError when the trace lacks what the policy needs.
    Point evaluate(const policy::PolicySpec& spec) const;
    /// The same for an outcome that is there already, whether replayed or executed.
    Point pointOf(const policy::PolicySpec& spec, const policy::Outcome& outcome) const;
    /// A point of this trace with everything but the outcome's sums.
    Point blankPoint(const policy::PolicySpec& spec) const;

private:
    std::shared_ptr<const trace::Trace> m_trace;
    cost::CostModel m_cost;
    std::vector<metric::Metric> m_metrics;
    double m_flopsFull = 0;
};

} // namespace exitscope::sweep
