#include "core/figure/pdf_value.h"

#include "core/error.h"

#include <charconv>
#include <cctype>

namespace exitscope::figure {

namespace {

constexpr int deepest = 64;

[[noreturn]] void damaged(std::size_t at)
{
    throw InputError("the PDF is damaged at byte " + std::to_string(at));
}

bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

bool isDelimiter(char c)
{
    return std::string_view("()<>[]{}/%").find(c) != std::string_view::npos;
}

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

class Parser
{
public:
    Parser(std::string_view pdf, std::size_t& at)
        : m_pdf(pdf)
        , m_at(at)
    {
    }

    void skipSpace()
    {
        while (m_at < m_pdf.size() && (isSpace(m_pdf[m_at]) || m_pdf[m_at] == '%'))
            if (m_pdf[m_at++] == '%')
                while (m_at < m_pdf.size() && m_pdf[m_at] != '\n' && m_pdf[m_at] != '\r')
                    ++m_at;
    }

    bool skip(std::string_view word)
    {
        skipSpace();
        if (m_pdf.substr(std::min(m_at, m_pdf.size()), word.size()) != word)
            return false;
        m_at += word.size();
        return true;
    }

    PdfValue value(int depth)
    {
        if (depth > deepest)
            damaged(m_at);
        skipSpace();
        if (skip("<<"))
            return dictionary(depth);
        switch (peek()) {
        case '[':
            ++m_at;
            return array(depth);
        case '(':
            ++m_at;
            return literalString();
        case '<':
            ++m_at;
            return hexString();
        case '/':
            ++m_at;
            return name();
        default:
            return numberOrWord();
        }
    }

private:
    char peek() const
    {
        if (m_at >= m_pdf.size())
            damaged(m_at);
        return m_pdf[m_at];
    }

    PdfValue dictionary(int depth)
    {
        PdfValue result;
        result.kind = PdfValue::Kind::Dictionary;
        while (!skip(">>")) {
            if (peek() != '/')
                damaged(m_at);
            ++m_at;
            std::string key = name().text;
            result.entries.insert_or_assign(std::move(key), value(depth + 1));
        }
        return result;
    }

    PdfValue array(int depth)
    {
        PdfValue result;
        result.kind = PdfValue::Kind::Array;
        while (!skip("]"))
            result.items.push_back(value(depth + 1));
        return result;
    }

    PdfValue name()
    {
        PdfValue result;
        result.kind = PdfValue::Kind::Name;
        while (m_at < m_pdf.size() && !isSpace(m_pdf[m_at]) && !isDelimiter(m_pdf[m_at])) {
            char c = m_pdf[m_at++];
            if (c == '#' && m_at + 1 < m_pdf.size() && hexDigit(m_pdf[m_at]) >= 0 && hexDigit(m_pdf[m_at + 1]) >= 0) {
                c = static_cast<char>(hexDigit(m_pdf[m_at]) * 16 + hexDigit(m_pdf[m_at + 1]));
                m_at += 2;
            }
            result.text += c;
        }
        return result;
    }

    PdfValue hexString()
    {
        PdfValue result;
        result.kind = PdfValue::Kind::String;
        int high = -1;
        while (peek() != '>') {
            const int digit = hexDigit(m_pdf[m_at]);
            if (digit < 0 && !isSpace(m_pdf[m_at]))
                damaged(m_at);
            ++m_at;
            if (digit < 0)
                continue;
            if (high >= 0)
                result.text += static_cast<char>(high * 16 + digit);
            high = high >= 0 ? -1 : digit;
        }
        if (high >= 0)
            result.text += static_cast<char>(high * 16);
        ++m_at;
        return result;
    }

    PdfValue literalString()
    {
        PdfValue result;
        result.kind = PdfValue::Kind::String;
        for (int open = 1;;) {
            char c = peek();
            ++m_at;
            if (c == '\\') {
                escape(result.text);
                continue;
            }
            open += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (open == 0)
                return result;
            result.text += c;
        }
    }

    void escape(std::string& text)
    {
        constexpr std::string_view names = "nrtbf";
        constexpr std::string_view meanings = "\n\r\t\b\f";
        const char c = peek();
        if (c >= '0' && c <= '7') {
            unsigned code = 0;
            for (int digit = 0; digit < 3 && m_at < m_pdf.size() && m_pdf[m_at] >= '0' && m_pdf[m_at] <= '7'; ++digit)
                code = code * 8 + static_cast<unsigned>(m_pdf[m_at++] - '0');
            text += static_cast<char>(code);
            return;
        }
        ++m_at;
        if (const auto found = names.find(c); found != std::string_view::npos)
            text += meanings[found];
        else if (c == '\r' && m_at < m_pdf.size() && m_pdf[m_at] == '\n')
            ++m_at;
        else if (c != '\n' && c != '\r')
            text += c;
    }

    PdfValue numberOrWord()
    {
        const std::size_t start = m_at;
        while (m_at < m_pdf.size() && !isSpace(m_pdf[m_at]) && !isDelimiter(m_pdf[m_at]))
            ++m_at;
        const auto word = m_pdf.substr(start, m_at - start);
        if (word == "null" || word == "true" || word == "false")
            return {};
        PdfValue result;
        result.kind = PdfValue::Kind::Number;
        const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), result.number);
        const bool isWhole = error == std::errc() && end == word.data() + word.size();
        if (!isWhole && word.find_first_not_of("+-.0123456789") != std::string_view::npos)
            damaged(start);
        if (word.empty())
            damaged(start);
        if (isWhole && result.number >= 0)
            makeReference(result);
        return result;
    }

    /// "12 0 R" is one value.
    void makeReference(PdfValue& number)
    {
        std::size_t ahead = m_at;
        const auto skipBlanks = [&] {
            const std::size_t before = ahead;
            while (ahead < m_pdf.size() && isSpace(m_pdf[ahead]))
                ++ahead;
            return ahead > before;
        };
        if (!skipBlanks())
            return;
        const std::size_t digits = ahead;
        while (ahead < m_pdf.size() && std::isdigit(static_cast<unsigned char>(m_pdf[ahead])))
            ++ahead;
        if (ahead == digits || !skipBlanks() || ahead >= m_pdf.size() || m_pdf[ahead] != 'R')
            return;
        m_at = ahead + 1;
        number.kind = PdfValue::Kind::Reference;
    }

    std::string_view m_pdf;
    std::size_t& m_at;
};

void appendUtf8(std::string& text, char32_t code)
{
    const auto tail = [&](int shift) { text += static_cast<char>(0x80U | ((code >> shift) & 0x3fU)); };
    if (code < 0x80) {
        text += static_cast<char>(code);
    } else if (code < 0x800) {
        text += static_cast<char>(0xc0U | code >> 6);
        tail(0);
    } else if (code < 0x10000) {
        text += static_cast<char>(0xe0U | code >> 12);
        tail(6);
        tail(0);
    } else {
        text += static_cast<char>(0xf0U | code >> 18);
        tail(12);
        tail(6);
        tail(0);
    }
}

} // namespace

const PdfValue& PdfValue::operator[](const std::string& key) const
{
    static const PdfValue null;
    const auto found = entries.find(key);
    return found == entries.end() ? null : found->second;
}

PdfValue readPdfValue(std::string_view pdf, std::size_t& at)
{
    return Parser(pdf, at).value(0);
}

bool skipPdfWord(std::string_view pdf, std::size_t& at, std::string_view word)
{
    return Parser(pdf, at).skip(word);
}

std::string pdfText(const std::string& bytes)
{
    if (bytes.size() < 2 || bytes[0] != '\xfe' || bytes[1] != '\xff')
        return bytes.starts_with("\xef\xbb\xbf") ? bytes.substr(3) : bytes;
    const auto unit = [&](std::size_t at) {
        return static_cast<char32_t>(
            static_cast<unsigned char>(bytes[at]) << 8 | static_cast<unsigned char>(bytes[at + 1]));
    };
    std::string text;
    for (std::size_t at = 2; at + 1 < bytes.size(); at += 2) {
        char32_t code = unit(at);
        if (code >= 0xd800 && code < 0xdc00 && at + 3 < bytes.size()) {
            code = 0x10000 + ((code - 0xd800) << 10) + (unit(at + 2) - 0xdc00);
            at += 2;
        }
        appendUtf8(text, code);
    }
    return text;
}

} // namespace exitscope::figure
