#include "core/data/piece/piece_processor.h"

#include <sentencepiece_processor.h>

namespace exitscope::data {

namespace {

class Processor final : public PieceProcessor
{
public:
    bool load(std::string_view model) { return m_processor.LoadFromSerializedProto(model).ok(); }

    std::vector<std::string> encode(std::string_view text) const override
    {
        return m_processor.EncodeAsPieces(text);
    }
    int size() const override { return m_processor.GetPieceSize(); }
    std::string piece(int id) const override { return m_processor.IdToPiece(id); }
    int idOf(std::string_view piece) const override { return m_processor.PieceToId(piece); }
    int unknown() const override { return m_processor.unk_id(); }

private:
    sentencepiece::SentencePieceProcessor m_processor;
};

} // namespace

extern "C" __attribute__((visibility("default"))) PieceProcessor* exitscope_make_piece_processor(
    std::string_view model)
{
    auto processor = std::make_unique<Processor>();
    return processor->load(model) ? processor.release() : nullptr;
}

} // namespace exitscope::data
