#include "core/data/sentencepiece_model.h"

#include <algorithm>
#include <bit>
#include <cstdint>

namespace exitscope::data {

namespace {

/// Writes the few field types of the protocol buffer format that a model needs.
class ProtoWriter
{
public:
    void number(unsigned field, std::uint64_t value)
    {
        varint(field << 3);
        varint(value);
    }
    void real(unsigned field, float value)
    {
        varint((field << 3) | 5);
        const auto bits = std::bit_cast<std::uint32_t>(value);
        for (unsigned shift = 0; shift < 32; shift += 8)
            m_bytes.push_back(static_cast<char>((bits >> shift) & 0xFF));
    }
    void bytes(unsigned field, std::string_view value)
    {
        varint((field << 3) | 2);
        varint(value.size());
        m_bytes += value;
    }
    const std::string& result() const { return m_bytes; }

private:
    void varint(std::uint64_t value)
    {
        for (; value >= 0x80; value >>= 7)
            m_bytes.push_back(static_cast<char>((value & 0x7F) | 0x80));
        m_bytes.push_back(static_cast<char>(value));
    }

    std::string m_bytes;
};

} // namespace

std::string toSentencePieceFile(const PieceModel& model)
{
    // Field numbers: sentencepiece_model.proto, messages ModelProto, TrainerSpec and NormalizerSpec.
    ProtoWriter file;
    ProtoWriter trainer;
    trainer.number(3, static_cast<std::uint64_t>(model.type));
    trainer.number(4, model.pieces.size());
    for (std::size_t id = 0; id < model.pieces.size(); ++id) {
        const PieceModel::Piece& piece = model.pieces[id];
        ProtoWriter entry;
        entry.bytes(1, piece.text);
        entry.real(2, piece.score);
        entry.number(3, static_cast<std::uint64_t>(piece.kind));
        file.bytes(1, entry.result());
        if (piece.kind == PieceModel::Kind::Unknown) {
            trainer.number(40, id);
            trainer.bytes(45, piece.text);
        }
    }
    const bool hasBytes = std::ranges::any_of(
        model.pieces, [](const PieceModel::Piece& piece) { return piece.kind == PieceModel::Kind::Byte; });
    trainer.number(35, hasBytes); // what no piece covers is spelled in bytes
    ProtoWriter normalizer;
    normalizer.bytes(1, "tokenizer.json");
    normalizer.bytes(2, model.charsMap);
    normalizer.number(3, model.addsPrefixSpace);
    normalizer.number(4, model.joinsSpaces);
    normalizer.number(5, 1); // spaces are written as U+2581
    file.bytes(2, trainer.result());
    file.bytes(3, normalizer.result());
    return file.result();
}

} // namespace exitscope::data
