#pragma once

#include "core/data/conll_source.h"
#include "core/data/dataset.h"
#include "core/data/tag_scheme.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace exitscope::data {

/// A dataset of sentences with a tag for each word. scan() must have said true before next() is called.
class TaggedReader final : public DatasetReader
{
public:
    /// `info` comes with what the caller knows: path, name, format.
    TaggedReader(DatasetInfo info, const DatasetOptions& options);

    /// The first pass. False when `job` was stopped.
    [[nodiscard]] bool scan(const JobContext& job);

    [[nodiscard]] bool next(Example& example) override;
    void rewind() override;

private:
    struct Seen
    {
        std::int64_t count = 0, firstLine = 0;
    };

    void describe();
    void count(ConllSentence& sentence);
    void finish();
    void checkScheme();
    void numberTags();
    void refuseOrLeaveOut(const std::string& tag, const Seen& seen);
    void applyScheme(ConllSentence& sentence) const;

    DatasetOptions m_options;
    ConllSource m_source;
    SchemeScan m_schemes;
    std::map<std::string, Seen, std::less<>> m_tags;
    std::map<std::string, std::int64_t, std::less<>> m_ids; ///< -1: left out
    ConllSentence m_sentence;
    std::int64_t m_index = 0, m_untagged = 0, m_leftOut = 0;
};

} // namespace exitscope::data
