#pragma once

#include "core/engine/compression.h"

namespace exitscope::engine {

CompressReport compressModel(const CompressRequest& request, const JobContext& job);

} // namespace exitscope::engine
