#pragma once

#include "core/calibration/calibrate.h"
#include "core/store/records.h"
#include "widgets/plot/plot_model.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace exitscope::app {

/// A calibration as its view shows it: plain values, whether it was done now or comes from the store.
struct CalibrationPicture
{
    struct Setting
    {
        double x = 0;     ///< the varying parameter, or the place in the sequence where it is no single number
        std::string text; ///< the parameter as written
        double risk = 0, bound = 1, p = 1, meanExit = 0;
        bool isTested = true;
        bool isRejected = false; ///< "the risk is above delta" was rejected: the setting keeps to it
    };
    struct Figure
    {
        std::string metric;
        double early = 0, full = 0; ///< of the chosen setting, of the full model, on the test half
    };

    policy::PolicySpec chosen; ///< the full specification; no name where nothing passed
    std::string policy, key;   ///< "entropy", "threshold"
    std::string loss, pValue, procedure;
    double delta = 0, epsilon = 0, level = 0;
    bool isOfTexts = false; ///< whole texts that a model wrote; `loss` is then the distance, "rouge-l"
    bool isRisk = false;    ///< against labels or references, not the full model
    double testFlops = 0, testMeasured = 0; ///< of texts: share of the FLOPs, measured speed-up
    double scale = 0; ///< regression: the difference that counts as 1; else 0
    std::vector<Setting> settings;          ///< in the order of the tests; from the store only those that were tested
    std::optional<std::size_t> chosenPlace; ///< into settings
    std::int64_t calibrationExamples = 0, testExamples = 0;
    double testRisk = 0, testMeanExit = 0, testSpeedup = 0;
    std::vector<Figure> figures;
};

CalibrationPicture pictureOf(
    const calibration::CalibrationRequest& request, const calibration::Calibration& done, const std::string& key);
/// Throws InputError where the record is not what `exitscope calibrate` writes, or is one of temperatures.
CalibrationPicture pictureOf(const store::CalibrationRecord& record);

/// Fills in every setting's x: the parameter as a number, or its place where one of them is none.
void placeOnAxis(CalibrationPicture& picture);

/// Risk against the parameter on the calibration half with its upper bound, delta, what was tested and what passed, the
/// chosen setting, and the test half's risk there.
widgets::PlotModel calibrationPlot(const CalibrationPicture& picture);

/// What is guaranteed, one sentence: core's calibration::guaranteeText() in the language of the moment.
QString guaranteeWords(const CalibrationPicture& picture);

/// What the test half says, some sentences.
QString testWords(const CalibrationPicture& picture);

} // namespace exitscope::app
