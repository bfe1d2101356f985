#include "core/metric/class_counts.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

namespace exitscope::metric {

ClassCounts::ClassCounts(std::int64_t classes)
    : m_predicted(static_cast<std::size_t>(std::max<std::int64_t>(classes, 2)))
    , m_actual(m_predicted.size())
{
}

void ClassCounts::count(std::int32_t predicted, std::int64_t label, std::int64_t by)
{
    m_predicted[static_cast<std::size_t>(predicted)] += by;
    m_correct += predicted == label ? by : 0;
    m_truePositives += predicted == 1 && label == 1 ? by : 0;
}

void ClassCounts::add(std::int32_t predicted, std::int64_t label)
{
    if (label < 0)
        return;
    ++m_labelled;
    ++m_actual[static_cast<std::size_t>(label)];
    count(predicted, label, 1);
}

void ClassCounts::change(std::int32_t from, std::int32_t to, std::int64_t label)
{
    if (label < 0 || from == to)
        return;
    count(from, label, -1);
    count(to, label, 1);
}

double ClassCounts::accuracy() const
{
    return m_labelled > 0 ? static_cast<double>(m_correct) / static_cast<double>(m_labelled)
                          : std::numeric_limits<double>::quiet_NaN();
}

double ClassCounts::f1() const
{
    const auto denominator = m_predicted[1] + m_actual[1];
    return denominator > 0 ? 2.0 * static_cast<double>(m_truePositives) / static_cast<double>(denominator) : 0.0;
}

/// Gorodkin's R_K: from the numbers of correct, predicted and actual alone; for two classes it is Matthews'.
double ClassCounts::matthews() const
{
    const auto total = static_cast<double>(m_labelled);
    double both = 0, predicted = 0, actual = 0;
    for (std::size_t c = 0; c < m_actual.size(); ++c) {
        const auto p = static_cast<double>(m_predicted[c]);
        const auto a = static_cast<double>(m_actual[c]);
        both += p * a;
        predicted += p * p;
        actual += a * a;
    }
    const double denominator = (total * total - predicted) * (total * total - actual);
    return denominator > 0 ? (static_cast<double>(m_correct) * total - both) / std::sqrt(denominator) : 0.0;
}

} // namespace exitscope::metric
