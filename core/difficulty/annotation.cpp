#include "core/difficulty/annotation.h"

#include "core/data/delimited_reader.h"
#include "core/error.h"
#include "core/io/atomic_file.h"
#include "core/policy/policy.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace exitscope::difficulty {

std::span<const std::uint8_t> Annotation::of(std::int64_t example) const
{
    const auto first = static_cast<std::size_t>(unitOffset[static_cast<std::size_t>(example)] * outputs);
    const auto last = static_cast<std::size_t>(unitOffset[static_cast<std::size_t>(example) + 1] * outputs);
    return std::span(right).subspan(first, last - first);
}

Annotation annotate(const trace::Trace& trace)
{
    if (trace.labels().empty())
        throw InputError(trace.path(), "has no class labels, and difficulty is about which exits are right",
            "trace a labelled dataset of a classification task");
    Annotation annotation;
    annotation.name = trace.info().datasetName;
    annotation.outputs = trace.exits();
    annotation.unitOffset.push_back(0);
    std::vector<std::int32_t> classes(static_cast<std::size_t>(trace.units() * trace.exits()));
    policy::predictClasses(trace, 0, trace.units(), classes);
    const auto exits = static_cast<std::size_t>(trace.exits());
    for (std::int64_t first = 0, last = 0; first < trace.units(); first = last) {
        const std::int64_t example = trace.exampleOf(first);
        std::int64_t units = 0;
        for (last = first; last < trace.units() && trace.exampleOf(last) == example; ++last) {
            const auto label = trace.labels()[static_cast<std::size_t>(last)];
            if (label < 0)
                continue;
            ++units;
            for (std::size_t exit = 0; exit < exits; ++exit)
                annotation.right.push_back(classes[static_cast<std::size_t>(last) * exits + exit] == label ? 1 : 0);
        }
        if (units == 0)
            continue;
        annotation.unitOffset.push_back(annotation.unitOffset.back() + units);
        const std::string_view text = trace.text(example);
        const std::size_t tab = text.find('\t');
        annotation.textA.emplace_back(text.substr(0, tab));
        if (tab != std::string_view::npos)
            annotation.textB.emplace_back(text.substr(tab + 1));
    }
    if (annotation.units() == 0)
        throw InputError(trace.path(), "no unit has a label", "trace a labelled dataset");
    return annotation;
}

namespace {

[[noreturn]] void refuse(const std::filesystem::path& path, std::int64_t line, const std::string& label)
{
    throw InputError(path, line, "label \"" + label.substr(0, 60) + "\" is no list of zeros and ones",
        "write [1, 0, 1] with one value for each exit, or a single 0 or 1");
}

/// One row's label into `annotation`; gives how many units it has.
std::int64_t appendLabel(
    const std::filesystem::path& path, std::int64_t line, const std::string& label, Annotation& annotation)
{
    const auto json = nlohmann::json::parse(label, nullptr, false);
    const auto isBit = [](const nlohmann::json& value) {
        return value.is_number_unsigned() && value.get<std::uint64_t>() <= 1;
    };
    if (isBit(json)) { // of people: 1 is hard
        if (annotation.outputs == 0)
            annotation.outputs = 1;
        if (annotation.outputs != 1)
            refuse(path, line, label);
        annotation.right.push_back(json.get<int>() == 1 ? 0 : 1);
        return 1;
    }
    const bool isOfWords = json.is_array() && !json.empty() && json.front().is_array();
    const auto units = isOfWords ? json : nlohmann::json::array({ json });
    for (const auto& unit : units) {
        if (!unit.is_array() || unit.empty() || !std::all_of(unit.begin(), unit.end(), isBit))
            refuse(path, line, label);
        const auto outputs = static_cast<std::int64_t>(unit.size());
        if (annotation.outputs == 0)
            annotation.outputs = outputs;
        if (outputs != annotation.outputs)
            throw InputError(path, line, "the label has " + std::to_string(outputs) + " values, those before have "
                    + std::to_string(annotation.outputs),
                "give one value for each exit");
        for (const auto& value : unit)
            annotation.right.push_back(static_cast<std::uint8_t>(value.get<int>()));
    }
    return static_cast<std::int64_t>(units.size());
}

std::size_t columnOf(const data::RowReader& rows, const std::filesystem::path& path, const char* name)
{
    const auto found = std::find(rows.columns().begin(), rows.columns().end(), name);
    if (found == rows.columns().end())
        throw InputError(path, 1, std::string("there is no column \"") + name + "\"",
            "the columns are sentence1, sentence2 where there are pairs, and label");
    return static_cast<std::size_t>(found - rows.columns().begin());
}

} // namespace

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
    annotation.unitOffset.push_back(0);
    data::Row row;
    while (rows.next(row)) {
        if (annotation.examples() % step == 0 && !job.proceed())
            return std::nullopt;
        const auto units = appendLabel(path, row.line, row.cells[label].text, annotation);
        annotation.unitOffset.push_back(annotation.unitOffset.back() + units);
        annotation.textA.push_back(row.cells[first].text);
        if (isPair)
            annotation.textB.push_back(row.cells[second].text);
    }
    if (annotation.units() == 0)
        throw InputError(path, "there are no rows after the header", "give a file with at least one example");
    return annotation;
}

void writeAnnotation(const std::filesystem::path& path, const Annotation& annotation)
{
    const bool isPair = !annotation.textB.empty();
    std::string text = isPair ? "sentence1\tsentence2\tlabel\n" : "sentence1\tlabel\n";
    const auto oneLine = [](std::string cell) {
        std::replace_if(cell.begin(), cell.end(), [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
        return cell;
    };
    for (std::int64_t example = 0; example < annotation.examples(); ++example) {
        const auto at = static_cast<std::size_t>(example);
        text += oneLine(annotation.textA[at]) + "\t" + (isPair ? oneLine(annotation.textB[at]) + "\t" : "");
        const auto labels = annotation.of(example);
        auto units = nlohmann::json::array();
        for (std::size_t from = 0; from < labels.size(); from += static_cast<std::size_t>(annotation.outputs)) {
            const auto unit = labels.subspan(from, static_cast<std::size_t>(annotation.outputs));
            units.push_back(std::vector<int>(unit.begin(), unit.end()));
        }
        text += (units.size() == 1 ? units.front() : units).dump() + "\n";
    }
    io::writeFileAtomically(path, text);
}

} // namespace exitscope::difficulty
