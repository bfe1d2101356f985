#include "tests/core/store/store_fixture.h"

#include "core/error.h"
#include "core/store/sqlite.h"

#include <QTest>

#include <regex>

using namespace exitscope;
using store::RunId;
using store::RunState;
using store::RunStore;
using test::pointsOf;
using test::requestOf;
using Ranges = std::vector<std::pair<std::int64_t, std::int64_t>>;
using Names = std::vector<std::string>;

class TestRunStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRunKeepsAllThatIsNeededToRepeatIt()
    {
        test::StoreFolder folder;
        store::RunRequest request = requestOf("first");
        request.traces.push_back(requestOf("", "t2").traces[0]);
        request.traces[1].model.reset();
        RunId id {};
        {
            RunStore runs(folder.path());
            id = runs.createRun(request);
            QCOMPARE(runs.appendPoints(id, pointsOf(0, 3)), 3);
            runs.finishRun(id, RunState::Finished);
        }
        const RunStore again(folder.path(), store::OpenMode::MustExist);
        const store::Run run = again.run(id);
        QVERIFY(run.request == request);
        QCOMPARE(run.summary.points, 3);
        QCOMPARE(run.summary.policies, (Names { "entropy", "patience" }));
        QCOMPARE(run.summary.model, std::string("tiny"));
        QCOMPARE(run.summary.dataset, std::string("SST-2/dev"));
        QVERIFY(run.summary.state == RunState::Finished);
        QVERIFY(
            std::regex_match(run.summary.created, std::regex("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ")));
        QVERIFY(std::regex_match(run.summary.uuid,
            std::regex("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")));
        QVERIFY(again.points(id) == pointsOf(0, 3));
        QCOMPARE(again.traces().size(), std::size_t { 2 });
    }

    void ratiosAreThoseOfSums()
    {
        store::PointRecord point;
        point.units = 4;
        point.sumExit = 14;
        point.layers = 12;
        QCOMPARE(point.meanExit(), 3.5);
        QCOMPARE(point.layerSpeedup(), 12 / 3.5);
        QVERIFY(!point.flopsRatio());
        point.macsSpent = 1;
        point.macsFull = 4;
        QCOMPARE(*point.flopsRatio(), 0.25);
        QCOMPARE(store::PointRecord {}.layerSpeedup(), 0.0);
    }

    void viewsDeriveTheSameRatios()
    {
        test::StoreFolder folder;
        RunStore runs(folder.path());
        const RunId id = runs.createRun(requestOf("seen"));
        auto points = pointsOf(0, 2);
        points[1].macsFull = 0;
        runs.appendPoints(id, points);
        runs.tagRun(id, "b");
        runs.tagRun(id, "a");
        store::Database database(folder.path(), store::Database::Open::MustExist);
        {
            store::Statement view
                = database.prepare("SELECT mean_exit, layer_speedup, flops_ratio, accuracy, "
                                   "json_extract(params, '$.threshold'), model, name, "
                                   "json_extract(exit_histogram, '$[1]') FROM v_points ORDER BY ordinal");
            QVERIFY(view.step());
            QCOMPARE(view.real(0), points[0].meanExit());
            QCOMPARE(view.real(1), points[0].layerSpeedup());
            QCOMPARE(view.real(2), *points[0].flopsRatio());
            QCOMPARE(view.real(3), 0.9);
            QCOMPARE(view.integer(4), 0);
            QCOMPARE(view.text(5), std::string("tiny"));
            QCOMPARE(view.text(6), std::string("seen"));
            QCOMPARE(view.integer(7), 2);
            QVERIFY(view.step());
            QVERIFY(view.isNull(2));
            QVERIFY(!view.step());
        }
        {
            store::Statement view = database.prepare("SELECT points, dataset, tags, state FROM v_runs");
            QVERIFY(view.step());
            QCOMPARE(view.integer(0), 2);
            QCOMPARE(view.text(1), std::string("SST-2/dev"));
            QCOMPARE(view.text(2), std::string("a, b"));
            QCOMPARE(view.text(3), std::string("running"));
        }
        runs.deleteRun(id);
        store::Statement view = database.prepare("SELECT count(*) FROM v_points");
        QVERIFY(view.step());
        QCOMPARE(view.integer(0), 0);
    }

    void pointsAreAddedOnceAndOnlyWhileRunning()
    {
        test::StoreFolder folder;
        RunStore runs(folder.path());
        const RunId id = runs.createRun(requestOf("a"));
        QCOMPARE(runs.appendPoints(id, pointsOf(0, 4)), 4);
        QCOMPARE(runs.appendPoints(id, pointsOf(2, 4)), 2);
        QCOMPARE(runs.appendPoints(id, pointsOf(10, 1)), 1);
        QCOMPARE(runs.countPoints(id), 7);
        QCOMPARE(runs.storedOrdinals(id), (Ranges { { 0, 6 }, { 10, 11 } }));
        runs.finishRun(id, RunState::Finished);
        QVERIFY_EXCEPTION_THROWN(runs.appendPoints(id, pointsOf(20, 1)), InputError);
        QVERIFY_EXCEPTION_THROWN(runs.resumeRun(id), InputError);
        QCOMPARE(runs.countPoints(id), 7);
    }

    void aBatchIsAllOrNothing()
    {
        test::StoreFolder folder;
        RunStore runs(folder.path());
        const RunId id = runs.createRun(requestOf("a"));
        auto points = pointsOf(0, 3);
        points[2].metrics = "{not json";
        QVERIFY_EXCEPTION_THROWN(runs.appendPoints(id, points), std::logic_error);
        points[2] = test::pointOf(2);
        points[2].macsSpent = std::numeric_limits<double>::quiet_NaN();
        QVERIFY_EXCEPTION_THROWN(runs.appendPoints(id, points), std::logic_error);
        QCOMPARE(runs.countPoints(id), 0);
        QVERIFY(runs.points(id).empty());
        QCOMPARE(runs.appendPoints(id, pointsOf(0, 3)), 3);
    }

    void unfinishedWorkIsFoundByWhatDecidesTheNumbers()
    {
        test::StoreFolder folder;
        RunStore runs(folder.path());
        const RunId id = runs.createRun(requestOf("a"));
        runs.finishRun(id, RunState::Failed, "power");
        QCOMPARE(runs.run(id).summary.message, std::string("power"));

        store::RunRequest same = requestOf("other name");
        same.machine = "elsewhere";
        same.options = "{ \"length\" : \"real\" }";
        same.traces[0].path = "/moved";
        QVERIFY(runs.findUnfinished(same) == id);
        for (auto change :
            { +[](store::RunRequest& r) { r.seed = 1; }, +[](store::RunRequest& r) { r.policies.pop_back(); },
                +[](store::RunRequest& r) { r.options = "{}"; },
                +[](store::RunRequest& r) { r.codeVersion = "0.2.0"; },
                +[](store::RunRequest& r) { r.traces[0].sha256 = "t9"; },
                +[](store::RunRequest& r) { r.kind = "execute"; } }) {
            store::RunRequest different = same;
            change(different);
            QVERIFY(!runs.findUnfinished(different));
        }
        runs.deleteRun(id);
        QVERIFY(!runs.findUnfinished(same));
        runs.restoreRun(id);
        runs.resumeRun(id);
        QVERIFY(runs.run(id).summary.state == RunState::Running);
        runs.finishRun(id, RunState::Finished);
        QVERIFY(!runs.findUnfinished(same));
    }

    void editsAreKept()
    {
        test::StoreFolder folder;
        RunStore runs(folder.path());
        const RunId id = runs.createRun(requestOf("a"));
        runs.renameRun(id, "Ein längerer Name '); DROP TABLE runs; --");
        runs.setNotes(id, "two\nlines");
        runs.setLook(id, "{\"colour\":\"blue\"}");
        runs.setTags(id, Names { "paper", "draft" });
        runs.untagRun(id, "draft");
        runs.tagRun(id, "best");
        runs.tagRun(id, "best");
        const store::RunSummary run = runs.listRuns().at(0);
        QCOMPARE(run.name, std::string("Ein längerer Name '); DROP TABLE runs; --"));
        QCOMPARE(run.notes, std::string("two\nlines"));
        QCOMPARE(run.look, std::string("{\"colour\":\"blue\"}"));
        QCOMPARE(run.tags, (Names { "best", "paper" }));
        QVERIFY_EXCEPTION_THROWN(runs.renameRun(RunId { 99 }, "x"), InputError);
        QVERIFY_EXCEPTION_THROWN(runs.tagRun(RunId { 99 }, "x"), InputError);
        QVERIFY_EXCEPTION_THROWN((void)runs.run(RunId { 99 }), InputError);
        QVERIFY_EXCEPTION_THROWN(runs.countPoints(RunId { 99 }), InputError);
        QVERIFY_EXCEPTION_THROWN(runs.finishRun(RunId { 99 }, RunState::Finished), InputError);
        QVERIFY_EXCEPTION_THROWN(runs.deleteRun(RunId { 99 }), InputError);
    }

    void theBinGivesBackUntilItIsEmptied()
    {
        test::StoreFolder folder;
        RunStore runs(folder.path());
        const RunId kept = runs.createRun(requestOf("kept"));
        const RunId gone = runs.createRun(requestOf("gone"));
        runs.appendPoints(kept, pointsOf(0, 2));
        runs.appendPoints(gone, pointsOf(0, 20'000));
        QVERIFY_EXCEPTION_THROWN(runs.purgeRun(gone), InputError);
        runs.deleteRun(gone);
        QCOMPARE(runs.listRuns().size(), std::size_t { 1 });
        QCOMPARE(runs.listRuns(store::Bin::Only).at(0).name, std::string("gone"));
        QCOMPARE(runs.listRuns(store::Bin::With).size(), std::size_t { 2 });
        runs.restoreRun(gone);
        QCOMPARE(runs.points(gone).size(), std::size_t { 20'000 });
        runs.deleteRun(gone);

        store::Database database(folder.path(), store::Database::Open::MustExist);
        const std::int64_t pages = database.pragma("page_count");
        QCOMPARE(runs.purge(), 1);
        QVERIFY(database.pragma("page_count") < pages / 2);
        QVERIFY_EXCEPTION_THROWN((void)runs.run(gone), InputError);
        QCOMPARE(runs.points(kept).size(), std::size_t { 2 });
        QCOMPARE(runs.traces().size(), std::size_t { 1 });
        const RunId next = runs.createRun(requestOf("next"));
        QVERIFY(next != gone);
    }

    void tracesAreOneByHash()
    {
        test::StoreFolder folder;
        RunStore runs(folder.path());
        runs.createRun(requestOf("a"));
        store::RunRequest moved = requestOf("b");
        moved.traces[0].path = "/new/place.trace";
        moved.traces[0].model->path.clear();
        runs.createRun(moved);
        QCOMPARE(runs.traces().size(), std::size_t { 1 });
        QCOMPARE(runs.traces()[0].path, std::string("/new/place.trace"));
        QCOMPARE(runs.traces()[0].model->path, std::string("/models/tiny"));
        runs.setTracePath("t1", "/third");
        QCOMPARE(runs.traces()[0].path, std::string("/third"));
        QVERIFY_EXCEPTION_THROWN(runs.setTracePath("none", "/x"), InputError);
        store::RunRequest nameless = requestOf("c");
        nameless.traces[0].sha256.clear();
        QVERIFY_EXCEPTION_THROWN(runs.createRun(nameless), std::logic_error);
        QCOMPARE(runs.listRuns().size(), std::size_t { 2 });
    }

    void viewsAndCalibrationsAreKept()
    {
        test::StoreFolder folder;
        {
            RunStore runs(folder.path());
            const store::ViewId view = runs.saveView({ "front", "tradeoff", "{\"x\":\"mean_exit\"}" });
            QVERIFY(runs.saveView({ "front", "tradeoff", "{\"x\":\"flops\"}" }) == view);
            runs.saveView({ "front", "layers", "{}" });
            runs.deleteView(runs.savedViews()[0].first);
            runs.addCalibration(
                { "c", "t1", "confidence:threshold=0.5", "{\"delta\":0.1}", "{\"chosen\":{}}", "0.1.0", "" });
        }
        const RunStore again(folder.path());
        QCOMPARE(again.savedViews().size(), std::size_t { 1 });
        QVERIFY(
            (again.savedViews()[0].second == store::SavedView { "front", "tradeoff", "{\"x\":\"flops\"}" }));
        QCOMPARE(again.calibrations().size(), std::size_t { 1 });
        QCOMPARE(again.calibrations()[0].second.request, std::string("{\"delta\":0.1}"));
        QVERIFY(!again.calibrations()[0].second.created.empty());
    }

    void tenThousandRunsAreListed()
    {
        test::StoreFolder folder;
        RunStore runs(folder.path());
        const RunId id = runs.createRun(requestOf("run 1"));
        runs.appendPoints(id, pointsOf(0, 3));
        runs.tagRun(id, "tagged");
        store::Database database(folder.path(), store::Database::Open::MustExist);
        database.execute(
            "BEGIN; CREATE TEMP TABLE n AS WITH RECURSIVE n(i) AS (VALUES(2) UNION ALL SELECT i + 1 FROM n "
            "WHERE i < 10000) SELECT i FROM n;"
            "INSERT INTO runs(id, uuid, work, name, kind, policies, options, seed, code_version, machine, "
            "planned_points, point_count, created, changed, state) "
            "SELECT i, 'u' || i, work, 'run ' || i, kind, policies, options, seed, code_version, machine, "
            "planned_points, point_count, created, changed, state FROM runs, n WHERE id = 1;"
            "INSERT INTO run_traces SELECT i, 0, 1 FROM n; INSERT INTO run_tags SELECT i, 'tagged' FROM n;"
            "COMMIT");
        std::size_t count = 0;
        QBENCHMARK { count = runs.listRuns().size(); }
        QCOMPARE(count, std::size_t { 10'000 });
        QCOMPARE(runs.listRuns().front().name, std::string("run 10000"));
        QCOMPARE(runs.listRuns().front().tags, Names { "tagged" });
        QCOMPARE(runs.listRuns().front().model, std::string("tiny"));
    }
};

QTEST_APPLESS_MAIN(TestRunStore)
#include "tst_run_store.moc"
