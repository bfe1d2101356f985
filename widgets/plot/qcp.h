#pragma once

// The only way to QCustomPlot. Version 2.1 writes Qt's bare words in its header; with QT_NO_KEYWORDS they must be
// defined around it, and only there.
#define signals Q_SIGNALS
#define slots Q_SLOTS
#define emit Q_EMIT
#define foreach Q_FOREACH
#include <qcustomplot.h>
#undef signals
#undef slots
#undef emit
#undef foreach
