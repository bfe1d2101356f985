#pragma once

#include "app/analysis/unit_table.h"

#include <QString>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace exitscope::app {

/// What the tokens of a trace are counted by.
enum class TypeKey { Word, Tag };

/// The types of the tokens of a trace: words in whatever case, or gold labels. K types.
struct UnitTypes
{
    std::vector<std::string> names; ///< [K], UTF-8; words in lower case
    std::vector<std::int32_t> of;   ///< [U], −1: none (a token without a gold label)
};

/// On a worker: a second for a million tokens.
UnitTypes unitTypesOf(const UnitTable& table, TypeKey key);

/// How the tokens of one type leave. Exits are counted in layers.
struct TypeFigures
{
    std::int32_t type = 0;
    std::int64_t count = 0;
    double meanExit = 0;
    double spread = 0;   ///< standard deviation of the exit layers
    double right = 0;    ///< share of those with a gold label; NaN where none has one
    double meanExitB = 0; ///< NaN without B
};

/// One pass over the units. `layers`: of the outcomes' exits. `b`: null without a second policy. Types in the order of their
/// numbers; those without tokens are left out.
std::vector<TypeFigures> typeFigures(const UnitTypes& types, const trace::Trace& trace, std::span<const int> layers,
    const UnitOutcomes& a, const UnitOutcomes* b);

enum class TypeColumn { Name, Count, MeanExit, Spread, Right, MeanExitB, Later };

/// Sorts by a column; NaN comes last either way, and equal ones with the more frequent first. Keeps those whose name holds
/// `words`, in any case.
void arrangeTypes(std::vector<TypeFigures>& figures, const UnitTypes& types, TypeColumn column, bool isDescending, const QString& words);

/// The units of a type, ascending.
std::vector<std::int64_t> unitsOfType(const UnitTypes& types, std::int32_t type);

} // namespace exitscope::app
