#pragma once

#include "core/data/tag_scheme.h"
#include "core/trace/trace.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace exitscope::metric {

/// Spans that are labelled, that are predicted, and that are both with the same ends and type.
struct SpanCounts
{
    std::int64_t labelled = 0, predicted = 0, correct = 0;

    double precision() const; ///< 0 where nothing is predicted, as conlleval has it
    double recall() const;    ///< 0 where nothing is labelled
    double f1() const;        ///< their harmonic mean; 0 where both are 0

    SpanCounts& operator+=(const SpanCounts& other);
    SpanCounts& operator-=(const SpanCounts& other);
    friend bool operator==(const SpanCounts&, const SpanCounts&) = default;
};

/// Of one sentence, word by word, as conlleval counts.
SpanCounts countSpans(std::span<const data::SpanTag> labels, std::span<const data::SpanTag> predictions);

/// Whether a trace's units are words in sentences, and its classes tags that mark spans.
bool hasSpans(const trace::Trace& trace);

/// The spans of a trace whose predictions change unit by unit; a change costs its sentence. A unit without a label is
/// outside of every span, whatever is predicted there.
class SpanTally
{
public:
    /// Throws InputError unless hasSpans(trace) and the trace has labels; the trace outlives the tally.
    /// `predicted` [U]: the classes to begin with.
    SpanTally(const trace::Trace& trace, std::span<const std::int32_t> predicted);

    /// Gives what changed in the counts of the unit's sentence.
    SpanCounts change(std::int64_t unit, std::int32_t predicted);
    const SpanCounts& counts() const { return m_counts; }
    /// Of one example, as it stands.
    SpanCounts countsOf(std::int64_t example) const;

private:
    const trace::Trace& m_trace;
    std::vector<data::SpanTag> m_tags; ///< [C]
    std::vector<std::int64_t> m_firstUnit; ///< [N+1]
    std::vector<data::SpanTag> m_labels, m_predicted; ///< [U]
    SpanCounts m_counts;
};

} // namespace exitscope::metric
