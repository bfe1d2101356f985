#pragma once

#include <QString>

#include <optional>

namespace exitscope::app {

/// Whose exits a pane of the Tokens view shows.
struct OutcomeChoice
{
    enum class Kind {
        Live,     ///< the operating point, replayed
        Pinned,   ///< B, replayed; nothing where none is pinned
        Executed, ///< a point of the open store that was run
        Table,    ///< a hash of tokens
    };

    Kind kind = Kind::Live;
    /// Of Executed the run's uuid and the point's ordinal, "…/0", or takenId() for what the trace itself says was executed; of Table
    /// its file.
    QString id = {};

    friend bool operator==(const OutcomeChoice&, const OutcomeChoice&) = default;
};

/// The layers that a trace's words took when they were written.
inline QString takenId() { return QStringLiteral("taken"); }

/// As saved states have it: "live", "pinned", "executed:…", "table:…".
QString keyOf(const OutcomeChoice& choice);
std::optional<OutcomeChoice> choiceFrom(const QString& key);

} // namespace exitscope::app
