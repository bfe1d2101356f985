// Pictures of the real window: every view and every dialog, as a person who opens STORE meets them.
//   exitscope_screens STORE FOLDER [--size 1280x800] [--only key,key] [--dialogs] [--more]
// --more adds what lies behind the first look: the atlas, running text, the docks of jobs and log, the tour, the manual.
// QT_SCALE_FACTOR=2 gives those of a dense screen. Settings come from where the program looks for them, so give it a
// HOME of its own: resources/screenshots/make.sh does.

#include "app/help/help_window.h"
#include "app/main_window.h"
#include "app/tour.h"
#include "app/views/calibration_view.h"
#include "app/views/view.h"
#include "app/window.h"

#include <QAction>
#include <QApplication>
#include <QCommandLineParser>
#include <QDialog>
#include <QDir>
#include <QDockWidget>
#include <QElapsedTimer>
#include <QFileDialog>
#include <QMenuBar>
#include <QTimer>

#include <cstdio>

using namespace exitscope;

namespace {

void wait(int milliseconds)
{
    QElapsedTimer clock;
    clock.start();
    while (clock.elapsed() < milliseconds)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
}

bool save(QWidget* widget, const QString& path)
{
    if (widget->grab().save(path))
        return true;
    std::fprintf(stderr, "cannot write %s\n", qPrintable(path));
    return false;
}

/// "Sweep policies…" becomes "sweep-policies".
QString fileName(QString text)
{
    text = text.remove(u'&').remove(QStringLiteral("…")).toLower();
    return text.replace(u' ', u'-').replace(u'/', u'-');
}

/// Opens the dialog behind an action, takes its picture and puts it away again.
void takeDialog(QAction* action, const QString& folder)
{
    QTimer::singleShot(1200, qApp, [action, folder] {
        QWidget* dialog = QApplication::activeModalWidget();
        if (!dialog)
            return;
        if (!qobject_cast<QFileDialog*>(dialog))
            save(dialog, folder + u'/' + QStringLiteral("dialog-") + fileName(action->text()) + QStringLiteral(".png"));
        dialog->close();
    });
    action->trigger();
    wait(1500);
    for (QWidget* other : QApplication::topLevelWidgets())
        if (other->isVisible() && qobject_cast<QDialog*>(other)) {
            save(other, folder + u'/' + QStringLiteral("dialog-") + fileName(action->text()) + QStringLiteral(".png"));
            other->close();
        }
}

/// A calibration of the policy that the view offers, once.
void calibrate(app::MainWindow& window)
{
    auto* view = qobject_cast<app::CalibrationView*>(window.viewNamed(QStringLiteral("calibration")));
    view->startAction()->trigger();
    for (int i = 0; i < 300 && !view->figure(); ++i)
        wait(100);
}

/// With the check boxes and buttons of a view's menu changed, one after the other.
void takeChoices(app::MainWindow& window, const QString& key, const QString& folder)
{
    app::View* view = window.viewNamed(key);
    window.showView(view);
    int place = 0;
    for (QAction* action : view->menuActions()) {
        ++place;
        if (!action->isCheckable() || !action->isEnabled() || action->isChecked())
            continue;
        action->trigger();
        wait(1500);
        save(&window, folder + u'/' + key + QStringLiteral("-%1.png").arg(place));
    }
}

/// What lies behind the first look.
void takeMore(app::MainWindow& window, const QString& folder)
{
    for (const QString& key : { QStringLiteral("tradeoff"), QStringLiteral("tokens"), QStringLiteral("examples") })
        takeChoices(window, key, folder);
    for (const QString& name : { QStringLiteral("jobs"), QStringLiteral("log") })
        if (auto* dock = window.findChild<QDockWidget*>(name)) {
            dock->show();
            dock->raise();
            wait(500);
            save(&window, folder + QStringLiteral("/dock-") + name + QStringLiteral(".png"));
            dock->hide();
        }
    window.findChild<QAction*>(QStringLiteral("manual"))->trigger();
    wait(800);
    if (auto* help = window.findChild<app::HelpWindow*>()) {
        save(help, folder + QStringLiteral("/manual.png"));
        help->close();
    }
    window.findChild<QAction*>(QStringLiteral("tour"))->trigger();
    if (auto* tour = window.findChild<app::Tour*>())
        for (std::size_t step = tour->step(); step < 3; ++step) {
            wait(800);
            save(&window, folder + QStringLiteral("/tour-%1.png").arg(step + 1));
            tour->next();
        }
}

} // namespace

int main(int argc, char** argv)
{
    QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    QApplication application(argc, argv);
    app::prepareApplication();
    QCommandLineParser parser;
    const QCommandLineOption size(QStringLiteral("size"), {}, QStringLiteral("WxH"), QStringLiteral("1280x800"));
    const QCommandLineOption only(QStringLiteral("only"), {}, QStringLiteral("keys"));
    const QCommandLineOption dialogs(QStringLiteral("dialogs"));
    const QCommandLineOption more(QStringLiteral("more"));
    parser.addOptions({ size, only, dialogs, more });
    parser.addPositionalArgument(QStringLiteral("store"), {});
    parser.addPositionalArgument(QStringLiteral("folder"), {});
    parser.process(application);
    const QStringList words = parser.positionalArguments();
    const QStringList sides = parser.value(size).split(u'x');
    if (words.size() != 2 || sides.size() != 2 || !QDir().mkpath(words[1]))
        parser.showHelp(2);

    app::MainWindow window;
    window.resize(sides[0].toInt(), sides[1].toInt());
    window.show();
    window.start(words[0]);
    for (int i = 0; i < 300 && !window.livePoint().state(); ++i)
        wait(100);
    const QStringList wanted = parser.value(only).split(u',', Qt::SkipEmptyParts);
    bool isWhole = window.livePoint().state().has_value();
    for (app::View* view : window.views()) {
        if (!wanted.isEmpty() && !wanted.contains(view->key()))
            continue;
        window.showView(view);
        if (view->key() == QStringLiteral("calibration"))
            calibrate(window);
        wait(2500); // bands, tables and whatever else is prepared in the background
        isWhole = save(&window, words[1] + u'/' + view->key() + QStringLiteral(".png")) && isWhole;
    }
    if (parser.isSet(more))
        takeMore(window, words[1]);
    if (parser.isSet(dialogs)) {
        window.showView(window.views().front());
        // "About" is the one that opens a dialog without saying so.
        for (QAction* action : window.findChildren<QAction*>())
            if (action->isEnabled()
                && (action->text().endsWith(QStringLiteral("…")) || action->objectName() == QStringLiteral("about")))
                takeDialog(action, words[1]);
    }
    return isWhole ? 0 : 1;
}
