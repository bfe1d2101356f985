#include "core/data/json_reader.h"

#include "core/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace exitscope::data {

namespace {
using Json = nlohmann::ordered_json;

constexpr std::size_t rowToCellLimit = 8;

bool isScalar(const Json& value) { return !value.is_array() && !value.is_object(); }

std::string textOf(const Json& value) { return value.is_string() ? value.get<std::string>() : value.dump(); }

Json parseObject(const std::string& text, const std::filesystem::path& path, std::int64_t line)
{
    try {
        Json object = Json::parse(text);
        if (!object.is_object())
            throw InputError(
                path, line, "is not a JSON object", "write each example as {\"sentence\": …, \"label\": …}");
        return object;
    } catch (const Json::parse_error& error) {
        throw InputError(path, line, "bad JSON near byte " + std::to_string(error.byte) + " of the object",
            "write each example as {\"sentence\": …, \"label\": …}");
    } catch (const Json::exception&) {
        throw InputError(path, line, "a number is too large", "write it with fewer digits");
    }
}
} // namespace

JsonReader::JsonReader(const std::filesystem::path& path, Layout layout, std::size_t maxCellBytes)
    : m_source(path)
    , m_layout(layout)
    , m_maxCellBytes(maxCellBytes)
{
    m_hasHeader = true; // the keys
    if (!readObject())
        throw InputError(path, "the file has no examples", "give a file with at least one object");
    const Json first = parseObject(m_object, path, m_objectLine);
    for (const auto& [key, value] : first.items())
        if (isScalar(value))
            m_columns.push_back(key);
    rewind(ByteSource::HashBytes::No);
}

void JsonReader::rewind(ByteSource::HashBytes hash)
{
    m_source.rewind(hash);
    m_place = Place::Before;
    m_rowsWithFurtherKeys = 0;
    m_furtherKey.clear();
}

bool JsonReader::next(Row& row)
{
    if (!readObject())
        return false;
    row.line = m_objectLine;
    const Json object = parseObject(m_object, m_source.path(), m_objectLine);
    row.cells.resize(m_columns.size());
    for (std::size_t column = 0; column < m_columns.size(); ++column) {
        const auto found = object.find(m_columns[column]);
        Cell& cell = row.cells[column];
        cell.isMissing = found == object.end() || found->is_null();
        cell.text = cell.isMissing ? std::string() : textOf(*found);
        if (cell.text.size() > m_maxCellBytes)
            throw InputError(m_source.path(), row.line,
                "\"" + m_columns[column] + "\" is longer than " + std::to_string(m_maxCellBytes) + " bytes",
                "shorten it");
    }
    for (const auto& [key, value] : object.items()) {
        if (!isScalar(value) || std::find(m_columns.begin(), m_columns.end(), key) != m_columns.end())
            continue;
        if (m_rowsWithFurtherKeys++ == 0)
            m_furtherKey = key;
        break;
    }
    return true;
}

std::vector<std::string> JsonReader::warnings() const
{
    if (m_rowsWithFurtherKeys == 0)
        return {};
    return { "Objects with a key that the first one lacks (\"" + m_furtherKey
        + "\"), which is not read: " + std::to_string(m_rowsWithFurtherKeys) + "." };
}

bool JsonReader::readObject()
{
    if (m_layout == Layout::Document)
        return readElement();
    m_objectLine = m_source.line();
    if (!m_source.readLine(m_object, m_maxCellBytes * rowToCellLimit))
        return false;
    requireUtf8(m_object, m_source.path(), m_objectLine);
    if (m_object.find_first_not_of(" \t") == std::string::npos)
        throw InputError(m_source.path(), m_objectLine, "the line is empty", "remove it");
    return true;
}

bool JsonReader::readElement()
{
    if (m_place == Place::Before)
        enterDocument();
    if (m_place == Place::After)
        return false;
    int c = skipSpace();
    if (c == ']') {
        m_source.get();
        m_place = Place::After;
        if (m_isRootArray && skipSpace() >= 0)
            fail("text after the end of the array");
        return false;
    }
    if (m_place == Place::LaterElement) {
        if (c != ',')
            fail(c < 0 ? "the file ends inside the array" : "expected a comma between two objects",
                "copy the file again");
        m_source.get();
        c = skipSpace();
    }
    if (c != '{')
        fail(c < 0 ? "the file ends inside the array" : "an element of the array is not an object");
    m_place = Place::LaterElement;

    const std::size_t limit = m_maxCellBytes * rowToCellLimit;
    m_objectLine = m_source.line();
    m_object.clear();
    int depth = 0;
    do {
        if (m_source.peek() == '"') {
            copyString(limit);
            continue;
        }
        const int next = m_source.get();
        if (next < 0)
            throw InputError(m_source.path(), m_objectLine,
                "the file ends inside the object that starts here", "copy the file again");
        depth += (next == '{' || next == '[') - (next == '}' || next == ']');
        appendChecked(static_cast<char>(next), limit);
    } while (depth > 0);
    requireUtf8(m_object, m_source.path(), m_objectLine);
    return true;
}

void JsonReader::enterDocument()
{
    const int c = skipSpace();
    if (c < 0)
        fail("the file is empty", "give an array of objects");
    m_isRootArray = c == '[';
    if (m_isRootArray)
        m_source.get();
    else if (c == '{')
        enterFirstArray();
    else
        fail("is neither a JSON array nor an object", "give an array of objects");
    m_place = Place::FirstElement;
}

void JsonReader::enterFirstArray()
{
    m_source.get();
    while (true) {
        int c = skipSpace();
        if (c == ',') {
            m_source.get();
            continue;
        }
        if (c != '"')
            fail("the object holds no array of objects", "give an array of objects, or {\"data\": [ … ]}");
        skipString();
        if (skipSpace() != ':')
            fail("expected a colon after a key");
        m_source.get();
        c = skipSpace();
        if (c == '[') {
            m_source.get();
            if (skipSpace() == '{')
                return;
            skipValue(1); // some other array
        } else {
            skipValue(0);
        }
    }
}

int JsonReader::skipSpace()
{
    int c = m_source.peek();
    while (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        m_source.get();
        c = m_source.peek();
    }
    return c;
}

void JsonReader::skipValue(int depth)
{
    while (true) {
        const int c = m_source.peek();
        if (c < 0)
            fail("the file ends inside a value", "copy the file again");
        if (depth == 0 && (c == ',' || c == '}' || c == ']'))
            return;
        if (c == '"') {
            skipString();
            continue;
        }
        depth += (c == '{' || c == '[') - (c == '}' || c == ']');
        m_source.get();
    }
}

void JsonReader::skipString()
{
    m_object.clear();
    copyString(m_maxCellBytes * rowToCellLimit);
}

void JsonReader::copyString(std::size_t limit)
{
    appendChecked(static_cast<char>(m_source.get()), limit);
    while (true) {
        const int c = m_source.get();
        if (c < 0)
            fail("the file ends inside a string", "copy the file again");
        appendChecked(static_cast<char>(c), limit);
        if (c == '"')
            return;
        if (c == '\\' && m_source.peek() >= 0)
            appendChecked(static_cast<char>(m_source.get()), limit);
    }
}

void JsonReader::appendChecked(char c, std::size_t limit)
{
    if (m_object.size() == limit)
        throw InputError(m_source.path(), m_objectLine,
            "an object is longer than " + std::to_string(limit) + " bytes", "give one object per example");
    m_object.push_back(c);
}

void JsonReader::fail(const std::string& problem, const std::string& remedy) const
{
    throw InputError(m_source.path(), m_source.line(), problem, remedy);
}

} // namespace exitscope::data
