#include "app/analysis/unit_table.h"

#include "core/policy/policy.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <limits>

namespace exitscope::app {

namespace {

/// Tags travel as a JSON array of one string an example in the trace's metadata.
std::vector<std::string> tagsIn(const trace::Trace& trace)
{
    for (const auto& [key, value] : trace.info().extra) {
        if (key != "tags")
            continue;
        const auto json = nlohmann::json::parse(value, nullptr, false);
        if (!json.is_array() || static_cast<std::int64_t>(json.size()) != trace.examples())
            return {};
        std::vector<std::string> tags;
        for (const auto& tag : json)
            tags.push_back(tag.is_string() ? tag.get<std::string>() : std::string());
        return tags;
    }
    return {};
}

/// The questions that orders and filters ask of a unit.
class Asked
{
public:
    Asked(const UnitTable& table, const UnitOutcomes& a, const UnitOutcomes* b)
        : m_table(table)
        , m_trace(*table.trace)
        , m_a(a)
        , m_b(b && b->exits.size() == a.exits.size() ? b : nullptr)
    {
    }

    std::int32_t exit(std::uint32_t unit) const { return m_a.exits[unit]; }
    std::int32_t last() const { return static_cast<std::int32_t>(m_trace.exits()) - 1; }
    std::int64_t label(std::uint32_t unit) const { return m_trace.labels().empty() ? -1 : m_trace.labels()[unit]; }
    bool hasAnswers() const { return m_a.answers.size() == m_a.exits.size() && !m_table.classes.empty(); }

    bool isWrong(std::uint32_t unit) const { return hasAnswers() && label(unit) >= 0 && m_a.answers[unit] != label(unit); }
    bool disagrees(std::uint32_t unit) const { return hasAnswers() && m_a.answers[unit] != m_table.classAt(unit, last()); }
    /// Exits later than B; 0 without B.
    std::int32_t behind(std::uint32_t unit) const { return m_b ? m_a.exits[unit] - m_b->exits[unit] : 0; }
    bool changed(std::uint32_t unit) const
    {
        return m_b && hasAnswers() && m_b->answers.size() == m_a.answers.size() && m_a.answers[unit] != m_b->answers[unit];
    }
    bool overthinks(std::uint32_t unit) const { return m_table.isOverthinker(unit); }
    std::int32_t length(std::uint32_t unit) const
    {
        const auto example = m_trace.exampleOf(unit);
        if (!m_trace.length().empty())
            return m_trace.length()[static_cast<std::size_t>(example)];
        return static_cast<std::int32_t>(m_trace.text(example).size()); // bytes, where tokens were not counted
    }

private:
    const UnitTable& m_table;
    const trace::Trace& m_trace;
    const UnitOutcomes& m_a;
    const UnitOutcomes* m_b;
};

bool keeps(const Asked& asked, const UnitQuery& query, std::uint32_t unit)
{
    switch (query.filter) {
    case UnitFilter::All:
    case UnitFilter::Selected: // taken from the selection itself
        return true;
    case UnitFilter::Wrong:
        return asked.isWrong(unit);
    case UnitFilter::Disagreeing:
        return asked.disagrees(unit);
    case UnitFilter::Overthinkers:
        return asked.overthinks(unit);
    case UnitFilter::LensEarlier:
        return asked.behind(unit) < 0;
    case UnitFilter::LensLater:
        return asked.behind(unit) > 0;
    case UnitFilter::LensOther:
        return asked.behind(unit) != 0 || asked.changed(unit);
    case UnitFilter::LensChanged:
        return asked.changed(unit);
    case UnitFilter::Label:
        return asked.label(unit) == query.value;
    case UnitFilter::Exit:
        return asked.exit(unit) == query.value;
    }
    return true;
}

/// A small number to sort by, least first.
std::int32_t keyOf(const Asked& asked, UnitOrder order, std::uint32_t unit)
{
    switch (order) {
    case UnitOrder::Dataset:
        return 0;
    case UnitOrder::HardestFirst:
        return -asked.exit(unit);
    case UnitOrder::EasiestFirst:
        return asked.exit(unit);
    case UnitOrder::WrongFirst:
        return asked.isWrong(unit) ? 0 : 1;
    case UnitOrder::DisagreementsFirst:
        return asked.disagrees(unit) ? 0 : 1;
    case UnitOrder::LensFirst:
        return (asked.changed(unit) ? 0 : asked.last() + 1) + asked.last() - std::abs(asked.behind(unit));
    case UnitOrder::ByLabel:
        return static_cast<std::int32_t>(std::min<std::int64_t>(asked.label(unit), std::numeric_limits<std::int32_t>::max()));
    case UnitOrder::LongestFirst:
        return -asked.length(unit);
    }
    return 0;
}

std::vector<std::uint32_t> sortedByKey(std::vector<std::uint32_t> units, const std::vector<std::int32_t>& keys)
{
    if (units.empty())
        return units;
    const auto [least, most] = std::minmax_element(keys.begin(), keys.end());
    const auto span = static_cast<std::int64_t>(*most) - *least + 1;
    constexpr std::int64_t widest = 1 << 20;
    if (span > widest) { // lengths of enormous texts
        std::vector<std::uint32_t> places(units.size());
        for (std::size_t i = 0; i < places.size(); ++i)
            places[i] = static_cast<std::uint32_t>(i);
        std::stable_sort(places.begin(), places.end(), [&](auto a, auto b) { return keys[a] < keys[b]; });
        for (auto& place : places)
            place = units[place];
        return places;
    }
    std::vector<std::uint32_t> start(static_cast<std::size_t>(span) + 1);
    const auto low = *least;
    for (const auto key : keys)
        ++start[static_cast<std::size_t>(key - low) + 1];
    for (std::size_t i = 1; i < start.size(); ++i)
        start[i] += start[i - 1];
    std::vector<std::uint32_t> sorted(units.size());
    for (std::size_t i = 0; i < units.size(); ++i)
        sorted[start[static_cast<std::size_t>(keys[i] - low)]++] = units[i];
    return sorted;
}

} // namespace

bool UnitTable::isOverthinker(std::int64_t unit) const
{
    if (classes.empty() || trace->labels().empty())
        return false;
    const auto label = trace->labels()[static_cast<std::size_t>(unit)];
    if (label < 0 || classAt(unit, trace->exits() - 1) == label)
        return false;
    for (std::int64_t exit = 0; exit + 1 < trace->exits(); ++exit)
        if (classAt(unit, exit) == label)
            return true;
    return false;
}

std::string_view UnitTable::tagOf(std::int64_t unit) const
{
    const auto example = static_cast<std::size_t>(trace->exampleOf(unit));
    return example < tags.size() ? std::string_view(tags[example]) : std::string_view();
}

UnitTable unitTableOf(std::shared_ptr<const trace::Trace> trace)
{
    UnitTable table;
    table.trace = std::move(trace);
    table.tags = tagsIn(*table.trace);
    table.tokens = TokenTable(*table.trace);
    if (!table.trace->isRegression()) {
        table.classes.resize(static_cast<std::size_t>(table.trace->units() * table.trace->exits()));
        policy::predictClasses(*table.trace, 0, table.trace->units(), table.classes);
    }
    return table;
}

QString labelText(const trace::Trace& trace, std::int64_t label)
{
    const auto& names = trace.info().labelNames;
    if (label >= 0 && label < static_cast<std::int64_t>(names.size()))
        return QString::fromStdString(names[static_cast<std::size_t>(label)]);
    return QString::number(label);
}

std::vector<std::uint32_t> arrangedUnits(const UnitTable& table, const UnitQuery& query, const UnitOutcomes& a,
    const UnitOutcomes* b, std::span<const std::uint8_t> found, std::span<const std::int64_t> selected)
{
    const Asked asked(table, a, b);
    std::vector<std::uint32_t> units;
    const auto consider = [&](std::uint32_t unit) {
        if (query.onlyFound && !found.empty() && found[static_cast<std::size_t>(table.trace->exampleOf(unit))] == 0)
            return;
        if (keeps(asked, query, unit))
            units.push_back(unit);
    };
    const auto count = static_cast<std::uint32_t>(a.exits.size());
    if (query.filter == UnitFilter::Selected) {
        for (const auto unit : selected)
            if (unit >= 0 && unit < count)
                consider(static_cast<std::uint32_t>(unit));
    } else {
        units.reserve(count);
        for (std::uint32_t unit = 0; unit < count; ++unit)
            consider(unit);
    }
    if (query.order == UnitOrder::Dataset)
        return units;
    std::vector<std::int32_t> keys;
    keys.reserve(units.size());
    for (const auto unit : units)
        keys.push_back(keyOf(asked, query.order, unit));
    return sortedByKey(std::move(units), keys);
}

std::vector<std::uint8_t> foundExamples(const UnitTable& table, const QString& words, const std::atomic<bool>& stop)
{
    if (words.isEmpty())
        return {};
    const auto contains = [&words](std::string_view text) {
        QString decoded = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
        for (QChar& letter : decoded)
            if (letter.category() == QChar::Other_Control)
                letter = QLatin1Char(' ');
        return decoded.contains(words, Qt::CaseInsensitive);
    };
    std::vector<std::uint8_t> found(static_cast<std::size_t>(table.trace->examples()));
    for (std::size_t example = 0; example < found.size(); ++example) {
        if (stop.load(std::memory_order_relaxed))
            return {};
        found[example] = contains(table.trace->text(static_cast<std::int64_t>(example)))
                || (example < table.tags.size() && contains(table.tags[example]))
            ? 1
            : 0;
    }
    return found;
}

} // namespace exitscope::app
