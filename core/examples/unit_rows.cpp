#include "core/examples/unit_rows.h"

#include "core/data/unicode_text.h"

#include <nlohmann/json.hpp>

#include <charconv>
#include <cmath>

namespace exitscope::examples {

namespace {

std::string number(float value)
{
    if (std::isnan(value))
        return {};
    char buffer[32];
    return { buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr };
}

const char* yesOrNo(bool value)
{
    return value ? "yes" : "no";
}

std::string verdictText(Verdict verdict)
{
    return verdict == Verdict::Unknown ? "" : yesOrNo(verdict == Verdict::Right);
}

std::string answerText(const UnitColumns& columns, std::int64_t label, float value)
{
    return columns.trace().isRegression() ? number(value) : columns.className(label);
}

std::string lengthText(const UnitColumns& columns, std::int64_t unit)
{
    return columns.trace().length().empty() ? "" : std::to_string(columns.length(unit));
}

std::string layerText(const UnitColumns& columns, const Departure& departure)
{
    return departure.exists()
        ? std::to_string(columns.trace().exitLayer()[static_cast<std::size_t>(departure.exit)])
        : "";
}

std::string field(const std::string& text)
{
    if (text.find_first_of(",\"\n\r") == std::string::npos)
        return text;
    std::string quotation = "\"";
    for (const char c : text) {
        if (c == '"')
            quotation += '"';
        quotation += c;
    }
    return quotation + "\"";
}

void appendLine(std::string& csv, const std::vector<std::string>& cells)
{
    for (std::size_t i = 0; i < cells.size(); ++i)
        csv += (i > 0 ? "," : "") + field(cells[i]);
    csv += '\n';
}

nlohmann::ordered_json numberJson(float value)
{
    if (!std::isfinite(value))
        return nullptr;
    // Through the shortest text, so that 0.1F is 0.1 and not 0.10000000149.
    return nlohmann::ordered_json::parse(number(value));
}

nlohmann::ordered_json departureJson(const UnitColumns& columns, const Departure& departure)
{
    if (!departure.exists())
        return nullptr;
    return { { "distance", numberJson(departure.distance) }, { "threshold", numberJson(departure.threshold) },
        { "exit", columns.trace().exitLayer()[static_cast<std::size_t>(departure.exit)] },
        { "effect", nameOf(departure.effect) } };
}

} // namespace

std::vector<std::string> rowHeadings()
{
    std::vector<std::string> headings;
    for (int column = 0; column < columnCount; ++column) {
        headings.emplace_back(keyOf(static_cast<Column>(column)));
        if (static_cast<Column>(column) == Column::Slack)
            headings.insert(headings.end(), { "slack_exit", "slack_effect" });
    }
    return headings;
}

std::vector<std::string> rowOf(const UnitColumns& columns, std::int64_t unit)
{
    const bool isRegression = columns.trace().isRegression();
    const auto slack = columns.slack(unit);
    const auto& nearest = slack.nearest();
    return { std::to_string(unit + 1), std::string(columns.text(unit)),
        answerText(columns, columns.answers().labelOf(unit), columns.target(unit)),
        answerText(columns, isRegression ? -1 : columns.predictedClass(unit), columns.predictedValue(unit)),
        answerText(columns, isRegression ? -1 : columns.fullClass(unit), columns.fullValue(unit)),
        std::to_string(columns.layer(unit)), number(columns.confidence(unit)), verdictText(columns.verdict(unit)),
        columns.answers().firstRight.empty() ? "" : yesOrNo(columns.overthinks(unit)), yesOrNo(columns.agrees(unit)),
        number(nearest.distance), layerText(columns, nearest), std::string(nameOf(nearest.effect)),
        lengthText(columns, unit), columns.tags().textOf(columns.trace().exampleOf(unit)) };
}

nlohmann::ordered_json rowJson(const UnitColumns& columns, std::int64_t unit)
{
    using Json = nlohmann::ordered_json;
    const bool isRegression = columns.trace().isRegression();
    const auto label = columns.answers().labelOf(unit);
    const auto answer = [&](std::int64_t of, float value) -> Json {
        if (isRegression)
            return numberJson(value);
        return of < 0 ? Json(nullptr) : Json(columns.className(of));
    };
    Json json { { "number", unit + 1 }, { "example", columns.trace().exampleOf(unit) },
        { "text", data::unicode::repaired(columns.text(unit)) }, { "label", answer(label, columns.target(unit)) },
        { "prediction", answer(isRegression ? 0 : columns.predictedClass(unit), columns.predictedValue(unit)) },
        { "full", answer(isRegression ? 0 : columns.fullClass(unit), columns.fullValue(unit)) },
        { "exit", columns.layer(unit) }, { "confidence", numberJson(columns.confidence(unit)) } };
    const auto verdict = columns.verdict(unit);
    json["correct"] = verdict == Verdict::Unknown ? Json(nullptr) : Json(verdict == Verdict::Right);
    json["overthinks"] = columns.overthinks(unit);
    json["agrees"] = columns.agrees(unit);
    const auto slack = columns.slack(unit);
    json["slack"] = columns.hasSlack()
        ? Json { { "earlier", departureJson(columns, slack.earlier) }, { "later", departureJson(columns, slack.later) } }
        : Json(nullptr);
    json["length"] = columns.trace().length().empty() ? Json(nullptr) : Json(columns.length(unit));
    json["tag"] = columns.tags().textOf(columns.trace().exampleOf(unit));
    return json;
}

bool writeCsv(const UnitColumns& columns, std::span<const std::uint32_t> units,
    const std::function<void(std::string_view)>& write, const JobContext& job)
{
    constexpr std::size_t rowsAtOnce = 1024;
    std::string piece;
    appendLine(piece, rowHeadings());
    for (std::size_t row = 0; row < units.size(); ++row) {
        appendLine(piece, rowOf(columns, units[row]));
        if (row % rowsAtOnce != rowsAtOnce - 1)
            continue;
        write(piece);
        piece.clear();
        if (!job.proceed())
            return false;
        job.tell({ static_cast<std::int64_t>(row) + 1, static_cast<std::int64_t>(units.size()), "rows", {} });
    }
    write(piece);
    return true;
}

} // namespace exitscope::examples
