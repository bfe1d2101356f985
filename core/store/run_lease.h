#pragma once

#include "core/store/records.h"

#include <filesystem>
#include <span>
#include <vector>

namespace exitscope::store {

/// Says that somebody is at work on a run, for as long as the object lives. The kernel takes it back when the process dies,
/// however it does, so that a run that was killed can be told from one that is under way: a lock on one byte of a file
/// beside the store ("runs.db-live"; not of the store itself, whose locks are SQLite's).
class RunLease
{
public:
    /// Never fails: where the file cannot be made or locked the run merely does not look alive to others.
    RunLease(const std::filesystem::path& store, RunId run) noexcept;
    ~RunLease();
    RunLease(const RunLease&) = delete;
    RunLease& operator=(const RunLease&) = delete;

private:
    int m_file = -1;
};

/// Those of `runs` that somebody, in this or another process on this machine, holds a lease on.
std::vector<RunId> leasedRuns(const std::filesystem::path& store, std::span<const RunId> runs);

} // namespace exitscope::store
