#pragma once

#include "core/sweep/point.h"

#include <optional>
#include <string>

namespace exitscope::sweep {

/// A number of what else a point knows (Point::more); nothing where it does not know it.
std::optional<double> moreFigure(const Point& point, const std::string& key);

} // namespace exitscope::sweep
