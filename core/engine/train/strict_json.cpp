#include "core/engine/train/strict_json.h"

#include "core/error.h"
#include "core/nearest_name.h"

#include <charconv>

namespace exitscope::engine {

namespace {

std::string numberText(double value)
{
    char text[32];
    const auto end = std::to_chars(text, text + sizeof text, value).ptr;
    return { text, end };
}

} // namespace

StrictObject::StrictObject(const std::filesystem::path& file, const nlohmann::json& value, std::string name)
    : m_file(file)
    , m_value(value)
    , m_name(std::move(name))
{
    if (!m_value.is_object())
        throw InputError(m_file, (m_name.empty() ? "the configuration" : "\"" + m_name + "\"") + " is not an object",
            "write { \"key\": value, … }");
}

std::string StrictObject::fullName(const char* key) const
{
    return m_name.empty() ? std::string(key) : m_name + "." + key;
}

void StrictObject::fail(const char* key, const std::string& problem, const std::string& remedy) const
{
    throw InputError(m_file, "\"" + fullName(key) + "\" " + problem, remedy);
}

const nlohmann::json* StrictObject::raw(const char* key)
{
    m_asked.insert(key);
    const auto found = m_value.find(key);
    return found == m_value.end() ? nullptr : &*found;
}

StrictObject StrictObject::object(const char* key)
{
    const auto* value = raw(key);
    return { m_file, value ? *value : nlohmann::json::object(), fullName(key) };
}

std::vector<StrictObject> StrictObject::objects(const char* key)
{
    std::vector<StrictObject> all;
    const auto* value = raw(key);
    if (!value)
        return all;
    if (!value->is_array())
        fail(key, "is not a list", "write [ { … }, … ]");
    for (std::size_t i = 0; i < value->size(); ++i)
        all.emplace_back(m_file, (*value)[i], fullName(key) + "[" + std::to_string(i) + "]");
    return all;
}

void StrictObject::read(const char* key, std::int64_t& into, std::int64_t least, std::int64_t most)
{
    const auto* value = raw(key);
    if (!value)
        return;
    const std::string range = "a whole number from " + std::to_string(least) + " to " + std::to_string(most);
    if (!value->is_number_integer())
        fail(key, "is not a whole number", "use " + range);
    if (value->is_number_unsigned() && value->get<std::uint64_t>() > static_cast<std::uint64_t>(INT64_MAX))
        fail(key, "is out of range", "use " + range);
    into = value->get<std::int64_t>();
    if (into < least || into > most)
        fail(key, "is " + std::to_string(into), "use " + range);
}

void StrictObject::read(const char* key, int& into, int least, int most)
{
    std::int64_t wide = into;
    read(key, wide, least, most);
    into = static_cast<int>(wide);
}

void StrictObject::read(const char* key, double& into, double least, double most)
{
    const auto* value = raw(key);
    if (!value)
        return;
    const std::string range = "a number from " + numberText(least) + " to " + numberText(most);
    if (!value->is_number())
        fail(key, "is not a number", "use " + range);
    into = value->get<double>();
    if (!(into >= least && into <= most))
        fail(key, "is " + numberText(into), "use " + range);
}

void StrictObject::read(const char* key, bool& into)
{
    const auto* value = raw(key);
    if (!value)
        return;
    if (!value->is_boolean())
        fail(key, "is not true or false", "use true or false");
    into = value->get<bool>();
}

void StrictObject::read(const char* key, std::string& into)
{
    const auto* value = raw(key);
    if (!value)
        return;
    if (!value->is_string())
        fail(key, "is not a text", "write it in quotes");
    into = value->get<std::string>();
}

void StrictObject::read(const char* key, std::vector<std::string>& into)
{
    const auto* value = raw(key);
    if (!value)
        return;
    into.clear();
    if (value->is_string()) {
        into.push_back(value->get<std::string>());
        return;
    }
    if (!value->is_array())
        fail(key, "is not a list of texts", "write [ \"…\", … ]");
    for (const auto& item : *value) {
        if (!item.is_string())
            fail(key, "is not a list of texts", "write [ \"…\", … ]");
        into.push_back(item.get<std::string>());
    }
}

void StrictObject::read(const char* key, std::filesystem::path& into)
{
    std::string text;
    read(key, text);
    if (has(key) && text.empty())
        fail(key, "is empty", "name a file or a folder");
    if (!text.empty())
        into = (m_file.parent_path() / text).lexically_normal();
}

void StrictObject::read(const char* key, std::vector<std::filesystem::path>& into)
{
    std::vector<std::string> texts;
    read(key, texts);
    into.clear();
    for (const std::string& text : texts)
        into.push_back((m_file.parent_path() / text).lexically_normal());
}

std::size_t StrictObject::choice(const char* key, std::initializer_list<const char*> names, std::size_t fallback)
{
    std::string text;
    read(key, text);
    if (!has(key))
        return fallback;
    std::size_t index = 0;
    std::string all;
    for (const char* name : names) {
        if (text == name)
            return index;
        all += (index++ ? ", " : "") + std::string("\"") + name + "\"";
    }
    fail(key, "is \"" + text + "\"", "use one of " + all);
}

void StrictObject::finish() const
{
    for (const auto& [key, value] : m_value.items()) {
        if (m_asked.contains(key))
            continue;
        const std::vector<std::string_view> known(m_asked.begin(), m_asked.end());
        fail(key.c_str(), "is not a known key", nameRemedy(key, known));
    }
}

} // namespace exitscope::engine
