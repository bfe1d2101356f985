#pragma once

#include "core/trace/trace.h"

#include <cstdint>
#include <span>

namespace exitscope::metric {

/// Whether a trace is that of a language model: it says ln p of its labels, or its task is "language-model" and it has logits.
bool hasGoldLogProbs(const trace::Trace& trace);

/// ln p of a unit's label at one exit, from the trace's own column or its logits; NaN without a distribution. The unit has a label.
float goldLogProb(const trace::Trace& trace, std::int64_t unit, std::int64_t exit);

/// The sum of −ln p over labelled units that change their exits one by one. One that is no number spoils the mean for as
/// long as it is there.
class LikelihoodSum
{
public:
    void add(float logProb) { count(logProb, 1); }
    void remove(float logProb) { count(logProb, -1); }

    double perplexity() const;   ///< e^mean; NaN without a unit
    double bitsPerToken() const; ///< mean / ln 2

private:
    void count(float logProb, int by);
    double mean() const;

    std::int64_t m_units = 0, m_notFinite = 0;
    double m_sum = 0;
};

} // namespace exitscope::metric
