#include "core/metric/gold_scores.h"

#include "core/metric/metrics.h"
#include "core/policy/softmax_scores.h"

#include <cmath>
#include <limits>
#include <numbers>

namespace exitscope::metric {

bool hasGoldLogProbs(const trace::Trace& trace)
{
    if (trace.isRegression() || !trace.hasLabels())
        return false;
    return !trace.goldLogProb().empty() || (!trace.isCompact() && isLanguageModelTask(trace.info().task));
}

float goldLogProb(const trace::Trace& trace, std::int64_t unit, std::int64_t exit)
{
    if (!trace.goldLogProb().empty())
        return trace.goldLogProb()[static_cast<std::size_t>(unit * trace.exits() + exit)];
    const auto logits = trace.logits(unit, exit);
    const auto row = policy::rowScores(logits);
    return logits[static_cast<std::size_t>(trace.labels()[static_cast<std::size_t>(unit)])] - row.top - row.logSum;
}

void LikelihoodSum::count(float logProb, int by)
{
    m_units += by;
    if (std::isfinite(logProb))
        m_sum -= by * static_cast<double>(logProb);
    else
        m_notFinite += by;
}

double LikelihoodSum::mean() const
{
    return m_units > 0 && m_notFinite == 0 ? m_sum / static_cast<double>(m_units)
                                           : std::numeric_limits<double>::quiet_NaN();
}

double LikelihoodSum::perplexity() const { return std::exp(mean()); }

double LikelihoodSum::bitsPerToken() const { return mean() / std::numbers::ln2; }

} // namespace exitscope::metric
