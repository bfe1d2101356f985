#pragma once

#include <span>
#include <string>
#include <string_view>

namespace exitscope {

/// The one of `names` that `given` was probably meant to be: the fewest letters to insert, delete, replace or swap with
/// a neighbour, and no more than a third of the longer name. Empty when none is that near.
std::string_view nearestName(std::string_view given, std::span<const std::string_view> names);

/// The remedy of an unknown name: "did you mean X? There are X, Y and Z", or only the second half.
std::string nameRemedy(std::string_view given, std::span<const std::string_view> names);

} // namespace exitscope
