#pragma once

#include "app/analysis/unit_table.h"
#include "core/sweep/point.h"

#include <QString>

#include <memory>
#include <span>

namespace exitscope::app {

/// How exits came about: by replaying the trace, which knows of no frozen states; by running the model; or from the table of a
/// hash alone, which sends tokens where an execution would send them, with the answers of the replay.
enum class OutcomeKind { WhatIf, Executed, Table };

QString kindText(OutcomeKind kind); ///< "what-if", "executed", "hash table"
QString kindTip(OutcomeKind kind);  ///< what that means, a sentence

/// What one pane of the Tokens view shows: a policy with where every unit leaves under it.
struct PaneOutcome
{
    OutcomeKind kind = OutcomeKind::WhatIf;
    QString rule; ///< "entropy 0.3", "hash by frequency, 6 buckets"
    std::shared_ptr<const UnitOutcomes> outcomes;
    /// [U] of a hash: the layer (1-based) after which each is frozen, where that is known, whichever exit follows it; or null.
    std::shared_ptr<const std::vector<std::int32_t>> layers;
    sweep::Point point;
};

/// Layers to be told apart: those of the trace's exits; all of the model's where one of two panes (or null) knows of tokens that
/// freeze between exits.
std::vector<int> scaleOf(const trace::Trace& trace, const PaneOutcome* a, const PaneOutcome* b);
/// The pane's outcomes with places on that scale in place of exits.
std::shared_ptr<const UnitOutcomes> onScale(const PaneOutcome& pane, const trace::Trace& trace, std::span<const int> scale);

/// "mean exit 6.21 of 12, speed-up 1.93×" and, where it was executed, what was measured. By layers of the units shown.
QString figuresText(const PaneOutcome& pane);
QString figuresTip(const PaneOutcome& pane); ///< everything that is known, line by line

/// A rule for people: hashes of tokens in words, the others as legends have them.
QString paneRule(const policy::PolicySpec& spec);

} // namespace exitscope::app
