#pragma once

#include "core/store/run_store.h"
#include "core/sweep/stored_sweep.h"
#include "core/trace/trace_writer.h"
#include "tests/core/policy/small_traces.h"

#include <QCoreApplication>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QMimeData>
#include <QString>
#include <QTemporaryDir>
#include <QUrl>
#include <QWidget>

namespace exitscope::test {

/// As the desktop hands a file over.
inline void dropOn(QWidget& window, const QString& path)
{
    QMimeData data;
    data.setUrls({ QUrl::fromLocalFile(path) });
    QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&window, &enter); // Qt drops on what was entered
    QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&window, &drop);
}

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
