#include "app/dialogs/export_dialog.h"
#include "app/dialogs/figure_look_form.h"
#include "app/main_window.h"
#include "tests/app/made_up_files.h"
#include "tests/app/person.h"
#include "tests/support/small_disk.h"
#include "widgets/panel/job_list.h"

#include <QDir>
#include <QFile>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

using namespace exitscope;
using test::Files;
using test::saidBy;
using test::SmallDisk;

namespace {

bool hasOwnMounts = false;

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList namesIn(const SmallDisk& disk)
{
    QStringList names = QDir(disk.folder()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    names.removeAll(QStringLiteral("filler"));
    return names;
}

} // namespace

/// A disk that is full to the last byte, or that may only be read, under a window that goes on.
class TestFullDisk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!hasOwnMounts)
            QSKIP("small disks cannot be mounted here");
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("ExitscopeTest"));
        QCoreApplication::setApplicationName(QStringLiteral("ExitscopeFullDisk"));
        QLocale::setDefault(QLocale::c());
    }

    void init() { QSettings().clear(); }

    void aFigureThatIsThereStaysAndIsSavedOnceThereIsRoom()
    {
        const Files files;
        const SmallDisk disk(512 * 1024);
        app::MainWindow window;
        window.show();
        window.start(files.store);
        QTRY_VERIFY(window.livePoint().state());
        const QString path = disk.path("figure.svg");
        test::whenAsked(&window, [&](QWidget* asked) {
            auto* dialog = qobject_cast<app::ExportDialog*>(asked);
            QVERIFY(dialog);
            QString problem;
            connect(dialog, &app::ExportDialog::problemShown, this, [&](const QString& text) { problem = text; });
            QSignalSpy saved(dialog, &app::ExportDialog::saved);
            dialog->form().restore({ { "format", "svg" } });
            dialog->saveTo(path);
            QTRY_COMPARE(saved.count(), 1);
            const QByteArray older = contents(path);
            QVERIFY(!older.isEmpty());

            disk.fill();
            dialog->form().restore({ { "format", "svg" }, { "grey", true } });
            dialog->saveTo(path);
            QTRY_VERIFY(!problem.isEmpty());
            QVERIFY2(problem.contains(QLatin1String("No space left")) && problem.contains(path), qPrintable(problem));
            QCOMPARE(contents(path), older);
            QCOMPARE(namesIn(disk), QStringList { QStringLiteral("figure.svg") });

            disk.makeRoom();
            dialog->saveTo(path);
            QTRY_COMPARE(saved.count(), 2);
            QVERIFY(!contents(path).isEmpty() && contents(path) != older);
            dialog->reject();
        });
        QTRY_VERIFY(test::menuEntry(window, QStringLiteral("Figure"))->isEnabled());
        test::menuEntry(window, QStringLiteral("Figure"))->trigger();
        QVERIFY(!contents(path).isEmpty()); // the dialog was there
    }

    void aSweepThatFindsNoRoomIsTriedAgainAndLosesNothing()
    {
        const Files files(3000);
        const SmallDisk disk(1024 * 1024);
        const QString store = disk.path("runs.db");
        QVERIFY(QFile::copy(files.store, store));
        app::MainWindow window;
        window.show();
        window.start(store);
        QTRY_VERIFY(window.livePoint().state());
        const auto before = window.workspace().runs();
        disk.fill();
        window.workspace().startSweep({ QStringLiteral("confidence:threshold=0.5:1:2000") }, QStringLiteral("late"));
        QTRY_VERIFY_WITH_TIMEOUT(saidBy(window).contains(QStringLiteral("no space left")), 30'000);
        QVERIFY2(saidBy(window).contains(QStringLiteral("runs.db")), qPrintable(saidBy(window)));
        QVERIFY(window.isVisible() && window.workspace().hasStore());

        disk.makeRoom();
        Q_EMIT window.findChild<widgets::JobList*>()->retryRequested(0);
        const auto late = [&] {
            for (const auto& run : window.workspace().runs())
                if (run.name == "late")
                    return run;
            return store::RunSummary {};
        };
        QTRY_COMPARE_WITH_TIMEOUT(late().state, store::RunState::Finished, 60'000);
        QCOMPARE(window.workspace().runs().size(), before.size() + 1);
        const store::RunStore reader(store.toStdString());
        const auto points = reader.points(late().id);
        QCOMPARE(points.size(), std::size_t { 2000 });
        for (std::size_t i = 0; i < points.size(); ++i)
            QCOMPARE(points[i].ordinal, static_cast<std::int64_t>(i));
        QCOMPARE(reader.points(before.front().id).size(), static_cast<std::size_t>(before.front().points));
    }

    void aCopyOfTheStoreThatFindsNoRoomLeavesTheOlderOne()
    {
        const Files files, older(100);
        const SmallDisk disk(1024 * 1024);
        const QString copy = disk.path("copy.db");
        QVERIFY(QFile::copy(older.store, copy));
        const QByteArray before = contents(copy);
        disk.fill();
        app::MainWindow window;
        window.show();
        window.start(files.store);
        QTRY_VERIFY(window.livePoint().state());
        window.workspace().saveStoreAs(copy);
        QTRY_VERIFY2(saidBy(window).contains(QStringLiteral("no space left")), qPrintable(saidBy(window)));
        QVERIFY2(saidBy(window).startsWith(copy), qPrintable(saidBy(window)));
        QCOMPARE(contents(copy), before);
        QCOMPARE(namesIn(disk), QStringList { QStringLiteral("copy.db") });
        QCOMPARE(window.workspace().storePath(), files.store);
        disk.makeRoom();
        window.workspace().saveStoreAs(copy);
        QTRY_COMPARE(window.workspace().storePath(), copy);
    }

    /// Its runs can be looked at, and what is written about them goes into a copy.
    void aStoreThatMayOnlyBeReadIsReadAndCopied()
    {
        const Files files;
        const SmallDisk disk(4 * 1024 * 1024);
        const QString store = disk.path("runs of last year #1?.db"), copy = files.path("copy.db");
        QVERIFY(QFile::copy(files.store, store));
        disk.makeReadOnly();
        app::MainWindow window;
        window.show();
        window.start(store);
        QTRY_VERIFY(window.livePoint().state());
        QCOMPARE(window.workspace().runs().size(), std::size_t { 1 });
        const auto run = window.workspace().runs().front();
        window.hub().setRuns({ { run.id } }, nullptr);
        window.workspace().renameRun({ { run.id } }, QStringLiteral("after"));
        QTRY_VERIFY2(saidBy(window).contains(QStringLiteral("may not be written")), qPrintable(saidBy(window)));
        QCOMPARE(window.workspace().unmadeEdits(), 1);
        window.workspace().saveStoreAs(copy);
        QTRY_COMPARE(window.workspace().storePath(), copy);
        QTRY_COMPARE(window.workspace().runs().front().name, std::string("after"));
        QCOMPARE(window.workspace().unmadeEdits(), 0);
    }
};

int main(int argc, char** argv)
{
    hasOwnMounts = SmallDisk::makeMountsPrivate(); // before there are threads
    QApplication application(argc, argv);
    TestFullDisk test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_full_disk.moc"
