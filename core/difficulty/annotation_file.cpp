#include "core/data/delimited_reader.h"
#include "core/difficulty/annotation.h"
#include "core/error.h"
#include "core/io/atomic_file.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace exitscope::difficulty {

namespace {

[[noreturn]] void refuse(const std::filesystem::path& path, std::int64_t line, const std::string& label)
{
    throw InputError(path, line, "label \"" + label.substr(0, 60) + "\" is no list of zeros and ones",
        "write [1, 0, 1] with one value for each exit, or a single 0 or 1");
}

bool isBit(const nlohmann::json& value)
{
    return value.is_number_unsigned() && value.get<std::uint64_t>() <= 1;
}

/// Reads the labels of one file row by row; all rows must be of one kind.
class LabelReader
{
public:
    LabelReader(const std::filesystem::path& path, Annotation& annotation)
        : m_path(path)
        , m_annotation(annotation)
    {
    }

    /// `words` of the row's text; gives how many units the label has.
    std::int64_t append(std::int64_t line, const std::string& label, std::int64_t words)
    {
        const auto json = nlohmann::json::parse(label, nullptr, false);
        const bool isOfWords = json.is_array() && !json.empty() && (json.front().is_array() || json.front().is_null());
        if (isBit(json)) { // of people: 1 is hard
            requireKind(line, Kind::People);
            m_annotation.outputs = 1;
            m_annotation.right.push_back(json.get<int>() == 1 ? 0 : 1);
            return 1;
        }
        if (!isOfWords) {
            requireKind(line, Kind::Texts);
            appendUnit(line, label, json);
            return 1;
        }
        requireKind(line, Kind::Words);
        if (static_cast<std::int64_t>(json.size()) != words)
            throw InputError(m_path, line, "the label is of " + std::to_string(json.size()) + " words, the text has "
                    + std::to_string(words),
                "give one list, or null, for each word between blanks");
        std::int64_t units = 0;
        for (std::size_t word = 0; word < json.size(); ++word) {
            if (json[word].is_null())
                continue;
            appendUnit(line, label, json[word]);
            m_annotation.word.push_back(static_cast<std::int32_t>(word));
            ++units;
        }
        return units;
    }

private:
    enum class Kind { Unknown, People, Texts, Words };

    void requireKind(std::int64_t line, Kind kind)
    {
        if (m_kind == Kind::Unknown)
            m_kind = kind;
        if (m_kind != kind)
            throw InputError(m_path, line, "the label is of another kind than those before",
                "keep to one: a 0 or 1, a list for each text, or a list of lists for its words");
    }

    void appendUnit(std::int64_t line, const std::string& label, const nlohmann::json& unit)
    {
        if (!unit.is_array() || unit.empty() || !std::all_of(unit.begin(), unit.end(), isBit))
            refuse(m_path, line, label);
        const auto outputs = static_cast<std::int64_t>(unit.size());
        if (m_annotation.outputs == 0)
            m_annotation.outputs = outputs;
        if (outputs != m_annotation.outputs)
            throw InputError(m_path, line, "the label has " + std::to_string(outputs) + " values, those before have "
                    + std::to_string(m_annotation.outputs),
                "give one value for each exit");
        for (const auto& value : unit)
            m_annotation.right.push_back(static_cast<std::uint8_t>(value.get<int>()));
    }

    const std::filesystem::path& m_path;
    Annotation& m_annotation;
    Kind m_kind = Kind::Unknown;
};

std::size_t columnOf(const data::RowReader& rows, const std::filesystem::path& path, const char* name)
{
    const auto found = std::find(rows.columns().begin(), rows.columns().end(), name);
    if (found == rows.columns().end())
        throw InputError(path, 1, std::string("there is no column \"") + name + "\"",
            "the columns are sentence1, sentence2 where there are pairs, and label");
    return static_cast<std::size_t>(found - rows.columns().begin());
}

} // namespace

std::vector<std::string> wordsOf(std::string_view text)
{
    std::vector<std::string> words;
    for (std::size_t at = text.find_first_not_of(' '); at != std::string_view::npos;) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        words.emplace_back(text.substr(at, end - at));
        at = text.find_first_not_of(' ', end);
    }
    return words;
}

void requireFittingWords(const Annotation& annotation)
{
    if (!annotation.isOfWords())
        return;
    if (!annotation.hasText())
        throw InputError(annotation.path, "there is no text, and its labels are those of words", "trace with the engine, or add text");
    for (std::int64_t example = 0; example < annotation.examples(); ++example) {
        const auto at = static_cast<std::size_t>(example);
        const auto words = static_cast<std::int64_t>(wordsOf(annotation.textA[at]).size());
        for (auto unit = annotation.unitOffset[at]; unit < annotation.unitOffset[at + 1]; ++unit)
            if (const auto word = annotation.word[static_cast<std::size_t>(unit)]; word < 0 || word >= words)
                throw InputError(annotation.path,
                    "label " + std::to_string(unit) + " is of word " + std::to_string(word + 1) + " of a text of "
                        + std::to_string(words) + " words",
                    "a unit's position is its word in the text, where blanks part words");
    }
}

std::optional<Annotation> readAnnotation(const std::filesystem::path& path, const JobContext& job)
{
    constexpr std::int64_t step = 1024;
    constexpr std::size_t longestCell = std::size_t { 1 } << 20;
    data::DelimitedReader rows(
        path, { '\t', data::Quoting::None, longestCell, [](const std::vector<std::string>&) { return true; } });
    const std::size_t first = columnOf(rows, path, "sentence1"), label = columnOf(rows, path, "label");
    const bool isPair = std::find(rows.columns().begin(), rows.columns().end(), "sentence2") != rows.columns().end();
    const std::size_t second = isPair ? columnOf(rows, path, "sentence2") : 0;
    Annotation annotation;
    annotation.name = path.parent_path().filename().string() + "/" + path.stem().string();
    annotation.path = path;
    annotation.unitOffset.push_back(0);
    LabelReader labels(path, annotation);
    data::Row row;
    while (rows.next(row)) {
        if (annotation.examples() % step == 0 && !job.proceed())
            return std::nullopt;
        const std::string& text = row.cells[first].text;
        const auto units = labels.append(row.line, row.cells[label].text, static_cast<std::int64_t>(wordsOf(text).size()));
        if (units == 0)
            continue; // no word of it has a label
        annotation.unitOffset.push_back(annotation.unitOffset.back() + units);
        annotation.textA.push_back(text);
        if (isPair)
            annotation.textB.push_back(row.cells[second].text);
    }
    if (annotation.units() == 0)
        throw InputError(path, "there are no rows after the header", "give a file with at least one example");
    return annotation;
}

namespace {

nlohmann::json labelOf(const Annotation& annotation, std::int64_t example)
{
    const auto labels = annotation.of(example);
    const auto outputs = static_cast<std::size_t>(annotation.outputs);
    const auto unitAt = [&](std::size_t unit) {
        const auto values = labels.subspan(unit * outputs, outputs);
        return nlohmann::json(std::vector<int>(values.begin(), values.end()));
    };
    if (!annotation.isOfWords())
        return unitAt(0);
    const auto first = annotation.unitOffset[static_cast<std::size_t>(example)];
    const auto words = wordsOf(annotation.textA[static_cast<std::size_t>(example)]).size();
    auto json = nlohmann::json::array();
    for (std::size_t unit = 0; unit < labels.size() / outputs; ++unit) {
        const auto word = static_cast<std::size_t>(annotation.word[static_cast<std::size_t>(first) + unit]);
        while (json.size() < word)
            json.push_back(nullptr);
        json.push_back(unitAt(unit));
    }
    while (json.size() < words)
        json.push_back(nullptr);
    return json;
}

} // namespace

void writeAnnotation(const std::filesystem::path& path, const Annotation& annotation)
{
    requireFittingWords(annotation);
    const bool isPair = annotation.isOfPairs();
    std::string text = isPair ? "sentence1\tsentence2\tlabel\n" : "sentence1\tlabel\n";
    const auto oneLine = [](std::string cell) {
        std::replace_if(cell.begin(), cell.end(), [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
        return cell;
    };
    for (std::int64_t example = 0; example < annotation.examples(); ++example) {
        const auto at = static_cast<std::size_t>(example);
        text += oneLine(annotation.textA[at]) + "\t" + (isPair ? oneLine(annotation.textB[at]) + "\t" : "");
        text += labelOf(annotation, example).dump() + "\n";
    }
    io::writeFileAtomically(path, text);
}

} // namespace exitscope::difficulty
