#include "tests/support/small_disk.h"

#include <cerrno>
#include <fstream>
#include <string>
#include <system_error>
#include <vector>

#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

namespace exitscope::test {

namespace {

bool writeTo(const char* path, const std::string& text)
{
    std::ofstream file(path);
    return file && file.write(text.data(), static_cast<std::streamsize>(text.size())).flush();
}

/// Who is not root becomes it in a namespace of users that has nobody else.
bool becomeOwnRoot()
{
    const auto user = std::to_string(::geteuid()), group = std::to_string(::getegid());
    return ::unshare(CLONE_NEWUSER | CLONE_NEWNS) == 0 && writeTo("/proc/self/setgroups", "deny")
        && writeTo("/proc/self/uid_map", "0 " + user + " 1") && writeTo("/proc/self/gid_map", "0 " + group + " 1");
}

} // namespace

bool SmallDisk::makeMountsPrivate()
{
    const bool isApart = ::geteuid() == 0 ? ::unshare(CLONE_NEWNS) == 0 : becomeOwnRoot();
    return isApart && ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0;
}

SmallDisk::SmallDisk(std::size_t bytes)
{
    const auto options = "size=" + std::to_string(bytes);
    if (::mount("tmpfs", m_folder.path().toUtf8().constData(), "tmpfs", 0, options.c_str()) != 0)
        throw std::system_error(errno, std::generic_category(), "a small disk cannot be mounted");
}

SmallDisk::~SmallDisk()
{
    ::umount2(m_folder.path().toUtf8().constData(), MNT_DETACH);
}

void SmallDisk::fill() const
{
    const int file = ::open(path("filler").toUtf8().constData(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (file < 0)
        throw std::system_error(errno, std::generic_category(), "the small disk cannot be filled");
    const std::vector<char> page(4096, 'x');
    while (::write(file, page.data(), page.size()) > 0) { }
    ::close(file);
}

void SmallDisk::makeRoom() const
{
    ::unlink(path("filler").toUtf8().constData());
}

void SmallDisk::makeReadOnly() const
{
    if (::mount("none", m_folder.path().toUtf8().constData(), nullptr, MS_REMOUNT | MS_RDONLY, nullptr) != 0)
        throw std::system_error(errno, std::generic_category(), "the small disk cannot be made read-only");
}

} // namespace exitscope::test
