#include "core/store/run_store.h"

#include "core/error.h"
#include "core/store/rows.h"
#include "core/store/schema.h"

#include <array>
#include <chrono>
#include <fstream>
#include <limits>
#include <string_view>
#include <thread>

namespace exitscope::store {

namespace {
/// Readers and one writer do not wait for each other. Changing the journal needs the file alone for a moment,
/// and SQLite does not wait for that by itself when several programs open a new store at once.
void useWriteAheadLog(Database& database)
{
    using namespace std::chrono_literals;
    const auto deadline = std::chrono::steady_clock::now() + 10s;
    while (true) {
        try {
            database.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
            return;
        } catch (const IoError&) {
            if (std::chrono::steady_clock::now() > deadline)
                throw;
            std::this_thread::sleep_for(20ms);
        }
    }
}

std::unique_ptr<Database> openDatabase(const std::filesystem::path& path, OpenMode mode)
{
    std::error_code ignored;
    if (mode == OpenMode::MustExist && !std::filesystem::exists(path, ignored))
        throw InputError(path, "there is no such run store", "make one with `exitscope sweep --store`");
    if (std::filesystem::is_directory(path, ignored))
        throw InputError(path, "is a folder, not a run store", "give the name of a file");
    auto database = std::make_unique<Database>(
        path, mode == OpenMode::MustExist ? Database::Open::MustExist : Database::Open::CreateIfMissing);
    // The schema comes first, in the old journal: a kill in between never leaves a file without our id in its
    // header.
    bringUpToDate(*database);
    if (!database->isReadOnly())
        useWriteAheadLog(*database);
    return database;
}
} // namespace

RunStore::RunStore(const std::filesystem::path& path, OpenMode mode)
    : m_path(path)
    , m_database(openDatabase(path, mode))
{ }

RunStore::~RunStore() = default;
RunStore::RunStore(RunStore&&) noexcept = default;
RunStore& RunStore::operator=(RunStore&&) noexcept = default;

bool RunStore::isStore(const std::filesystem::path& path)
{
    std::array<unsigned char, 100> header {};
    std::ifstream file(path, std::ios::binary);
    if (!file.read(reinterpret_cast<char*>(header.data()), header.size()))
        return false;
    // SQLite's file format: magic at 0, application id as big-endian 32 bits at 68.
    using namespace std::string_view_literals;
    const std::string_view magic(reinterpret_cast<const char*>(header.data()), 16);
    const std::int64_t identity = header[68] << 24 | header[69] << 16 | header[70] << 8 | header[71];
    return magic == "SQLite format 3\0"sv && identity == applicationId;
}

RunId RunStore::createRun(const RunRequest& request)
{
    RunSummary summary;
    summary.uuid = newUuid();
    summary.created = nowUtc();
    summary.changed = summary.created;
    Transaction transaction(*m_database, Transaction::Kind::Write);
    const RunId id = insertRun(*m_database, request, summary);
    transaction.commit();
    return id;
}

std::optional<RunId> RunStore::findUnfinished(const RunRequest& request) const
{
    Statement find = m_database->prepare("SELECT id FROM runs WHERE work = ? AND state <> 'finished' AND "
                                         "is_in_bin = 0 ORDER BY id DESC LIMIT 1");
    if (!find.bind(workKey(request)).step())
        return std::nullopt;
    return RunId { find.integer(0) };
}

void RunStore::resumeRun(RunId id)
{
    Transaction transaction(*m_database, Transaction::Kind::Write);
    const std::int64_t changed = m_database
                                     ->prepare("UPDATE runs SET state = 'running', message = '', changed = ? "
                                               "WHERE id = ? AND state <> 'finished'")
                                     .bind(nowUtc(), number(id))
                                     .run();
    if (changed == 0)
        throw InputError(
            m_path, "run " + std::to_string(number(id)) + " is finished or not there", "start a new run");
    transaction.commit();
}

std::int64_t RunStore::appendPoints(RunId id, std::span<const PointRecord> points)
{
    Transaction transaction(*m_database, Transaction::Kind::Write);
    {
        Statement state = m_database->prepare("SELECT 1 FROM runs WHERE id = ? AND state = 'running'");
        if (!state.bind(number(id)).step())
            throw InputError(
                m_path, "run " + std::to_string(number(id)) + " is not running", "take it up with --resume");
    }
    const std::int64_t added = insertPoints(*m_database, id, points);
    transaction.commit();
    return added;
}

void RunStore::finishRun(RunId id, RunState state, const std::string& message)
{
    Transaction transaction(*m_database, Transaction::Kind::Write);
    const std::int64_t changed
        = m_database->prepare("UPDATE runs SET state = ?, message = ?, changed = ? WHERE id = ?")
              .bind(nameOf(state), message, nowUtc(), number(id))
              .run();
    if (changed == 0)
        throw InputError(
            m_path, "there is no run " + std::to_string(number(id)), "`exitscope runs list` names them");
    transaction.commit();
}

std::int64_t RunStore::countPoints(RunId id) const
{
    Statement count = m_database->prepare("SELECT point_count FROM runs WHERE id = ?");
    if (!count.bind(number(id)).step())
        throw InputError(
            m_path, "there is no run " + std::to_string(number(id)), "`exitscope runs list` names them");
    return count.integer(0);
}

std::vector<PointRecord> RunStore::points(RunId id) const
{
    return readPoints(
        *m_database, id, std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max());
}

std::vector<std::pair<std::int64_t, std::int64_t>> RunStore::storedOrdinals(RunId id) const
{
    // Within a block of consecutive ordinals, ordinal minus row number is constant.
    Statement statement = m_database->prepare("SELECT min(ordinal), max(ordinal) + 1 FROM (SELECT ordinal, "
                                              "ordinal - row_number() OVER (ORDER BY ordinal) AS block "
                                              "FROM points WHERE run = ?) GROUP BY block ORDER BY 1");
    statement.bind(number(id));
    std::vector<std::pair<std::int64_t, std::int64_t>> ranges;
    while (statement.step())
        ranges.emplace_back(statement.integer(0), statement.integer(1));
    return ranges;
}

} // namespace exitscope::store
