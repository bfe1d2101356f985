#pragma once

#include "core/training/learning_curve.h"
#include "widgets/plot/plot_model.h"

#include <span>

namespace exitscope::app {

// What a training said of itself, over its steps. Exits are coloured by depth; stretches of the training (phases) are shaded in
// turns and named. However long a training is, a curve has at most some five hundred points: means of what lies between them.
// A plot of no events, or of none of its kind, has no series.

/// Every part of the loss, before its weight, and their weighted sum.
widgets::PlotModel lossPlot(std::span<const training::LearningEvent> events, widgets::Scale scale,
    widgets::DepthMap map = widgets::DepthMap::Viridis);

/// The dev metric of every exit, their mean, and where the mean or the last exit was best so far.
widgets::PlotModel devPlot(
    std::span<const training::LearningEvent> events, widgets::DepthMap map = widgets::DepthMap::Viridis);

/// The learning rate.
widgets::PlotModel ratePlot(std::span<const training::LearningEvent> events);

/// The name of a phase in the language of the moment; one that is not known is itself.
QString phaseTitle(const std::string& phase);

} // namespace exitscope::app
