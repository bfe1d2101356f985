#include "core/data/dataset.h"

#include "core/data/conll_source.h"
#include "core/data/delimited_reader.h"
#include "core/data/json_reader.h"
#include "core/data/plain_reader.h"
#include "core/data/pretokenised_reader.h"
#include "core/data/table_reader.h"
#include "core/data/tagged_reader.h"
#include "core/error.h"

#include <stdexcept>
#include <utility>

namespace exitscope::data {

namespace {
/// The file's name without .gz.
std::filesystem::path plainName(const std::filesystem::path& path)
{
    const std::filesystem::path name = path.filename();
    return name.extension() == ".gz" ? name.stem() : name;
}

std::string lowered(std::string text)
{
    for (char& c : text)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    return text;
}

/// What a file is that does not say so by its name: JSON by its first character, a table by a first line with
/// tabs and names that are known (or given), else text.
DatasetFormat sniffFormat(const std::filesystem::path& path, const DatasetOptions& options)
{
    if (const auto tagged = sniffConll(path))
        return *tagged;
    TextSource source(path);
    std::string line;
    if (!source.readLine(line, options.maxCellBytes * 8))
        throw InputError(path, "the file is empty", "give a file with at least one example");
    const std::size_t first = line.find_first_not_of(" \t");
    if (first != std::string::npos && line[first] == '{')
        return line.find('}') == std::string::npos ? DatasetFormat::Json : DatasetFormat::JsonLines;
    if (first != std::string::npos && line[first] == '['
        && line.find_first_of("{", first) != std::string::npos)
        return DatasetFormat::Json;
    if (line.find('\t') == std::string::npos)
        return DatasetFormat::PlainText;
    std::vector<std::string> cells;
    for (std::size_t start = 0, end = 0; end != std::string::npos; start = end + 1) {
        end = line.find('\t', start);
        cells.push_back(line.substr(start, end - start));
    }
    return !options.textColumns.empty() || hasKnownTextColumn(cells) ? DatasetFormat::Tsv
                                                                     : DatasetFormat::PlainText;
}

/// Tables of tagged words are often called .tsv; a table of texts has no blank lines between its rows.
bool looksTagged(const std::filesystem::path& path)
{
    return sniffConll(path) == DatasetFormat::Conll;
}

DatasetFormat formatOf(const std::filesystem::path& path, const DatasetOptions& options)
{
    const std::string extension = lowered(plainName(path).extension().string());
    if (extension == ".conllu")
        return DatasetFormat::ConllU;
    for (const char* name : { ".conll", ".iob", ".iob2", ".bio", ".bioes" })
        if (extension == name)
            return sniffConll(path).value_or(DatasetFormat::Conll);
    if (extension == ".tsv")
        return looksTagged(path) ? DatasetFormat::Conll : DatasetFormat::Tsv;
    if (extension == ".csv")
        return DatasetFormat::Csv;
    if (extension == ".jsonl" || extension == ".ndjson")
        return DatasetFormat::JsonLines;
    if (extension == ".json")
        return DatasetFormat::Json;
    if (extension == ".safetensors")
        return DatasetFormat::Pretokenised;
    return sniffFormat(path, options);
}

std::unique_ptr<RowReader> openRows(const DatasetInfo& info, const DatasetOptions& options)
{
    switch (info.format) {
    case DatasetFormat::Tsv:
    case DatasetFormat::Csv: {
        const bool isTsv = info.format == DatasetFormat::Tsv;
        const Quoting quoting = options.quoting != Quoting::ByFormat ? options.quoting
            : isTsv                                                  ? Quoting::None
                                                                     : Quoting::Rfc4180;
        return std::make_unique<DelimitedReader>(info.path,
            DelimitedReader::Layout { isTsv ? '\t' : ',', quoting, options.maxCellBytes,
                [&options](const std::vector<std::string>& row) { return looksLikeHeader(row, options); } });
    }
    case DatasetFormat::JsonLines:
        return std::make_unique<JsonReader>(info.path, JsonReader::Layout::Lines, options.maxCellBytes);
    case DatasetFormat::Json:
        return std::make_unique<JsonReader>(info.path, JsonReader::Layout::Document, options.maxCellBytes);
    case DatasetFormat::PlainText:
        return std::make_unique<PlainReader>(info.path, options.maxCellBytes);
    case DatasetFormat::Pretokenised:
    case DatasetFormat::Conll:
    case DatasetFormat::ConllU:
        break;
    }
    throw std::logic_error("the dataset has no rows of text");
}
} // namespace

DatasetReader::~DatasetReader() = default;

std::unique_ptr<DatasetReader> DatasetReader::open(
    const std::filesystem::path& path, const DatasetOptions& options, const JobContext& job)
{
    DatasetInfo info;
    info.path = path;
    info.format = formatOf(path, options);
    const std::string folder = std::filesystem::absolute(path).parent_path().filename().string();
    info.name = (folder.empty() ? "" : folder + "/") + plainName(path).stem().string();
    if (info.format == DatasetFormat::Pretokenised) {
        auto reader = std::make_unique<PretokenisedReader>(std::move(info), options);
        return reader->scan(job) ? std::move(reader) : nullptr;
    }
    if (info.format == DatasetFormat::Conll || info.format == DatasetFormat::ConllU) {
        auto reader = std::make_unique<TaggedReader>(std::move(info), options);
        return reader->scan(job) ? std::move(reader) : nullptr;
    }
    auto rows = openRows(info, options);
    auto reader = std::make_unique<TableReader>(std::move(rows), std::move(info), options);
    return reader->scan(job) ? std::move(reader) : nullptr;
}

} // namespace exitscope::data
