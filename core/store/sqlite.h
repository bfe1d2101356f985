#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace exitscope::store {

class Database;

/// A prepared statement in use. Values are bound in order, columns are read from 0. Goes back to its
/// database, ready for the next use, when it is destroyed.
class Statement
{
public:
    Statement(Database& database, std::string sql, sqlite3_stmt* handle);
    ~Statement();
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    template <typename... Values> Statement& bind(const Values&... values)
    {
        int index = 0;
        (bindOne(++index, values), ...);
        return *this;
    }

    /// False when there are no more rows.
    bool step();
    /// For statements without rows; gives the number of rows changed. Can be bound and run again.
    std::int64_t run();

    std::int64_t integer(int column) const;
    double real(int column) const;
    std::string text(int column) const;
    std::vector<std::byte> blob(int column) const;
    bool isNull(int column) const;

private:
    void bindOne(int index, std::int64_t value);
    void bindOne(int index, int value) { bindOne(index, static_cast<std::int64_t>(value)); }
    void bindOne(int index, bool value) { bindOne(index, static_cast<std::int64_t>(value)); }
    void bindOne(int index, double value);
    void bindOne(int index, std::string_view value);
    void bindOne(int index, const std::string& value) { bindOne(index, std::string_view(value)); }
    void bindOne(int index, const char* value) { bindOne(index, std::string_view(value)); }
    void bindOne(int index, std::span<const std::byte> value);
    void bindOne(int index, std::nullptr_t);
    void check(int code) const;

    Database& m_database;
    std::string m_sql;
    sqlite3_stmt* m_handle;
};

/// One connection. SQLite's codes end here: they become InputError (not a database, damaged, cannot be
/// opened), IoError (full disk, locked, not writable) or std::logic_error (a constraint, misuse: our fault).
class Database
{
public:
    enum class Open { CreateIfMissing, MustExist, Temporary };

    /// Foreign keys on, ten seconds of patience with other writers. A file that may not be written is opened for reading.
    explicit Database(std::filesystem::path path, Open open);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    Statement prepare(std::string_view sql);
    /// One or more statements without values.
    void execute(const char* sql);
    std::int64_t pragma(std::string_view name);
    std::int64_t lastId() const;
    bool isReadOnly() const { return m_isReadOnly; }
    /// False once the file was deleted or moved, or another one took its name.
    bool isInPlace() const;
    /// Replaces the content with that of `source`, as it is at this moment.
    void copyFrom(Database& source);

    const std::filesystem::path& path() const { return m_path; }
    sqlite3* handle() const { return m_handle; }
    [[noreturn]] void fail(int code) const;

private:
    friend class Statement;

    std::filesystem::path m_path;
    sqlite3* m_handle = nullptr;
    bool m_isReadOnly = false;
    std::multimap<std::string, sqlite3_stmt*, std::less<>> m_idle; ///< prepared and not in use
};

/// Rolled back when destroyed without commit(). IoError for a Write into a file that is not in its place any more.
class Transaction
{
public:
    enum class Kind { Read, Write, Exclusive };

    Transaction(Database& database, Kind kind);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    void commit();

private:
    Database& m_database;
    bool m_isOpen = true;
};

} // namespace exitscope::store
