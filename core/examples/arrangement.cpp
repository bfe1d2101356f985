#include "core/examples/arrangement.h"

#include "core/data/unicode_text.h"
#include "core/examples/filter_match.h"
#include "core/examples/radix_order.h"
#include "core/nearest_name.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <string>

namespace exitscope::examples {

namespace {

constexpr std::array<std::string_view, columnCount> keys { "number", "text", "label", "prediction", "full", "exit",
    "confidence", "correct", "overthinks", "agrees", "slack", "length", "tag" };

constexpr char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

constexpr std::size_t keyBytes = 8;

/// The eight bytes from `depth` on, lower case, as a number that ascends as the texts do.
std::uint64_t keyAt(std::string_view text, std::size_t depth)
{
    std::uint64_t key = 0;
    for (std::size_t i = depth; i < depth + keyBytes; ++i)
        key = key << 8 | (i < text.size() ? static_cast<unsigned char>(lower(text[i])) : 0U);
    return key;
}

int compareFrom(std::size_t depth, std::string_view a, std::string_view b)
{
    for (std::size_t i = depth;; ++i) {
        if (i >= a.size() || i >= b.size())
            return a.size() == b.size() ? 0 : a.size() < b.size() ? -1 : 1;
        const auto x = static_cast<unsigned char>(lower(a[i])), y = static_cast<unsigned char>(lower(b[i]));
        if (x != y)
            return x < y ? -1 : 1;
    }
}

/// Sorts units by a text, eight bytes at a time: those that are alike so far are a run, which is sorted by the next eight.
template <typename TextOf>
class TextSort
{
public:
    TextSort(bool isDescending, const TextOf& textOf, const JobContext& job)
        : m_isDescending(isDescending)
        , m_textOf(textOf)
        , m_job(job)
    {
    }

    bool sort(std::span<std::uint32_t> units)
    {
        m_runs.push_back({ units, 0 });
        while (!m_runs.empty()) {
            const Run run = m_runs.back();
            m_runs.pop_back();
            if (!m_job.proceed() || !(run.units.size() < fewUnits ? sortFew(run) : sortMany(run)))
                return false;
        }
        return true;
    }

private:
    static constexpr std::size_t fewUnits = 64;    ///< compared one with another
    static constexpr std::size_t manyUnits = 4096; ///< worth the tables of a radix sort
    struct Run
    {
        std::span<std::uint32_t> units;
        std::size_t depth;
    };

    bool sortFew(const Run& run) const
    {
        std::stable_sort(run.units.begin(), run.units.end(), [&](std::uint32_t a, std::uint32_t b) {
            const int order = compareFrom(run.depth, m_textOf(a), m_textOf(b));
            return m_isDescending ? order > 0 : order < 0;
        });
        return true;
    }

    bool sortMany(const Run& run)
    {
        std::vector<Keyed<std::uint64_t>> items;
        items.reserve(run.units.size());
        for (const auto unit : run.units) {
            const auto key = keyAt(m_textOf(unit), run.depth);
            items.push_back({ m_isDescending ? ~key : key, unit });
        }
        if (items.size() < manyUnits)
            std::stable_sort(items.begin(), items.end(), [](const auto& a, const auto& b) { return a.key < b.key; });
        else if (!radixSort(items, m_job))
            return false;
        std::transform(items.begin(), items.end(), run.units.begin(), [](const auto& item) { return item.unit; });
        const auto depth = run.depth + keyBytes;
        for (std::size_t first = 0, last = 0; first < items.size(); first = last) {
            bool isLonger = false;
            for (last = first; last < items.size() && items[last].key == items[first].key; ++last)
                isLonger = isLonger || std::string_view(m_textOf(items[last].unit)).size() > depth;
            if (last - first > 1 && isLonger)
                m_runs.push_back({ run.units.subspan(first, last - first), depth });
        }
        return true;
    }

    bool m_isDescending;
    const TextOf& m_textOf;
    const JobContext& m_job;
    std::vector<Run> m_runs;
};

/// The empty ones come last.
template <typename TextOf>
bool sortByText(std::vector<std::uint32_t>& units, bool isDescending, const TextOf& textOf, const JobContext& job)
{
    const auto firstEmpty = std::stable_partition(
        units.begin(), units.end(), [&](std::uint32_t unit) { return !std::string_view(textOf(unit)).empty(); });
    return TextSort(isDescending, textOf, job)
        .sort(std::span(units).first(static_cast<std::size_t>(firstEmpty - units.begin())));
}

template <typename KeyOf>
bool sortByKey(std::vector<std::uint32_t>& units, bool isDescending, const KeyOf& keyOf, const JobContext& job)
{
    std::vector<Keyed<std::uint32_t>> items;
    items.reserve(units.size());
    for (const auto unit : units) {
        const std::uint32_t key = keyOf(static_cast<std::int64_t>(unit));
        items.push_back({ isDescending && key != lastKey ? lastKey - 1 - key : key, unit });
    }
    if (!radixSort(items, job))
        return false;
    std::transform(items.begin(), items.end(), units.begin(), [](const auto& item) { return item.unit; });
    return true;
}

/// The place of every class among the names, so that a table of classes sorts as its words do.
std::vector<std::uint32_t> classRanks(const UnitColumns& columns)
{
    const auto count = static_cast<std::size_t>(columns.trace().classes());
    if (columns.trace().info().labelNames.empty()) {
        std::vector<std::uint32_t> ranks(count);
        std::iota(ranks.begin(), ranks.end(), 0U);
        return ranks;
    }
    std::vector<std::pair<std::string, std::size_t>> names;
    for (std::size_t label = 0; label < count; ++label)
        names.emplace_back(data::unicode::toLower(columns.className(static_cast<std::int64_t>(label))), label);
    std::sort(names.begin(), names.end());
    std::vector<std::uint32_t> ranks(count);
    for (std::size_t rank = 0; rank < count; ++rank)
        ranks[names[rank].second] = static_cast<std::uint32_t>(rank);
    return ranks;
}

class Sorter
{
public:
    Sorter(const UnitColumns& columns, const SlackIndex::Column* slack, const JobContext& job)
        : m_columns(columns)
        , m_slack(slack)
        , m_job(job)
    {
    }

    bool sort(std::vector<std::uint32_t>& units, SortBy by) const
    {
        const auto& columns = m_columns;
        const auto byKey = [&](const auto& keyOf) { return sortByKey(units, by.isDescending, keyOf, m_job); };
        switch (by.column) {
        case Column::Number:
            if (by.isDescending)
                std::reverse(units.begin(), units.end());
            return true;
        case Column::Text:
            return sortByText(units, by.isDescending, [&](std::uint32_t unit) { return columns.text(unit); }, m_job);
        case Column::Label:
        case Column::Prediction:
        case Column::FullPrediction:
            return sortByAnswer(units, by);
        case Column::Exit:
            return byKey([&](std::int64_t unit) { return static_cast<std::uint32_t>(columns.exit(unit)); });
        case Column::Confidence:
            return byKey([&](std::int64_t unit) { return floatKey(columns.confidence(unit)); });
        case Column::Correct:
            return byKey([&](std::int64_t unit) {
                const auto verdict = columns.verdict(unit);
                return verdict == Verdict::Unknown ? lastKey : static_cast<std::uint32_t>(verdict);
            });
        case Column::Overthinks:
            return byKey([&](std::int64_t unit) { return columns.overthinks(unit) ? 1U : 0U; });
        case Column::Agrees:
            return byKey([&](std::int64_t unit) { return columns.agrees(unit) ? 1U : 0U; });
        case Column::Slack:
            return byKey([&](std::int64_t unit) {
                return m_slack ? floatKey(m_slack->distance[static_cast<std::size_t>(unit)]) : lastKey;
            });
        case Column::Length:
            return byKey([&](std::int64_t unit) { return static_cast<std::uint32_t>(columns.length(unit)); });
        case Column::Tag:
            return sortByTag(units, by);
        }
        return false;
    }

private:
    bool sortByAnswer(std::vector<std::uint32_t>& units, SortBy by) const
    {
        const auto& columns = m_columns;
        const auto which = by.column;
        if (columns.trace().isRegression())
            return sortByKey(
                units, by.isDescending,
                [&](std::int64_t unit) {
                    return floatKey(which == Column::Label ? columns.target(unit)
                            : which == Column::Prediction  ? columns.predictedValue(unit)
                                                           : columns.fullValue(unit));
                },
                m_job);
        const auto ranks = classRanks(columns);
        return sortByKey(
            units, by.isDescending,
            [&](std::int64_t unit) {
                const std::int64_t label = which == Column::Label ? columns.answers().labelOf(unit)
                    : which == Column::Prediction                ? columns.predictedClass(unit)
                                                                 : columns.fullClass(unit);
                return label < 0 ? lastKey : ranks[static_cast<std::size_t>(label)];
            },
            m_job);
    }

    bool sortByTag(std::vector<std::uint32_t>& units, SortBy by) const
    {
        if (m_columns.tags().isEmpty())
            return true;
        std::vector<std::string> texts(static_cast<std::size_t>(m_columns.trace().examples()));
        for (std::size_t example = 0; example < texts.size(); ++example) {
            if (example % 4096 == 0 && !m_job.proceed())
                return false;
            texts[example] = m_columns.tags().textOf(static_cast<std::int64_t>(example));
        }
        return sortByText(
            units, by.isDescending,
            [&](std::uint32_t unit) -> std::string_view {
                return texts[static_cast<std::size_t>(m_columns.trace().exampleOf(unit))];
            },
            m_job);
    }

    const UnitColumns& m_columns;
    const SlackIndex::Column* m_slack;
    const JobContext& m_job;
};

} // namespace

std::string_view keyOf(Column column)
{
    return keys[static_cast<std::size_t>(column)];
}

Column columnNamed(std::string_view key)
{
    const auto at = std::find(keys.begin(), keys.end(), key);
    if (at == keys.end())
        throw InputError("there is no column \"" + std::string(key) + "\"", nameRemedy(key, keys));
    return static_cast<Column>(at - keys.begin());
}

std::optional<Arrangement> arrange(
    const UnitColumns& columns, const Filter& filter, SortBy sort, const JobContext& job)
{
    std::optional<SlackIndex::Column> slack;
    if (columns.hasSlack() && (sort.column == Column::Slack || needsSlack(filter)))
        slack = columns.decision().slack->nearest(columns.decision().threshold);
    const auto* slackColumn = slack ? &*slack : nullptr;
    auto units = matching(filter, columns, slackColumn, job);
    if (!units || !Sorter(columns, slackColumn, job).sort(*units, sort))
        return std::nullopt;
    Arrangement arrangement { std::move(*units),
        std::vector<std::uint32_t>(static_cast<std::size_t>(columns.units()), Arrangement::noRow) };
    for (std::size_t row = 0; row < arrangement.units.size(); ++row)
        arrangement.rows[arrangement.units[row]] = static_cast<std::uint32_t>(row);
    return arrangement;
}

bool dependsOnPoint(const Filter& filter, SortBy sort)
{
    constexpr Field moving[] = { Field::Prediction, Field::Exit, Field::Confidence, Field::Slack, Field::Error,
        Field::Correct, Field::Wrong, Field::Agree, Field::Disagree, Field::Mends, Field::Breaks };
    const bool filterMoves = std::any_of(
        std::begin(moving), std::end(moving), [&filter](Field field) { return filter.uses(field); });
    switch (sort.column) {
    case Column::Number:
    case Column::Text:
    case Column::Label:
    case Column::FullPrediction:
    case Column::Overthinks:
    case Column::Length:
    case Column::Tag:
        return filterMoves;
    case Column::Prediction:
    case Column::Exit:
    case Column::Confidence:
    case Column::Correct:
    case Column::Agrees:
    case Column::Slack:
        return true;
    }
    return true;
}

} // namespace exitscope::examples
