#include "core/data/conll_source.h"

#include "core/data/tag_scheme.h"
#include "core/error.h"

#include <algorithm>
#include <charconv>

namespace exitscope::data {

namespace {

constexpr std::size_t cellsPerLine = 64; ///< a line may be as long as that many cells
constexpr std::size_t mostWords = 20'000;
constexpr int sniffedLines = 400;
constexpr std::size_t longestSniffed = std::size_t { 1 } << 20;
constexpr std::string_view columnsOfU[]
    = { "ID", "FORM", "LEMMA", "UPOS", "XPOS", "FEATS", "HEAD", "DEPREL", "DEPS", "MISC" };

bool isBlank(std::string_view line) { return line.find_first_not_of(" \t\v\f") == std::string_view::npos; }

void splitAtTabs(std::string_view line, std::vector<std::string_view>& cells)
{
    for (std::size_t start = 0, end = 0; end != std::string_view::npos; start = end + 1) {
        end = line.find('\t', start);
        cells.push_back(line.substr(start, end - start));
    }
}

void splitAtBlanks(std::string_view line, std::vector<std::string_view>& cells)
{
    for (std::size_t start = line.find_first_not_of(' '); start != std::string_view::npos;) {
        const std::size_t end = std::min(line.find(' ', start), line.size());
        cells.push_back(line.substr(start, end - start));
        start = line.find_first_not_of(' ', end);
    }
}

bool isWhole(std::string_view text)
{
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc {} && end == text.data() + text.size();
}

std::string columnsText(std::size_t count)
{
    return std::to_string(count) + (count == 1 ? " column" : " columns");
}

std::string lowered(std::string_view text)
{
    std::string lower(text);
    for (char& c : lower)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    return lower;
}

/// False at the end, and at a line that is too long for one word.
bool readShortLine(TextSource& source, std::string& line)
{
    line.clear();
    for (int byte = source.get(); byte >= 0; byte = source.get()) {
        if (byte == '\n') {
            if (line.ends_with('\r'))
                line.pop_back();
            return true;
        }
        if (line.size() == longestSniffed)
            return false;
        line.push_back(static_cast<char>(byte));
    }
    return !line.empty();
}

} // namespace

std::optional<DatasetFormat> sniffConll(const std::filesystem::path& path)
{
    TextSource source(path);
    std::string line;
    std::vector<std::string_view> cells;
    std::int64_t rows = 0, tagged = 0, separators = 0;
    for (int read = 0; read < sniffedLines && readShortLine(source, line); ++read) {
        if (isBlank(line)) {
            separators += rows > 0 ? 1 : 0;
            continue;
        }
        if (line.starts_with('#') && separators == rows) // before any row
            continue;
        cells.clear();
        line.find('\t') != std::string::npos ? splitAtTabs(line, cells) : splitAtBlanks(line, cells);
        if (rows == 0 && cells.size() == std::size(columnsOfU) && line.find('\t') != std::string::npos
            && (cells[0] == "1" || cells[0].starts_with("1-")))
            return DatasetFormat::ConllU;
        ++rows;
        tagged += cells.size() >= 2 && cells.size() <= cellsPerLine && parseSpanTag(cells.back()) ? 1 : 0;
    }
    // Nine rows in ten: a file with a slip in it is to be read, and refused with the slip's line.
    return rows >= 2 && separators > 0 && tagged * 10 >= rows * 9 ? std::optional(DatasetFormat::Conll) : std::nullopt;
}

ConllSource::ConllSource(const std::filesystem::path& path, DatasetFormat format, const DatasetOptions& options)
    : m_source(path)
    , m_isU(format == DatasetFormat::ConllU)
    , m_maxCellBytes(options.maxCellBytes)
{
    if (m_isU) {
        m_separator = '\t';
        m_columns.assign(std::begin(columnsOfU), std::end(columnsOfU));
    } else {
        learnColumns();
    }
    chooseColumns(options);
    rewind(ByteSource::HashBytes::No);
}

void ConllSource::fail(const std::string& problem, const std::string& remedy) const
{
    throw InputError(m_source.path(), m_lineNumber, problem, remedy);
}

/// From the first row that holds a word.
void ConllSource::learnColumns()
{
    while (m_columns.empty()) {
        m_lineNumber = m_source.line();
        if (!m_source.readLine(m_line, m_maxCellBytes * cellsPerLine))
            throw InputError(m_source.path(), "there are no words in it", "give a file with one word a line");
        if (isBlank(m_line) || m_line.starts_with("# "))
            continue;
        m_separator = m_line.find('\t') != std::string::npos ? '\t' : ' ';
        split();
        for (std::size_t column = 1; column <= m_cells.size(); ++column)
            m_columns.push_back(std::to_string(column));
    }
}

std::size_t ConllSource::columnNamed(const std::string& name) const
{
    std::size_t position = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), position);
    const bool isPosition = error == std::errc {} && end == name.data() + name.size();
    if (isPosition && position >= 1 && position <= m_columns.size())
        return position - 1;
    for (std::size_t column = 0; column < m_columns.size() && !isPosition; ++column)
        if (lowered(m_columns[column]) == lowered(name))
            return column;
    std::string listed;
    for (const auto& column : m_columns)
        listed += (listed.empty() ? "" : ", ") + column;
    throw InputError(m_source.path(), "there is no column \"" + name + "\"", "the columns are: " + listed);
}

void ConllSource::chooseColumns(const DatasetOptions& options)
{
    if (options.textColumns.size() > 1)
        throw InputError(m_source.path(), "words stand in one column, and several are given", "give one");
    m_word = m_isU ? 1 : 0;
    if (!options.textColumns.empty())
        m_word = columnNamed(options.textColumns.front());
    if (options.labelColumn == "none")
        return;
    if (!options.labelColumn.empty())
        m_tag = columnNamed(options.labelColumn);
    else if (m_columns.size() > 1)
        m_tag = m_isU ? 3 : m_columns.size() - 1;
    if (m_tag == m_word)
        throw InputError(m_source.path(), "column \"" + m_columns[m_word] + "\" is word and tag at once",
            "name them with --text-columns and --label-column");
}

void ConllSource::split()
{
    m_cells.clear();
    m_separator == '\t' ? splitAtTabs(m_line, m_cells) : splitAtBlanks(m_line, m_cells);
}

/// A line of a comment alone: a word that is "#" has its other columns beside it.
bool ConllSource::isComment(bool isFirstOfSentence) const
{
    if (m_isU)
        return m_line.starts_with('#');
    if (!isFirstOfSentence || !m_line.starts_with("# "))
        return false;
    return m_separator == '\t' ? m_line.find('\t') == std::string::npos : m_cells.size() != m_columns.size();
}

bool ConllSource::isPassedOver() const
{
    if (!m_isU)
        return m_cells[m_word] == "-DOCSTART-";
    return m_cells[0].find_first_of("-.") != std::string_view::npos;
}

void ConllSource::checkRow() const
{
    if (m_separator == '\t' && m_columns.size() > 1 && m_cells.size() == 1 && m_line.find(' ') != std::string::npos)
        fail("the columns are separated by blanks here, and by tabs before", "separate all columns by tabs");
    if (m_separator == ' ' && m_line.find('\t') != std::string::npos)
        fail("the columns are separated by a tab here, and by blanks before", "separate all columns by tabs");
    if (m_cells.size() != m_columns.size())
        fail(columnsText(m_cells.size()) + " where " + (m_isU ? "CoNLL-U" : "the first row") + " has "
                + std::to_string(m_columns.size()),
            "complete the row; an empty line ends a sentence");
    if (isBlank(m_cells[m_word]))
        fail("the word is empty", "write it in column " + m_columns[m_word]);
    if (m_tag && isBlank(m_cells[*m_tag]))
        fail("the tag is empty", "fill it in, or pass --label-column none");
    if (m_isU && m_cells[0].find_first_not_of("0123456789-.") != std::string_view::npos)
        fail("the word's number is \"" + std::string(m_cells[0]) + "\"", "CoNLL-U counts words from 1, as 3, 3-4 or 8.1");
    for (const auto cell : m_cells)
        if (cell.size() > m_maxCellBytes)
            fail("a column is longer than " + std::to_string(m_maxCellBytes) + " bytes", "is this a file of words?");
}

/// False for a line that ends a sentence, and at the end of the file. Otherwise m_cells is a word's row.
bool ConllSource::readRow(bool isFirstOfSentence)
{
    for (;;) {
        m_lineNumber = m_source.line();
        if (!m_source.readLine(m_line, m_maxCellBytes * cellsPerLine)) {
            m_isAtEnd = true;
            return false;
        }
        if (isBlank(m_line))
            return false;
        requireUtf8(m_line, m_source.path(), m_lineNumber);
        split();
        if (isComment(isFirstOfSentence))
            continue;
        checkRow();
        if (isPassedOver())
            continue;
        if (m_isU && !isWhole(m_cells[0]))
            fail("the word's number is \"" + std::string(m_cells[0]) + "\"", "CoNLL-U counts words from 1");
        return true;
    }
}

bool ConllSource::next(ConllSentence& sentence)
{
    std::size_t count = 0;
    const auto put = [&](std::vector<std::string>& to, std::string_view text) {
        if (count == to.size())
            to.emplace_back();
        to[count].assign(text);
    };
    sentence.lines.clear();
    while (!m_isAtEnd) {
        if (!readRow(count == 0)) {
            if (count > 0)
                break;
            continue;
        }
        if (count == mostWords)
            fail("the sentence has more than " + std::to_string(mostWords) + " words",
                "put an empty line after each sentence");
        const auto tag = m_tag ? m_cells[*m_tag] : std::string_view();
        put(sentence.words, m_cells[m_word]);
        if (m_tag)
            put(sentence.tags, m_isU && tag == "_" ? std::string_view() : tag);
        sentence.lines.push_back(m_lineNumber);
        ++count;
    }
    sentence.words.resize(count);
    sentence.tags.resize(m_tag ? count : 0);
    return count > 0;
}

void ConllSource::rewind(ByteSource::HashBytes hash)
{
    m_source.rewind(hash);
    m_isAtEnd = false;
}

} // namespace exitscope::data
