#pragma once

#include "app/analysis/generator_facts.h"
#include "app/session/text_writer.h"
#include "core/calm/generation_rule.h"

#include <QStringList>
#include <QWidget>

#include <array>
#include <memory>

class QHBoxLayout;
class QLabel;
class QSplitter;

namespace exitscope::widgets {
class DepthLegend;
class TokenTextView;
}

namespace exitscope::app {

class GeneratedParagraphs;

/// What a rule writes and, beside it, or below it where there is less room, what the full model writes: tokens in the colours of
/// their depths, those without a partner in the other text marked. Shows tokens as they come; what was shown before stays until the
/// first one is there.
class WrittenPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit WrittenPanel(QWidget* parent = nullptr);
    void addTool(QWidget* tool); ///< beside the legend

    void begin(const GeneratorFacts& facts, const calm::GenerationRule& rule, const QStringList& prompts, bool hasFull);
    void add(const std::vector<WrittenToken>& tokens);
    void finish(const WrittenTexts& texts);

    /// Under the rule; null before the first text.
    const std::shared_ptr<GeneratedParagraphs>& written() const { return m_sides[Rule].shown; }
    QString text() const; ///< prompts, and what was written under the rule
    void setNumbersShown(bool areShown);
    void showFirstDifference(); ///< in both texts; nothing where they are the same
    bool hasDifference() const { return m_firstDifference >= 0; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    enum Place : std::size_t { Rule, Full };
    struct Side
    {
        QWidget* pane = nullptr;
        QLabel* title = nullptr;
        widgets::TokenTextView* view = nullptr;
        std::shared_ptr<GeneratedParagraphs> shown; ///< null: nothing yet
        std::shared_ptr<GeneratedParagraphs> next;  ///< takes its place with the first token
        QString name;
    };

    void buildSide(Side& side, const QString& accessibleName);
    void turn(Side& side); ///< what is next is shown
    void showTitle(Side& side, const engine::GenerationRun* run, std::int64_t layers);
    void arrange();

    std::array<Side, 2> m_sides;
    QHBoxLayout* m_head;
    QSplitter* m_splitter;
    widgets::DepthLegend* m_legend;
    std::size_t m_differingText = 0;
    std::int64_t m_firstDifference = -1; ///< place in that text; −1: none
};

} // namespace exitscope::app
