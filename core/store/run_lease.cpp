#include "core/store/run_lease.h"

#include <fcntl.h>
#include <unistd.h>

namespace exitscope::store {

namespace {

std::filesystem::path leaseFile(std::filesystem::path store)
{
    return store += "-live";
}

/// The run's byte. Locks of open file descriptions, not of processes: two threads of one program exclude each other too,
/// and closing one descriptor does not drop the locks of another.
struct flock byteOf(RunId run, short type)
{
    struct flock lock {};
    lock.l_type = type;
    lock.l_whence = SEEK_SET;
    lock.l_start = static_cast<off_t>(run);
    lock.l_len = 1;
    return lock;
}

} // namespace

RunLease::RunLease(const std::filesystem::path& store, RunId run) noexcept
{
    try {
        m_file = ::open(leaseFile(store).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    } catch (const std::bad_alloc&) {
        return;
    }
    auto lock = byteOf(run, F_WRLCK);
    if (m_file >= 0)
        (void)::fcntl(m_file, F_OFD_SETLK, &lock); // held by somebody already: then it is alive all the same
}

RunLease::~RunLease()
{
    if (m_file >= 0)
        ::close(m_file);
}

std::vector<RunId> leasedRuns(const std::filesystem::path& store, std::span<const RunId> runs)
{
    std::vector<RunId> leased;
    const int file = runs.empty() ? -1 : ::open(leaseFile(store).c_str(), O_RDWR | O_CLOEXEC);
    if (file < 0)
        return leased; // nobody ever held one here
    for (const auto run : runs) {
        auto lock = byteOf(run, F_WRLCK);
        if (::fcntl(file, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK)
            leased.push_back(run);
    }
    ::close(file);
    return leased;
}

} // namespace exitscope::store
