#include "app/window.h"

#include "app/main_window.h"
#include "app/session/languages.h"
#include "app/session/preferences.h"
#include "widgets/theme/check_frames.h"

#include <QApplication>
#include <QIcon>
#include <QStyle>
#include <QTimer>

namespace exitscope::app {

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
    if (QApplication::style()->name() == u"fusion")
        QApplication::setStyle(new widgets::CheckFrames);
    const Preferences preferences = storedPreferences();
    installLanguage(preferences.language);
    applyPreferences(preferences);
}

} // namespace exitscope::app
