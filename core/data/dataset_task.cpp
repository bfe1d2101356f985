#include "core/data/dataset.h"

#include <string_view>

namespace exitscope::data {

namespace {
struct KnownTask
{
    std::string_view folded; ///< letters and digits only
    std::string_view name;
    int classes; ///< 0 where the published file has labels of two kinds, or one for each word
};

constexpr KnownTask knownTasks[] = {
    { "sst2", "sst-2", 2 },
    { "sst5", "sst-5", 5 },
    { "cola", "cola", 2 },
    { "mrpc", "mrpc", 2 },
    { "qqp", "qqp", 2 },
    { "stsb", "sts-b", 1 },
    { "mnli", "mnli", 3 },
    { "qnli", "qnli", 2 },
    { "rte", "rte", 2 },
    { "wnli", "wnli", 2 },
    { "snli", "snli", 3 },
    { "sick", "sick", 0 },
    { "scitail", "scitail", 2 },
    { "imdb", "imdb", 2 },
    { "agnews", "ag-news", 4 },
    { "trec", "trec", 6 },
    { "boolq", "boolq", 2 },
    { "mr", "mr", 2 },
    { "conll2000", "conll-2000", 0 },
    { "conll2003", "conll-2003", 0 },
    { "wnut17", "wnut-17", 0 },
    { "udenglishewt", "ud-ewt", 0 },
};
constexpr std::string_view splitNames[] = { "train", "dev", "test", "valid", "validation", "val", "full",
    "matched", "mismatched", "testfull", "devmatched", "devmismatched", "trainfull" };

std::string foldedName(std::string_view text)
{
    std::string folded;
    for (const char c : text) {
        if (c >= 'A' && c <= 'Z')
            folded.push_back(static_cast<char>(c - 'A' + 'a'));
        else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            folded.push_back(c);
    }
    return folded;
}

const KnownTask* findTask(std::string_view text)
{
    const std::string folded = foldedName(text);
    for (const KnownTask& task : knownTasks)
        if (folded == task.folded)
            return &task;
    return nullptr;
}

/// "sst2_dev" is "sst2"; a name that only begins like a task ("snli_model_difficulty") is not one.
std::string_view withoutSplit(std::string_view stem)
{
    const std::size_t cut = stem.find_last_of("-_.");
    if (cut == std::string_view::npos)
        return stem;
    const std::string tail = foldedName(stem.substr(cut + 1));
    for (const std::string_view split : splitNames)
        if (tail == split)
            return withoutSplit(stem.substr(0, cut));
    return stem;
}
} // namespace

std::string guessTask(const std::filesystem::path& path)
{
    std::filesystem::path rest = path;
    if (rest.extension() == ".gz")
        rest = rest.stem();
    std::string stem = rest.stem().string();
    if (const KnownTask* task = findTask(withoutSplit(stem)))
        return std::string(task->name);
    // The two nearest folders: further up, a name says nothing about this file.
    std::filesystem::path folder = path.parent_path();
    for (int level = 0; level < 2; ++level, folder = folder.parent_path())
        if (const KnownTask* task = findTask(folder.filename().string()))
            return std::string(task->name);
    return {};
}

int classesOfTask(const std::string& task)
{
    const KnownTask* known = findTask(task);
    return known ? known->classes : 0;
}

std::string_view nameOf(DatasetFormat format)
{
    switch (format) {
    case DatasetFormat::Tsv:
        return "tsv";
    case DatasetFormat::Csv:
        return "csv";
    case DatasetFormat::JsonLines:
        return "jsonl";
    case DatasetFormat::Json:
        return "json";
    case DatasetFormat::PlainText:
        return "text";
    case DatasetFormat::Pretokenised:
        return "safetensors";
    case DatasetFormat::Conll:
        return "conll";
    case DatasetFormat::ConllU:
        return "conllu";
    }
    return {};
}

std::string_view nameOf(TaskKind kind)
{
    switch (kind) {
    case TaskKind::Classification:
        return "classification";
    case TaskKind::Regression:
        return "regression";
    case TaskKind::Unlabelled:
        return "unlabelled";
    case TaskKind::Tagging:
        return "tagging";
    }
    return {};
}

} // namespace exitscope::data
