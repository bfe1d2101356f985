#include "core/examples/filter_words.h"

namespace exitscope::examples {

namespace {

constexpr std::string_view spaces = " \t\r\n";
constexpr std::string_view operators = ":=<>!";

bool isIn(std::string_view set, char c)
{
    return set.find(c) != std::string_view::npos;
}

class Splitter
{
public:
    explicit Splitter(std::string_view text)
        : m_text(text)
    {
    }

    std::vector<FilterWord> words()
    {
        bool isAfterSpace = true;
        while (m_at < m_text.size()) {
            if (isIn(spaces, m_text[m_at])) {
                ++m_at;
                isAfterSpace = true;
                continue;
            }
            const std::size_t first = m_at;
            FilterWord word = next();
            word.position = first;
            word.size = m_at - first;
            word.isAfterSpace = isAfterSpace;
            m_words.push_back(std::move(word));
            isAfterSpace = false;
        }
        return std::move(m_words);
    }

private:
    FilterWord next()
    {
        const char c = m_text[m_at];
        if (c == '(' || c == ')') {
            ++m_at;
            return { c == '(' ? FilterWord::Kind::Open : FilterWord::Kind::Close, std::string(1, c) };
        }
        if (c == '"')
            return quotation();
        if (isIn(operators, c))
            return comparison();
        // A minus turns a term round where a term can begin; elsewhere it is a sign or a hyphen.
        if (c == '-' && !followsOperator()) {
            ++m_at;
            return { FilterWord::Kind::Minus, "-" };
        }
        return plain();
    }

    bool followsOperator() const { return !m_words.empty() && m_words.back().kind == FilterWord::Kind::Operator; }

    FilterWord quotation()
    {
        FilterWord word { FilterWord::Kind::Quoted, {} };
        word.isClosed = false;
        for (++m_at; m_at < m_text.size(); ++m_at) {
            if (m_text[m_at] == '"') {
                ++m_at;
                word.isClosed = true;
                break;
            }
            if (m_text[m_at] == '\\' && m_at + 1 < m_text.size() && isIn("\"\\", m_text[m_at + 1]))
                ++m_at;
            word.text += m_text[m_at];
        }
        return word;
    }

    FilterWord comparison()
    {
        FilterWord word { FilterWord::Kind::Operator, std::string(1, m_text[m_at++]) };
        if (m_at < m_text.size() && m_text[m_at] == '=' && isIn("<>!", word.text[0]))
            word.text += m_text[m_at++];
        return word;
    }

    FilterWord plain()
    {
        // Behind an operator a value lasts to the next space or parenthesis: "label:a=b" asks for a label "a=b".
        const bool isValue = followsOperator();
        FilterWord word { FilterWord::Kind::Word, {} };
        while (m_at < m_text.size() && !isIn(spaces, m_text[m_at]) && !isIn("()", m_text[m_at])
            && (isValue || (!isIn(operators, m_text[m_at]) && m_text[m_at] != '"')))
            word.text += m_text[m_at++];
        return word;
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    std::vector<FilterWord> m_words;
};

} // namespace

std::vector<FilterWord> filterWords(std::string_view text)
{
    return Splitter(text).words();
}

} // namespace exitscope::examples
