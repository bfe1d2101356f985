#pragma once

#include "core/store/records.h"
#include "widgets/theme/palette.h"

#include <string>

namespace exitscope::app {

/// The look that a run keeps in every view and export: the one chosen for it, else by its place in the
/// selection.
widgets::SeriesLook lookOf(const store::RunSummary& run, int place);

/// As the store keeps it: {"colour": "#0072b2", "marker": "disc", "dash": "solid"}.
std::string lookJson(const widgets::SeriesLook& look);

} // namespace exitscope::app
