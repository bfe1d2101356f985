#pragma once

#include "app/analysis/operating_point.h"
#include "core/policy/policy.h"
#include "core/sweep/point.h"
#include "core/trace/trace.h"

#include <QString>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace exitscope::app {

/// A rule that the scrubber can move: its name and the one parameter that moves.
struct ScrubbedRule
{
    std::string policy;    ///< "entropy"
    std::string parameter; ///< "threshold", "patience", "votes", "layer"
    QString title;         ///< "Entropy"
    bool isInteger = false;
    double low = 0, high = 1;
    std::map<std::string, std::string> others = {}; ///< further parameters that are not at their default
};

/// The rules that can run on a trace and have a parameter to move, in registry order but for entropy, which comes first.
std::vector<ScrubbedRule> scrubbedRules(const trace::Trace& trace);

/// Everything that the views show of one operating point.
struct LiveState
{
    sweep::Point point;
    std::vector<std::int32_t> exits;     ///< [U] 0-based
    std::vector<std::int32_t> answers;   ///< [U] class with which it leaves; empty for regression
    std::optional<double> headroom;      ///< share of the oracle's taken, by layers (core/optimise/headroom.h), where there is one
    std::vector<double> rightWhereLeft;  ///< [E] share of right ones among those that leave there; NaN where none
};

/// One rule on one trace, prepared off the GUI thread so that any value of its parameter is answered within a frame.
class LivePolicy
{
public:
    /// The trade-off of the rule: columns of equal length, by ascending parameter value. Of an exact curve only what is
    /// Pareto-optimal, so that it can be drawn at once.
    struct Curve
    {
        std::vector<double> value;
        std::vector<double> layerSpeedup, flopsRatio, meanExit;
        std::vector<double> metric; ///< empty without labels
        sweep::Point any;           ///< of the curve: what a share of the full model's cost is in layers or FLOPs
    };

    virtual ~LivePolicy() = default;

    const ScrubbedRule& rule() const { return m_rule; }
    const std::shared_ptr<const trace::Trace>& trace() const { return m_trace; }
    const std::string& metric() const { return m_metric; } ///< the curve's; empty without labels
    const Curve& curve() const { return m_curve; }
    /// Values at which something changes, ascending; the slider visits these.
    const std::vector<double>& breakpoints() const { return m_breakpoints; }
    double initialValue() const { return m_initial; } ///< cheapest point within one per cent of the full model
    /// Each exit alone, [E]; empty without labels. The last one is the full model.
    const std::vector<double>& metricByExit() const { return m_metricByExit; }

    /// GUI thread. `with`: whatever the views need.
    virtual LiveState at(double value) = 0;
    policy::PolicySpec specAt(double value) const;

protected:
    ScrubbedRule m_rule;
    std::shared_ptr<const trace::Trace> m_trace;
    std::string m_metric;
    Curve m_curve;
    std::vector<double> m_breakpoints;
    std::vector<double> m_metricByExit;
    double m_initial = 0;
};

/// Some milliseconds to some seconds; call it on a worker. Throws InputError where the trace lacks what the rule needs.
std::shared_ptr<LivePolicy> prepareLivePolicy(std::shared_ptr<const trace::Trace> trace, const ScrubbedRule& rule);

} // namespace exitscope::app
