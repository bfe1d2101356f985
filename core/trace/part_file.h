#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>

namespace exitscope::trace {

/// A file of known size that is filled at any offset under a temporary name and appears under its own at once.
/// Its blocks are reserved when it is made, so a full disk is noticed before the work, not after. Errors are IoError
/// and name the target.
class PartFile
{
public:
    enum class Existing { Continue, Replace };

    /// `part` beside `target`. Continue: an existing file of exactly `size` bytes keeps its content (continued() says so).
    PartFile(std::filesystem::path target, std::filesystem::path part, std::uint64_t size, Existing existing);
    ~PartFile(); ///< leaves the part where it is
    PartFile(const PartFile&) = delete;
    PartFile& operator=(const PartFile&) = delete;

    bool continued() const { return m_continued; }
    void writeAt(std::uint64_t offset, std::span<const std::byte> bytes);
    void sync();
    void commit(); ///< sync, rename to the target, sync the folder
    void discard();

private:
    void reserve(std::uint64_t size);

    std::filesystem::path m_target, m_part;
    int m_fd = -1;
    bool m_continued = false;
};

} // namespace exitscope::trace
