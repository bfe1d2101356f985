#include "core/optimise/threshold_search.h"

#include "core/error.h"
#include "core/optimise/search_values.h"
#include "core/optimise/vector_search.h"
#include "core/policy/exit_moves.h"
#include "core/policy/parameters.h"

#include <cmath>
#include <stdexcept>
#include <variant>

namespace exitscope::optimise {

namespace {

metric::Metric searchedBy(metric::Metric metric)
{
    return metric::needsRanks(metric) ? metric::Metric::Pearson : metric;
}

std::vector<std::int32_t> allClasses(const policy::PolicySpec& rule, const trace::Trace& trace)
{
    std::vector<std::int32_t> classes(
        trace.isRegression() ? 0 : static_cast<std::size_t>(trace.units() * trace.exits()));
    if (!classes.empty())
        policy::exitClasses(rule, trace, 0, trace.units(), classes);
    return classes;
}

void requireLabels(const trace::Trace& trace)
{
    if (!trace.hasLabels())
        throw InputError(trace.path(), "has no labels, and thresholds are chosen by what is right",
            "trace a labelled dataset");
}

} // namespace

class ThresholdSearch::Impl
{
public:
    Impl(policy::PolicySpec rule, std::shared_ptr<const trace::Trace> trace, policy::ExitCosts costs,
        metric::Metric metric, const SearchSettings& settings)
        : m_rule(std::move(rule))
        , m_trace((requireLabels(*trace), std::move(trace)))
        , m_costs(std::move(costs))
        , m_objective(searchedBy(metric))
        , m_settings(settings)
        , m_order(m_rule, *m_trace)
        , m_moves(policy::ExitMoves::collect(m_rule, *m_trace).value())
    {
        if (m_costs.units() != m_trace->units() || m_costs.exits() != m_trace->exits())
            throw std::invalid_argument("the exit costs are those of another trace");
        m_rule.parameters.erase("threshold");
        m_classes = allClasses(m_rule, *m_trace);
        if (m_settings.isSmooth && m_objective != metric::Metric::Accuracy)
            throw InputError(std::string("only accuracy can be smoothed, and the task has another metric"),
                "leave smoothing out");
        if (m_settings.isSmooth)
            m_smooth = std::make_unique<VectorSearch<ExpectedUnits>>(
                m_order, m_costs, ExpectedUnits(m_order, *m_trace, m_classes));
        if (m_objective == metric::Metric::Accuracy) {
            m_search.emplace<VectorSearch<RightUnits>>(
                m_order, m_costs, RightUnits(m_order, *m_trace, m_classes));
            return;
        }
        m_search.emplace<VectorSearch<MetricOfUnits>>(
            m_order, m_costs, MetricOfUnits(m_order, *m_trace, m_classes, m_objective));
    }

    metric::Metric objective() const { return m_objective; }

    double leastCost() const
    {
        if (const auto* units = std::get_if<VectorSearch<RightUnits>>(&m_search))
            return m_costs.value(units->leastTicks());
        return m_costs.value(std::get<VectorSearch<MetricOfUnits>>(m_search).leastTicks());
    }

    std::optional<SearchResult> find(double mostCost, const JobContext& job)
    {
        if (auto* units = std::get_if<VectorSearch<RightUnits>>(&m_search))
            return findWith(*units, mostCost, job);
        return findWith(std::get<VectorSearch<MetricOfUnits>>(m_search), mostCost, job);
    }

private:
    template <typename Search>
    std::optional<SearchResult> findWith(Search& search, double mostCost, const JobContext& job)
    {
        BestCuts best;
        best.mostTicks = mostTicks(mostCost);
        if (best.mostTicks < search.leastTicks())
            throw std::invalid_argument("no threshold costs as little as this budget");
        const float single = bestSingle(search, best.mostTicks);
        search.offer(cutsAt(single), best);
        SearchResult result;
        result.single = chosen(best, policy::realText(single));
        const auto found = m_smooth ? climb(*m_smooth, best.cuts, best.mostTicks, job)
                                    : climb(search, best.cuts, best.mostTicks, job);
        if (!found)
            return std::nullopt;
        search.walk().setCuts(found->cuts);
        result.vector = chosen(*found, thresholdsText(search.walk(), found->cuts, single));
        return result;
    }

    /// The best from `start` and what was found before; nothing when the job was cancelled.
    template <typename Search>
    std::optional<BestCuts> climb(
        Search& search, const std::vector<std::size_t>& start, std::int64_t mostTicks, const JobContext& job)
    {
        BestCuts best;
        best.mostTicks = mostTicks;
        search.offer(start, best);
        for (const auto& cuts : m_found)
            search.offer(cuts, best);
        if (!search.run(best, m_settings.rounds, m_settings.seed, job))
            return std::nullopt;
        m_found.push_back(best.cuts);
        return best;
    }

    /// The most ticks whose value is at most the budget, rounding of the value aside.
    std::int64_t mostTicks(double mostCost) const
    {
        const double tick = m_costs.value(1);
        const double most = std::min(mostCost / tick * (1 + 1e-12), 0x1.0p62);
        return most > 0 ? static_cast<std::int64_t>(std::floor(most)) : 0;
    }

    /// The best threshold for all exits within the budget: of equal quality the cheapest.
    template <typename Search> float bestSingle(Search& search, std::int64_t mostTicks)
    {
        auto& walk = search.walk();
        const auto moves = m_moves.moves();
        BestCuts best;
        best.mostTicks = mostTicks;
        float threshold = m_moves.thresholdAfter(0);
        auto cuts = cutsAt(threshold);
        walk.setCuts(cuts);
        std::size_t end = 0;
        for (;;) {
            if (best.isBeatenBy(walk.value(), walk.ticks(), Search::tolerance)) {
                best.value = walk.value();
                best.ticks = walk.ticks();
                threshold = m_moves.thresholdAfter(end);
            }
            if (end == moves.size())
                return threshold;
            end = m_moves.endOfTie(end);
            for (std::size_t line = 0; line < cuts.size(); ++line)
                cuts[line] = m_order.cutAt(line, m_moves.thresholdAfter(end), cuts[line]);
            walk.setCuts(cuts);
        }
    }

    std::vector<std::size_t> cutsAt(float threshold) const
    {
        std::vector<std::size_t> cuts;
        for (std::size_t line = 0; line < m_order.lines(); ++line)
            cuts.push_back(m_order.cutAt(line, threshold));
        return cuts;
    }

    /// One threshold per exit but the last, in the gap that the units leave which come that far; where it
    /// does not matter, and at exits where the rule may not leave, the single one.
    template <typename Walk>
    std::string thresholdsText(const Walk& walk, const std::vector<std::size_t>& cuts, float single) const
    {
        std::vector<std::string> texts(
            static_cast<std::size_t>(m_trace->exits()) - 1, policy::realText(single));
        for (std::size_t line = 0; line < m_order.lines(); ++line) {
            auto gap = m_order.openGap();
            const auto order = m_order.order(line);
            for (std::size_t place = 0; place < order.size(); ++place) {
                if (!walk.reaches(order[place], line))
                    continue;
                if (place < cuts[line]) {
                    gap.passing = m_order.score(line, place);
                    continue;
                }
                gap.staying = m_order.score(line, place);
                break;
            }
            texts[static_cast<std::size_t>(m_order.exitOf(line))] = m_order.thresholdIn(gap, single);
        }
        std::string joined;
        for (const auto& text : texts)
            joined += (joined.empty() ? "" : ";") + text;
        return joined;
    }

    ChosenThresholds chosen(const BestCuts& best, std::string threshold) const
    {
        ChosenThresholds chosen;
        chosen.spec = m_rule;
        chosen.spec.parameters["threshold"] = std::move(threshold);
        chosen.cost = m_costs.value(best.ticks);
        const auto outcome = policy::replay(*m_trace, chosen.spec);
        chosen.quality = metric::evaluate({ m_objective }, *m_trace, outcome).front().second;
        return chosen;
    }

    policy::PolicySpec m_rule;
    std::shared_ptr<const trace::Trace> m_trace;
    policy::ExitCosts m_costs;
    metric::Metric m_objective;
    SearchSettings m_settings;
    EasingOrder m_order;
    policy::ExitMoves m_moves;
    std::vector<std::int32_t> m_classes; ///< [U, E]; metrics other than accuracy only
    std::variant<std::monostate, VectorSearch<RightUnits>, VectorSearch<MetricOfUnits>> m_search;
    std::unique_ptr<VectorSearch<ExpectedUnits>> m_smooth; ///< or null
    std::vector<std::vector<std::size_t>> m_found; ///< cuts of the calls before
};

ThresholdSearch::ThresholdSearch(policy::PolicySpec rule, std::shared_ptr<const trace::Trace> trace,
    policy::ExitCosts costs, metric::Metric metric, const SearchSettings& settings)
    : m_impl(std::make_unique<Impl>(std::move(rule), std::move(trace), std::move(costs), metric, settings))
{ }

ThresholdSearch::~ThresholdSearch() = default;

metric::Metric ThresholdSearch::objective() const { return m_impl->objective(); }

double ThresholdSearch::leastCost() const { return m_impl->leastCost(); }

std::optional<SearchResult> ThresholdSearch::find(double mostCost, const JobContext& job)
{
    return m_impl->find(mostCost, job);
}

} // namespace exitscope::optimise
