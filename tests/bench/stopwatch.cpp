#include "stopwatch.h"

#include "numbers.h"

#include <ctime>

namespace exitscope::bench {

namespace {

double now(Clock clock)
{
    timespec time {};
    clock_gettime(clock == Clock::Thread ? CLOCK_THREAD_CPUTIME_ID : CLOCK_MONOTONIC, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) * 1e-6;
}

volatile double kept = 0;

} // namespace

double milliseconds(Clock clock, const std::function<void()>& work)
{
    const double start = now(clock);
    work();
    return now(clock) - start;
}

std::vector<std::vector<double>> paired(Clock clock, const std::vector<std::function<void()>>& contestants)
{
    std::vector<std::vector<double>> times(contestants.size());
    for (const auto& work : contestants)
        work();
    for (int round = 0; round < rounds; ++round)
        for (std::size_t i = 0; i < contestants.size(); ++i)
            times[i].push_back(milliseconds(clock, contestants[i]));
    return times;
}

double medianRatio(const std::vector<double>& a, const std::vector<double>& b)
{
    std::vector<double> ratios;
    for (std::size_t i = 0; i < a.size(); ++i)
        ratios.push_back(a[i] / b[i]);
    return median(std::move(ratios));
}

void keep(double value)
{
    kept = value;
}

} // namespace exitscope::bench
