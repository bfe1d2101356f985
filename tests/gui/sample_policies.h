#pragma once

#include "widgets/panel/sweep_dialog.h"

namespace exitscope::widgets::samples {

/// Policies as the window would describe them: a threshold, a count, a choice, and one that cannot run.
[[nodiscard]] std::vector<PolicyInfo> policies();

} // namespace exitscope::widgets::samples
