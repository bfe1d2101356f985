#pragma once

#include "core/data/tokenizer.h"
#include "core/engine/engine.h"
#include "core/engine/model/decoder_config.h"

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace exitscope::engine {

/// One text that a language model is led through word by word, whatever it would say itself.
struct TextWindow
{
    std::vector<data::TokenId> encoded; ///< an encoder's input; empty for a decoder alone
    std::vector<data::TokenId> input;   ///< [n] what the decoder reads, and
    std::vector<data::TokenId> next;    ///< [n] what follows each of them
    std::int64_t firstAsked = 0;        ///< from this row on it is asked what follows

    std::int64_t units() const { return static_cast<std::int64_t>(input.size()) - firstAsked; }
};

/// Tokens in windows, each an example of a trace whose units are the tokens to be predicted: running text, pairs of lines, or what
/// was generated. Holds all tokens, the text and where each token stands in it: about 60 bytes a token.
class TextWindows
{
public:
    /// Running text for a decoder alone: windows of `maxLength` tokens (0: the model's positions, at most 1024), one every
    /// `stride` (0: one behind the other). A token that opens texts opens every window, and is one of its tokens; without such a
    /// token nothing precedes a window's first word, which is then not predicted. Of windows that overlap each token is asked for
    /// once, in the first one that has it. For an encoder-decoder the lines of `data` and what it should say, of `targets`; a pair with an
    /// empty side is left out, a line that is too long loses its end. Nothing once the job was stopped. Throws InputError.
    static std::optional<TextWindows> read(const TraceRequest& request, const DecoderConfig& config,
        const data::Tokenizer& tokenizer, const JobContext& job);

    /// What stands before a text and what was written after it. The text of `source` goes before, a tab between, where it is not
    /// empty.
    struct Written
    {
        std::string source;
        std::span<const data::TokenId> encoded, before, after;
    };
    static TextWindows ofWritten(std::span<const Written> texts, const data::Tokenizer& tokenizer);

    std::int64_t windows() const { return static_cast<std::int64_t>(m_windows.size()); }
    std::int64_t units() const { return m_windows.empty() ? 0 : m_windows.back().lastUnit; }
    std::pair<std::int64_t, std::int64_t> unitsOf(std::int64_t window) const; ///< [first, last)
    TextWindow window(std::int64_t index) const;
    std::int64_t longest() const; ///< rows of the largest window
    std::int64_t longestEncoded() const;

    std::vector<std::int64_t> labels() const;      ///< [U]
    std::vector<std::int64_t> exampleOfUnits() const; ///< [U]
    std::vector<std::int32_t> positions() const;   ///< [U] place among the window's tokens, from 0
    std::vector<std::int32_t> lengths() const;     ///< [N] rows that the decoder reads
    std::vector<std::int64_t> textOffset() const;  ///< [N+1]
    std::vector<std::int64_t> unitText() const;    ///< [U, 2]
    const std::string& text() const { return m_text; }
    const std::string& sha256() const { return m_sha256; } ///< of what was read
    const std::vector<std::string>& notes() const { return m_notes; }
    std::int64_t cut() const { return m_cut; } ///< pairs that lost an end

private:
    struct Window
    {
        std::int64_t encodedFrom = 0, encodedTo = 0; ///< in m_encoded
        std::int64_t begin = 0, asked = 0, end = 0;  ///< in m_tokens: of the window, of what is predicted, of both
        std::int64_t textFrom = 0;
        std::int64_t lastUnit = 0;
    };
    struct Place
    {
        std::int64_t from = 0, to = 0;
    };

    bool readStream(const TraceRequest& request, const DecoderConfig& config, const data::Tokenizer& tokenizer, const JobContext& job);
    bool readPairs(const TraceRequest& request, const DecoderConfig& config, const data::Tokenizer& tokenizer, const JobContext& job);
    void cutIntoWindows(const TraceRequest& request, const DecoderConfig& config);
    void addTokens(std::span<const data::TokenId> ids, const data::Tokenizer& tokenizer);
    void addWindow(Window window);
    std::int64_t opening() const { return m_opening >= 0 ? 1 : 0; }

    std::vector<data::TokenId> m_tokens, m_encoded;
    std::vector<Place> m_places; ///< of every token in m_text
    std::vector<Window> m_windows;
    std::string m_text, m_sha256;
    std::vector<std::string> m_notes;
    data::TokenId m_opening = -1; ///< what a decoder reads before each window's tokens, or −1
    std::int64_t m_cut = 0;
};

} // namespace exitscope::engine
