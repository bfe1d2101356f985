#include "app/plots/calibration_plot.h"
#include "core/error.h"
#include "core/generations/operating_points.h"
#include "core/policy/parameters.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>

namespace exitscope::app {

namespace {

using Json = nlohmann::ordered_json;

double numberIn(const Json& json, const char* key)
{
    const auto found = json.find(key);
    return found != json.end() && found->is_number() ? found->get<double>() : std::numeric_limits<double>::quiet_NaN();
}

std::string textOf(const Json& value)
{
    if (value.is_string())
        return value.get<std::string>();
    return value.is_number() ? policy::realText(static_cast<float>(value.get<double>())) : value.dump();
}

/// The one key of a tested setting that is not one of ours.
std::string varyingKey(const Json& tested)
{
    for (const auto& [key, value] : tested.items())
        if (key != "risk" && key != "p" && key != "rejected" && key != "bound" && key != "mean_exit" && key != "place")
            return key;
    throw InputError(std::string("a tested setting without its parameter"));
}

CalibrationPicture::Setting settingOf(const Json& json, const std::string& key, bool isTested)
{
    return { 0, textOf(json.at(key)), json.at("risk").get<double>(), json.at("bound").get<double>(), json.at("p").get<double>(),
        numberIn(json, "mean_exit"), isTested, json.value("rejected", false) };
}

CalibrationPicture read(const Json& json)
{
    CalibrationPicture picture;
    picture.policy = json.at("policy").get<std::string>();
    picture.loss = json.at("loss").get<std::string>();
    picture.isOfTexts = json.contains("consistency");
    picture.isRisk = picture.isOfTexts ? json.at("consistency") == "risk" : picture.loss == "risk";
    picture.pValue = json.at("p_value").get<std::string>();
    picture.procedure = json.at("procedure").get<std::string>();
    picture.delta = json.at("delta").get<double>();
    picture.epsilon = json.at("epsilon").get<double>();
    picture.level = numberIn(json, "level");
    picture.scale = json.value("scale", 0.0);
    picture.calibrationExamples = json.at("calibration_units").get<std::int64_t>();
    for (const auto& tested : json.at("tested")) {
        picture.key = varyingKey(tested);
        picture.settings.push_back(settingOf(tested, picture.key, true));
    }
    for (const auto& untested : json.value("untested", Json::array())) { // by ascending place; older records lack them
        const auto place = std::min(untested.at("place").get<std::size_t>(), picture.settings.size());
        picture.key = varyingKey(untested);
        picture.settings.insert(picture.settings.begin() + static_cast<std::ptrdiff_t>(place),
            settingOf(untested, picture.key, false));
    }
    placeOnAxis(picture);
    if (json.at("spec").is_string()) {
        const auto spec = json.at("spec").get<std::string>();
        picture.chosen = picture.isOfTexts ? generations::specOf(spec) : policy::parseSpec(spec);
        const std::string value = textOf(json.at("chosen").at(picture.key));
        for (std::size_t place = 0; place < picture.settings.size(); ++place)
            if (picture.settings[place].text == value)
                picture.chosenPlace = place;
    }
    const auto& test = json.at("test");
    picture.testExamples = test.at("examples").get<std::int64_t>();
    picture.testRisk = numberIn(test, "risk");
    picture.testMeanExit = numberIn(test, "mean_exit");
    picture.testSpeedup = numberIn(test, "layer_speedup");
    picture.testFlops = numberIn(test, "flops_ratio");
    picture.testMeasured = numberIn(test, "measured_speedup");
    for (const auto& [metric, value] : test.at("metrics").items())
        if (value.is_number())
            picture.figures.push_back({ metric, value.get<double>(), numberIn(test.at("full_metrics"), metric.c_str()) });
    return picture;
}

} // namespace

CalibrationPicture pictureOf(const store::CalibrationRecord& record)
{
    const std::string remedy = "calibrate it again";
    try {
        const auto json = Json::parse(record.result);
        if (json.contains("fit"))
            throw InputError("“" + record.name + "” holds temperatures, not a threshold",
                "sweep " + json.value("policy", record.policy));
        return read(json);
    } catch (const Json::exception&) {
        throw InputError("“" + record.name + "” is no calibration that can be shown", remedy);
    }
}

} // namespace exitscope::app
