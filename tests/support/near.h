#pragma once

#include <QtGlobal>

#include <algorithm>
#include <cmath>

namespace exitscope::test {

/// Says what differs, where QVERIFY() alone would not. NaN is near nothing.
inline bool isWithin(double value, double expected, double most)
{
    if (std::abs(value - expected) <= most)
        return true;
    qWarning("%.12g is not %.12g", value, expected);
    return false;
}

/// The default suits numbers that were written with six digits behind the point.
inline bool near(double value, double expected, double tolerance = 1e-6)
{
    return isWithin(value, expected, tolerance);
}

/// Within `tolerance`, or that part of numbers above 1.
inline bool nearScaled(double value, double expected, double tolerance)
{
    return isWithin(value, expected, tolerance * std::max(1.0, std::abs(expected)));
}

/// Within that part of the larger one, for numbers however small.
inline bool nearRelative(double value, double expected, double part)
{
    return isWithin(value, expected, part * std::max(std::abs(value), std::abs(expected)));
}

} // namespace exitscope::test
