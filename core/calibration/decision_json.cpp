#include "core/calibration/decision_json.h"

#include "core/sweep/point_json.h"

#include <cmath>

namespace exitscope::calibration {

namespace {

using Json = nlohmann::ordered_json;

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

Json spreadJson(const Spread& spread)
{
    return { { "mean", numberOrNull(spread.mean) }, { "sd", numberOrNull(spread.sd) } };
}

} // namespace

Json numberOrNull(double value)
{
    return std::isfinite(value) ? Json(value) : Json(nullptr);
}

Json decisionJson(const TestRequest& request, const Decision& decision, const std::string& key)
{
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
    return json;
}

Json chosenSpec(const TestRequest& request, const Decision& decision)
{
    return decision.chosen ? Json(request.settings[*decision.chosen].text()) : Json(nullptr);
}

void addProcedure(Json& json, const TestRequest& request, const Decision& decision)
{
    json["procedure"] = nameOf(request.procedure.procedure);
    json["starts"] = request.procedure.starts;
    json["level"] = decision.level;
    if (request.halves)
        return;
    json["share"] = request.split.share;
    json["seed"] = request.split.seed;
}

Json studyJson(const TestRequest& request, const SplitStudy& study, const std::string& key)
{
    auto chosen = Json::array();
    for (std::size_t k = 0; k < study.chosen.size(); ++k)
        if (study.chosen[k] > 0)
            chosen.push_back({ { key, valueOf(request.settings[k], key) }, { "times", study.chosen[k] } });
    return { { "count", study.splits }, { "without_exit", study.withoutExit }, { "above_delta", study.aboveDelta },
        { "risk", spreadJson(study.testRisk) }, { "mean_exit", spreadJson(study.testMeanExit) }, { "chosen", chosen } };
}

Json termsJson(const TestRequest& request, const Json& loss, std::int64_t splits)
{
    auto settings = Json::array();
    for (const auto& spec : request.settings)
        settings.push_back(spec.text());
    Json json { { "settings", settings } };
    json.update(loss);
    json.update(Json { { "delta", request.delta }, { "epsilon", request.procedure.epsilon }, { "p_value", nameOf(request.pValue) },
        { "procedure", nameOf(request.procedure.procedure) }, { "starts", request.procedure.starts },
        { "share", request.split.share }, { "seed", request.split.seed } });
    if (splits > 0)
        json["splits"] = splits;
    return json;
}

} // namespace exitscope::calibration
