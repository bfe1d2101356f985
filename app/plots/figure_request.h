#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace exitscope::app {

/// How a figure is set, as the command line and the export dialog say it; what is empty is the preset's. Names are those
/// of `exitscope export --help`.
struct FigureLook
{
    std::string preset; ///< "one-column", "acl", …; empty: one column, or as the figure that is drawn again
    std::optional<double> widthPt, heightPt;
    std::string font; ///< an installed family
    std::optional<double> fontPt, linePt, markerPt;
    std::string language; ///< of the words: "en", "zh_CN", "vi"; empty: English, or that of a figure that is drawn again
    std::string legend;  ///< "best", "top-left", …, "none"
    std::string palette; ///< "okabe-ito", "tol-bright", "ink"
    std::string depth;   ///< "viridis", "cividis"
    bool isGrey = false;
    bool isOutlined = false; ///< SVG: letters as outlines
    double dpi = 300;        ///< PNG

    friend bool operator==(const FigureLook&, const FigureLook&) = default;
};

/// What of a trade-off is drawn. Axis and scale are those of a latency plot, too, the axis that of a comparison, and bands
/// those of a trace's layers and calibration errors.
struct TradeoffRequest
{
    std::string xAxis = "speedup"; ///< "speedup", "flops", "mean-exit", "time", "mflops"
    bool isLogarithmic = false;
    std::string curve = "frontier"; ///< "frontier", "all"
    std::vector<std::string> references { "full", "fixed", "oracle" }; ///< of those and "agree"
    bool hasBands = false; ///< bootstrap bands of frontiers and points
    std::string group;     ///< "seeds" or empty
};

/// What of a trace's sentences, or of its examples where it is one of tokens, is drawn.
struct TokensRequest
{
    std::vector<std::int64_t> units; ///< sentences in this order; empty: the first `rows` in `order`
    std::vector<std::int64_t> examples; ///< of a trace of tokens, in this order
    std::string order = "hardest";   ///< "dataset", "hardest", "easiest", "wrong", "disagreements", "longest"
    int rows = 12;
};

/// `exitscope export`, without a type of Qt's: what the command line understood. Drawn are stored runs, a trace, or
/// again what an earlier figure remembers.
struct FigureRequest
{
    std::filesystem::path store;
    std::vector<std::int64_t> runs;
    std::filesystem::path trace;  ///< instead of runs: layers, exits, reliability, ece, overthinking, tokens
    std::optional<std::int64_t> calibration; ///< of the store, instead of runs
    std::filesystem::path figure; ///< a figure that remembers
    std::string plot;             ///< "tradeoff", "latency", "compare", "layers", "exits", "reliability", "ece", "overthinking",
                                  ///< "tokens", "calibration", "all"
    std::string format;           ///< "pdf", "svg", "png", "csv", "tex"
    std::filesystem::path output;
    FigureLook look;
    std::string metric;                ///< empty: the task's first
    std::optional<int> layer;          ///< reliability: the exit after it; empty: the last, of a trace where units leave
    std::optional<std::int64_t> point; ///< layers, exits, overthinking: ordinal in the run; empty: the recommended one
    std::string at;                    ///< the operating point: a policy with its parameters
    std::string beside;                ///< exits of a trace: a second one, as an outline
    std::vector<double> speedups;      ///< compare: lines at these
    std::optional<std::pair<double, double>> xRange, yRange; ///< what the axes show; empty: everything
    TradeoffRequest tradeoff;
    TokensRequest tokens;
};

} // namespace exitscope::app
