#pragma once

#include "core/policy/policy.h"
#include "widgets/panel/policy_info.h"
#include "widgets/panel/sweep_dialog.h"

#include <memory>

namespace exitscope::app {

/// A policy as the panel shows it on this trace: ranges fitted to its exits and classes, and where it cannot run the
/// reason.
widgets::PolicyInfo offerOf(const policy::PolicyInfo& info, const trace::Trace& trace);
/// All of them, in registry order.
std::vector<widgets::PolicyInfo> offersFor(const trace::Trace& trace);
/// What keeps a policy from running on a trace, as a sentence; empty where nothing does.
QString obstacle(const policy::PolicyInfo& info, const trace::Trace& trace);

/// How many points, roughly how long, or what a policy has against it. Replays each rule on a sample of some thousand
/// units to know its speed; some milliseconds.
widgets::SweepOutlook sweepOutlook(const QStringList& specifications, const trace::Trace& trace);

/// `exitscope sweep …`, quoted for a POSIX shell; several traces are a cascade, in their order.
QString sweepCommand(
    const QStringList& tracePaths, const QString& storePath, const QStringList& specifications, const QString& name);
/// One word for a POSIX shell, quoted only where that is needed.
QString shellWord(const QString& text);

} // namespace exitscope::app
