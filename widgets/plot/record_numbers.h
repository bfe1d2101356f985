#pragma once

#include "widgets/plot/plot_model.h"

#include <string_view>

namespace exitscope::widgets {

/// Fills the series, marks and cells of `model` with the numbers of figureCsv(), whose first column counts series, then
/// marks, then the cells. Throws InputError, with the line, for anything else.
void readNumbers(PlotModel& model, std::string_view csv);

} // namespace exitscope::widgets
