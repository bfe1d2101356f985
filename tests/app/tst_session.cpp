#include "app/main_window.h"
#include "app/session/preferences.h"
#include "app/views/tradeoff_view.h"
#include "tests/app/made_up_files.h"
#include "widgets/panel/message_bar.h"

#include <QAction>
#include <QCheckBox>
#include <QDir>
#include <QDockWidget>
#include <QFile>
#include <QScopeGuard>
#include <QScreen>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTabWidget>
#include <QTest>

using namespace exitscope;
using test::Files;

namespace {

/// What is on the disk, not what this process has in mind: what another process would find after a kill.
QVariant onDisk(const QString& key)
{
    QTemporaryDir folder;
    const QString copy = folder.filePath(QStringLiteral("settings.conf"));
    if (!QFile::copy(QSettings().fileName(), copy))
        return {};
    return QSettings(copy, QSettings::IniFormat).value(key);
}

QCheckBox* logBox(app::MainWindow& window)
{
    for (auto* box : window.findChild<app::TradeoffView*>()->findChildren<QCheckBox*>())
        if (box->text().contains(QStringLiteral("Log")))
            return box;
    return nullptr;
}

/// Opens the files' store, and leaves nothing as it is at a first start.
void arrange(app::MainWindow& window, const Files& files)
{
    window.show();
    window.start(files.store);
    QTRY_VERIFY(window.livePoint().state());
    const auto runs = window.workspace().runs();
    window.hub().setRuns({ { runs.back().id } }, nullptr);
    window.hub().setExamples({ 3, 4, 5, 17 }, nullptr);
    const auto& rules = window.workspace().rules();
    const auto patience = std::find_if(
        rules.begin(), rules.end(), [](const auto& rule) { return rule.policy == "patience"; });
    QVERIFY(patience != rules.end());
    window.livePoint().goTo({ patience->policy, patience->parameter, 3, patience->others }, nullptr);
    QTRY_COMPARE(window.hub().operatingPoint().policy, std::string("patience"));
    window.showView(window.viewNamed(QStringLiteral("tokens")));
    logBox(window)->setChecked(true);
    window.findChild<QDockWidget*>(QStringLiteral("library"))->hide();
}

void verifyArranged(app::MainWindow& window, const Files& files)
{
    window.show();
    window.start({});
    QTRY_VERIFY(window.livePoint().state());
    QTRY_COMPARE(window.hub().operatingPoint().policy, std::string("patience"));
    QCOMPARE(window.hub().operatingPoint().value, 3.0);
    QCOMPARE(window.workspace().storePath(), files.store);
    QCOMPARE(window.workspace().tracePath(), files.trace);
    const auto runs = window.workspace().runs();
    QCOMPARE(window.hub().runs(), app::RunSet { { runs.back().id } });
    QTRY_COMPARE(window.hub().examples(), (std::vector<std::int64_t> { 3, 4, 5, 17 }));
    QCOMPARE(window.findChild<QTabWidget*>()->currentWidget(), window.viewNamed(QStringLiteral("tokens")));
    QVERIFY(logBox(window)->isChecked());
    QVERIFY(!window.findChild<QDockWidget*>(QStringLiteral("library"))->isVisible());
}

} // namespace

class TestSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("ExitscopeTest"));
        QCoreApplication::setApplicationName(QStringLiteral("ExitscopeSessionTest"));
        QLocale::setDefault(QLocale::c());
    }

    void init() { QSettings().clear(); }

    void whatWasOpenAndSelectedComesBack()
    {
        const Files files;
        files.sweep("second", "patience:patience=1|2|3");
        {
            app::MainWindow window;
            arrange(window, files);
            window.close();
        }
        app::MainWindow again;
        verifyArranged(again, files);
    }

    void aKillLosesNothing()
    {
        const Files files;
        files.sweep("second", "patience:patience=1|2|3");
        app::MainWindow killed;
        arrange(killed, files);
        QTRY_COMPARE(onDisk(QStringLiteral("session/examples")).toString(), QStringLiteral("3-5,17"));
        QTRY_VERIFY(onDisk(QStringLiteral("session/point")).toByteArray().contains("patience"));
        QTRY_COMPARE(onDisk(QStringLiteral("session/view")).toString(), QStringLiteral("tokens"));
        QTRY_VERIFY(onDisk(QStringLiteral("state/tradeoff")).toByteArray().contains("\"log\":true"));
        app::MainWindow again; // the first one is still there and never got to save at its end
        verifyArranged(again, files);
    }

    void aStartThatIsCutShortForgetsNothing()
    {
        const Files files;
        {
            app::MainWindow window;
            arrange(window, files);
            window.close();
        }
        {
            app::MainWindow hasty;
            hasty.start({});
            hasty.close(); // its trace is not open yet
        }
        app::MainWindow again;
        verifyArranged(again, files);
    }

    void damagedSettingsAreDefaultsAndOneSentence()
    {
        QSettings().setValue(QStringLiteral("session/view"), QStringLiteral("tokens"));
        QSettings().sync();
        const QString path = QSettings().fileName();
        {
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write("[session\nview tokens\n\xff\xfe\x00 garbage\n");
        }
        app::MainWindow window;
        const auto* messages = window.findChild<widgets::MessageBar*>();
        QCOMPARE(messages->count(), 1);
        QVERIFY(QFile::exists(path + QStringLiteral(".damaged")));
        QVERIFY(QFile::remove(path + QStringLiteral(".damaged")));
        window.close();
        app::MainWindow second;
        QCOMPARE(second.findChild<widgets::MessageBar*>()->count(), 0);
    }

    void nonsenseInEverySettingIsPassedOver()
    {
        QSettings settings;
        settings.setValue(QStringLiteral("window/geometry"), QByteArray("nonsense"));
        settings.setValue(QStringLiteral("window/state"), QByteArray("nonsense"));
        settings.setValue(QStringLiteral("session/examples"), QStringLiteral("9-1,x"));
        settings.setValue(QStringLiteral("session/point"), QByteArray("{"));
        settings.setValue(QStringLiteral("session/view"), 17);
        app::MainWindow probe;
        for (const app::View* view : probe.views()) {
            settings.setValue(QStringLiteral("state/") + view->key(),
                QByteArray(R"({"cost":"x","log":3,"hidden":{},"delta":"a","policy":7,"splitter":[],"order":-9})"));
        }
        app::MainWindow window;
        window.show();
        QCOMPARE(window.findChild<widgets::MessageBar*>()->count(), 0);
        QVERIFY(!logBox(window)->isChecked());
    }

    /// As a person might leave them who edits the file by hand, or another version of the program.
    void absurdValuesAreNoHabits()
    {
        const Files files;
        {
            app::MainWindow window;
            window.show();
            window.start(files.store);
            QTRY_VERIFY(window.livePoint().state());
            window.setGeometry(90'000, -70'000, 1200, 800); // on a screen that is gone
            window.close();
        }
        QSettings settings;
        settings.setValue(QStringLiteral("preferences/theme"), QStringLiteral("purple"));
        settings.setValue(QStringLiteral("preferences/language"), QStringLiteral("tlh"));
        settings.setValue(QStringLiteral("preferences/draws"), -5);
        settings.setValue(QStringLiteral("preferences/threads"), QStringLiteral("many"));
        settings.setValue(QStringLiteral("preferences/depthMap"), 99);
        settings.setValue(QStringLiteral("recent/stores"), 17);
        settings.setValue(QStringLiteral("recent/traces"), QVariantMap { { QStringLiteral("a"), 1 } });
        settings.setValue(QStringLiteral("session/sweep"), QStringList { QStringLiteral("nothing:at=all"), QString() });
        settings.setValue(QStringLiteral("session/examples"), QStringLiteral("0-99999999"));
        settings.setValue(QStringLiteral("session/point"), QByteArray(R"({"policy":"witchcraft","parameter":"x","value":1e300})"));
        settings.setValue(QStringLiteral("session/runs"), QVariantList { 1, QByteArray("\xff\x00", 2) });
        settings.setValue(QStringLiteral("session/view"), QStringLiteral("nowhere"));
        settings.sync();
        const auto preferences = app::storedPreferences();
        QCOMPARE(preferences.draws, app::Preferences {}.draws);
        QCOMPARE(preferences.threads, app::Preferences {}.threads);
        app::MainWindow window;
        window.show();
        window.start({});
        QTRY_VERIFY(window.livePoint().state());
        QTest::qWait(100);
        QCOMPARE(window.findChild<widgets::MessageBar*>()->count(), 0);
        QVERIFY2(window.screen()->availableGeometry().intersects(window.geometry()), "out of sight");
        QCOMPARE(static_cast<std::int64_t>(window.hub().examples().size()), window.workspace().trace()->units());
        QVERIFY(window.hub().operatingPoint().policy != "witchcraft");
    }

    /// A folder in the place of the file stands for every reason why it cannot be written.
    void settingsThatCannotBeSavedAreSaidOnce()
    {
        const QString path = QSettings().fileName();
        QFile::remove(path);
        QVERIFY(QDir().mkpath(path + QStringLiteral("/in the way")));
        const auto tidied = qScopeGuard([path] { QDir(path).removeRecursively(); });
        const Files files;
        app::MainWindow window;
        window.show();
        window.start(files.store);
        QTRY_VERIFY(window.livePoint().state());
        auto* messages = window.findChild<widgets::MessageBar*>();
        QTRY_COMPARE(messages->count(), 1);
        QVERIFY(messages->accessibleDescription().contains(QStringLiteral("settings cannot be saved")));
        messages->closeMessage();
        window.hub().setExamples({ 1, 2 }, nullptr);
        QTest::qWait(800);
        QCOMPARE(messages->count(), 0);
    }

    void aStoreThatIsGoneIsSaid()
    {
        {
            const Files files;
            app::MainWindow window;
            arrange(window, files);
            window.close();
        }
        app::MainWindow window;
        window.start({});
        const auto* messages = window.findChild<widgets::MessageBar*>();
        QVERIFY2(messages->accessibleDescription().contains(QStringLiteral("runs.db is not there any more")),
            qPrintable(messages->accessibleDescription()));
    }

    void aStoreIsSavedUnderAnotherName()
    {
        const Files files;
        app::MainWindow window;
        window.start(files.store);
        QTRY_VERIFY(window.workspace().hasStore());
        const QString copy = files.folder.filePath(QStringLiteral("copy.db"));
        QSignalSpy saved(&window.workspace(), &app::Workspace::storeSaved);
        window.workspace().saveStoreAs(copy);
        QTRY_COMPARE(saved.count(), 1);
        QCOMPARE(window.workspace().storePath(), copy);
        QCOMPARE(window.workspace().runs().front().name, std::string("first"));
        QSignalSpy failed(&window.workspace(), &app::Workspace::failed);
        window.workspace().saveStoreAs(copy);
        QTRY_COMPARE(failed.count(), 1); // onto itself
        QCOMPARE(window.workspace().runs().size(), std::size_t { 1 });
    }

    void everyDockGoesBackToItsPlace()
    {
        app::MainWindow window;
        window.show();
        auto* dock = window.findChild<QDockWidget*>(QStringLiteral("library"));
        dock->setFloating(true);
        window.findChild<QDockWidget*>(QStringLiteral("inspector"))->hide();
        QAction* reset = nullptr;
        for (auto* action : window.findChildren<QAction*>())
            if (action->text() == QStringLiteral("Re&set layout"))
                reset = action;
        QVERIFY(reset);
        reset->trigger();
        QVERIFY(!dock->isFloating());
        QCOMPARE(window.dockWidgetArea(dock), Qt::LeftDockWidgetArea);
        QVERIFY(window.findChild<QDockWidget*>(QStringLiteral("inspector"))->isVisible());
    }

    void selectionsAreWrittenAsRanges()
    {
        QCOMPARE(app::rangesText({ 0, 1, 2, 5, 9, 10 }), QStringLiteral("0-2,5,9-10"));
        QCOMPARE(app::rangesText({}), QString());
        for (const std::vector<std::int64_t>& units :
            { std::vector<std::int64_t> {}, { 0 }, { 7, 8 }, { 0, 2, 4, 5, 6, 100 } })
            QCOMPARE(app::parseRanges(app::rangesText(units)), units);
        for (const char* wrong : { "x", "5-3", "-4", "1,1", "3,2", "1-", "0-99999999999", "1,,2" })
            QVERIFY2(app::parseRanges(QString::fromLatin1(wrong)).empty(), wrong);
    }

    void aPointIsWrittenAndReadBack()
    {
        const app::OperatingPoint point { "confidence", "threshold", 0.1 + 0.2, { { "ensemble", "weighted" } } };
        QCOMPARE(app::parsePoint(app::textOf(point)), point);
        QVERIFY(app::parsePoint("[1]").policy.empty());
        QVERIFY(app::parsePoint(R"({"policy":"entropy","value":"high"})").policy.empty());
    }
};

QTEST_MAIN(TestSession)
#include "tst_session.moc"
