#pragma once

#include "core/data/row_reader.h"

namespace exitscope::data {

/// Objects as rows: one a line (.jsonl), or the elements of an array that is the document or the first array
/// of objects in it (.json). Only one object is in memory at a time. The first object decides the columns:
/// its keys with a string, number, boolean or null; arrays and objects are passed over.
class JsonReader final : public RowReader
{
public:
    enum class Layout { Lines, Document };

    /// Reads the first object. Throws InputError when there is none.
    JsonReader(const std::filesystem::path& path, Layout layout, std::size_t maxCellBytes);

    [[nodiscard]] bool next(Row& row) override;
    void rewind(ByteSource::HashBytes hash) override;
    ByteSource& bytes() override { return m_source.bytes(); }
    std::vector<std::string> warnings() const override;

private:
    bool readObject();
    bool readElement();
    void enterDocument();
    void enterFirstArray();
    int skipSpace();
    void skipValue(
        int depth); ///< to the comma or bracket behind the value; `depth` brackets are open already
    void skipString();
    void copyString(std::size_t limit);
    void appendChecked(char c, std::size_t limit);
    [[noreturn]] void fail(const std::string& problem, const std::string& remedy = {}) const;

    TextSource m_source;
    Layout m_layout;
    std::size_t m_maxCellBytes;
    std::string m_object; ///< text of the current object
    std::int64_t m_objectLine = 0;
    enum class Place { Before, FirstElement, LaterElement, After } m_place = Place::Before;
    bool m_isRootArray = false;
    std::int64_t m_rowsWithFurtherKeys = 0;
    std::string m_furtherKey;
};

} // namespace exitscope::data
