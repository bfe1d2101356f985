#include "core/store/sqlite.h"

#include "core/error.h"

#include <sqlite3.h>

#include <array>
#include <cctype>
#include <fstream>
#include <stdexcept>
#include <utility>

#include <unistd.h>

namespace exitscope::store {

namespace {
constexpr int busyTimeoutMs = 10'000;

/// SQLite takes a file that is shorter than its header for an empty one and would write over it.
void refuseForeignFile(const std::filesystem::path& path)
{
    constexpr std::string_view magic("SQLite format 3", 16); // with its NUL
    std::ifstream file(path, std::ios::binary);
    std::array<char, magic.size()> start {};
    file.read(start.data(), start.size());
    const auto size = static_cast<std::size_t>(file.gcount());
    if (size > 0 && std::string_view(start.data(), size) != magic)
        throw InputError(
            path, "is not a run store: it is not an SQLite file", "give a run store, or a name that is free");
}
/// A file that is there and that we, or the disk it is on, may not change.
bool mayOnlyBeRead(const std::filesystem::path& path)
{
    const auto folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    return ::access(path.c_str(), R_OK) == 0
        && (::access(path.c_str(), W_OK) != 0 || ::access(folder.c_str(), W_OK) != 0);
}

/// SQLite keeps its locks beside the file, even for reading; where nobody can write there, and nobody has begun to, it has
/// to be told that there are none.
std::string uriToRead(const std::filesystem::path& path)
{
    std::string uri = "file:";
    for (const char c : path.string()) {
        constexpr const char* digits = "0123456789ABCDEF";
        const auto byte = static_cast<unsigned char>(c);
        if (std::isalnum(byte) != 0 || c == '/' || c == '.' || c == '-' || c == '_')
            uri += c;
        else
            uri.append({ '%', digits[byte >> 4U], digits[byte & 15U] });
    }
    std::error_code ignored;
    const bool hasLog = std::filesystem::exists(path.string() + "-wal", ignored);
    return uri + (hasLog ? "?mode=ro" : "?immutable=1");
}
} // namespace

Statement::Statement(Database& database, std::string sql, sqlite3_stmt* handle)
    : m_database(database)
    , m_sql(std::move(sql))
    , m_handle(handle)
{ }

Statement::~Statement()
{
    sqlite3_reset(m_handle);
    sqlite3_clear_bindings(m_handle);
    m_database.m_idle.emplace(std::move(m_sql), m_handle);
}

bool Statement::step()
{
    const int code = sqlite3_step(m_handle);
    if (code != SQLITE_ROW && code != SQLITE_DONE)
        m_database.fail(code);
    return code == SQLITE_ROW;
}

std::int64_t Statement::run()
{
    while (step()) { }
    check(sqlite3_reset(m_handle));
    return sqlite3_changes64(m_database.handle());
}

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(m_handle, column); }

double Statement::real(int column) const { return sqlite3_column_double(m_handle, column); }

std::string Statement::text(int column) const
{
    const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(m_handle, column));
    return data ? std::string(data, static_cast<std::size_t>(sqlite3_column_bytes(m_handle, column)))
                : std::string();
}

std::vector<std::byte> Statement::blob(int column) const
{
    const auto* data = static_cast<const std::byte*>(sqlite3_column_blob(m_handle, column));
    return data ? std::vector<std::byte>(data, data + sqlite3_column_bytes(m_handle, column)) : std::vector<std::byte>();
}

bool Statement::isNull(int column) const { return sqlite3_column_type(m_handle, column) == SQLITE_NULL; }

void Statement::bindOne(int index, std::int64_t value) { check(sqlite3_bind_int64(m_handle, index, value)); }

void Statement::bindOne(int index, double value) { check(sqlite3_bind_double(m_handle, index, value)); }

void Statement::bindOne(int index, std::string_view value)
{
    // A null pointer would bind NULL, not the empty string.
    const char* data = value.data() ? value.data() : "";
    check(sqlite3_bind_text64(m_handle, index, data, value.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
}

void Statement::bindOne(int index, std::span<const std::byte> value)
{
    check(value.empty() ? sqlite3_bind_zeroblob(m_handle, index, 0)
                        : sqlite3_bind_blob64(m_handle, index, value.data(), value.size(), SQLITE_TRANSIENT));
}

void Statement::bindOne(int index, std::nullptr_t) { check(sqlite3_bind_null(m_handle, index)); }

void Statement::check(int code) const
{
    if (code != SQLITE_OK)
        m_database.fail(code);
}

Database::Database(std::filesystem::path path, Open open)
    : m_path(std::move(path))
{
    if (open != Open::Temporary)
        refuseForeignFile(m_path);
    m_isReadOnly = open != Open::Temporary && mayOnlyBeRead(m_path);
    const int flags = SQLITE_OPEN_NOMUTEX
        | (m_isReadOnly                  ? SQLITE_OPEN_READONLY | SQLITE_OPEN_URI
                : open == Open::MustExist ? SQLITE_OPEN_READWRITE
                                          : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    // An empty name is SQLite's word for a private file that goes away with the connection.
    const std::string name = open == Open::Temporary ? std::string() : m_isReadOnly ? uriToRead(m_path) : m_path.string();
    const int code = sqlite3_open_v2(name.c_str(), &m_handle, flags, nullptr);
    try {
        if (code != SQLITE_OK)
            fail(code);
        sqlite3_extended_result_codes(m_handle, 1);
        sqlite3_busy_timeout(m_handle, busyTimeoutMs);
        sqlite3_db_config(m_handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
        execute("PRAGMA foreign_keys = ON");
    } catch (...) {
        sqlite3_close(m_handle);
        throw;
    }
}

Database::~Database()
{
    for (const auto& [sql, statement] : m_idle)
        sqlite3_finalize(statement);
    sqlite3_close(m_handle);
}

Statement Database::prepare(std::string_view sql)
{
    if (const auto idle = m_idle.find(sql); idle != m_idle.end()) {
        sqlite3_stmt* handle = idle->second;
        m_idle.erase(idle);
        return Statement(*this, std::string(sql), handle);
    }
    sqlite3_stmt* handle = nullptr;
    const int code = sqlite3_prepare_v3(
        m_handle, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &handle, nullptr);
    // Our statements fit our schema: when one does not compile, the file has another.
    if (code == SQLITE_ERROR)
        throw InputError(m_path, "the run store is damaged: " + std::string(sqlite3_errmsg(m_handle)),
            "go back to a copy");
    if (code != SQLITE_OK)
        fail(code);
    return Statement(*this, std::string(sql), handle);
}

void Database::execute(const char* sql)
{
    const int code = sqlite3_exec(m_handle, sql, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        fail(code);
}

std::int64_t Database::pragma(std::string_view name)
{
    Statement statement = prepare("PRAGMA " + std::string(name));
    return statement.step() ? statement.integer(0) : 0;
}

bool Database::isInPlace() const
{
    int hasMoved = 0;
    const int code = sqlite3_file_control(m_handle, "main", SQLITE_FCNTL_HAS_MOVED, &hasMoved);
    return code != SQLITE_OK || hasMoved == 0;
}

std::int64_t Database::lastId() const { return sqlite3_last_insert_rowid(m_handle); }

void Database::copyFrom(Database& source)
{
    sqlite3_backup* backup = sqlite3_backup_init(m_handle, "main", source.m_handle, "main");
    if (!backup)
        fail(sqlite3_extended_errcode(m_handle));
    const int code = sqlite3_backup_step(backup, -1);
    sqlite3_backup_finish(backup);
    if (code == SQLITE_DONE)
        return;
    const int kind = code & 0xff;
    (kind == SQLITE_FULL || kind == SQLITE_READONLY ? *this : source).fail(code); // whose fault it is
}

void Database::fail(int code) const
{
    const std::string message = m_handle ? sqlite3_errmsg(m_handle) : sqlite3_errstr(code);
    switch (code & 0xff) {
    case SQLITE_NOTADB:
        throw InputError(m_path, "is not a run store: it is not an SQLite file",
            "give a run store, or a name that is free");
    case SQLITE_CORRUPT:
        throw InputError(m_path, "the run store is damaged: " + message, "go back to a copy");
    case SQLITE_CANTOPEN:
        throw InputError(
            m_path, "cannot be opened as a run store", "does the folder exist, and may you write there?");
    case SQLITE_FULL:
        throw IoError(m_path.string() + ": no space left on device");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        throw IoError(m_path.string() + ": another program keeps the run store locked");
    case SQLITE_READONLY:
    case SQLITE_PERM:
        throw IoError(m_path.string() + ": the run store may not be written");
    case SQLITE_IOERR:
    case SQLITE_NOMEM:
    case SQLITE_PROTOCOL:
        throw IoError(m_path.string() + ": " + message);
    default:
        throw std::logic_error(m_path.string() + ": " + message);
    }
}

Transaction::Transaction(Database& database, Kind kind)
    : m_database(database)
{
    switch (kind) {
    case Kind::Read:
        database.execute("BEGIN");
        break;
    case Kind::Write:
        // SQLite would go on writing into a file that has no name any more.
        if (!database.isInPlace())
            throw IoError(database.path().string() + ": was deleted or moved while it was open");
        database.execute("BEGIN IMMEDIATE");
        break;
    case Kind::Exclusive:
        database.execute("BEGIN EXCLUSIVE");
        break;
    }
}

Transaction::~Transaction()
{
    // An error such as a full disk has rolled back already; then there is nothing left to undo.
    if (m_isOpen && sqlite3_get_autocommit(m_database.handle()) == 0)
        sqlite3_exec(m_database.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit()
{
    m_database.execute("COMMIT");
    m_isOpen = false;
}

} // namespace exitscope::store
