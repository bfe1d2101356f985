#pragma once

#include "app/analysis/unit_table.h"
#include "widgets/heatmap/token_text_source.h"

#include <memory>
#include <vector>

namespace exitscope::app {

/// The examples of a trace of tokens as running text: in the order in which the arranged units name them; units that were not
/// asked for stand back in their paragraphs.
class TraceParagraphs final : public widgets::TokenTextSource
{
public:
    /// Which of two policies is seen here; the pinned one is the other.
    enum class Side { A, B };

    explicit TraceParagraphs(std::shared_ptr<const UnitTable> table, Side side = Side::A);

    int paragraphs() const override { return static_cast<int>(m_examples.size()); }
    int tokens(int paragraph) const override;
    std::vector<widgets::TokenPiece> pieces(int paragraph, int first, int count) const override;
    QString heading(int paragraph) const override;
    std::pair<int, int> placeOf(std::int64_t unit) const override;
    std::int64_t units() const override { return m_table->trace->units(); }
    int exits() const override { return static_cast<int>(m_scale.size()); }
    int layer(int exit) const override;
    int exitOf(std::int64_t unit) const override;
    bool agrees(std::int64_t unit) const override;
    /// B without a policy has no colours.
    bool isKept(std::int64_t unit) const override { return (m_side == Side::A || m_a) && m_isKept[static_cast<std::size_t>(unit)]; }
    widgets::LensMark lens(std::int64_t unit) const override;
    bool hasLens() const override { return m_a && m_b; }
    double slack(std::int64_t unit) const override;
    QString tip(std::int64_t unit) const override;

    /// The layers that outcomes speak of by their places: at first those of the trace's exits.
    void setScale(std::vector<int> layers) { m_scale = std::move(layers); }
    void setOutcomes(std::shared_ptr<const UnitOutcomes> a);
    void setSlack(std::shared_ptr<const std::vector<float>> slack) { m_slack = std::move(slack); } ///< [U], or null
    void setPinned(std::shared_ptr<const UnitOutcomes> b);
    void setUnits(const std::vector<std::uint32_t>& units);
    void setArranged(const TraceParagraphs& other); ///< the same paragraphs as another one of this table
    std::int64_t exampleAt(int paragraph) const { return m_examples[static_cast<std::size_t>(paragraph)]; }

private:
    std::int32_t answerOf(std::int64_t unit) const;
    QStringList wordTip(std::int64_t unit) const;
    std::int64_t traceExitOf(std::int64_t unit) const; ///< by which it answers
    std::int64_t lastExit() const { return m_table->trace->exits() - 1; }

    std::shared_ptr<const UnitTable> m_table;
    Side m_side;
    std::vector<int> m_scale; ///< 1-based layers, ascending
    std::shared_ptr<const UnitOutcomes> m_a, m_b;
    std::shared_ptr<const std::vector<float>> m_slack; ///< as slackColor() takes it
    std::vector<std::int64_t> m_examples;    ///< [paragraphs]
    std::vector<std::int32_t> m_paragraphOf; ///< [N], or −1
    std::vector<bool> m_isKept;              ///< [U]
};

} // namespace exitscope::app
