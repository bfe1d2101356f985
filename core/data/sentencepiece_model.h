#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace exitscope::data {

/// A model of SentencePiece's kinds as tokenizer.json holds it.
struct PieceModel
{
    enum class Type { Unigram = 1, Bpe = 2 }; ///< numbers of sentencepiece_model.proto, as those below
    enum class Kind { Normal = 1, Unknown = 2, Control = 3, UserDefined = 4, Byte = 6 };
    struct Piece
    {
        std::string text;
        float score = 0; ///< of BPE: among joins the highest is made first
        Kind kind = Kind::Normal;
    };

    Type type = Type::Unigram;
    std::vector<Piece> pieces; ///< the index is the id
    std::string charsMap; ///< SentencePiece's precompiled normalisation, bytes; may be empty
    bool addsPrefixSpace = true;
    bool joinsSpaces = true; ///< runs of spaces become one, none at the ends
};

/// The same model in SentencePiece's own file format (a protocol buffer), so that one library segments both.
std::string toSentencePieceFile(const PieceModel& model);

} // namespace exitscope::data
