#pragma once

#include "widgets/plot/plot_model.h"

#include <nlohmann/json_fwd.hpp>

#include <string_view>

namespace exitscope::widgets {

/// A plot as a file remembers it: titles, looks, marks and ranges as JSON; its numbers are figureCsv()'s.
[[nodiscard]] nlohmann::ordered_json plotRecord(const PlotModel& model);

/// The plot again, without tooltips: its figures have the same bytes. Points that could not be drawn are not there any
/// more. Record and CSV come from a file and are not trusted: throws InputError where they are not what plotRecord()
/// and figureCsv() write, or do not belong together.
[[nodiscard]] PlotModel plotOf(const nlohmann::ordered_json& record, std::string_view csv);

} // namespace exitscope::widgets
