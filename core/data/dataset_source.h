#pragma once

#include "core/io/sha256.h"
#include "core/job.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace exitscope::data {

/// A file as a stream of chunks, gzip undone on the way (also several members in one file). Uses two fixed
/// buffers, whatever the size of the file.
class ByteSource
{
public:
    /// Throws InputError when the file is missing, not a regular file, or unreadable.
    explicit ByteSource(std::filesystem::path path);
    ~ByteSource();
    ByteSource(const ByteSource&) = delete;
    ByteSource& operator=(const ByteSource&) = delete;

    /// The next bytes, valid until the next call; empty at the end. Only the last chunk is shorter than the
    /// first.
    std::string_view read();
    /// Back to the start; with HashBytes::Yes the stored bytes are hashed on the way.
    enum class HashBytes { No, Yes };
    void rewind(HashBytes hash = HashBytes::No);
    /// Of the stored bytes. Call once, after read() said the end.
    std::string sha256();

    const std::filesystem::path& path() const { return m_path; }
    bool isCompressed() const { return m_inflater != nullptr; }
    std::int64_t fileSize() const { return m_fileSize; }
    std::int64_t fileOffset() const { return m_fileOffset; } ///< stored bytes taken so far

private:
    struct Inflater;

    std::size_t readStored();
    std::string_view readInflated();

    std::filesystem::path m_path;
    int m_fd = -1;
    std::int64_t m_fileSize = 0;
    std::int64_t m_fileOffset = 0;
    std::vector<char> m_stored;
    std::unique_ptr<Inflater> m_inflater;
    std::optional<io::Sha256> m_hash;
};

/// Hash of a file read in chunks; empty when `job` was stopped.
std::string hashInChunks(const std::filesystem::path& path, const JobContext& job);

/// Text of a ByteSource by line and by character: counts lines and skips a byte-order mark.
class TextSource
{
public:
    explicit TextSource(std::filesystem::path path);

    /// The next byte, or -1 at the end.
    int get()
    {
        if (m_at == m_chunk.size() && !fill())
            return -1;
        const char c = m_chunk[m_at++];
        m_line += c == '\n';
        return static_cast<unsigned char>(c);
    }
    int peek() { return m_at == m_chunk.size() && !fill() ? -1 : static_cast<unsigned char>(m_chunk[m_at]); }

    /// The next line without its LF or CRLF; false at the end. Throws InputError for more than `limit` bytes.
    bool readLine(std::string& line, std::size_t limit);
    /// Bytes up to, not including, the first of `stops`, at most what is buffered; moves past them.
    std::string_view takeUntil(std::string_view stops);

    std::int64_t line() const { return m_line; } ///< 1-based line of the next byte
    void rewind(ByteSource::HashBytes hash = ByteSource::HashBytes::No);
    ByteSource& bytes() { return m_source; }
    const std::filesystem::path& path() const { return m_source.path(); }

private:
    bool fill();

    ByteSource m_source;
    std::string_view m_chunk;
    std::size_t m_at = 0;
    std::int64_t m_line = 1;
    bool m_started = false;
};

/// Offset of the first byte that is not valid UTF-8 (RFC 3629), or npos. A NUL byte counts as invalid: it is
/// never text, and a binary file is best recognised by it.
std::size_t findInvalidUtf8(std::string_view text);

/// Throws InputError that says where and what when `text` is not valid UTF-8.
void requireUtf8(std::string_view text, const std::filesystem::path& path, std::int64_t line);

} // namespace exitscope::data
