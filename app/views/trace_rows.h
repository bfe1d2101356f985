#pragma once

#include "core/trace/trace.h"
#include "widgets/heatmap/exit_strip_source.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace exitscope::app {

enum class RowOrder { Dataset, HardestFirst, EasiestFirst, WrongFirst, DisagreementsFirst, LongestFirst };

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

    /// 0-based exit of every unit under the operating point, [U].
    void setExits(std::vector<std::int32_t> exits);
    const std::vector<std::int32_t>& exitsByUnit() const { return m_exits; }

    /// Which units are rows, and in what order. `filter`: lower-cased words that must all occur in the text or tag.
    void arrange(RowOrder order, const QString& filter);
    std::int64_t unitAt(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    int rowOf(std::int64_t unit) const; ///< −1 when filtered out
    QString labelText(std::int64_t label) const;
    QString tagOf(std::int64_t unit) const;
    bool isRight(std::int64_t unit, int exit) const; ///< false without a label

private:
    int predictedClass(std::int64_t unit, int exit) const;
    void keepMatching(const QString& filter);

    std::shared_ptr<const trace::Trace> m_trace;
    std::vector<std::int64_t> m_rows;
    std::vector<std::int32_t> m_exits;
    std::vector<std::string> m_tags; ///< [N] or empty
};

} // namespace exitscope::app
