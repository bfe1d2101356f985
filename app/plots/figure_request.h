#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace exitscope::app {

/// `exitscope export`, without a type of Qt's: what the command line understood.
struct FigureRequest
{
    std::filesystem::path store;
    std::vector<std::int64_t> runs;
    std::string plot; ///< "tradeoff", "layers", "exits", "reliability", "ece", "overthinking"
    std::string format; ///< "pdf", "svg", "png", "csv", "tex"
    std::filesystem::path output;
    std::string preset; ///< "one-column", "acl", …; empty: one column
    std::optional<double> widthPt, heightPt;
    double dpi = 300;
    std::string xAxis = "speedup"; ///< tradeoff: "speedup", "flops", "mean-exit", "time"
    bool isLogarithmic = false;
    std::string metric; ///< empty: the task's first
    std::optional<int> layer; ///< reliability: the exit after it; empty: the last
    std::optional<std::int64_t> point; ///< layers, exits, overthinking: ordinal in the run; empty: the recommended one
};

} // namespace exitscope::app
