#include "core/store/run_filter.h"

#include "core/error.h"
#include "core/nearest_name.h"
#include "core/store/run_store.h"
#include "core/store/sqlite.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

namespace exitscope::store {

namespace {

constexpr std::array<std::string_view, 10> fields { "name", "policy", "tag", "model", "dataset", "task", "state", "kind",
    "notes", "run" };

std::string folded(std::string_view text)
{
    std::string lower(text);
    for (char& c : lower)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    return lower;
}

bool contains(std::string_view text, const std::string& folding)
{
    return std::search(text.begin(), text.end(), folding.begin(), folding.end(), [](char a, char b) {
        return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
    }) != text.end();
}

bool anyContains(const std::vector<std::string>& texts, const std::string& folding)
{
    return std::any_of(texts.begin(), texts.end(), [&](const auto& text) { return contains(text, folding); });
}

bool hasText(const RunSummary& run, const std::string& field, const std::string& text)
{
    if (field.empty())
        return contains(run.name, text) || contains(run.model, text) || contains(run.dataset, text)
            || anyContains(run.policies, text) || anyContains(run.tags, text) || contains(run.notes, text);
    if (field == "policy")
        return anyContains(run.policies, text);
    if (field == "tag")
        return anyContains(run.tags, text);
    if (field == "state")
        return contains(nameOf(run.state), text);
    if (field == "run")
        return std::to_string(static_cast<std::int64_t>(run.id)) == text;
    const std::string& value = field == "name" ? run.name
        : field == "model"                     ? run.model
        : field == "dataset"                   ? run.dataset
        : field == "task"                      ? run.task
        : field == "kind"                      ? run.kind
                                               : run.notes;
    return contains(value, text);
}

/// -1, 0, 1 as `<`, `=`, `>`.
template <typename Value> int order(const Value& a, const Value& b)
{
    return a < b ? -1 : b < a ? 1 : 0;
}

[[noreturn]] void failField(std::string_view name)
{
    throw InputError("there is no field \"" + std::string(name) + "\" of runs", nameRemedy(name, fields));
}

/// Words, with what stands between quotes kept together; the flag says that a word is nothing but a quotation.
std::vector<std::pair<std::string, bool>> wordsOf(std::string_view text)
{
    std::vector<std::pair<std::string, bool>> words;
    std::string word;
    bool isInside = false, hasWord = false, isQuoted = false;
    const auto end = [&] {
        if (hasWord)
            words.emplace_back(word, isQuoted);
        word.clear();
        hasWord = isQuoted = false;
    };
    for (const char c : text) {
        if (c == '"') {
            isQuoted = isQuoted || (!isInside && (word.empty() || word == "-"));
            isInside = !isInside;
            hasWord = true;
        } else if (!isInside && (c == ' ' || c == '\t')) {
            end();
        } else {
            word += c;
            hasWord = true;
        }
    }
    end();
    return words;
}

} // namespace

BestMetrics bestMetrics(const std::filesystem::path& store)
{
    Database database(store, Database::Open::MustExist);
    database.execute("PRAGMA query_only = ON");
    Statement read = database.prepare("SELECT points.run, metric.key, max(metric.value) FROM points, "
                                      "json_each(points.metrics) AS metric WHERE metric.type IN ('integer', 'real') "
                                      "GROUP BY points.run, metric.key");
    BestMetrics best;
    while (read.step())
        best[RunId { read.integer(0) }][read.text(1)] = read.real(2);
    return best;
}

RunFilter::Term RunFilter::termOf(std::string_view word, bool isQuoted)
{
    Term term;
    if (word.starts_with('-')) {
        term.isNegated = true;
        word.remove_prefix(1);
    }
    const auto sign = isQuoted ? std::string_view::npos : word.find_first_of(":<>=");
    if (sign == std::string_view::npos || sign == 0) {
        term.text = folded(word);
        return term;
    }
    term.field = folded(word.substr(0, sign));
    auto value = word.substr(sign + 1);
    if (word[sign] == ':') {
        if (std::find(fields.begin(), fields.end(), term.field) == fields.end())
            failField(term.field);
        term.text = folded(value);
        return term;
    }
    const bool orEqual = value.starts_with('=');
    if (orEqual)
        value.remove_prefix(1);
    term.op = word[sign] == '=' ? Operator::Equal
        : word[sign] == '<'     ? (orEqual ? Operator::AtMost : Operator::Less)
                                : (orEqual ? Operator::AtLeast : Operator::Greater);
    term.text = folded(value);
    if (term.field == "created" || term.field == "changed")
        return term;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), term.number);
    if (error != std::errc() || end != value.data() + value.size() || std::isnan(term.number))
        throw InputError("\"" + std::string(word) + "\" compares with no number", "write " + term.field + ">0.9, for example");
    return term;
}

RunFilter RunFilter::parse(std::string_view text)
{
    RunFilter filter;
    for (const auto& [word, isQuoted] : wordsOf(text))
        if (!word.empty() && word != "-")
            filter.m_terms.push_back(termOf(word, isQuoted));
    return filter;
}

bool RunFilter::needsMetrics() const
{
    return std::any_of(m_terms.begin(), m_terms.end(), [](const Term& term) {
        return term.op != Operator::Contains && term.field != "points" && term.field != "run" && term.field != "created"
            && term.field != "changed";
    });
}

bool RunFilter::holds(const Term& term, const RunSummary& run, const BestMetrics& best)
{
    if (term.op == Operator::Contains)
        return hasText(run, term.field, term.text);
    int found = 0;
    if (term.field == "created" || term.field == "changed") {
        const auto& time = term.field == "created" ? run.created : run.changed;
        found = order(folded(time).substr(0, term.text.size()), term.text); // a day stands for all of it
    } else if (term.field == "points" || term.field == "run") {
        const auto value = term.field == "points" ? run.points : static_cast<std::int64_t>(run.id);
        found = order(static_cast<double>(value), term.number);
    } else {
        const auto ofRun = best.find(run.id);
        if (ofRun == best.end() || !ofRun->second.contains(term.field))
            return false;
        found = order(ofRun->second.at(term.field), term.number);
    }
    switch (term.op) {
    case Operator::Less:
        return found < 0;
    case Operator::AtMost:
        return found <= 0;
    case Operator::AtLeast:
        return found >= 0;
    case Operator::Greater:
        return found > 0;
    case Operator::Equal:
    case Operator::Contains:
        return found == 0;
    }
    return false;
}

bool RunFilter::matches(const RunSummary& run, const BestMetrics& best) const
{
    return std::all_of(m_terms.begin(), m_terms.end(),
        [&](const Term& term) { return holds(term, run, best) != term.isNegated; });
}

} // namespace exitscope::store
