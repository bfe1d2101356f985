#pragma once

#include "app/analysis/unit_table.h"
#include "widgets/heatmap/exit_strip_source.h"

#include <memory>
#include <vector>

namespace exitscope::app {

/// The units of a trace as rows of the Tokens view: everything is read from the mapped trace when a row is in sight;
/// only the order and the current exits are kept. Confidence is the largest probability; for regression the strip is full.
class TraceRows final : public widgets::ExitStripSource
{
public:
    explicit TraceRows(std::shared_ptr<const trace::Trace> trace);

    int count() const override;
    int exits() const override;
    int layer(int exit) const override;
    widgets::ExitStrip item(int row) const override;
    int exitOf(int row) const override;
    QString predictionText(int row, int exit) const override;
    widgets::LensMark lens(int row) const override;
    bool hasLens() const override { return m_b != nullptr; }
    double slack(int row) const override;

    void setOutcomes(std::shared_ptr<const UnitOutcomes> a); ///< of the operating point; null: all at the last exit
    void setSlack(std::shared_ptr<const std::vector<float>> slack) { m_slack = std::move(slack); } ///< [U], or null
    void setPinned(std::shared_ptr<const UnitOutcomes> b);   ///< null: none
    /// Which units are rows, in what order.
    void setUnits(std::vector<std::uint32_t> units);
    void setTags(std::shared_ptr<const UnitTable> table); ///< null: none known yet

    std::int64_t unitAt(int row) const { return m_units[static_cast<std::size_t>(row)]; }
    int rowOf(std::int64_t unit) const; ///< −1 when filtered out
    const std::shared_ptr<const trace::Trace>& trace() const { return m_trace; }

private:
    std::int32_t answerOf(std::int64_t unit, int exit) const;

    std::shared_ptr<const trace::Trace> m_trace;
    std::shared_ptr<const UnitTable> m_table;
    std::shared_ptr<const UnitOutcomes> m_a, m_b;
    std::shared_ptr<const std::vector<float>> m_slack; ///< as slackColor() takes it
    std::vector<std::uint32_t> m_units;
    mutable std::vector<std::int32_t> m_rows; ///< [U] row of each unit or −1; made when first asked for
};

/// How a unit fares under `a` beside `b`; both of one trace.
widgets::LensMark lensOf(const UnitOutcomes& a, const UnitOutcomes& b, std::int64_t unit);

} // namespace exitscope::app
