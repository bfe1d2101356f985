#include "app/analysis/calibration_work.h"

#include "core/calibration/calibration_json.h"
#include "core/calibration/family.h"
#include "core/calibration/sequence_json.h"
#include "core/error.h"

namespace exitscope::app {

namespace {

calibration::TestRequest termsOf(const CalibrationChoice& choice)
{
    calibration::TestRequest terms;
    terms.delta = choice.delta;
    terms.pValue = choice.pValue;
    terms.procedure = choice.procedure;
    terms.split = choice.split;
    return terms;
}

std::optional<CalibrationDone> calibrateTexts(const CalibrationChoice& choice, const JobContext& job)
{
    const auto& texts = *choice.texts;
    const calibration::SequenceSets sets(texts);
    const auto request = calibration::requestOn(sets, termsOf(choice), choice.textLoss.value_or(calibration::SequenceLoss {}),
        calibration::sequenceFamily(texts, choice.policy));
    const auto table = sets.losses(request.family, request.loss, job);
    if (!table)
        return std::nullopt;
    const auto result = calibration::calibrate(sets, *table, request);
    const auto record = calibration::recordOf(texts, {}, request, 0, calibration::toJson(request, result));
    return CalibrationDone { pictureOf(record), record };
}

} // namespace

CalibrationChoice choiceOf(const store::CalibrationRecord& record)
{
    CalibrationChoice choice;
    choice.policy = record.policy;
    try {
        const auto json = nlohmann::ordered_json::parse(record.request);
        const auto loss = json.at("loss").get<std::string>();
        if (const auto constraint = json.find("consistency"); constraint != json.end())
            choice.textLoss = { calibration::textDistanceNamed(loss), calibration::consistencyNamed(constraint->get<std::string>()) };
        else
            choice.loss.kind = calibration::lossNamed(loss);
        choice.loss.scale = json.value("scale", 0.0);
        choice.delta = json.at("delta").get<double>();
        choice.procedure.epsilon = json.at("epsilon").get<double>();
        choice.procedure.procedure = calibration::procedureNamed(json.at("procedure").get<std::string>());
        choice.procedure.starts = json.value("starts", std::int64_t { 1 });
        choice.pValue = calibration::pValueNamed(json.at("p_value").get<std::string>());
        choice.split.share = json.at("share").get<double>();
        choice.split.seed = json.at("seed").get<std::uint64_t>();
    } catch (const nlohmann::ordered_json::exception&) {
        throw InputError("“" + record.name + "” does not say how it was made", "calibrate it again");
    }
    return choice;
}

std::optional<CalibrationDone> calibrateChoice(
    std::shared_ptr<const trace::Trace> trace, const CalibrationChoice& choice, const JobContext& job)
{
    if (choice.texts)
        return calibrateTexts(choice, job);
    const auto family = calibration::orderedFamily(*trace, choice.policy);
    calibration::CalibrationRequest request;
    static_cast<calibration::TestRequest&>(request) = termsOf(choice);
    request.trace = std::move(trace);
    request.settings = family.settings;
    request.loss = choice.loss;
    const auto done = calibration::calibrate(request, job);
    if (!done)
        return std::nullopt;
    return CalibrationDone { pictureOf(request, *done, family.key),
        calibration::recordOf(std::span(&request.trace, 1), {}, choice.policy, calibration::requestJson(request, 0),
            calibration::toJson(request, *done, family.key)) };
}

} // namespace exitscope::app
