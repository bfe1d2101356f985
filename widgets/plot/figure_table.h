#pragma once

#include "widgets/plot/plot_model.h"
#include "widgets/table/table_text.h"

namespace exitscope::widgets {

/// The plotted numbers as a table, one row a point, columns as in figureCsv().
[[nodiscard]] TextTable plotTable(const Drawable& plot);

} // namespace exitscope::widgets
