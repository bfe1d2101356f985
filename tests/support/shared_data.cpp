#include "tests/support/shared_data.h"

#include <cstdlib>
#include <string_view>

namespace exitscope::test {

std::filesystem::path sharedFolder()
{
    if (const char* given = std::getenv("EXITSCOPE_SHARED"))
        return given;
    const auto beside = std::filesystem::path(EXITSCOPE_SOURCE_DIR).parent_path() / "shared";
    return std::filesystem::is_directory(beside / "golden") ? beside : std::filesystem::path {};
}

bool isCi()
{
    const char* ci = std::getenv("CI");
    return ci && *ci && std::string_view(ci) != "false" && std::string_view(ci) != "0";
}

} // namespace exitscope::test
