#pragma once

#include "core/store/run_store.h"
#include "core/sweep/stored_sweep.h"
#include "core/trace/trace_writer.h"
#include "tests/core/policy/small_traces.h"

#include <QString>
#include <QTemporaryDir>

namespace exitscope::test {

/// A trace file and a store with one finished sweep over it.
struct StoredRun
{
    QTemporaryDir folder;
    QString trace = folder.filePath(QStringLiteral("made.trace"));
    QString store = folder.filePath(QStringLiteral("runs.db"));

    StoredRun()
    {
        trace::writeTrace(trace.toStdString(),
            *randomTrace({ .units = 300, .exits = 6, .classes = 2, .withCosts = true }));
        store::RunStore runs(store.toStdString());
        sweep::StoredSweep sweep;
        sweep.plan.trace = trace::Trace::open(trace.toStdString());
        sweep.plan.ranges = { policy::parseRange("entropy:threshold=0:0.7:8") };
        sweep.name = "first & \"best\"";
        sweep::sweepIntoStore(runs, sweep);
    }
};

} // namespace exitscope::test
