#include "tests/app/cli/program.h"

#include <QFileInfo>

namespace exitscope::test {

nlohmann::ordered_json Ran::json() const
{
    return nlohmann::ordered_json::parse(out.toStdString(), nullptr, false);
}

bool Ran::isOneLineError() const
{
    return err.startsWith("exitscope: ") && err.endsWith('\n') && err.count('\n') == 1;
}

void startProgram(QProcess& process, const QStringList& arguments, const QString& folder)
{
    process.setWorkingDirectory(folder);
    process.start(QStringLiteral(EXITSCOPE_PROGRAM), arguments);
}

Ran runProgram(const QStringList& arguments, const QString& folder)
{
    QProcess process;
    startProgram(process, arguments, folder);
    Ran ran;
    if (!process.waitForFinished(300'000) || process.exitStatus() != QProcess::NormalExit)
        return ran;
    ran.status = process.exitCode();
    ran.out = process.readAllStandardOutput();
    ran.err = process.readAllStandardError();
    return ran;
}

int runLine(const QString& line)
{
    QProcess shell;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("PATH"),
        QFileInfo(QStringLiteral(EXITSCOPE_PROGRAM)).path() + u':' + environment.value(QStringLiteral("PATH")));
    shell.setProcessEnvironment(environment);
    shell.start(QStringLiteral("/bin/sh"), { QStringLiteral("-c"), line });
    return shell.waitForFinished(300'000) ? shell.exitCode() : -1;
}

} // namespace exitscope::test
