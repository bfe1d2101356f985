#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace exitscope::data {

/// A Unigram model as tokenizer.json holds it.
struct UnigramModel
{
    enum class Kind { Normal = 1, Unknown = 2, Control = 3 }; ///< numbers of sentencepiece_model.proto
    struct Piece
    {
        std::string text;
        float score = 0;
        Kind kind = Kind::Normal;
    };

    std::vector<Piece> pieces; ///< the index is the id
    std::string charsMap; ///< SentencePiece's precompiled normalisation, bytes; may be empty
    bool addsPrefixSpace = true;
};

/// The same model in SentencePiece's own file format (a protocol buffer), so that one library segments both.
std::string toSentencePieceFile(const UnigramModel& model);

} // namespace exitscope::data
