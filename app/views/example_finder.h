#pragma once

#include "app/analysis/live_policy.h"
#include "app/jobs/quick_task.h"
#include "core/examples/arrangement.h"
#include "core/examples/atlas.h"
#include "core/examples/unit_columns.h"

#include <QObject>

#include <memory>
#include <optional>
#include <stop_token>

namespace exitscope::app {

/// Keeps the columns of the open trace in step with the operating point, and finds, off the GUI thread, which units a
/// table shows and in what order. A new filter or order stops the search under way; a moving point never does: the next
/// search begins when the last one is done, so that the table follows a drag at the pace that it can.
class ExampleFinder final : public QObject
{
    Q_OBJECT

public:
    explicit ExampleFinder(QObject* parent = nullptr);
    ~ExampleFinder() override;

    void setTrace(std::shared_ptr<const trace::Trace> trace); ///< null: none
    /// The rule under the scrubber on that trace; null while it is being prepared.
    void setRule(const std::shared_ptr<LivePolicy>& live);
    void setPoint(const LiveState& state, double value);
    void setTags(std::shared_ptr<const examples::TagSet> tags);
    void setFilter(const examples::Filter& filter);
    void setSort(examples::SortBy sort);
    /// Whether the atlas is worth finding: as long as nobody looks, it is not.
    void setAtlasWanted(bool isWanted);

    const std::optional<examples::UnitColumns>& columns() const { return m_columns; }
    const examples::Filter& filter() const { return m_filter; }
    examples::SortBy sort() const { return m_sort; }
    bool isSearching() const { return m_isSearching; }

Q_SIGNALS:
    void columnsReset();   ///< another trace, or none
    void columnsChanged(); ///< the same trace under another point, or with other tags
    void found(const std::shared_ptr<exitscope::examples::Arrangement>& arrangement);
    void atlasFound(const exitscope::examples::Atlas& atlas);
    void searchingChanged(bool isSearching);
    void failed(const QString& problem); ///< of the filter: one sentence

private:
    /// What is needed of a rule before a point of it can be shown.
    struct Rule
    {
        bool isReady = false;
        bool hasThreshold = false;
        std::shared_ptr<const std::vector<std::int32_t>> classes;
        std::shared_ptr<const examples::SlackIndex> slack;
    };

    void prepareRule();
    void decide();
    void adopt(std::shared_ptr<const examples::Decision> decision);
    void searchAnew(); ///< whatever is under way is no longer wanted
    void search();
    void mapOverthinkers();
    void setSearching(bool isSearching);

    std::shared_ptr<const trace::Trace> m_trace;
    std::shared_ptr<const examples::Answers> m_answers;
    std::shared_ptr<const examples::TagSet> m_tags;
    std::shared_ptr<LivePolicy> m_live;
    Rule m_rule;
    std::vector<std::int32_t> m_exits; ///< of the point to be shown
    double m_value = 0;
    std::optional<examples::UnitColumns> m_columns;
    examples::Filter m_filter;
    examples::SortBy m_sort;
    bool m_isSearching = false, m_isStale = false, m_isMapping = false, m_isAtlasStale = false, m_isAtlasWanted = false;
    std::stop_source m_stop, m_stopSearch;
    QuickTask m_reading, m_preparing, m_deciding, m_searching, m_mapping;
};

} // namespace exitscope::app
