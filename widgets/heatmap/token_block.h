#pragma once

#include "widgets/heatmap/token_text_source.h"

#include <QCache>
#include <QFont>
#include <QRect>
#include <QStaticText>

#include <vector>

namespace exitscope::widgets {

/// A stretch of one paragraph that is laid out at once. Long paragraphs are several blocks, so that no text is too long.
struct BlockPlace
{
    int paragraph = 0;
    int first = 0; ///< token
    int count = 0;
};

/// A token in its place, relative to the block's top left.
struct TokenBox
{
    QRect rect;
    std::shared_ptr<const QStaticText> text;
    std::int64_t unit = -1;
    int piece = 0; ///< of the paragraph
    int line = 0;
    bool isFound = false;
};

struct TokenBlock
{
    std::vector<TokenBox> boxes; ///< in reading order
    QString heading;
    int height = 0;
};

/// Breaks texts of tokens into lines. Words that come again are shaped once.
class TokenLayouter
{
public:
    static constexpr int mostTokens = 256; ///< of a block

    /// `withNumbers`: a small line of numbers below every token. `withHeadings`: a column for them on the left.
    void reset(const QFont& font, int width, bool withNumbers, bool withHeadings);

    [[nodiscard]] std::vector<BlockPlace> blocksOf(const TokenTextSource& source) const;
    /// A guess from the number of tokens alone.
    [[nodiscard]] int guessedHeight(const BlockPlace& place) const;
    [[nodiscard]] TokenBlock laidOut(const TokenTextSource& source, const BlockPlace& place, const QString& find);

    [[nodiscard]] int gutter() const { return m_gutter; } ///< width of the headings' column
    [[nodiscard]] int lineHeight() const { return m_lineHeight; }
    [[nodiscard]] int textTop() const { return m_textTop; } ///< of a box
    [[nodiscard]] int numberHeight() const { return m_numberHeight; } ///< 0 without numbers

private:
    struct Shaped
    {
        std::shared_ptr<const QStaticText> text;
        int width = 0;
    };
    [[nodiscard]] const Shaped& shaped(const QString& text);
    void placeLine(std::vector<TokenBox>& boxes, const std::vector<TokenPiece>& pieces, std::size_t from, bool isRightToLeft,
        bool isMixed, int line) const;

    QFont m_font;
    int m_width = 1, m_gutter = 0, m_padding = 2, m_space = 4, m_lineHeight = 1, m_boxHeight = 1, m_textTop = 0;
    int m_numberHeight = 0, m_least = 0, m_usual = 1;
    QCache<QString, Shaped> m_shaped { 40000 };
};

} // namespace exitscope::widgets
