#include "app/library/run_card.h"
#include "app/main_window.h"
#include "tests/app/made_up_files.h"
#include "tests/app/person.h"

#include <QFileDialog>
#include <QLineEdit>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QDir>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

#include <algorithm>

using namespace exitscope;
using test::Files;
using test::saidBy;

namespace {

/// Chooses `path` in the next file dialog.
void choose(QObject* owner, const QString& path)
{
    test::whenAsked(owner, [path](QWidget* asked) {
        auto* dialog = qobject_cast<QFileDialog*>(asked);
        QVERIFY(dialog);
        auto* name = dialog->findChild<QLineEdit*>();
        name->setText(path);
        static_cast<QDialog*>(dialog)->accept();
    });
}

std::string notesIn(const QString& store)
{
    return store::RunStore(store.toStdString()).listRuns().front().notes;
}

/// Every message that ever stood in the bar.
struct Told
{
    QStringList texts;

    explicit Told(app::MainWindow& window)
    {
        QObject::connect(window.findChild<widgets::MessageBar*>(), &widgets::MessageBar::shown, &window,
            [this](const widgets::Message& message) { texts << message.text; });
    }
    qsizetype count(const QString& words) const { return texts.filter(words).size(); }
};

} // namespace

/// Stores and traces that go away under the window.
class TestLostFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("ExitscopeTest"));
        QCoreApplication::setApplicationName(QStringLiteral("ExitscopeLostFiles"));
        QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
        QLocale::setDefault(QLocale::c());
    }

    void init() { QSettings().clear(); }

    void whatWasTypedGoesIntoACopyOfADeletedStore_data()
    {
        QTest::addColumn<QString>("instead");
        QTest::newRow("deleted") << QString();
        QTest::newRow("a folder in its place") << QStringLiteral("folder");
        QTest::newRow("another file in its place") << QStringLiteral("file");
    }

    void whatWasTypedGoesIntoACopyOfADeletedStore()
    {
        QFETCH(QString, instead);
        const Files files, other(50);
        app::MainWindow window;
        const Told told(window);
        window.show();
        window.start(files.store);
        QTRY_VERIFY(window.livePoint().state());
        QTRY_COMPARE(window.hub().runs().ids.size(), std::size_t { 1 });

        QVERIFY(QFile::remove(files.store));
        if (instead == QLatin1String("folder"))
            QVERIFY(QDir().mkpath(files.store));
        if (instead == QLatin1String("file"))
            QVERIFY(QFile::copy(other.store, files.store));
        QTRY_COMPARE(told.count(QStringLiteral("was deleted or moved")), 1);
        auto* card = window.findChild<app::RunCard*>();
        auto* notes = card->findChild<QPlainTextEdit*>();
        notes->setFocus();
        notes->insertPlainText(QStringLiteral("an hour of thoughts"));
        card->commit();
        QTRY_COMPARE(window.workspace().unmadeEdits(), 1);
        QCOMPARE(notes->toPlainText(), QStringLiteral("an hour of thoughts"));
        QCOMPARE(window.workspace().runs().size(), std::size_t { 1 }); // what was shown stays
        QVERIFY(!window.workspace().history().canUndo());
        if (instead == QLatin1String("file"))
            QCOMPARE(notesIn(files.store), std::string()); // that one is somebody else's

        const QString copy = files.path("copy.db");
        choose(&window, copy);
        test::menuEntry(window, QStringLiteral("Save store as"))->trigger();
        QTRY_COMPARE(window.workspace().storePath(), copy);
        QTRY_COMPARE(window.workspace().unmadeEdits(), 0);
        QTRY_COMPARE(notesIn(copy), std::string("an hour of thoughts"));
        QTRY_VERIFY(!window.workspace().isEditing());
        QVERIFY(window.workspace().history().canUndo());
        QVERIFY(window.close());
    }

    void aStoreThatComesBackTakesWhatWasTyped()
    {
        const Files files;
        app::MainWindow window;
        window.show();
        window.start(files.store);
        QTRY_VERIFY(window.livePoint().state());
        QVERIFY(QFile::rename(files.store, files.path("elsewhere.db")));
        window.workspace().setNotes({ { window.workspace().runs().front().id } }, QStringLiteral("kept"));
        QTRY_COMPARE(window.workspace().unmadeEdits(), 1);
        QVERIFY(QFile::rename(files.path("elsewhere.db"), files.store));
        while (window.findChild<widgets::MessageBar*>()->count() > 0 && window.workspace().unmadeEdits() > 0) {
            auto* bar = window.findChild<widgets::MessageBar*>();
            saidBy(window).contains(QStringLiteral("try again")) ? bar->actOnMessage() : bar->closeMessage();
        }
        QCOMPARE(window.workspace().unmadeEdits(), 0);
        QTRY_COMPARE(window.workspace().runs().front().notes, std::string("kept"));
    }

    void closingAsksAboutWhatIsInNoFile()
    {
        const Files files;
        app::MainWindow window;
        window.show();
        window.start(files.store);
        QTRY_VERIFY(window.livePoint().state());
        QVERIFY(QFile::remove(files.store));
        window.workspace().setNotes({ { window.workspace().runs().front().id } }, QStringLiteral("kept"));
        QTRY_COMPARE(window.workspace().unmadeEdits(), 1);
        const auto press = [&window](QMessageBox::StandardButton button) {
            test::whenAsked(&window, [button](QWidget* asked) {
                auto* box = qobject_cast<QMessageBox*>(asked);
                QVERIFY(box && box->text().contains(QStringLiteral("could not be written")));
                box->button(button)->click();
            });
        };
        press(QMessageBox::Cancel);
        QVERIFY(!window.close());
        QVERIFY(window.isVisible());
        press(QMessageBox::Discard);
        QVERIFY(window.close());
    }

    void aSweepIntoADeletedStoreSaysSo()
    {
        const Files files;
        app::MainWindow window;
        window.show();
        window.start(files.store);
        QTRY_VERIFY(window.livePoint().state());
        QVERIFY(QFile::remove(files.store));
        const Told told(window);
        window.workspace().startSweep({ QStringLiteral("patience:patience=1|2") }, QStringLiteral("late"));
        QTRY_COMPARE(told.count(QStringLiteral("Sweeping made failed")), 1);
        QVERIFY(!QFile::exists(files.store)); // and makes no new one
    }

    /// Bytes of another program in the middle of the file: told, and what was read before stays in sight.
    void aDamagedStoreKeepsWhatIsShown()
    {
        const Files files;
        app::MainWindow window;
        const Told told(window);
        window.show();
        window.start(files.store);
        QTRY_VERIFY(window.livePoint().state());
        for (const char* log : { "-wal", "-shm" })
            QFile::remove(files.store + QLatin1String(log));
        {
            QFile file(files.store);
            QVERIFY(file.open(QIODevice::ReadWrite));
            file.write(QByteArray(static_cast<qsizetype>(file.size()), '\x5a'));
        }
        window.hub().setRuns({}, nullptr);
        window.hub().setRuns({ { window.workspace().runs().front().id } }, nullptr);
        QTRY_VERIFY(told.count(QStringLiteral("runs.db")) >= 1);
        QCOMPARE(window.workspace().runs().size(), std::size_t { 1 });
        QVERIFY(window.livePoint().state());
        window.livePoint().moveTo(0.2, nullptr);
        QCOMPARE(window.hub().operatingPoint().value, 0.2);
    }

    void aMovedTraceIsSaidOnceAndItsSessionComesBackWithIt()
    {
        const Files files;
        files.sweep("second", "patience:patience=1|2|3");
        files.writeTrace("another.trace", 300, 11);
        {
            app::MainWindow window;
            window.show();
            window.start(files.store);
            QTRY_VERIFY(window.livePoint().state());
            app::RunSet both;
            for (const auto& run : window.workspace().runs())
                both.ids.push_back(run.id);
            window.hub().setRuns(both, nullptr);
            window.hub().setExamples({ 3, 4, 17 }, nullptr);
            window.livePoint().moveTo(0.25, nullptr);
            window.close();
        }
        QVERIFY(QFile::rename(files.trace, files.path("moved.trace")));
        for (int start = 0; start < 2; ++start) { // the first one is closed again and forgets nothing
            app::MainWindow window;
            const Told told(window);
            QSignalSpy loaded(&window.workspace(), &app::Workspace::runsLoaded);
            window.show();
            window.start({});
            QTRY_COMPARE(window.hub().runs().ids.size(), std::size_t { 2 });
            QTRY_COMPARE(told.count(QStringLiteral("made.trace is not there any more")), 1);
            const auto before = loaded.count();
            window.hub().setRuns({ { window.hub().runs().ids.front() } }, nullptr); // read again: said already
            QTRY_VERIFY(loaded.count() > before);
            QCOMPARE(told.count(QStringLiteral("made.trace is not there any more")), 1);
            if (start == 0) {
                window.hub().setRuns({ { window.workspace().runs()[0].id, window.workspace().runs()[1].id } }, nullptr);
                window.close();
                continue;
            }
            auto* bar = window.findChild<widgets::MessageBar*>();
            choose(&window, files.path("another.trace"));
            bar->actOnMessage();
            QTRY_VERIFY2(saidBy(window).contains(QStringLiteral("is not the trace that was at")), qPrintable(saidBy(window)));
            QVERIFY(!window.workspace().trace());
            QCOMPARE(bar->count(), 1);

            choose(&window, files.path("moved.trace"));
            bar->actOnMessage(); // the refusal offers it again
            QTRY_VERIFY(window.livePoint().state());
            QCOMPARE(window.workspace().tracePath(), files.path("moved.trace"));
            QTRY_COMPARE(window.hub().examples(), (std::vector<std::int64_t> { 3, 4, 17 }));
            QTRY_COMPARE(window.hub().operatingPoint().value, 0.25);
            const auto& traces = window.workspace().traces();
            QTRY_COMPARE(QString::fromStdString(traces.front().path), files.path("moved.trace"));
        }
    }
};

QTEST_MAIN(TestLostFiles)
#include "tst_lost_files.moc"
