#pragma once

#include "core/examples/filter.h"
#include "core/examples/unit_columns.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace exitscope::examples {

/// A way to go on with the word at the cursor.
struct Suggestion
{
    std::string word;       ///< replaces the word: "label:", "correct", "positive", "\"not sure\""
    std::optional<Field> field; ///< that it begins; nothing for values
};

struct Completion
{
    std::size_t position = 0, size = 0; ///< bytes of the filter that a suggestion replaces
    std::vector<Suggestion> suggestions;
};

/// What can stand where the cursor is (a byte of `text`): fields and flags that begin with what is typed, or the classes
/// and tags of this trace behind their field.
Completion completion(std::string_view text, std::size_t cursor, const UnitColumns& columns);

} // namespace exitscope::examples
