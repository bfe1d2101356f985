#include "tests/core/store/store_fixture.h"

#include "core/error.h"
#include "core/io/atomic_file.h"
#include "core/io/sha256.h"
#include "core/store/schema.h"

#include <QTest>

using namespace exitscope;
using store::RunId;
using store::RunState;
using store::RunStore;
using test::pointsOf;
using test::requestOf;

class TestStoreImport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCopyIsWholeWhileAnotherWrites()
    {
        test::StoreFolder folder;
        RunStore mine(folder.path("mine.db"));
        const RunId run = mine.createRun(requestOf("first"));
        mine.appendPoints(run, pointsOf(0, 1'000)); // in the log, not in the file yet
        {
            RunStore before(folder.path("copy.db")); // what is replaced, with a log of its own
            before.createRun(requestOf("gone"));
        }
        RunStore writer(folder.path("mine.db"));
        mine.copyTo(folder.path("copy.db"));
        writer.appendPoints(run, pointsOf(1'000, 10));
        RunStore copy(folder.path("copy.db"));
        QCOMPARE(copy.listRuns().size(), std::size_t { 1 });
        QCOMPARE(copy.listRuns().front().uuid, mine.listRuns().front().uuid);
        QCOMPARE(copy.countPoints(run), std::int64_t { 1'000 });
        QCOMPARE(mine.countPoints(run), std::int64_t { 1'010 });
        QVERIFY(!std::filesystem::exists(folder.path("copy.db.part")));
    }

    void aCopyNeverReplacesItsSourceOrAnotherFile()
    {
        test::StoreFolder folder;
        const RunStore mine(folder.path("mine.db"));
        QVERIFY_THROWS_EXCEPTION(InputError, mine.copyTo(folder.path("mine.db")));
        io::writeFileAtomically(folder.path("notes.txt"), "mine");
        QVERIFY_THROWS_EXCEPTION(InputError, mine.copyTo(folder.path("notes.txt")));
        QCOMPARE(io::readWholeFile(folder.path("notes.txt")), std::string("mine"));
        QVERIFY_THROWS_EXCEPTION(std::exception, mine.copyTo(folder.path("nowhere/copy.db")));
    }

    void outcomesComeWithTheirPoints()
    {
        test::StoreFolder folder;
        const store::OutcomeRecord classes { { 0, 2, 1, 0, 0, 0, 0, 0, 0, 65535 }, { 5, -1, 3, 0, 0, 0, 0, 0, 70'000, 1 }, {} };
        const store::OutcomeRecord numbers { { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 }, {}, { 0.5F, -1e30F, 0, 0, 0, 0, 0, 0, 0, 3 } };
        RunId run {};
        {
            RunStore other(folder.path("other.db"));
            run = other.createRun(requestOf("executed"));
            other.appendPoints(run, pointsOf(0, 3));
            QVERIFY_THROWS_EXCEPTION(InputError, other.putOutcome(run, 3, classes)); // no such point
            QVERIFY_THROWS_EXCEPTION(InputError, other.putOutcome(run, 0, { { 1 }, { 1 }, {} })); // of other units
            QVERIFY_THROWS_EXCEPTION(InputError, other.putOutcome(run, 0, { std::vector<std::int32_t>(10, -1), {}, {} }));
            other.putOutcome(run, 0, numbers);
            other.putOutcome(run, 0, classes); // in its place
            other.putOutcome(run, 2, numbers);
            QVERIFY(!other.outcome(run, 1));
            other.finishRun(run, RunState::Finished);
        }
        RunStore mine(folder.path("mine.db"));
        mine.createRun(requestOf("own"));
        mine.importFrom(folder.path("other.db"));
        mine.importFrom(folder.path("other.db"));
        auto trace = requestOf("executed").traces.front();
        trace.units = 872;
        const auto executed = mine.executedPoints(trace);
        QCOMPARE(executed.size(), std::size_t { 2 });
        QCOMPARE(executed[0].run.name, std::string("executed"));
        QCOMPARE(executed[0].point, test::pointOf(0));
        QCOMPARE(executed[1].point, test::pointOf(2));
        const RunId here = executed[0].run.id;
        QCOMPARE(*mine.outcome(here, 0), classes);
        QCOMPARE(*mine.outcome(here, 2), numbers);
        // The same work by its model and dataset, wherever the trace is; not other data, nor other units.
        trace.sha256 = "elsewhere";
        QCOMPARE(mine.executedPoints(trace).size(), std::size_t { 2 });
        trace.dataset->sha256 = "d2";
        QVERIFY(mine.executedPoints(trace).empty());
        trace.dataset->sha256 = "d1";
        trace.units = 871;
        QVERIFY(mine.executedPoints(trace).empty());
        trace.units = 872;
        trace.model->sha256 = trace.dataset->sha256 = {}; // nothing known is nothing in common
        QVERIFY(mine.executedPoints(trace).empty());
        mine.copyTo(folder.path("copy.db"));
        QCOMPARE(*RunStore(folder.path("copy.db")).outcome(here, 0), classes);
        mine.deleteRun(here);
        trace.sha256 = "t1";
        QVERIFY(mine.executedPoints(trace).empty());
        mine.purge();
        QVERIFY(!mine.outcome(here, 0));
    }

    void importingTwiceAddsNothing()
    {
        test::StoreFolder folder;
        RunId first {};
        {
            RunStore other(folder.path("other.db"));
            first = other.createRun(requestOf("first"));
            other.appendPoints(first, pointsOf(0, 25'000));
            other.finishRun(first, RunState::Finished);
            other.setTags(first, std::vector<std::string> { "a", "b" });
            other.setNotes(first, "noted");
            other.createRun(requestOf("second", "t2"));
            other.deleteRun(other.createRun(requestOf("binned")));
            other.addCalibration({ "c", "t1", "p", "{}", "{}", "0.1.0", "" });
            other.saveView({ "v", "tradeoff", "{\"from\":\"other\"}" });
        }
        const std::string before = io::sha256OfFile(folder.path("other.db"));
        RunStore mine(folder.path("mine.db"));
        mine.createRun(requestOf("own"));
        mine.saveView({ "v", "tradeoff", "{\"from\":\"mine\"}" });
        const store::ImportResult result = mine.importFrom(folder.path("other.db"));
        QCOMPARE(result.runsAdded, 2);
        QCOMPARE(result.pointsAdded, 25'000);
        QCOMPARE(io::sha256OfFile(folder.path("other.db")), before);

        const auto runs = mine.listRuns(store::Bin::With);
        QCOMPARE(runs.size(), std::size_t { 3 });
        const auto found
            = std::find_if(runs.begin(), runs.end(), [](const auto& run) { return run.name == "first"; });
        const RunStore other(folder.path("other.db"));
        const store::Run theirs = other.run(first);
        const store::Run ours = mine.run(found->id);
        QVERIFY(ours.request == theirs.request);
        QCOMPARE(ours.summary.uuid, theirs.summary.uuid);
        QCOMPARE(ours.summary.created, theirs.summary.created);
        QCOMPARE(ours.summary.tags, theirs.summary.tags);
        QCOMPARE(ours.summary.notes, std::string("noted"));
        QVERIFY(ours.summary.state == RunState::Finished);
        QVERIFY(mine.points(found->id) == other.points(first));
        QCOMPARE(mine.traces().size(), std::size_t { 2 }); // t1 was here already
        QCOMPARE(mine.savedViews()[0].second.state, std::string("{\"from\":\"mine\"}"));

        const store::ImportResult again = mine.importFrom(folder.path("other.db"));
        QCOMPARE(again.runsAdded, 0);
        QCOMPARE(again.runsExtended, 0);
        QCOMPARE(again.runsKnown, 2);
        QCOMPARE(again.pointsAdded, 0);
        QCOMPARE(mine.listRuns(store::Bin::With).size(), std::size_t { 3 });
        QCOMPARE(mine.calibrations().size(), std::size_t { 1 });
    }

    void whatWentOnElsewhereIsAdded()
    {
        test::StoreFolder folder;
        RunStore here(folder.path("here.db"));
        const RunId id = here.createRun(requestOf("shared"));
        here.appendPoints(id, pointsOf(0, 10));
        RunStore there(folder.path("there.db"));
        there.importFrom(folder.path("here.db"));
        const RunId theirs = there.listRuns().at(0).id;
        there.appendPoints(theirs, pointsOf(10, 5));
        there.tagRun(theirs, "cluster");
        there.finishRun(theirs, RunState::Finished);
        there.renameRun(theirs, "renamed there");
        here.tagRun(id, "mine");

        const store::ImportResult result = here.importFrom(folder.path("there.db"));
        QCOMPARE(result.runsExtended, 1);
        QCOMPARE(result.pointsAdded, 5);
        const store::Run run = here.run(id);
        QCOMPARE(run.summary.points, 15);
        QVERIFY(run.summary.state == RunState::Finished);
        QCOMPARE(run.summary.name, std::string("shared"));
        QCOMPARE(run.summary.tags, (std::vector<std::string> { "cluster", "mine" }));
        QVERIFY(here.points(id) == pointsOf(0, 15));
        // And not back: the other has nothing that is newer now.
        QCOMPARE(there.importFrom(folder.path("here.db")).runsKnown, 1);
    }

    void aRunInOurBinStaysThere()
    {
        test::StoreFolder folder;
        RunStore other(folder.path("other.db"));
        other.createRun(requestOf("a"));
        RunStore mine(folder.path("mine.db"));
        mine.importFrom(folder.path("other.db"));
        mine.deleteRun(mine.listRuns().at(0).id);
        QCOMPARE(mine.importFrom(folder.path("other.db")).runsKnown, 1);
        QVERIFY(mine.listRuns().empty());
    }

    void whatIsNoStoreIsNotImported()
    {
        test::StoreFolder folder;
        RunStore mine(folder.path("mine.db"));
        mine.createRun(requestOf("a"));
        QVERIFY_EXCEPTION_THROWN(mine.importFrom(folder.path("mine.db")), InputError);
        QVERIFY_EXCEPTION_THROWN(mine.importFrom(folder.path("missing.db")), InputError);
        QVERIFY(!std::filesystem::exists(folder.path("missing.db")));
        {
            RunStore newer(folder.path("newer.db"));
            store::Database(folder.path("newer.db"), store::Database::Open::MustExist)
                .execute("PRAGMA user_version = 99");
        }
        QVERIFY_EXCEPTION_THROWN(mine.importFrom(folder.path("newer.db")), InputError);
    }

    void aForgedStoreAddsNothing()
    {
        test::StoreFolder folder;
        {
            RunStore forged(folder.path("forged.db"));
            forged.createRun(requestOf("good"));
            const RunId id = forged.createRun(requestOf("bad"));
            forged.appendPoints(id, pointsOf(0, 1));
            store::Database database(folder.path("forged.db"), store::Database::Open::MustExist);
            database.execute("PRAGMA ignore_check_constraints = ON; UPDATE points SET metrics = 'nonsense'");
        }
        RunStore mine(folder.path("mine.db"));
        QVERIFY_EXCEPTION_THROWN(mine.importFrom(folder.path("forged.db")), InputError);
        QVERIFY(mine.listRuns().empty());
        QVERIFY(mine.traces().empty());
    }
};

QTEST_APPLESS_MAIN(TestStoreImport)
#include "tst_store_import.moc"
