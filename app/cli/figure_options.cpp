#include "app/cli/figure_options.h"

#include "app/cli/command.h"
#include "core/error.h"
#include "core/figure/length.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace exitscope::cli {

namespace {

/// "low:high", ascending.
std::pair<double, double> rangeOf(const std::string& text)
{
    std::pair<double, double> range;
    const char* end = text.data() + text.size();
    const auto low = std::from_chars(text.data(), end, range.first);
    const bool isParted = low.ec == std::errc() && low.ptr != end && *low.ptr == ':';
    const auto high = isParted ? std::from_chars(low.ptr + 1, end, range.second) : low;
    if (!isParted || high.ec != std::errc() || high.ptr != end || !std::isfinite(range.first)
        || !std::isfinite(range.second) || range.first >= range.second)
        throw InputError("\"" + text + "\" is not a range", "write LOW:HIGH, as in 1:4 or 0.85:0.92");
    return range;
}

} // namespace

void addLook(CLI::App& command, FigureOptions& options)
{
    auto& look = options.request.look;
    const std::string group = "Look";
    command.add_option("--preset", look.preset,
        "Sizes and fonts: one-column, two-columns, acl, acl-wide, cvpr, cvpr-wide, slide")->group(group);
    command.add_option("--width", options.width, "Width of the figure, in in, cm, mm or pt; whole points are drawn")
        ->type_name("3.25in")->group(group);
    command.add_option("--height", options.height, "Height; by default the preset's shape")
        ->type_name("2in")->group(group);
    command.add_option("--font", look.font, "An installed font family")->type_name("FAMILY")->group(group);
    command.add_option("--font-size", look.fontPt, "Text in points, 6 or more; tick labels keep their ratio to it")
        ->type_name("PT")->group(group);
    command.add_option("--line-width", look.linePt, "Curves, in points")->type_name("PT")->group(group);
    command.add_option("--marker-size", look.markerPt, "Markers, in points")->type_name("PT")->group(group);
    command.add_option("--language", look.language, "Of the words: en (the default), zh_CN or vi")
        ->check(CLI::IsMember({ "en", "zh_CN", "vi" }))->type_name("CODE")->group(group);
    command.add_option("--legend", look.legend,
        "best, top-left, top-right, bottom-left, bottom-right, right, above or none")->type_name("PLACE")->group(group);
    command.add_option("--palette", look.palette, "Of series: okabe-ito, tol-bright, or ink (black alone)")
        ->type_name("NAME")->group(group);
    command.add_option("--depth-map", look.depth, "Of exits and heat maps: viridis or cividis")
        ->type_name("NAME")->group(group);
    command.add_flag("--grey", look.isGrey, "As a printer without colour will show it")->group(group);
    command.add_flag("--outlines", look.isOutlined, "SVG: letters as outlines, where the font may be missing")->group(group);
    command.add_option("--dpi", look.dpi, "PNG: dots per inch")
        ->capture_default_str()
        ->check(CLI::Range(30.0, 2400.0))->group(group);
}

void addRanges(CLI::App& command, FigureOptions& options)
{
    const std::string group = "Contents";
    command.add_option("--x-range", options.xRange, "What the horizontal axis shows")->type_name("LOW:HIGH")->group(group);
    command.add_option("--y-range", options.yRange, "What the vertical axis shows")->type_name("LOW:HIGH")->group(group);
}

app::FigureRequest completed(const FigureOptions& options)
{
    app::FigureRequest request = options.request;
    if (!options.width.empty())
        request.look.widthPt = figure::pointsOfLength(options.width);
    if (!options.height.empty())
        request.look.heightPt = figure::pointsOfLength(options.height);
    if (!options.xRange.empty())
        request.xRange = rangeOf(options.xRange);
    if (!options.yRange.empty())
        request.yRange = rangeOf(options.yRange);
    if (request.plot == "all")
        return request;
    if (request.format.empty() && request.output.has_extension())
        request.format = request.output.extension().string().substr(1);
    if (request.format.empty())
        throw InputError(
            std::string("the figure's format is not given"), "pass --format pdf, svg, png, csv or tex");
    constexpr const char* known[] { "pdf", "svg", "png", "csv", "tex" };
    if (std::find(std::begin(known), std::end(known), request.format) == std::end(known))
        throw InputError("there is no figure format \"" + request.format + "\"", "use pdf, svg, png, csv or tex");
    requireFolderOf(request.output);
    return request;
}

} // namespace exitscope::cli
