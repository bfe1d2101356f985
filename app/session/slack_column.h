#pragma once

#include "app/jobs/quick_task.h"
#include "app/views/view_context.h"
#include "core/examples/slack.h"

#include <QObject>

#include <memory>
#include <vector>

namespace exitscope::app {

/// The slack of every unit under the operating point, for colours. The index is made on a worker once for a rule; after that it
/// is read within the frame, and only while somebody wants it.
class SlackColumn final : public QObject
{
    Q_OBJECT

public:
    explicit SlackColumn(const ViewContext& context, QObject* parent = nullptr);

    void setWanted(bool isWanted);
    bool isKnown() const; ///< the rule under the scrubber has one threshold
    /// [U] the move to the nearest other exit as a share of the range of thresholds, its root taken so that near misses tell
    /// apart; NaN where a unit can leave nowhere else. Null while it is not wanted or not ready.
    std::shared_ptr<const std::vector<float>> values() const;

Q_SIGNALS:
    void ready();
    void failed(const QString& problem);

private:
    void build();

    ViewContext m_context;
    std::shared_ptr<const examples::SlackIndex> m_index;
    QuickTask m_task;
    bool m_isWanted = false;
};

} // namespace exitscope::app
