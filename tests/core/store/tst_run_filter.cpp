#include "core/error.h"
#include "core/store/run_filter.h"
#include "core/store/run_lease.h"
#include "tests/core/store/store_fixture.h"

#include <QTest>

#include <array>

#include <sys/wait.h>
#include <unistd.h>

using namespace exitscope;
using store::RunFilter;

class RunFilterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matching_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isExpected");
        const auto row = [](const char* text, bool isExpected) { QTest::newRow(text) << QString::fromUtf8(text) << isExpected; };
        row("", true);
        row("  ", true);
        row("ENTROPY", true); // a policy
        row("margin", false);
        row("policy:entropy tag:paper", true);
        row("policy:entropy tag:draft", false);
        row("-tag:draft", true);
        row("-tag:paper", false);
        row("\"dev set\"", true);
        row("\"set dev\"", false);
        row("notes:\"dev set\"", true);
        row("-\"dev set\"", false);
        row("state:finished points>=100 points<101", true);
        row("points>100", false);
        row("points=100", true);
        row("run:17", true);
        row("run:1", false);
        row("accuracy>0.9", true);
        row("accuracy>0.91", false);
        row("-accuracy>0.91", true);
        row("mcc>0", false);
        row("created>=2026-11-01", true);
        row("created<2026-11", false);
        row("created=2026-11-22", true);
        row("\"a:b\"", false);
    }

    void matching()
    {
        QFETCH(QString, text);
        QFETCH(bool, isExpected);
        store::RunSummary run;
        run.id = store::RunId { 17 };
        run.name = "first";
        run.policies = { "entropy", "patience" };
        run.tags = { "paper", "seed 3" };
        run.notes = "over the Dev set";
        run.points = 100;
        run.created = run.changed = "2026-11-22T10:00:00Z";
        run.state = store::RunState::Finished;
        const store::BestMetrics best { { run.id, { { "accuracy", 0.905 } } } };
        QCOMPARE(RunFilter::parse(text.toStdString()).matches(run, best), isExpected);
    }

    void badFiltersAreRefused()
    {
        QVERIFY_EXCEPTION_THROWN(RunFilter::parse("polic:entropy"), InputError);
        QVERIFY_EXCEPTION_THROWN(RunFilter::parse("accuracy>high"), InputError);
        QVERIFY_EXCEPTION_THROWN(RunFilter::parse("accuracy>"), InputError);
        QVERIFY(RunFilter::parse("accuracy>0.5").needsMetrics());
        QVERIFY(!RunFilter::parse("points>5 tag:x created>2026").needsMetrics());
    }

    void metricsAreTheBestOfTheirPoints()
    {
        const test::StoreFolder folder;
        store::RunStore runs(folder.path());
        const auto id = runs.createRun(test::requestOf("one"));
        auto points = test::pointsOf(0, 3);
        points[1].metrics = R"({"accuracy":0.95,"f1":0.5})";
        runs.appendPoints(id, points);
        const auto best = store::bestMetrics(folder.path());
        QCOMPARE(best.at(id).at("accuracy"), 0.95);
        QCOMPARE(best.at(id).at("f1"), 0.5);
    }

    /// A lease ends with its object, and with its process, however that ends.
    void leasesEndWithTheirHolder()
    {
        const test::StoreFolder folder;
        const std::array runs { store::RunId { 1 }, store::RunId { 2 } };
        QVERIFY(store::leasedRuns(folder.path(), runs).empty());
        {
            const store::RunLease lease(folder.path(), runs[1]);
            QCOMPARE(store::leasedRuns(folder.path(), runs), std::vector { runs[1] });
        }
        QVERIFY(store::leasedRuns(folder.path(), runs).empty());
        std::array<int, 2> pipe {};
        QCOMPARE(::pipe(pipe.data()), 0);
        const auto child = ::fork();
        if (child == 0) {
            const store::RunLease lease(folder.path(), runs[0]);
            (void)!::write(pipe[1], "x", 1);
            ::pause();
        }
        char ready = 0;
        QCOMPARE(::read(pipe[0], &ready, 1), ssize_t { 1 });
        QCOMPARE(store::leasedRuns(folder.path(), runs), std::vector { runs[0] });
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
        QVERIFY(store::leasedRuns(folder.path(), runs).empty());
    }
};

QTEST_GUILESS_MAIN(RunFilterTest)
#include "tst_run_filter.moc"
