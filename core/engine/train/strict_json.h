#pragma once

#include <nlohmann/json.hpp>

#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace exitscope::engine {

/// One object of a configuration file, read key by key. Each reader throws InputError with the key's full name when
/// the value has another type or lies out of range; finish() throws when a key was never asked for.
class StrictObject
{
public:
    StrictObject(const std::filesystem::path& file, const nlohmann::json& value, std::string name = {});

    bool has(const char* key) const { return m_value.contains(key); }
    StrictObject object(const char* key);
    std::vector<StrictObject> objects(const char* key); ///< an array of objects
    const nlohmann::json* raw(const char* key);         ///< null when absent; counts as asked for

    void read(const char* key, std::int64_t& into, std::int64_t least, std::int64_t most);
    void read(const char* key, int& into, int least, int most);
    void read(const char* key, double& into, double least, double most);
    void read(const char* key, bool& into);
    void read(const char* key, std::string& into);
    void read(const char* key, std::vector<std::string>& into); ///< an array of strings, or one string
    /// Relative to the configuration's folder.
    void read(const char* key, std::filesystem::path& into);
    void read(const char* key, std::vector<std::filesystem::path>& into);

    /// The index of the value among `names`; `fallback` when absent.
    std::size_t choice(const char* key, std::initializer_list<const char*> names, std::size_t fallback);

    void finish() const;
    [[noreturn]] void fail(const char* key, const std::string& problem, const std::string& remedy) const;
    const std::filesystem::path& file() const { return m_file; }

private:
    std::string fullName(const char* key) const;

    std::filesystem::path m_file;
    nlohmann::json m_value;
    std::string m_name;
    std::set<std::string> m_asked;
};

} // namespace exitscope::engine
