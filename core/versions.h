#pragma once

#include <string>
#include <vector>

namespace exitscope {

/// The libraries that the core runs on, as they are loaded: "SQLite 3.40.1", "ICU 72.1".
std::vector<std::string> libraryVersions();

} // namespace exitscope
