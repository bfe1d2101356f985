#include "core/trace/part_file.h"

#include "core/error.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace exitscope::trace {

namespace {

[[noreturn]] void fail(const std::filesystem::path& target, int error)
{
    throw IoError(target.string() + ": cannot be written: " + std::strerror(error));
}

/// Makes a rename durable. A file system that cannot sync folders loses nothing but that.
void syncFolderOf(const std::filesystem::path& file)
{
    const auto parent = file.parent_path();
    const int fd = ::open(parent.empty() ? "." : parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return;
    ::fsync(fd);
    ::close(fd);
}

} // namespace

PartFile::PartFile(
    std::filesystem::path target, std::filesystem::path part, std::uint64_t size, Existing existing)
    : m_target(std::move(target))
    , m_part(std::move(part))
{
    m_fd = ::open(m_part.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (m_fd < 0)
        fail(m_target, errno);
    struct stat info {};
    if (::fstat(m_fd, &info) != 0)
        fail(m_target, errno);
    m_continued = existing == Existing::Continue && static_cast<std::uint64_t>(info.st_size) == size;
    if (!m_continued)
        reserve(size);
}

PartFile::~PartFile()
{
    if (m_fd >= 0)
        ::close(m_fd);
}

void PartFile::reserve(std::uint64_t size)
{
    int error = ::ftruncate(m_fd, 0) != 0 ? errno : 0;
    while (error == 0 && size > 0) {
        error = ::posix_fallocate(m_fd, 0, static_cast<off_t>(size));
        if (error != EINTR)
            break;
        error = 0;
    }
    if (error == 0)
        return;
    discard();
    fail(m_target, error);
}

void PartFile::writeAt(std::uint64_t offset, std::span<const std::byte> bytes)
{
    while (!bytes.empty()) {
        const ssize_t count = ::pwrite(m_fd, bytes.data(), bytes.size(), static_cast<off_t>(offset));
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            fail(m_target, count < 0 ? errno : ENOSPC);
        offset += static_cast<std::uint64_t>(count);
        bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
}

void PartFile::sync()
{
    if (::fdatasync(m_fd) != 0)
        fail(m_target, errno);
}

void PartFile::commit()
{
    if (::fsync(m_fd) != 0)
        fail(m_target, errno);
    const int fd = m_fd;
    m_fd = -1;
    if (::close(fd) != 0 || ::rename(m_part.c_str(), m_target.c_str()) != 0)
        fail(m_target, errno);
    syncFolderOf(m_target);
}

void PartFile::discard()
{
    if (m_fd >= 0)
        ::close(m_fd);
    m_fd = -1;
    ::unlink(m_part.c_str());
}

} // namespace exitscope::trace
