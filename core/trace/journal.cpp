#include "core/trace/journal.h"

#include "core/error.h"
#include "core/io/atomic_file.h"

#include <cerrno>
#include <cstddef>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace exitscope::trace {

namespace {

[[noreturn]] void fail(const std::filesystem::path& target, int error)
{
    throw IoError(target.string() + ": cannot be written: " + std::strerror(error));
}

/// FNV-1a, 64 bits: enough to tell a torn record from a whole one.
std::uint64_t checksum(std::span<const std::byte> bytes)
{
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const std::byte byte : bytes)
        hash = (hash ^ static_cast<std::uint64_t>(byte)) * 0x100000001b3ULL;
    return hash;
}

} // namespace

Journal::Journal(
    std::filesystem::path target, std::filesystem::path path, const std::string& key, std::int64_t units)
    : m_target(std::move(target))
    , m_path(std::move(path))
    , m_head("exitscope trace journal 1 " + key + "\n")
{
    m_fd = ::open(m_path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    if (m_fd < 0)
        fail(m_target, errno);
    if (::flock(m_fd, LOCK_EX | LOCK_NB) != 0) {
        ::close(m_fd);
        throw IoError(m_target.string() + ": another process is writing this trace");
    }
    try {
        load(units);
    } catch (...) {
        ::close(m_fd);
        throw;
    }
}

Journal::~Journal()
{
    if (m_fd >= 0)
        ::close(m_fd);
}

void Journal::load(std::int64_t units)
{
    const std::string content = io::readWholeFile(m_path);
    if (!content.starts_with(m_head)) {
        restart();
        return;
    }
    std::size_t at = m_head.size();
    while (content.size() - at >= 16) {
        std::uint64_t count = 0;
        std::memcpy(&count, content.data() + at, 8);
        if (count > (content.size() - at - 16) / 8)
            break;
        const std::size_t body = 8 + count * 8;
        std::uint64_t expected = 0;
        std::memcpy(&expected, content.data() + at + body, 8);
        if (checksum(std::as_bytes(std::span(content.data() + at, body))) != expected)
            break;
        for (std::uint64_t i = 0; i < count; ++i) {
            std::int64_t unit = 0;
            std::memcpy(&unit, content.data() + at + 8 + i * 8, 8);
            if (unit >= 0 && unit < units)
                m_recorded.push_back(unit);
        }
        at += body + 8;
    }
    if (::ftruncate(m_fd, static_cast<off_t>(at)) != 0)
        fail(m_target, errno);
}

void Journal::restart()
{
    m_recorded.clear();
    if (::ftruncate(m_fd, 0) != 0)
        fail(m_target, errno);
    writeAll(std::as_bytes(std::span(m_head)));
}

void Journal::append(std::span<const std::int64_t> units)
{
    std::vector<std::int64_t> record;
    record.reserve(units.size() + 2);
    record.push_back(static_cast<std::int64_t>(units.size()));
    record.insert(record.end(), units.begin(), units.end());
    record.push_back(static_cast<std::int64_t>(checksum(std::as_bytes(std::span(record)))));
    writeAll(std::as_bytes(std::span(record)));
}

void Journal::writeAll(std::span<const std::byte> bytes)
{
    while (!bytes.empty()) {
        const ssize_t count = ::write(m_fd, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            fail(m_target, count < 0 ? errno : ENOSPC);
        bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
    if (::fdatasync(m_fd) != 0)
        fail(m_target, errno);
}

void Journal::remove()
{
    ::unlink(m_path.c_str());
    ::close(m_fd);
    m_fd = -1;
}

} // namespace exitscope::trace
