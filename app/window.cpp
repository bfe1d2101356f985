#include "app/window.h"

#include <QApplication>
#include <QMainWindow>

namespace exitscope::app {

int runWindow(int& argc, char** argv, const std::filesystem::path& store)
{
    QApplication application(argc, argv);
    QMainWindow window;
    window.setWindowTitle(QString::fromStdString(store.filename().string()) + QStringLiteral(" · Exitscope"));
    window.resize(1280, 800);
    window.show();
    return QApplication::exec();
}

} // namespace exitscope::app
