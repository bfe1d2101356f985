#pragma once

#include "core/store/records.h"

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace exitscope::store {

/// The best (largest) value of each metric over a run's points.
using BestMetrics = std::map<RunId, std::map<std::string, double>>;

/// Of all runs of a store. Reads every point, so not for the GUI thread. Throws as RunStore does.
BestMetrics bestMetrics(const std::filesystem::path& store);

/// Which runs a list shows, one language for the library and `runs list --filter`:
///
///     policy:entropy tag:x -state:failed points>=100 accuracy>0.9 created>2026-11-01 "dev set"
///
/// Terms must all hold; "-" turns one round. A word or a quoted text is looked for in name, model, dataset, policies, tags
/// and notes. `field:text`: name, policy, tag, model, dataset, task, state, kind, notes; contained, letters without case.
/// Comparisons (> >= < <= =): run, points, created, changed, and the best value of any metric.
class RunFilter
{
public:
    RunFilter() = default;
    /// Throws InputError: an unknown field (with the nearest), a comparison without a number.
    static RunFilter parse(std::string_view text);

    bool isEmpty() const { return m_terms.empty(); }
    bool needsMetrics() const; ///< matches() looks into `best`
    /// Runs without the metric asked for do not match.
    bool matches(const RunSummary& run, const BestMetrics& best = {}) const;

private:
    enum class Operator { Contains, Less, AtMost, Equal, AtLeast, Greater };
    struct Term
    {
        std::string field; ///< empty: anywhere; of a comparison also a metric
        Operator op = Operator::Contains;
        std::string text; ///< lower case
        double number = 0;
        bool isNegated = false;
    };

    static Term termOf(std::string_view word, bool isQuoted);
    static bool holds(const Term& term, const RunSummary& run, const BestMetrics& best);

    std::vector<Term> m_terms;
};

} // namespace exitscope::store
