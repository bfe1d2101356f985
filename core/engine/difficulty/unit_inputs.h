#pragma once

#include "core/data/tokenizer.h"
#include "core/difficulty/annotation.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

namespace exitscope::engine {

/// An annotation as a model reads it. A text is one sequence, asked at its first token; a sentence of words is one sequence,
/// or several windows, asked at the first piece of each word.
struct UnitInputs
{
    std::vector<std::int32_t> ids, types;   ///< [T] of all sequences
    std::vector<std::int64_t> offsets { 0 }; ///< [S+1]
    std::vector<std::int32_t> asked;        ///< [R] rows in their sequence
    std::vector<std::int64_t> askedOffsets { 0 }; ///< [S+1], into asked
    std::vector<std::int64_t> unit;         ///< [R] that is asked about there
    std::vector<std::int64_t> owner;        ///< [T] the unit that a token is part of; −1: none, a special one, or without a label
    std::vector<std::int64_t> example;      ///< [S]
    std::int64_t units = 0, truncated = 0;
    bool isOfWords = false;

    std::int64_t sequences() const { return static_cast<std::int64_t>(offsets.size()) - 1; }
};

/// Throws InputError where texts are missing or words do not fit. Empty when the job was stopped.
UnitInputs unitInputs(
    const difficulty::Annotation& annotation, const data::Tokenizer& tokenizer, int maxLength, const JobContext& job);

/// Learnt from the texts of an annotation: WordPiece, lower case. Null when the job was stopped.
std::unique_ptr<data::Tokenizer> learntTokenizer(const difficulty::Annotation& annotation, const JobContext& job);

} // namespace exitscope::engine
