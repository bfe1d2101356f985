#include "gui_application.h"

#include <QApplication>
#include <QSettings>
#include <QStandardPaths>

namespace exitscope::bench {

void needGui()
{
    // Lives as long as the process: Qt's own static parts go in an order that nobody promises.
    static QApplication* application = nullptr;
    if (application)
        return;
    static int count = 1;
    static char name[] = "exitscope-bench";
    static char* arguments[] = { name, nullptr };
    qputenv("QT_QPA_PLATFORM", "offscreen");
    application = new QApplication(count, arguments);
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(QStringLiteral("ExitscopeBench"));
    QCoreApplication::setApplicationName(QStringLiteral("ExitscopeBench"));
    QSettings().clear();
}

void settle()
{
    // A queued replot posts the paint that shows it.
    for (int round = 0; round < 3; ++round)
        QCoreApplication::processEvents();
}

} // namespace exitscope::bench
