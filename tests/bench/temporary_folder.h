#pragma once

#include <filesystem>

namespace exitscope::bench {

/// A new folder below the system's temporary one, removed with all that is in it.
class TemporaryFolder
{
public:
    TemporaryFolder(); ///< throws std::filesystem::filesystem_error
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

} // namespace exitscope::bench
