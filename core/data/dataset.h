#pragma once

#include "core/data/tag_scheme.h"
#include "core/job.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace exitscope::data {

enum class DatasetFormat { Tsv, Csv, JsonLines, Json, PlainText, Pretokenised, Conll, ConllU };
enum class TaskKind { Classification, Regression, Unlabelled, Tagging };

/// Quoting of a delimited file. ByFormat: none in .tsv (GLUE, ELUE: quotes are text), RFC 4180 in .csv.
enum class Quoting { ByFormat, None, Rfc4180 };
enum class Header { Detect, Present, Absent };

/// What becomes of a word whose tag is not among DatasetOptions::labelNames.
enum class UnseenTags {
    Refuse,
    LeaveOut, ///< it is there, without a label
};

/// What a person may say about a file. All of it is optional.
struct DatasetOptions
{
    /// One or two columns, by name (any case) or by 1-based position. Positions are how a file without a
    /// header is read.
    std::vector<std::string> textColumns;
    std::string labelColumn; ///< by name or 1-based position; "none" reads the file without labels
    std::string task; ///< "sst-2", "sts-b", …: fixes the number of classes of a known task
    std::vector<std::string> labelNames; ///< the model's id2label; decides which id a label name gets
    std::optional<TaskKind> kind; ///< where the labels leave it open (integers as regression targets)
    std::optional<TagScheme> tagScheme; ///< CoNLL: the scheme that the tags are turned into; else they stay as they are
    std::optional<TagScheme> trainedScheme; ///< of the model; a file in another one is refused unless tagScheme is given
    UnseenTags unseenTags = UnseenTags::Refuse;
    Quoting quoting = Quoting::ByFormat;
    Header header = Header::Detect;
    /// A longer cell is refused, a row longer than eight cells of it too. No text that a classifier reads is
    /// near half a megabyte (100,000 tokens): such a cell is an unclosed quote, a lost line end or a binary
    /// file.
    std::size_t maxCellBytes = std::size_t { 1 } << 19;
};

struct Example
{
    std::int64_t index = 0; ///< 0-based among the examples kept
    std::int64_t line = 0; ///< 1-based line where it starts; the 1-based row of pre-tokenised files
    std::string textA;
    std::optional<std::string> textB;
    std::int64_t label = -1; ///< class id; -1 without one
    float target = 0; ///< regression only
    std::string tag; ///< empty without a tag column
    std::vector<std::int32_t> ids; ///< pre-tokenised files only: padding stripped
    std::vector<std::int32_t> typeIds; ///< as long as ids
    /// CoNLL only: the words of the sentence, which textA joins by blanks, and the class of each (-1 without one; empty in
    /// an unlabelled file).
    std::vector<std::string> words;
    std::vector<std::int64_t> wordLabels;
};

/// What the first pass found.
struct DatasetInfo
{
    std::filesystem::path path;
    std::string name; ///< "SST-2/dev": the folder and the file without its extensions
    DatasetFormat format = DatasetFormat::Tsv;
    bool isCompressed = false;
    bool hasHeader = false;
    std::vector<std::string> columns; ///< as named in the file; "1", "2", … without a header
    std::vector<std::string> textColumns;
    std::string labelColumn; ///< empty without one
    std::string tagColumn; ///< empty without one
    std::int64_t rows = 0; ///< examples that next() will give
    std::int64_t dropped = 0; ///< rows without a gold label ("-")
    TaskKind kind = TaskKind::Unlabelled;
    std::string task; ///< as given, else guessed from path and columns; empty when unknown
    std::vector<std::string> labelNames; ///< in id order; empty for regression
    std::vector<std::int64_t> labelCounts; ///< [labelNames.size()]
    double targetMin = 0; ///< regression only
    double targetMax = 0;
    bool isPair = false;
    bool isPretokenised = false;
    bool hasWords = false; ///< examples are sentences of words, and labels are theirs
    std::int64_t words = 0; ///< with hasWords: in all sentences
    TagScheme tagScheme = TagScheme::Plain; ///< of the tags as they are given out
    std::int64_t longest = 0; ///< pre-tokenised: most tokens in one example; with hasWords: most words
    std::string sha256; ///< of the file as stored
    std::vector<std::string> warnings; ///< whole sentences
};

/// Reads a dataset one example at a time, in file order. Memory does not grow with the file.
///
/// Formats, by extension and content, each also with .gz behind it: .tsv, .csv, .jsonl, .json (an array of
/// objects, or an object that holds one), .conll and .conllu (one word a line, conll_source.h), .txt (CoNLL where its last
/// column holds span tags, a table where the first line is a known header with tabs, else one example a line). Pre-tokenised .safetensors is not compressed: input_ids I64 [N, T],
/// attention_mask, token_type_ids I64 [N, T], labels I64 or F32 [N].
///
/// Not for several threads at once; open the file once per thread.
class DatasetReader
{
public:
    virtual ~DatasetReader();

    /// Reads the whole file once: checks every row, counts, finds labels, hashes. Throws InputError with file
    /// and line. Null when `job` was stopped.
    static std::unique_ptr<DatasetReader> open(
        const std::filesystem::path& path, const DatasetOptions& options = {}, const JobContext& job = {});

    /// False at the end. Strings and vectors of `example` are reused.
    [[nodiscard]] virtual bool next(Example& example) = 0;
    virtual void rewind() = 0;

    const DatasetInfo& info() const { return m_info; }

protected:
    DatasetInfo m_info;
};

/// The task that a path or name speaks of: "glue/SST-2/dev.tsv" gives "sst-2"; empty when unknown.
std::string guessTask(const std::filesystem::path& path);

/// Classes of a known task (1 for regression), 0 when unknown.
int classesOfTask(const std::string& task);

std::string_view nameOf(DatasetFormat format); ///< "tsv", "csv", "jsonl", "json", "text", "safetensors", "conll", "conllu"
std::string_view nameOf(TaskKind kind); ///< "classification", "regression", "unlabelled", "tagging"

} // namespace exitscope::data
