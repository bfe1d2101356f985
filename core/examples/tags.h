#pragma once

#include "core/trace/trace.h"

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace exitscope::examples {

/// What examples are called: the tags that came with the dataset (in a trace's metadata), and those that a person gave.
/// A tag is a name and the examples that carry it. Immutable once shared.
class TagSet
{
public:
    TagSet() = default;
    /// Those of the dataset; none where the metadata has none or is not as long as the examples.
    explicit TagSet(const trace::Trace& trace);

    /// A person's: `examples` ascending, those beyond the trace are left out. A name given twice unites both.
    void add(const std::string& name, std::span<const std::int64_t> examples);

    bool isEmpty() const { return m_examples.empty(); }
    std::vector<std::string> names() const;
    const std::map<std::string, std::vector<std::int64_t>>& examples() const { return m_examples; }
    /// The names of one example, sorted, joined by ", ".
    std::string textOf(std::int64_t example) const;

private:
    std::int64_t m_count = 0;
    std::map<std::string, std::vector<std::int64_t>> m_examples; ///< ascending
    /// [N] into m_own, the dataset's: there may be as many names as examples, so an example does not ask each.
    std::vector<std::int32_t> m_ownTag;
    std::vector<std::string> m_ownNames;
    std::vector<std::string> m_added; ///< names that were given by add()
};

} // namespace exitscope::examples
