#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string_view>

namespace exitscope::io {

/// Writes a whole file or nothing: temporary beside the target, fsync, rename. Destroyed without commit(), it
/// leaves the target untouched. Throws IoError that names the target ("…: no space left on device").
class AtomicFile
{
public:
    explicit AtomicFile(std::filesystem::path target);
    ~AtomicFile();
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;

    void write(std::span<const std::byte> bytes);
    void write(std::string_view text);
    void commit();

private:
    std::filesystem::path m_target;
    std::filesystem::path m_temporary;
    int m_fd = -1;
};

/// The whole text in one atomic step.
void writeFileAtomically(const std::filesystem::path& target, std::string_view text);

/// The whole file as a string. Throws InputError when it cannot be read or is larger than `limit` bytes.
std::string readWholeFile(const std::filesystem::path& path, std::size_t limit = std::size_t { 1 } << 30);

} // namespace exitscope::io
