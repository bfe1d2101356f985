#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace exitscope::data {

struct WordSplitterOptions
{
    bool lowercase = true;
    bool stripAccents = true; ///< canonical decomposition, then category Mn is dropped
    bool splitIdeographs = true;
};

/// BERT's first step: text to words. Control characters and U+FFFD are dropped, ideographs and punctuation
/// stand alone, the rest is split at white space. Case and accents per white-space-delimited word (Devlin et
/// al., 2018, tokenization.py, as released).
class WordSplitter
{
public:
    using Sink = std::function<void(std::string_view)>;

    explicit WordSplitter(WordSplitterOptions options);

    /// Calls `sink` for each word, valid UTF-8, in order; the view dies with the call. Thread-safe.
    void split(std::string_view text, const Sink& sink) const;
    const WordSplitterOptions& options() const { return m_options; }

private:
    enum class Kind : unsigned char { Drop, Space, Punctuation, Letter };

    void splitAscii(std::string_view chunk, std::string& word, const Sink& sink) const;
    std::size_t splitUnicode(std::string_view text, std::size_t at, const Sink& sink) const;
    void finish(std::string& part, const Sink& sink) const;

    WordSplitterOptions m_options;
    std::array<Kind, 128> m_kind {};
    std::array<char, 128> m_folded {};
};

} // namespace exitscope::data
