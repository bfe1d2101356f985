#pragma once

#include "core/store/records.h"

#include <QString>
#include <QStringList>

namespace exitscope::app {

/// The rules of a run as they were asked for, and the files of its traces in their order.
QStringList specificationsOf(const store::RunRequest& request);
QStringList tracePathsOf(const store::RunRequest& request);

/// `exitscope sweep …` that makes the points of a stored sweep again, to the last digit: traces, rules, name, and what else
/// decided the numbers (padding; draws, confidence and seed of its intervals). Quoted for a POSIX shell. Throws InputError
/// for a run that no sweep of the command line makes.
QString commandOf(const store::Run& run, const QString& storePath);

} // namespace exitscope::app
