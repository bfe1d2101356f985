#pragma once

#include "core/data/dataset.h"
#include "core/data/dataset_source.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace exitscope::data {

/// The words between two blank lines.
struct ConllSentence
{
    std::vector<std::string> words;
    std::vector<std::string> tags; ///< [words] or empty; "" where the file leaves a tag open ("_" in CoNLL-U)
    std::vector<std::int64_t> lines; ///< [words] 1-based
};

/// What a file's first lines say of it: is it CoNLL-U, or columns whose last one holds span tags? Nothing where it is
/// neither. Reads a few hundred lines at most.
std::optional<DatasetFormat> sniffConll(const std::filesystem::path& path);

/// Sentences of CoNLL columns or CoNLL-U, one word a line, sentences apart by blank lines. Columns are separated by tabs
/// where the first row has one, else by blanks; the file stays with it. Comments ("# " with no further columns at the head
/// of a sentence), -DOCSTART- rows, and CoNLL-U's multi-word tokens and empty nodes are passed over. Throws InputError with
/// the line for rows of another number of columns, separators that change, empty words and empty tags.
class ConllSource
{
public:
    /// Reads the first row and chooses columns: as `options` says, else the first for words and the last for tags (FORM and
    /// UPOS in CoNLL-U).
    ConllSource(const std::filesystem::path& path, DatasetFormat format, const DatasetOptions& options);

    /// False at the end. The strings of `sentence` are reused.
    [[nodiscard]] bool next(ConllSentence& sentence);
    void rewind(ByteSource::HashBytes hash);
    ByteSource& bytes() { return m_source.bytes(); }

    const std::vector<std::string>& columns() const { return m_columns; }
    std::size_t wordColumn() const { return m_word; }
    const std::optional<std::size_t>& tagColumn() const { return m_tag; }

private:
    bool readRow(bool isFirstOfSentence);
    bool isComment(bool isFirstOfSentence) const;
    bool isPassedOver() const;
    void split();
    void checkRow() const;
    void learnColumns();
    void chooseColumns(const DatasetOptions& options);
    std::size_t columnNamed(const std::string& name) const;
    [[noreturn]] void fail(const std::string& problem, const std::string& remedy) const;

    TextSource m_source;
    bool m_isU = false;
    std::size_t m_maxCellBytes;
    char m_separator = '\0'; ///< tab or blank; not known before the first row
    std::vector<std::string> m_columns;
    std::size_t m_word = 0;
    std::optional<std::size_t> m_tag;
    std::string m_line;
    std::int64_t m_lineNumber = 0;
    std::vector<std::string_view> m_cells; ///< of m_line
    bool m_isAtEnd = false;
};

} // namespace exitscope::data
