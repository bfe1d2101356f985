#pragma once

#include <cstdint>
#include <vector>

namespace exitscope::metric {

/// What the class metrics need of the predictions, kept so that one prediction can change at a time.
class ClassCounts
{
public:
    explicit ClassCounts(std::int64_t classes);

    /// A label below 0 is no label: nothing is counted.
    void add(std::int32_t predicted, std::int64_t label);
    void change(std::int32_t from, std::int32_t to, std::int64_t label);

    std::int64_t labelled() const { return m_labelled; }
    std::int64_t correct() const { return m_correct; }
    double accuracy() const; ///< NaN without a labelled unit
    double f1() const;
    double matthews() const;

private:
    void count(std::int32_t predicted, std::int64_t label, std::int64_t by);

    std::int64_t m_labelled = 0, m_correct = 0, m_truePositives = 0;
    std::vector<std::int64_t> m_predicted, m_actual; ///< [C]
};

} // namespace exitscope::metric
