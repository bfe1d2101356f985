#include "app/window.h"

#include "app/main_window.h"

#include <QApplication>
#include <QTimer>

namespace exitscope::app {

int runWindow(int& argc, char** argv, const std::filesystem::path& store)
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("Exitscope"));
    QApplication::setOrganizationName(QStringLiteral("Exitscope"));
    QApplication::setApplicationVersion(QStringLiteral(EXITSCOPE_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("org.exitscope.Exitscope"));
    MainWindow window;
    window.show();
    // The first paint comes before any file is opened.
    QTimer::singleShot(0, &window, [&window, store] { window.start(QString::fromStdString(store.string())); });
    return QApplication::exec();
}

} // namespace exitscope::app
