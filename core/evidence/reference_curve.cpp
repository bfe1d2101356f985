#include "core/evidence/reference_curve.h"

#include "core/error.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>

namespace exitscope::evidence {

namespace {

std::vector<std::string> fieldsOf(std::string_view line)
{
    std::vector<std::string> fields;
    while (!line.empty() && (line.back() == '\r' || line.back() == ' '))
        line.remove_suffix(1);
    for (;;) {
        const auto comma = line.find(',');
        auto field = line.substr(0, comma);
        while (!field.empty() && (field.front() == ' ' || field.front() == '"'))
            field.remove_prefix(1);
        while (!field.empty() && (field.back() == ' ' || field.back() == '"'))
            field.remove_suffix(1);
        fields.emplace_back(field);
        if (comma == std::string_view::npos)
            return fields;
        line.remove_prefix(comma + 1);
    }
}

std::size_t columnNamed(const std::vector<std::string>& heading, const char* name, const std::filesystem::path& file)
{
    const auto found = std::find(heading.begin(), heading.end(), name);
    if (found == heading.end())
        throw InputError(file, 1, std::string("there is no column \"") + name + "\"",
            "a reference curve has the columns flops and score");
    return static_cast<std::size_t>(found - heading.begin());
}

double numberIn(const std::vector<std::string>& fields, std::size_t column, const std::filesystem::path& file, std::int64_t line)
{
    const std::string text = column < fields.size() ? fields[column] : "";
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc {} || end != text.data() + text.size() || !std::isfinite(number))
        throw InputError(file, line, "\"" + text + "\" is not a number");
    return number;
}

} // namespace

std::vector<metric::CostQuality> readReferenceCurve(const std::filesystem::path& file)
{
    std::ifstream stream(file);
    if (!stream)
        throw InputError(file, "cannot be read", "give a CSV file with the columns flops and score");
    std::string text;
    std::optional<std::pair<std::size_t, std::size_t>> columns;
    std::vector<metric::CostQuality> curve;
    for (std::int64_t line = 1; std::getline(stream, text); ++line) {
        if (line == 1 && text.starts_with("\xef\xbb\xbf"))
            text.erase(0, 3);
        const auto fields = fieldsOf(text);
        if (!columns) {
            columns = { columnNamed(fields, "flops", file), columnNamed(fields, "score", file) };
            continue;
        }
        if (fields.size() == 1 && fields.front().empty())
            continue;
        curve.push_back(
            { numberIn(fields, columns->first, file, line), numberIn(fields, columns->second, file, line) });
        if (curve.back().cost <= 0)
            throw InputError(file, line, "FLOPs are not above 0");
    }
    if (curve.empty())
        throw InputError(file, "has no point", "give at least one row of flops and score");
    std::sort(curve.begin(), curve.end(), [](const auto& a, const auto& b) { return a.cost < b.cost; });
    for (std::size_t i = 1; i < curve.size(); ++i)
        if (curve[i].cost == curve[i - 1].cost)
            throw InputError(file, "has two scores for the same FLOPs", "keep one of them");
    return curve;
}

std::vector<metric::CostQuality> fixedLayerCurve(const sweep::Evaluator& evaluator, metric::Metric metric)
{
    const auto& trace = evaluator.trace();
    if (!evaluator.cost().isInFlops())
        throw InputError(trace.path(), "as a reference the trace must say what its layers cost in FLOPs",
            "trace the model again");
    std::vector<metric::CostQuality> curve;
    for (const auto layer : trace.exitLayer()) {
        const auto point = evaluator.evaluate({ "fixed", { { "layer", std::to_string(layer) } } });
        const auto found = std::find_if(point.metrics.begin(), point.metrics.end(),
            [metric](const auto& entry) { return entry.first == metric::nameOf(metric); });
        if (found == point.metrics.end())
            throw InputError(trace.path(), "as a reference the trace lacks " + std::string(metric::nameOf(metric)),
                "give a trace of the same task, with labels");
        curve.push_back({ point.flopsSpent / static_cast<double>(point.units), 100 * found->second });
    }
    return curve;
}

} // namespace exitscope::evidence
