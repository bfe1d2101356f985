#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>

namespace exitscope::io {

/// A file mapped read-only. The bytes live as long as the object; pages are read when touched.
class MappedFile
{
public:
    /// Throws InputError when the file is missing, not a regular file, or unreadable.
    static std::shared_ptr<const MappedFile> open(const std::filesystem::path& path);
    ~MappedFile();
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;

    std::span<const std::byte> bytes() const { return { m_data, m_size }; }
    const std::filesystem::path& path() const { return m_path; }

private:
    MappedFile() = default;

    std::filesystem::path m_path;
    const std::byte* m_data = nullptr;
    std::size_t m_size = 0;
};

} // namespace exitscope::io
