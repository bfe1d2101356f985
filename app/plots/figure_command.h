#pragma once

#include "app/plots/figure_request.h"

#include <QString>
#include <QStringList>

namespace exitscope::app {

/// The arguments of `exitscope` that draw the request: paths as they are given, nothing for what is the default.
QStringList figureArguments(const FigureRequest& request);

/// The same as one line for a shell, "exitscope export …".
QString figureCommand(const FigureRequest& request);

} // namespace exitscope::app
