#pragma once

#include "core/store/records.h"
#include "core/trace/trace.h"

#include <QString>
#include <QTemporaryDir>

#include <memory>
#include <string>

namespace exitscope::test {

/// A made-up two-class trace in which deeper exits are surer and more often right; the same for the same arguments.
std::shared_ptr<const trace::Trace> makeTrace(std::int64_t units, std::int64_t exits, unsigned seed = 7);

/// A folder for a store and the traces beside it, as the command line would leave them. Empty at first.
struct StoreOfRuns
{
    QTemporaryDir folder;
    QString store = path("runs.db");

    QString path(const char* name) const { return folder.filePath(QString::fromUtf8(name)); }
    void writeTrace(const char* name, std::int64_t units, unsigned seed = 7) const;
    store::RunId sweep(const char* traceName, const std::string& range, const std::string& name) const;
};

/// With one trace and one finished sweep over it.
struct Files : StoreOfRuns
{
    QString trace = path("made.trace");

    explicit Files(std::int64_t units = 300);
    /// One more sweep of the trace.
    store::RunId sweep(const std::string& name, const std::string& range) const;
};

} // namespace exitscope::test
