#include "core/sweep/evaluate.h"

namespace exitscope::sweep {

Evaluator::Evaluator(std::shared_ptr<const trace::Trace> trace, const cost::CostOptions& options)
    : m_trace(std::move(trace))
    , m_cost(*m_trace, options)
{
    if (m_trace->hasLabels())
        m_metrics = metric::taskMetrics(*m_trace);
    for (std::int64_t unit = 0; unit < m_trace->units(); ++unit)
        m_flopsFull += m_cost.full(unit);
}

Point Evaluator::blankPoint(const policy::PolicySpec& spec) const
{
    Point point;
    point.spec = spec;
    point.units = m_trace->units();
    point.layers = m_trace->fullLayers();
    point.flopsFull = m_flopsFull;
    point.histogram.assign(static_cast<std::size_t>(m_trace->exits()), 0);
    return point;
}

Point Evaluator::pointOf(const policy::PolicySpec& spec, const policy::Outcome& outcome) const
{
    Point point = blankPoint(spec);
    const auto heads = policy::headsTried(spec, *m_trace);
    for (std::size_t u = 0; u < outcome.exit.size(); ++u) {
        const std::int32_t exit = outcome.exit[u];
        ++point.histogram[static_cast<std::size_t>(exit)];
        point.flopsSpent += m_cost.unit(static_cast<std::int64_t>(u), exit, heads[static_cast<std::size_t>(exit)]);
    }
    for (std::size_t e = 0; e < point.histogram.size(); ++e)
        point.sumExitLayers += point.histogram[e] * m_trace->exitLayer()[e];
    point.metrics = metric::evaluate(m_metrics, *m_trace, outcome);
    return point;
}

Point Evaluator::evaluate(const policy::PolicySpec& spec) const
{
    return pointOf(spec, policy::replay(*m_trace, spec));
}

} // namespace exitscope::sweep
