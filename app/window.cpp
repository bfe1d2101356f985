#include "app/window.h"

#include "app/main_window.h"
#include "widgets/theme/palette.h"

#include <QApplication>
#include <QIcon>
#include <QPalette>
#include <QTimer>

namespace exitscope::app {

namespace {

/// Some dark desktops leave the words in empty fields black; every other role is the desktop's own and stays so.
void keepPlaceholdersLegible()
{
    const QPalette desktop = QApplication::palette();
    const QColor base = desktop.color(QPalette::Base);
    QColor words = desktop.color(QPalette::PlaceholderText);
    words.setAlpha(255);
    if (widgets::contrast(words, base) >= 3)
        return;
    QPalette palette;
    palette.setColor(QPalette::PlaceholderText, widgets::quietColor(desktop.color(QPalette::Text), base));
    QApplication::setPalette(palette);
}

} // namespace

int runWindow(int& argc, char** argv, const std::filesystem::path& store)
{
    QApplication application(argc, argv);
    prepareApplication();
    MainWindow window;
    window.show();
    // The first paint comes before any file is opened.
    QTimer::singleShot(0, &window, [&window, store] { window.start(QString::fromStdString(store.string())); });
    return QApplication::exec();
}

void prepareApplication()
{
    QApplication::setApplicationName(QStringLiteral("Exitscope"));
    QApplication::setOrganizationName(QStringLiteral("Exitscope"));
    QApplication::setApplicationVersion(QStringLiteral(EXITSCOPE_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("org.exitscope.Exitscope"));
    QApplication::setWindowIcon(QIcon::fromTheme(QApplication::desktopFileName(),
        QIcon(QStringLiteral(":/icons/org.exitscope.Exitscope.svg"))));
    keepPlaceholdersLegible();
}

} // namespace exitscope::app
