#include "memory.h"

#include <fstream>
#include <limits>
#include <string>

#include <malloc.h>

namespace exitscope::bench {

namespace {

/// A line such as "VmHWM:   1234 kB", in megabytes.
double statusValue(const std::string& key)
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with(key + ":"))
            return std::stod(line.substr(key.size() + 1)) * 1024e-6;
    return std::numeric_limits<double>::quiet_NaN();
}

} // namespace

double peakMegabytes(const std::function<void()>& work)
{
    malloc_trim(0);
    std::ofstream peak("/proc/self/clear_refs");
    peak << "5" << std::flush; // begins the peak anew
    if (!peak)
        return std::numeric_limits<double>::quiet_NaN();
    const double before = statusValue("VmRSS");
    work();
    return statusValue("VmHWM") - before;
}

} // namespace exitscope::bench
