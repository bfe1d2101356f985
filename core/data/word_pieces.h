#pragma once

#include "core/data/tokenizer.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace exitscope::data {

/// A sentence of W words as word pieces, without special tokens. Each word is tokenised by itself; its first piece stands
/// for it, which is where its label belongs.
struct WordPieces
{
    std::vector<TokenId> ids;
    std::vector<std::int32_t> first; ///< [W+1] where a word's pieces begin; the last is ids.size()

    std::int32_t words() const { return static_cast<std::int32_t>(first.size()) - 1; }
};

/// Every word has at least one piece: the unknown token where the tokenizer gives none (white space, control characters).
/// Byte-level BPE sees each word behind a blank, as the published models were fine-tuned (add_prefix_space).
WordPieces piecesOf(const Tokenizer& tokenizer, std::span<const std::string> words);

/// A run of words that is read at once, and the part of them whose labels are read there.
struct WordWindow
{
    std::int32_t firstWord = 0, lastWord = 0; ///< [first, last)
    std::int32_t firstLabelled = 0, lastLabelled = 0; ///< within; those of a sentence's windows follow each other
};

/// One window where the sentence has at most `limit` pieces. Else windows of whole words that overlap by a quarter of
/// `limit`, or the nearest that words allow; a word is labelled where more of its surroundings are seen. A word with more
/// than `limit` pieces has a window of its own, which takes the first of them. `limit` is at least 1.
std::vector<WordWindow> windowsOf(const WordPieces& pieces, std::int32_t limit);

/// A sentence of words as a model takes it: one sequence, or several windows where it is too long for one.
struct WordInput
{
    std::vector<TokenId> ids, types;    ///< [T] of all windows, specials included
    std::vector<std::int32_t> lengths;  ///< [windows] their sum is T
    std::vector<std::int32_t> asked;    ///< [W] where each word's first piece stands that is labelled
    std::vector<std::int32_t> owner;    ///< [T] whose token it is, -1: a special one, or a word's that is labelled elsewhere
    std::int32_t tokens = 0;            ///< of the sentence in one piece, specials included
    bool truncated = false;             ///< a word was longer than a window
};

/// `maxLength` tokens to a sequence, specials included; it leaves room for at least one piece.
WordInput wordInput(const Tokenizer& tokenizer, std::span<const std::string> words, std::int32_t maxLength);

} // namespace exitscope::data
