#pragma once

#include "core/store/records.h"

#include <vector>

namespace exitscope::app {

/// Some runs of the open store, as a signal carries them.
struct RunSet
{
    std::vector<store::RunId> ids;

    friend bool operator==(const RunSet&, const RunSet&) = default;
};

} // namespace exitscope::app
