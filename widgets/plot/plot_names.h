#pragma once

#include "widgets/plot/figure_spec.h"
#include "widgets/plot/plot_model.h"

#include <array>
#include <optional>
#include <string_view>
#include <utility>

/// What files and the command line call things. Fixed: figures of today are read tomorrow.
namespace exitscope::widgets {

template <typename Value, std::size_t size>
using Names = std::array<std::pair<Value, std::string_view>, size>;

inline constexpr Names<Marker, 9> markerNames { { { Marker::None, "none" }, { Marker::Disc, "disc" },
    { Marker::Square, "square" }, { Marker::Triangle, "triangle" }, { Marker::Diamond, "diamond" },
    { Marker::TriangleDown, "triangle-down" }, { Marker::Plus, "plus" }, { Marker::Cross, "cross" },
    { Marker::Ring, "ring" } } };

inline constexpr Names<Dash, 5> dashNames { { { Dash::Solid, "solid" }, { Dash::Dashed, "dashed" },
    { Dash::Dotted, "dotted" }, { Dash::DashDot, "dash-dot" }, { Dash::DashDotDot, "dash-dot-dot" } } };

inline constexpr Names<Scale, 2> scaleNames { { { Scale::Linear, "linear" }, { Scale::Log, "log" } } };

inline constexpr Names<SeriesKind, 6> seriesKindNames { { { SeriesKind::Points, "points" },
    { SeriesKind::Line, "line" }, { SeriesKind::StepLine, "steps" }, { SeriesKind::Bars, "bars" },
    { SeriesKind::StackedBars, "stacked" }, { SeriesKind::Band, "band" } } };

inline constexpr Names<StepShape, 2> stepNames { { { StepShape::HoldsRight, "holds-right" },
    { StepShape::HoldsLeft, "holds-left" } } };

inline constexpr Names<MarkKind, 3> markKindNames { { { MarkKind::HorizontalLine, "horizontal" },
    { MarkKind::VerticalLine, "vertical" }, { MarkKind::Point, "point" } } };

inline constexpr Names<LegendPlace, 8> legendNames { { { LegendPlace::Best, "best" },
    { LegendPlace::TopLeft, "top-left" }, { LegendPlace::TopRight, "top-right" },
    { LegendPlace::BottomLeft, "bottom-left" }, { LegendPlace::BottomRight, "bottom-right" },
    { LegendPlace::Right, "right" }, { LegendPlace::Above, "above" }, { LegendPlace::None, "none" } } };

inline constexpr Names<SeriesPalette, 3> paletteNames { { { SeriesPalette::OkabeIto, "okabe-ito" },
    { SeriesPalette::TolBright, "tol-bright" }, { SeriesPalette::Ink, "ink" } } };

inline constexpr Names<DepthMap, 2> depthMapNames { { { DepthMap::Viridis, "viridis" },
    { DepthMap::Cividis, "cividis" } } };

template <typename Value, std::size_t size>
[[nodiscard]] constexpr std::string_view nameOf(const Names<Value, size>& names, Value value)
{
    for (const auto& [known, name] : names)
        if (known == value)
            return name;
    return {};
}

template <typename Value, std::size_t size>
[[nodiscard]] constexpr std::optional<Value> valueOf(const Names<Value, size>& names, std::string_view wanted)
{
    for (const auto& [value, name] : names)
        if (name == wanted)
            return value;
    return std::nullopt;
}

} // namespace exitscope::widgets
