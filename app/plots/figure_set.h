#pragma once

#include "app/plots/figure_output.h"

#include <optional>

namespace exitscope::app {

/// One figure of a set.
struct SetFigure
{
    std::string name; ///< of its files, without extension
    Figure figure;
    std::optional<FigureRequest> request; ///< draws the same from the store or trace; none: it is drawn from its record
};

/// Every figure in `format`, its numbers as CSV, for those that no command draws from the store a record (.figure), and a
/// Makefile that makes all of it again. Throws InputError.
std::vector<FigureBytes> figureSet(const std::filesystem::path& folder, const std::vector<SetFigure>& figures,
    const FigureLook& look, const std::string& format);

} // namespace exitscope::app
