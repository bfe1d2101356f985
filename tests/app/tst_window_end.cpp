#include "app/main_window.h"
#include "app/session/demo.h"
#include "app/views/view.h"
#include "core/trace/trace_writer.h"
#include "tests/app/cli/program.h"
#include "tests/app/made_up_files.h"
#include "tests/app/person.h"

#include <QDir>
#include <QDockWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>

#include <signal.h>

using namespace exitscope;
using test::Files;

namespace {

constexpr int patient = 120'000; ///< milliseconds: several programs start here

// A softmax over every exit of every unit for each temperature.
const QString longSweep = QStringLiteral("confidence:threshold=0.5:1:10,temperature=1:3:300");
constexpr std::int64_t longPoints = 3000;

/// The runs of a store that another program may be writing; none while it is not there yet.
std::vector<store::RunSummary> runsIn(const std::filesystem::path& path, store::Bin bin = store::Bin::Without)
{
    try {
        return store::RunStore(path, store::OpenMode::MustExist).listRuns(bin);
    } catch (const std::exception&) {
        return {};
    }
}

void press(QWidget* asked, QMessageBox::StandardButton button)
{
    auto* box = qobject_cast<QMessageBox*>(asked);
    QVERIFY(box && box->button(button));
    box->button(button)->click();
}

/// Every point of the plan once, as if nobody had stopped it.
void verifyWhole(const std::filesystem::path& path, store::RunId run, std::size_t count)
{
    const auto points = store::RunStore(path, store::OpenMode::MustExist).points(run);
    QCOMPARE(points.size(), count);
    for (std::size_t i = 0; i < points.size(); ++i)
        QCOMPARE(points[i].ordinal, static_cast<std::int64_t>(i));
}

/// The built program with its window, which this test never talks to.
class Program
{
public:
    explicit Program(const QStringList& arguments = {}) { test::startProgram(m_process, arguments); }
    ~Program() { kill(); }
    void kill()
    {
        if (m_process.state() == QProcess::NotRunning)
            return;
        m_process.waitForStarted();
        ::kill(static_cast<pid_t>(m_process.processId()), SIGKILL);
        m_process.waitForFinished();
    }
    bool isRunning() const { return m_process.state() != QProcess::NotRunning; }

private:
    QProcess m_process;
};

} // namespace

/// How the window ends while it works: asked, stopped, killed. What it had is there afterwards.
class TestWindowEnd : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QSettings().clear();
        QSettings().sync();
    }

    void closingAsksStopsAndKeeps()
    {
        const Files files(20'000);
        const std::filesystem::path store = files.store.toStdString();
        const auto late = [&] {
            for (const auto& run : runsIn(store))
                if (run.name == "late")
                    return run;
            return store::RunSummary {};
        };
        {
            app::MainWindow window;
            window.show();
            window.start(files.store);
            QTRY_VERIFY(window.livePoint().state());
            window.workspace().startSweep({ longSweep }, QStringLiteral("late"));
            QTRY_VERIFY_WITH_TIMEOUT(late().points > 0, patient);

            test::whenAsked(&window, [](QWidget* asked) { press(asked, QMessageBox::Cancel); });
            QVERIFY(!window.close());
            QVERIFY(window.isVisible());
            QCOMPARE(late().state, store::RunState::Running);

            test::whenAsked(&window, [](QWidget* asked) { press(asked, QMessageBox::Close); });
            window.close();
            QTRY_VERIFY_WITH_TIMEOUT(!window.isVisible(), patient);
        }
        const auto stopped = late();
        QCOMPARE(stopped.state, store::RunState::Cancelled);
        QVERIFY(stopped.points > 0 && stopped.points < longPoints);

        app::MainWindow window;
        window.show();
        window.start({});
        QTRY_VERIFY(window.livePoint().state());
        window.workspace().startSweep({ longSweep }, QStringLiteral("late"));
        QTRY_COMPARE_WITH_TIMEOUT(late().state, store::RunState::Finished, patient);
        QCOMPARE(late().id, stopped.id); // it went on where it had been
        verifyWhole(store, stopped.id, longPoints);
    }

    void aJobOutlivesTheDocksThatShowIt()
    {
        const Files files(2000);
        app::MainWindow window;
        window.show();
        window.start(files.store);
        QTRY_VERIFY(window.livePoint().state());
        auto* jobs = window.findChild<QDockWidget*>(QStringLiteral("jobs"));
        jobs->show();
        QSignalSpy swept(&window.workspace(), &app::Workspace::sweepFinished);
        window.workspace().startSweep({ QStringLiteral("confidence:threshold=0.5:1:500") }, QStringLiteral("late"));
        jobs->close();
        QTRY_COMPARE_WITH_TIMEOUT(swept.count(), 1, patient);
    }

    /// The first start of the program makes the demo's sweeps; it dies in the middle of one.
    void aKilledProgramIsTakenUpWhereItWas()
    {
        const auto demo = app::findDemo();
        if (!demo)
            QSKIP("this build has no demo");
        QDir().mkpath(QString::fromStdString(demo->trace.parent_path().string()));
        trace::writeTrace(demo->trace, *test::makeTrace(20'000, 12));
        const auto isUnderWay = [&] {
            const auto runs = runsIn(demo->store);
            return !runs.empty() && runs.front().state == store::RunState::Running && runs.front().points > 0;
        };
        {
            Program program;
            QVERIFY(QTest::qWaitFor([&] { return isUnderWay() || !program.isRunning(); }, patient));
            QVERIFY(program.isRunning());
            program.kill();
        }
        QVERIFY(isUnderWay());
        const auto killed = runsIn(demo->store).front();
        store::RunId resumed {};
        {
            app::MainWindow window;
            window.show();
            window.start({});
            QTRY_VERIFY_WITH_TIMEOUT(window.livePoint().state(), patient);
            QCOMPARE(window.workspace().storePath().toStdString(), demo->store.string());
            QCOMPARE(window.workspace().tracePath().toStdString(), demo->trace.string());
            QVERIFY2(test::saidBy(window).contains(QStringLiteral("did not come to an end")),
                qPrintable(test::saidBy(window)));
            QSignalSpy swept(&window.workspace(), &app::Workspace::sweepFinished);
            window.findChild<widgets::MessageBar*>()->actOnMessage();
            const auto stateOf = [&] { return runsIn(demo->store).front().state; };
            QTRY_COMPARE_WITH_TIMEOUT(stateOf(), store::RunState::Finished, patient);
            resumed = runsIn(demo->store).front().id;
            QCOMPARE(resumed, killed.id);
            // The store knows it before the window does, and a window with a job asks before it closes.
            QTRY_COMPARE_WITH_TIMEOUT(swept.count(), 1, patient);
            window.close();
        }
        const auto whole = runsIn(demo->store).front();
        QVERIFY(whole.points > killed.points);
        verifyWhole(demo->store, resumed, static_cast<std::size_t>(whole.points));
    }

    /// Nothing asks for a last word: bin, names and session are what they were when the program died.
    void aKilledProgramLeavesBinAndSessionAsTheyWere()
    {
        const Files files;
        const auto second = files.sweep("second", "patience:patience=1|2|3");
        {
            app::MainWindow window;
            window.show();
            window.start(files.store);
            QTRY_VERIFY(window.livePoint().state());
            window.hub().setExamples({ 3, 4, 5, 17 }, nullptr);
            window.workspace().renameRun({ { second } }, QStringLiteral("kept under this name"));
            window.workspace().deleteRuns({ { second } });
            QTRY_COMPARE(window.workspace().bin().size(), std::size_t { 1 });
            window.showView(window.viewNamed(QStringLiteral("tokens")));
            window.close();
        }
        const QString settings = QSettings().fileName();
        const QDateTime before = QFileInfo(settings).lastModified();
        {
            Program program;
            // It has found everything again once it has said so itself.
            QVERIFY(QTest::qWaitFor(
                [&] { return QFileInfo(settings).lastModified() > before || !program.isRunning(); }, patient));
            QTest::qWait(500);
            QVERIFY(program.isRunning());
            program.kill();
        }
        app::MainWindow window;
        window.show();
        window.start({});
        QTRY_VERIFY(window.livePoint().state());
        QCOMPARE(window.workspace().storePath(), files.store);
        QTRY_COMPARE(window.hub().examples(), (std::vector<std::int64_t> { 3, 4, 5, 17 }));
        QVERIFY(window.viewNamed(QStringLiteral("tokens"))->isVisible());
        QVERIFY(!window.workspace().history().canUndo()); // what is undone is what this window did
        QCOMPARE(window.workspace().bin().size(), std::size_t { 1 });
        QCOMPARE(window.workspace().bin().front().name, std::string("kept under this name"));
        window.workspace().restoreRuns({ { second } });
        QTRY_COMPARE(window.workspace().runs().size(), std::size_t { 2 });
        window.workspace().history().undo();
        QTRY_COMPARE(window.workspace().bin().size(), std::size_t { 1 });
    }
};

/// A home of its own for this test and for the programs that it starts.
int main(int argc, char** argv)
{
    const QTemporaryDir home;
    qputenv("HOME", home.path().toUtf8());
    for (const char* name : { "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME" })
        qputenv(name, home.filePath(QString::fromLatin1(name)).toUtf8());
    QApplication application(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("Exitscope"));
    QCoreApplication::setApplicationName(QStringLiteral("Exitscope"));
    QLocale::setDefault(QLocale::c());
    TestWindowEnd test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_window_end.moc"
