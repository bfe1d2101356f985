#pragma once

#include "app/analysis/unit_table.h"
#include "app/jobs/quick_task.h"

#include <QObject>

#include <atomic>
#include <memory>
#include <optional>

namespace exitscope::app {

/// Keeps the units of the open trace in the order and choice that a person asked for, as the operating point moves: within the
/// same frame as long as they are few enough, else on a worker, one arrangement at a time and the newest last.
class UnitArranger final : public QObject
{
    Q_OBJECT

public:
    explicit UnitArranger(QObject* parent = nullptr);
    ~UnitArranger() override;

    void setTrace(std::shared_ptr<const trace::Trace> trace); ///< null: none
    void setOutcomes(std::shared_ptr<const UnitOutcomes> a);
    void setPinned(std::shared_ptr<const UnitOutcomes> b);
    void setQuery(const UnitQuery& query);
    void setWords(const QString& words); ///< to be found; the answer comes a moment later
    void setSelected(std::vector<std::int64_t> units);

    const UnitQuery& query() const { return m_query; }
    const std::shared_ptr<const UnitTable>& table() const { return m_table; } ///< null until it is made
    bool isFound(std::int64_t unit) const; ///< false as long as nothing is looked for
    bool isLooking() const { return m_isLooking; }
    const QString& words() const { return m_words; }

Q_SIGNALS:
    void tableReady();
    void arranged(const std::vector<std::uint32_t>& units);
    void foundChanged();
    void failed(const QString& problem);

private:
    void arrange();
    void arrangeLater();
    void look();

    std::shared_ptr<const trace::Trace> m_trace;
    std::shared_ptr<const UnitTable> m_table;
    std::shared_ptr<const UnitOutcomes> m_a, m_b;
    UnitQuery m_query;
    QString m_words;
    std::shared_ptr<const std::vector<std::uint8_t>> m_found; ///< [N], or null
    std::vector<std::int64_t> m_selected;
    QuickTask m_tableTask, m_arrangeTask, m_lookTask;
    std::shared_ptr<std::atomic<bool>> m_stopLooking;
    bool m_isLooking = false;
    bool m_isArranging = false;
    bool m_isStale = false; ///< something changed while arranging
};

} // namespace exitscope::app
