#pragma once

#include "core/sweep/point.h"

#include <cstdint>
#include <span>
#include <string>

namespace exitscope::sweep {

/// Points as CSV (RFC 4180, lines end in \n, numbers as the shortest decimals that read back the same):
/// policy, one column per parameter that any point has, units, mean_exit, layer_speedup, flops_ratio, one
/// column per metric, and the units that left at each layer as exit_LAYER. A value that a point does not have
/// is empty.
std::string pointsCsv(std::span<const Point> points, std::span<const std::int32_t> exitLayers);

} // namespace exitscope::sweep
