#pragma once

#include "app/analysis/operating_point.h"
#include "app/jobs/quick_task.h"
#include "app/views/view_context.h"
#include "core/policy/policy.h"

#include <QObject>
#include <QString>

#include <memory>
#include <optional>

namespace exitscope::app {

/// The point as the registry of policies takes it.
policy::PolicySpec specOf(const OperatingPoint& point);

/// The hub's pinned point replayed on the open trace, off the GUI thread.
class PinnedOutcome final : public QObject
{
    Q_OBJECT

public:
    explicit PinnedOutcome(const ViewContext& context, QObject* parent = nullptr);

    /// Null without a pinned point, while it is replayed, and where the open trace lacks what its rule needs.
    const std::shared_ptr<const policy::Outcome>& outcome() const { return m_outcome; }
    std::optional<policy::PolicySpec> spec() const; ///< none without a pinned point
    QString name() const; ///< "entropy 0.3"; empty without a pinned point

Q_SIGNALS:
    void changed();
    void failed(const QString& problem); ///< the pinned rule cannot run on this trace

private:
    void replay();

    ViewContext m_context;
    std::shared_ptr<const policy::Outcome> m_outcome;
    QuickTask m_task;
};

} // namespace exitscope::app
