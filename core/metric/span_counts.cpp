#include "core/metric/span_counts.h"

#include "core/error.h"

#include <algorithm>
#include <cassert>

namespace exitscope::metric {

namespace {

double ratio(std::int64_t part, std::int64_t whole)
{
    return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : 0.0;
}

} // namespace

double SpanCounts::precision() const { return ratio(correct, predicted); }

double SpanCounts::recall() const { return ratio(correct, labelled); }

double SpanCounts::f1() const { return ratio(2 * correct, labelled + predicted); }

SpanCounts& SpanCounts::operator+=(const SpanCounts& other)
{
    labelled += other.labelled;
    predicted += other.predicted;
    correct += other.correct;
    return *this;
}

SpanCounts& SpanCounts::operator-=(const SpanCounts& other)
{
    labelled -= other.labelled;
    predicted -= other.predicted;
    correct -= other.correct;
    return *this;
}

SpanCounts countSpans(std::span<const data::SpanTag> labels, std::span<const data::SpanTag> predictions)
{
    assert(labels.size() == predictions.size());
    constexpr data::SpanTag outside {};
    SpanCounts counts;
    bool isSame = false; // the open spans began together, with one type
    for (std::size_t word = 0; word < labels.size(); ++word) {
        const auto& label = labels[word];
        const auto& predicted = predictions[word];
        const auto& labelBefore = word > 0 ? labels[word - 1] : outside;
        const auto& predictedBefore = word > 0 ? predictions[word - 1] : outside;
        const bool labelStarts = data::startsSpan(labelBefore, label);
        const bool predictedStarts = data::startsSpan(predictedBefore, predicted);
        counts.labelled += labelStarts ? 1 : 0;
        counts.predicted += predictedStarts ? 1 : 0;
        if (labelStarts || predictedStarts)
            isSame = labelStarts && predictedStarts && label.type == predicted.type;
        const bool isLast = word + 1 == labels.size();
        const bool labelEnds = data::endsSpan(label, isLast ? outside : labels[word + 1]);
        const bool predictedEnds = data::endsSpan(predicted, isLast ? outside : predictions[word + 1]);
        if (labelEnds && predictedEnds && isSame)
            ++counts.correct;
        if (labelEnds || predictedEnds)
            isSame = false;
    }
    return counts;
}

bool hasSpans(const trace::Trace& trace)
{
    return !trace.example().empty() && !trace.position().empty() && !trace.isRegression()
        && data::areSpanTags(trace.info().labelNames);
}

SpanTally::SpanTally(const trace::Trace& trace, std::span<const std::int32_t> predicted)
    : m_trace(trace)
{
    if (!hasSpans(trace) || trace.labels().empty())
        throw InputError(trace.path(), "has no labelled words with tags that mark spans", "give a trace of a tagging task");
    for (const auto& name : trace.info().labelNames)
        m_tags.push_back(*data::parseSpanTag(name)); // views of the trace's own names
    const auto examples = trace.example();
    for (std::int64_t example = 0; example <= trace.examples(); ++example)
        m_firstUnit.push_back(std::lower_bound(examples.begin(), examples.end(), example) - examples.begin());
    const auto units = static_cast<std::size_t>(trace.units());
    m_labels.resize(units);
    m_predicted.resize(units);
    for (std::size_t unit = 0; unit < units; ++unit) {
        const auto label = trace.labels()[unit];
        if (label < 0)
            continue;
        m_labels[unit] = m_tags[static_cast<std::size_t>(label)];
        m_predicted[unit] = m_tags[static_cast<std::size_t>(predicted[unit])];
    }
    for (std::int64_t example = 0; example < trace.examples(); ++example)
        m_counts += countsOf(example);
}

SpanCounts SpanTally::countsOf(std::int64_t example) const
{
    const auto first = static_cast<std::size_t>(m_firstUnit[static_cast<std::size_t>(example)]);
    const auto count = static_cast<std::size_t>(m_firstUnit[static_cast<std::size_t>(example) + 1]) - first;
    return countSpans(std::span(m_labels).subspan(first, count), std::span(m_predicted).subspan(first, count));
}

SpanCounts SpanTally::change(std::int64_t unit, std::int32_t predicted)
{
    const auto u = static_cast<std::size_t>(unit);
    const auto& tag = m_tags[static_cast<std::size_t>(predicted)];
    if (m_trace.labels()[u] < 0 || tag == m_predicted[u])
        return {};
    const auto example = m_trace.exampleOf(unit);
    SpanCounts difference;
    difference -= countsOf(example);
    m_predicted[u] = tag;
    difference += countsOf(example);
    m_counts += difference;
    return difference;
}

} // namespace exitscope::metric
