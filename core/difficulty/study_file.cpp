#include "core/difficulty/study_file.h"

#include "core/error.h"
#include "core/io/atomic_file.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <limits>

namespace exitscope::difficulty {

namespace {

using Json = nlohmann::ordered_json;

constexpr int format = 1;

Json jsonOf(const Scores& scores)
{
    Json json { { "layer_accuracy", scores.outputAccuracy } };
    for (const ScoreField& field : scoreFields())
        json[field.name] = scores.*field.value;
    return json;
}

Scores scoresFrom(const Json& json)
{
    Scores scores;
    scores.outputAccuracy = json.at("layer_accuracy").get<std::vector<double>>();
    for (const ScoreField& field : scoreFields())
        scores.*field.value = json.at(field.name).get<double>();
    return scores;
}

Json jsonOf(const std::vector<Scores>& runs)
{
    Json list = Json::array();
    for (const Scores& scores : runs)
        list.push_back(jsonOf(scores));
    return list;
}

std::vector<Scores> runsFrom(const Json& json)
{
    std::vector<Scores> runs;
    for (const auto& one : json)
        runs.push_back(scoresFrom(one));
    return runs;
}

/// NaN has no number in JSON.
double numberFrom(const Json& json)
{
    return json.is_null() ? std::numeric_limits<double>::quiet_NaN() : json.get<double>();
}

Json jsonOf(const PredictorResult& result)
{
    Json json = jsonOf(result.test().mean);
    json["predictor"] = keyOf(result.predictor);
    json["sd"] = jsonOf(result.test().sd);
    json["runs"] = jsonOf(result.runs);
    json["train_mean_accuracy"] = result.trainRuns.empty() ? Json() : Json(result.train().mean.meanAccuracy);
    json["train_runs"] = jsonOf(result.trainRuns);
    const auto& difference = result.toMajority;
    json["minus_majority"] = { { "value", difference.estimate.value }, { "low", difference.estimate.interval.low },
        { "high", difference.estimate.interval.high }, { "p", difference.p } };
    json["epochs"] = result.epochs;
    json["seconds"] = result.seconds;
    json["notes"] = result.notes;
    return json;
}

PredictorResult resultFrom(const Json& json)
{
    PredictorResult result;
    result.predictor = predictorNamed(json.at("predictor").get<std::string>());
    result.runs = runsFrom(json.at("runs"));
    result.trainRuns = runsFrom(json.at("train_runs"));
    const auto& difference = json.at("minus_majority");
    result.toMajority.estimate.value = numberFrom(difference.at("value"));
    result.toMajority.estimate.interval = { numberFrom(difference.at("low")), numberFrom(difference.at("high")) };
    result.toMajority.estimate.defined = 1;
    result.toMajority.p = numberFrom(difference.at("p"));
    result.epochs = json.at("epochs").get<std::vector<double>>();
    result.seconds = json.at("seconds").get<double>();
    result.notes = json.at("notes").get<std::vector<std::string>>();
    return result;
}

Study studyFrom(const Json& json)
{
    Study study { .identity = json.at("identity").get<std::string>(), .train = json.at("train").get<std::string>(),
        .test = json.at("test").get<std::string>(), .model = json.at("model").get<std::string>(),
        .trainUnits = json.at("train_units").get<std::int64_t>(), .testUnits = json.at("test_units").get<std::int64_t>(),
        .testExamples = json.at("test_examples").get<std::int64_t>(), .outputs = json.at("outputs").get<std::int64_t>(),
        .isOfWords = json.at("units").get<std::string>() == "words",
        .trainRight = json.at("train_right").get<std::vector<double>>(),
        .testRight = json.at("test_right").get<std::vector<double>>(), .seeds = json.at("seeds").get<int>(),
        .epochs = json.at("epochs").get<int>(), .confidence = json.at("confidence").get<double>(), .results = {} };
    for (const auto& one : json.at("predictors"))
        study.results.push_back(resultFrom(one));
    return study;
}

/// Numbers that a table or plot would trip over.
bool isWhole(const Study& study)
{
    const auto outputs = static_cast<std::size_t>(study.outputs);
    bool isWhole = study.outputs >= 1 && study.trainRight.size() == outputs && study.testRight.size() == outputs;
    for (const PredictorResult& result : study.results) {
        isWhole = isWhole && !result.runs.empty();
        for (const auto* runs : { &result.runs, &result.trainRuns })
            for (const Scores& scores : *runs)
                isWhole = isWhole && scores.outputAccuracy.size() == outputs;
    }
    return isWhole;
}

} // namespace

Json toJson(const Study& study)
{
    Json json { { "exitscope_difficulty", format }, { "train", study.train }, { "test", study.test }, { "model", study.model },
        { "train_units", study.trainUnits }, { "test_units", study.testUnits }, { "test_examples", study.testExamples },
        { "outputs", study.outputs }, { "units", study.isOfWords ? "words" : "texts" }, { "train_right", study.trainRight },
        { "test_right", study.testRight }, { "seeds", study.seeds }, { "epochs", study.epochs },
        { "confidence", study.confidence }, { "identity", study.identity }, { "predictors", Json::array() } };
    for (const PredictorResult& result : study.results)
        json["predictors"].push_back(jsonOf(result));
    return json;
}

void saveStudy(const std::filesystem::path& file, const Study& study)
{
    io::writeFileAtomically(file, toJson(study).dump(1, ' ', false, Json::error_handler_t::replace) + "\n");
}

Study readStudy(const std::filesystem::path& file)
{
    const auto json = Json::parse(io::readWholeFile(file, std::size_t { 1 } << 26), nullptr, false);
    if (!json.is_object() || json.value("exitscope_difficulty", 0) != format)
        throw InputError(file, "it is no kept study of difficulty", "give a file that exitscope difficulty --out wrote");
    try {
        Study study = studyFrom(json);
        if (isWhole(study))
            return study;
    } catch (const nlohmann::json::exception&) { // as where numbers are missing: said below
    }
    throw InputError(file, "a part of the study is missing or of another kind", "run it again with another --out");
}

} // namespace exitscope::difficulty
