#include "app/dialogs/about_dialog.h"
#include "app/dialogs/command_finder.h"
#include "app/dialogs/preferences_dialog.h"
#include "app/help/help_window.h"
#include "app/jobs/desktop_notice.h"
#include "app/jobs/job_list_model.h"
#include "app/library/library_panel.h"
#include "app/main_window.h"
#include "app/session/languages.h"
#include "app/tour.h"
#include "app/views/view.h"
#include "core/examples/filter.h"
#include "tests/app/made_up_files.h"
#include "widgets/panel/callout.h"
#include "widgets/panel/log_panel.h"
#include "widgets/panel/message_bar.h"
#include "widgets/theme/palette.h"
#include "widgets/theme/plot_theme.h"

#include <QAbstractItemModelTester>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QAction>
#include <QComboBox>
#include <QDockWidget>
#include <QFile>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTabBar>
#include <QTabWidget>
#include <QTest>
#include <QTextBrowser>
#include <QThreadPool>
#include <QToolButton>
#include <QTranslator>

using namespace exitscope;
using test::Files;

namespace {

/// Every string 40 % longer, as German or Vietnamese would be; places for values and mnemonics stay.
class LongTranslator final : public QTranslator
{
public:
    QString translate(const char*, const char* source, const char*, int) const override
    {
        QString text = QString::fromUtf8(source);
        const auto more = (2 * text.size() + 4) / 5;
        for (qsizetype i = 0; i < more; ++i)
            text += i % 7 == 0 && more > 4 ? u' ' : u'ö';
        return text;
    }
    bool isEmpty() const override { return false; }
};

/// Parts that Qt makes inside of its own widgets.
bool isInner(const QWidget* widget)
{
    if (qobject_cast<const QScrollBar*>(widget) || qobject_cast<const QHeaderView*>(widget)
        || widget->objectName().startsWith(QStringLiteral("qt_")))
        return true;
    const QWidget* parent = widget->parentWidget();
    if (parent && parent->inherits("QComboBoxPrivateContainer"))
        return true;
    return qobject_cast<const QAbstractSpinBox*>(parent) || qobject_cast<const QComboBox*>(parent)
        || qobject_cast<const QTabBar*>(parent) || qobject_cast<const QLineEdit*>(parent)
        || qobject_cast<const QDockWidget*>(parent) || qobject_cast<const QMenuBar*>(parent)
        || (qobject_cast<const QAbstractItemView*>(parent) && widget->metaObject()->className() != std::string("QLineEdit"));
}

QString describe(const QWidget* widget)
{
    QString text = QString::fromLatin1(widget->metaObject()->className());
    for (const QWidget* parent = widget->parentWidget(); parent; parent = parent->parentWidget())
        if (!parent->objectName().isEmpty() || parent->isWindow())
            text = QString::fromLatin1(parent->metaObject()->className()) + u' ' + parent->objectName() + QStringLiteral(" > ") + text;
    if (const auto* button = qobject_cast<const QAbstractButton*>(widget))
        text += u' ' + button->text();
    if (const auto* label = qobject_cast<const QLabel*>(widget))
        text += u' ' + label->text();
    return text;
}

QStringList withoutName(const QWidget& window)
{
    QStringList wrong;
    for (auto* widget : window.findChildren<QWidget*>()) {
        if (isInner(widget) || !(widget->focusPolicy() & Qt::TabFocus) || widget->focusProxy()
            || qobject_cast<QTabWidget*>(widget) || qobject_cast<QTabBar*>(widget))
            continue;
        auto* accessible = QAccessible::queryAccessibleInterface(widget);
        if (!accessible || accessible->text(QAccessible::Name).isEmpty())
            wrong << describe(widget);
    }
    return wrong;
}

/// Words that do not fit where they stand.
QStringList cut(const QWidget& window)
{
    for (int round = 0; round < 3; ++round) // words that came just now have asked for room, and the layout for a place
        QApplication::processEvents();
    QStringList wrong;
    for (const auto* widget : window.findChildren<QWidget*>()) {
        if (!widget->isVisible() || isInner(widget))
            continue;
        if (const auto* label = qobject_cast<const QLabel*>(widget)) {
            if (label->text().isEmpty())
                continue;
            const bool fits = label->wordWrap() ? label->heightForWidth(label->width()) <= label->height() + 1
                                                : label->minimumSizeHint().width() <= label->width() + 1;
            if (!fits)
                wrong << describe(label);
        } else if (const auto* button = qobject_cast<const QAbstractButton*>(widget)) {
            if (!button->text().isEmpty() && button->minimumSizeHint().width() > button->width() + 1)
                wrong << describe(button);
        }
    }
    return wrong;
}

/// Walks with Tab as a person does, and gives what it never comes to.
QStringList unreached(QWidget& window)
{
    QSet<QWidget*> reached;
    for (int step = 0; step < 400; ++step) {
        QWidget* focused = QApplication::focusWidget();
        if (!focused)
            break;
        if (reached.contains(focused) && step > 200)
            break;
        reached.insert(focused);
        if (qEnvironmentVariableIsSet("EXITSCOPE_TAB_WALK") && step < 60)
            qInfo("%d %s", step, qPrintable(describe(focused)));
        QTest::keyClick(focused, Qt::Key_Tab);
    }
    QStringList wrong;
    for (auto* widget : window.findChildren<QWidget*>())
        if (widget->isVisible() && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus) == Qt::TabFocus
            && !widget->focusProxy() && !isInner(widget) && !reached.contains(widget) && !qobject_cast<QTabWidget*>(widget))
            wrong << describe(widget);
    return wrong;
}

/// Of all menus, those that belong to views included; without the menus themselves.
QList<QAction*> allActions(const QMenuBar* menus)
{
    QList<QAction*> actions = menus->actions();
    for (qsizetype place = 0; place < actions.size(); ++place)
        if (const QMenu* menu = actions[place]->menu())
            actions << menu->actions();
    actions.removeIf([](const QAction* action) { return action->menu() || action->isSeparator(); });
    return actions;
}

QAction* actionNamed(const QMenuBar* menus, const QString& text)
{
    for (auto* action : allActions(menus))
        if (action->text() == text)
            return action;
    return nullptr;
}

/// The letters that a menu's entries answer to; twice the same is a fault.
QStringList doubledMnemonics(const QList<QAction*>& actions, const QString& where)
{
    QHash<QChar, QString> taken;
    QStringList wrong;
    for (const QAction* action : actions) {
        if (action->isSeparator())
            continue;
        const qsizetype place = action->text().indexOf(u'&');
        const QChar letter = place >= 0 && place + 1 < action->text().size() ? action->text()[place + 1].toLower() : QChar();
        if (!letter.isNull() && taken.contains(letter))
            wrong << where + QStringLiteral(": ") + taken[letter] + QStringLiteral(", ") + action->text();
        else if (!letter.isNull())
            taken.insert(letter, action->text());
        if (action->menu())
            wrong << doubledMnemonics(action->menu()->actions(), where + u'/' + action->text());
    }
    return wrong;
}

void openAll(app::MainWindow& window, const Files& files)
{
    window.resize(1280, 800);
    window.show();
    window.start(files.store);
    QTRY_VERIFY(window.livePoint().state());
    for (auto* dock : window.findChildren<QDockWidget*>())
        dock->show();
    QApplication::processEvents();
}

} // namespace

class TestManners : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("ExitscopeTest"));
        QCoreApplication::setApplicationName(QStringLiteral("ExitscopeMannersTest"));
        QLocale::setDefault(QLocale::c());
    }

    void init() { QSettings().clear(); }

    void everythingHasANameForScreenReaders()
    {
        const Files files;
        app::MainWindow window;
        openAll(window, files);
        QStringList wrong = withoutName(window);
        app::PreferencesDialog preferences({});
        app::AboutDialog about;
        app::CommandFinder finder(window.menuBar());
        app::HelpWindow help;
        for (const QWidget* other : std::initializer_list<const QWidget*> { &preferences, &about, &finder, &help })
            wrong << withoutName(*other);
        for (const QString& one : wrong)
            qWarning("%s", qPrintable(one));
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

    void everyActionExplainsItselfAndHasItsOwnKeys()
    {
        app::MainWindow window;
        QStringList wrong = doubledMnemonics(window.menuBar()->actions(), QStringLiteral("menu bar"));
        QHash<QKeySequence, QString> taken;
        for (const auto* action : allActions(window.menuBar())) {
            if (action->text().isEmpty())
                wrong << QStringLiteral("an action without text");
            for (const auto& keys : action->shortcuts()) {
                if (taken.contains(keys))
                    wrong << keys.toString() + QStringLiteral(": ") + taken[keys] + QStringLiteral(", ") + action->text();
                taken.insert(keys, action->text());
            }
            if (action->statusTip().isEmpty() || action->whatsThis().isEmpty())
                wrong << action->text() + QStringLiteral(": no tip");
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

    void tabReachesEverything()
    {
        const Files files;
        app::MainWindow window;
        openAll(window, files);
        window.activateWindow();
        QTRY_VERIFY(window.isActiveWindow());
        QStringList wrong;
        for (app::View* view : window.views()) {
            window.showView(view);
            QApplication::processEvents();
            wrong << unreached(window);
        }
        wrong.removeDuplicates();
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

    void nothingIsCut_data()
    {
        QTest::addColumn<bool>("isLong");
        QTest::newRow("English") << false;
        QTest::newRow("40 % longer") << true;
    }

    void nothingIsCut()
    {
        QFETCH(bool, isLong);
        LongTranslator longer;
        if (isLong)
            QCoreApplication::installTranslator(&longer);
        const Files files;
        QStringList wrong;
        {
            app::MainWindow window;
            openAll(window, files);
            for (app::View* view : window.views()) {
                window.showView(view);
                QApplication::processEvents();
                wrong << cut(window);
            }
            app::PreferencesDialog preferences({});
            app::AboutDialog about;
            for (QDialog* dialog : std::initializer_list<QDialog*> { &preferences, &about }) {
                dialog->show();
                QApplication::processEvents();
                wrong << cut(*dialog);
            }
        }
        QCoreApplication::removeTranslator(&longer);
        wrong.removeDuplicates();
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

    void aCommandIsFoundByPartsOfItsName()
    {
        app::MainWindow window;
        app::CommandFinder finder(window.menuBar());
        finder.show();
        auto* words = finder.findChild<QLineEdit*>();
        words->setText(QStringLiteral("layout res"));
        QVERIFY(finder.current());
        QCOMPARE(finder.current()->text(), QStringLiteral("Re&set layout"));
        QSignalSpy done(finder.current(), &QAction::triggered);
        QTest::keyClick(words, Qt::Key_Return);
        QTRY_COMPARE(done.count(), 1);
        words->setText(QStringLiteral("no such thing at all"));
        QVERIFY(!finder.current());
    }

    void panesAreWalkedByKey()
    {
        const Files files;
        app::MainWindow window;
        openAll(window, files);
        window.activateWindow();
        QTRY_VERIFY(window.isActiveWindow());
        auto* next = actionNamed(window.menuBar(), QStringLiteral("&Next pane"));
        QVERIFY(next);
        QSet<QWidget*> homes;
        auto* library = window.findChild<app::LibraryPanel*>();
        bool hasLibrary = false;
        for (int step = 0; step < 8; ++step) {
            next->trigger();
            QVERIFY(QApplication::focusWidget());
            homes.insert(QApplication::focusWidget());
            hasLibrary = hasLibrary || library->isAncestorOf(QApplication::focusWidget());
        }
        QVERIFY2(homes.size() >= 4, qPrintable(QString::number(homes.size())));
        QVERIFY(hasLibrary);
    }

    void escapeLetsGoOfTheExamples()
    {
        const Files files;
        app::MainWindow window;
        openAll(window, files);
        window.hub().setExamples({ 1, 2 }, nullptr);
        QTest::keyClick(&window, Qt::Key_Escape);
        QVERIFY(window.hub().examples().empty());
    }

    void preferencesArePutBackTogether()
    {
        app::Preferences wanted;
        wanted.language = QStringLiteral("vi");
        wanted.theme = widgets::Theme::Dark;
        wanted.depthMap = widgets::DepthMap::Cividis;
        wanted.series = widgets::SeriesPalette::TolBright;
        wanted.draws = 2500;
        wanted.threads = 3;
        wanted.notifies = false;
        app::PreferencesDialog dialog(wanted);
        QCOMPARE(dialog.preferences(), wanted);
        app::storePreferences(wanted);
        QCOMPARE(app::storedPreferences(), wanted);
        for (const char* key : { "theme", "depthMap", "draws", "threads" })
            QSettings().setValue(QStringLiteral("preferences/") + QLatin1String(key), QStringLiteral("-7"));
        QCOMPARE(app::storedPreferences().draws, 1000);
        QCOMPARE(app::storedPreferences().theme, widgets::Theme::Desktop);
    }

    void seriesColoursAreTheScreensOnly()
    {
        const QColor first = widgets::seriesLook(0).color;
        widgets::setScreenPalette(widgets::SeriesPalette::TolBright);
        QCOMPARE(widgets::PlotTheme::fromPalette(QPalette(Qt::lightGray)).ink(first), QColor(0x44, 0x77, 0xaa));
        QCOMPARE(widgets::PlotTheme::paper().ink(first), first);
        widgets::setScreenPalette(widgets::SeriesPalette::Ink);
        const auto dark = widgets::PlotTheme::fromPalette(QPalette(QColor(20, 20, 20)));
        QCOMPARE(dark.ink(first), dark.text);
        widgets::setScreenPalette(widgets::SeriesPalette::OkabeIto);
    }

    void aThemeIsForEveryWidgetAtOnce()
    {
        QLabel label(QStringLiteral("words"));
        label.show();
        const QColor before = label.palette().color(QPalette::Window);
        widgets::applyTheme(widgets::Theme::Dark);
        QTRY_VERIFY(label.palette().color(QPalette::Window).lightnessF() < 0.3F);
        QVERIFY(label.palette().color(QPalette::WindowText).lightnessF() > 0.7F);
        widgets::applyTheme(widgets::Theme::Light);
        QTRY_VERIFY(label.palette().color(QPalette::Window).lightnessF() > 0.7F);
        widgets::applyTheme(widgets::Theme::Desktop);
        QTRY_COMPARE(label.palette().color(QPalette::Window), before);
    }

    void theManualIsWhole()
    {
        app::HelpWindow help;
        const QStringList pages = help.pages();
        QCOMPARE(pages.size(), 11);
        static const QRegularExpression link(QStringLiteral("\\]\\(([a-z-]+)\\.md"));
        for (const QString& page : pages) {
            QFile file(QStringLiteral(":/help/%1.md").arg(page));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QString text = QString::fromUtf8(file.readAll());
            QVERIFY2(text.startsWith(QStringLiteral("# ")), qPrintable(page));
            for (auto match = link.globalMatch(text); match.hasNext();) {
                const QString to = match.next().captured(1);
                QVERIFY2(pages.contains(to), qPrintable(page + QStringLiteral(" → ") + to));
            }
        }
        help.showPage(QStringLiteral("figures"));
        QCOMPARE(help.shownPage(), QStringLiteral("figures"));
        help.search(QStringLiteral("Bonferroni Holm"));
        QCOMPARE(help.pages(), QStringList { QStringLiteral("calibration") });
        QCOMPARE(help.shownPage(), QStringLiteral("calibration"));
        help.search(QStringLiteral("nowhere-in-there"));
        QVERIFY(help.pages().isEmpty());
    }

    void everyShortcutOfTheMenusIsRightInTheManual()
    {
        QFile file(QStringLiteral(":/help/shortcuts.md"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(file.readAll());
        app::MainWindow window;
        QStringList keys;
        for (const auto* action : allActions(window.menuBar()))
            keys << action->shortcut().toString(QKeySequence::PortableText);
        static const QRegularExpression written(QStringLiteral("`((?:Ctrl|Shift)\\+[^`]+|F\\d)`"));
        for (auto match = written.globalMatch(text); match.hasNext();) {
            const QString key = match.next().captured(1);
            if (key != u"F2" && key != u"Ctrl+9") // of the library; of a view that need not be there
                QVERIFY2(keys.contains(key), qPrintable(key));
        }
    }

    void helpIsAboutWhatHasTheKeyboard()
    {
        app::MainWindow window;
        QCOMPARE(app::helpPageOf(window.viewNamed(QStringLiteral("calibration"))), QStringLiteral("calibration"));
        QCOMPARE(app::helpPageOf(window.viewNamed(QStringLiteral("tradeoff"))->findChild<QComboBox*>()), QStringLiteral("views#Trade-off"));
        QCOMPARE(app::helpPageOf(nullptr), QStringLiteral("getting-started"));
    }

    void everyPartNamesAPageAndAHeadingThatAreThere()
    {
        app::MainWindow window;
        for (const QWidget* part : window.findChildren<QWidget*>()) {
            const QStringList named = app::helpPageOf(part).split(u'#');
            QFile file(QStringLiteral(":/help/%1.md").arg(named.front()));
            QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(named.front()));
            const QString text = QString::fromUtf8(file.readAll());
            if (named.size() > 1)
                QVERIFY2(text.contains(QStringLiteral("\n## %1\n").arg(named[1])), qPrintable(named.join(u'#')));
        }
    }

    void theManualHasEveryWordOfTheFilter()
    {
        QFile file(QStringLiteral(":/help/views.md"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(file.readAll());
        for (const auto& field : examples::fields()) {
            const QString name = QString::fromUtf8(field.name.data(), static_cast<qsizetype>(field.name.size()));
            const bool isWord = field.kind == examples::FieldKind::Text || field.kind == examples::FieldKind::Class
                || field.kind == examples::FieldKind::Tag;
            QVERIFY2(text.contains(QStringLiteral("`%1%2`").arg(name, isWord ? QStringLiteral(":") : QString())), qPrintable(name));
        }
    }

    void theTourIsShownToItsEndOrSkipped()
    {
        QWidget window;
        window.resize(800, 600);
        QLabel first(&window), second(&window);
        first.setGeometry(0, 0, 400, 500);
        second.setGeometry(0, 520, 800, 40);
        QLabel hidden(&window);
        hidden.hide();
        window.show();
        auto* tour = new app::Tour(&window,
            { { &first, QStringLiteral("a"), QStringLiteral("b") }, { &hidden, QStringLiteral("c"), QStringLiteral("d") },
                { &second, QStringLiteral("e"), QStringLiteral("f") } });
        QSignalSpy ended(tour, &app::Tour::ended);
        tour->start();
        auto* callout = window.findChild<widgets::Callout*>();
        QVERIFY(callout->isVisible());
        QVERIFY(window.rect().contains(callout->geometry()));
        QTest::keyClick(callout, Qt::Key_Return);
        QCOMPARE(tour->step(), std::size_t { 2 }); // nothing is to be seen of the second
        QVERIFY(window.rect().contains(callout->geometry()));
        QVERIFY(callout->geometry().bottom() < second.geometry().top());
        Q_EMIT callout->nextRequested();
        QCOMPARE(ended.count(), 1);
    }

    void messagesStayInTheLog()
    {
        app::MainWindow window;
        auto* log = window.findChild<widgets::LogModel*>();
        const QAbstractItemModelTester tester(log, QAbstractItemModelTester::FailureReportingMode::Fatal);
        Q_EMIT window.workspace().failed(QStringLiteral("dev.tsv:17: bad label"));
        auto* bar = window.findChild<widgets::MessageBar*>();
        bar->clear();
        QCOMPARE(log->rowCount(), 1);
        QVERIFY(log->textOf(0).contains(QStringLiteral("dev.tsv:17: bad label")));
        Q_EMIT bar->logRequested();
        QVERIFY(!window.findChild<QDockWidget*>(QStringLiteral("log"))->isHidden());
        log->clear();
        QCOMPARE(log->rowCount(), 0);
    }

    void aNoticeIsForLongJobsAndAbsentPeople()
    {
        QVERIFY(app::isWorthANotice(25, false, true));
        QVERIFY(!app::isWorthANotice(25, true, true));
        QVERIFY(!app::isWorthANotice(25, false, false));
        QVERIFY(!app::isWorthANotice(5, false, true));
        app::notifyDesktop(QStringLiteral("title"), QStringLiteral("no desktop listens here")); // and nothing happens
    }

    void aboutNamesEveryPart()
    {
        const QString text = app::versionsText();
        for (const char* part : { "Exitscope", "Qt 6", "QCustomPlot 2", "SQLite 3", "ICU", "LibTorch" })
            QVERIFY2(text.contains(QLatin1String(part)), part);
    }

    void namesOfAnyKindLeaveTheWindowUsable()
    {
        const Files files;
        app::MainWindow window;
        openAll(window, files);
        const app::RunSet run { { window.workspace().runs().front().id } };
        const int width = window.minimumSizeHint().width();
        for (const QString& name : { QString(200, u'W'), QStringLiteral("تجربة ‏الخروج المبكر"), QStringLiteral("🚀🔥 run 👩🏽‍🔬"),
                 QStringLiteral("<b>bold</b> & \"quoted\"") }) {
            window.workspace().renameRun(run, name);
            window.hub().setRuns({}, nullptr);
            window.hub().setRuns(run, nullptr);
            for (app::View* view : window.views()) {
                window.showView(view);
                QApplication::processEvents();
            }
            QVERIFY2(window.minimumSizeHint().width() <= width + 40, qPrintable(name));
            QTRY_COMPARE(window.workspace().runs().front().name, name.toStdString());
        }
    }
};

QTEST_MAIN(TestManners)
#include "tst_manners.moc"
