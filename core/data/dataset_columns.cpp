#include "core/data/dataset_columns.h"

#include "core/error.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>
#include <utility>

namespace exitscope::data {

namespace {
struct KnownPair
{
    std::string_view first;
    std::string_view second;
    std::string_view task;
};

// Longer layouts first: QNLI has a "question" and a "sentence", either of which is a text column elsewhere.
constexpr KnownPair knownPairs[] = {
    { "sentence1", "sentence2", "" },
    { "sentence_1", "sentence_2", "" },
    { "sentence_a", "sentence_b", "" },
    { "premise", "hypothesis", "" },
    { "question1", "question2", "qqp" },
    { "question", "sentence", "qnli" },
    { "text_a", "text_b", "" },
    { "text1", "text2", "" },
    { "#1 string", "#2 string", "mrpc" },
    { "question", "passage", "" },
    { "query", "passage", "" },
};
constexpr std::string_view knownTexts[] = { "sentence", "text", "review", "review_text", "reviewtext",
    "text_a", "sentence1", "content", "tweet", "comment", "comment_text", "phrase", "body", "message",
    "utterance", "document", "headline", "title", "input", "question", "query" };
constexpr std::string_view knownLabels[] = { "gold_label", "label", "labels", "quality", "is_duplicate",
    "entailment_label", "entailment_judgment", "sentiment", "class", "category_id", "target", "similarity",
    "relatedness_score", "score", "rating", "stars", "polarity" };
constexpr std::string_view knownTags[] = { "tag", "tags", "category" };

std::string lowered(std::string_view name)
{
    std::string text(name);
    for (char& c : text)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    return text;
}

std::optional<std::size_t> findName(const std::vector<std::string>& columns, std::string_view name)
{
    const auto exact = std::find(columns.begin(), columns.end(), name);
    if (exact != columns.end())
        return static_cast<std::size_t>(exact - columns.begin());
    const std::string wanted = lowered(name);
    const auto found = std::find_if(
        columns.begin(), columns.end(), [&](const std::string& column) { return lowered(column) == wanted; });
    if (found == columns.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - columns.begin());
}

template <typename Names>
std::optional<std::size_t> findAny(const std::vector<std::string>& columns, const Names& names)
{
    for (const std::string_view name : names)
        if (const auto found = findName(columns, name))
            return found;
    return std::nullopt;
}

std::optional<std::size_t> asPosition(std::string_view text)
{
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc {} || end != text.data() + text.size() || value == 0)
        return std::nullopt;
    return value;
}

std::string listed(const std::vector<std::string>& columns)
{
    constexpr std::size_t shown = 20;
    std::string text;
    for (std::size_t i = 0; i < std::min(columns.size(), shown); ++i)
        text += (i > 0 ? ", " : "") + columns[i].substr(0, 40);
    return columns.size() > shown ? text + ", …" : text;
}

std::size_t resolve(
    const std::vector<std::string>& columns, const std::string& name, const std::filesystem::path& path)
{
    // A number is always a position: without a header, the first row may well hold that number.
    const auto position = asPosition(name);
    if (position && *position <= columns.size())
        return *position - 1;
    const auto found = position ? std::nullopt : findName(columns, name);
    if (found)
        return *found;
    throw InputError(path, "there is no column \"" + name + "\"", "the columns are: " + listed(columns));
}

/// CoLA as published: source, 0 or 1, the author's mark, sentence.
bool isColaRow(const std::vector<std::string>& row)
{
    return row.size() == 4 && (row[1] == "0" || row[1] == "1") && !row[0].empty()
        && row[0].find(' ') == std::string::npos && row[2].size() <= 2
        && row[3].find(' ') != std::string::npos;
}

bool namesKnownColumn(const std::vector<std::string>& names)
{
    return hasKnownTextColumn(names) || findAny(names, knownLabels).has_value();
}

void chooseKnownTexts(
    const std::vector<std::string>& columns, const std::filesystem::path& path, ColumnChoice& choice)
{
    for (const KnownPair& pair : knownPairs) {
        const auto first = findName(columns, pair.first);
        const auto second = findName(columns, pair.second);
        if (!first || !second)
            continue;
        choice.textA = *first;
        choice.textB = *second;
        choice.task = pair.task;
        return;
    }
    const auto text = findAny(columns, knownTexts);
    if (!text)
        throw InputError(path, "no text column among: " + listed(columns),
            "name it with --text-columns (one or two names, or positions such as 2,3 where there is no "
            "header)");
    choice.textA = *text;
}
} // namespace

bool hasKnownTextColumn(const std::vector<std::string>& names)
{
    if (findAny(names, knownTexts))
        return true;
    return std::any_of(std::begin(knownPairs), std::end(knownPairs),
        [&](const KnownPair& pair) { return findName(names, pair.first) && findName(names, pair.second); });
}

bool looksLikeHeader(const std::vector<std::string>& firstRow, const DatasetOptions& options)
{
    if (options.header != Header::Detect)
        return options.header == Header::Present;
    std::vector<std::string> given = options.textColumns;
    if (!options.labelColumn.empty() && options.labelColumn != "none")
        given.push_back(options.labelColumn);
    const bool isNamed
        = std::any_of(given.begin(), given.end(), [](const std::string& name) { return !asPosition(name); });
    if (isNamed || namesKnownColumn(firstRow))
        return true;
    return given.empty() && !isColaRow(firstRow);
}

ColumnChoice chooseColumns(const std::vector<std::string>& columns, bool hasHeader,
    const DatasetOptions& options, const std::filesystem::path& path)
{
    ColumnChoice choice;
    // A file without a header and without positions was let through by looksLikeHeader because it is CoLA.
    const bool isCola = !hasHeader && columns.size() == 4 && options.header == Header::Detect
        && options.textColumns.empty() && options.labelColumn.empty();
    if (options.textColumns.size() > 2)
        throw InputError(path, "more than two text columns are given", "give one, or two for pairs");
    if (!options.textColumns.empty()) {
        choice.textA = resolve(columns, options.textColumns[0], path);
        if (options.textColumns.size() == 2)
            choice.textB = resolve(columns, options.textColumns[1], path);
    } else if (isCola) {
        choice.textA = 3;
        choice.task = "cola";
    } else {
        chooseKnownTexts(columns, path, choice);
    }

    if (options.labelColumn == "none")
        choice.label.reset();
    else if (!options.labelColumn.empty())
        choice.label = resolve(columns, options.labelColumn, path);
    else if (isCola)
        choice.label = 1;
    else
        choice.label = findAny(columns, knownLabels);
    if (!choice.label && options.labelColumn.empty() && columns.size() > (choice.textB ? 2U : 1U))
        choice.warnings.push_back("No label column was found among: " + listed(columns)
            + ". Name it with --label-column to measure more than exits.");

    choice.tag = findAny(columns, knownTags);
    const auto isTaken = [&](std::size_t column) {
        return column == choice.textA || choice.textB == column || choice.label == column;
    };
    if (choice.tag && isTaken(*choice.tag))
        choice.tag.reset();
    if (choice.label && (*choice.label == choice.textA || choice.textB == choice.label))
        throw InputError(path, "column \"" + columns[*choice.label] + "\" is text and label at once",
            "name them with --text-columns and --label-column");
    return choice;
}

} // namespace exitscope::data
