#pragma once

#include "core/error.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace exitscope::examples {

/// What a filter can ask for, one language for the table and the command line:
///
///     text:"not bad" label:positive exit>=6 correct -disagree confidence<0.7 (slack<0.01 or tag:irony)
///
/// Terms side by side must all hold; "or" and parentheses group; "-" or "not" turns one round. A quoted word, or one
/// that is no field and no flag, is looked for in the text. Letters compare without case.
enum class Field {
    Text, Label, Prediction, FullPrediction, Tag,                              // words
    Number, Exit, Confidence, Slack, Length, FirstRight, Error,                // numbers
    Correct, Wrong, Agree, Disagree, Overthinks, Mends, Breaks, Labelled,      // flags
};

enum class FieldKind { Text, Class, Tag, Number, Flag };

struct FieldInfo
{
    Field field;
    FieldKind kind;
    std::string_view name; ///< as it is typed
    std::string_view help; ///< a few words, English
};

std::span<const FieldInfo> fields();
const FieldInfo& infoOf(Field field);
std::vector<std::string_view> fieldNames();

/// A filter that cannot be understood. what() is one line and says where; position and size are bytes of the filter.
class FilterError : public InputError
{
public:
    FilterError(std::string_view filter, std::size_t position, std::size_t size, const std::string& problem,
        const std::string& remedy = {});
    ~FilterError() override;

    std::size_t position() const { return m_position; }
    std::size_t size() const { return m_size; }

private:
    std::size_t m_position, m_size;
};

enum class Comparison { Equal, Unequal, Less, AtMost, Greater, AtLeast };

struct FilterTerm
{
    Field field = Field::Text;
    Comparison comparison = Comparison::Equal;
    std::string value;  ///< as typed, without its quotes
    double number = 0;  ///< of number fields; and of class fields whose value is a number
    bool hasNumber = false;
    std::size_t position = 0, size = 0; ///< of the value in the filter, bytes
};

struct FilterNode
{
    enum class Kind { Everything, And, Or, Not, Term };
    Kind kind = Kind::Everything;
    std::vector<FilterNode> children; ///< of And, Or (two and more) and Not (one)
    FilterTerm term;                  ///< of Term
};

/// A parsed filter. Knows no trace: whether a label exists is found out when it is applied.
class Filter
{
public:
    Filter() = default; ///< lets everything through
    static Filter parse(std::string_view text); ///< throws FilterError

    bool isEmpty() const { return m_root.kind == FilterNode::Kind::Everything; }
    const std::string& text() const { return m_text; }
    const FilterNode& root() const { return m_root; }
    bool uses(Field field) const;

private:
    std::string m_text;
    FilterNode m_root;
};

/// A value as it can stand in a filter: in quotes where it has to be.
std::string filterValue(std::string_view value);

} // namespace exitscope::examples
