#pragma once

#include "app/plots/plotted_run.h"

#include <QByteArray>

#include <nlohmann/json_fwd.hpp>

#include <span>
#include <string>

namespace exitscope::app {

/// What a figure remembers: the plot, its settings (a JSON object) and the runs by their uuid, with all that
/// names their models, data and rules. No paths and no dates of export: the same figure gives the same bytes
/// everywhere.
QByteArray figureRecipe(
    const std::string& plot, const nlohmann::ordered_json& settings, std::span<const PlottedRun> runs);

} // namespace exitscope::app
