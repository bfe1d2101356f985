#pragma once

#include <QByteArray>
#include <QProcess>
#include <QString>
#include <QStringList>

#include <nlohmann/json.hpp>

namespace exitscope::test {

/// What one call of the program left behind. Status −1: it was killed or did not start.
struct Ran
{
    int status = -1;
    QByteArray out;
    QByteArray err;

    nlohmann::ordered_json json() const; ///< of standard output; discarded when it is not JSON
    bool isOneLineError() const; ///< standard error is one line "exitscope: …"
};

/// Runs the built exitscope in `folder` (empty: here) and waits for its end.
Ran runProgram(const QStringList& arguments, const QString& folder = {});

/// Runs a line as a shell would, with the built program first on the path; its exit status, −1 where it did not end.
int runLine(const QString& line);

/// Starts it and returns at once.
void startProgram(QProcess& process, const QStringList& arguments, const QString& folder = {});

} // namespace exitscope::test
