#pragma once

#include "app/analysis/pane_outcome.h"
#include "app/jobs/quick_task.h"
#include "app/session/outcome_choice.h"
#include "app/views/view_context.h"

#include <QObject>

#include <optional>

namespace exitscope::app {

/// Keeps what one pane of the Tokens view shows: the operating point as it moves, the pinned one, or what was executed. Reads and
/// replays off the GUI thread.
class PaneSource final : public QObject
{
    Q_OBJECT

public:
    /// `usual`: the choice while another one does not fit the open trace.
    PaneSource(const ViewContext& context, OutcomeChoice::Kind usual, QObject* parent = nullptr);

    const OutcomeChoice& choice() const { return m_choice; }
    void choose(const OutcomeChoice& choice);
    /// None while it is read, and where there is nothing to show.
    const std::optional<PaneOutcome>& outcome() const { return m_outcome; }
    bool isLive() const { return m_choice.kind == OutcomeChoice::Kind::Live; }

Q_SIGNALS:
    void choiceChanged();
    void changed();
    void failed(const QString& problem); ///< one sentence

private:
    enum class Asker { Person, Trace };

    void takeLive();
    void replayPinned();
    void load(Asker asker);
    void set(std::optional<PaneOutcome> outcome);

    ViewContext m_context;
    OutcomeChoice m_usual;
    OutcomeChoice m_choice;
    std::optional<PaneOutcome> m_outcome;
    QuickTask m_task;
};

} // namespace exitscope::app
