#include "core/calibration/calibration_json.h"

#include "core/io/sha256.h"
#include "core/sweep/point_json.h"

#include <cmath>

namespace exitscope::calibration {

namespace {

using Json = nlohmann::ordered_json;

Json numberOrNull(double value)
{
    return std::isfinite(value) ? Json(value) : Json(nullptr);
}

Json valueOf(const policy::PolicySpec& spec, const std::string& key)
{
    return sweep::paramsJson(spec).at(key);
}

Json testedJson(const Setting& setting, const std::string& key)
{
    return { { key, valueOf(setting.spec, key) }, { "risk", setting.risk }, { "p", setting.p },
        { "rejected", setting.isRejected }, { "bound", setting.bound }, { "mean_exit", setting.meanExit } };
}

/// What the procedure did not come to, with its place in the sequence: the curve of the risk goes on there.
void addUntested(Json& json, const Decision& decision, const std::string& key)
{
    auto untested = Json::array();
    for (std::size_t place = 0; place < decision.settings.size(); ++place) {
        if (decision.settings[place].isTested)
            continue;
        Json setting = testedJson(decision.settings[place], key);
        setting.erase("rejected");
        setting["place"] = place;
        untested.push_back(std::move(setting));
    }
    if (!untested.empty())
        json["untested"] = std::move(untested);
}

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

Json spreadJson(const Spread& spread)
{
    return { { "mean", numberOrNull(spread.mean) }, { "sd", numberOrNull(spread.sd) } };
}

Json studyJson(const CalibrationRequest& request, const SplitStudy& study, const std::string& key)
{
    auto chosen = Json::array();
    for (std::size_t k = 0; k < study.chosen.size(); ++k)
        if (study.chosen[k] > 0)
            chosen.push_back({ { key, valueOf(request.settings[k], key) }, { "times", study.chosen[k] } });
    return { { "count", study.splits }, { "without_exit", study.withoutExit }, { "above_delta", study.aboveDelta },
        { "risk", spreadJson(study.testRisk) }, { "mean_exit", spreadJson(study.testMeanExit) }, { "chosen", chosen } };
}

} // namespace

Json requestJson(const CalibrationRequest& request, std::int64_t splits)
{
    auto settings = Json::array();
    for (const auto& spec : request.settings)
        settings.push_back(spec.text());
    Json json { { "settings", settings }, { "loss", nameOf(request.loss.kind) }, { "delta", request.delta },
        { "epsilon", request.procedure.epsilon }, { "p_value", nameOf(request.pValue) },
        { "procedure", nameOf(request.procedure.procedure) }, { "starts", request.procedure.starts },
        { "share", request.split.share }, { "seed", request.split.seed } };
    if (request.trace->isRegression())
        json["scale"] = request.loss.scale;
    if (splits > 0)
        json["splits"] = splits;
    return json;
}

Json toJson(const CalibrationRequest& request, const Calibration& calibration, const std::string& key,
    const std::optional<SplitStudy>& study)
{
    const auto& decision = calibration.decision;
    Json json { { "chosen", nullptr } };
    if (decision.chosen)
        json["chosen"] = { { key, valueOf(request.settings[*decision.chosen], key) } };
    json["delta"] = request.delta;
    json["epsilon"] = request.procedure.epsilon;
    json["p_value"] = nameOf(request.pValue);
    json["tested"] = Json::array();
    for (const auto& setting : decision.settings)
        if (setting.isTested)
            json["tested"].push_back(testedJson(setting, key));
    addUntested(json, decision, key);
    json["calibration_units"] = decision.calibrationExamples;
    json["test"] = testJson(calibration);
    json["policy"] = request.settings.front().name;
    json["spec"] = decision.chosen ? Json(request.settings[*decision.chosen].text()) : Json(nullptr);
    json["loss"] = nameOf(request.loss.kind);
    if (request.trace->isRegression())
        json["scale"] = request.loss.scale;
    json["procedure"] = nameOf(request.procedure.procedure);
    json["starts"] = request.procedure.starts;
    json["level"] = decision.level;
    json["share"] = request.split.share;
    json["seed"] = request.split.seed;
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
