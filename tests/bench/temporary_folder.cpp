#include "temporary_folder.h"

#include <cerrno>
#include <cstdlib>
#include <string>
#include <system_error>

namespace exitscope::bench {

TemporaryFolder::TemporaryFolder()
{
    auto pattern = (std::filesystem::temp_directory_path() / "exitscope-bench-XXXXXX").string();
    if (!mkdtemp(pattern.data()))
        throw std::filesystem::filesystem_error(
            "no temporary folder", pattern, std::error_code(errno, std::generic_category()));
    m_path = pattern;
}

TemporaryFolder::~TemporaryFolder()
{
    std::error_code ignored; // a folder left behind in /tmp is no reason to end the program
    std::filesystem::remove_all(m_path, ignored);
}

} // namespace exitscope::bench
