#include "core/data/wordpiece_words.h"

#include "core/data/unicode_text.h"

namespace exitscope::data {

WordSplitter::WordSplitter(WordSplitterOptions options)
    : m_options(options)
{
    for (std::size_t c = 0; c < m_kind.size(); ++c) {
        const auto character = static_cast<char32_t>(c);
        if (unicode::isSpace(character))
            m_kind[c] = Kind::Space;
        else if (unicode::isControl(character))
            m_kind[c] = Kind::Drop;
        else
            m_kind[c] = unicode::isPunctuation(character) ? Kind::Punctuation : Kind::Letter;
        const bool isUpper = c >= 'A' && c <= 'Z';
        m_folded[c] = static_cast<char>(options.lowercase && isUpper ? c + ('a' - 'A') : c);
    }
}

void WordSplitter::split(std::string_view text, const Sink& sink) const
{
    std::string word;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t start = at;
        while (at < text.size()) {
            const auto byte = static_cast<unsigned char>(text[at]);
            if (byte >= 0x80 || m_kind[byte] == Kind::Space)
                break;
            ++at;
        }
        if (at < text.size() && static_cast<unsigned char>(text[at]) >= 0x80) {
            at = splitUnicode(text, start, sink);
            continue;
        }
        splitAscii(text.substr(start, at - start), word, sink);
        ++at; // the space
    }
}

void WordSplitter::splitAscii(std::string_view chunk, std::string& word, const Sink& sink) const
{
    word.clear();
    const auto flush = [&word, &sink] {
        if (!word.empty())
            sink(word);
        word.clear();
    };
    for (const char byte : chunk) {
        const auto c = static_cast<unsigned char>(byte);
        switch (m_kind[c]) {
        case Kind::Letter:
            word.push_back(m_folded[c]);
            break;
        case Kind::Punctuation:
            flush();
            sink(std::string_view(&byte, 1));
            break;
        case Kind::Drop:
        case Kind::Space:
            break;
        }
    }
    flush();
}

/// One chunk up to white space, from `at`, with characters beyond ASCII. Returns the place behind it.
std::size_t WordSplitter::splitUnicode(std::string_view text, std::size_t at, const Sink& sink) const
{
    std::string part;
    while (at < text.size()) {
        const char32_t c = unicode::next(text, at);
        // Tab and line ends count as space here, so isControl never sees them.
        if (unicode::isSpace(c))
            break;
        if (c == unicode::Replacement || unicode::isControl(c))
            continue;
        if (m_options.splitIdeographs && unicode::isIdeograph(c)) {
            finish(part, sink);
            unicode::append(part, c);
            finish(part, sink);
        } else {
            unicode::append(part, c);
        }
    }
    finish(part, sink);
    return at;
}

/// Folds a part and splits it at punctuation; leaves it empty.
void WordSplitter::finish(std::string& part, const Sink& sink) const
{
    if (part.empty())
        return;
    if (m_options.lowercase)
        part = unicode::toLower(part);
    if (m_options.stripAccents)
        part = unicode::withoutNonspacingMarks(unicode::toNfd(part));
    std::size_t wordStart = 0;
    for (std::size_t at = 0; at < part.size();) {
        const std::size_t start = at;
        if (!unicode::isPunctuation(unicode::next(part, at)))
            continue;
        if (start > wordStart)
            sink(std::string_view(part).substr(wordStart, start - wordStart));
        sink(std::string_view(part).substr(start, at - start));
        wordStart = at;
    }
    if (part.size() > wordStart)
        sink(std::string_view(part).substr(wordStart));
    part.clear();
}

} // namespace exitscope::data
