#include "core/examples/filter_match.h"

#include "core/data/unicode_text.h"
#include "core/examples/text_finder.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace exitscope::examples {

namespace {

using Mask = std::vector<std::uint8_t>;
constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t stepUnits = 1U << 16;

/// What a term costs: text is read last.
int priceOf(const FilterNode& node)
{
    if (node.kind == FilterNode::Kind::Term)
        return node.term.field == Field::Text ? 2 : node.term.field == Field::Confidence ? 1 : 0;
    int price = 0;
    for (const auto& child : node.children)
        price = std::max(price, priceOf(child));
    return price;
}

/// Takes out of a mask, node by node, the units that do not pass.
class Matcher
{
public:
    Matcher(const UnitColumns& columns, const SlackIndex::Column* slack, const JobContext& job)
        : m_columns(columns)
        , m_slack(slack)
        , m_job(job)
    {
    }

    bool isStopped() const { return m_isStopped; }

    void keep(const FilterNode& node, Mask& mask)
    {
        switch (node.kind) {
        case FilterNode::Kind::Everything:
            return;
        case FilterNode::Kind::And:
            return keepAll(node, mask);
        case FilterNode::Kind::Or:
            return keepAny(node, mask);
        case FilterNode::Kind::Not: {
            Mask inside = mask;
            keep(node.children.front(), inside);
            for (std::size_t unit = 0; unit < mask.size(); ++unit)
                mask[unit] = static_cast<std::uint8_t>(mask[unit] & (inside[unit] ^ 1U));
            return;
        }
        case FilterNode::Kind::Term:
            return keepTerm(node.term, mask);
        }
    }

private:
    void keepAll(const FilterNode& node, Mask& mask)
    {
        std::vector<const FilterNode*> order;
        for (const auto& child : node.children)
            order.push_back(&child);
        std::stable_sort(order.begin(), order.end(),
            [](const FilterNode* a, const FilterNode* b) { return priceOf(*a) < priceOf(*b); });
        for (const auto* child : order)
            keep(*child, mask);
    }

    void keepAny(const FilterNode& node, Mask& mask)
    {
        Mask open = mask; // those that no child has let through yet
        for (const auto& child : node.children) {
            Mask passed = open;
            keep(child, passed);
            for (std::size_t unit = 0; unit < open.size(); ++unit)
                open[unit] = static_cast<std::uint8_t>(open[unit] & (passed[unit] ^ 1U));
        }
        for (std::size_t unit = 0; unit < mask.size(); ++unit)
            mask[unit] = static_cast<std::uint8_t>(mask[unit] & (open[unit] ^ 1U));
    }

    template <typename Test>
    void keepWhere(Mask& mask, Test test)
    {
        for (std::size_t begin = 0; begin < mask.size() && !m_isStopped; begin += stepUnits) {
            m_isStopped = !m_job.proceed();
            const auto end = std::min(begin + stepUnits, mask.size());
            for (std::size_t unit = begin; unit < end; ++unit)
                if (mask[unit] != 0)
                    mask[unit] = test(static_cast<std::int64_t>(unit)) ? 1 : 0;
        }
    }

    /// A NaN passes no comparison, != apart.
    template <typename Get>
    void compare(const FilterTerm& term, Mask& mask, Get get)
    {
        const double wanted = term.number;
        switch (term.comparison) {
        case Comparison::Equal:
            return keepWhere(mask, [&](std::int64_t unit) { return get(unit) == wanted; });
        case Comparison::Unequal:
            return keepWhere(mask, [&](std::int64_t unit) { return get(unit) != wanted; });
        case Comparison::Less:
            return keepWhere(mask, [&](std::int64_t unit) { return get(unit) < wanted; });
        case Comparison::AtMost:
            return keepWhere(mask, [&](std::int64_t unit) { return get(unit) <= wanted; });
        case Comparison::Greater:
            return keepWhere(mask, [&](std::int64_t unit) { return get(unit) > wanted; });
        case Comparison::AtLeast:
            return keepWhere(mask, [&](std::int64_t unit) { return get(unit) >= wanted; });
        }
    }

    /// Every field by name, so that the compiler misses none.
    void keepTerm(const FilterTerm& term, Mask& mask)
    {
        const auto& columns = m_columns;
        const auto number = [&](auto get) {
            compare(term, mask, [&get](std::int64_t unit) { return static_cast<double>(get(unit)); });
        };
        const auto flag = [&](auto test) { keepWhere(mask, test); };
        switch (term.field) {
        case Field::Text:
            return keepText(term, mask);
        case Field::Label:
        case Field::Prediction:
        case Field::FullPrediction:
            return keepClass(term, mask);
        case Field::Tag:
            return keepTag(term, mask);
        case Field::Number:
            return number([](std::int64_t unit) { return unit + 1; });
        case Field::Exit:
            return number([&](std::int64_t unit) { return columns.layer(unit); });
        case Field::Confidence:
            return number([&](std::int64_t unit) { return columns.confidence(unit); });
        case Field::Slack:
            return number([&](std::int64_t unit) { return m_slack->distance[static_cast<std::size_t>(unit)]; });
        case Field::Length:
            return number([&](std::int64_t unit) { return columns.length(unit); });
        case Field::FirstRight:
            return number([&](std::int64_t unit) { return firstRightLayer(unit); });
        case Field::Error:
            return number([&](std::int64_t unit) { return errorOf(unit); });
        case Field::Correct:
            return flag([&](std::int64_t unit) { return columns.verdict(unit) == Verdict::Right; });
        case Field::Wrong:
            return flag([&](std::int64_t unit) { return columns.verdict(unit) == Verdict::Wrong; });
        case Field::Agree:
            return flag([&](std::int64_t unit) { return columns.agrees(unit); });
        case Field::Disagree:
            return flag([&](std::int64_t unit) { return !columns.agrees(unit); });
        case Field::Overthinks:
            return flag([&](std::int64_t unit) { return columns.overthinks(unit); });
        case Field::Mends:
            return flag([&](std::int64_t unit) { return effectOf(unit) == Effect::Mends; });
        case Field::Breaks:
            return flag([&](std::int64_t unit) { return effectOf(unit) == Effect::Breaks; });
        case Field::Labelled:
            return flag([&](std::int64_t unit) {
                return columns.answers().labelOf(unit) >= 0 || !std::isnan(columns.target(unit));
            });
        }
    }

    void keepClass(FilterTerm term, Mask& mask)
    {
        const auto& columns = m_columns;
        if (columns.trace().isRegression()) {
            compare(term, mask, [&columns, field = term.field](std::int64_t unit) {
                return static_cast<double>(field == Field::Label ? columns.target(unit)
                        : field == Field::Prediction             ? columns.predictedValue(unit)
                                                                 : columns.fullValue(unit));
            });
            return;
        }
        term.number = static_cast<double>(classOf(term, columns).value_or(-1));
        compare(term, mask, [&columns, field = term.field](std::int64_t unit) {
            return static_cast<double>(field == Field::Label ? columns.answers().labelOf(unit)
                    : field == Field::Prediction             ? columns.predictedClass(unit)
                                                             : columns.fullClass(unit));
        });
    }

    void keepText(const FilterTerm& term, Mask& mask)
    {
        const TextFinder finder(term.value);
        const bool wanted = term.comparison == Comparison::Equal;
        std::int64_t lastExample = -1; // units of one example follow one another
        bool wasFound = false;
        keepWhere(mask, [&](std::int64_t unit) {
            if (const auto example = m_columns.trace().exampleOf(unit); example != lastExample) {
                lastExample = example;
                wasFound = finder.isIn(m_columns.trace().text(example));
            }
            return wasFound == wanted;
        });
    }

    void keepTag(const FilterTerm& term, Mask& mask)
    {
        const auto wanted = data::unicode::toLower(term.value);
        Mask carries(static_cast<std::size_t>(m_columns.trace().examples()), 0);
        for (const auto& [name, examples] : m_columns.tags().examples())
            if (wanted.empty() || data::unicode::toLower(name) == wanted)
                for (const auto example : examples)
                    carries[static_cast<std::size_t>(example)] = 1;
        // An empty value asks for those without any tag.
        const bool keepCarriers = (term.comparison == Comparison::Equal) != wanted.empty();
        keepWhere(mask, [&](std::int64_t unit) {
            return (carries[static_cast<std::size_t>(m_columns.trace().exampleOf(unit))] != 0) == keepCarriers;
        });
    }

    double firstRightLayer(std::int64_t unit) const
    {
        const auto& firstRight = m_columns.answers().firstRight;
        if (firstRight.empty() || firstRight[static_cast<std::size_t>(unit)] < 0)
            return nothing;
        return m_columns.trace().exitLayer()[static_cast<std::size_t>(firstRight[static_cast<std::size_t>(unit)])];
    }

    double errorOf(std::int64_t unit) const
    {
        return std::abs(static_cast<double>(m_columns.predictedValue(unit)) - static_cast<double>(m_columns.target(unit)));
    }

    Effect effectOf(std::int64_t unit) const { return m_slack->effect[static_cast<std::size_t>(unit)]; }

    const UnitColumns& m_columns;
    const SlackIndex::Column* m_slack;
    const JobContext& m_job;
    bool m_isStopped = false;
};

} // namespace

bool needsSlack(const Filter& filter)
{
    return filter.uses(Field::Slack) || filter.uses(Field::Mends) || filter.uses(Field::Breaks);
}

std::optional<std::vector<std::uint32_t>> matching(
    const Filter& filter, const UnitColumns& columns, const SlackIndex::Column* slack, const JobContext& job)
{
    requireUsable(filter, columns);
    Mask mask(static_cast<std::size_t>(columns.units()), 1);
    Matcher matcher(columns, slack, job);
    matcher.keep(filter.root(), mask);
    if (matcher.isStopped() || !job.proceed())
        return std::nullopt;
    std::vector<std::uint32_t> units(static_cast<std::size_t>(std::count(mask.begin(), mask.end(), std::uint8_t { 1 })));
    std::size_t next = 0;
    for (std::size_t unit = 0; unit < mask.size(); ++unit)
        if (mask[unit] != 0)
            units[next++] = static_cast<std::uint32_t>(unit);
    return units;
}

} // namespace exitscope::examples
