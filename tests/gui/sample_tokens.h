#pragma once

#include "widgets/heatmap/token_text_source.h"

#include <array>

namespace exitscope::widgets::samples {

/// Made-up running text: every paragraph has `perParagraph` tokens of a vocabulary of 30,000 words, frequent ones short;
/// counts how often it is asked.
class Tokens final : public TokenTextSource
{
public:
    Tokens(int paragraphs, int perParagraph, int exits = 12);

    int paragraphs() const override { return m_paragraphs; }
    int tokens(int) const override { return m_perParagraph; }
    std::vector<TokenPiece> pieces(int paragraph, int first, int count) const override;
    QString heading(int paragraph) const override { return QString::number(paragraph + 1); }
    std::pair<int, int> placeOf(std::int64_t unit) const override;
    std::int64_t units() const override { return std::int64_t { m_paragraphs } * m_perParagraph; }
    int exits() const override { return m_exits; }
    int layer(int exit) const override { return exit + 1; }
    int exitOf(std::int64_t unit) const override;
    bool agrees(std::int64_t unit) const override { return unit % 3 == 0; }
    LensMark lens(std::int64_t unit) const override;
    bool hasLens() const override { return m_isPinned; }
    QString tip(std::int64_t unit) const override { return QStringLiteral("token <%1>").arg(unit); }

    void setShift(int shift) { m_shift = shift; }
    void setPinned(bool isPinned) { m_isPinned = isPinned; }
    int asked() const { return m_asked; }

private:
    int m_paragraphs, m_perParagraph, m_exits;
    int m_shift = 0;
    bool m_isPinned = false;
    mutable int m_asked = 0;
};

} // namespace exitscope::widgets::samples
