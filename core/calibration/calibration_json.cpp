#include "core/calibration/calibration_json.h"

#include "core/calibration/decision_json.h"
#include "core/io/sha256.h"
#include "core/sweep/point_json.h"

namespace exitscope::calibration {

namespace {

using Json = nlohmann::ordered_json;

/// The chosen setting's figures, and beside them the full model's metrics on the same half.
Json testJson(const Calibration& calibration)
{
    const auto& decision = calibration.decision;
    const Json point = sweep::toJson(calibration.test);
    return { { "risk", numberOrNull(decision.testRisk) }, { "mean_exit", calibration.test.meanExit() },
        { "examples", decision.testExamples }, { "units", calibration.test.units },
        { "layer_speedup", point.at("layer_speedup") }, { "flops_ratio", point.at("flops_ratio") },
        { "metrics", point.at("metrics") }, { "full_metrics", sweep::toJson(calibration.full).at("metrics") } };
}

} // namespace

Json requestJson(const CalibrationRequest& request, std::int64_t splits)
{
    auto json = termsJson(request, { { "loss", nameOf(request.loss.kind) } }, splits);
    if (request.trace->isRegression())
        json["scale"] = request.loss.scale;
    return json;
}

Json toJson(const CalibrationRequest& request, const Calibration& calibration, const std::string& key,
    const std::optional<SplitStudy>& study)
{
    const auto& decision = calibration.decision;
    auto json = decisionJson(request, decision, key);
    json["test"] = testJson(calibration);
    json["policy"] = request.settings.front().name;
    json["spec"] = chosenSpec(request, decision);
    json["loss"] = nameOf(request.loss.kind);
    if (request.trace->isRegression())
        json["scale"] = request.loss.scale;
    addProcedure(json, request, decision);
    json["guarantee"] = guaranteeText(request, decision);
    if (study)
        json["splits"] = studyJson(request, *study, key);
    return json;
}

Json toJson(const trace::Trace& trace, const TemperatureFit& fit)
{
    auto exits = Json::array();
    for (std::size_t e = 0; e < fit.temperature.size(); ++e)
        exits.push_back({ { "layer", trace.exitLayer()[e] }, { "temperature", fit.temperature[e] },
            { "units", fit.after[e].units }, { "nll_before", numberOrNull(fit.before[e].nll) },
            { "nll_after", numberOrNull(fit.after[e].nll) }, { "ece_before", numberOrNull(fit.before[e].ece) },
            { "ece_after", numberOrNull(fit.after[e].ece) } });
    return { { "fit", "temperature" }, { "policy", policyText(fit) }, { "temperature", fit.temperature },
        { "calibration_units", fit.calibrationUnits }, { "test", { { "exits", exits } } } };
}

store::CalibrationRecord recordOf(std::span<const std::shared_ptr<const trace::Trace>> traces, const std::string& name,
    const std::string& policy, Json request, const Json& result)
{
    const auto& info = traces.front()->info();
    const std::string& data = info.datasetName.empty() ? info.task : info.datasetName;
    store::CalibrationRecord record;
    const std::string rule = policy.substr(0, policy.find(':'));
    record.name = !name.empty() ? name : data.empty() ? rule : rule + " on " + data;
    auto hashes = Json::array();
    for (const auto& trace : traces)
        hashes.push_back(io::sha256OfFile(trace->path()));
    if (traces.size() > 1)
        request["traces"] = hashes;
    record.traceSha256 = traces.size() == 1 ? hashes.front().get<std::string>() : io::Sha256().update(hashes.dump()).hex();
    record.policy = policy;
    record.request = request.dump();
    record.result = result.dump();
    record.codeVersion = EXITSCOPE_VERSION;
    return record;
}

} // namespace exitscope::calibration
