// Pictures of the real window: every view and every dialog, as a person who opens STORE meets them.
//   exitscope_screens STORE FOLDER [--size 1280x800] [--only key,key] [--dialogs]
// QT_SCALE_FACTOR=2 gives those of a dense screen. Settings come from where the program looks for them, so give it a
// HOME of its own: resources/screenshots/make.sh does.

#include "app/main_window.h"
#include "app/views/view.h"
#include "app/window.h"

#include <QAction>
#include <QApplication>
#include <QCommandLineParser>
#include <QDialog>
#include <QDir>
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
    parser.addOptions({ size, only, dialogs });
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
        wait(2500); // bands, tables and whatever else is prepared in the background
        isWhole = save(&window, words[1] + u'/' + view->key() + QStringLiteral(".png")) && isWhole;
    }
    if (parser.isSet(dialogs)) {
        window.showView(window.views().front());
        for (QAction* action : window.menuBar()->findChildren<QAction*>())
            if (action->isEnabled() && action->text().endsWith(QStringLiteral("…")))
                takeDialog(action, words[1]);
    }
    return isWhole ? 0 : 1;
}
