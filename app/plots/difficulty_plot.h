#pragma once

#include "core/difficulty/study.h"
#include "widgets/plot/plot_model.h"

#include <vector>

namespace exitscope::app {

/// A predictor's name in the window's language.
QString predictorTitle(difficulty::Predictor predictor);

/// At every exit, how often each of the predictors foresees whether it is right, as bars side by side; what Majority reaches,
/// and the share of units that the exit gets right, as lines. Predictors that the study lacks are passed over.
widgets::PlotModel difficultyPlot(const difficulty::Study& study, const std::vector<difficulty::Predictor>& predictors);

} // namespace exitscope::app
