#pragma once

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace exitscope::engine {

/// A model's config.json. Getters take the names that families give one thing, first match wins; null counts
/// as absent. Throws InputError that names the key when a value has another type or is out of range.
class ConfigJson
{
public:
    static ConfigJson read(const std::filesystem::path& file);

    bool has(const char* key) const;
    std::optional<std::int64_t> count(std::initializer_list<const char*> keys) const; ///< 0 … 2^31
    std::optional<double> number(std::initializer_list<const char*> keys) const;
    std::optional<std::string> text(std::initializer_list<const char*> keys) const;
    bool flag(const char* key) const; ///< false when absent
    std::optional<std::vector<std::int32_t>> layers(const char* key) const; ///< an array of integers
    /// {"3": [0, 2]}: whole numbers, and lists of them, both from 0; empty when absent.
    std::map<std::int64_t, std::vector<std::int32_t>> numberedLists(const char* key) const;
    std::vector<std::string> texts(const char* key) const; ///< an array of strings; empty when absent
    /// One token id or an array of them; empty when absent.
    std::vector<std::int32_t> ids(const char* key) const;
    /// A nested object, read like the whole; nothing when absent or null.
    std::optional<ConfigJson> object(const char* key) const;
    /// id2label in the order of ids; empty when absent. The ids must be 0 … n−1.
    std::vector<std::string> labels() const;

    const std::filesystem::path& path() const { return m_path; }

private:
    const nlohmann::json* find(std::initializer_list<const char*> keys, const char** name = nullptr) const;

    std::filesystem::path m_path;
    std::shared_ptr<const nlohmann::json> m_json;
};

} // namespace exitscope::engine
