#include "app/library/library_filter.h"
#include "app/library/library_model.h"
#include "app/library/library_panel.h"
#include "app/library/run_card.h"
#include "app/main_window.h"
#include "core/sweep/stored_sweep.h"
#include "tests/app/made_up_files.h"
#include "widgets/panel/message_bar.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

#include <algorithm>
#include <random>

using namespace exitscope;
using app::LibraryModel;

namespace {

store::RunSummary summary(std::int64_t id, const std::string& name)
{
    store::RunSummary run;
    run.id = store::RunId { id };
    run.uuid = std::to_string(id);
    run.name = name;
    run.state = store::RunState::Finished;
    return run;
}

std::vector<std::int64_t> idsIn(const LibraryModel& model)
{
    std::vector<std::int64_t> ids;
    const QModelIndex runs = model.index(0, 0);
    for (int row = 0; row < model.rowCount(runs); ++row)
        if (const auto id = model.runAt(model.index(row, 0, runs)))
            ids.push_back(static_cast<std::int64_t>(*id));
    return ids;
}

app::RunSet setOf(std::initializer_list<store::RunId> ids) { return { ids }; }

} // namespace

class TestLibrary : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("ExitscopeTest"));
        QCoreApplication::setApplicationName(QStringLiteral("ExitscopeTestLibrary"));
        QLocale::setDefault(QLocale::c());
    }

    void init() { QSettings().clear(); }

    /// Any list after any other: the rows are the new list, told in a way that views can follow.
    void listsFollowOneAnother()
    {
        LibraryModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        std::mt19937 random(5);
        for (int round = 0; round < 200; ++round) {
            std::vector<std::int64_t> ids;
            for (std::int64_t id = 1; id <= 9; ++id)
                if (random() % 3 != 0)
                    ids.push_back(id);
            if (round % 10 == 0)
                ids.clear();
            if (round % 7 == 0)
                std::shuffle(ids.begin(), ids.end(), random);
            std::vector<store::RunSummary> runs;
            for (const auto id : ids)
                runs.push_back(summary(id, "run"));
            model.setRuns(runs);
            QCOMPARE(idsIn(model), ids);
            for (const auto id : ids)
                QCOMPARE(model.runAt(model.indexOfRun(store::RunId { id })), std::optional(store::RunId { id }));
        }
    }

    void emptyGroupsSayWhatWouldBeThere()
    {
        LibraryModel model;
        for (int group = 0; group < model.rowCount(); ++group) {
            const QModelIndex parent = model.index(group, 0);
            QCOMPARE(model.rowCount(parent), 1);
            const QModelIndex hint = model.index(0, 0, parent);
            QCOMPARE(model.kindAt(hint), LibraryModel::Kind::Hint);
            QVERIFY(!hint.data().toString().isEmpty());
            QVERIFY(!(model.flags(hint) & Qt::ItemIsSelectable));
        }
    }

    void stateTagsAndNotesAreShown()
    {
        LibraryModel model;
        auto killed = summary(1, "killed"), live = summary(2, "live");
        killed.state = live.state = store::RunState::Running;
        live.tags = { "paper" };
        live.notes = "for the second table";
        model.setRuns({ live, killed }, setOf({ killed.id }));
        QVERIFY(model.indexOfRun(killed.id).data().toString().contains(QStringLiteral("interrupted")));
        QVERIFY(model.indexOfRun(live.id).data().toString().contains(QStringLiteral("running")));
        QCOMPARE(model.indexOfRun(live.id).data(Qt::EditRole).toString(), QStringLiteral("live"));
        const QString card = model.indexOfRun(live.id).data(Qt::ToolTipRole).toString();
        QVERIFY(card.contains(QStringLiteral("paper")) && card.contains(QStringLiteral("second table")));
    }

    void tenThousandRuns()
    {
        std::vector<store::RunSummary> runs;
        for (std::int64_t id = 10'000; id > 0; --id) {
            auto run = summary(id, "run " + std::to_string(id));
            run.policies = { id % 2 == 0 ? "entropy" : "patience" };
            runs.push_back(std::move(run));
        }
        LibraryModel model;
        app::LibraryPanel panel(&model);
        panel.show();
        model.setRuns(runs);
        QCoreApplication::processEvents();
        QCOMPARE(panel.shownRuns(), 10'000);
        panel.setFilter(QStringLiteral("policy:entropy -\"run 2\""));
        const int shown = panel.shownRuns();
        QVERIFY(shown > 3000 && shown < 5000);
        panel.setFilter(QStringLiteral("polic:")); // not a filter yet: the list stays
        QCOMPARE(panel.shownRuns(), shown);
        panel.setFilter({});
        QCOMPARE(panel.shownRuns(), 10'000);
    }

    void aFilterByMetricReadsTheStore()
    {
        const test::StoreOfRuns files;
        files.writeTrace("a.trace", 200);
        files.sweep("a.trace", "fixed:layer=6", "deep");
        files.sweep("a.trace", "fixed:layer=1", "shallow");
        app::MainWindow window;
        window.show();
        window.start(files.store);
        auto* panel = window.findChild<app::LibraryPanel*>();
        QTRY_COMPARE(panel->shownRuns(), 2);
        panel->setFilter(QStringLiteral("accuracy>0.8"));
        QTRY_COMPARE(panel->shownRuns(), 1);
    }

    void editsAreUndoneAndRedone()
    {
        const test::StoreOfRuns files;
        files.writeTrace("a.trace", 60);
        const auto id = files.sweep("a.trace", "fixed:layer=1|6", "before");
        app::MainWindow window;
        window.show();
        window.start(files.store);
        auto& workspace = window.workspace();
        auto& history = workspace.history();
        QTRY_VERIFY(workspace.hasStore());
        workspace.renameRun(setOf({ id }), QStringLiteral("after"));
        workspace.setTags(setOf({ id }), { "a", "b" });
        workspace.setNotes(setOf({ id }), QStringLiteral("why"));
        workspace.deleteRuns(setOf({ id }));
        QCOMPARE(history.count(), 4);
        QTRY_VERIFY(workspace.runs().empty() && workspace.bin().size() == 1);
        history.undo();
        QTRY_COMPARE(workspace.runs().size(), std::size_t { 1 });
        const auto now = [&] { return workspace.runs().front(); };
        QCOMPARE(now().notes, std::string("why"));
        history.undo();
        QTRY_COMPARE(now().notes, std::string());
        QCOMPARE(now().tags.size(), std::size_t { 2 });
        history.setIndex(0);
        QTRY_COMPARE(now().name, std::string("before"));
        QVERIFY(now().tags.empty());
        history.setIndex(4);
        QTRY_COMPARE(workspace.bin().size(), std::size_t { 1 });
        QCOMPARE(workspace.bin().front().tags.size(), std::size_t { 2 });
        workspace.emptyBin();
        QTRY_VERIFY(workspace.bin().empty());
        QCOMPARE(history.count(), 0);
    }

    void anEditThatFailsIsNoEdit()
    {
        const test::StoreOfRuns files;
        files.writeTrace("a.trace", 60);
        const auto id = files.sweep("a.trace", "fixed:layer=1|6", "before");
        app::MainWindow window;
        window.start(files.store);
        auto& workspace = window.workspace();
        QTRY_VERIFY(workspace.hasStore());
        QSignalSpy failed(&workspace, &app::Workspace::editFailed);
        QSignalSpy lost(&workspace, &app::Workspace::storeLost);
        workspace.setNotes(setOf({ id }), QStringLiteral("why"));
        QTRY_VERIFY(!workspace.isEditing());
        const QString aside = files.path("aside.db");
        QVERIFY(QFile::rename(files.store, aside));
        workspace.renameRun(setOf({ id }), QStringLiteral("after"));
        workspace.history().undo();
        workspace.history().redo();
        QTRY_VERIFY(!workspace.isEditing());
        QVERIFY(failed.count() >= 1);
        QCOMPARE(workspace.history().count(), 1); // the notes
        QCOMPARE(workspace.history().index(), 1);
        QTRY_COMPARE(lost.count(), 1);

        QVERIFY(QFile::rename(aside, files.store));
        auto* messages = window.findChild<widgets::MessageBar*>();
        messages->actOnMessage(); // an error is first in line: try again
        QTRY_COMPARE(workspace.runs().front().name, std::string("after"));
        QCOMPARE(workspace.history().count(), 2);
    }

    void theCardEditsTheSelectedRun()
    {
        const test::StoreOfRuns files;
        files.writeTrace("a.trace", 60);
        const auto one = files.sweep("a.trace", "fixed:layer=1|6", "one"), two = files.sweep("a.trace", "fixed:layer=2", "two");
        app::MainWindow window;
        window.show();
        window.start(files.store);
        auto& workspace = window.workspace();
        QTRY_COMPARE(workspace.runs().size(), std::size_t { 2 });
        const auto summary = [&workspace](store::RunId id) {
            return *std::find_if(workspace.runs().begin(), workspace.runs().end(), [id](const auto& run) { return run.id == id; });
        };
        window.hub().setRuns(setOf({ one }), nullptr);
        auto* card = window.findChild<app::RunCard*>();
        auto* notes = card->findChild<QPlainTextEdit*>();
        notes->setFocus();
        notes->insertPlainText(QStringLiteral("first"));
        window.hub().setRuns(setOf({ two }), nullptr); // the notes belong to the run before
        QTRY_COMPARE(summary(one).notes, std::string("first"));
        QCOMPARE(summary(two).notes, std::string());
        QCOMPARE(notes->toPlainText(), QString());
        window.hub().setRuns(setOf({ one }), nullptr);
        QCOMPARE(notes->toPlainText(), QStringLiteral("first"));
        window.hub().setRuns(setOf({ one, two }), nullptr);
        auto* tags = card->findChildren<QLineEdit*>().at(1);
        tags->setText(QStringLiteral(" b, a ,,a"));
        Q_EMIT tags->editingFinished();
        for (const auto id : { one, two })
            QTRY_COMPARE(summary(id).tags, (std::vector<std::string> { "a", "b" }));
        QVERIFY(!notes->isEnabled());
    }

    void aKilledSweepIsOfferedAndResumed()
    {
        const test::StoreOfRuns files;
        files.writeTrace("a.trace", 60);
        {
            store::RunStore store(files.store.toStdString());
            sweep::StoredSweep asked;
            asked.plan.trace = trace::Trace::open(files.path("a.trace").toStdString());
            asked.plan.ranges = { policy::parseRange("fixed:layer=1|2|3") };
            store.createRun(sweep::requestOf(asked)); // as a kill before the first point leaves it
        }
        app::MainWindow window;
        window.show();
        window.start(files.store);
        auto* messages = window.findChild<widgets::MessageBar*>();
        QTRY_VERIFY(messages->count() >= 1);
        messages->actOnMessage();
        QTRY_COMPARE(window.workspace().runs().front().state, store::RunState::Finished);
        QCOMPARE(window.workspace().runs().size(), std::size_t { 1 });
        QCOMPARE(window.workspace().runs().front().points, std::int64_t { 3 });
    }

    void runsOfAnotherStoreAreImported()
    {
        const test::StoreOfRuns files, others;
        for (const auto* store : { &files, &others }) {
            store->writeTrace("a.trace", 60);
            store->sweep("a.trace", "fixed:layer=1|2|3", "mine");
        }
        app::MainWindow window;
        window.show();
        window.start(files.store);
        QTRY_VERIFY(window.workspace().hasStore());
        QSignalSpy imported(&window.workspace(), &app::Workspace::runsImported);
        window.workspace().importRuns(others.store);
        QTRY_COMPARE(imported.count(), 1);
        QTRY_COMPARE(window.workspace().runs().size(), std::size_t { 2 });
    }

    void aMovedTraceIsLocated()
    {
        const test::StoreOfRuns files;
        files.writeTrace("a.trace", 60);
        files.writeTrace("b.trace", 61);
        const auto id = files.sweep("a.trace", "fixed:layer=1|2|3", "mine");
        QVERIFY(QFile::rename(files.path("a.trace"), files.path("moved.trace")));
        app::MainWindow window;
        window.show();
        window.start(files.store);
        auto& workspace = window.workspace();
        QTRY_VERIFY(workspace.hasStore());
        window.hub().setRuns(setOf({ id }), nullptr);
        const auto record = workspace.traces().front();
        QSignalSpy refused(&workspace, &app::Workspace::traceRefused);
        workspace.locateTrace(record, files.path("b.trace"));
        QTRY_COMPARE(refused.count(), 1);
        workspace.locateTrace(record, files.path("moved.trace"));
        QTRY_COMPARE(QString::fromStdString(workspace.traces().front().path), files.path("moved.trace"));
    }
};

QTEST_MAIN(TestLibrary)
#include "tst_library.moc"
