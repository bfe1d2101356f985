#include "core/engine/run/text_windows.h"

#include "core/data/text_stream.h"
#include "core/data/unicode_text.h"
#include "core/error.h"
#include "core/io/atomic_file.h"
#include "core/io/sha256.h"

#include <algorithm>
#include <string_view>

namespace exitscope::engine {

namespace {

constexpr std::int64_t usualWindow = 1024; ///< at most, where nothing else is said
constexpr std::size_t largestText = std::size_t { 1 } << 30;
constexpr std::size_t piece = 64 << 10; ///< bytes that are tokenised at a time

bool isBlank(char letter) { return letter == ' ' || letter == '\t' || letter == '\n' || letter == '\r'; }

std::string readText(const std::filesystem::path& path)
{
    std::string text = io::readWholeFile(path, largestText);
    if (text.starts_with("\xEF\xBB\xBF"))
        text.erase(0, 3);
    std::int64_t line = 1;
    for (std::size_t at = 0; at < text.size(); ++line) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        if (!data::unicode::isValid(std::string_view(text).substr(at, end - at)))
            throw InputError(path, line, "it is not UTF-8 text", "save the file as UTF-8");
        at = end + 1;
    }
    return text;
}

/// Texts are tokenised in pieces of whole lines. A line break that alone parts two words is a token's end for every tokenizer of
/// byte-level BPE, so there the pieces give the tokens of the whole.
std::size_t pieceEnd(std::string_view text, std::size_t from)
{
    for (std::size_t at = from + piece; at + 1 < text.size(); ++at)
        if (text[at] == '\n' && !isBlank(text[at - 1]) && !isBlank(text[at + 1]))
            return at + 1;
    return text.size();
}

std::vector<std::string> linesOf(const std::filesystem::path& path)
{
    const std::string text = readText(path);
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        lines.push_back(text.substr(at, end - at));
        if (lines.back().ends_with('\r'))
            lines.back().pop_back();
        at = end + 1;
    }
    return lines;
}

} // namespace

std::optional<TextWindows> TextWindows::read(
    const TraceRequest& request, const DecoderConfig& config, const data::Tokenizer& tokenizer, const JobContext& job)
{
    if (config.hasEncoder() && request.targets.empty())
        throw InputError(request.model, "is an encoder-decoder, which is led through pairs of lines",
            "give what it should say as well, with --target FILE");
    if (!config.hasEncoder() && !request.targets.empty())
        throw InputError(request.model, "has no encoder to read the other side of a pair", "leave --target out");
    TextWindows windows;
    windows.m_opening = config.firstToken;
    const bool isWhole = config.hasEncoder() ? windows.readPairs(request, config, tokenizer, job)
                                             : windows.readStream(request, config, tokenizer, job);
    if (!isWhole)
        return std::nullopt;
    if (windows.units() == 0)
        throw InputError(request.data, "holds no word to be predicted", "give a longer text");
    return windows;
}

bool TextWindows::readStream(
    const TraceRequest& request, const DecoderConfig& config, const data::Tokenizer& tokenizer, const JobContext& job)
{
    const std::string text = readText(request.data);
    m_sha256 = io::sha256OfFile(request.data);
    std::vector<data::TokenId> ids;
    data::TextStream told(tokenizer, {});
    for (std::size_t from = 0; from < text.size();) {
        if (!job.proceed())
            return false;
        const std::size_t end = pieceEnd(text, from);
        ids.clear();
        tokenizer.appendIds(std::string_view(text).substr(from, end - from), ids);
        for (const auto id : ids) {
            const auto begin = static_cast<std::int64_t>(m_text.size());
            m_text += told.add(id);
            m_tokens.push_back(id);
            m_places.push_back({ begin, static_cast<std::int64_t>(m_text.size()) });
        }
        from = end;
    }
    if (const std::string rest = told.finish(); !rest.empty()) {
        m_text += rest;
        m_places.back().to = static_cast<std::int64_t>(m_text.size());
    }
    cutIntoWindows(request, config);
    return true;
}

void TextWindows::cutIntoWindows(const TraceRequest& request, const DecoderConfig& config)
{
    const std::int64_t most = config.positions;
    const std::int64_t wanted = request.maxLength > 0 ? request.maxLength
                                                      : std::min(most > 0 ? most : usualWindow, usualWindow);
    if (most > 0 && wanted > most)
        throw InputError(request.model, "a window of " + std::to_string(wanted) + " tokens is longer than the model's "
                + std::to_string(most) + " positions",
            "use a --max-length of at most " + std::to_string(most));
    // Without an opening token a window of n rows predicts n - 1 of its own words: the first one has nothing before it.
    const std::int64_t size = wanted - opening();
    if (size < 2)
        throw InputError("windows of " + std::to_string(wanted) + " tokens hold no two words", "use a longer --max-length");
    const std::int64_t stride = request.stride > 0 ? request.stride : size;
    if (stride > size)
        throw InputError("a stride of " + std::to_string(stride) + " tokens leaves words out between windows of "
                + std::to_string(size),
            "use a --stride of at most " + std::to_string(size));
    const auto tokens = static_cast<std::int64_t>(m_tokens.size());
    std::int64_t asked = 0;
    for (std::int64_t begin = 0; asked < tokens; begin += stride) {
        const std::int64_t end = std::min(begin + size, tokens);
        Window window { .begin = begin, .asked = std::max(asked, begin + 1 - opening()), .end = end };
        window.textFrom = m_places[static_cast<std::size_t>(asked)].from;
        if (window.asked < end)
            addWindow(window);
        asked = end;
    }
}

bool TextWindows::readPairs(
    const TraceRequest& request, const DecoderConfig& config, const data::Tokenizer& tokenizer, const JobContext& job)
{
    const auto sources = linesOf(request.data), targets = linesOf(request.targets);
    if (sources.size() != targets.size())
        throw InputError(request.targets, "has " + std::to_string(targets.size()) + " lines, "
                + request.data.filename().string() + " has " + std::to_string(sources.size()),
            "line by line they should be pairs");
    m_sha256 = io::Sha256().update(io::sha256OfFile(request.data)).update(io::sha256OfFile(request.targets)).hex();
    std::int64_t most = config.positions;
    if (request.maxLength > 0)
        most = most > 0 ? std::min<std::int64_t>(most, request.maxLength) : request.maxLength;
    std::int64_t empty = 0;
    for (std::size_t i = 0; i < sources.size(); ++i) {
        if (i % 256 == 0 && !job.proceed())
            return false;
        std::vector<data::TokenId> read, said;
        tokenizer.appendIds(sources[i], read);
        tokenizer.appendIds(targets[i], said);
        if (read.empty() || said.empty()) {
            ++empty;
            continue;
        }
        const std::int64_t room = most > 0 ? most - tokenizer.addedTokens(false) : 0;
        if (most > 0 && room < 1)
            throw InputError(std::string("the longest input leaves no room for a word"), "use a longer --max-length");
        bool isCut = false;
        for (auto* ids : { &read, &said })
            if (most > 0 && std::ssize(*ids) > room) {
                ids->resize(static_cast<std::size_t>(room));
                isCut = true;
            }
        m_cut += isCut ? 1 : 0;
        const auto encoded = tokenizer.wrapped(read).ids, wanted = tokenizer.wrapped(said).ids;
        Window window { .encodedFrom = std::ssize(m_encoded),
            .encodedTo = std::ssize(m_encoded) + std::ssize(encoded),
            .begin = std::ssize(m_tokens),
            .asked = std::ssize(m_tokens),
            .textFrom = std::ssize(m_text) };
        m_encoded.insert(m_encoded.end(), encoded.begin(), encoded.end());
        m_text += sources[i] + '\t';
        addTokens(wanted, tokenizer);
        window.end = std::ssize(m_tokens);
        addWindow(window);
    }
    if (empty > 0)
        m_notes.push_back(std::to_string(empty) + " pairs with an empty side were left out");
    return true;
}

TextWindows TextWindows::ofWritten(std::span<const Written> texts, const data::Tokenizer& tokenizer)
{
    TextWindows windows;
    for (const Written& text : texts) {
        Window window { .encodedFrom = std::ssize(windows.m_encoded),
            .begin = std::ssize(windows.m_tokens),
            .textFrom = std::ssize(windows.m_text) };
        windows.m_encoded.insert(windows.m_encoded.end(), text.encoded.begin(), text.encoded.end());
        window.encodedTo = std::ssize(windows.m_encoded);
        if (!text.source.empty())
            windows.m_text += text.source + '\t';
        std::vector<data::TokenId> ids(text.before.begin(), text.before.end());
        ids.insert(ids.end(), text.after.begin(), text.after.end());
        windows.addTokens(ids, tokenizer);
        window.asked = window.begin + std::ssize(text.before);
        window.end = std::ssize(windows.m_tokens);
        windows.addWindow(window);
    }
    return windows;
}

void TextWindows::addTokens(std::span<const data::TokenId> ids, const data::Tokenizer& tokenizer)
{
    data::TextStream told(tokenizer, {});
    for (const auto id : ids) {
        const auto begin = static_cast<std::int64_t>(m_text.size());
        m_text += told.add(id);
        m_tokens.push_back(id);
        m_places.push_back({ begin, static_cast<std::int64_t>(m_text.size()) });
    }
    if (const std::string rest = told.finish(); !rest.empty()) {
        m_text += rest;
        m_places.back().to = static_cast<std::int64_t>(m_text.size());
    }
}

void TextWindows::addWindow(Window window)
{
    window.lastUnit = units() + window.end - window.asked;
    m_windows.push_back(window);
}

std::pair<std::int64_t, std::int64_t> TextWindows::unitsOf(std::int64_t window) const
{
    const Window& of = m_windows[static_cast<std::size_t>(window)];
    return { of.lastUnit - (of.end - of.asked), of.lastUnit };
}

TextWindow TextWindows::window(std::int64_t index) const
{
    const Window& of = m_windows[static_cast<std::size_t>(index)];
    const auto at = [this](std::int64_t token) { return m_tokens.begin() + token; };
    TextWindow window;
    window.encoded.assign(m_encoded.begin() + of.encodedFrom, m_encoded.begin() + of.encodedTo);
    if (m_opening >= 0)
        window.input.push_back(m_opening);
    window.input.insert(window.input.end(), at(of.begin), at(of.end - 1));
    window.next.assign(at(of.begin + 1 - opening()), at(of.end));
    window.firstAsked = of.asked - of.begin - 1 + opening();
    return window;
}

std::int64_t TextWindows::longest() const
{
    std::int64_t rows = 0;
    for (const Window& of : m_windows)
        rows = std::max(rows, of.end - of.begin - 1 + opening());
    return rows;
}

std::int64_t TextWindows::longestEncoded() const
{
    std::int64_t rows = 0;
    for (const Window& of : m_windows)
        rows = std::max(rows, of.encodedTo - of.encodedFrom);
    return rows;
}

std::vector<std::int64_t> TextWindows::labels() const
{
    std::vector<std::int64_t> labels;
    for (const Window& of : m_windows)
        labels.insert(labels.end(), m_tokens.begin() + of.asked, m_tokens.begin() + of.end);
    return labels;
}

std::vector<std::int64_t> TextWindows::exampleOfUnits() const
{
    std::vector<std::int64_t> examples;
    for (std::size_t i = 0; i < m_windows.size(); ++i)
        examples.insert(examples.end(), static_cast<std::size_t>(m_windows[i].end - m_windows[i].asked),
            static_cast<std::int64_t>(i));
    return examples;
}

std::vector<std::int32_t> TextWindows::positions() const
{
    std::vector<std::int32_t> positions;
    for (const Window& of : m_windows)
        for (std::int64_t token = of.asked; token < of.end; ++token)
            positions.push_back(static_cast<std::int32_t>(token - of.begin));
    return positions;
}

std::vector<std::int32_t> TextWindows::lengths() const
{
    std::vector<std::int32_t> lengths;
    for (const Window& of : m_windows)
        lengths.push_back(static_cast<std::int32_t>(of.end - of.begin - 1 + opening()));
    return lengths;
}

std::vector<std::int64_t> TextWindows::textOffset() const
{
    std::vector<std::int64_t> offsets;
    for (const Window& of : m_windows)
        offsets.push_back(of.textFrom);
    offsets.push_back(static_cast<std::int64_t>(m_text.size()));
    return offsets;
}

std::vector<std::int64_t> TextWindows::unitText() const
{
    std::vector<std::int64_t> bounds;
    for (const Window& of : m_windows)
        for (std::int64_t token = of.asked; token < of.end; ++token) {
            const Place& place = m_places[static_cast<std::size_t>(token)];
            bounds.insert(bounds.end(), { place.from, place.to });
        }
    return bounds;
}

} // namespace exitscope::engine
