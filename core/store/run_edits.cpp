#include "core/error.h"
#include "core/store/rows.h"
#include "core/store/run_store.h"

namespace exitscope::store {

namespace {
void requireRun(Database& database, RunId id)
{
    Statement find = database.prepare("SELECT 1 FROM runs WHERE id = ?");
    if (!find.bind(number(id)).step())
        throw InputError(database.path(), "there is no run " + std::to_string(number(id)),
            "`exitscope runs list` names them");
}

/// One column of one run, with the time of the change.
template <typename Value> void setColumn(Database& database, RunId id, const char* column, const Value& value)
{
    Transaction transaction(database, Transaction::Kind::Write);
    requireRun(database, id);
    database.prepare(std::string("UPDATE runs SET ") + column + " = ?, changed = ? WHERE id = ?")
        .bind(value, nowUtc(), number(id))
        .run();
    transaction.commit();
}

void insertTag(Database& database, RunId id, const std::string& tag)
{
    database.prepare("INSERT OR IGNORE INTO run_tags(run, tag) VALUES(?, ?)").bind(number(id), tag).run();
}
} // namespace

void RunStore::renameRun(RunId id, const std::string& name) { setColumn(*m_database, id, "name", name); }

void RunStore::setNotes(RunId id, const std::string& notes) { setColumn(*m_database, id, "notes", notes); }

void RunStore::setLook(RunId id, const std::string& lookJson)
{
    setColumn(*m_database, id, "look", lookJson);
}

void RunStore::setTags(RunId id, std::span<const std::string> tags)
{
    Transaction transaction(*m_database, Transaction::Kind::Write);
    requireRun(*m_database, id);
    m_database->prepare("DELETE FROM run_tags WHERE run = ?").bind(number(id)).run();
    for (const std::string& tag : tags)
        insertTag(*m_database, id, tag);
    transaction.commit();
}

void RunStore::tagRun(RunId id, const std::string& tag)
{
    Transaction transaction(*m_database, Transaction::Kind::Write);
    requireRun(*m_database, id);
    insertTag(*m_database, id, tag);
    transaction.commit();
}

void RunStore::untagRun(RunId id, const std::string& tag)
{
    Transaction transaction(*m_database, Transaction::Kind::Write);
    requireRun(*m_database, id);
    m_database->prepare("DELETE FROM run_tags WHERE run = ? AND tag = ?").bind(number(id), tag).run();
    transaction.commit();
}

void RunStore::deleteRun(RunId id) { setColumn(*m_database, id, "is_in_bin", true); }

void RunStore::restoreRun(RunId id) { setColumn(*m_database, id, "is_in_bin", false); }

void RunStore::purgeRun(RunId id)
{
    Transaction transaction(*m_database, Transaction::Kind::Write);
    const std::int64_t removed
        = m_database->prepare("DELETE FROM runs WHERE id = ? AND is_in_bin = 1").bind(number(id)).run();
    if (removed == 0)
        throw InputError(
            m_path, "run " + std::to_string(number(id)) + " is not in the bin", "delete it first");
    transaction.commit();
}

std::int64_t RunStore::purge()
{
    Transaction transaction(*m_database, Transaction::Kind::Write);
    const std::int64_t removed = m_database->prepare("DELETE FROM runs WHERE is_in_bin = 1").run();
    transaction.commit();
    m_database->execute("PRAGMA incremental_vacuum");
    return removed;
}

void RunStore::setTracePath(const std::string& sha256, const std::string& path)
{
    Transaction transaction(*m_database, Transaction::Kind::Write);
    if (m_database->prepare("UPDATE traces SET path = ? WHERE sha256 = ?").bind(path, sha256).run() == 0)
        throw InputError(m_path, "there is no trace with the hash " + sha256);
    transaction.commit();
}

CalibrationId RunStore::addCalibration(const CalibrationRecord& record)
{
    Transaction transaction(*m_database, Transaction::Kind::Write);
    m_database
        ->prepare("INSERT INTO calibrations(uuid, name, trace_sha256, policy, request, result, code_version, "
                  "created) "
                  "VALUES(?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(newUuid(), record.name, record.traceSha256, record.policy, record.request, record.result,
            record.codeVersion, nowUtc())
        .run();
    const CalibrationId id { m_database->lastId() };
    transaction.commit();
    return id;
}

ViewId RunStore::saveView(const SavedView& view)
{
    Transaction transaction(*m_database, Transaction::Kind::Write);
    ViewId id {};
    {
        Statement save
            = m_database->prepare("INSERT INTO saved_views(kind, name, state) VALUES(?, ?, ?) "
                                  "ON CONFLICT(kind, name) DO UPDATE SET state = excluded.state RETURNING id");
        save.bind(view.kind, view.name, view.state).step();
        id = ViewId { save.integer(0) };
        save.run(); // to the end: a row that is still read keeps the transaction open
    }
    transaction.commit();
    return id;
}

void RunStore::deleteView(ViewId id)
{
    Transaction transaction(*m_database, Transaction::Kind::Write);
    m_database->prepare("DELETE FROM saved_views WHERE id = ?").bind(static_cast<std::int64_t>(id)).run();
    transaction.commit();
}

} // namespace exitscope::store
