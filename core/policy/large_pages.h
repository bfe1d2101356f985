#pragma once

#include <cstddef>

namespace exitscope::policy {

/// Asks for large pages behind memory that is about to be filled for the first time: of arrays of many megabytes, much of
/// the time would else go into faults of single pages. A hint; nothing depends on its success.
void wantLargePages(const void* data, std::size_t bytes);

} // namespace exitscope::policy
