#pragma once

#include "app/plots/figure_request.h"
#include "widgets/plot/figure_spec.h"

#include <QStringList>

#include <nlohmann/json_fwd.hpp>

namespace exitscope::app {

/// The look as sizes and colours. `base` stands where no preset is named. Pages are whole points; a height that nobody asked
/// for keeps the preset's shape; tick labels keep their ratio to the text. Throws InputError, with the known names, for
/// a name that is not known.
widgets::FigureSpec specOf(const FigureLook& look, const widgets::FigureSpec& base = {});

/// The look as arguments of `exitscope export`: nothing for what is the preset's.
QStringList lookArguments(const FigureLook& look);

/// A spec as a figure remembers it, and back. Reading throws InputError for what is no spec.
nlohmann::ordered_json specRecord(const widgets::FigureSpec& spec);
widgets::FigureSpec specOfRecord(const nlohmann::ordered_json& record);

} // namespace exitscope::app
