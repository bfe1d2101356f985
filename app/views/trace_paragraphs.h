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
    explicit TraceParagraphs(std::shared_ptr<const UnitTable> table);

    int paragraphs() const override { return static_cast<int>(m_examples.size()); }
    int tokens(int paragraph) const override;
    std::vector<widgets::TokenPiece> pieces(int paragraph, int first, int count) const override;
    QString heading(int paragraph) const override;
    std::pair<int, int> placeOf(std::int64_t unit) const override;
    std::int64_t units() const override { return m_table->trace->units(); }
    int exits() const override { return static_cast<int>(m_table->trace->exits()); }
    int layer(int exit) const override;
    int exitOf(std::int64_t unit) const override;
    bool agrees(std::int64_t unit) const override;
    bool isKept(std::int64_t unit) const override { return m_isKept[static_cast<std::size_t>(unit)]; }
    widgets::LensMark lens(std::int64_t unit) const override;
    bool hasLens() const override { return m_a && m_b; }
    double slack(std::int64_t unit) const override;
    QString tip(std::int64_t unit) const override;

    void setOutcomes(std::shared_ptr<const UnitOutcomes> a);
    void setSlack(std::shared_ptr<const std::vector<float>> slack) { m_slack = std::move(slack); } ///< [U], or null
    void setPinned(std::shared_ptr<const UnitOutcomes> b);
    void setUnits(const std::vector<std::uint32_t>& units);
    std::int64_t exampleAt(int paragraph) const { return m_examples[static_cast<std::size_t>(paragraph)]; }

private:
    std::int32_t answerOf(std::int64_t unit) const;

    std::shared_ptr<const UnitTable> m_table;
    std::shared_ptr<const UnitOutcomes> m_a, m_b;
    std::shared_ptr<const std::vector<float>> m_slack; ///< as slackColor() takes it
    std::vector<std::int64_t> m_examples;    ///< [paragraphs]
    std::vector<std::int32_t> m_paragraphOf; ///< [N], or −1
    std::vector<bool> m_isKept;              ///< [U]
};

} // namespace exitscope::app
