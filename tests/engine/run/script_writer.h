#pragma once

#include <filesystem>
#include <string>

namespace exitscope::test {

/// Saves a TorchScript module whose forward is this source text.
void writeScript(const std::filesystem::path& file, const std::string& forward);

} // namespace exitscope::test
