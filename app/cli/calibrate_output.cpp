#include "app/cli/calibrate_output.h"

#include "app/cli/text_table.h"

#include <nlohmann/json.hpp>

#include <array>
#include <charconv>

namespace exitscope::cli {

namespace {

using calibration::Calibration;
using calibration::CalibrationRequest;
using calibration::Setting;
using Json = nlohmann::ordered_json;

/// Two significant digits, as 0.0012 or 3.1e-15.
std::string shortP(double p)
{
    std::array<char, 32> text {};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), p, std::chars_format::general, 2).ptr;
    return { text.data(), end };
}

std::string verdict(const Setting& setting)
{
    if (!setting.isTested)
        return "not reached";
    return setting.isRejected ? "holds" : "not shown";
}

std::string settingsTable(const calibration::Decision& decision, const std::string& key)
{
    TextTable table({ { key, Align::Right }, { "risk", Align::Right }, { "bound", Align::Right }, { "p", Align::Right },
        { "mean exit", Align::Right }, { "risk <= delta" } });
    for (const auto& setting : decision.settings)
        table.addRow({ setting.spec.parameters.at(key), decimal(setting.risk, 4), decimal(setting.bound, 4),
            shortP(setting.p), decimal(setting.meanExit, 2), verdict(setting) });
    return table.text();
}

/// What was chosen and how, and a line for every setting.
std::string decisionText(const calibration::TestRequest& request, const calibration::Decision& decision, const std::string& key,
    const char* noun)
{
    std::string text;
    if (decision.chosen)
        text += "Chosen: " + request.settings[*decision.chosen].text() + "\n";
    text += std::string(nameOf(request.procedure.procedure)) + " with the p-value "
        + std::string(nameOf(request.pValue)) + " on " + std::to_string(decision.calibrationExamples) + " calibration " + noun
        + (request.halves ? "" : ", seed " + std::to_string(request.split.seed)) + "\n\n";
    return text + settingsTable(decision, key) + "\n";
}

std::string testLine(const calibration::SequenceSets& sets, const calibration::SequenceRequest& request,
    const calibration::SequenceCalibration& result)
{
    const auto& test = result.test;
    const double risk = result.decision.testRisk;
    const auto count = std::to_string(result.decision.testExamples) + " texts";
    std::string text = (sets.areTwo() ? "On the " + count + " of " + sets.test().settings.data : "On the other " + count) + ": risk "
        + decimal(risk, 4)
        + (risk <= request.delta ? ", which keeps to delta (" : ", which is above delta (") + decimal(100 * risk / request.delta, 0)
        + " % of it); mean exit " + decimal(test.meanExit, 2) + " of " + decimal(result.full.meanExit, 0) + " layers, "
        + decimal(100 * test.flopsRatio, 1) + " % of the FLOPs, " + decimal(test.measuredSpeedup, 2) + " times as fast";
    const auto early = test.quality.named();
    const auto full = result.full.quality.named();
    for (std::size_t i = 0; i < early.size(); ++i)
        text += (i == 0 ? "; " : ", ") + early[i].first + " " + decimal(early[i].second, 4) + " (full model "
            + decimal(full[i].second, 4) + ")";
    return text + "\n";
}

std::string testLine(const Calibration& result)
{
    const auto& test = result.test;
    std::string text = "On the other " + std::to_string(result.decision.testExamples) + " examples: risk "
        + decimal(result.decision.testRisk, 4) + ", mean exit " + decimal(test.meanExit(), 2) + " of "
        + std::to_string(test.layers) + " layers (" + decimal(test.layerSpeedup(), 2) + "x)";
    if (test.flopsRatio() > 0)
        text += ", " + decimal(100 * test.flopsRatio(), 1) + " % of the FLOPs";
    for (std::size_t i = 0; i < test.metrics.size(); ++i)
        text += (i == 0 ? "; " : ", ") + test.metrics[i].first + " " + decimal(test.metrics[i].second, 4)
            + " (full model " + decimal(result.full.metrics[i].second, 4) + ")";
    return text + "\n";
}

std::string studyLine(const calibration::SplitStudy& study)
{
    const auto spread = [](const calibration::Spread& s, int digits) {
        return decimal(s.mean, digits) + " \u00b1 " + decimal(s.sd, digits);
    };
    return "Over " + std::to_string(study.splits) + " random splits: test risk " + spread(study.testRisk, 4)
        + ", mean exit " + spread(study.testMeanExit, 2) + "; above delta in " + std::to_string(study.aboveDelta)
        + ", no early exit in " + std::to_string(study.withoutExit) + "\n";
}

/// What a list shows of one stored result; empty where it has no such thing.
std::string chosenIn(const Json& result)
{
    for (const char* key : { "spec", "policy" })
        if (result.is_object() && result.contains(key) && result.at(key).is_string())
            return result.at(key).get<std::string>();
    return "-";
}

std::string numberIn(const Json& request, const char* key)
{
    return request.is_object() && request.contains(key) ? request.at(key).dump() : "-";
}

} // namespace

std::string calibrationText(const CalibrationRequest& request, const Calibration& result, const std::string& key,
    const std::optional<calibration::SplitStudy>& study)
{
    return calibration::guaranteeText(request, result.decision) + "\n" + decisionText(request, result.decision, key, "examples")
        + testLine(result) + (study ? studyLine(*study) : "");
}

std::string calibrationText(const calibration::SequenceSets& sets, const calibration::SequenceRequest& request,
    const calibration::SequenceCalibration& result, const std::optional<calibration::SplitStudy>& study)
{
    return calibration::guaranteeText(request, result.decision) + "\n"
        + decisionText(request, result.decision, request.family.key, "texts") + testLine(sets, request, result)
        + (study ? studyLine(*study) : "");
}

std::string temperatureText(const trace::Trace& trace, const calibration::TemperatureFit& fit)
{
    TextTable table({ { "layer", Align::Right }, { "temperature", Align::Right }, { "NLL at 1", Align::Right },
        { "NLL", Align::Right }, { "ECE at 1", Align::Right }, { "ECE", Align::Right } });
    for (std::size_t e = 0; e < fit.temperature.size(); ++e)
        table.addRow({ std::to_string(trace.exitLayer()[e]), decimal(fit.temperature[e], 4),
            decimal(fit.before[e].nll, 4), decimal(fit.after[e].nll, 4), decimal(fit.before[e].ece, 4),
            decimal(fit.after[e].ece, 4) });
    return "Fitted on " + std::to_string(fit.calibrationUnits) + " labelled units; NLL and ECE on the other half.\n\n"
        + table.text() + "\n" + policyText(fit) + "\n";
}

std::string calibrationsTable(const store::RunStore& store)
{
    TextTable table({ { "id", Align::Right }, { "name" }, { "result" }, { "delta", Align::Right },
        { "epsilon", Align::Right }, { "created" } });
    for (const auto& [id, record] : store.calibrations()) {
        const auto request = Json::parse(record.request, nullptr, false);
        table.addRow({ std::to_string(static_cast<std::int64_t>(id)), record.name,
            chosenIn(Json::parse(record.result, nullptr, false)), numberIn(request, "delta"),
            numberIn(request, "epsilon"), record.created });
    }
    return table.text();
}

Json calibrationsJson(const store::RunStore& store)
{
    auto array = Json::array();
    for (const auto& [id, record] : store.calibrations()) {
        const auto object = [](const std::string& text) {
            const auto json = Json::parse(text, nullptr, false);
            return json.is_discarded() ? Json(nullptr) : json;
        };
        array.push_back({ { "id", static_cast<std::int64_t>(id) }, { "name", record.name },
            { "policy", record.policy }, { "trace_sha256", record.traceSha256 }, { "created", record.created },
            { "code_version", record.codeVersion }, { "request", object(record.request) },
            { "result", object(record.result) } });
    }
    return { { "calibrations", array } };
}

} // namespace exitscope::cli
