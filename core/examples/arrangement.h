#pragma once

#include "core/examples/filter.h"
#include "core/examples/unit_columns.h"
#include "core/job.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace exitscope::examples {

enum class Column {
    Number, Text, Label, Prediction, FullPrediction, Exit, Confidence, Correct, Overthinks, Agrees, Slack, Length, Tag
};

inline constexpr int columnCount = 13;
/// As files and the command line write it: "number", "text", …, "full", …
std::string_view keyOf(Column column);
Column columnNamed(std::string_view key); ///< throws InputError with the nearest name

struct SortBy
{
    Column column = Column::Number;
    bool isDescending = false;

    friend bool operator==(const SortBy&, const SortBy&) = default;
};

/// Which units a table shows, and in what order; and the way back.
struct Arrangement
{
    static constexpr std::uint32_t noRow = 0xffffffffU;

    std::vector<std::uint32_t> units; ///< [rows]
    std::vector<std::uint32_t> rows;  ///< [U], noRow where a unit is filtered out
};

/// Filters and sorts; equal values keep the dataset's order, what has no value comes last either way. Radix sorts on 32
/// bits, of texts on eight bytes at a time (letters of ASCII without case). Nothing when the job
/// was stopped; throws FilterError as matching() does.
std::optional<Arrangement> arrange(
    const UnitColumns& columns, const Filter& filter, SortBy sort, const JobContext& job = {});

/// True when the order or the rows depend on the operating point: they are stale once it moves.
bool dependsOnPoint(const Filter& filter, SortBy sort);

} // namespace exitscope::examples
