#include "core/io/atomic_file.h"

#include "core/error.h"
#include "core/io/mapped_file.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <unistd.h>

namespace exitscope::io {

namespace {
[[noreturn]] void fail(const std::filesystem::path& target, int error)
{
    throw IoError(target.string() + ": cannot be written: " + std::strerror(error));
}
} // namespace

AtomicFile::AtomicFile(std::filesystem::path target)
    : m_target(std::move(target))
{
    m_temporary = m_target;
    m_temporary += ".part-" + std::to_string(::getpid());
    m_fd = ::open(m_temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (m_fd < 0)
        fail(m_target, errno);
}

AtomicFile::~AtomicFile()
{
    if (m_fd < 0)
        return;
    ::close(m_fd);
    ::unlink(m_temporary.c_str());
}

void AtomicFile::write(std::span<const std::byte> bytes)
{
    while (!bytes.empty()) {
        const ssize_t count = ::write(m_fd, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            fail(m_target, count < 0 ? errno : ENOSPC);
        bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
}

void AtomicFile::write(std::string_view text)
{
    write(std::as_bytes(std::span(text.data(), text.size())));
}

void AtomicFile::commit()
{
    if (::fsync(m_fd) != 0)
        fail(m_target, errno);
    const int fd = m_fd;
    m_fd = -1;
    if (::close(fd) != 0 || ::rename(m_temporary.c_str(), m_target.c_str()) != 0) {
        const int error = errno;
        ::unlink(m_temporary.c_str());
        fail(m_target, error);
    }
}

void writeFileAtomically(const std::filesystem::path& target, std::string_view text)
{
    AtomicFile file(target);
    file.write(text);
    file.commit();
}

std::string readWholeFile(const std::filesystem::path& path, std::size_t limit)
{
    const auto file = MappedFile::open(path);
    if (file->bytes().size() > limit)
        throw InputError(path, "is larger than the " + std::to_string(limit) + " bytes that are allowed here");
    return { reinterpret_cast<const char*>(file->bytes().data()), file->bytes().size() };
}

} // namespace exitscope::io
