#include "core/data/dataset_labels.h"

#include "core/error.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <utility>

namespace exitscope::data {

namespace {
constexpr std::size_t distinctLimit = 1000;

std::string_view trimmed(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::optional<std::int64_t> asInteger(std::string_view text)
{
    if (text.starts_with('+'))
        text.remove_prefix(1);
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc {} || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

/// As asInteger, but "1.0" counts too: some tools write integer columns so.
std::optional<std::int64_t> asWhole(std::string_view text)
{
    if (const auto integer = asInteger(text))
        return integer;
    double value = 0;
    if (!parseTarget(text, value) || value != std::floor(value) || std::abs(value) > 1e9)
        return std::nullopt;
    return static_cast<std::int64_t>(value);
}

/// "Not_Entailment", "not-entailment" and "not entailment" are one name.
std::string folded(std::string_view name)
{
    std::string text(name);
    for (char& c : text) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
        if (c == '-' || c == '_')
            c = ' ';
    }
    return text;
}

bool isGenericName(const std::string& name)
{
    return folded(name).starts_with("label ") && asInteger(std::string_view(name).substr(6)).has_value();
}

std::string listed(const std::vector<std::string>& names)
{
    constexpr std::size_t shown = 8;
    std::string text;
    for (std::size_t i = 0; i < std::min(names.size(), shown); ++i)
        text += (i > 0 ? ", " : "") + names[i];
    return names.size() > shown ? text + ", … (" + std::to_string(names.size()) + " classes)" : text;
}

std::vector<std::string> integersBelow(std::int64_t count)
{
    std::vector<std::string> names;
    for (std::int64_t id = 0; id < count; ++id)
        names.push_back(std::to_string(id));
    return names;
}
} // namespace

std::int64_t LabelMap::idOf(std::string_view text) const
{
    const auto found = ids.find(trimmed(text));
    return found == ids.end() ? -1 : found->second;
}

bool isWithoutGold(std::string_view label) { return trimmed(label) == "-"; }

bool parseTarget(std::string_view label, double& target)
{
    std::string_view text = trimmed(label);
    if (text.starts_with('+'))
        text.remove_prefix(1);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), target);
    return error == std::errc {} && end == text.data() + text.size() && std::isfinite(target);
}

LabelScan::LabelScan(
    std::filesystem::path path, const DatasetOptions& options, std::string task, std::string column)
    : m_path(std::move(path))
    , m_options(options)
    , m_task(std::move(task))
    , m_column(std::move(column))
{ }

bool LabelScan::add(std::string_view label, std::int64_t line)
{
    const std::string_view text = trimmed(label);
    if (text.empty())
        throw InputError(m_path, line, "the label is empty", "fill it in, or pass --label-column none");
    if (text == "-") {
        ++m_dropped;
        return false;
    }
    double value = 0;
    if (parseTarget(text, value)) {
        m_min = m_hasNumber ? std::min(m_min, value) : value;
        m_max = m_hasNumber ? std::max(m_max, value) : value;
        m_hasNumber = true;
        m_hasFraction = m_hasFraction || !asInteger(text);
    } else if (m_firstWord.empty()) {
        m_firstWord = text;
        m_firstWordLine = line;
    }
    ++m_rows;
    auto found = m_labels.find(text);
    if (found == m_labels.end()) {
        if (m_labels.size() == distinctLimit) {
            m_tooManyLine = m_isTooMany ? m_tooManyLine : line;
            m_isTooMany = true; // fine for regression, which needs no list of labels
            return true;
        }
        found = m_labels.emplace(std::string(text), Seen { 0, line }).first;
    }
    ++found->second.count;
    return true;
}

std::int64_t LabelScan::classCount() const { return classesOfTask(m_options.task); }

TaskKind LabelScan::decideKind() const
{
    if (m_rows == 0)
        return TaskKind::Unlabelled;
    if (m_options.kind)
        return *m_options.kind;
    if (m_labels.size() == 1 && m_labels.begin()->first == "-1")
        return TaskKind::Unlabelled; // how hidden test labels are written
    if (classCount() > 0)
        return classCount() == 1 ? TaskKind::Regression : TaskKind::Classification;
    if (!m_options.labelNames.empty())
        return m_options.labelNames.size() == 1 ? TaskKind::Regression : TaskKind::Classification;
    if (!m_firstWord.empty() && !m_hasFraction)
        return TaskKind::Classification;
    const std::string column = folded(m_column);
    const bool isScore
        = column == "similarity" || column == "relatedness score" || classesOfTask(m_task) == 1;
    return m_hasFraction || isScore ? TaskKind::Regression : TaskKind::Classification;
}

LabelMap LabelScan::finish()
{
    LabelMap map;
    map.kind = decideKind();
    map.dropped = m_dropped;
    if (m_dropped > 0)
        map.warnings.push_back(
            "Rows without a gold label (\"-\") were left out: " + std::to_string(m_dropped) + ".");
    switch (map.kind) {
    case TaskKind::Unlabelled:
        if (m_rows > 0)
            map.warnings.push_back("All labels are -1: the file is read as unlabelled.");
        break;
    case TaskKind::Regression:
        finishRegression(map);
        break;
    case TaskKind::Classification:
    case TaskKind::Tagging: // labels of words are TaggedReader's; those of a table are classes
        finishClasses(map);
        break;
    }
    return map;
}

void LabelScan::finishRegression(LabelMap& map) const
{
    if (!m_firstWord.empty())
        throw InputError(m_path, m_firstWordLine, "label \"" + m_firstWord + "\" is not a finite number",
            "give numbers, or choose the label column with --label-column");
    map.targetMin = m_min;
    map.targetMax = m_max;
}

void LabelScan::finishClasses(LabelMap& map)
{
    if (m_isTooMany)
        throw InputError(m_path, m_tooManyLine,
            "the label column has more than " + std::to_string(distinctLimit) + " different values",
            "choose the label column with --label-column");
    const std::vector<std::string>& given = m_options.labelNames;
    // LABEL_0, LABEL_1 name nothing, unless the file uses the same names.
    const bool hasNames = std::any_of(given.begin(), given.end(), [&](const std::string& name) {
        return !isGenericName(name) || std::any_of(m_labels.begin(), m_labels.end(), [&](const auto& label) {
            return folded(label.first) == folded(name);
        });
    });
    const bool isWords = !m_firstWord.empty();
    if (isWords && m_hasNumber && !hasNames) {
        const auto number = std::find_if(m_labels.begin(), m_labels.end(),
            [](const auto& label) { return asWhole(label.first).has_value(); });
        const std::string like
            = number == m_labels.end() ? "a number" : "a number like \"" + number->first + "\"";
        throw InputError(m_path, m_firstWordLine, "label \"" + m_firstWord + "\" is not " + like,
            "use numbers or names, not both");
    }
    if (hasNames || (!given.empty() && !isWords))
        matchNames(map, given);
    else if (!isWords && classCount() > 0)
        matchNames(map, integersBelow(classCount()));
    else if (isWords)
        orderNames(map);
    else
        orderIntegers(map);

    map.counts.assign(map.names.size(), 0);
    for (const auto& [label, id] : map.ids)
        map.counts[static_cast<std::size_t>(id)] += m_labels.find(label)->second.count;
}

void LabelScan::matchNames(LabelMap& map, const std::vector<std::string>& names) const
{
    map.names = names;
    const auto count = static_cast<std::int64_t>(names.size());
    std::map<std::string, std::int64_t> byName;
    for (std::int64_t id = 0; id < count; ++id)
        byName.emplace(folded(names[static_cast<std::size_t>(id)]), id);
    const auto isName = [&](const std::string& label) { return byName.contains(folded(label)); };
    // Exactly 1 … C in the file is a count from one: no other reading leaves every label inside the classes.
    const bool isFromOne = std::none_of(m_labels.begin(), m_labels.end(),
                               [&](const auto& label) {
                                   const auto value = asWhole(label.first);
                                   return isName(label.first) || !value || *value < 1 || *value > count;
                               })
        && m_labels.size() > 1 && m_max == static_cast<double>(count);
    for (const auto& [label, seen] : m_labels) {
        const auto named = byName.find(folded(label));
        const auto value = asWhole(label);
        if (named != byName.end())
            map.ids[label] = named->second;
        else if (value && *value - isFromOne >= 0 && *value - isFromOne < count)
            map.ids[label] = *value - isFromOne;
    }
    const Labels::value_type* misfit = nullptr;
    for (const auto& entry : m_labels)
        if (!map.ids.contains(entry.first) && (!misfit || entry.second.firstLine < misfit->second.firstLine))
            misfit = &entry;
    const bool isNumbered = std::all_of(names.begin(), names.end(), isGenericName);
    if (misfit)
        fail(misfit->first, misfit->second.firstLine, listed(isNumbered ? integersBelow(count) : names));
    if (isFromOne)
        map.warnings.push_back("Labels count from 1 to " + std::to_string(count) + " and are read as 0 to "
            + std::to_string(count - 1) + ".");
}

void LabelScan::orderIntegers(LabelMap& map) const
{
    std::vector<std::pair<std::int64_t, std::string>> values;
    for (const auto& [label, seen] : m_labels) {
        const auto value = asWhole(label);
        if (!value)
            fail(label, seen.firstLine, "the integers that name classes");
        values.emplace_back(*value, label);
    }
    std::sort(values.begin(), values.end());
    std::vector<std::int64_t> distinct;
    for (const auto& [value, label] : values)
        if (distinct.empty() || distinct.back() != value)
            distinct.push_back(value);

    const auto count = static_cast<std::int64_t>(distinct.size());
    const bool isFromOne = count > 1 && distinct.front() == 1 && distinct.back() == count;
    const bool isPlain
        = !isFromOne && distinct.front() >= 0 && distinct.back() < static_cast<std::int64_t>(distinctLimit);
    if (isPlain) {
        map.names = integersBelow(std::max<std::int64_t>(distinct.back() + 1, 2));
        for (const auto& [value, label] : values)
            map.ids[label] = value;
        return;
    }
    for (const std::int64_t value : distinct)
        map.names.push_back(std::to_string(value));
    for (const auto& [value, label] : values)
        map.ids[label] = std::lower_bound(distinct.begin(), distinct.end(), value) - distinct.begin();
    map.warnings.push_back("Labels are " + listed(map.names) + " and got the ids 0 to "
        + std::to_string(count - 1) + " in this order.");
}

void LabelScan::orderNames(LabelMap& map) const
{
    for (const auto& [label, seen] : m_labels) {
        map.ids[label] = static_cast<std::int64_t>(map.names.size());
        map.names.push_back(label);
    }
    const std::size_t classes = !m_options.labelNames.empty() ? m_options.labelNames.size()
                                                              : static_cast<std::size_t>(classCount());
    if (classes > 0 && map.names.size() > classes) {
        const auto last = std::max_element(m_labels.begin(), m_labels.end(),
            [](const auto& a, const auto& b) { return a.second.firstLine < b.second.firstLine; });
        throw InputError(m_path, last->second.firstLine,
            "label \"" + last->first + "\" is one too many: there are " + std::to_string(classes)
                + " classes",
            "the labels are: " + listed(map.names));
    }
    if (m_options.labelNames.empty())
        return;
    map.warnings.push_back("The model does not name its classes: the labels " + listed(map.names)
        + " got the ids 0 to " + std::to_string(map.names.size() - 1) + " in this order.");
    while (map.names.size() < classes)
        map.names.push_back("label_" + std::to_string(map.names.size()));
}

void LabelScan::fail(const std::string& label, std::int64_t line, const std::string& expected) const
{
    throw InputError(m_path, line, "label \"" + label.substr(0, 80) + "\" is not one of " + expected,
        "correct it, or choose the label column with --label-column");
}

} // namespace exitscope::data
