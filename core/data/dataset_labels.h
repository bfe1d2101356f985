#pragma once

#include "core/data/dataset.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace exitscope::data {

/// How label texts become class ids or targets, decided from all labels of a file.
struct LabelMap
{
    TaskKind kind = TaskKind::Unlabelled;
    std::vector<std::string> names; ///< in id order
    std::vector<std::int64_t> counts; ///< [names.size()]
    std::map<std::string, std::int64_t, std::less<>> ids; ///< classification: text in the file to id
    std::int64_t dropped = 0;
    double targetMin = 0;
    double targetMax = 0;
    std::vector<std::string> warnings;

    /// -1 for a text that the first pass did not see.
    std::int64_t idOf(std::string_view text) const;
};

/// "-" marks a pair on which SNLI's annotators did not agree: it has no gold label.
bool isWithoutGold(std::string_view label);

/// A finite number and nothing else, blanks around it allowed.
bool parseTarget(std::string_view label, double& target);

/// Collects the labels of the first pass. Memory is bounded by the number of distinct labels, which is
/// limited to 1,000.
///
/// Ids: the names of `options.labelNames` (any case; `-`, `_` and blank are the same), or integers 0 … C-1 as
/// they are. Without names: integers as they are when they start at 0, one less when they are exactly 1 … C
/// (told in a warning), ascending order otherwise; names in sorted order. Labels that are numbers but not
/// integers are regression targets.
class LabelScan
{
public:
    LabelScan(
        std::filesystem::path path, const DatasetOptions& options, std::string task, std::string column);

    /// False when the row is to be dropped. Throws InputError for an empty label.
    bool add(std::string_view label, std::int64_t line);
    /// Throws InputError with the line of the first label that does not fit.
    LabelMap finish();

private:
    struct Seen
    {
        std::int64_t count = 0;
        std::int64_t firstLine = 0;
    };
    using Labels = std::map<std::string, Seen, std::less<>>;

    TaskKind decideKind() const;
    void finishRegression(LabelMap& map) const;
    void finishClasses(LabelMap& map);
    void matchNames(LabelMap& map, const std::vector<std::string>& names) const;
    void orderIntegers(LabelMap& map) const;
    void orderNames(LabelMap& map) const;
    std::int64_t classCount() const;
    [[noreturn]] void fail(const std::string& label, std::int64_t line, const std::string& expected) const;

    std::filesystem::path m_path;
    const DatasetOptions& m_options;
    std::string m_task;
    std::string m_column;
    Labels m_labels;
    std::int64_t m_rows = 0;
    std::int64_t m_dropped = 0;
    bool m_isTooMany = false;
    std::int64_t m_tooManyLine = 0;
    bool m_hasNumber = false;
    bool m_hasFraction = false;
    std::string m_firstWord; ///< first label that is no number
    std::int64_t m_firstWordLine = 0;
    double m_min = 0;
    double m_max = 0;
};

} // namespace exitscope::data
