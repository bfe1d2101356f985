#pragma once

#include "core/trace/trace.h"

#include <QString>
#include <QTemporaryDir>

#include <memory>

namespace exitscope::test {

/// A made-up two-class trace in which deeper exits are surer and more often right.
std::shared_ptr<const trace::Trace> makeTrace(std::int64_t units, std::int64_t exits);

/// A store with one finished sweep over a trace file, as the command line would leave it.
struct Files
{
    QTemporaryDir folder;
    QString trace = folder.filePath(QStringLiteral("made.trace"));
    QString store = folder.filePath(QStringLiteral("runs.db"));

    explicit Files(std::int64_t units = 300);
    /// One more sweep into the store.
    void sweep(const std::string& name, const std::string& range) const;
};

} // namespace exitscope::test
