#include "core/data/table_reader.h"

#include "core/error.h"

#include <utility>

namespace exitscope::data {

namespace {
constexpr std::int64_t rowsPerStep = 4096;

/// "…""…" in quotes, all inner quotes doubled: a cell that a CSV writer made.
bool looksCsvQuoted(std::string_view text)
{
    if (text.size() < 2 || text.front() != '"' || text.back() != '"')
        return false;
    text = text.substr(1, text.size() - 2);
    bool hasPair = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '"')
            continue;
        if (i + 1 == text.size() || text[i + 1] != '"')
            return false;
        hasPair = true;
        ++i;
    }
    return hasPair;
}
} // namespace

TableReader::TableReader(std::unique_ptr<RowReader> rows, DatasetInfo info, const DatasetOptions& options)
    : m_rows(std::move(rows))
    , m_options(options)
{
    m_info = std::move(info);
    m_isPlainTsv = m_info.format == DatasetFormat::Tsv && options.quoting != Quoting::Rfc4180;
    describeColumns(m_options);
}

void TableReader::describeColumns(const DatasetOptions& options)
{
    m_choice = chooseColumns(m_rows->columns(), m_rows->hasHeader(), options, m_info.path);
    m_info.columns = m_rows->columns();
    m_info.hasHeader = m_rows->hasHeader();
    m_info.isCompressed = m_rows->bytes().isCompressed();
    m_info.textColumns = { m_info.columns[m_choice.textA] };
    if (m_choice.textB)
        m_info.textColumns.push_back(m_info.columns[*m_choice.textB]);
    if (m_choice.label)
        m_info.labelColumn = m_info.columns[*m_choice.label];
    if (m_choice.tag)
        m_info.tagColumn = m_info.columns[*m_choice.tag];
    m_info.task = !options.task.empty() ? options.task : guessTask(m_info.path);
    if (m_info.task.empty())
        m_info.task = m_choice.task;
    m_info.warnings = m_choice.warnings;
}

bool TableReader::scan(const JobContext& job)
{
    LabelScan labels(m_info.path, m_options, m_info.task, m_info.labelColumn);
    ByteSource& bytes = m_rows->bytes();
    m_rows->rewind(ByteSource::HashBytes::Yes);
    std::int64_t read = 0;
    do {
        if (read % rowsPerStep == 0) {
            if (!job.proceed())
                return false;
            job.tell({ bytes.fileOffset(), bytes.fileSize(), "bytes", {} });
        }
        if (!m_rows->next(m_row))
            break;
        ++read;
        m_info.rows += countRow(m_row, labels);
    } while (true);
    if (read == 0)
        throw InputError(m_info.path,
            m_info.hasHeader ? "there are no rows after the header" : "there are no rows",
            "give a file with at least one example");
    finish(labels);
    return true;
}

bool TableReader::countRow(const Row& row, LabelScan& labels)
{
    if (m_choice.label) {
        const Cell& label = row.cells[*m_choice.label];
        if (!labels.add(label.text, row.line))
            return false;
    }
    checkText(row, m_choice.textA);
    if (m_choice.textB && !row.cells[*m_choice.textB].isMissing) {
        checkText(row, *m_choice.textB);
        m_info.isPair = true;
    }
    return true;
}

void TableReader::checkText(const Row& row, std::size_t column)
{
    const Cell& cell = row.cells[column];
    if (cell.isMissing)
        throw InputError(m_info.path, row.line, "\"" + m_info.columns[column] + "\" is missing",
            "give it in every object, or choose others with --text-columns");
    m_emptyTexts += cell.text.find_first_not_of(" \t\r\n") == std::string::npos;
    m_quotedTexts += m_isPlainTsv && looksCsvQuoted(cell.text);
}

void TableReader::finish(LabelScan& labels)
{
    m_labels = labels.finish();
    m_info.kind = m_labels.kind;
    m_info.labelNames = m_labels.names;
    m_info.labelCounts = m_labels.counts;
    m_info.targetMin = m_labels.targetMin;
    m_info.targetMax = m_labels.targetMax;
    m_info.dropped = m_labels.dropped;
    m_info.sha256 = m_rows->bytes().sha256();
    const auto add = [this](std::vector<std::string> lines) {
        m_info.warnings.insert(m_info.warnings.end(), lines.begin(), lines.end());
    };
    add(m_labels.warnings);
    add(m_rows->warnings());
    if (m_emptyTexts > 0)
        add({ "Texts that are empty or blank: " + std::to_string(m_emptyTexts) + "." });
    if (m_quotedTexts > 0)
        add({ "Texts that look quoted as in CSV (\"… \"\" …\") but are read as they stand, as tab-separated "
              "files are: "
            + std::to_string(m_quotedTexts) + "." });
    if (m_info.rows == 0)
        throw InputError(
            m_info.path, "no row has a gold label", "give a file with labels, or pass --label-column none");
    rewind();
}

bool TableReader::next(Example& example)
{
    do {
        if (!m_rows->next(m_row))
            return false;
    } while (m_choice.label && isWithoutGold(m_row.cells[*m_choice.label].text));

    example.index = m_index++;
    example.line = m_row.line;
    example.textA.assign(m_row.cells[m_choice.textA].text);
    example.textB.reset();
    if (m_choice.textB && !m_row.cells[*m_choice.textB].isMissing)
        example.textB = m_row.cells[*m_choice.textB].text;
    example.tag = m_choice.tag ? m_row.cells[*m_choice.tag].text : std::string();
    example.ids.clear();
    example.typeIds.clear();
    example.label = -1;
    example.target = 0;
    if (!m_choice.label || m_info.kind == TaskKind::Unlabelled)
        return true;

    const std::string& label = m_row.cells[*m_choice.label].text;
    double target = 0;
    const bool isKnown = m_info.kind == TaskKind::Regression ? parseTarget(label, target)
                                                             : (example.label = m_labels.idOf(label)) >= 0;
    if (!isKnown)
        throw InputError(m_info.path, m_row.line, "the file changed while it was read", "run again");
    example.target = static_cast<float>(target);
    return true;
}

void TableReader::rewind()
{
    m_rows->rewind(ByteSource::HashBytes::No);
    m_index = 0;
}

} // namespace exitscope::data
