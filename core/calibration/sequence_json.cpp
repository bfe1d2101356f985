#include "core/calibration/sequence_json.h"

#include "core/calibration/decision_json.h"
#include "core/io/sha256.h"

namespace exitscope::calibration {

namespace {

using Json = nlohmann::ordered_json;

Json metricsJson(const generations::Quality& quality)
{
    auto json = Json::object();
    for (const auto& [name, value] : quality.named())
        json[name] = numberOrNull(value);
    return json;
}

Json testJson(const SequenceRequest& request, const SequenceCalibration& calibration)
{
    const auto& decision = calibration.decision;
    const auto& test = calibration.test;
    return { { "risk", numberOrNull(decision.testRisk) }, { "mean_exit", test.meanExit }, { "examples", decision.testExamples },
        { "layer_speedup", calibration.full.meanExit / test.meanExit }, { "flops_ratio", test.flopsRatio },
        { "measured_speedup", test.measuredSpeedup }, { "holds", decision.testRisk <= request.delta },
        { "tightness", numberOrNull(decision.testRisk / request.delta) }, { "metrics", metricsJson(test.quality) },
        { "full_metrics", metricsJson(calibration.full.quality) } };
}

Json lossJson(const SequenceRequest& request)
{
    return { { "loss", nameOf(request.loss.distance) }, { "consistency", consistencyName(request.loss.kind) } };
}

} // namespace

Json requestJson(const SequenceRequest& request, std::int64_t splits)
{
    return termsJson(request, lossJson(request), splits);
}

Json toJson(const SequenceRequest& request, const SequenceCalibration& calibration, const std::optional<SplitStudy>& study)
{
    const auto& decision = calibration.decision;
    auto json = decisionJson(request, decision, request.family.key);
    json["test"] = testJson(request, calibration);
    json["policy"] = request.family.rule;
    json["spec"] = chosenSpec(request, decision);
    json.update(lossJson(request));
    addProcedure(json, request, decision);
    json["guarantee"] = guaranteeText(request, decision);
    if (study)
        json["splits"] = studyJson(request, *study, request.family.key);
    return json;
}

store::CalibrationRecord recordOf(const generations::Generations& generations, const std::string& name,
    const SequenceRequest& request, std::int64_t splits, const Json& result)
{
    store::CalibrationRecord record;
    record.name = !name.empty() ? name : request.family.rule + " on " + generations.settings.data;
    record.traceSha256 = io::sha256OfFile(generations.path);
    record.policy = request.family.rule;
    record.request = requestJson(request, splits).dump();
    record.result = result.dump();
    record.codeVersion = EXITSCOPE_VERSION;
    return record;
}

} // namespace exitscope::calibration
