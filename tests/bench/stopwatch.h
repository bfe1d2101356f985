#pragma once

#include <functional>
#include <vector>

namespace exitscope::bench {

inline constexpr int rounds = 5;

/// Thread: the processor time of this thread, which other programs cannot add to; for work that neither waits nor shares
/// itself out. Wall: what a person waits.
enum class Clock { Thread, Wall };

double milliseconds(Clock clock, const std::function<void()>& work);

/// Runs the contestants in turn, `rounds` times round, after one round unmeasured: what the machine does meanwhile falls
/// on all alike. Gives the milliseconds of each contestant in each round.
std::vector<std::vector<double>> paired(Clock clock, const std::vector<std::function<void()>>& contestants);

/// The median of a[i] / b[i].
double medianRatio(const std::vector<double>& a, const std::vector<double>& b);

/// Keeps a result alive, so that the work behind it is not dropped by the compiler.
void keep(double value);

} // namespace exitscope::bench
