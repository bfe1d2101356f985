#pragma once

#include "core/examples/unit_columns.h"
#include "core/job.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace exitscope::examples {

/// Overthinkers of one group: right at some exit, wrong at the last.
struct AtlasBar
{
    std::string name;                ///< a layer, a class, "9-16", a tag
    std::string filter;              ///< finds them: "overthinks label:positive"
    std::int64_t labelled = 0;       ///< units of the group with a label; for a layer, those first right there
    std::int64_t overthinkers = 0;
    std::int64_t rescued = 0;        ///< overthinkers that are right under the operating point: they leave in time

    double rate() const; ///< overthinkers of the labelled; NaN without one
};

/// Where a model thinks itself into error: by the layer that was right first, by class, by length (up to 8 tokens, 16, 32,
/// …), by tag. Bars without a unit are left out. Classes stand in their order, more than 20 of them with the most
/// overthinkers first; so do tags, 20 at most.
struct Atlas
{
    AtlasBar all;
    std::vector<AtlasBar> layers, classes, lengths, tags;
};

/// Nothing when the job was stopped. Empty without labels of classes.
std::optional<Atlas> overthinkingAtlas(const UnitColumns& columns, const JobContext& job = {});

} // namespace exitscope::examples
