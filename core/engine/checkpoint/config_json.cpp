#include "core/engine/checkpoint/config_json.h"

#include "core/error.h"
#include "core/io/atomic_file.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <limits>

namespace exitscope::engine {

namespace {

constexpr std::size_t largestConfig = 64u << 20; // id2label of a large model is some megabytes

InputError wrongType(const std::filesystem::path& path, const std::string& key, const char* expected)
{
    return InputError(path, "\"" + key + "\" is not " + expected);
}

} // namespace

ConfigJson ConfigJson::read(const std::filesystem::path& file)
{
    auto json = nlohmann::json::parse(io::readWholeFile(file, largestConfig), nullptr, false);
    if (!json.is_object())
        throw InputError(
            file, "it is not a JSON object", "expected a model's config.json in the Hugging Face layout");
    ConfigJson config;
    config.m_path = file;
    config.m_json = std::make_shared<const nlohmann::json>(std::move(json));
    return config;
}

const nlohmann::json* ConfigJson::find(std::initializer_list<const char*> keys, const char** name) const
{
    for (const char* key : keys)
        if (const auto found = m_json->find(key); found != m_json->end() && !found->is_null()) {
            if (name)
                *name = key;
            return &*found;
        }
    return nullptr;
}

bool ConfigJson::has(const char* key) const { return find({ key }) != nullptr; }

std::optional<std::int64_t> ConfigJson::count(std::initializer_list<const char*> keys) const
{
    const char* key = nullptr;
    const auto* value = find(keys, &key);
    if (!value)
        return std::nullopt;
    if (!value->is_number_unsigned()
        || value->get<std::uint64_t>() > std::numeric_limits<std::int32_t>::max())
        throw wrongType(m_path, key, "a count");
    return value->get<std::int64_t>();
}

std::optional<double> ConfigJson::number(std::initializer_list<const char*> keys) const
{
    const char* key = nullptr;
    const auto* value = find(keys, &key);
    if (!value)
        return std::nullopt;
    if (!value->is_number())
        throw wrongType(m_path, key, "a number");
    return value->get<double>();
}

std::optional<std::string> ConfigJson::text(std::initializer_list<const char*> keys) const
{
    const char* key = nullptr;
    const auto* value = find(keys, &key);
    if (!value)
        return std::nullopt;
    if (!value->is_string())
        throw wrongType(m_path, key, "text");
    return value->get<std::string>();
}

bool ConfigJson::flag(const char* key) const
{
    const auto* value = find({ key });
    if (value && !value->is_boolean())
        throw wrongType(m_path, key, "true or false");
    return value && value->get<bool>();
}

namespace {

/// Nothing where it is not an array of whole numbers.
std::optional<std::vector<std::int32_t>> wholeNumbers(const nlohmann::json& value)
{
    if (!value.is_array())
        return std::nullopt;
    std::vector<std::int32_t> numbers;
    for (const auto& item : value) {
        if (!item.is_number_unsigned() || item.get<std::uint64_t>() > std::numeric_limits<std::int32_t>::max())
            return std::nullopt;
        numbers.push_back(item.get<std::int32_t>());
    }
    return numbers;
}

} // namespace

std::optional<std::vector<std::int32_t>> ConfigJson::layers(const char* key) const
{
    const auto* value = find({ key });
    if (!value)
        return std::nullopt;
    auto numbers = wholeNumbers(*value);
    if (!numbers)
        throw wrongType(m_path, key, "an array of whole numbers");
    return numbers;
}

std::map<std::int64_t, std::vector<std::int32_t>> ConfigJson::numberedLists(const char* key) const
{
    std::map<std::int64_t, std::vector<std::int32_t>> lists;
    const auto* value = find({ key });
    if (!value)
        return lists;
    constexpr const char* expected = "an object from whole numbers to arrays of them";
    if (!value->is_object())
        throw wrongType(m_path, key, expected);
    for (const auto& [name, item] : value->items()) {
        std::uint32_t number = 0;
        const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
        auto numbers = wholeNumbers(item);
        if (error != std::errc {} || end != name.data() + name.size() || !numbers || lists.contains(number))
            throw wrongType(m_path, key, expected);
        lists.emplace(number, std::move(*numbers));
    }
    return lists;
}

std::vector<std::string> ConfigJson::texts(const char* key) const
{
    const auto* value = find({ key });
    if (!value)
        return {};
    const auto isText = [](const nlohmann::json& item) { return item.is_string(); };
    if (!value->is_array() || !std::all_of(value->begin(), value->end(), isText))
        throw wrongType(m_path, key, "an array of strings");
    return value->get<std::vector<std::string>>();
}

std::vector<std::int32_t> ConfigJson::ids(const char* key) const
{
    const auto* value = find({ key });
    if (!value)
        return {};
    if (value->is_array())
        return layers(key).value_or(std::vector<std::int32_t>());
    return { static_cast<std::int32_t>(*count({ key })) };
}

std::optional<ConfigJson> ConfigJson::object(const char* key) const
{
    const auto* value = find({ key });
    if (!value)
        return std::nullopt;
    if (!value->is_object())
        throw wrongType(m_path, key, "an object");
    ConfigJson nested;
    nested.m_path = m_path;
    nested.m_json = std::make_shared<const nlohmann::json>(*value);
    return nested;
}

std::vector<std::string> ConfigJson::labels() const
{
    const auto* value = find({ "id2label" });
    if (!value)
        return {};
    if (!value->is_object())
        throw wrongType(m_path, "id2label", "an object from ids to names");
    std::vector<std::string> names(value->size());
    std::vector<bool> seen(value->size());
    for (const auto& [key, name] : value->items()) {
        std::size_t id = names.size();
        const auto [end, error] = std::from_chars(key.data(), key.data() + key.size(), id);
        if (error != std::errc {} || end != key.data() + key.size() || id >= names.size() || seen[id]
            || !name.is_string())
            throw InputError(
                m_path, "\"id2label\" does not name the classes 0 … " + std::to_string(names.size() - 1));
        names[id] = name.get<std::string>();
        seen[id] = true;
    }
    return names;
}

} // namespace exitscope::engine
