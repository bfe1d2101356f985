#pragma once

#include "core/training/kept_structure.h"
#include "widgets/plot/plot_model.h"

namespace exitscope::app {

/// What a slimmed encoder keeps, as one picture from the embedding up: a cell for every head there was, in the colour of its
/// importance where it is kept and empty where it is not; beside it the layer's feed-forward width within the width there was; at
/// the bottom the rank of the word embedding. Every head, width and the rank is a point that can be hovered, walked to and exported.
widgets::PlotModel structurePlot(
    const training::KeptStructure& structure, widgets::DepthMap map = widgets::DepthMap::Viridis);

/// The same in one sentence: "12 layers: 2 of 12 heads, 256 of 3,072 neurons, rank 128 of 768."
QString structureSentence(const training::KeptStructure& structure);

} // namespace exitscope::app
