#pragma once

#include <QString>

namespace exitscope::widgets {

[[nodiscard]] QString plotLibraryVersion(); ///< QCustomPlot's: "2.1.0"

} // namespace exitscope::widgets
