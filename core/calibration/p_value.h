#pragma once

#include <cstdint>
#include <string_view>

namespace exitscope::calibration {

/// A valid p-value of "the expected loss is above delta", from n losses in [0, 1] drawn alike and independently, of which
/// the mean is all that counts (methods.md §3.5; Angelopoulos et al. 2021, Learn then Test).
enum class PValue {
    Hoeffding,         ///< exp(-2 n max(0, delta - mean)^2), CALM eq. 9
    HoeffdingKl,       ///< exp(-n kl(min(mean, delta), delta))
    Bentkus,           ///< e P(Bin(n, delta) <= ceil(n mean))
    HoeffdingBentkus,  ///< the smaller of the two before; what CALM used
    Binomial,          ///< P(Bin(n, delta) <= n mean); losses of 0 and 1 only
};

/// "hoeffding", "hoeffding-kl", "bentkus", "hoeffding-bentkus", "binomial".
std::string_view nameOf(PValue kind);
/// The reverse; throws InputError that suggests the nearest name.
PValue pValueNamed(std::string_view name);

/// In [0, 1]; exact limits at mean 0 and 1. n mean is rounded up to a whole number but for floating noise of 1e-9.
/// std::invalid_argument for a mean outside [0, 1], n < 1 or delta outside (0, 1).
double pValue(PValue kind, double mean, std::int64_t n, double delta);

/// The smallest delta that would have p <= level, 0 < level < 1: an upper confidence bound, which the expected loss is below
/// with probability 1 - level. 1 when no delta below 1 would do.
double upperBound(PValue kind, double mean, std::int64_t n, double level);

/// The fewest losses, all of them 0, that have p <= level.
std::int64_t leastSamples(PValue kind, double delta, double level);

} // namespace exitscope::calibration
