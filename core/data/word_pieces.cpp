#include "core/data/word_pieces.h"

#include <algorithm>
#include <cassert>

namespace exitscope::data {

WordPieces piecesOf(const Tokenizer& tokenizer, std::span<const std::string> words)
{
    WordPieces pieces;
    pieces.first.reserve(words.size() + 1);
    std::string spaced;
    for (const std::string& word : words) {
        const std::size_t before = pieces.ids.size();
        pieces.first.push_back(static_cast<std::int32_t>(before));
        if (tokenizer.spaceStartsWord()) {
            spaced.assign(1, ' ').append(word);
            tokenizer.appendIds(spaced, pieces.ids);
        } else {
            tokenizer.appendIds(word, pieces.ids);
        }
        if (pieces.ids.size() == before)
            pieces.ids.push_back(std::max(tokenizer.special().unknown, TokenId { 0 }));
    }
    pieces.first.push_back(static_cast<std::int32_t>(pieces.ids.size()));
    return pieces;
}

namespace {

/// The last word + 1 of the longest window that begins at `start`; at least one word.
std::int32_t reach(const WordPieces& pieces, std::int32_t start, std::int32_t limit)
{
    std::int32_t end = start + 1;
    while (end < pieces.words()
        && pieces.first[static_cast<std::size_t>(end) + 1] - pieces.first[static_cast<std::size_t>(start)] <= limit)
        ++end;
    return end;
}

/// The first word from which on at most `limit` pieces lead to the end of word `end` - 1; at least `least`.
std::int32_t startBefore(const WordPieces& pieces, std::int32_t end, std::int32_t limit, std::int32_t least)
{
    std::int32_t start = end;
    while (start > least
        && pieces.first[static_cast<std::size_t>(end)] - pieces.first[static_cast<std::size_t>(start) - 1] <= limit)
        --start;
    return start;
}

/// The word of [first, last) nearest to the middle of their pieces: as far from one window's edge as from the other's.
std::int32_t middleOf(const WordPieces& pieces, std::int32_t first, std::int32_t last)
{
    const std::int32_t twice
        = pieces.first[static_cast<std::size_t>(first)] + pieces.first[static_cast<std::size_t>(last)];
    std::int32_t word = first;
    while (word < last && 2 * pieces.first[static_cast<std::size_t>(word)] < twice)
        ++word;
    return word;
}

} // namespace

std::vector<WordWindow> windowsOf(const WordPieces& pieces, std::int32_t limit)
{
    assert(limit >= 1);
    const std::int32_t words = pieces.words();
    std::vector<WordWindow> windows;
    for (std::int32_t start = 0; start < words;) {
        const std::int32_t end = reach(pieces, start, limit);
        windows.push_back({ start, end, start, end });
        if (end == words)
            break;
        start = startBefore(pieces, end, limit / 4, start + 1);
        // A last window with room to spare begins earlier: what is run anyway may as well see more.
        if (reach(pieces, start, limit) == words)
            start = startBefore(pieces, words, limit, windows.back().firstWord + 1);
    }
    for (std::size_t i = 1; i < windows.size(); ++i)
        windows[i].firstLabelled = windows[i - 1].lastLabelled
            = middleOf(pieces, windows[i].firstWord, windows[i - 1].lastWord);
    return windows;
}

WordInput wordInput(const Tokenizer& tokenizer, std::span<const std::string> words, std::int32_t maxLength)
{
    const WordPieces pieces = piecesOf(tokenizer, words);
    const std::int32_t added = tokenizer.addedTokens(false), room = maxLength - added;
    WordInput input;
    input.tokens = static_cast<std::int32_t>(pieces.ids.size()) + added;
    for (const WordWindow& window : windowsOf(pieces, room)) {
        const auto from = pieces.first[static_cast<std::size_t>(window.firstWord)];
        const auto to = pieces.first[static_cast<std::size_t>(window.lastWord)];
        const auto count = static_cast<std::size_t>(std::min(to - from, room)); // a single word may be longer
        input.truncated = input.truncated || to - from > room;
        const auto encoding = tokenizer.wrapped(std::span(pieces.ids).subspan(static_cast<std::size_t>(from), count));
        const auto base = static_cast<std::int32_t>(input.ids.size()) + tokenizer.tokensBefore() - from;
        input.ids.insert(input.ids.end(), encoding.ids.begin(), encoding.ids.end());
        input.types.insert(input.types.end(), encoding.typeIds.begin(), encoding.typeIds.end());
        input.lengths.push_back(static_cast<std::int32_t>(encoding.ids.size()));
        input.owner.resize(input.ids.size(), -1);
        for (auto word = window.firstLabelled; word < window.lastLabelled; ++word) {
            const auto first = pieces.first[static_cast<std::size_t>(word)];
            const auto end = std::min(pieces.first[static_cast<std::size_t>(word) + 1], from + room);
            input.asked.push_back(base + first);
            std::fill(input.owner.begin() + base + first, input.owner.begin() + base + end, word);
        }
    }
    return input;
}

} // namespace exitscope::data
