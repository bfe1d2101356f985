#include "core/calibration/p_value.h"

#include "core/calibration/binomial.h"
#include "core/error.h"
#include "core/nearest_name.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <stdexcept>
#include <string>

namespace exitscope::calibration {

namespace {

constexpr std::array<std::string_view, 5> names { "hoeffding", "hoeffding-kl", "bentkus", "hoeffding-bentkus",
    "binomial" };

/// kl(a, b) of two coins, 0 ln 0 = 0; 0 <= a <= b < 1, b > 0.
double coinDivergence(double a, double b)
{
    const double hit = a > 0 ? a * std::log(a / b) : 0;
    const double miss = a < 1 ? (1 - a) * (std::log1p(-a) - std::log1p(-b)) : 0;
    return std::max(0.0, hit + miss);
}

double hoeffding(double mean, double n, double delta)
{
    const double gap = std::max(0.0, delta - mean);
    return std::exp(-2 * n * gap * gap);
}

double hoeffdingKl(double mean, double n, double delta)
{
    return std::exp(-n * coinDivergence(std::min(mean, delta), delta));
}

/// n mean as a whole number: a sum of losses that floating division moved off it is put back, others go up.
std::int64_t hits(double mean, std::int64_t n)
{
    return static_cast<std::int64_t>(std::ceil(static_cast<double>(n) * mean - 1e-9));
}

double bentkus(double mean, std::int64_t n, double delta)
{
    return std::min(1.0, std::numbers::e * binomialAtMost(hits(mean, n), n, delta));
}

} // namespace

std::string_view nameOf(PValue kind)
{
    return names[static_cast<std::size_t>(kind)];
}

PValue pValueNamed(std::string_view name)
{
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end())
        throw InputError("there is no p-value \"" + std::string(name) + "\"", nameRemedy(name, names));
    return static_cast<PValue>(found - names.begin());
}

double pValue(PValue kind, double mean, std::int64_t n, double delta)
{
    if (!(mean >= 0 && mean <= 1) || n < 1 || !(delta > 0 && delta < 1))
        throw std::invalid_argument("a p-value takes a mean loss in [0, 1], n of at least 1 and delta inside (0, 1)");
    const auto count = static_cast<double>(n);
    switch (kind) {
    case PValue::Hoeffding:
        return hoeffding(mean, count, delta);
    case PValue::HoeffdingKl:
        return hoeffdingKl(mean, count, delta);
    case PValue::Bentkus:
        return bentkus(mean, n, delta);
    case PValue::HoeffdingBentkus:
        return std::min(hoeffdingKl(mean, count, delta), bentkus(mean, n, delta));
    case PValue::Binomial:
        return binomialAtMost(hits(mean, n), n, delta);
    }
    throw std::invalid_argument("no such p-value");
}

double upperBound(PValue kind, double mean, std::int64_t n, double level)
{
    // Every p-value falls as delta rises, and is above any level where delta is 0.
    double tooLow = 0;
    double enough = 1;
    for (int step = 0; step < 60; ++step) {
        const double middle = (tooLow + enough) / 2;
        if (!(middle > 0 && middle < 1))
            break;
        (pValue(kind, mean, n, middle) <= level ? enough : tooLow) = middle;
    }
    return enough;
}

std::int64_t leastSamples(PValue kind, double delta, double level)
{
    // In closed form at mean 0, then put right by a step where rounding was on the wrong side.
    const double perSample = kind == PValue::Hoeffding ? 2 * delta * delta : -std::log1p(-delta);
    const double needed = -std::log(level) + (kind == PValue::Bentkus ? 1.0 : 0.0);
    auto n = std::max<std::int64_t>(1, static_cast<std::int64_t>(std::ceil(needed / perSample)) - 1);
    while (pValue(kind, 0, n, delta) > level)
        ++n;
    return n;
}

} // namespace exitscope::calibration
