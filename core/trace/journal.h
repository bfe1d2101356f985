#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace exitscope::trace {

/// Which units of a partial trace are on disk: a key line, then records of unit numbers, each with a checksum, so that
/// a record that a kill or a power cut tore is dropped. Holds a lock on the file: two processes cannot write the same
/// trace. Errors are IoError and name the target.
class Journal
{
public:
    /// Opens or makes `path`. A journal with another key is emptied. Throws IoError when another process holds it.
    Journal(std::filesystem::path target, std::filesystem::path path, const std::string& key, std::int64_t units);
    ~Journal();
    Journal(const Journal&) = delete;
    Journal& operator=(const Journal&) = delete;

    const std::vector<std::int64_t>& recorded() const { return m_recorded; } ///< as found when opened
    void append(std::span<const std::int64_t> units); ///< on disk when it returns
    void restart();                                   ///< forgets every record
    void remove();

private:
    void load(std::int64_t units);
    void writeAll(std::span<const std::byte> bytes);

    std::filesystem::path m_target, m_path;
    std::string m_head;
    std::vector<std::int64_t> m_recorded;
    int m_fd = -1;
};

} // namespace exitscope::trace
