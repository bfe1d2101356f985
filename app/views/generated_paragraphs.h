#pragma once

#include "core/calm/text_difference.h"
#include "core/engine/generation.h"
#include "widgets/heatmap/token_text_source.h"

#include <QStringList>

#include <memory>
#include <vector>

namespace exitscope::app {

/// Texts that a model writes, with their prompts in front, for a TokenTextView: a paragraph for each line. Tokens may be added
/// while they are shown. Units are the tokens, text after text.
class GeneratedParagraphs final : public widgets::TokenTextSource
{
public:
    /// `exitLayer`: the model's, 1-based. `promptsStandApart`: they are an encoder's input. `scoreName`: of the measure in tips;
    /// empty: there is none. `hasDepths`: false of the full model, whose tokens all take the last exit.
    GeneratedParagraphs(std::vector<std::int32_t> exitLayer, bool promptsStandApart, QString scoreName, bool hasDepths);

    void setPrompts(const QStringList& prompts); ///< and no token yet
    void add(std::size_t prompt, const engine::GeneratedToken& token);
    void setTexts(const std::vector<engine::GeneratedText>& texts); ///< whole, prompts too
    /// Partners of the tokens of each text in `other`'s ([texts]), by place in that text; −1: it has none there.
    void setPartners(std::vector<std::vector<std::int32_t>> partners, std::shared_ptr<const GeneratedParagraphs> other);
    void lineUp(); ///< after add(): paragraphs and units are as the tokens

    const std::vector<engine::GeneratedText>& texts() const { return m_texts; }
    const std::vector<std::int32_t>& exitLayer() const { return m_exitLayer; }
    bool isEmpty() const; ///< no token anywhere
    std::int64_t unitOf(std::size_t text, std::int64_t token) const { return m_first[text] + token; }

    int paragraphs() const override { return static_cast<int>(m_lines.size()); }
    int tokens(int paragraph) const override;
    std::vector<widgets::TokenPiece> pieces(int paragraph, int first, int count) const override;
    QString heading(int paragraph) const override;
    std::pair<int, int> placeOf(std::int64_t unit) const override;
    std::int64_t units() const override { return m_first.back(); }
    int exits() const override { return static_cast<int>(m_exitLayer.size()); }
    int layer(int exit) const override { return m_exitLayer[static_cast<std::size_t>(exit)]; }
    bool hasDepths() const override { return m_hasDepths; }
    int exitOf(std::int64_t unit) const override;
    bool agrees(std::int64_t unit) const override;
    widgets::LensMark lens(std::int64_t unit) const override;
    QString tip(std::int64_t unit) const override;

private:
    struct Line
    {
        std::size_t text = 0;
        std::vector<widgets::TokenPiece> lead; ///< of the prompt
        std::int64_t first = 0, count = 0;     ///< tokens
    };

    std::pair<std::size_t, std::int64_t> tokenOf(std::int64_t unit) const; ///< text and place in it
    const engine::GeneratedToken& token(std::int64_t unit) const;
    void addPrompt(std::size_t text);
    void addTokens(std::size_t text);

    std::vector<std::int32_t> m_exitLayer;
    bool m_promptsStandApart;
    QString m_scoreName;
    bool m_hasDepths;
    std::vector<engine::GeneratedText> m_texts;
    std::vector<std::int64_t> m_first { 0 }; ///< [texts + 1] first unit
    std::vector<Line> m_lines;
    std::vector<std::vector<std::int32_t>> m_partners; ///< [texts][tokens] or empty
    std::weak_ptr<const GeneratedParagraphs> m_other;
};

} // namespace exitscope::app
