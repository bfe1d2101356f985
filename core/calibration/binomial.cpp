#include "core/calibration/binomial.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace exitscope::calibration {

namespace {

/// ln n! less Stirling's ln(sqrt(2 pi n) (n/e)^n), n >= 1: by its series, and from the factorial itself where the series
/// is not exact yet.
double stirlingError(std::int64_t count)
{
    const auto n = static_cast<double>(count);
    if (count <= 16) {
        double factorial = 1;
        for (std::int64_t i = 2; i <= count; ++i)
            factorial *= static_cast<double>(i);
        return std::log(factorial) - (0.5 * std::log(2 * std::numbers::pi * n) + n * std::log(n) - n);
    }
    const double square = n * n;
    return (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - (1.0 / 1680 - 1.0 / 1188 / square) / square) / square) / square) / n;
}

/// x ln(x/m) + m - x, not negative; by a series where x is near m and the terms cancel.
double deviance(double x, double m)
{
    if (std::abs(x - m) >= 0.1 * (x + m))
        return x * std::log(x / m) + m - x;
    const double v = (x - m) / (x + m);
    double sum = (x - m) * v;
    double power = 2 * x * v;
    for (int j = 1; j < 100; ++j) {
        power *= v * v;
        const double next = sum + power / (2 * j + 1);
        if (next == sum)
            break;
        sum = next;
    }
    return sum;
}

/// P(Bin(n, p) = k) by C. Loader's saddle-point form (2000), which does not lose the digits that ln n! loses.
double binomialEqual(std::int64_t k, std::int64_t n, double p)
{
    const auto total = static_cast<double>(n);
    if (k == 0)
        return std::exp(total * std::log1p(-p));
    if (k == n)
        return std::exp(total * std::log(p));
    const auto hits = static_cast<double>(k);
    const double misses = total - hits;
    const double exponent = stirlingError(n) - stirlingError(k) - stirlingError(n - k) - deviance(hits, total * p)
        - deviance(misses, total * (1 - p));
    return std::exp(exponent) * std::sqrt(total / (2 * std::numbers::pi * hits * misses));
}

/// P(k) + P(k - 1) + ... down to 0, for k below the mode, where each term is smaller than the one before it.
double sumDown(std::int64_t k, std::int64_t n, double p)
{
    const double first = binomialEqual(k, n, p);
    const double odds = (1 - p) / p;
    double sum = 1;
    double term = 1;
    for (std::int64_t i = k; i > 0; --i) {
        term *= static_cast<double>(i) / static_cast<double>(n - i + 1) * odds;
        sum += term;
        if (term < sum * 1e-17)
            break;
    }
    return first * sum;
}

} // namespace

double binomialAtMost(std::int64_t k, std::int64_t n, double p)
{
    if (k < 0)
        return 0;
    if (k >= n || p <= 0)
        return 1;
    if (p >= 1)
        return 0;
    if (static_cast<double>(k) <= static_cast<double>(n) * p)
        return std::min(1.0, sumDown(k, n, p));
    return std::max(0.0, 1 - sumDown(n - k - 1, n, 1 - p)); // the upper tail, counted in misses
}

} // namespace exitscope::calibration
