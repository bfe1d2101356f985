#include "app/library/run_card.h"
#include "app/main_window.h"
#include "core/store/run_store.h"
#include "core/store/sqlite.h"
#include "tests/app/made_up_files.h"
#include "tests/app/person.h"
#include "widgets/panel/message_bar.h"

#include <QElapsedTimer>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QPlainTextEdit>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>
#include <QTimer>

#include <algorithm>
#include <optional>

using namespace exitscope;

namespace {

constexpr int lockTime = 2000; ///< milliseconds, well within SQLite's patience

/// Another program in the middle of a long change: nobody else can write.
class Lock
{
public:
    explicit Lock(const QString& store)
        : m_database(store.toStdString(), store::Database::Open::MustExist)
        , m_change(std::in_place, m_database, store::Transaction::Kind::Write)
    {
    }
    void release() { m_change.reset(); }

private:
    store::Database m_database;
    std::optional<store::Transaction> m_change;
};

/// How long the event loop has kept a timer of 5 ms waiting at most.
class Gap
{
public:
    Gap()
    {
        m_clock.start();
        QObject::connect(&m_timer, &QTimer::timeout, [this] { m_longest = std::max(m_longest, m_clock.restart()); });
        m_timer.start(5);
    }
    qint64 longest() const { return m_longest; }

private:
    QTimer m_timer;
    QElapsedTimer m_clock;
    qint64 m_longest = 0;
};

/// A window over a store with one run, "before".
struct Desk
{
    Desk()
    {
        files.writeTrace("a.trace", 60);
        run.ids.push_back(files.sweep("a.trace", "fixed:layer=1|6", "before"));
        window.show();
        window.start(files.store);
        QTRY_VERIFY(window.livePoint().state());
    }
    const store::RunSummary& summary() { return window.workspace().runs().front(); }
    /// What any other program finds.
    store::RunSummary stored() const { return store::RunStore(files.store.toStdString()).run(run.ids.front()).summary; }

    test::StoreOfRuns files;
    app::RunSet run;
    app::MainWindow window;
};

} // namespace

class TestOpenStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("ExitscopeTest"));
        QCoreApplication::setApplicationName(QStringLiteral("ExitscopeTestOpenStore"));
        QLocale::setDefault(QLocale::c());
    }

    void init() { QSettings().clear(); }

    void editsWaitForAnotherWriterAndTheWindowDoesNot()
    {
        Desk desk;
        auto& workspace = desk.window.workspace();
        Lock lock(desk.files.store);
        Gap gap;
        workspace.renameRun(desk.run, QStringLiteral("after"));
        workspace.setTags(desk.run, { "a", "b" });
        workspace.setNotes(desk.run, QStringLiteral("why"));
        workspace.history().undo(); // of what is not made yet
        workspace.deleteRuns(desk.run);
        workspace.restoreRuns(desk.run);
        QTest::qWait(lockTime);
        QVERIFY2(gap.longest() < 500, qPrintable(QString::number(gap.longest())));
        QVERIFY(workspace.isEditing());
        QCOMPARE(desk.summary().name, std::string("before"));

        lock.release();
        QTRY_VERIFY(!workspace.isEditing());
        QTRY_COMPARE(desk.summary().name, std::string("after"));
        QCOMPARE(desk.summary().tags, (std::vector<std::string> { "a", "b" }));
        QCOMPARE(desk.summary().notes, std::string());
        QCOMPARE(desk.stored().name, std::string("after"));
        QVERIFY2(gap.longest() < 500, qPrintable(QString::number(gap.longest())));

        workspace.history().setIndex(0); // every edit back to what was there when its turn came
        QTRY_COMPARE(desk.summary().name, std::string("before"));
        QVERIFY(desk.summary().tags.empty());
    }

    void aStoreIsListedAndOpenedWhileAnotherWrites()
    {
        Desk desk;
        test::StoreOfRuns others;
        others.writeTrace("a.trace", 60);
        others.sweep("a.trace", "fixed:layer=1", "other");
        Lock lock(desk.files.store), otherLock(others.store);
        Gap gap;
        auto& workspace = desk.window.workspace();
        workspace.openStore(others.store);
        QTRY_COMPARE(workspace.storePath(), others.store);
        QCOMPARE(desk.summary().name, std::string("other"));
        QVERIFY2(gap.longest() < 500, qPrintable(QString::number(gap.longest())));
    }

    void theWindowClosesOnceItsEditsAreKept()
    {
        Desk desk;
        Lock lock(desk.files.store);
        desk.window.hub().setRuns(desk.run, nullptr);
        auto* notes = desk.window.findChild<app::RunCard*>()->findChild<QPlainTextEdit*>();
        notes->setPlainText({});
        notes->setFocus();
        QTest::keyClicks(notes, QStringLiteral("typed last")); // and never left
        Gap gap;
        QVERIFY(!desk.window.close());
        QVERIFY(desk.window.isVisible());
        auto* messages = desk.window.findChild<widgets::MessageBar*>();
        QTRY_VERIFY(messages->accessibleDescription().contains(QStringLiteral("the window closes once")));
        QTest::qWait(lockTime / 2);
        QVERIFY(desk.window.isVisible());
        QVERIFY2(gap.longest() < 500, qPrintable(QString::number(gap.longest())));
        lock.release();
        QTRY_VERIFY(!desk.window.isVisible());
        QCOMPARE(desk.stored().notes, std::string("typed last"));
    }

    void aWindowWhoseEditFailsStays()
    {
        Desk desk;
        auto& workspace = desk.window.workspace();
        QVERIFY(QFile::rename(desk.files.store, desk.files.path("aside.db")));
        workspace.renameRun(desk.run, QStringLiteral("after"));
        QVERIFY(!desk.window.close());
        QTRY_VERIFY(!workspace.isEditing());
        QTest::qWait(50);
        QVERIFY(desk.window.isVisible());
        QVERIFY(desk.window.findChild<widgets::MessageBar*>()->count() >= 1);
        test::whenAsked(&desk.window, [](QWidget* question) { // what was not kept is asked about
            qobject_cast<QMessageBox*>(question)->button(QMessageBox::Discard)->click();
        });
        QVERIFY(desk.window.close());
    }
};

QTEST_MAIN(TestOpenStore)
#include "tst_open_store.moc"
