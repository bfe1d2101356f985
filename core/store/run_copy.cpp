#include "core/error.h"
#include "core/store/run_store.h"
#include "core/store/sqlite.h"

#include <system_error>

namespace exitscope::store {

namespace {

std::filesystem::path besides(const std::filesystem::path& path, const char* ending)
{
    std::filesystem::path other = path;
    other += ending;
    return other;
}

void removeStore(const std::filesystem::path& path)
{
    std::error_code ignored;
    for (const char* ending : { "-wal", "-shm", "-journal", "" })
        std::filesystem::remove(besides(path, ending), ignored);
}

} // namespace

void RunStore::copyTo(const std::filesystem::path& other) const
{
    std::error_code error;
    if (std::filesystem::equivalent(m_path, other, error))
        throw InputError(other, "is the store that is being copied", "give another name");
    if (std::filesystem::exists(other, error) && !isStore(other))
        throw InputError(other, "is there already and is no run store", "give another name");
    const std::filesystem::path part = besides(other, ".part");
    removeStore(part);
    try {
        Database copy(part, Database::Open::CreateIfMissing);
        copy.copyFrom(*m_database);
        // In one file: a log beside it would not move with it.
        copy.execute("PRAGMA journal_mode = DELETE");
    } catch (const IoError& problem) {
        removeStore(part);
        throw IoError(other.string() + ": the copy cannot be written: " + problem.what());
    } catch (...) {
        removeStore(part);
        throw;
    }
    // The log of the store that goes would be read into the one that comes.
    for (const char* ending : { "-wal", "-shm" })
        std::filesystem::remove(besides(other, ending), error);
    std::filesystem::rename(part, other, error);
    if (error) {
        removeStore(part);
        throw IoError(other.string() + ": " + error.message());
    }
}

} // namespace exitscope::store
