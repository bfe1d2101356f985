#pragma once

#include "core/store/sqlite.h"

#include <span>

namespace exitscope::store {

/// "exsc" in the file's header: what `file` shows and what decides whether a dropped file is a store.
constexpr std::int64_t applicationId = 0x65787363;

/// Step i brings a store from version i to i + 1. A step that has been in a release is never edited.
struct Migration
{
    const char* sql;
};

std::span<const Migration> migrations();

/// Throws InputError unless the file is empty or a store of a version that is not newer than these steps.
void requireStore(Database& database, std::span<const Migration> steps);

/// Brings a store (or an empty file) to the last version: forward only, all steps in one exclusive
/// transaction, so that two programs that open an old store at once migrate it once. Throws as requireStore
/// does.
void migrate(Database& database, std::span<const Migration> steps);

/// migrate() by our own steps; a store that they do not fit is damaged, which is an InputError.
void bringUpToDate(Database& database);

} // namespace exitscope::store
